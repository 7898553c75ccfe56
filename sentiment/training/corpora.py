"""Rows of corpora that the project's own builders trust: files of JSON lines, plain or gzip."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file; `.gz` is unpacked. What users give is read by `multitask_data`."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
