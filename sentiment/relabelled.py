"""A classifier that answers with a user's own labels, whatever they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from sentiment.adapted_classifier import AdaptedClassifier
from sentiment.log_probabilities import log_softmax
from sentiment.opinion_classifier import scores_of_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from sentiment.ngram_model import NgramModel
    from sentiment.opinion_classifier import OpinionClassifier, Reading
    from sentiment.question import Question
    from sentiment.state import State

    Floats = NDArray[np.float64]


class RelabelledClassifier(AdaptedClassifier):
    """Tells labels that its base does not have from what the base says and from n-grams.

    Parameters
    ----------
    base : OpinionClassifier
        What it reads with.
    adapter : NgramModel
        What tells the labels.
    labels : tuple of str
        All of them; one that the adapter has not learnt is as unlikely as can be told.
    vectors : bool
        Whether the adapter reads the base's vectors, too.
    """

    def __init__(
        self,
        base: OpinionClassifier,
        *,
        adapter: NgramModel,
        labels: tuple[str, ...],
        vectors: bool = False,
    ) -> None:
        super().__init__(base, adapter=adapter, vectors=vectors)
        self.labels = labels

    def adapt(self, questions: Sequence[Question], reading: Reading) -> Floats:
        """Return log-probabilities, shape (questions, labels)."""
        known = self._scores(questions, reading)
        return log_softmax(scores_of_all(known, self.adapter.classes_, self.labels))

    @classmethod
    def restored(cls, base: OpinionClassifier, state: State) -> Self:
        """Return the classifier whose `state` this is, with the labels that it has learnt."""
        found = AdaptedClassifier.restored(base, state)
        labels = tuple(found.adapter.classes_.tolist())
        return cls(base, adapter=found.adapter, labels=labels, vectors=found.vectors)
