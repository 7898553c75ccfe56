"""Comments of networks that show an age beside the buttons: "Eva", "Gut so", "3 Std.", "Antworten".

Between the buttons of one comment and those of the next stand a name and what it wrote, however
short that is. This holds where the most buttons to answer have a date beside them, and the first
lines behind them are names.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sentiment.separation.full_names import is_full_name
from sentiment.separation.metadata import is_date, is_name
from sentiment.separation.short_texts import is_badge
from sentiment.separation.site_lines import lines_of_site, names_of_pictures
from sentiment.separation.words_of_sites import BADGE, CHANGED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_FEWEST = 2
_MOST = 0.75  # of the buttons
_MOST_SAID = 2  # texts that begin with one line, or else it is the site's
_LONGEST = 60  # characters of a name, and of a date
_LINES_OF_FIRST = 6  # above its buttons: nothing else says where the first comment begins
_BESIDE = re.compile(rf"\d{{1,5}}|{'|'.join(CHANGED)}", re.IGNORECASE)
_BADGE = re.compile(BADGE, re.IGNORECASE)
_LONGEST_BESIDE = 20


class Signed(NamedTuple):
    """Where the name of a comment stands, what it wrote begins, and the first line below that."""

    name: int
    begin: int
    end: int


def above_dated_buttons(lines: Sequence[str], answers: Collection[int]) -> list[Signed]:
    """Return the comments above such buttons; `answers` are the buttons to answer."""
    if len(answers) < _FEWEST:  # on most pages
        return []
    pictures = frozenset(names_of_pictures(lines))
    above_all, *others = [*_regions(lines, frozenset(answers), pictures)] or [range(0)]
    is_shown = above_all.start - 1 in pictures
    first = above_all.start if is_shown else _first_name(lines, above_all)
    names = [first, *(region.start for region in others)]
    firsts = Counter(lines[region.start] for region in others)
    seconds = Counter(lines[region.start + 1] for region in others if len(region) >= _FEWEST)
    found = []
    for name, region in zip(names, (above_all, *others), strict=True):
        if name is None or len(region) < _FEWEST or len(lines[name]) > _LONGEST:
            continue
        # What repeats and is no full name, a site says.
        is_one = is_full_name(lines[name]) or (firsts[lines[name]] <= 1 and is_name(lines[name]))
        begin = _below_badge(lines, range(name + 1, region.stop))
        below = lines[begin]
        if is_one and not is_badge(below) and seconds[below] <= _MOST_SAID:
            found.append(Signed(name, begin, region.stop))
    return found if len(found) >= max(_FEWEST, _MOST * len(answers)) else []


def _regions(
    lines: Sequence[str], answers: frozenset[int], pictures: frozenset[int]
) -> Iterator[range]:
    """Yield the lines above buttons to answer that have a date among them or beside them.

    Badges that open them are left out.
    """
    of_site = {*lines_of_site(lines), *pictures}
    dates = {at for at, line in enumerate(lines) if len(line) <= _LONGEST and is_date(line)}
    beside = {
        at
        for at, line in enumerate(lines)
        if len(line) <= _LONGEST_BESIDE and _BESIDE.fullmatch(line)
    }
    start = 0
    for run in _runs(of_site | dates | beside):
        while start < run.start - _FEWEST and _BADGE.fullmatch(lines[start]):
            start += 1
        if start < run.start and not (dates.isdisjoint(run) or answers.isdisjoint(run)):
            yield range(start, run.start)
        start = run.stop


def _below_badge(lines: Sequence[str], below: range) -> int:
    """Return the first line below a name that is no badge, nor the sign above one: "·", "Autor"."""
    badge = below.start + (not any(map(str.isalnum, lines[below.start])))
    if badge + 1 < below.stop and _BADGE.fullmatch(lines[badge]):
        return badge + 1
    return below.start


def _runs(lines: set[int]) -> Iterator[range]:
    """Return the runs of lines that follow one another, in order."""
    ordered = sorted(lines)
    firsts = [at for at in ordered if at - 1 not in lines]
    stops = [at + 1 for at in ordered if at + 1 not in lines]
    return map(range, firsts, stops)


def _first_name(lines: Sequence[str], region: range) -> int | None:
    """Return the last full name in what stands above all buttons, but for the last line."""
    last = region.stop - _FEWEST
    above = range(last, max(region.start, region.stop - _LINES_OF_FIRST) - 1, -1)
    return next((at for at in above if is_full_name(lines[at])), None)
