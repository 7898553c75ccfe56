"""What all classifiers of opinions offer, whatever they read."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sentiment.estimator import Estimator
from sentiment.log_probabilities import log_softmax

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from sentiment.features import View
    from sentiment.question import Question

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a classifier makes of some questions.

    `logs` are log-probabilities, shape (questions, labels). `vectors` tell what the questions mean
    as numbers of mean 0 and variance 1, shape (questions, width); a classifier that knows only
    words has a width of 0.
    """

    logs: Floats
    vectors: Floats

    def __getitem__(self, rows: NDArray[np.intp]) -> Reading:
        return Reading(self.logs[rows], self.vectors[rows])


def scores_of_all(known: Floats, classes: NDArray[np.str_], labels: Sequence[str]) -> Floats:
    """Return scores of all labels, shape (rows, labels), from those of the classes of a model.

    A label that the model never saw is not impossible, only as unlikely as can be told of the row.
    """
    unlikely = known.min(axis=1, keepdims=True, initial=0.0) - 5.0
    scores = np.repeat(unlikely, len(labels), axis=1)
    scores[:, [labels.index(label) for label in classes.tolist()]] = known
    return scores


class OpinionClassifier(Estimator):
    """What all classifiers offer: probabilities in the order of `labels`."""

    labels: tuple[str, ...]

    @abstractmethod
    def read(self, questions: Sequence[Question]) -> Reading:
        """Return log-probabilities and vectors."""

    def log_proba(self, questions: Sequence[Question]) -> Floats:
        """Return log-probabilities, shape (questions, labels)."""
        return self.read(questions).logs

    @abstractmethod
    def views(self, row: int, question: Question) -> Iterator[View]:
        """Yield what an n-gram model reads of a question."""

    def predict_proba(self, questions: Sequence[Question]) -> Floats:
        """Return probabilities, shape (questions, labels)."""
        return np.exp(self.log_proba(questions))

    def _all_views(self, questions: Sequence[Question]) -> list[View]:
        return [view for row, asked in enumerate(questions) for view in self.views(row, asked)]


class ClassifierByKind(OpinionClassifier):
    """A classifier to which a few kinds of questions are each another task.

    A subclass names the kinds and says of which one a question is.
    """

    @property
    @abstractmethod
    def kinds(self) -> tuple[str, ...]:
        """The names of all kinds."""

    @abstractmethod
    def kind_of(self, question: Question) -> str:
        """Return the name of the kind of a question."""

    def rows_by_kind(self, questions: Sequence[Question]) -> list[tuple[str, NDArray[np.intp]]]:
        """Return the kinds that are asked, each with the rows of its questions."""
        asked = np.array([self.kind_of(question) for question in questions])
        return [(kind, np.flatnonzero(asked == kind)) for kind in np.unique(asked).tolist()]

    def by_kind(self, questions: Sequence[Question], values: Mapping[str, float]) -> Floats:
        """Return the value of the kind of each question, shape (questions, 1)."""
        return np.array([values[self.kind_of(question)] for question in questions])[:, None]

    def temperatures(
        self,
        questions: Sequence[Question],
        y: Sequence[str],
        logs: Floats,
        *,
        sample_weight: Floats | None = None,
    ) -> dict[str, float]:
        """Return the temperature of each kind that suits log-probabilities of held-out samples.

        A kind of which there is none has none. Temperature scaling: Guo et al., 2017,
        arXiv:1706.04599.
        """
        from scipy.optimize import minimize_scalar

        truth = np.array([self.labels.index(label) for label in y])

        def loss(temperature: float, rows: NDArray[np.intp]) -> float:
            scaled = log_softmax(logs[rows] / temperature)
            of_truth = scaled[np.arange(len(rows)), truth[rows]]
            weight = None if sample_weight is None else sample_weight[rows]
            return -float(np.average(of_truth, weights=weight))

        return {
            kind: float(minimize_scalar(loss, bounds=(0.3, 5), args=(rows,)).x)
            for kind, rows in self.rows_by_kind(questions)
        }

    def at_temperatures(
        self, questions: Sequence[Question], scores: Floats, temperatures: Mapping[str, float]
    ) -> Floats:
        """Return the log-probabilities of scores, each divided by the temperature of its kind."""
        return log_softmax(scores / self.by_kind(questions, temperatures))
