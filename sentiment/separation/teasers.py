"""Teasers that seem comments: "Ähnliche Fragen", "Meistgelesen" and the titles below.

They stand right below such a heading, and have no head of their own where comments have one. On the
overview of a blog they do; but it says how many comments there are, and the rest is behind a link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sentiment.separation.announcement import announces_comments
from sentiment.separation.metadata import has_date, signature
from sentiment.separation.roles import IN_COMMENTS, begins_of, furniture_above, last_of
from sentiment.separation.words_of_sites import ARCHIVE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.separation.lines import Line

_ADS = r"newsletter|anzeige|werbung"
_HEADING = (
    r"(?:mehr|alles|weiteres?) (?:zum|zu diesem) thema|passend zum (?:artikel|thema)"
    r"|(?:das|dies) könnte (?:sie|dich|euch|ihnen|dir) auch (?:interessieren|gefallen)"
    r"|(?:lesen sie|lest|lies) auch|auch interessant|meist ?gelesen|meistkommentiert"
    rf"|empfehlungen(?: für (?:sie|dich))?|{ARCHIVE}"
    r"|(?:weitere|verwandte|ähnliche|neueste|aktuelle|beliebte) "
    r"(?:artikel|beiträge|themen|meldungen|diskussionen|nachrichten|fragen|videos|texte)"
    # "Mehr von Ihnen, bitte" is what a reader says.
    r"|(?:mehr|alles|weitere (?:artikel|beiträge|texte)) von (?-i:[A-ZÄÖÜ][\w.-]+"
    r"(?: (?:(?:von|van|de|der) )?[A-ZÄÖÜ(][\w.)-]*){1,3})"
)
_LONGEST = 80
_LINES_OF_HEAD = 3
_LONGEST_BYLINE = 120
_COUNTS_COMMENTS = re.compile(
    r"[|·•,(/–-] ?(?:\d[\d.]{0,6}|keine?|ein|no) (?:kommentare?|comments?)\)?$", re.IGNORECASE
)
_TO_THE_REST = re.compile(
    r"(?:weiter ?lesen|mehr lesen|read more|continue reading"
    r"|(?:ganzen )?(?:artikel|beitrag) lesen)\b.{0,120}",
    re.IGNORECASE,
)
_MOST_LINES = 6  # of a teaser, with the link below
_HEADINGS = re.compile(_HEADING, re.IGNORECASE)
_HEADINGS_AND_ADS = re.compile(rf"{_HEADING}|{_ADS}", re.IGNORECASE)


def is_teaser(line: str) -> bool:
    """Tell whether a line begins what comes behind all comments, or stands between two of them."""
    return _HEADINGS_AND_ADS.fullmatch(line.rstrip(":")) is not None


def texts_on_overview(printed: Sequence[str]) -> list[int]:
    """Return the lines between an article's date, with how many comments it has, and its rest.

    Below a heading of comments, it is how many a reader wrote.
    """
    found: list[int] = []
    if not any(map(_COUNTS_COMMENTS.search, printed)):  # on most pages
        return found
    begins: int | None = None
    for row, line in enumerate(printed):
        if len(line) > _LONGEST_BYLINE:
            continue
        if announces_comments(line):
            break
        if _COUNTS_COMMENTS.search(line) and has_date(line):
            begins = row + 1
        elif begins is not None and _TO_THE_REST.fullmatch(line):
            found += range(begins, row) if row - begins < _MOST_LINES else ()
            begins = None
    return found


def without_teasers(page: Sequence[Line], roles: Sequence[str]) -> list[str]:
    """Return the roles with teasers as furniture."""
    found = list(roles)
    for at in texts_on_overview([line.head for line in page]):
        found[at] = "furniture" if found[at] in IN_COMMENTS else found[at]
    begins = begins_of(found)
    if not any(_is_heading(page[at]) or _is_below_heading(page, at) for at in begins):
        return found
    above = [[page[row].head for row in furniture_above(found, at)] for at in begins]
    if not any(signature(head).is_whole for head in above):
        return found
    are_teasers = False
    for begin, head in zip(begins, above, strict=True):
        end = last_of(roles, begin, "inside") + 1
        below = page[end : last_of(roles, end - 1, "furniture") + 1][:_LINES_OF_HEAD]
        if any(map(has_date, head)) and not _is_below_heading(page, begin):
            are_teasers = False
        elif _is_heading(page[begin]):
            are_teasers = True
        elif any(has_date(line.head) for line in below):  # perhaps its own, or a comment follows
            are_teasers = False
        elif _is_below_heading(page, begin):
            are_teasers = True
        if are_teasers:
            found[begin:end] = ["furniture"] * (end - begin)
    return found


def _is_below_heading(page: Sequence[Line], begin: int) -> bool:
    """Tell whether a heading of teasers stands right above a line, but for its number."""
    at = begin - 1
    if at > 0 and page[at].head.rstrip(".").isdecimal():
        at -= 1
    return at >= 0 and _is_heading(page[at])


def _is_heading(line: Line) -> bool:
    return line.length <= _LONGEST and _HEADINGS.fullmatch(line.head.rstrip(":")) is not None
