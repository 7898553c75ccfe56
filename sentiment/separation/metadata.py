"""Who wrote a comment, when, and in answer to whom: read from the lines above or below it.

Sites put much else there: badges, buttons, counters, when an account was opened, the title of the
comment, and the name and date of whoever is answered or quoted. So the comment's own date is
found first, and its author near it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_MONTH = (
    r"(?:jan|jän|feb|mär|mar|mrz|maerz|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-zä]*\.?"
)
_WEEKDAY = r"(?:mo|di|mi|do|fr|sa|so)(?:n?ntag|enstag|ttwoch|nnerstag|eitag|mstag|nnabend)?"
_DAY = (
    # A short year is none where it is the hour of a clock: "12.03. 14:22".
    rf"(?:(?<![\d.])\d{{1,2}}\.\s?(?:\d{{1,2}}\.|{_MONTH})\s?(?:\d{{4}}|\d{{2}}(?!\d|[:.]\d))?"
    rf"|(?<![\d.])\d{{1,2}}\s{_MONTH}\s\d{{4}}"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
    r"|\d{4}[-/.]\d{2}[-/.]\d{2}|\d{1,2}/\d{1,2}/\d{4})"
)
_CLOCK = r"\d{1,2}(?:[:.]\d{2}(?::\d{2})?(?:\s?(?:uhr|[ap]m)\b)?|\suhr(?:\s\d{2}\b)?)"
_UNIT = r"(?:sek|min|std|h\b|stunde|tag|wo|monat|mon\b|jahr)\w*\.?"
_AGO = (
    r"vor\s(?:(?:etwa|ca\.?|rund|über|ungefähr|fast|mehr\sals)\s)*"
    rf"(?:(?:\d+|eine[mr]|ein\spaar|wenigen|mehreren)\s\w+\.?|{_UNIT})"
    r"|\d+\s(?:second|minute|hour|day|week|month|year)s?\sago"
)
_DATE = re.compile(
    rf"(?:\b{_WEEKDAY}\.?,?\s+(?:de[nr]\s+)?)?{_DAY}(?:[\s,|/·–T-]*(?:(?:um|at)\s)?{_CLOCK})?"
    rf"|{_AGO}|(?:heute|gestern|vorgestern),?\s(?:um\s)?{_CLOCK}",
    re.IGNORECASE,
)
# What is a date only where a line holds nothing else.
_DATE_ALONE = re.compile(
    rf"(?:heute|gestern|vorgestern|gerade\s(?:eben|jetzt)|soeben|jetzt|\d{{1,3}}\s?{_UNIT})",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"[\s·•|(\[,-]*\b(?:(?:zuletzt\s)?(?:bearbeitet|editiert|geändert)|edited)\b[\s)\]]*$",
    re.IGNORECASE,
)
# Of an account, or of a later change: such dates are not the comment's.
_OF_ACCOUNT = re.compile(
    r"(?:registriert|mitglied|dabei|angemeldet|member|joined|wohnort|ort|beiträge|themen|punkte|"
    r"karma|rang|danke|bewertung\w*|reaktion\w*)\b(?:\sse?i[nt]\w*)?\s*[:(]?\s*[\d.]*.*\d.*"
    r"|(?:mehr\sals\s)?[\d.]+\s(?:beiträge|kommentare|posts|follower|punkte)\b.*"
    r"|.*\b(?:bearbeitet|editiert|geändert|edited)\b.*\d.*",
    re.IGNORECASE,
)
_BEHIND_NAME = (
    r"|\s*\b(?:sagte?|schrieb|schreibt|meinte?|kommentierte?|antwortete?|says|said)\b.*$"
    r"|\s*(?:\b(?:am|um|at|on)\b\s*)*[\s:|·•,»@–-]*$"
)
_NUMBERED = r"^(?:#\d+(?:\.\d+)*[.)]?|\d{1,3}[.)]|#{1,6})\s+"
# "von" and "am" may begin a name, too, but hardly beside a date or a colon.
_AROUND_NAME = re.compile(
    r"^(?:(?:#\d+|\d{1,3})[.)]?\s+)?(?:(?:kommentar|beitrag)\s+)?"
    r"(?:(?:geschrieben\s+)?von:?|by:?|autor(?:in)?:?|name:)\s+"
    r"|^\d{1,3}\s+|^(?:am|um)\s+(?:von\s+)?"
    rf"|{_NUMBERED}{_BEHIND_NAME}",
    re.IGNORECASE,
)
_AROUND_BARE_NAME = re.compile(
    rf"^(?:kommentar|beitrag|geschrieben)\s+von\s+|{_NUMBERED}{_BEHIND_NAME}", re.IGNORECASE
)
_NOT_NAMES = re.compile(
    r"(?:.*\d\s)?(?:kommentare?|leserbriefe?|reaktionen|meinungen|antwort(?:en)?|reply|melden|"
    r"zitieren|gefällt mir|teilen|likes?|permalink|comments?|"
    r"empfehl\w+|avatar\w*|profilbild|löschen|bearbeite\w*|mehr anzeigen|lesenswert|beiträge|"
    r"website|e-?mail|(?:alle|weitere|mehr|keine)\s+(?:antworten|kommentare|beiträge)|"
    r"(?:beitrag|post(?:ing)?)\s*#?\d+)\b"
    r"|.*(?:[·|•]|\s\s|\d)\s*(?:antworten|melden|teilen|zitieren|reply)\b"  # buttons in one line
    # Words that begin names, too: "Forum-Leser".
    r"|(?:diskussion|forum|datum|date|uhrzeit|link|themen)\b(?=\W*(?:$|\d)|\s*:)"
    r"|(?:name|die(?:ser?|ses)\s+(?:beitrag|kommentar|posting)\b.*)\W*$"
    r"|(?:\S+\s){3,}\w{3,}\.$"  # a sentence
    r"|[\W\d]*$",
    re.IGNORECASE,
)
# What stands beside a name; alone, it may be all that there is of one.
_BADGE = re.compile(
    r"(?:moderator(?:in)?|mod|autor(?:/?in)?|(?:blog-?)?admin(?:istrator)?|gast|verfasser(?:/?in)?|"
    r"top-fan|abonnent(?:in)?|redaktion|mitglied|neuling|op|profil gelöscht)",
    re.IGNORECASE,
)
_NUMBER_AS_NAME = re.compile(r"\d{3,}")
_LONGEST_NAME = 60
_LONGEST_REST = 120  # of a line in which a name may be found
_MOST_WORDS = 6
_ANSWER = re.compile(
    r"\[?(?:als\s)?(?:antwort\s(?:auf|an)|in\sreply\sto|reply\sto)\s"
    r"(?:(?:den\s)?(?:kommentar|beitrag)\s)?(?:#?\d+\s)?(?:von\s)?(?P<name>.+)",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"(?:zitat\s(?:von\s)?)(?P<name>.+)"
    r"|(?P<writer>.+?)\s(?:schrieb|schreibt|wrote|hat\s(?:am\s+)?(?:folgendes\s)?geschrieben)\b.*",
    re.IGNORECASE,
)
_LINKS = re.compile(
    r"\s*[(\[](?:link|antwort(?:en)?|homepage|website|reply|mail|zitieren)[)\]]", re.IGNORECASE
)
_ARROW = re.compile(r"[➦→►▸↪⤷]")
_TO_ARROW = re.compile(rf"(?P<name>.+?)\s*{_ARROW.pattern}\s*(?P<answered>.+)")
_THREAD_NUMBER = re.compile(r"#\d+(?:\.\d+)*\b")
_WHEN = re.compile(r"[\s,]+(?:vom|am|um|von\s(?:gestern|heute))\s*$", re.IGNORECASE)
_SIGNS = " :,|·•*–»«-"
_REPEATED = 0.5  # of the comments' furniture
_FEWEST_RUNS = 4


class Signature(NamedTuple):
    """What the furniture of a comment says, as printed: who wrote it, when, in answer to whom.

    `number` is the comment's number where sites count answers within it: "#1.2" answers "#1".
    """

    author: str | None
    date: str | None
    answered: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its date: a name, perhaps, or who is answered."""

    rest: str
    date: str | None
    answered: str | None
    is_quote: bool


def is_name(line: str) -> bool:
    """Tell whether a line may be the name of somebody, and nothing more."""
    read = _read(line)
    return read is not None and read.date is None and _name(read) == line.strip(_SIGNS)


def is_date(line: str) -> bool:
    """Tell whether a line is a date, with no words beside it that could be a name."""
    read = _read(line)
    return read is not None and read.date is not None and _name(read) is None


def repeated(runs: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the lines that stand in the furniture of most comments: buttons rather than names."""
    if len(runs) < _FEWEST_RUNS:
        return frozenset()
    counts = Counter(line for run in runs for line in set(run))
    return frozenset(line for line, count in counts.items() if count > _REPEATED * len(runs))


def signature(
    furniture: Sequence[str], repeated: Collection[str] = (), *, below: bool = False
) -> Signature:
    """Read the lines above a comment, or those below it, in the order of the page.

    `repeated` are lines that are hardly names, since they stand at most comments.
    """
    found = [_read(line) for line in _joined(furniture)]
    own = [line for line in found if line is not None]
    nearest_first = list(range(len(own)) if below else range(len(own) - 1, -1, -1))
    dated = [at for at in nearest_first if own[at].date and not own[at].answered]
    # Below a head of one's own, who "wrote" is quoted; without any, it is the head.
    head = min(dated, default=len(own))
    quotes = {at for at, line in enumerate(own) if line.is_quote and head < at}
    dated = [at for at in dated if at not in quotes]
    if dated:
        # A name stands beside the date or above it; further down are titles of comments, too, or,
        # below a comment, the head of the next one.
        first = dated[0]
        after = () if below else range(first + 1, len(own))
        order = [first, *range(first - 1, -1, -1), *after]
        date = own[first].date
    else:
        order = nearest_first
        date = next((own[at].date for at in order if own[at].date), None)
    answered = next((own[at].answered for at in nearest_first if own[at].answered), None)
    # "@Eva" between a head and a text is who is answered; alone, it is a name.
    if dated and not below and own[-1].rest.startswith("@") and dated[0] < len(own) - 1:
        answered = answered or own.pop().rest
        order = [at for at in order if at < len(own)]
    if quotes:
        answered = answered or _quoted(own[max(quotes)].rest)
    lines = [own[at] for at in order if at not in quotes]
    told = [(name, line.rest in repeated) for line in lines if (name := _name(line))]
    # What may be no name comes last: a badge, or what stands at most comments.
    told.sort(key=lambda one: (one[1], _BADGE.fullmatch(one[0]) is not None))
    names = [name for name, _ in told]
    author = names[0] if names else None
    if author and (arrow := _TO_ARROW.fullmatch(author)):
        author, answered = arrow["name"], answered or arrow["answered"]
    # A nickname may be all digits; but most bare numbers are none, so any other name is better.
    if author is None and date:
        author = next((one for one in furniture if _NUMBER_AS_NAME.fullmatch(one)), None)
    number = next((n[0] for line in furniture if (n := _THREAD_NUMBER.match(line))), None)
    return Signature(author and _trimmed(author), date, answered and _trimmed(answered), number)


def _joined(furniture: Sequence[str]) -> Iterator[str]:
    """Yield lines; an arrow that has one of its own joins those around it."""
    kept: list[str] = []
    for line in furniture:
        if kept and (_ARROW.fullmatch(line) or _ARROW.search(kept[-1][-1:])):
            kept[-1] = f"{kept[-1]} {line}"
        else:
            kept.append(line)
    yield from kept


@lru_cache(maxsize=4096)  # buttons and dates come again and again
def _read(line: str) -> _Line | None:
    """Return what a line says, None where it is of the account or of a later change."""
    line = _EDITED.sub("", _LINKS.sub("", " ".join(line.split())))
    if not line or _OF_ACCOUNT.fullmatch(line):
        return None
    dates = list(_DATE.finditer(line))
    alone = _DATE_ALONE.fullmatch(line.strip(_SIGNS))
    date = dates[-1].group().strip() if dates else alone and alone.group()
    rest = "" if alone else line[: dates[0].start()] + line[dates[-1].end() :] if dates else line
    answer = _ANSWER.fullmatch(rest.strip())
    return _Line(
        rest=rest.strip(),
        date=date,
        answered=_WHEN.sub("", answer["name"]) if answer else None,
        is_quote=bool(_QUOTED.fullmatch(rest.strip())),
    )


@lru_cache(maxsize=4096)
def _name(line: _Line) -> str | None:
    if line.answered or len(line.rest) > _LONGEST_REST:
        return None
    around = _AROUND_NAME if line.date or ":" in line.rest else _AROUND_BARE_NAME
    name = around.sub("", around.sub("", line.rest)).strip(_SIGNS)
    is_name = 0 < len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_WORDS
    return name if is_name and not name.endswith("?") and not _NOT_NAMES.match(name) else None


def _quoted(rest: str) -> str:
    found = _QUOTED.fullmatch(rest)
    return (found["name"] or found["writer"]) if found else rest


def _trimmed(name: str) -> str | None:
    """Return a name without signs around it, or brackets that enclose nothing or all of it."""
    bare = name.replace("[]", "").replace("()", "").strip(_SIGNS)
    for opening, closing in ("()", "[]"):
        if bare.startswith(opening) and bare.endswith(closing):
            bare = bare[1:-1]
        elif bare.count(opening) != bare.count(closing):
            bare = bare.strip(opening + closing)
    return bare.strip(_SIGNS) or None
