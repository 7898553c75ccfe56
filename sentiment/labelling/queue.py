"""Which question to ask next: what teaches most, and every fifth time one drawn by lot.

What teaches most is what the classifier is unsure of and what is unlike all that was asked already:
the margin between its two likeliest labels, times the distance to the nearest question that is
answered, chosen greedily (uncertainty sampling, and farthest-first traversal). Of what is only
unsure, a batch would be many times the same question; of what is only unlike, outliers.

A fifth of all questions is set apart by lot, and asked by lot alone. Answers to these say how often
the classifier is right on all questions: chosen ones are harder.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.features import tokens
from sentiment.labelling.correction import BY_LOT, BY_QUEUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from sentiment.labelling.correction import Correction
    from sentiment.opinion_classifier import OpinionClassifier
    from sentiment.question import Question

    Floats = NDArray[np.float64]

LOT_SHARE = 5
"""One question of so many is drawn by lot."""

_CHUNK = 100  # questions that the classifier reads between two reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question to ask, what the classifier says of it, and why it is asked."""

    question: Question
    probabilities: Mapping[str, float]
    chosen_by: str

    @property
    def guess(self) -> str:
        """The likeliest label."""
        return max(self.probabilities, key=self.probabilities.__getitem__)


class Queue:
    """The questions of one annotator, in the order in which to ask them.

    Parameters
    ----------
    questions : sequence of Question
        All that may be asked; one that stands twice is asked once.
    classifier : OpinionClassifier
        What shall learn.
    answered : iterable of Correction
        What is labelled already. What another annotator answered is asked again only where it is
        drawn by lot, so that annotators can be compared on some questions and share the others.
    annotator : str
        Who is asked.
    seen : iterable of Question
        What this annotator has answered and taken back, and so seen the guess of: asked again, but
        no longer as drawn by lot.
    seed : int
        Decides the lot. With the same seed, all annotators are drawn the same questions.
    on_step : callable, optional
        Called with (questions read, questions in all).
    """

    def __init__(
        self,
        questions: Sequence[Question],
        classifier: OpinionClassifier,
        *,
        answered: Iterable[Correction] = (),
        annotator: str = "",
        seen: Iterable[Question] = (),
        seed: int = 0,
        on_step: Callable[[int, int], None] | None = None,
    ) -> None:
        first: dict[tuple[str, str], Question] = {}
        for question in questions:
            first.setdefault(_asked(question), question)
        self._questions = list(first.values())
        self._labels = classifier.labels
        read = [question.as_seen() for question in self._questions]
        logs, vectors = _read(classifier, read, on_step)
        self._probabilities = np.exp(logs)
        self._doubt = _doubt(self._probabilities)
        self._rows = _unit_rows(vectors, read)
        tickets = [_ticket(question, seed) for question in self._questions]
        drawn = [ticket < 1 / LOT_SHARE for ticket in tickets]
        self._by_lot = sorted(np.flatnonzero(drawn).tolist(), key=tickets.__getitem__)
        self._open = ~np.array(drawn, bool)
        self._nearest = np.zeros(len(self._questions))
        self._seen = frozenset(map(_asked, seen))
        number = {_asked(question): at for at, question in enumerate(self._questions)}
        self._asked = self._asked_by_lot = 0
        for correction in answered:
            own = correction.annotator == annotator
            self._asked += own
            self._asked_by_lot += own and correction.chosen_by == BY_LOT
            if _asked(correction.question) in number:
                self._close(number[_asked(correction.question)], for_lot=own)

    def __len__(self) -> int:
        """Return how many questions are left."""
        return len(self._by_lot) + int(self._open.sum())

    def next(self, k: int = 1) -> list[Ask]:
        """Return up to `k` questions to ask, and never again."""
        asks: list[Ask] = []
        while len(asks) < k and len(self):
            lot = self._by_lot and (
                not self._open.any() or self._asked_by_lot * LOT_SHARE <= self._asked
            )
            at = self._by_lot[0] if lot else int(self._worth().argmax())
            self._close(at, for_lot=True)
            drawn = bool(lot) and _asked(self._questions[at]) not in self._seen
            self._asked += 1
            self._asked_by_lot += drawn
            shares = self._probabilities[at].tolist()
            asks.append(
                Ask(
                    question=self._questions[at],
                    probabilities=dict(zip(self._labels, shares, strict=True)),
                    chosen_by=BY_LOT if drawn else BY_QUEUE,
                )
            )
        return asks

    def _worth(self) -> Floats:
        """Return how much an answer would teach, shape (questions,); below 0 where not open."""
        worth: Floats = np.where(self._open, self._doubt * (1 - self._nearest), -1.0)
        return worth

    def _close(self, at: int, *, for_lot: bool) -> None:
        """Ask this no more, and what is like it later."""
        self._open[at] = False
        if for_lot and at in self._by_lot:
            self._by_lot.remove(at)
        self._nearest = np.maximum(self._nearest, _likeness(self._rows, at))


def _asked(question: Question) -> tuple[str, str]:
    """Return what makes two questions the same: one label stands, whatever the headline."""
    return question.text, question.target


def _read(
    classifier: OpinionClassifier,
    questions: Sequence[Question],
    on_step: Callable[[int, int], None] | None,
) -> tuple[Floats, Floats]:
    """Return log-probabilities and vectors of all questions."""
    logs = [np.zeros((0, len(classifier.labels)))]
    vectors = []
    for start in range(0, len(questions), _CHUNK):
        reading = classifier.read(questions[start : start + _CHUNK])
        logs.append(reading.logs)
        vectors.append(reading.vectors)
        if on_step:
            on_step(min(start + _CHUNK, len(questions)), len(questions))
    return np.vstack(logs), np.vstack(vectors or [np.zeros((0, 0))])


def _doubt(probabilities: Floats) -> Floats:
    """Return 1 where the two likeliest labels are equally likely, 0 where one is certain."""
    ordered = np.sort(probabilities, axis=1)
    doubt: Floats = 1 - (ordered[:, -1] - ordered[:, -2])
    return doubt


def _unit_rows(vectors: Floats, questions: Sequence[Question]) -> Any:  # noqa: ANN401 - may be sparse
    """Return a row of length 1 for each question: the vectors, or n-grams where there are none."""
    from sklearn.preprocessing import normalize

    if vectors.shape[1] or not questions:
        return normalize(vectors) if len(vectors) else vectors
    from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

    counts = HashingVectorizer(analyzer=_words, alternate_sign=False, norm=None)
    return TfidfTransformer().fit_transform(counts.transform(questions))


def _words(question: Question) -> list[str]:
    return tokens(f"{question.target} {question.text}")


def _likeness(rows: Any, at: int) -> Floats:  # noqa: ANN401 - may be sparse
    """Return the cosine of each row with one of them, 0 where it is less."""
    products = rows @ rows[at].T
    dense = products.toarray() if hasattr(products, "toarray") else products
    likeness: Floats = np.clip(np.ravel(dense), 0, 1)
    return likeness


def _ticket(question: Question, seed: int) -> float:
    """Return a number from 0 to 1 that is drawn anew for each question and seed."""
    drawn = hashlib.sha256(f"{seed}\0{question.target}\0{question.text}".encode(errors="replace"))
    return int.from_bytes(drawn.digest()[:8], "big") / 2**64
