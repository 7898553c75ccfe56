"""What retraining makes of a classifier: its answers, corrected after a user's own samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from sentiment.log_probabilities import log_softmax, log_sum
from sentiment.ngram_model import NgramModel
from sentiment.opinion_classifier import OpinionClassifier, Reading
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from sentiment.features import View
    from sentiment.question import Question

    Floats = NDArray[np.float64]

_STRETCH = 3.0
_VECTOR_SCALE = 0.1


class AdaptedClassifier(OpinionClassifier):
    """A classifier that corrects another one, its base, after a user's own samples.

    The base's log-probabilities, and the vectors that it reads them from, are dense columns beside
    the n-grams: stacking (Wolpert, 1992), so that few samples can shift and many can rewrite what
    the base says.

    Parameters
    ----------
    base : OpinionClassifier
        The classifier to correct.
    adapter : NgramModel
        The correction.
    trust : float
        Weight of the correction; the rest is the base's, in a pool of their log-probabilities.
    vectors : bool
        Whether the adapter reads the base's vectors, too.
    """

    def __init__(
        self,
        base: OpinionClassifier,
        *,
        adapter: NgramModel,
        trust: float = 1.0,
        vectors: bool = False,
    ) -> None:
        self.base = base
        self.adapter = adapter
        self.trust = trust
        self.vectors = vectors
        self.labels = base.labels

    def views(self, row: int, question: Question) -> Iterator[View]:
        """Yield what the base reads."""
        return self.base.views(row, question)

    def read(self, questions: Sequence[Question]) -> Reading:
        """Return corrected log-probabilities, and the base's vectors."""
        reading = self.base.read(questions)
        return Reading(self.adapt(questions, reading), reading.vectors)

    def fit_adapter(
        self,
        questions: Sequence[Question],
        y: NDArray[np.str_],
        reading: Reading,
        *,
        sample_weight: Floats | None = None,
    ) -> Self:
        """Fit the adapter alone, on what the base reads in the questions."""
        self.adapter.fit(
            self._all_views(questions), y, dense=self._columns(reading), sample_weight=sample_weight
        )
        return self

    def adapt(self, questions: Sequence[Question], reading: Reading) -> Floats:
        """Return the log-probabilities that follow from what the base reads.

        A label that the samples lack keeps the probability that the base gives it.
        """
        scores = self._scores(questions, reading)
        known = [self.labels.index(label) for label in self.adapter.classes_]
        logs = reading.logs.copy()
        logs[:, known] = log_sum(reading.logs[:, known]) + log_softmax(scores)
        return log_softmax(self.trust * logs + (1 - self.trust) * reading.logs)

    def state(self) -> State:
        """Return what `restored` needs, beside the base."""
        state = self.adapter.state()
        own = {"trust": self.trust, "vectors": self.vectors}
        return State(arrays=state.arrays, settings={**state.settings, **own})

    @classmethod
    def restored(cls, base: OpinionClassifier, state: State) -> Self:
        """Return the classifier whose `state` this is, upon `base`."""
        settings = dict(state.settings)
        trust, vectors = float(settings.pop("trust")), bool(settings.pop("vectors"))
        adapter = NgramModel.from_state(State(arrays=state.arrays, settings=settings))
        return cls(base, adapter=adapter, trust=trust, vectors=vectors)

    def _scores(self, questions: Sequence[Question], reading: Reading) -> Floats:
        """Return the adapter's scores, shape (questions, its classes)."""
        return self.adapter.decision_function(
            self._all_views(questions), dense=self._columns(reading)
        )

    def _columns(self, reading: Reading) -> Floats:
        """Centre and stretch log-probabilities, so that the penalty hardly holds them back."""
        columns = [_STRETCH * (reading.logs - reading.logs.mean(axis=1, keepdims=True))]
        if self.vectors:
            columns.append(_VECTOR_SCALE * reading.vectors)
        return np.hstack(columns)
