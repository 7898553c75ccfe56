"""The classifiers of `german`: what an encoder reads, under one linear layer a task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from sentiment.classifiers import (
    OpinionClassifier,
    Question,
    Reading,
    SentimentClassifier,
    StanceClassifier,
)
from sentiment.log_probabilities import log_softmax
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from sentiment.classifiers import LexicalClassifier
    from sentiment.encoder import Encoder
    from sentiment.features import View

    Floats = NDArray[np.float64]


class SemanticClassifier(OpinionClassifier):
    """Mood of a text, or stance of a text toward a target, from the encoder's vectors.

    Parameters
    ----------
    task : str
        `sentiment` or `stance`.
    encoder : Encoder
        Reads the text alone for sentiment, and the pair of target and text for stance.
    """

    def __init__(self, task: str, *, encoder: Encoder) -> None:
        self.task = task
        self.encoder = encoder
        self._lexical: LexicalClassifier = (
            SentimentClassifier() if task == "sentiment" else StanceClassifier()
        )
        self.labels = self._lexical.labels

    def set_head(
        self, weights: Floats, intercept: Floats, *, centre: Floats, spread: Floats
    ) -> Self:
        """Take a head that was fitted elsewhere.

        Parameters
        ----------
        weights, intercept : ndarray
            Shapes (width, labels) and (labels,).
        centre, spread : ndarray
            Mean and standard deviation of vectors, shape (width,), for `Reading`.
        """
        self.weights_, self.intercept_ = weights, intercept
        self.centre_, self.spread_ = centre, spread
        return self

    def views(self, row: int, question: Question) -> Iterator[View]:
        """Yield what `german-lite` would read."""
        return self._lexical.views(row, question)

    def read(self, questions: Sequence[Question]) -> Reading:
        """Return log-probabilities and vectors."""
        if self.task == "sentiment":
            questions = [Question(question.text) for question in questions]
        vectors = self.encoder.encode(questions).astype(np.float64)
        logs: Floats = log_softmax(vectors @ self.weights_ + self.intercept_)
        return Reading(logs, (vectors - self.centre_) / self.spread_)

    def state(self) -> State:
        """Return what `restore` needs, beside the encoder."""
        names = ("weights", "intercept", "centre", "spread")
        return State(arrays={name: getattr(self, f"{name}_") for name in names}, settings={})

    def restore(self, state: State) -> Self:
        """Become the classifier whose `state` this is."""
        weights, intercept, centre, spread = (
            state.arrays[name].astype(np.float64)
            for name in ("weights", "intercept", "centre", "spread")
        )
        return self.set_head(weights, intercept, centre=centre, spread=spread)
