"""The sentiment and the stance classifier of `german-lite`: n-grams under linear models."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Self
from zlib import crc32

import numpy as np

from sentiment.features import token_line, tokens
from sentiment.language.matching import locate
from sentiment.log_probabilities import log_softmax
from sentiment.ngram_model import NgramModel
from sentiment.opinion import SENTIMENT_LABELS, STANCE_LABELS
from sentiment.opinion_classifier import ClassifierByKind, Reading, scores_of_all
from sentiment.question import Question
from sentiment.stance_cues import cue_features
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from sentiment.discussion import Span
    from sentiment.features import View

    Floats = NDArray[np.float64]


class LexicalClassifier(ClassifierByKind):
    """Routes each question to one of a few n-gram models, the expert of its kind.

    A subclass names its experts by kind, and says what they look at. Its parameter `C`, where it
    is given, replaces that of all experts.
    """

    experts: ClassVar[Mapping[str, NgramModel]]
    C: float | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """Those of the experts."""
        return tuple(self.experts)

    @abstractmethod
    def dense(self, questions: Sequence[Question]) -> Floats:
        """Return the dense columns, shape (questions, any small number)."""

    def fit(
        self,
        questions: Sequence[Question],
        y: Sequence[str],
        *,
        sample_weight: Floats | None = None,
    ) -> Self:
        """Fit a copy of each expert on the questions that it will have to answer.

        An expert whose questions have fewer than two labels stays unfitted; what it is asked
        later is answered with equal probabilities.
        """
        from sklearn.base import clone

        self.experts_ = {}
        for kind, rows in self.rows_by_kind(questions):
            asked = [questions[row] for row in rows]
            if len({y[row] for row in rows}) < 2:
                continue
            weight = None if sample_weight is None else sample_weight[rows]
            expert = clone(self.experts[kind])
            if self.C is not None:
                expert.set_params(C=self.C)
            self.experts_[kind] = expert.fit(
                self._all_views(asked),
                np.array([y[row] for row in rows]),
                dense=self.dense(asked),
                sample_weight=weight,
            )
        return self

    def read(self, questions: Sequence[Question]) -> Reading:
        """Return log-probabilities, and vectors of no width."""
        scores = np.zeros((len(questions), len(self.labels)))
        for kind, rows in self.rows_by_kind(questions):
            if kind not in self.experts_:
                continue
            asked = [questions[row] for row in rows]
            expert = self.experts_[kind]
            known = expert.decision_function(self._all_views(asked), dense=self.dense(asked))
            scores[rows] = scores_of_all(known, expert.classes_, self.labels)
        return Reading(log_softmax(scores), np.zeros((len(questions), 0)))

    def scale(self, temperatures: Mapping[str, float]) -> Self:
        """Divide the scores of each expert by its temperature, for good."""
        for kind, temperature in temperatures.items():
            self.experts_[kind].scale(1 / temperature)
        return self

    def state(self) -> State:
        """Return what `restore` needs to answer the same again."""
        states = {name: expert.state() for name, expert in self.experts_.items()}
        return State(
            arrays={
                f"{name}.{key}": array
                for name, state in states.items()
                for key, array in state.arrays.items()
            },
            settings={name: state.settings for name, state in states.items()},
        )

    def restore(self, state: State) -> Self:
        """Become the classifier whose `state` this is."""
        self.experts_ = {
            name: NgramModel.from_state(_part(state, name))
            for name in self.experts
            if name in state.settings
        }
        return self


def _part(state: State, name: str) -> State:
    prefix = f"{name}."
    arrays = {
        key.removeprefix(prefix): array
        for key, array in state.arrays.items()
        if key.startswith(prefix)
    }
    return State(arrays=arrays, settings=state.settings[name])


class SentimentClassifier(LexicalClassifier):
    """The mood of a text."""

    labels = SENTIMENT_LABELS
    experts: ClassVar[Mapping[str, NgramModel]] = {"text": NgramModel(words=(1, 3), C=4.0)}

    def __init__(self, *, C: float | None = None) -> None:  # noqa: N803 - scikit-learn's name
        self.C = C

    def kind_of(self, question: Question) -> str:  # noqa: ARG002 - there is one for all
        """Return the one kind's name."""
        return "text"

    def views(self, row: int, question: Question) -> Iterator[View]:
        """Yield the whole text."""
        yield row, token_line(question.text), 0

    def dense(self, questions: Sequence[Question]) -> Floats:
        """Return no columns: the words are all there is."""
        return np.zeros((len(questions), 0))


# A target that is itself a claim: a thesis or a question of a survey.
_PROPOSITION = re.compile(r"[.?!]\s*$|\bsoll(?:te)?(?:n|st|t)?\b", re.IGNORECASE)

_NAMED, _UNNAMED, _BEFORE, _AFTER, _AROUND, _JUST_BEFORE, _JUST_AFTER, _CUES = range(1, 9)
_FAMILIAR = 100  # rows of a target, from which on its own n-grams are learnt
_WINDOW = 6  # tokens on either side of the target
_NEAR = 2
_CONTEXT_CHARACTERS = 90  # on either side: enough for the window
_MOST_OCCURRENCES = 3


class StanceClassifier(LexicalClassifier):
    """The stance of a text toward a target.

    Parameters
    ----------
    mood : SentimentClassifier or None
        Its log-probabilities, for the whole text and for the words around the target, are dense
        columns: a comment that does not name the target takes its side by its mood.

    Notes
    -----
    A thing of which many rows were learnt is familiar: each n-gram stands once for all things
    and once more for this one (Daumé, 2007, "Frustratingly easy domain adaptation"), since the
    same words take another side under another topic.
    """

    labels = STANCE_LABELS
    familiar_: frozenset[int] = frozenset()
    experts: ClassVar[Mapping[str, NgramModel]] = {
        "thing": NgramModel(characters=None, words=(1, 2), C=2.0, ratio_power=0.0),
        "proposition": NgramModel(characters=None, words=(1, 2), C=2.0),
    }

    def __init__(
        self,
        *,
        mood: SentimentClassifier | None = None,
        C: float | None = None,  # noqa: N803 - scikit-learn's name
    ) -> None:
        self.mood = mood
        self.C = C

    def fit(
        self,
        questions: Sequence[Question],
        y: Sequence[str],
        *,
        sample_weight: Floats | None = None,
    ) -> Self:
        """Fit the experts, and learn which targets are familiar."""
        counts = Counter(
            _number_of_target(question)
            for question in questions
            if self.kind_of(question) == "thing"  # the only one that looks
        )
        self.familiar_ = frozenset(number for number, n in counts.items() if n >= _FAMILIAR)
        return super().fit(questions, y, sample_weight=sample_weight)

    def state(self) -> State:
        """Return what `restore` needs, beside the mood."""
        state = super().state()
        return State(
            arrays=state.arrays,
            settings={**state.settings, "familiar": sorted(self.familiar_)},
        )

    def restore(self, state: State) -> Self:
        """Become the classifier whose `state` this is."""
        self.familiar_ = frozenset(state.settings.get("familiar", ()))
        return super().restore(state)

    def kind_of(self, question: Question) -> str:
        """Return `proposition` where the target is a claim, else `thing`."""
        return "proposition" if _PROPOSITION.search(question.target) else "thing"

    def views(self, row: int, question: Question) -> Iterator[View]:
        """Yield the whole text, what stands around the target, and cues directed at it."""
        text = question.text
        whole = token_line(text)
        yield row, whole, 0
        if self.kind_of(question) == "proposition":
            return
        spans = locate(question.target, text)
        yield row, whole, _NAMED if spans else _UNNAMED
        for span in spans[:_MOST_OCCURRENCES]:
            before, after = _around(text, span)
            yield row, " ".join(before), _BEFORE
            yield row, " ".join(after), _AFTER
            yield row, " ".join(before + after), _AROUND
            yield row, " ".join(before[-_NEAR:]), _JUST_BEFORE
            yield row, " ".join(after[:_NEAR]), _JUST_AFTER
        yield row, " ".join(cue_features(text, spans[:_MOST_OCCURRENCES])), _CUES
        if (number := _number_of_target(question)) in self.familiar_:
            yield row, whole, _CUES + 1 + number

    def dense(self, questions: Sequence[Question]) -> Floats:
        """Return whether the target is named, and the moods of the text and around the target."""
        spans = [locate(question.target, question.text)[:1] for question in questions]
        named = np.array([bool(found) for found in spans], float)[:, None]
        if self.mood is None:
            return np.hstack([named, 1 - named])
        whole = _centred(self.mood.log_proba(questions))
        near = np.zeros_like(whole)
        if around := [
            Question(" ".join(chain(*_around(question.text, found[0]))))
            for question, found in zip(questions, spans, strict=True)
            if found
        ]:
            near[named[:, 0] > 0] = _centred(self.mood.log_proba(around))
        return np.hstack([named, 1 - named, whole * named, whole * (1 - named), near])


def _centred(logs: Floats) -> Floats:
    centred: Floats = (logs - logs.mean(axis=1, keepdims=True)) / 2
    return centred


def _number_of_target(question: Question) -> int:
    return crc32(question.target.strip().lower().encode("utf-8", "surrogatepass"))


def surroundings(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the nearest tokens of what stands before and after something, six each at most."""
    near_before, near_after = before[-_CONTEXT_CHARACTERS:], after[:_CONTEXT_CHARACTERS]
    return tokens(near_before)[-_WINDOW:], tokens(near_after)[:_WINDOW]


def _around(text: str, span: Span) -> tuple[list[str], list[str]]:
    before = text[max(span.start - _CONTEXT_CHARACTERS, 0) : span.start]
    return surroundings(before, text[span.end : span.end + _CONTEXT_CHARACTERS])
