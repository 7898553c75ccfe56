"""Texts in the tables of Google Takeout: comments on YouTube are pieces of JSON in a cell."""

from __future__ import annotations

import json
import re

from sentiment.readers.json_values import list_at, text_at

# Older exports have the pieces in a list.
_SEGMENTS = "takeoutSegments"
_BEGINNING = re.compile(rf'\s*\{{\s*"(?:text|{_SEGMENTS})"\s*:')


def words_of(cell: str) -> str:
    """Return the words of a cell such as `{"text":"@eva "},{"text":"Ja."}`; any other as it is."""
    if not _BEGINNING.match(cell):
        return cell
    try:
        parts = json.loads(f"[{cell}]")
    except (ValueError, RecursionError):
        return cell
    segments = [one for part in parts for one in (list_at(part, _SEGMENTS) or [part])]
    texts = [text_at(segment, "text") for segment in segments]
    return cell if None in texts else "".join(filter(None, texts))
