"""Comments that seem furniture since they are short or lists: "Gut so", "1. Geld fehlt".

Sites are regular: what stands below a head such as others have, and above their buttons or the
next head, is what somebody wrote. Teasers have names and dates, too; so nothing but buttons may
stand between such a head and another comment, or the heading of all.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from sentiment.separation.accounts import is_name_of_account
from sentiment.separation.announcement import announces_comments, announces_none
from sentiment.separation.line_forms import form
from sentiment.separation.metadata import is_name, is_rating, is_row_of_buttons, quoted, signature
from sentiment.separation.roles import IN_COMMENTS, begins_of, furniture_above, last_of
from sentiment.separation.site_lines import lines_of_site, names_of_pictures
from sentiment.separation.teasers import is_teaser
from sentiment.separation.words_of_sites import ANSWER_TO, BADGE, BOUGHT, CHANGED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sentiment.separation.lines import Line

_LONGEST_HEAD = 6  # lines
_LONGEST_NAME = 60  # characters of a line with a name
_MOST_FEET = 6  # lines
_MOST_TITLES = 3  # lines of a title and a picture
_LONGEST_TITLE = 100
_MOST_BELOW_HEADING = 4  # lines, with how comments are sorted
_SHOWN = 50  # comments that show what is regular
_OF_SOME = 0.1  # of them have such a head
_LIKE_OTHERS = 0.3  # of them have such a line below
_FEWEST = 2  # of them have such a line below
_MOST_SAID = 2  # texts that begin with one line, or else it is the site's
_MOST = 0.5  # of them have such a line right below
_BADGE = re.compile(rf"{BADGE}|{BOUGHT}|zitat:?|{'|'.join((*CHANGED, *ANSWER_TO))}", re.IGNORECASE)
_BOUGHT = re.compile(BOUGHT, re.IGNORECASE)
_ANSWER = re.compile(r"antwort|reply|replies", re.IGNORECASE)
_SHARE = re.compile(r"(?:teilen|share)(?: ?\(?\d{1,5}\)?)?", re.IGNORECASE)
_LIST_MARKS = ("- ", "– ", "* ")


class _Is(Enum):
    """What a line of a head is."""

    NAME = auto()
    HANDLE = auto()  # below a name, or in its place
    DATE = auto()
    BOTH = auto()
    ANSWER = auto()  # to somebody, which only some comments are
    REVIEW = auto()  # how good something is, perhaps with a title, or that it was bought


_NAMES = (_Is.NAME, _Is.HANDLE)
_Kind = _Is | str  # of other lines, the form
_Head = tuple[_Kind, ...]
_BESIDE = (_Is.ANSWER, _Is.REVIEW)  # what makes no other form of a head
_USUAL_HEADS = ((_Is.NAME, _Is.DATE), (_Is.BOTH,))  # where no comment shows any


class Around(NamedTuple):
    """What comments of a page have around them: lines of heads, and forms of lines below."""

    heads: Sequence[_Head]
    feet: frozenset[str]
    have_feet: bool
    are_answered: bool  # with a button below
    has_first: bool  # of the heads, not only the others
    titles: int = 0  # lines above a head that are of the same comment

    @property
    def has_dates_below(self) -> bool:
        """Whether what seems a head is the date of one comment and the name of the next."""
        return all(head[0] is _Is.DATE and head[-1] in _NAMES for head in self.heads)

    def is_head(self, lines: Sequence[str]) -> bool:
        """Tell whether lines end with a head that others have."""
        return _head(_kinds(lines[-_LONGEST_HEAD:])) in self.heads

    def is_foot(self, line: str) -> bool:
        """Tell whether a line is a button, a counter or the like below comments."""
        return _are_feet([line], self.feet) == [True]


class _Slot(NamedTuple):
    """Where a head begins, and the lines below it up to buttons or the next head."""

    head: int
    text: range


def with_short_texts(page: Sequence[Line], roles: Sequence[str]) -> list[str]:
    """Return the roles with such lines as comments."""
    found = list(roles)
    around = around_comments(page, roles)
    runs = [(run, list(run.slots())) for run in _runs(page, roles, around)] if around else []
    # Below a head, a site may say the same again and again; between a head and a button stands a
    # reader's word, however often it is "Genau".
    first = Counter(
        form(run.lines[worded[0]].head)
        for run, slots in runs
        for slot in slots
        if (worded := run.worded(slot))
    )
    most = max(_MOST_SAID, _LIKE_OTHERS * first.total())
    for text in (text for run, slots in runs for text in run.texts(slots)):
        is_between = len(text) == 1 and around is not None and around.have_feet
        if is_between or first[form(page[text.start].head)] <= most:
            found[text.start : text.stop] = ["begin", *["inside"] * (len(text) - 1)]
    return found


def ends_texts(line: str) -> bool:
    """Tell whether a line is of a head, or begins what comes behind all comments."""
    return (
        _kind(line) in (_Is.DATE, _Is.BOTH, _Is.ANSWER)
        or is_badge(line)
        or announces_comments(line)
        or is_teaser(line)
    )


def is_badge(line: str) -> bool:
    """Tell whether a line below a head says more of who wrote, or is answered or quoted."""
    is_address = line.startswith("@") and " " not in line
    return is_address or quoted(line) is not None or _BADGE.fullmatch(line) is not None


def around_comments(page: Sequence[Line], roles: Sequence[str]) -> Around | None:
    """Look at the first comments; None where they have no names and dates above them."""
    begins = begins_of(roles)[:_SHOWN]
    if not begins:
        return Around(_USUAL_HEADS, frozenset(), have_feet=True, are_answered=False, has_first=True)
    runs = [furniture_above(roles, begin) for begin in begins]
    found = [_head(_kinds([page[at].head for at in run[-_LONGEST_HEAD:]])) for run in runs]
    usual = _LIKE_OTHERS * len(begins)
    heads = [head for head, n in Counter(found).items() if head and n >= _OF_SOME * len(begins)]
    if not heads:
        return None
    below = [_below(page, roles, begin, heads) for begin in begins]
    counted = Counter(own for lines in below for own in set(map(form, lines)))
    feet = frozenset(own for own, n in counted.items() if n >= max(_FEWEST, usual))
    have_feet = sum(any(_are_feet(lines[:1], feet)) for lines in below)
    answered = sum(any(map(_ANSWER.search, lines)) for lines in below)
    have_feet, are_answered = (n >= _MOST * len(begins) for n in (have_feet, answered))
    # Teasers have titles, too, but nobody answers them.
    may_have_titles = have_feet and are_answered
    headed = zip(runs[1:], found[1:], strict=True) if may_have_titles else ()
    return Around(
        heads,
        feet,
        have_feet=have_feet,
        are_answered=are_answered,
        has_first=found[0] in heads,
        titles=_titles(page, headed, feet),
    )


def _titles(
    page: Sequence[Line], headed: Iterable[tuple[range, _Head]], feet: frozenset[str]
) -> int:
    """Return how many lines several comments have between the feet above and their heads.

    Each comment is `headed` by a run of furniture that ends with a head.
    """
    counts: Counter[int] = Counter()
    for run, head in headed:
        above = [page[at].head for at in run[: len(run) - len(head)][-_MOST_TITLES - 1 :]]
        others = [*takewhile(lambda is_foot: not is_foot, reversed(_are_feet(above, feet)))]
        if head and len(others) < len(above):
            counts[len(others)] += 1
    return max((n for n, times in counts.items() if times >= _FEWEST), default=0)


def _below(
    page: Sequence[Line], roles: Sequence[str], begin: int, heads: Sequence[_Head]
) -> list[str]:
    """Return the furniture between a comment and the next head."""
    end = last_of(roles, begin, "inside")
    run = range(end + 1, last_of(roles, end, "furniture") + 1)[: _MOST_FEET + _LONGEST_HEAD]
    kinds = _kinds([page[at].head for at in run])
    stop = next((at for at in range(len(kinds)) if _begins(heads, kinds[at:])), len(kinds))
    return [page[at].head for at in run[: min(stop, _MOST_FEET)]]


def _kind(line: str) -> _Kind:
    if line.startswith(_LIST_MARKS):
        return form(line)
    told = signature([line])
    if told.answered and not told.author:
        return _Is.ANSWER
    if told.date:
        return _Is.BOTH if told.author else _Is.DATE
    if is_rating(line) or _BOUGHT.fullmatch(line):
        return _Is.REVIEW
    if not told.author or len(line) > _LONGEST_NAME:
        return form(line)
    return _Is.HANDLE if is_name_of_account(line) else _Is.NAME


def _kinds(lines: Sequence[str]) -> list[_Kind]:
    """Return what lines are; the title of a review may stand below a name and stars."""
    kinds = [_kind(line) for line in lines]
    for at in range(2, len(kinds)):
        is_below = kinds[at - 2] is _Is.NAME and kinds[at - 1] is _Is.REVIEW
        if is_below and kinds[at] not in (_Is.DATE, _Is.BOTH):
            kinds[at] = _Is.REVIEW
    return kinds


def _head(kinds: Sequence[_Kind]) -> _Head:
    """Return the last lines, as few as have a name and a date; none where these are missing."""
    for first in range(len(kinds) - 1, -1, -1):
        lines = kinds[first:]
        if _Is.BOTH in lines or (_Is.DATE in lines and any(name in lines for name in _NAMES)):
            has_name = lines[0] is _Is.HANDLE and kinds[first - 1 : first] == [_Is.NAME]
            lines = kinds[first - 1 :] if has_name else lines
            return tuple(kind for kind in lines if kind not in _BESIDE)
    return ()


def _begins(heads: Sequence[_Head], kinds: Sequence[_Kind]) -> int:
    """Return how many lines of the longest head come first, 0 for none."""
    alike = [head for head in heads if head[0] == kinds[0]]
    if not alike:  # above most lines
        return 0
    own = [at for at, kind in enumerate(kinds) if kind not in _BESIDE or at == 0]
    seen = tuple(kinds[at] for at in own)
    return max((own[len(head) - 1] + 1 for head in alike if seen[: len(head)] == head), default=0)


def _are_feet(lines: Sequence[str], known: frozenset[str]) -> list[bool]:
    """Tell which lines are buttons, counters and the like below comments."""
    of_site = {*lines_of_site(lines), *names_of_pictures(lines)}
    return [
        at in of_site or form(line) in known or is_row_of_buttons(line)
        for at, line in enumerate(lines)
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """A run of furniture: its lines, which of them are feet, and if comments are its neighbours."""

    first: int
    lines: Sequence[Line]
    kinds: Sequence[_Kind]
    feet: Sequence[bool]
    around: Around
    is_below: bool
    is_above: bool

    def slots(self) -> Iterator[_Slot]:
        """Yield the heads, and what stands below each up to buttons or to the next one."""
        at = 0
        while at < len(self.lines):
            if length := self._head_at(at):
                text = at + length
                while text < len(self.lines) and is_badge(self.lines[text].head):
                    # The name of who is answered may stand below.
                    text += 1 + (self.lines[text].head.casefold() in ANSWER_TO)
                text = min(text, len(self.lines))
                end = text
                while end < len(self.lines) and not self._is_end(text, end):
                    end += 1
                yield _Slot(at, range(text, end))
                at = end
            else:
                at += 1

    def texts(self, slots: Sequence[_Slot]) -> Iterator[range]:
        """Yield which lines of the page are comments."""
        for slot, is_near in zip(slots, self._near(slots), strict=True):
            # Numbers around it are the site's.
            if is_near and self._is_comment(slot) and (worded := self.worded(slot)):
                yield range(self.first + worded[0], self.first + worded[-1] + 1)

    def worded(self, slot: _Slot) -> list[int]:
        """Return the lines of a text that hold a word."""
        return [at for at in slot.text if any(map(str.isalpha, self.lines[at].head))]

    def _head_at(self, at: int) -> int:
        known = _begins(self.around.heads, self.kinds[at : at + _LONGEST_HEAD])
        return known or int(self._is_bare_name(at))

    def _is_bare_name(self, at: int) -> bool:
        """Tell whether a line is the first head where dates stand below comments."""
        are_below = self.around.has_dates_below
        return are_below and at > 0 and self._is_heading(at - 1) and is_name(self.lines[at].head)

    def _is_date_below(self, at: int) -> bool:
        """Tell whether a line begins what stands below a comment, with its date."""
        return self.around.has_dates_below and self.kinds[at] is _Is.DATE

    def _is_heading(self, at: int) -> bool:
        return announces_comments(self.lines[at].head)

    def _is_of_teaser(self, foot: int) -> bool:
        """Tell whether nothing below a text is for answers, but teasers can be shared, too."""
        feet = takewhile(self.feet.__getitem__, range(foot, len(self.lines)))
        below = [self.lines[at].head for at in feet]
        if self.around.are_answered:
            return not any(map(_ANSWER.search, below))
        return not self.around.feet and all(map(_SHARE.fullmatch, below))

    def _is_end(self, first: int, at: int) -> bool:
        """Tell whether a text that begins at `first` ends above a line."""
        # Without feet, only a blank line tells where the last comment ends.
        is_apart = at > first and self.lines[at].blank_before and not self.lines[first].blank_before
        return (
            self.feet[at]
            or self._head_at(at) > 0
            or self._is_date_below(at)
            or (is_apart and not self.around.have_feet)
            or is_teaser(self.lines[at].head)
        )

    def _near(self, slots: Sequence[_Slot]) -> list[bool]:
        """Tell where nothing but feet stands between a head and a comment, or its heading."""
        starts = [slot.head for slot in slots]
        ends = [0, *(slot.text.stop for slot in slots)]
        titled = [*map(self._title_above, starts), len(self.lines)]
        joined = [all(self.feet[i:j]) for i, j in zip(ends, titled, strict=True)]
        near = []
        is_near = self.is_below
        for start, is_joined in zip(starts, joined, strict=False):
            above = range(max(start - _MOST_BELOW_HEADING, 0), start)
            is_near = (is_near and is_joined) or any(map(self._is_heading, above))
            # Where there are none, teasers follow.
            is_near = is_near and not any(announces_none(self.lines[at].head) for at in above)
            near.append(is_near)
        # Of the next comment, the head is the last slot, and without a text.
        is_near = self.is_above and joined[-1] and not (slots and slots[-1].text)
        for at in range(len(slots) - 1, -1, -1):
            near[at] = is_near = near[at] or is_near
            is_near &= joined[at]
        return near

    def _title_above(self, head: int) -> int:
        """Return where the title above a head begins, on pages with such, or else the head."""
        first = head
        while first > max(0, head - self.around.titles) and self._may_be_title(first - 1):
            first -= 1
        return first

    def _may_be_title(self, at: int) -> bool:
        """Tell whether a line is no foot, or a picture, and may stand above a head."""
        with_below = [line.head for line in self.lines[at : at + 2]]
        return (
            (not self.feet[at] or 0 in names_of_pictures(with_below))
            and self.lines[at].length <= _LONGEST_TITLE
            and not self._is_heading(at)
            and not is_teaser(self.lines[at].head)
        )

    def _is_comment(self, slot: _Slot) -> bool:
        """Tell whether what stands below a head is what somebody wrote, by what follows it."""
        text, stop = slot.text, slot.text.stop
        is_last = stop == len(self.lines)
        is_above_feet = not is_last and self.feet[stop]
        is_above_head = not is_last and (self._head_at(stop) > 0 or self._is_date_below(stop))
        is_bare = self._is_bare_name(slot.head)
        if any(map(self._is_heading, text)):
            return False
        if is_last and self.is_above:  # what the next comment has around it
            return False
        if is_bare and not is_above_head:
            return False
        if self._is_of_teaser(stop) if is_above_feet else self.around.titles:
            return False
        if not (self.is_below or is_above_feet or is_bare):  # much else stands above all comments
            return False
        if self.around.have_feet:
            return is_above_feet or is_above_head or len(text) == 1
        if is_above_head:
            return True
        # The foot of the page may follow, and heads may stand below comments.
        is_apart = len(text) == 1 if is_last else self.lines[stop].blank_before
        return is_apart and self.around.has_first


def _runs(page: Sequence[Line], roles: Sequence[str], around: Around) -> Iterator[_Run]:
    """Yield the runs of furniture below the article that may hold a head and a text."""
    shortest = 1 + min(map(len, around.heads))
    at = max((row for row, role in enumerate(roles) if role == "article"), default=-1) + 1
    while at < len(roles):
        stop = last_of(roles, at, roles[at]) + 1
        if roles[at] == "furniture" and stop - at >= shortest:
            lines = page[at:stop]
            heads = [line.head for line in lines]
            yield _Run(
                first=at,
                lines=lines,
                kinds=_kinds(heads),
                feet=_are_feet(heads, around.feet),
                around=around,
                is_below=at > 0 and roles[at - 1] in IN_COMMENTS,
                is_above=stop < len(page),
            )
        at = stop
