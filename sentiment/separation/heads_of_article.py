"""Tells what looks like heads of comments, but belongs to the article above the comments.

Polls, programmes and dialogues in an article repeat a form as comments do. They are told by what
stands below: heads with dates, or the article's next paragraphs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentiment.separation.metadata import has_date, is_date, signature
from sentiment.separation.site_lines import lines_of_site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.separation.lines import Line

_LONGEST = 80
_END_MARKS = ".!?:"


def dated_heads(page: Sequence[Line], first: int) -> list[int]:
    """Return the lines from `first` on that are a date with a name beside it or right above."""
    return [at for at in range(first, len(page)) if _is_dated_head(page, at)]


def _is_dated_head(page: Sequence[Line], at: int) -> bool:
    line = page[at]
    if line.length > _LONGEST or line.tail[-1] in _END_MARKS or not has_date(line.head):
        return False
    if not is_date(line.head):
        head = signature([line.head])
    elif at and page[at - 1].length <= _LONGEST:
        head = signature([page[at - 1].head, line.head])
    else:
        return False
    return head.is_whole


def article_goes_on(page: Sequence[Line], texts: Sequence[int], heads: Sequence[int]) -> bool:
    """Tell whether below the last text are more paragraphs than below any other.

    `texts` are the lines right below `heads`; what a site writes is no paragraph.
    """
    of_site = set(lines_of_site([line.head for line in page]))
    ends = [*heads[1:], len(page)]
    counts = [
        sum(
            page[at].blank_before and " " in page[at].head and at not in of_site
            for at in range(text + 1, end)
        )
        for text, end in zip(texts, ends, strict=True)
    ]
    return counts[-1] > max(counts[:-1], default=0)
