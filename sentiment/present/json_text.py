"""Records as one JSON document, or as JSON lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_INDENT = 2


def document(records: Iterable[Mapping[str, Any]], head: Mapping[str, Any]) -> Iterator[str]:
    """Yield one JSON object: the keys of `head`, then the list `discussions`.

    Each record is dumped by itself, so that no more than one is held in memory.
    """
    count = 0
    for count, record in enumerate(records, start=1):
        opening = _dump({**head, "discussions": []}, indent=_INDENT).removesuffix("]\n}")
        yield opening if count == 1 else ","
        # Only the line breaks of the layout are real ones: inside strings JSON spells them "\n".
        yield ("\n" + _dump(record, indent=_INDENT)).replace("\n", "\n" + " " * 2 * _INDENT)
    if count:
        yield "\n" + " " * _INDENT + "]\n}\n"


def lines(records: Iterable[Mapping[str, Any]], head: Mapping[str, Any]) -> Iterator[str]:
    """Yield one JSON object a line: the keys of `head`, then those of a record."""
    for record in records:
        yield _dump({**head, **record}) + "\n"


def indented(value: Mapping[str, Any]) -> str:
    """Return one JSON object over many lines."""
    return _dump(value, indent=_INDENT) + "\n"


def _dump(value: Mapping[str, Any], *, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
