"""Values of parsed JSON: looked up without trusting that anything has the type it should have."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from math import isnan

from sentiment.readers.decoding import REPLACEMENT

# A value of a file, with the number of the object that it is, or that it is a part of: a large one
# comes in parts, each with one item of its list, and then all else of it.
Row = tuple[int, object]

# Where a list stands in a value: the keys that lead to it, and `ITEM` for a place in another list.
Path = tuple[str, ...]
ITEM = "[]"

# JSON can spell half a character (\ud83d alone), which no file or terminal takes later.
_SURROGATE = re.compile("[\ud800-\udfff]")

# `strftime` does not pad earlier years everywhere, and no comment is that old.
_FIRST_YEAR = 1000


def clean(text: str) -> str:
    """Return `text` with a replacement for each half of a character."""
    return _SURROGATE.sub(REPLACEMENT, text)


def at(value: object, *keys: str) -> object:
    """Return what stands under `keys`, one object inside the other; None where there is nothing."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def list_at(value: object, *keys: str) -> list[object]:
    """Return the list under `keys`; an empty one where there is none."""
    found = at(value, *keys)
    return found if isinstance(found, list) else []


def text_at(value: object, *keys: str) -> str | None:
    """Return the string under `keys`, even an empty one; anything else counts as absent."""
    found = at(value, *keys)
    return clean(found) if isinstance(found, str) else None


def html_at(value: object, *keys: str) -> str | None:
    """Return the text of the HTML under `keys`; None where no string stands there."""
    markup = text_at(value, *keys)
    if markup is None:
        return None
    # Only exports that hold HTML pay for the library that reads it.
    from sentiment.readers.html_text import text_of_markup

    return text_of_markup(markup)


def line_at(value: object, *keys: str) -> str | None:
    """Return the text of the HTML under `keys` as one line, None where nothing is left of it."""
    return " ".join((html_at(value, *keys) or "").split()) or None


def string_at(value: object, *keys: str) -> str | None:
    """Return a string that is not empty, or a number as it is printed, from under `keys`.

    A column of numbers of which some are missing has become one of fractions, with NaN among them:
    whole ones are printed as such, and NaN counts as absent.
    """
    found = at(value, *keys)
    if isinstance(found, bool) or not isinstance(found, (str, int, float)):
        return None
    if isinstance(found, float):
        if isnan(found):
            return None
        found = int(found) if found.is_integer() else found
    return clean(str(found)) or None


def count_at(value: object, *keys: str) -> int | None:
    """Return the whole number under `keys`, unless it is negative."""
    found = at(value, *keys)
    return found if type(found) is int and found >= 0 else None


def utc_at(value: object, *keys: str) -> str | None:
    """Return the Unix time under `keys`, a number or its digits, as ISO 8601 in UTC."""
    seconds = string_at(value, *keys)
    try:
        moment = datetime.fromtimestamp(float(seconds or ""), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year >= _FIRST_YEAR else None
