"""The heading of a page's comments, such as "312 Kommentare", above which no comment begins.

Such lines stand also at the top of articles and beside teasers. So one counts only where comments
with names and dates follow right below it, and no others like these stand above.
"""

from __future__ import annotations

import re
from bisect import bisect
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from sentiment.separation.announcement import announces_comments, number_announced
from sentiment.separation.full_names import is_full_name
from sentiment.separation.heads_of_article import (
    dated_heads,
    head_with_date,
    is_signed,
    signature_of,
)
from sentiment.separation.metadata import is_rating
from sentiment.separation.roles import begins_of, furniture_above, last_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.separation.lines import Line

_MOST = 0.75  # of the comments below have such heads
_FEWEST = 2  # unless one is announced
_LINES_OF_HEAD = 8  # that may seem the end of the article, where they are short
_LONGEST_OF_HEAD = 100
_FEWEST_DATED = 3  # of one form below a heading, unless fewer are announced
_BELOW_HEADING = 8  # lines, as buttons that sort the comments
_TO_COMMENT = "kommentieren"
# Of travels and new records, too, where nobody gives stars.
_ALSO_OF_ARTICLES = "bewertungen|meinungen|erfahrungen|erfahrungsberichte|reviews"
# Of posts and reviews. Elsewhere, these are counts, buttons and sections.
_OTHERS = re.compile(
    r"(?:(?:alle|bisher) )?\d[\d.]{0,9} (?:antworten|beiträge|posts|replies)"
    r"|(?:(?:alle|unsere|die|top|\d[\d.]{0,9}) )?(?:weltweite )?"
    r"(?:(?:kunden|spitzen|leser|nutzer|produkt|gäste)-?)?"
    rf"(?:rezensionen|{_ALSO_OF_ARTICLES})"
    r"(?: (?:aus|from|von|by|zu|für|mit) .{1,60})?(?: \(\d[\d.]{0,9}\))?:?",
    re.IGNORECASE,
)
_OF_ARTICLES = re.compile(rf"(?:{_ALSO_OF_ARTICLES}):?", re.IGNORECASE)
_LONGER = 1.5  # times as long
_PEOPLE = 0.5  # of the names


class _Begun(NamedTuple):
    """A comment: its first line, the last heading right above, and whether its head is whole."""

    begin: int
    heading: int | None
    is_signed: bool


class BelowHeading(NamedTuple):
    """The first of the headings of comments that stand near each other, and the heads below."""

    heading: int
    heads: Sequence[range]


def heading_of_comments(page: Sequence[Line], roles: Sequence[str]) -> range:
    """Return the heading of all comments and the head below it, nothing if none is for certain.

    Above the first one, it says nothing new where all comments have furniture above them.
    """
    begins = begins_of(roles)
    above = [furniture_above(roles, begin) for begin in begins]
    above[:1] = [_with_short_lines(page, run) for run in above[:1]]
    headings = [_last_heading(page, run) for run in above]
    have_heads = all(above) and all(roles[at] == "furniture" for run in above[:1] for at in run)
    if all(heading is None for heading in headings[1 if have_heads else 0 :]):
        return range(0)
    begun = [_begun(page, *own) for own in zip(above, headings, strict=True)]
    signed_above = list(accumulate((own.is_signed for own in begun), initial=0))
    first_signed = next((own.begin for own in begun if own.is_signed), len(page))
    for at in range(len(begun) - 1, -1, -1):
        heading = begun[at].heading
        if heading is None or not begun[at].is_signed:
            continue
        below = len(begun) - at
        signed = signed_above[-1] - signed_above[at]
        fewest = min(_FEWEST, number_announced(page[heading].head) or _FEWEST)
        if signed < max(fewest, _MOST * below):
            continue
        others = signed_above[at]
        if others == 0 or (others == 1 and _is_body(page, roles, first_signed)):
            return range(heading, begun[at].begin)
    return range(0)


def heads_below_heading(page: Sequence[Line]) -> BelowHeading | None:
    """Return the heads of comments, where a heading has those of one form right below it.

    What stands there is no article, whatever the first reading takes it for.
    """
    headings = [at for at, line in enumerate(page) if _announces(line.head)]
    others = [at for at, line in enumerate(page) if _OTHERS.fullmatch(line.head)]
    if not (headings or others):
        return None
    dated = [head_with_date(page, at) for at in dated_heads(page, min(headings[:1] + others[:1]))]
    of_heads = {at for head in dated for at in head[1:]}  # how much somebody wrote
    for heading in reversed(headings):
        heads = _right_below(heading, dated)
        announced = number_announced(page[heading].head) or _FEWEST_DATED
        if len(heads) >= max(_FEWEST, min(_FEWEST_DATED, announced)):
            return BelowHeading(_first_near(heading, headings, dated), heads)
    for heading in (at for at in others if at not in of_heads):
        heads = _right_below(heading, dated)
        if len(heads) >= _FEWEST_DATED:
            is_sure = _are_of_readers(page, heading, heads)
            return BelowHeading(heading, heads) if is_sure else None
    return None


def _date(head: range) -> int:
    return head[-1]


def _right_below(heading: int, dated: Sequence[range]) -> Sequence[range]:
    """Return the heads below a heading that are of one form with the first, right below it."""
    first = bisect(dated, heading, key=_date)
    if first == len(dated) or dated[first][-1] > heading + _BELOW_HEADING:
        return []
    is_alone = len(dated[first]) > 1
    return [head for head in dated[first:] if (len(head) > 1) == is_alone]


def _first_near(heading: int, headings: Sequence[int], dated: Sequence[range]) -> int:
    """Return the first of the headings between which stand a few lines and no heads."""
    first = heading
    for above in reversed(headings[: bisect(headings, heading) - 1]):
        between = bisect(dated, first, key=_date) - bisect(dated, above, key=_date)
        if first - above > _BELOW_HEADING or between:
            break
        first = above
    return first


def _are_of_readers(page: Sequence[Line], heading: int, heads: Sequence[range]) -> bool:
    """Tell whether heads are not those of an article, and of teasers, whose names are titles.

    An article below the first one is longer than what is above it, or below the others.
    """
    between = [page[head.stop : end.start] for head, end in pairwise(heads)]
    first, *others = (sum(line.length for line in own) for own in between)
    names = [signature_of(page, head).author or "" for head in heads]
    people = sum(" " not in name or is_full_name(name) for name in names)
    above = sum(line.length for line in page[:heading])
    if _OF_ARTICLES.fullmatch(page[heading].head) and not any(
        is_rating(page[at].head) for head in heads for at in head
    ):
        return False
    return first <= _LONGER * max(above, *others) and people >= _PEOPLE * len(names)


def may_be_heading(line: str) -> bool:
    """Tell whether a line may be the heading of comments, posts or reviews below it."""
    return _announces(line) or _OTHERS.fullmatch(line) is not None


def _announces(line: str) -> bool:
    return announces_comments(line) or line.casefold() == _TO_COMMENT


def _with_short_lines(page: Sequence[Line], above: range) -> range:
    """Return the lines above the first comment with short ones above, which may be furniture."""
    start = above.start
    while (
        start and above.stop - start < _LINES_OF_HEAD and page[start - 1].length <= _LONGEST_OF_HEAD
    ):
        start -= 1
    return range(start, above.stop)


def _last_heading(page: Sequence[Line], above: range) -> int | None:
    return next((at for at in reversed(above) if announces_comments(page[at].head)), None)


def _begun(page: Sequence[Line], above: range, heading: int | None) -> _Begun:
    first = above.start if heading is None else heading + 1
    return _Begun(above.stop, heading, is_signed=is_signed(page, range(first, above.stop)))


def _is_body(page: Sequence[Line], roles: Sequence[str], begin: int) -> bool:
    """Tell whether what seems a comment is rather the article, below its author and date."""
    above = sum(page[at].length for at in range(begin) if roles[at] == "article")
    end = last_of(roles, begin, "inside")
    return sum(line.length for line in page[begin : end + 1]) > above
