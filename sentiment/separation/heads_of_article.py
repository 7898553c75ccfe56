"""Tells what looks like heads of comments, but belongs to the article above the comments.

Polls, programmes and dialogues in an article repeat a form as comments do. They are told by what
stands below: heads with dates, or the article's next paragraphs. The minutes of a match are told by
how they run, and so are the places of a list.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sentiment.separation.accounts import is_account
from sentiment.separation.announcement import announces_comments
from sentiment.separation.metadata import has_date, is_date, is_name, is_rating, signature
from sentiment.separation.site_lines import is_of_site, lines_of_site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.separation.lines import Line
    from sentiment.separation.metadata import Signature

_LONGEST = 80
_END_MARKS = ".!?:"
_MOST_BETWEEN = 2  # lines of a review, from a name to a date
# "90. + 5", "88.", "45+2'", "12. Minute".
_MINUTE = re.compile(
    r"(?P<minute>\d{1,3})(?: ?\+ ?(?P<added>\d{1,2}))?[.'’′](?: ?\+ ?(?P<more>\d{1,2})['’′]?)?"
    r"(?: min(?:ute|\.)?)?",
    re.IGNORECASE,
)
_LONGEST_MINUTE = 12
_FEWEST_MINUTES = 4
_MOST_MINUTES = 130
_PLACE = re.compile(r"(?P<place>\d{1,2})[.)] .{0,77}[^.:;]")
_FEWEST_PLACES = 3
_LINES_OF_PLACE = 2  # at the least, its text among them
SHORTEST_TEXT_OF_PLACE = 40
_DATED = 0.5  # of the places of a list: an album has the day when it came out


def dated_heads(page: Sequence[Line], first: int) -> list[int]:
    """Return the lines from `first` on that are a date with a name beside it or right above."""
    return [at for at in range(first, len(page)) if head_with_date(page, at)]


def head_with_date(page: Sequence[Line], at: int) -> range:
    """Return the head whose last line is a date, nothing where it has no name.

    Above a date alone may stand how many stars somebody gives, and what a site says of an account.
    """
    line = page[at]
    if (
        line.length > _LONGEST
        or line.tail[-1] in _END_MARKS
        or not has_date(line.head)
        or is_of_site(line.head)
    ):
        return range(0)
    name = at
    if is_date(line.head):
        above = range(at - 1, max(at - 2 - _MOST_BETWEEN, -1), -1)
        name = next((row for row in above if not _is_of_review(page[row].head)), -1)
        if name > 1 and is_rating(page[name - 1].head) and is_name(page[name - 2].head):
            name -= 2  # above the title of a review
        if name < 0 or page[name].length > _LONGEST:
            return range(0)
    head = range(name, at + 1)
    return head if signature_of(page, head).is_whole else range(0)


def signature_of(page: Sequence[Line], head: range) -> Signature:
    """Return what the first and the last line of a head say: a name and a date."""
    return signature([page[at].head for at in sorted({head[0], head[-1]})])


def is_signed(page: Sequence[Line], lines: Sequence[int]) -> bool:
    """Tell whether lines say who wrote a comment, and when."""
    return signature([page[at].head for at in lines]).is_whole


def _is_of_review(line: str) -> bool:
    return is_rating(line) or is_account(line)


def minutes_of_match(page: Sequence[Line]) -> range:
    """Return the lines from the first minute of a ticker to what the last one tells.

    Minutes run one way and leave some out, which the numbers of a list do not. No heads of readers
    stand between them.
    """
    found = {at: told for at, line in enumerate(page) if (told := _minute(line.head))}
    steps = [(after > before, after < before) for before, after in pairwise(found.values())]
    if len(found) < _FEWEST_MINUTES or not any(map(all, zip(*steps, strict=True))):
        return range(0)
    minutes = [minute for minute, _ in found.values()]
    leave_out = max(minutes) - min(minutes) >= 2 * len(minutes)
    ticker = range(min(found), min(max(found) + 2, len(page)))
    return ticker if leave_out and not dated_heads(page[: ticker.stop], min(found)) else range(0)


def _minute(line: str) -> tuple[int, int] | None:
    """Return the minute that a line is, and those added to it."""
    told = _MINUTE.fullmatch(line) if len(line) <= _LONGEST_MINUTE else None
    if told is None or int(told["minute"]) > _MOST_MINUTES:
        return None
    return int(told["minute"]), int(told["added"] or told["more"] or 0)


def places_of_list(page: Sequence[Line]) -> range:
    """Return the lines from the first place of a list to what stands below the last one.

    Places are numbered up from 1 or down to it, with a text below each. Numbered comments have a
    date, and mostly buttons.
    """
    found = [
        (at, int(told["place"]))
        for at, line in enumerate(page)
        if line.length <= _LONGEST
        and (told := _PLACE.fullmatch(line.head))
        and not is_date(line.head)
    ]
    for step in (1, -1):
        ends = [
            own
            for own, (before, after) in enumerate(pairwise(found), start=1)
            if after[1] - before[1] != step
        ]
        for first, stop in pairwise((0, *ends, len(found))):
            places = found[first:stop]
            if len(places) >= _FEWEST_PLACES and 1 in (places[0][1], places[-1][1]):
                rows = [at for at, _ in places]
                if _are_entries([page[at:below] for at, below in pairwise(rows)]):
                    return range(rows[0], _end_of_list(page, rows))
    return range(0)


def _end_of_list(page: Sequence[Line], places: Sequence[int]) -> int:
    """Return the line behind the last place: it is no longer than others, and comments may follow.

    Its text ends at a blank line, where no other place has one within its text.
    """
    entries = [range(at, below) for at, below in pairwise(places)]
    has_gaps = any(page[at].blank_before for entry in entries for at in entry[_LINES_OF_PLACE:])
    stop = min(places[-1] + max(map(len, entries)), len(page))
    below = range(places[-1] + _LINES_OF_PLACE, stop)
    ends = (
        at
        for at in below
        if (page[at].blank_before and not has_gaps)
        or head_with_date(page, at)
        or (page[at].length <= _LONGEST and announces_comments(page[at].head))
    )
    return next(ends, stop)


def _are_entries(entries: Sequence[Sequence[Line]]) -> bool:
    """Tell whether each entry of a list has a text, few have dates, and none has buttons."""
    dated = sum(any(has_date(line.head) for line in entry) for entry in entries)
    return (
        all(max(line.length for line in entry) >= SHORTEST_TEXT_OF_PLACE for entry in entries)
        and dated < _DATED * len(entries)
        and not lines_of_site([line.head for entry in entries for line in entry])
    )


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
