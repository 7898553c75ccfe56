"""Counters that seem the last lines of comments: "7 Empfehlungen", "Bewertung: +12", "👍 12".

Sites are regular: they count below every comment, or below most. Readers who are asked to vote, tip
or grade are, too ("Mein Tipp: 2:1", "Note: 5"); so the words must be a site's, or the lines must
look like its furniture below most, or stand right above a button below all ("Daumen drauf 12").
Without a number, a button that nobody knows is one, too, where it stands so below most.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from sentiment.separation.full_names import OPENINGS
from sentiment.separation.line_forms import form
from sentiment.separation.roles import begins_of, last_of
from sentiment.separation.site_lines import is_of_site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.separation.lines import Line

_LONGEST = 60
_DIGIT = re.compile(r"\d")
_LINES = 3  # at the end of a comment, and below it
_MOST = 0.5  # of the comments; none is counted where nobody likes it
_FEWEST = 3
_FEWEST_OF_ALL = 4  # comments, below all of which a counter stands
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_BUTTON = 30
_MOST_WORDS = 3
_BELOW_MOST = 0.75  # of the comments stands a button that nobody knows
_ENDS_SENTENCE = tuple(".,:;!?")
# What sites count, and the words beside it.
_WORDS = frozenset(
    form(word)
    for word in (
        "empfehlung bewertung bewerten positiv negativ zustimmung zustimmen ablehnung ablehnen "
        "lesenswert like dislike gefällt hilfreich nützlich daumen reaktion antwort "
        "reply kommentar upvote downvote hoch runter person personen nutzer user leser mitglieder "
        "dir mir das dies diese diesen information fand fanden finden gut angaben mal und "
        "of found this helpful people person"
    ).split()
)


def without_counters(page: Sequence[Line], roles: Sequence[str]) -> list[str]:
    """Return the roles with such lines as furniture; several may stand below each other."""
    found = list(roles)
    begins = begins_of(roles)
    ends = [last_of(roles, begin, "inside") for begin in begins]
    if not any(_counter(page[end]) or _may_be_button(page[end]) for end in ends):
        return found
    usual = _usual(page, roles, begins, ends) | _buttons(page, roles, begins, ends)
    for begin, end in zip(begins, ends, strict=True):
        at = end
        while at > begin and (_counter(page[at]) or page[at].head) in usual:
            found[at] = "furniture"
            at -= 1
        # A whole comment may be a number, or a vote.
        own = _counter(page[at]) if at == begin else None
        if own and own in usual and _WORD.search(own) and _is_of_site(own):
            found[at] = "furniture"
    return found


def _usual(
    page: Sequence[Line], roles: Sequence[str], begins: Sequence[int], ends: Sequence[int]
) -> frozenset[str]:
    """Return the counters that stand at most comments: in their last lines, or below these."""
    counts: Counter[str] = Counter()
    below: Counter[str] = Counter()  # as furniture
    above_buttons: Counter[str] = Counter()
    for begin, end in zip(begins, ends, strict=True):
        first = max(begin, end + 1 - _LINES)
        stop = min(last_of(roles, end, "furniture"), end + _LINES) + 1
        at_end, under = (
            {own for line in lines if (own := _counter(line))}
            for lines in (page[first : end + 1], page[end + 1 : stop])
        )
        counts.update(at_end | under)
        below.update(under)
        above_buttons.update(_right_above_button(page, begin, end))
    at_all = {own for own, n in above_buttons.items() if n == len(ends) >= _FEWEST_OF_ALL}
    return frozenset(
        own
        for own, n in counts.items()
        if n >= max(_FEWEST, _MOST * len(ends))
        and (_is_of_site(own) or below[own] > _MOST * n or (own in at_all and ":" not in own))
    )


def _buttons(
    page: Sequence[Line], roles: Sequence[str], begins: Sequence[int], ends: Sequence[int]
) -> frozenset[str]:
    """Return the words that stand right above a known button, or a number, below most comments."""
    counts: Counter[str] = Counter()
    for begin, end in zip(begins, ends, strict=True):
        stop = min(last_of(roles, end, "furniture"), end + _LINES)
        below = range(max(begin + 1, end + 1 - _LINES), stop)
        counts.update(
            {page[at].head for at in below if _may_be_button(page[at]) and _is_button(page[at + 1])}
        )
    fewest = max(_FEWEST_OF_ALL, _BELOW_MOST * len(ends))
    usual = [own for own, n in counts.items() if n >= fewest]
    if not usual:
        return frozenset()
    above = " ".join(page[at].head for at in range(begins[0]) if roles[at] == "article")
    of_article = frozenset(_WORD.findall(above.casefold()))  # of which readers speak
    return frozenset(own for own in usual if of_article.isdisjoint(own.casefold().split()))


def _may_be_button(line: Line) -> bool:
    """Tell whether a line has a few words, and is neither a sentence nor a greeting."""
    words = line.head.casefold().split()
    return (
        line.length <= _LONGEST_BUTTON
        and len(words) <= _MOST_WORDS
        and words[0].isalpha()
        and words[0] not in OPENINGS
        and not line.head.removesuffix("...").endswith(_ENDS_SENTENCE)
        and not _has_digit(line.head)
    )


def _is_button(line: Line) -> bool:
    return line.length <= _LONGEST and (_counter(line) == "0" or is_of_site(line.head))


def _right_above_button(page: Sequence[Line], begin: int, end: int) -> set[str]:
    """Return the counters between the first line of a comment and the first button below it."""
    stop = end + 1
    while stop < min(len(page), end + _LINES) and _counter(page[stop]):
        stop += 1
    if stop == len(page) or page[stop].length > _LONGEST or not is_of_site(page[stop].head):
        return set()
    found = set()
    for at in range(stop - 1, begin, -1):
        if (own := _counter(page[at])) is None:
            break
        found.add(own)
    return found


def _is_of_site(own: str) -> bool:
    """Tell whether a form holds nothing but words of sites; without any, a number or a picture."""
    if words := _WORD.findall(own):
        return _WORDS.issuperset(words) and "/" not in own  # "Bewertung: 4/5" is what a reader says
    return own == "0" or any(unicodedata.category(sign) == "So" and sign != "°" for sign in own)


def _counter(line: Line) -> str | None:
    """Return the form of a line that may be a counter: a number, or one beside words or signs."""
    if line.length > _LONGEST or not _has_digit(line.head):
        return None
    own = form(line.head)
    # "2:1" is what a reader says.
    return own if own == "0" or not own.isascii() or any(map(str.isalpha, own)) else None


def _has_digit(line: str) -> bool:
    # Beyond ASCII, "²" is one, too, which the pattern passes over.
    return _DIGIT.search(line) is not None or (not line.isascii() and any(map(str.isdigit, line)))
