"""Which charts the report draws of a discussion, each with the same figures as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.opinion import SIDES, UNSURE
from sentiment.present.counting import opinions_of_readers
from sentiment.present.report.charts import Bar, horizontal, vertical
from sentiment.present.report.measures import SERIES
from sentiment.present.report.timeline import timeline, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sentiment.opinion import Opinion
    from sentiment.pipeline import Analysis
    from sentiment.present.report.measures import Measure
    from sentiment.present.report.texts import Texts
    from sentiment.present.report.things import NumberedThing
    from sentiment.present.report.timeline import Written

_MOST_MENTIONED = 10  # bars of one chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart as SVG, and the table that tells the same.

    `head` says what the rows are. `columns` are the series with their labels; each of the `rows`
    has a name and a number for each column. `note` says what is to be known about the figures.
    """

    title: str
    svg: str
    head: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    note: str = ""


def figures(
    analysis: Analysis, counted: Sequence[Measure], named: Iterable[NumberedThing], texts: Texts
) -> tuple[Figure, ...]:
    """Return the charts of a discussion that readers comment on: overall, over time, mentions."""
    opinions = opinions_of_readers(analysis)
    dates = [written(own.date) for own in analysis.discussion.comments if not own.is_host]
    return (
        _overall(opinions, counted, texts),
        *_over_time(opinions, dates, counted, texts),
        *_mentions(named, texts),
    )


def _overall(opinions: Sequence[Opinion], counted: Sequence[Measure], texts: Texts) -> Figure:
    labels = [measure.labels(texts) for measure in counted]
    return _figure(
        texts.stance_and_mood if len(counted) > 1 else texts.mood,
        [Bar(name=own.target or texts.mood, counts=own.counts(opinions)) for own in counted],
        {series: " / ".join(dict.fromkeys(found[series] for found in labels)) for series in SERIES},
        draw=horizontal,
        head=texts.about,
    )


def _over_time(
    opinions: Sequence[Opinion],
    dates: Sequence[Written | None],
    counted: Sequence[Measure],
    texts: Texts,
) -> Iterator[Figure]:
    """Yield the first target's stance and the mood, over time."""
    steps = timeline(dates, texts)
    undated = dates.count(None)
    for measure in dict.fromkeys((counted[0], counted[-1])):
        bars = [
            Bar(
                name=step.full,
                short=step.short,
                counts=measure.counts(opinions[place] for place in step.places),
            )
            for step in steps
        ]
        if any(any(bar.counts) for bar in bars):
            yield _figure(
                texts.mood_over_time
                if measure.target is None
                else texts.stance_over_time.format(target=measure.target),
                bars,
                measure.labels(texts),
                draw=vertical,
                head=texts.when,
                note=texts.undated.format(count=undated) if undated else "",
            )


def _mentions(named: Iterable[NumberedThing], texts: Texts) -> Iterator[Figure]:
    """Yield one chart of what several readers mention beside the targets, if they do."""
    mentioned = [own for own in named if not own.is_target and own.is_shared]
    mentioned = mentioned[:_MOST_MENTIONED]
    if mentioned:
        yield _figure(
            texts.mentions,
            [
                Bar(name=thing.name, counts=(thing.against, 0, thing.favor, 0))
                for thing in mentioned
            ],
            {side: texts.stance_labels[side] for side in SIDES},
            draw=horizontal,
            head=texts.thing,
            note=texts.mentions_are_hints,
        )


def _figure(
    title: str,
    bars: Sequence[Bar],
    labels: Mapping[str, str],
    *,
    draw: Callable[[Sequence[Bar], str], str],
    head: str,
    note: str = "",
) -> Figure:
    """Draw bars; the table leaves out empty ones, such as nights, and `unsure` where nothing is."""
    parts = [
        (place, series)
        for place, series in enumerate(SERIES)
        if series in labels and (series != UNSURE or any(bar.counts[place] for bar in bars))
    ]
    return Figure(
        title=title,
        svg=draw(bars, title),
        head=head,
        columns=tuple((series, labels[series]) for _, series in parts),
        rows=tuple(
            (bar.name, tuple(bar.counts[place] for place, _ in parts))
            for bar in bars
            if any(bar.counts)
        ),
        note=note,
    )
