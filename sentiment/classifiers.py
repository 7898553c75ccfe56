"""The sentiment and the stance classifier of `german-lite`, and what retraining makes of them."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Self
from zlib import crc32

import numpy as np

from sentiment.estimator import Estimator
from sentiment.features import token_line, tokens
from sentiment.language.as_seen import as_seen
from sentiment.language.matching import locate
from sentiment.log_probabilities import log_softmax, log_sum
from sentiment.ngram_model import NgramModel
from sentiment.opinion import SENTIMENT_LABELS, STANCE_LABELS
from sentiment.stance_cues import cue_features
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from sentiment.discussion import Span
    from sentiment.features import View

    Floats = NDArray[np.float64]


_ANSWERED = 300  # characters of the comment that a reply answers


@dataclass(frozen=True, slots=True)
class Question:
    """What a classifier is asked: the mood of `text`, or its stance toward `target`.

    `headline` is that of what the text stands under, where it is known: readers seldom name what
    all of them speak of.
    """

    text: str
    target: str = ""
    headline: str = ""

    @property
    def topic(self) -> str:
        """What an encoder reads before the text; empty where the mood is asked."""
        return f"{self.target}: {self.headline}" if self.headline else self.target

    def as_seen(self) -> Question:
        """Return the question as it is classified: text and headline as a reader sees them."""
        return Question(as_seen(self.text), self.target, as_seen(self.headline))


def question_of_reply(text: str, answered: str) -> Question:
    """Return what a reply is asked: its stance toward the comment that it answers, as a claim."""
    return Question(text, answered[:_ANSWERED])


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


class LexicalClassifier(OpinionClassifier):
    """Routes each question to one of a few n-gram models, its experts.

    A subclass names its experts, says which one answers a question, and what it looks at. Its
    parameter `C`, where it is given, replaces that of all experts.
    """

    experts: ClassVar[Mapping[str, NgramModel]]
    C: float | None = None

    @abstractmethod
    def expert_of(self, question: Question) -> str:
        """Return the name of the expert that answers."""

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
        for name, rows in self.routes(questions):
            asked = [questions[row] for row in rows]
            if len({y[row] for row in rows}) < 2:
                continue
            weight = None if sample_weight is None else sample_weight[rows]
            expert = clone(self.experts[name])
            if self.C is not None:
                expert.set_params(C=self.C)
            self.experts_[name] = expert.fit(
                self._all_views(asked),
                np.array([y[row] for row in rows]),
                dense=self.dense(asked),
                sample_weight=weight,
            )
        return self

    def read(self, questions: Sequence[Question]) -> Reading:
        """Return log-probabilities, and vectors of no width."""
        scores = np.zeros((len(questions), len(self.labels)))
        for name, rows in self.routes(questions):
            if name not in self.experts_:
                continue
            asked = [questions[row] for row in rows]
            expert = self.experts_[name]
            known = expert.decision_function(self._all_views(asked), dense=self.dense(asked))
            scores[rows] = scores_of_all(known, expert.classes_, self.labels)
        return Reading(log_softmax(scores), np.zeros((len(questions), 0)))

    def temperatures(
        self,
        questions: Sequence[Question],
        y: Sequence[str],
        logs: Floats,
        *,
        sample_weight: Floats | None = None,
    ) -> dict[str, float]:
        """Return the temperature of each expert that suits log-probabilities of held-out samples.

        An expert that none of them asks has none. Temperature scaling: Guo et al., 2017,
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
            name: float(minimize_scalar(loss, bounds=(0.3, 5), args=(rows,)).x)
            for name, rows in self.routes(questions)
        }

    def at_temperatures(
        self, questions: Sequence[Question], scores: Floats, temperatures: Mapping[str, float]
    ) -> Floats:
        """Return the log-probabilities of scores, each divided by the temperature of its expert."""
        return log_softmax(scores / self.by_expert(questions, temperatures))

    def by_expert(self, questions: Sequence[Question], values: Mapping[str, float]) -> Floats:
        """Return the value of the expert that each question goes to, shape (questions, 1)."""
        return np.array([values[self.expert_of(question)] for question in questions])[:, None]

    def scale(self, temperatures: Mapping[str, float]) -> Self:
        """Divide the scores of each expert by its temperature, for good."""
        for name, temperature in temperatures.items():
            self.experts_[name].scale(1 / temperature)
        return self

    def state(self) -> State:
        """Return what `from_state` needs to answer the same again."""
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

    def routes(self, questions: Sequence[Question]) -> list[tuple[str, NDArray[np.intp]]]:
        """Return the experts that are asked, each with the rows of its questions."""
        names = [self.expert_of(question) for question in questions]
        asked = np.array(names)
        return [(name, np.flatnonzero(asked == name)) for name in sorted(set(names))]


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

    def expert_of(self, question: Question) -> str:  # noqa: ARG002 - there is one for all
        """Return the one expert's name."""
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
_STRETCH = 3.0
_VECTOR_SCALE = 0.1


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
            if self.expert_of(question) == "thing"  # the only one that looks
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

    def expert_of(self, question: Question) -> str:
        """Return `proposition` where the target is a claim, else `thing`."""
        return "proposition" if _PROPOSITION.search(question.target) else "thing"

    def views(self, row: int, question: Question) -> Iterator[View]:
        """Yield the whole text, what stands around the target, and cues directed at it."""
        text = question.text
        whole = token_line(text)
        yield row, whole, 0
        if self.expert_of(question) == "proposition":
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
        scores = self.adapter.decision_function(
            self._all_views(questions), dense=self._columns(reading)
        )
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

    def _columns(self, reading: Reading) -> Floats:
        """Centre and stretch log-probabilities, so that the penalty hardly holds them back."""
        columns = [_STRETCH * (reading.logs - reading.logs.mean(axis=1, keepdims=True))]
        if self.vectors:
            columns.append(_VECTOR_SCALE * reading.vectors)
        return np.hstack(columns)
