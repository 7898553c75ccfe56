"""What an article is about: the one thing in it that its readers are for or against."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from sentiment.article_things import headline_and_body, things_of
from sentiment.decisions import decision_on
from sentiment.estimator import Estimator
from sentiment.ngram_model import NgramModel
from sentiment.question import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.article_things import Thing
    from sentiment.encoder import Encoder
    from sentiment.features import View
    from sentiment.language.nouns import NounBackground
    from sentiment.state import State

    Floats = NDArray[np.float64]

PART = "subject"
"""The part of a bundle that holds the model."""

READER = "subject-reader"
"""The part that holds what the reader of a bundle with an encoder learnt."""

READ = 6
"""So many of the likeliest things are read once more."""

_SHOWN = 350  # characters of headline and lead that are read with each
_VECTOR_SCALE = 0.2  # so that the penalty weighs on vectors more than on scores
_FEWEST_NUMBERS = 2  # after a name, until they are part of it


@dataclass(frozen=True, slots=True, eq=False)
class SubjectReader:
    """Chooses among the likeliest things by what an encoder reads in headline and lead.

    Parameters
    ----------
    weights : array of shape (2 + width of the encoder,)
        Of the columns of `columns`.
    """

    encoder: Encoder
    weights: Floats

    @staticmethod
    def columns(
        encoder: Encoder, title: str | None, text: str, things: Sequence[Thing], scores: Floats
    ) -> Floats:
        """Return the score of each thing, whether it is the highest, and what is read with it."""
        shown = " ".join(". ".join(filter(None, headline_and_body(title, text))).split())[:_SHOWN]
        vectors = encoder.encode([Question(shown, thing.name) for thing in things])
        return np.column_stack([scores, scores == scores.max(), _VECTOR_SCALE * vectors])

    def scores(
        self, title: str | None, text: str, things: Sequence[Thing], scores: Floats
    ) -> Floats:
        """Return how well each of the likeliest things fits, of which the model has the scores."""
        fits: Floats = self.columns(self.encoder, title, text, things, scores) @ self.weights
        return fits


class SubjectModel(Estimator):
    """Tells the subject from all else that an article names.

    A linear model scores each thing by itself, by where it stands, how often, how it looks and
    what is around it. The highest score wins, or, where there is a reader, what that likes best
    of the highest ones.

    Parameters
    ----------
    background : NounBackground
        How common nouns are.
    reader : SubjectReader, optional
        Has the last word.
    """

    def __init__(self, background: NounBackground, reader: SubjectReader | None = None) -> None:
        self.background = background
        self.reader = reader

    def fit(
        self, articles: Sequence[tuple[str | None, str]], subjects: Sequence[Sequence[str]]
    ) -> Self:
        """Fit on articles, each a title and a text.

        `subjects` holds the keys of the things that are right for each, the best first; it counts
        twice.
        """
        things, right, weight = [], [], []
        for (title, text), keys in zip(articles, subjects, strict=True):
            for thing in things_of(title, text, self.background):
                things.append(thing)
                right.append("yes" if thing.key in keys else "no")
                weight.append(2.0 if keys and thing.key == keys[0] else 1.0)
        self.model_ = NgramModel(bits=16, characters=(3, 5), words=(1, 2), min_df=3, C=0.5)
        self.model_.fit(
            _views(things), np.array(right), dense=_looks(things), sample_weight=np.array(weight)
        )
        return self

    def ranked(self, title: str | None, text: str) -> list[Thing]:
        """Return what an article names, the likeliest subject first."""
        things, scores = self.scored(title, text)
        if self.reader is None or not things:
            return things
        first = things[:READ]
        read, _ = _sorted(first, self.reader.scores(title, text, first, scores[:READ]))
        return read + things[READ:]

    def scored(self, title: str | None, text: str) -> tuple[list[Thing], Floats]:
        """Return what an article names and its scores, shape (things,), the highest first.

        The reader has no say in them.
        """
        things = things_of(title, text, self.background)
        if not things:
            return [], np.zeros(0)
        answers = self.model_.decision_function(_views(things), dense=_looks(things))
        return _sorted(things, answers[:, 1] - answers[:, 0])

    def find(self, title: str | None, text: str) -> str | None:
        """Return the noun, name or phrase that the article is about; None if it names nothing.

        It is written as it is there, with a number that belongs to it: "Tempo 30". Where the
        headline says that it is banned, stopped, closed or cut, that is returned.
        """
        ranked = self.ranked(title, text)
        if not ranked:
            return None
        headline, _ = headline_and_body(title, text)
        decision = decision_on(ranked[0], headline, ranked)
        return decision or _with_number(ranked[0].name, title, text)

    def state(self) -> State:
        """Return what `from_state` needs to answer the same again."""
        return self.model_.state()

    @classmethod
    def from_state(
        cls, state: State, background: NounBackground, reader: SubjectReader | None = None
    ) -> Self:
        """Return the fitted model whose `state` this is.

        Raises
        ------
        ValueError
            Where the state is of a model that answers something else.
        """
        model = cls(background, reader)
        model.model_ = NgramModel.from_state(state)
        if model.model_.classes_.tolist() != ["no", "yes"]:
            raise ValueError
        return model


def _sorted(things: Sequence[Thing], scores: Floats) -> tuple[list[Thing], Floats]:
    """Return things and scores, the highest first."""
    order = np.argsort(-scores, kind="stable")
    return [things[place] for place in order.tolist()], scores[order]


def _views(things: Sequence[Thing]) -> list[View]:
    return [(row, words, kind) for row, thing in enumerate(things) for words, kind in thing.words]


def _looks(things: Sequence[Thing]) -> Floats:
    return np.array([thing.looks for thing in things], dtype=float)


def _with_number(name: str, title: str | None, text: str) -> str:
    """Return a name with the number that mostly follows it: "Tempo 30", "Stuttgart 21"."""
    whole = rf"\b{re.escape(name)}\b"
    article = "\n".join(headline_and_body(title, text))
    followed = Counter(re.findall(rf"{whole} (\d+)\b(?![.,:]\d)", article))
    number, count = max(followed.items(), key=lambda item: item[1], default=("", 0))
    is_part = count >= _FEWEST_NUMBERS and 2 * count > len(re.findall(whole, article))
    return f"{name} {number}" if is_part else name
