"""Who wrote a comment, when, and in answer to whom: read from the lines above or below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

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
    r"^(?:#?\d+[.)]?\s+)?(?:kommentar\s+)?(?:(?:geschrieben\s+)?von:?|by:?|autor(?:in)?:?|name:)\s+"
    r"|^(?:#?\d+[.)]?|#{1,6})\s+"
    r"|\s*\b(?:sagte?|schrieb|schreibt|meinte?|kommentierte?|antwortete?|says|said)\b.*$"
    r"|\s*(?:\b(?:am|um|at|on)\b\s*)*[\s:|·,()@–-]*$",
    re.IGNORECASE,
)
_NOT_NAMES = re.compile(
    r"(?:.*\d\s)?(?:kommentare?|leserbriefe?|reaktionen|meinungen|antworten?|reply|melden|zitieren|"
    r"gefällt mir|teilen|likes?|permalink|diskussion|forum|comments?|datum|date|uhrzeit)\b"
    r"|[\W\d]*$",
    re.IGNORECASE,
)
_NUMBER_AS_NAME = re.compile(r"\d{3,}")
_LONGEST_NAME = 60
_ANSWER = re.compile(
    r"(?:als\s)?(?:antwort\s(?:auf|an)|in\sreply\sto|reply\sto)\s"
    r"(?:(?:den\s)?(?:kommentar|beitrag)\s)?(?:#?\d+\s)?(?:von\s)?(?P<name>.+)",
    re.IGNORECASE,
)


class Signature(NamedTuple):
    """What the furniture of a comment says, as printed: who wrote it, when, in answer to whom."""

    author: str | None
    date: str | None
    answered: str | None = None


def signature(furniture: Sequence[str]) -> Signature:
    """Read the lines above a comment, or those below it from the last one up: the nearest last."""
    author = date = number = answered = None
    for line in reversed(furniture):
        found = _DATE.search(line)
        if found and date is None:
            date = found.group().strip()
        rest = line[: found.start()] + line[found.end() :] if found else line
        if answer := _ANSWER.fullmatch(rest.strip()):
            answered = answered or answer["name"].strip(" :,|·()–-")
            continue
        name = _AROUND_NAME.sub("", _AROUND_NAME.sub("", rest)).strip(" :,|·()*–-")
        if author is None and 0 < len(name) <= _LONGEST_NAME and not _NOT_NAMES.match(name):
            author = name
        number = number or (line if _NUMBER_AS_NAME.fullmatch(line) else None)
    # A nickname may be all digits; but most bare numbers are none, so any other name is better.
    return Signature(author or (number if date else None), date, answered)
