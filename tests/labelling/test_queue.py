"""The queue: what teaches first, nothing twice, and an honest fifth drawn by lot."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from known_answers import Doubtful

from sentiment.labelling.correction import BY_LOT, BY_QUEUE, Correction
from sentiment.labelling.estimate import Estimate, estimate
from sentiment.labelling.queue import LOT_SHARE, Ask, Queue
from sentiment.question import Question


def asked(share: float, word: str) -> Question:
    return Question(f"{share:.3f} {word}")


def pool(size: int, *, seed: int = 0) -> list[Question]:
    draw = np.random.default_rng(seed)
    return [asked(draw.uniform(0.4, 0.99), f"wort{number}") for number in range(size)]


def answer(ask: Ask, annotator: str = "Anna", label: str = "negative") -> Correction:
    return Correction(
        question=ask.question,
        label=label,
        annotator=annotator,
        chosen_by=ask.chosen_by,
        guess=ask.guess,
        model="model",
    )


@pytest.mark.parametrize("width", [0, 16])
def test_the_unsure_and_unlike_come_first(width: int) -> None:
    alike = [asked(0.4 + number / 1000, "gleich") for number in range(30)]
    other, sure = asked(0.5, "anders"), [asked(0.97, f"klar{number}") for number in range(30)]
    queue = Queue([*sure, *alike, other], Doubtful(width))
    chosen = [ask.question for ask in queue.next(12) if ask.chosen_by == BY_QUEUE]
    assert other in chosen[:2]
    assert not set(chosen[:1]) & set(sure)
    assert len(set(chosen) & set(alike)) <= 2


@given(
    size=st.integers(0, 60),
    before=st.integers(0, 60),
    batch=st.integers(1, 7),
    seed=st.integers(0, 9),
)
def test_all_are_asked_once_and_every_fifth_by_lot(
    size: int, before: int, batch: int, seed: int
) -> None:
    questions = pool(size)
    first = Queue([*questions, *questions], Doubtful(4), seed=seed).next(before)
    done = [answer(ask) for ask in first]
    queue = Queue(questions, Doubtful(4), answered=done, annotator="Anna", seed=seed)
    asks = list(first)
    while len(queue):
        asks += queue.next(batch)
    assert queue.next() == []
    assert sorted(ask.question.text for ask in asks) == sorted(q.text for q in questions)
    kinds = [ask.chosen_by for ask in asks]
    both = min(len(kinds) - kinds[::-1].index(kind) for kind in set(kinds)) if asks else 0
    for number, kind in enumerate(kinds[:both]):
        assert (kind == BY_LOT) == (number % LOT_SHARE == 0) or len(set(kinds)) == 1


def test_what_is_seen_is_read_and_what_stands_there_is_asked() -> None:
    hidden = Question("0\u200b.9\u00ad00 wort")
    (ask,) = Queue([hidden], Doubtful(4)).next()
    assert ask.question == hidden
    assert ask.probabilities["negative"] == pytest.approx(0.9)


def test_a_text_under_two_headlines_is_asked_once() -> None:
    first, again = (Question("0.5 gut", "Bad", headline) for headline in ("Am Montag", "Noch mal"))
    queue = Queue([first, again, Question("0.5 gut", "Rat")], Doubtful(4))
    assert {ask.question for ask in queue.next(3)} == {first, Question("0.5 gut", "Rat")}


def test_two_annotators_share_the_lot_and_nothing_else() -> None:
    questions = pool(200)
    anna = [answer(ask) for ask in Queue(questions, Doubtful(4), annotator="Anna").next(50)]
    bernd = Queue(questions, Doubtful(4), answered=anna, annotator="Bernd").next(50)
    drawn = [ask.question for ask in bernd if ask.chosen_by == BY_LOT]
    assert drawn == [found.question for found in anna if found.chosen_by == BY_LOT]
    assert {found.question for found in anna} & {ask.question for ask in bernd} == set(drawn)


def test_the_lot_tells_how_often_the_model_is_right() -> None:
    """Where the unsure are mostly wrong, what the queue chose would say much too little."""
    questions = pool(400)
    shares = {question: float(question.text.split()[0]) for question in questions}
    draw = np.random.default_rng(1)
    truth = {q: "negative" if draw.random() < shares[q] else "neutral" for q in questions}
    right = np.mean([label == "negative" for label in truth.values()])
    found, covered, chosen = [], 0, []
    for seed in range(40):
        asks = Queue(questions, Doubtful(4), seed=seed).next(150)
        done = [answer(ask, label=truth[ask.question]) for ask in asks]
        told = estimate(done, "model")
        assert told.n == 30
        found.append(told.accuracy)
        covered += int(told.interval().low <= right <= told.interval().high)
        chosen += [one.label == "negative" for one in done if one.chosen_by == BY_QUEUE]
    assert np.mean(found) == pytest.approx(right, abs=0.04)
    assert covered >= 36
    assert np.mean(chosen) < right - 0.05


def test_a_question_that_two_were_asked_counts_once() -> None:
    queue = Queue(pool(50), Doubtful(4))
    drawn = [ask for ask in queue.next(50) if ask.chosen_by == BY_LOT]
    anna = [answer(ask) for ask in drawn]
    bernd = [answer(ask, "Bernd", "neutral") for ask in drawn[:3]]
    found = estimate([*anna, *bernd], "model")
    assert found == Estimate(n=len(drawn), right=len(drawn) - 3)


def test_the_estimate_is_of_one_model_and_has_wilsons_interval() -> None:
    assert Estimate(n=10, right=8).interval().low == pytest.approx(0.4902, abs=1e-4)
    assert Estimate(n=10, right=8).interval().high == pytest.approx(0.9433, abs=1e-4)
    assert (Estimate(n=0, right=0).interval().low, Estimate(n=0, right=0).interval().high) == (0, 1)
    ask = Ask(question=Question("Gut."), probabilities={"positive": 1.0}, chosen_by=BY_LOT)
    other = replace(ask, question=Question("Sehr gut."))
    found = [answer(ask), answer(other, label="positive")]
    assert estimate(found, "model") == Estimate(n=2, right=1)
    assert estimate([answer(ask)], "another") == Estimate(n=0, right=0)
