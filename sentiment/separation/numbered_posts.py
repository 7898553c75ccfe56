"""Posts of forums that number them beside their dates: "Eva", "Mitglied", "7. Mai 2024", "#2".

Between the name and the date, boxes may say much of an account ("Registriert", "Beiträge", "212"),
so that texts below look like more of it.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sentiment.separation.line_forms import form
from sentiment.separation.metadata import is_date, is_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sentiment.separation.lines import Line

_NUMBER = re.compile(r"#(\d{1,6})")
_FEWEST = 3
_LONGEST_HEAD = 20  # lines
_LONGEST_LINE = 60  # characters
_DENSE = 2  # times as many numbers as posts
_MOST = 0.5  # of the heads have a label of the box
_YEAR = re.compile(r"\b[12]\d{3}\b")
_FIRST_YEAR = 1990  # of the web; what is older was not posted
_MOST_YEARS = 20  # between posts of a thread; a chronicle goes on for longer


class Post(NamedTuple):
    """The lines of a head, and those below it up to the next head or the end of the page."""

    head: range
    text: range
    number: int


def numbered_posts(page: Sequence[Line]) -> list[Post]:
    """Return the posts of a page, none where fewer than three are counted."""
    numbers = list(_numbers(page))
    if len(numbers) < _FEWEST or not _count([number for _, number, _ in numbers]):
        return []
    if _tell_a_chronicle([date for *_, date in numbers]):
        return []
    stops = [at for at, *_ in numbers]
    boxes = [range(max(above, stop - _LONGEST_HEAD), stop) for above, stop in pairwise([0, *stops])]
    counts = Counter(own for box in boxes for own in {form(page[at].head) for at in box})
    labels = {own for own, n in counts.items() if n > _MOST * len(boxes)}
    found = [_head(page, box, labels) for box in boxes]
    heads = [head for head in found if head]
    if len(heads) < len(found):
        return []
    ends = [*(head.start for head in heads[1:]), len(page)]
    return [
        Post(head, range(head.stop, end), number)
        for head, end, (_, number, _) in zip(heads, ends, numbers, strict=True)
        if head.stop < end
    ]


def _numbers(page: Sequence[Line]) -> Iterator[tuple[int, int, str]]:
    """Yield the first line below each number beside a date, the number, and the date."""
    for at, line in enumerate(page):
        if line.head.startswith("#") and (found := _NUMBER.fullmatch(line.head)):
            if at and is_date(page[at - 1].head):
                yield at + 1, int(found[1]), page[at - 1].head
            elif at + 1 < len(page) and is_date(page[at + 1].head):
                yield at + 2, int(found[1]), page[at + 1].head


def _count(numbers: Sequence[int]) -> bool:
    """Tell whether numbers go up, one by one but for some posts that were deleted."""
    goes_up = all(below > above for above, below in pairwise(numbers))
    return goes_up and numbers[-1] - numbers[0] < _DENSE * len(numbers)


def _tell_a_chronicle(dates: Sequence[str]) -> bool:
    years = [int(year) for date in dates for year in _YEAR.findall(date)]
    return bool(years) and (min(years) < _FIRST_YEAR or max(years) - min(years) > _MOST_YEARS)


def _head(page: Sequence[Line], box: range, labels: Collection[str]) -> range | None:
    """Return a head, which goes from the last name in a box that stands apart, and is no label.

    A sentence among its lines shows that the name does not stand apart.
    """
    for at in reversed(box):
        line = page[at]
        if line.length > _LONGEST_LINE:
            return None
        is_apart = line.blank_before or at == 0
        if is_apart and form(line.head) not in labels and is_name(line.head):
            return range(at, box.stop)
    return None
