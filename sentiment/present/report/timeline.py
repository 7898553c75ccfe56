"""When comments were written, in steps that fit into one chart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sentiment.present.report.texts import Texts

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?)?(?:Z|[+-][\d:]+)?")
_MOST_STEPS = 40  # bars of one chart
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """When a comment was written, as printed, without its zone; not every page prints a time."""

    at: datetime
    has_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One bar: a short name for the axis, a full one for the table, and which comments it has.

    `places` are those of the dates that were given.
    """

    short: str
    full: str
    places: tuple[int, ...]


def written(date: str | None) -> Written | None:
    """Read an ISO 8601 date; None where there is none, or one that is not certain."""
    found = _ISO.fullmatch(date or "")
    if not found:
        return None
    day, time = found.groups()
    try:
        at = datetime.fromisoformat(f"{day}T{time}" if time else day)
    except ValueError:  # the 31st of February
        return None
    return Written(at=at, has_time=time is not None)


def timeline(dates: Sequence[Written | None], texts: Texts) -> tuple[Step, ...]:
    """Count over time: hours, days, weeks, months or years, the finest of which few are needed.

    Returns
    -------
    tuple of Step
        Without gaps; empty where all comments fall into one step, or have no date.
    """
    dated = {place: date for place, date in enumerate(dates) if date}
    if not dated:
        return ()
    moments = {place: date.at for place, date in dated.items()}
    with_times = all(date.has_time for date in dated.values())
    for step in _rulers(texts, moments.values(), with_times=with_times):
        first, last = (step.number(pick(moments.values())) for pick in (min, max))
        if last - first < _MOST_STEPS:
            break
    if first == last:
        return ()
    places: dict[int, list[int]] = {number: [] for number in range(first, last + 1)}
    for place, moment in moments.items():
        places[step.number(moment)].append(place)
    return tuple(
        Step(short=step.short(number), full=step.full(number), places=tuple(found))
        for number, found in places.items()
    )


@dataclass(frozen=True, slots=True)
class _Ruler:
    """A way to number moments, and the names of those numbers."""

    number: Callable[[datetime], int]
    short: Callable[[int], str]
    full: Callable[[int], str]


def _rulers(texts: Texts, moments: Iterable[datetime], *, with_times: bool) -> list[_Ruler]:
    """Return rulers from the finest to one that needs few enough steps for any moments."""
    start = datetime.min

    def since(unit: timedelta) -> Callable[[datetime], int]:
        return lambda moment: (moment - start) // unit

    def named(unit: timedelta, layout: str) -> Callable[[int], str]:
        return lambda number: (start + number * unit).strftime(layout)

    def month(number: int) -> str:
        return datetime(number // _MONTHS, number % _MONTHS + 1, 1).strftime(texts.month)

    hour, day, week = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
    hours = _Ruler(since(hour), named(hour, texts.hour), named(hour, texts.hour))
    years = sorted(moment.year for moment in moments)
    width = (years[-1] - years[0]) // _MOST_STEPS + 1

    def span_of_years(number: int) -> str:
        first = number * width
        return str(first) if width == 1 else f"{first}–{first + width - 1}"

    return [
        *([hours] if with_times else []),
        _Ruler(since(day), named(day, texts.day), named(day, texts.day_of_year)),
        # The first of January of the year 1 was a Monday.
        _Ruler(since(week), named(week, texts.day_of_year), named(week, texts.day_of_year)),
        _Ruler(lambda moment: moment.year * _MONTHS + moment.month - 1, month, month),
        _Ruler(lambda moment: moment.year // width, span_of_years, span_of_years),
    ]
