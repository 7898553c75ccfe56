"""Words of another reader with which a comment begins: they are not the answerer's own.

Quoted are lines that begin with ">", and below a heading such as "Eva schrieb:" the very words of
another comment. With their heading, they become furniture above the comment; what is quoted
further down stays in it, as a comment is one stretch of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from sentiment.separation.metadata import is_date, quoted, signature
from sentiment.separation.roles import begins_of, furniture_above, last_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sentiment.separation.lines import Line

_SIGN = ">"
_LONGEST_HEADING = 100
# phpBB: "Eva hat geschrieben: ↑Sa 5. Nov 2022, 17:21".
_HEADING = re.compile(
    r"(?:.*\s)?(?:zitat|schrieb|schreibt|sagte?|meinte?|wrote|said|hat geschrieben)\b[^↑]*:"
    r"(?:\s?↑.*)?|quote:",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-–—_=*]{3,}")
_END = re.compile(
    r"(?:zum vergrößern anklicken|click to expand|klicke? in dieses feld, um es in vollständiger "
    r"größe anzuzeigen)\b.{0,5}",
    re.IGNORECASE,
)
_LONGEST_QUOTED = 100  # lines up to such an end
# vBulletin: "Zitat Zitat von Eva Beitrag anzeigen".
_OF_READER = re.compile(
    r"(?:zitat\s+|quote\s+)?(?:zitat\s+von|quote\s+from|originally\s+posted\s+by):?\s+"
    r"(?P<name>.{1,60}?)(?:\s(?:am|vom|schrieb|on)\s.*|\s(?:beitrag anzeigen|view post))?\s?:?",
    re.IGNORECASE,
)
_BEGIN_OF_READER = tuple("ZzQqOo")
# MyBB, with what is quoted behind it: "(02.08.2022, 21:30)Eva schrieb:  Endlich!"
_SAID_WHEN = re.compile(
    r"\((?P<when>[^()]{4,40})\)\s?\S.{0,60}?\s(?:schrieb|wrote):", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…]\s+")
_FULL_STOP = ".\n"
_AROUND = " „“”\"'»«…[].!?"


def without_quotations(page: Sequence[Line], roles: Sequence[str]) -> list[str]:
    """Return the roles; what comments quote before they say anything is furniture."""
    found = list(roles)
    begins = begins_of(roles)
    discussed = _Discussed(page, roles)
    for begin in (at for at in begins if _may_quote(page, at)):
        end = last_of(roles, begin, "inside") + 1
        own = discussed.own_words(begin, end)
        if begin < own < end:
            found[begin : own + 1] = ["furniture"] * (own - begin) + ["begin"]
    return found


def head_and_quoted(furniture: Sequence[str]) -> tuple[Sequence[str], str | None]:
    """Return the lines above a comment without quoted ones, and who is quoted below or above it."""
    named = [at for at, line in enumerate(furniture) if quoted_reader(line)]
    if named:
        above, below = furniture[: named[-1]], furniture[named[-1] + 1 :]
        whom = quoted_reader(furniture[named[-1]])
        if below and signature(below).is_whole:
            return below, whom
        if above and signature(above).author:
            return above, whom
    end = len(furniture)
    while end and furniture[end - 1].startswith(_SIGN):
        end -= 1
    if 1 < end < len(furniture):
        whom = quoted(furniture[end - 1])
        if whom and signature(furniture[: end - 1]).author:
            return furniture[: end - 1], whom
    return furniture[:end], None


def quoted_reader(line: str) -> str | None:
    """Return whom a heading such as "Zitat von Eva" names; a colon need not follow."""
    if len(line) > _LONGEST_HEADING or not line.startswith(_BEGIN_OF_READER):
        return None
    found = _OF_READER.fullmatch(line)
    return found["name"] if found else None


def sentences(text: str) -> list[str]:
    """Return the sentences of a line, or of several that have stops behind them."""
    return [part.strip(_AROUND) for part in _SENTENCE_END.split(text.casefold())]


def _may_quote(page: Sequence[Line], begin: int) -> bool:
    first = page[begin].head
    return (
        first.startswith(_SIGN)
        or _is_heading(first)
        or (begin > 0 and _is_heading(page[begin - 1].head))
        or quoted(first) is not None
    )


def _is_heading(line: str) -> bool:
    is_said = len(line) <= _LONGEST_HEADING and _HEADING.fullmatch(line) is not None
    return is_said or quoted_reader(line) is not None or _says_when(line) is not None


def _says_when(line: str) -> re.Match[str] | None:
    found = _SAID_WHEN.match(line)
    return found if found and is_date(found["when"]) else None


@dataclass(frozen=True, eq=False)
class _Discussed:
    """The lines of a page, and what most pages need not know: no comment of theirs quotes."""

    page: Sequence[Line]
    roles: Sequence[str]

    @cached_property
    def names(self) -> Collection[str]:
        """Who wrote comments."""
        lines = zip(self.page, self.roles, strict=True)
        furniture = (line.head for line, role in lines if role == "furniture")
        authors = (signature([line]).author for line in furniture)
        return {name.casefold() for name in authors if name}

    @cached_property
    def said_again(self) -> Collection[str]:
        """The sentences that more than one comment says, or one and the article or first post."""
        begins = begins_of(self.roles)
        first: dict[str, int] = {}
        again: set[str] = set()
        for begin, end in pairwise([0, *begins, len(self.page)]):
            rows = (at for at in range(begin, end) if self.roles[at] != "furniture")
            for sentence in sentences(_FULL_STOP.join([self.page[at].head for at in rows])):
                if first.setdefault(sentence, begin) != begin:
                    again.add(sentence)
        return again

    def own_words(self, begin: int, end: int) -> int:
        """Return the first line of a comment that neither quotes nor says who is answered."""
        first = self.page[begin].head
        has_heading = _is_heading(first)
        whom = None if has_heading else quoted(first)
        is_answer = whom is not None and whom.casefold() in self.names
        at = own = begin + (has_heading or is_answer)
        if (said := _says_when(first)) and first[said.end() :].strip():
            at = begin
        while own < end and quoted_reader(self.page[own].head):  # below "Zitat:"
            at = own = own + 1
        is_below = begin > 0 and _is_heading(self.page[begin - 1].head)
        if has_heading or is_below:
            quoted_lines = range(own, min(end, own + _LONGEST_QUOTED))
            ends = (row for row in quoted_lines if _END.fullmatch(self.page[row].head))
            if (last := next(ends, None)) is not None:
                return last + 1
            if own < end and _RULE.fullmatch(self.page[own].head):  # Golem draws one
                own += 1
                at = own
        while own < end and self.page[own].head.startswith(_SIGN):
            own += 1
        below_signs = own
        may_repeat = (has_heading or is_below or is_answer) and self._is_dated(begin)
        while own < end and (
            self.page[own].head.startswith(_SIGN) or (may_repeat and self._repeats(own))
        ):
            own += 1
        if own == end:  # others quote what it says itself
            own = below_signs
        return own if own > at or is_answer else begin

    def _is_dated(self, begin: int) -> bool:
        """Tell whether a head with a date stands above; without it, what is quoted seems a name."""
        above = furniture_above(self.roles, begin)
        return signature([self.page[at].head for at in above]).date is not None

    def _repeats(self, at: int) -> bool:
        """Tell whether other comments say all that a line says."""
        line = self.page[at]
        return line.length == len(line.head) and all(
            sentence in self.said_again for sentence in sentences(line.head)
        )
