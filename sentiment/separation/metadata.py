"""Who wrote a comment, and when: read from the lines above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTH = r"(?:jan|jän|feb|mär|mar|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-zä]*\.?"
_DATE = re.compile(
    rf"(?:\d{{1,2}}\.\s?(?:\d{{1,2}}\.|{_MONTH})\s?(?:\d{{4}}|\d{{2}}\b)?|\d{{4}}-\d{{2}}-\d{{2}})"
    r"(?:[\s,|/·–T-]*(?:(?:um|at)\s)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?(?:uhr|[ap]m)\b)?)?"
    r"|vor\s(?:\d+|eine[mr])\s\w+|(?:heute|gestern),?\s(?:um\s)?\d{1,2}[:.]\d{2}(?:\s?uhr)?",
    re.IGNORECASE,
)
_AROUND_NAME = re.compile(
    r"^(?:#?\d+[.)]?\s+)?(?:kommentar\s+)?(?:(?:geschrieben\s+)?von|by|autor(?:in)?:?|name:)\s+"
    r"|^#?\d+[.)]?\s+"
    r"|\s*\b(?:sagte?|schrieb|schreibt|meinte?|kommentierte?|antwortete?|says|said)\b.*$"
    r"|\s*(?:\b(?:am|um|at|on)\b\s*)*[\s:|·,()@–-]*$",
    re.IGNORECASE,
)
_NOT_NAMES = re.compile(
    r"(?:.*\d\s)?(?:kommentare?|leserbriefe?|reaktionen|meinungen|antworten?|reply|melden|zitieren|"
    r"gefällt mir|teilen|likes?|permalink|diskussion|forum|comments?)\b|[\W\d]*$",
    re.IGNORECASE,
)
_NUMBER_AS_NAME = re.compile(r"\d{3,}")
_LONGEST_NAME = 60


def signature(above: Sequence[str]) -> tuple[str | None, str | None]:
    """Return (author, date) from the furniture above a comment, nearest lines first.

    Both are as printed, or None.
    """
    author = date = number = None
    for line in reversed(above):
        found = _DATE.search(line)
        if found and date is None:
            date = found.group().strip()
        rest = line[: found.start()] + line[found.end() :] if found else line
        name = _AROUND_NAME.sub("", _AROUND_NAME.sub("", rest)).strip(" :,|·()–-")
        if author is None and 0 < len(name) <= _LONGEST_NAME and not _NOT_NAMES.match(name):
            author = name
        number = number or (line if _NUMBER_AS_NAME.fullmatch(line) else None)
    # A nickname may be all digits; but most bare numbers are none, so any other name is better.
    return author or (number if date else None), date
