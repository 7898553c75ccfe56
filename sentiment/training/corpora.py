"""Rows of corpora that the project's own builders trust: files of JSON lines, plain or gzip."""

from __future__ import annotations

import gzip
import json
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

from sentiment.errors import SampleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file; `.gz` is unpacked. What users give is read by `multitask_data`."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


@cache
def pages_of(path: Path) -> tuple[Mapping[str, Any], ...]:
    """Return the pages of a file of `samples/pages`, which is read once."""
    return tuple(rows_of(path))


@cache
def texts_by_id(path: Path) -> Mapping[str, str]:
    """Return the text of each row of a file, which is read once."""
    return {str(row["id"]): row["text"] for row in rows_of(path)}


def check_labelled(text: str, *, crc32: int, id_: str, where: str) -> None:
    """Refuse another text than the one that a label, kept without it, was given to.

    Raises
    ------
    SampleError
        Where the CRC-32 of the text's UTF-8 is not `crc32`.
    """
    if zlib.crc32(text.encode(errors="replace")) != crc32:
        raise SampleError(
            f"has another text under {id_} than the one that was labelled",
            where=where,
            remedy="use the edition that docs/model.md names",
        )
