"""The shares of moods and stances among all comments, by target, day, and what they mention."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sentiment.opinion import SENTIMENT_LABELS, STANCE_LABELS
from sentiment.shares import ShareEstimator

if TYPE_CHECKING:
    from sentiment.confusion import Confusion, Counts
    from sentiment.shares import Shares
    from sentiment.tally import Answers, Tally

_MOST_THINGS = 10
_MOST_TARGETS = 50
_FEWEST_OF_A_THING = 3  # comments that mention it

FEWEST_SHOWN = 10
"""With fewer comments, shares say next to nothing; who reads a table or a page is spared them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesOf:
    """The shares among some comments; `stance` is None where it is not toward one target.

    `group` is a day, a thing that all of these comments mention, or a target that all of them were
    asked about; None for all comments.
    """

    group: str | None = None
    comments: int
    sentiment: Shares
    stance: Shares | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedShares:
    """The shares among all comments, and in groups: days in order, others most frequent first.

    All days stand in one only where there are two, at least; the things are ten, at most, and the
    targets fifty.
    """

    all: SharesOf
    by_target: tuple[SharesOf, ...]
    by_day: tuple[SharesOf, ...]
    by_mention: tuple[SharesOf, ...]


def grouped_shares(tally: Tally, confusion: Confusion) -> GroupedShares:
    """Return the shares among the comments of a tally, of which there is one, at least.

    Where targets of comments differ, stances have shares by target alone.
    """

    def own(answers: Answers, group: str | None = None) -> SharesOf:
        found = shares_of(answers, confusion, group=group)
        return found if tally.has_one_target else replace(found, stance=None)

    days = sorted(tally.by_day) if len(tally.by_day) > 1 else []
    things = sorted(tally.by_thing.values(), key=lambda thing: -thing.answers.comments)
    return GroupedShares(
        all=own(tally.answers),
        by_target=tuple(
            shares_of(tally.by_target[target].answers, confusion, group=target)
            for target in frequent_targets(tally)
        ),
        by_day=tuple(own(tally.by_day[day], day) for day in days),
        by_mention=tuple(
            own(thing.answers, thing.name)
            for thing in things[:_MOST_THINGS]
            if thing.answers.comments >= _FEWEST_OF_A_THING
        ),
    )


def frequent_targets(tally: Tally) -> list[str]:
    """Return the targets that the most comments have, those of most comments first."""
    found = tally.by_target
    return sorted(found, key=lambda name: -found[name].answers.comments)[:_MOST_TARGETS]


def shares_of(answers: Answers, confusion: Confusion, *, group: str | None = None) -> SharesOf:
    """Return the shares among some answers, of which there is one, at least."""
    moods = _estimator(SENTIMENT_LABELS, confusion.of("sentiment"))
    stances = _estimator(STANCE_LABELS, confusion.of("stance"))
    return SharesOf(
        group=group,
        comments=answers.comments,
        sentiment=moods.shares(answers.sentiment),
        stance=stances.shares(answers.stance) if any(answers.stance) else None,
    )


@lru_cache(maxsize=8)
def _estimator(labels: tuple[str, ...], counts: tuple[Counts, ...]) -> ShareEstimator:
    """Keep what takes a tenth of a second to prepare."""
    return ShareEstimator(labels, counts)
