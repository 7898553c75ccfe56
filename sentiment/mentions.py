"""Which of the things that a comment names it takes a side on, and which side."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Self

import numpy as np

from sentiment.classifiers import surroundings
from sentiment.estimator import Estimator
from sentiment.features import tokens
from sentiment.language.nouns import is_marked, stem
from sentiment.log_probabilities import log_softmax
from sentiment.ngram_model import NgramModel
from sentiment.opinion import SIDES, Mention
from sentiment.stance_cues import IN_PLACE
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.features import View
    from sentiment.mention_candidates import Candidate
    from sentiment.opinion_classifier import Reading

    Floats = NDArray[np.float64]

PART = "mentions"
"""The part of a bundle that holds the model."""

LABELS = (SIDES[0], "none", SIDES[1])

_NAME, _BEFORE, _AFTER, _JUST_BEFORE, _JUST_AFTER, _CUES, _FORM = range(1, 8)
_NEAR = 2
_STRETCH, _VECTOR_SCALE = 3.0, 0.06  # so that the penalty weighs on vectors more than on answers


class MentionModel(Estimator):
    """Tells for and against what a comment speaks from what it only names.

    It reads the name, what stands around it, and phrases that praise or blame, as n-grams; and,
    where there is an encoder, what the stance classifier makes of the clauses that name it. Most
    nouns of a comment are circumstances, so that "none" is the likeliest label by far.

    Parameters
    ----------
    least : float
        Probability from which on a side is told.
    """

    def __init__(self, *, least: float = 0.2) -> None:
        self.least = least

    def fit(
        self, candidates: Sequence[Candidate], y: NDArray[np.str_], reading: Reading | None = None
    ) -> Self:
        """Fit on labelled candidates, each with one of `LABELS`.

        `reading` is what the stance classifier of an encoder makes of their clauses.
        """
        self.model_ = NgramModel(bits=18, characters=(3, 5), words=(1, 2), min_df=3, C=1.0)
        self.model_.fit(_views(candidates), y, dense=_dense(candidates, reading))
        return self

    def predict_proba(
        self, candidates: Sequence[Candidate], reading: Reading | None = None
    ) -> Floats:
        """Return probabilities, shape (candidates, 3), in the order of `LABELS`."""
        scores = self.model_.decision_function(
            _views(candidates), dense=_dense(candidates, reading)
        )
        order = [self.model_.classes_.tolist().index(label) for label in LABELS]
        return np.exp(log_softmax(scores[:, order]))

    def mentions(
        self, candidates: Sequence[Candidate], reading: Reading | None = None
    ) -> list[Mention | None]:
        """Return what is said of each candidate, None where it is only named."""
        told: list[Mention | None] = []
        answers = self.predict_proba(candidates, reading).tolist()
        for candidate, (against, _, favor) in zip(candidates, answers, strict=True):
            label, likelier = SIDES[favor > against], max(against, favor)
            if likelier < self.least:
                told.append(None)
                continue
            told.append(
                Mention(
                    target=candidate.target,
                    label=label,
                    probability=likelier / (against + favor),
                    takes_side=against + favor,
                    is_instead=label == "favor" and not IN_PLACE.isdisjoint(candidate.cues),
                )
            )
        return told

    @property
    def reads_clauses(self) -> bool:
        """Whether it was fitted with what a stance classifier makes of the clauses."""
        return bool(len(self.model_.dense_weights_))

    def state(self) -> State:
        """Return what `from_state` needs to predict the same again."""
        state = self.model_.state()
        return State(arrays=state.arrays, settings={**state.settings, "least": self.least})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """Return the fitted model whose `state` this is.

        Raises
        ------
        ValueError
            Where its `least` is no probability from which on anything can be told.
        """
        settings = dict(state.settings)
        model = cls(least=float(settings.pop("least")))
        if not 0 < model.least <= 1:
            raise ValueError
        model.model_ = NgramModel.from_state(State(arrays=state.arrays, settings=settings))
        return model


def _views(candidates: Sequence[Candidate]) -> list[View]:
    """Return the names, what they look like, what stands around them, and cues directed at them."""
    views: list[View] = []
    for row, candidate in enumerate(candidates):
        name, form = _looks(candidate.target)
        known = "known" if candidate.of_article else "new"
        views += ((row, name, _NAME), (row, f"{known}{form}", _FORM))
        for context in candidate.contexts:
            before, after = surroundings(*context)
            if before:  # nothing stands before what opens a sentence
                views.append((row, " ".join(before), _BEFORE))
            if after:
                views.append((row, " ".join(after), _AFTER))
            if before:
                views.append((row, " ".join(before[-_NEAR:]), _JUST_BEFORE))
            if after:
                views.append((row, " ".join(after[:_NEAR]), _JUST_AFTER))
        if candidate.cues:
            views.append((row, " ".join(candidate.cues), _CUES))
    return views


@lru_cache(maxsize=16384)
def _looks(name: str) -> tuple[str, str]:
    """Return the tokens of a name and its stems, and what its words and capitals say."""
    stems = " ".join(map(stem, name.split()))
    form = f"{' words' if ' ' in name else ''}{' marked' if is_marked(name) else ''}"
    return " ".join(tokens(f"{stems} {name}")), form


def _dense(candidates: Sequence[Candidate], reading: Reading | None) -> Floats:
    """Return what the stance classifier read, where there is one."""
    if reading is None:
        return np.zeros((len(candidates), 0))
    logs = reading.logs - reading.logs.mean(axis=1, keepdims=True)
    return np.hstack([_STRETCH * logs, _VECTOR_SCALE * reading.vectors])
