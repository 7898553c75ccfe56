"""The classifiers of `german`: an encoder under one linear layer a task, in a pool with n-grams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from sentiment.linear import by_row
from sentiment.opinion_classifier import ClassifierByKind, Reading
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from sentiment.classifiers import LexicalClassifier
    from sentiment.encoder import Encoder
    from sentiment.features import View
    from sentiment.question import Question

    Floats = NDArray[np.float64]


_BELOW = " below a headline"


class SemanticClassifier(ClassifierByKind):
    """Mood of a text, or stance of a text toward a target, from the encoder's vectors.

    The scores of the head and the log-probabilities of the n-gram classifier are added: a
    logarithmic pool (Heskes, 1998) of what is meant and what is said. Its kinds of questions are
    those of the n-gram classifier, each with a headline and without: where readers seldom name
    what they speak of, their words tell less of it (docs/model.md).

    Parameters
    ----------
    lexical : LexicalClassifier
        Decides the task, too.
    encoder : Encoder
        Reads the text alone for sentiment, and the pair of topic (target and headline) and text
        for stance.
    """

    def __init__(self, lexical: LexicalClassifier, *, encoder: Encoder) -> None:
        self.lexical = lexical
        self.encoder = encoder
        self.labels = lexical.labels

    def set_head(
        self,
        weights: Floats,
        intercept: Floats,
        *,
        lexical_weights: Mapping[str, float],
        temperatures: Mapping[str, float],
        centre: Floats,
        spread: Floats,
    ) -> Self:
        """Take a head that was fitted elsewhere.

        Parameters
        ----------
        weights, intercept : ndarray
            Shapes (width, labels) and (labels,).
        lexical_weights, temperatures : mapping
            What the log-probabilities of the n-gram classifier are multiplied with, and what the
            sum is divided by, for each kind of question.
        centre, spread : ndarray
            Mean and standard deviation of vectors, shape (width,), for `Reading`.
        """
        self.weights_, self.intercept_ = weights, intercept
        self.lexical_weights_ = dict(lexical_weights)
        self.temperatures_ = dict(temperatures)
        self.centre_, self.spread_ = centre, spread
        return self

    @property
    def kinds(self) -> tuple[str, ...]:
        """Those of the n-gram classifier, without a headline and below one."""
        return (*self.lexical.kinds, *(kind + _BELOW for kind in self.lexical.kinds))

    def kind_of(self, question: Question) -> str:
        """Return that of the n-gram classifier, and whether there is a headline."""
        kind = self.lexical.kind_of(question)
        return kind + _BELOW if question.headline else kind

    def for_all_kinds(self, found: Mapping[str, float]) -> dict[str, float]:
        """Return the values of some kinds for all; where one lacks, that without a headline.

        Where this lacks, too, it is the mean of those that were found.
        """
        mean = float(np.mean(list(found.values())))
        return {
            kind: found.get(kind, found.get(kind.removesuffix(_BELOW), mean)) for kind in self.kinds
        }

    def views(self, row: int, question: Question) -> Iterator[View]:
        """Yield what the n-gram classifier reads."""
        return self.lexical.views(row, question)

    def read(self, questions: Sequence[Question]) -> Reading:
        """Return log-probabilities and vectors."""
        vectors = self.encoder.encode(questions).astype(np.float64)
        scores = by_row(vectors, self.weights_) + self.intercept_
        shares = self.by_kind(questions, self.lexical_weights_)
        scores += shares * self.lexical.log_proba(questions)
        logs = self.at_temperatures(questions, scores, self.temperatures_)
        return Reading(logs, (vectors - self.centre_) / self.spread_)

    def state(self) -> State:
        """Return what `restore` needs, beside the encoder and the n-gram classifier."""
        names = ("weights", "intercept", "centre", "spread")
        return State(
            arrays={name: getattr(self, f"{name}_") for name in names},
            settings={
                "lexical_weights": self.lexical_weights_,
                "temperatures": self.temperatures_,
            },
        )

    def restore(self, state: State) -> Self:
        """Become the classifier whose `state` this is."""
        width, labels = self.encoder.width, len(self.labels)
        weights = state.array("weights", width, labels).astype(np.float64)
        intercept = state.array("intercept", labels).astype(np.float64)
        centre, spread = (
            state.array(name, width).astype(np.float64) for name in ("centre", "spread")
        )
        shares, temperatures = (
            {kind: float(state.settings[name][kind]) for kind in self.kinds}
            for name in ("lexical_weights", "temperatures")
        )
        are_finite = np.isfinite([*shares.values(), *temperatures.values()]).all()
        if not are_finite or min(temperatures.values()) <= 0:
            raise ValueError
        return self.set_head(
            weights,
            intercept,
            lexical_weights=shares,
            temperatures=temperatures,
            centre=centre,
            spread=spread,
        )
