"""Shares of what readers say: what holds for any answers, and under a shift that is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.certainty import kind_of, kinds
from sentiment.confusion import Confusion, Counts
from sentiment.discussion import Comment
from sentiment.opinion import SENTIMENT_LABELS, Mention, Opinion, Sentiment, Stance
from sentiment.shares import ShareEstimator, wilson
from sentiment.shares_by_group import grouped_shares
from sentiment.state import State
from sentiment.tally import Answers, Tally

KINDS = kinds(SENTIMENT_LABELS)
# Of how 1000 texts of each label were answered in four places: right most often where sure, and one
# label in three taken for its neighbour.
ONE: Counts = (
    (50, 150, 500, 60, 80, 60, 40, 30, 30),
    (60, 90, 150, 200, 200, 200, 40, 40, 20),
    (40, 30, 30, 60, 80, 60, 50, 150, 500),
)
OTHER: Counts = (
    (60, 140, 400, 90, 110, 100, 50, 30, 20),
    (50, 60, 90, 200, 250, 250, 40, 40, 20),
    (50, 50, 50, 80, 80, 90, 60, 140, 400),
)


def answers(*counts: int) -> tuple[int, ...]:
    return counts + (0,) * (KINDS - len(counts))


@given(
    st.lists(st.integers(0, 10**7), min_size=KINDS, max_size=KINDS).filter(any),
    st.sampled_from([(), (ONE,), (ONE, OTHER)]),
)
def test_shares_sum_to_one_and_lie_within_their_intervals(
    counts: list[int], confusion: tuple[Counts, ...]
) -> None:
    found = ShareEstimator(SENTIMENT_LABELS, confusion).shares(counts)
    assert found.answers == sum(counts)
    assert found.adjusted == bool(confusion)
    assert tuple(found.of) == SENTIMENT_LABELS
    assert sum(own.share for own in found.of.values()) == pytest.approx(1)
    for own in found.of.values():
        assert 0 <= own.low <= own.share <= own.high <= 1
    assert ShareEstimator(SENTIMENT_LABELS, confusion).shares(counts) == found


def test_shares_under_a_shift_come_closer_than_counts_and_their_intervals_hold() -> None:
    errors = np.array(ONE) / 1000
    estimate, plain = ShareEstimator(SENTIMENT_LABELS, [ONE]), ShareEstimator(SENTIMENT_LABELS)
    random = np.random.default_rng(0)
    held: dict[bool, list[bool]] = {True: [], False: []}
    distances: dict[bool, list[float]] = {True: [], False: []}
    for truth in random.dirichlet([1, 1, 1], size=100):
        counts = random.multinomial(500, truth @ errors).tolist()
        for found in (estimate.shares(counts), plain.shares(counts)):
            for share, own in zip(truth, found.of.values(), strict=True):
                held[found.adjusted].append(own.low <= share <= own.high)
                distances[found.adjusted].append(abs(own.share - share))
    assert np.mean(held[True]) >= 0.95
    assert np.mean(held[False]) < 0.5
    assert np.mean(distances[True]) < 0.8 * np.mean(distances[False])


def test_little_is_claimed_of_few_answers() -> None:
    shares = ShareEstimator(SENTIMENT_LABELS, [ONE, OTHER])
    few, many = (
        shares.shares([count, 3 * count, 7 * count, 0, 0, 0, 0, 0, count]).of["negative"]
        for count in (1, 100)
    )
    assert few.high - few.low > many.high - many.low
    assert many.share > few.share > 1 / 3


def test_without_figures_shares_are_counts_with_intervals_of_chance() -> None:
    nothing_neutral = (ONE[0], (0,) * KINDS, ONE[2])
    for confusion in ([], [nothing_neutral]):
        found = ShareEstimator(SENTIMENT_LABELS, confusion).shares(answers(2, 3, 5, 0, 10))
        assert not found.adjusted
        assert [own.share for own in found.of.values()] == [0.5, 0.5, 0]
    # Wilson (1927), as computed by R's prop.test(10, 20, correct = FALSE).
    assert wilson(10, 20) == pytest.approx((0.299298, 0.700702), abs=1e-6)


def test_shares_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        ShareEstimator(SENTIMENT_LABELS).shares(answers())


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3).filter(any))
def test_every_answer_is_of_a_kind_that_tells_its_likeliest_label(raw: list[float]) -> None:
    probabilities = dict(zip(SENTIMENT_LABELS, (p / sum(raw) for p in raw), strict=True))
    kind = kind_of(probabilities, SENTIMENT_LABELS)
    assert 0 <= kind < KINDS
    likeliest = SENTIMENT_LABELS[kind // 3]
    assert probabilities[likeliest] == max(probabilities.values())


def opinion(negative: float, *things: str) -> Opinion:
    rest = (1 - negative) / 2
    return Opinion(
        sentiment=Sentiment(
            label="unsure",
            probabilities={"negative": negative, "neutral": rest, "positive": rest},
        ),
        stances=(
            Stance(
                target="Bad",
                label="against",
                probabilities={"against": negative, "neutral": rest, "favor": rest},
            ),
        )
        if negative > 0.5
        else (),
        mentions=tuple(Mention(target=thing, label="favor", probability=0.9) for thing in things),
    )


COMMENTS = tuple(
    Comment(id=str(number), text="Na ja.", date=date)
    for number, date in enumerate(
        ("2024-03-12", "2024-03-12T18:22", "vor 3 Stunden", "2024-02-31", "2024-03-13T08:00Z", None)
    )
)
OPINIONS = (
    opinion(0.9, "Sauna", "SAUNA"),
    opinion(0.6, "sauna"),
    opinion(0.6),
    opinion(0.4, "Rutsche"),
    opinion(0.8),
    opinion(0.9, "Sauna"),
)


def test_groups_are_days_that_are_certain_and_things_that_some_mention() -> None:
    tally = Tally().plus(COMMENTS, OPINIONS)
    assert tally.answers == Answers(comments=6, sentiment=answers(1, 2, 3), stance=answers(0, 2, 3))
    found = grouped_shares(tally, Confusion())
    assert [(own.group, own.comments) for own in found.by_day] == [
        ("2024-03-12", 2),
        ("2024-03-13", 1),
    ]
    assert [(own.group, own.comments) for own in found.by_mention] == [("Sauna", 3)]
    alone = grouped_shares(Tally().plus(COMMENTS[3:4], OPINIONS[3:4]), Confusion())
    assert alone.all.stance is None


@given(st.integers(0, 6))
def test_a_tally_can_be_taken_up_again(cut: int) -> None:
    whole = Tally().plus(COMMENTS, OPINIONS)
    first = Tally().plus(COMMENTS[:cut], OPINIONS[:cut])
    again = Tally.from_json(first.as_json())
    assert again == first
    assert again.plus(COMMENTS[cut:], OPINIONS[cut:]) == whole


def test_of_too_many_things_the_rare_ones_are_forgotten() -> None:
    things = [f"Ding {number % 3000}" for number in range(3500)]
    tally = Tally().plus(
        [Comment(id=str(number), text="x") for number in range(len(things))],
        [opinion(0.4, thing) for thing in things],
    )
    assert list(tally.by_thing) == [f"ding {number}" for number in range(1000)]
    assert tally.by_thing["ding 0"].answers.comments == 2


def test_confusion_survives_a_bundle_and_nonsense_does_not() -> None:
    known = Confusion(by_task={"sentiment": {"a": ONE, "b": OTHER}})
    assert Confusion.from_state(known.state()) == known
    for settings_ in (
        {"steps": [0.5], "sentiment": {}},
        {"steps": [0.5, 0.7], "sentiment": {"a": ONE[:2]}},
        {"steps": [0.5, 0.7], "stance": {"a": [[-1] * KINDS] * 3}},
        {"steps": [0.5, 0.7], "stance": {"a": [[0.5] * KINDS] * 3}},
    ):
        with pytest.raises(ValueError):  # noqa: PT011 - the bundle says it in its own words
            Confusion.from_state(State(settings=settings_))
