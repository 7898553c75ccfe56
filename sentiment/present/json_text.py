"""Records as one JSON document, or as JSON lines."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from sentiment.present.visible import TURNING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_INDENT = 2

# What `json` leaves as it is, although it steers a terminal (C1), turns letters around, ends a line
# for some readers of JSON lines (U+0085, U+2028, U+2029) or cannot be UTF-8 (lone surrogates).
_AWKWARD = re.compile(f"[\x7f-\x9f\u2028\u2029\ud800-\udfff{TURNING}]")


def document(
    records: Iterable[Mapping[str, Any]], head: Mapping[str, Any], *, after: int = 0
) -> Iterator[str]:
    """Yield one JSON object: the keys of `head`, then the list `discussions`.

    Each record is a piece by itself, so that no more than one is held in memory; one more closes
    the list. `after` says how many records are written already.
    """
    opening = _dump({**head, "discussions": []}, indent=_INDENT).removesuffix("]\n}")
    count = after
    for record in records:
        count += 1
        yield (opening if count == 1 else ",") + _entry(record)
        del record  # not to be kept while the next is made
    if count:
        yield "\n" + " " * _INDENT + "]\n}\n"


def lines(records: Iterable[Mapping[str, Any]], head: Mapping[str, Any]) -> Iterator[str]:
    """Yield one JSON object a line: the keys of `head`, then those of a record."""
    for record in records:
        yield _dump({**head, **record}) + "\n"
        del record  # not to be kept while the next is made


def indented(value: Mapping[str, Any]) -> str:
    """Return one JSON object over many lines."""
    return _dump(value, indent=_INDENT) + "\n"


def _entry(record: Mapping[str, Any]) -> str:
    # Only the line breaks of the layout are real ones: inside strings JSON spells them "\n".
    return ("\n" + _dump(record, indent=_INDENT)).replace("\n", "\n" + " " * 2 * _INDENT)


def _dump(value: Mapping[str, Any], *, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _AWKWARD.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
