"""Lines above the heads of comments that seem comments: titles, and words of another reader.

Forums print "Re: Das Bad" or "Zitat von Eva" with her words above the name and date of who answers.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sentiment.separation.heads_of_article import is_signed
from sentiment.separation.metadata import has_date, is_name
from sentiment.separation.quotations import quoted_reader, sentences
from sentiment.separation.roles import IN_COMMENTS, begins_of, furniture_above, last_of
from sentiment.separation.words_of_sites import PICTURE, RE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.separation.lines import Line

_LONGEST_TITLE = 100
_ANSWERS = re.compile(rf"{RE}\S", re.IGNORECASE)
_PICTURE = re.compile(rf"{PICTURE}\b", re.IGNORECASE)
_LIKE_OTHERS = 0.5  # of the comments with heads have titles
_FEWEST = 2
_LINES_OF_HEAD = 3  # that may seem a comment's


class _Seeming(NamedTuple):
    """What seems a comment right above a head: its lines, and the furniture around them."""

    own: range
    above: range
    head: range


def without_lines_above_heads(page: Sequence[Line], roles: Sequence[str]) -> list[str]:
    """Return the roles with titles, and what is quoted above a head, as furniture."""
    found = list(roles)
    seeming = _seeming(page, roles)
    if not seeming:  # on most pages
        return found
    titles = {one for one in seeming if _may_be_title(page, one)}
    begins = begins_of(roles)
    signed = sum(is_signed(page, furniture_above(roles, begin)) for begin in begins)
    are_usual = len(titles) >= max(_FEWEST, _LIKE_OTHERS * signed)
    quoted = {one for one in seeming if _has_quoted(page, one)}
    texts = (own for own, role in zip(page, roles, strict=True) if role in IN_COMMENTS)
    said = Counter(sentence for own in texts if quoted for sentence in sentences(own.head))
    for one in seeming:
        is_title = one in titles and (are_usual or _ANSWERS.match(page[one.own.start].head))
        if is_title or (one in quoted and _is_quotation(page, one, said)):
            found[one.own.start : one.own.stop] = ["furniture"] * len(one.own)
    return found


def _seeming(page: Sequence[Line], roles: Sequence[str]) -> list[_Seeming]:
    """Return what stands between furniture without a head and the whole head of a comment.

    Where dates stand below the comments, none is above the first one, and one below each.
    """
    begins = begins_of(roles)
    ends = [last_of(roles, begin, "inside") + 1 for begin in begins]
    gaps = [range(end, begin) for end, begin in zip(ends, begins[1:], strict=False)]
    if not any(gaps):
        return []
    foot = range(ends[-1], last_of(roles, ends[-1] - 1, "furniture") + 1)
    tops = [furniture_above(roles, begins[0]), *gaps]
    below = [*gaps[1:], foot]
    has_heads = is_signed(page, tops[0])
    return [
        _Seeming(range(begin, end), above, head)
        for begin, end, above, head, next_head in zip(begins, ends, tops, gaps, below, strict=False)
        if head
        and (_begins_head(page, head.start) or _begins_head(page, begin + 1))
        and (has_heads or not _has_date(page, next_head))
        and is_signed(page, [*range(begin + 1, end)[-_LINES_OF_HEAD:], *head])
    ]


def _begins_head(page: Sequence[Line], at: int) -> bool:
    """Tell whether a line may be the first of a head, and is no button below a comment."""
    line = page[at].head
    return is_name(line) or has_date(line) or _PICTURE.match(line) is not None


def _may_be_title(page: Sequence[Line], one: _Seeming) -> bool:
    """Tell whether something is one short line, and perhaps a name that is of the head below."""
    own = [page[at] for at in one.own]
    return (
        own[0].length <= _LONGEST_TITLE
        and (own[0].blank_before or not page[one.own.stop].blank_before)
        and all(is_name(line.head) or _PICTURE.match(line.head) for line in own[1:])
        and not _has_date(page, one.above)
    )


def _has_quoted(page: Sequence[Line], one: _Seeming) -> bool:
    headings = [*one.above[-1:], one.own.start]
    return any(quoted_reader(page[at].head) for at in headings)


def _is_quotation(page: Sequence[Line], one: _Seeming, said: Counter[str]) -> bool:
    """Tell whether something below the heading of a quotation has no words of its own."""
    if not is_signed(page, one.above):
        return True
    own = Counter(sentence for at in one.own for sentence in sentences(page[at].head))
    return all(said[sentence] > count for sentence, count in own.items())


def _has_date(page: Sequence[Line], lines: Sequence[int]) -> bool:
    return any(has_date(page[at].head) for at in lines)
