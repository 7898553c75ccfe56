"""Posts of forums that number them beside their dates: "Eva", "Mitglied", "7. Mai 2024", "#2".

Names stand above these, below them, or beside a date ("Beitrag von Eva » 7. Mai 2024", where no
number need be). Boxes may say much of an account ("Registriert", "Beiträge", "212"), so that texts
below look like more of it; but these lines, the subject and the buttons are those of most posts.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Self

from sentiment.separation.line_forms import form
from sentiment.separation.metadata import is_date, is_name, is_since, signature
from sentiment.separation.printed_dates import may_hold_date
from sentiment.separation.site_lines import is_of_site
from sentiment.separation.words_of_sites import BADGE, RE, SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sentiment.separation.lines import Line

_NUMBER = re.compile(r"#(\d{1,6})")
# "12.10.2012, 18:05 #2", "« Antwort #1 am: 2. Mai 2024 »", "2. Mai 2024 #2 von Eva".
_BESIDE = re.compile(
    r"(?P<answer>(?:antwort|reply)\s)?(?<!\S)#(?P<number>\d{1,6})(?!\S)", re.IGNORECASE
)
_BEHIND_SUBJECT = re.compile(r"[^#]+\s#(\d{1,6})\s*")  # the date stands below
_OPENING = re.compile(r"«\s?(?:am|on):\s.*»", re.IGNORECASE)  # only its answers have numbers
_POSTED_BY = re.compile(r"(?:beitrag|post)\s(?:von|by)\s[^»]+»", re.IGNORECASE)
_BY = re.compile(r"\b(?:von|by)\s", re.IGNORECASE)
_AGO = re.compile(r"vor\s|.*\s(?:her|ago)$", re.IGNORECASE)
_SEEN = re.compile(r"(?:alt|neu|ungelesen|old|new|unread)\s", re.IGNORECASE)  # as pictures say
_RE = re.compile(RE, re.IGNORECASE)
# Kunena, which counts the posts of all threads: "Parken wurde erstellt von Eva".
_STARTED = re.compile(
    r"\s(?:wurde\serstellt\svon|was\screated\sby|(?:erstellte\sdas\sthema|created\sthe\stopic):?)"
    r"(?:\s+|$)",
    re.IGNORECASE,
)
_BEFORE_SUBJECT = re.compile(
    rf"(?:(?:standard|default)\s)?(?:{RE})?"
    r"(?:\s?(?:antwortete\sauf|replied(?:\sto)?)(?:\s(?:das\sthema|the\stopic))?:?\s)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d:\d\d\b")  # lists of episodes have dates beside numbers, too
_BADGE = re.compile(BADGE, re.IGNORECASE)
_SIGNATURE = re.compile(SIGNATURE)
_FEWEST = 3
_LONGEST_HEAD = 20  # lines
_LONGEST_MARK, _LONGEST_LINE = 120, 60  # characters
_LONGEST_FIELDS = 3  # lines of a box that most posts lack: a name, a rank, "Ort"
_DENSE = 2  # times as many numbers as posts
_MOST = 0.5  # of the posts have a line of the box, or a button
_YEAR = re.compile(r"\b[12]\d{3}\b")
_FIRST_YEAR = 1990  # of the web; what is older was not posted
_MOST_YEARS = 20  # between posts of a thread; a chronicle goes on for longer


class Post(NamedTuple):
    """The lines of a head, those of the text, and those below it up to the next head."""

    head: range
    text: range
    foot: range
    author: str | None
    date: str
    is_first: bool  # of the thread


class _Mark(NamedTuple):
    """The lines with a date and the number of a post, or with a date and who posted."""

    lines: range
    date: str
    number: int | None
    author: str | None = None
    is_answer: bool = False


def numbered_posts(page: Sequence[Line]) -> list[Post]:
    """Return the posts of a page, none where fewer than three are counted."""
    marks = list(_marks(page))
    if not _count([mark.number for mark in marks if mark.number is not None]):
        marks = [mark._replace(number=None) for mark in marks if mark.author]
    if len(marks) < _FEWEST or _tell_a_chronicle([mark.date for mark in marks]):
        return []
    above = _names_above(page, marks)
    below = [] if above else _names_below(page, marks)
    if above or below:
        names = above or below
        marks = [
            mark._replace(author=mark.author or _author(page, name))
            for mark, name in zip(marks, names, strict=True)
        ]
        heads = [
            range(min(name, mark.lines.start), max(name + 1, mark.lines.stop))
            for mark, name in zip(marks, names, strict=True)
        ]
    elif all(mark.author for mark in marks) and len({mark.author for mark in marks}) > 1:
        heads = [mark.lines for mark in marks]
    else:
        return []
    return list(_posts(page, marks, heads, _LONGEST_FIELDS if below else 0))


def _marks(page: Sequence[Line]) -> Iterator[_Mark]:
    for at, line in enumerate(page):
        if not ("#" in line.head or "»" in line.head) or line.length > _LONGEST_MARK:
            continue
        if found := _NUMBER.fullmatch(line.head):
            if (dated := _date_beside(page, at)) is not None:
                lines = range(min(at, dated), max(at, dated) + 1)
                yield _Mark(lines, signature([page[dated].head]).date or "", int(found[1]))
        elif (found := _BEHIND_SUBJECT.fullmatch(line.head)) and _is_date_below(page, at):
            lines = range(at, at + 2)
            yield _Mark(lines, signature([page[at + 1].head]).date or "", int(found[1]))
        elif may_hold_date(line.head) and (mark := _mark(line.head, at)):
            yield mark


def _date_beside(page: Sequence[Line], number: int) -> int | None:
    """Return the line of the date right above a number, or below it or the subject."""
    near = [row for row in (number - 1, number + 1) if 0 <= row < len(page)]
    near += [row for row in (number + 2,) if row < len(page) and _CLOCK.search(page[row].head)]
    return next((row for row in near if is_date(page[row].head)), None)


def _is_date_below(page: Sequence[Line], at: int) -> bool:
    below = page[at + 1].head if at + 1 < len(page) else ""
    return _CLOCK.search(below) is not None and is_date(below)


def _mark(line: str, at: int) -> _Mark | None:
    """Return what a line says that has more than a number."""
    found = _BESIDE.search(line)
    is_opening = _OPENING.fullmatch(line) is not None
    if not (found or is_opening or _POSTED_BY.match(line)):
        return None
    rest = _BESIDE.sub("", line)
    seen = _SEEN.match(rest)
    own = signature([rest[seen.end() :] if seen else rest])
    if own.date is None or (own.author and not _BY.search(rest)):
        return None
    if not (_CLOCK.search(line) or (own.author and _AGO.match(own.date))):
        return None
    number = int(found["number"]) if found else 0 if is_opening else None
    is_answer = found is not None and found["answer"] is not None
    return _Mark(range(at, at + 1), own.date, number, own.author, is_answer)


def _count(numbers: Sequence[int]) -> bool:
    """Tell whether numbers go up, one by one but for some posts that were deleted."""
    goes_up = all(below > above for above, below in pairwise(numbers))
    return goes_up and bool(numbers) and numbers[-1] - numbers[0] < _DENSE * len(numbers)


def _tell_a_chronicle(dates: Sequence[str]) -> bool:
    years = [int(year) for date in dates for year in _YEAR.findall(date)]
    return bool(years) and (min(years) < _FIRST_YEAR or max(years) - min(years) > _MOST_YEARS)


def _names_above(page: Sequence[Line], marks: Sequence[_Mark]) -> list[int]:
    """Return the last names above dates that stand apart, and are no labels; none if one has none.

    The top of the page may stand right above the first of them, which is then as far from its date
    as most others.
    """
    tops = [0, *(mark.lines.stop for mark in marks)]
    boxes = [
        range(max(top, mark.lines.start - _LONGEST_HEAD), mark.lines.start)
        for top, mark in zip(tops, marks, strict=False)
    ]
    labels = _of_most([{form(page[at].head) for at in box} for box in boxes])
    names = [_name(page, box, labels, mark.author) for box, mark in zip(boxes, marks, strict=True)]
    found = [name for name in names if name is not None]
    if names[0] is None and len(found) == len(names) - 1:
        distances = (box.stop - name for box, name in zip(boxes[1:], found, strict=True))
        first = boxes[0].stop - Counter(distances).most_common(1)[0][0]
        found = [first, *found] if first in boxes[0] and is_name(page[first].head) else []
    return found if len(found) == len(names) else []


def _name(
    page: Sequence[Line], box: range, labels: Collection[str], author: str | None
) -> int | None:
    """Return the line in a box with its name; below a sentence, none stands apart.

    What may be a rank is a name where no other stands above it.
    """
    rank = None
    for at in reversed(box):
        line = page[at]
        if line.length > _LONGEST_LINE:
            break
        is_apart = at == 0 or line.blank_before or is_of_site(page[at - 1].head)
        if not is_apart or not line.head.startswith(author or ""):
            continue
        if form(line.head) not in labels and is_name(line.head):
            if not _BADGE.fullmatch(line.head):
                return at
            rank = rank or at
    return rank


def _author(page: Sequence[Line], name: int) -> str | None:
    """Return the name that a line is; its initial may stand above, in place of a picture."""
    initial, below = page[name].head, page[name + 1].head
    is_initial = len(initial) == 1 and below.casefold().startswith(initial.casefold())
    return signature([below if is_initial else initial]).author


def _names_below(page: Sequence[Line], marks: Sequence[_Mark]) -> list[int]:
    """Return the lines right below dates where all are names, and no subject."""
    below = [mark.lines.stop for mark in marks]
    if below[-1] + 1 >= len(page) or not all(_CLOCK.search(mark.date) for mark in marks):
        return []
    lines = [page[at] for at in below]
    are_names = all(line.length <= _LONGEST_LINE and is_name(line.head) for line in lines)
    return below if are_names and len({_own(line.head, None) for line in lines}) > 1 else []


def _of_most(forms: Sequence[Iterable[str]]) -> frozenset[str]:
    counts = Counter(own for some in forms for own in set(some))
    return frozenset(own for own, n in counts.items() if n > _MOST * len(forms))


def _own(line: str, author: str | None) -> str:
    """Return the form of a line, whoever is named there, and whether or not it is an answer."""
    line = line.replace(author, "") if author else line
    return form(_STARTED.sub("", _BEFORE_SUBJECT.sub("", line, count=1)))


class _Zone(NamedTuple):
    """The lines from the head of a post to the next one, and the form of each."""

    head: range
    stop: int
    forms: Sequence[str]

    @classmethod
    def of(cls, page: Sequence[Line], head: range, stop: int, author: str | None) -> Self:
        """Read the forms of the lines."""
        return cls(head, stop, [_own(page[at].head, author) for at in range(head.start, stop)])

    def form(self, at: int) -> str:
        """Return the form of a line of the page."""
        return self.forms[at - self.head.start]

    def end(self, forms: Collection[str]) -> int:
        """Return the first of the last lines that all have such forms."""
        end = self.stop
        while end > self.head.stop and self.form(end - 1) in forms:
            end -= 1
        return end

    def begin(
        self, page: Sequence[Line], labels: Collection[str], feet: Collection[str], fields: int
    ) -> int:
        """Return the line below the last label of a head; between two may stand some `fields`."""
        begin = self.head.stop
        for at in range(begin, min(self.stop, begin + _LONGEST_HEAD)):
            is_label = self.form(at) in labels or is_since(page[at].head)
            if _SIGNATURE.fullmatch(page[at].head):
                break
            if is_label and self.form(at) not in feet:
                begin = at + 1
            elif at - begin >= fields or page[at].length > _LONGEST_LINE:
                break
        # Where most say the same, it looks like a label; below the fields of a box is no text.
        is_all = begin == self.stop or self.form(begin) in feet
        return self.head.stop if is_all and not fields else begin


def _posts(
    page: Sequence[Line], marks: Sequence[_Mark], heads: Sequence[range], fields: int
) -> Iterator[Post]:
    stops = [*(head.start for head in heads[1:]), len(page)]
    zones = [
        _Zone.of(page, head, stop, mark.author)
        for head, stop, mark in zip(heads, stops, marks, strict=True)
    ]
    labels = _of_most([zone.forms for zone in zones])
    feet = _of_most([zone.forms[zone.end(labels) - zone.head.start :] for zone in zones[:-1]])
    ends = {own for own in feet if any(map(str.isalpha, own))}
    for zone, mark in zip(zones, marks, strict=True):
        begin = zone.begin(page, labels, feet, fields)
        end = next(
            (
                at
                for at in range(begin + 1, zone.stop)
                if zone.form(at) in ends or _SIGNATURE.fullmatch(page[at].head)
            ),
            zone.stop,
        )
        if begin < zone.stop and not is_of_site(page[begin].head):  # pictures are not copied
            head = range(zone.head.start, begin)
            is_first = _is_first(page, mark, head, at_top=zone is zones[0])
            foot = range(end, zone.stop)
            yield Post(head, range(begin, end), foot, mark.author, mark.date, is_first)


def _is_first(page: Sequence[Line], mark: _Mark, head: range, *, at_top: bool) -> bool:
    """Tell whether a post opens its thread."""
    if any(_STARTED.search(page[at].head) for at in head):
        return at_top
    if mark.number is not None:
        return mark.number <= 1 and not mark.is_answer
    return at_top and not any(_RE.match(page[at].head) for at in head)
