"""Retraining on a user's own labelled samples, upon a base model or from nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter

import numpy as np

from sentiment.bundle import load_model, save_bundle
from sentiment.classifiers import AdaptedClassifier, SentimentClassifier, StanceClassifier
from sentiment.errors import SampleError
from sentiment.ngram_model import NgramModel
from sentiment.training.metrics import measure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from sentiment.bundle import Bundle
    from sentiment.classifiers import LexicalClassifier, OpinionClassifier, Question
    from sentiment.state import State
    from sentiment.training.metrics import Metrics
    from sentiment.training.samples import Samples

    Floats = NDArray[np.float64]
    Rows = NDArray[np.intp]

FEWEST_OF_A_LABEL = 5
FOLDS = 5
_ALONE = (0.3, 1.0, 4.0, 16.0)  # inverse penalties to choose from, without a base
_STACKED = (0.1, 0.3, 1.0, 3.0, 10.0)  # and with one
_SHIFT_ALONE = -1.0  # instead of an inverse penalty: the adapter reads no n-grams
_BALANCE = 0.5  # 0 weighs all samples alike, 1 all labels
_ALL_DROPPED = 10**9
_UNLIKELIEST = 1e-6  # a probability below it costs no more
CARD_HEAD = {"format", "name", "files"}  # of a card: written anew with each bundle


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingReport:
    """What retraining brought, on folds of the samples that the model had not seen.

    `before` is the base, or always saying the most frequent label where there is none. `choice`
    says what was chosen.
    """

    before: Metrics
    after: Metrics
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A retrained model, not yet saved."""

    task: str
    report: TrainingReport
    carrier: Bundle  # all else that the new bundle holds
    part: State | None  # None where the base stays as it is
    stacked: bool
    samples: int

    def save(self, folder: Path) -> None:
        """Write the new bundle, whole or not at all.

        Raises
        ------
        OutputError
            Where the folder holds something else, or cannot be written.
        """
        card = {key: value for key, value in self.carrier.card.items() if key not in CARD_HEAD}
        entry = dict(card["tasks"][self.task])
        name = free_name(self.task, self.carrier)
        if self.part is not None:
            entry["parts"] = [*(entry["parts"] if self.stacked else []), name]
            if self.task == "stance" and not self.stacked:
                entry["mood"] = card["tasks"]["sentiment"]["parts"][0]
        card["tasks"] = {**card["tasks"], self.task: entry}
        card["retrained"] = [
            *card.get("retrained", []),
            {
                "task": self.task,
                "base": self.carrier.name if self.stacked else None,
                "samples": self.samples,
                "choice": self.report.choice,
                "cross_validated_macro_f1": round(self.report.after.macro_f1, 4),
            },
        ]
        parts = {} if self.part is None else {name: self.part}
        save_bundle(folder, card, parts, base=self.carrier)


def train(
    samples: Samples,
    base: Bundle | None = None,
    *,
    on_step: Callable[[int, int], None] | None = None,
) -> Trained:
    """Fit a classifier of sentiment or stance on labelled samples.

    With a base, its log-probabilities are stacked with the n-grams of the samples. How far the new
    classifier may leave the base (not at all, by a shift of the labels alone, or by n-grams under
    a weak or strong penalty) is chosen by cross-validated log-loss, and it leaves it only where the
    gain is larger than its standard error and the macro-F1 does not fall. The report's figures come
    from folds whose own rows had no say in that choice. All rows with one text are in one fold.

    Parameters
    ----------
    on_step : callable, optional
        Called with (steps done, steps in all).

    Raises
    ------
    SampleError
        Where fewer than two labels have enough samples, or fewer than five different texts.
    """
    questions = [row.question for row in samples.rows]
    y = np.array([row.label for row in samples.rows])
    folds = _folds(samples, y)
    carrier = base or load_model()
    candidates: _Candidates
    if base:
        candidates = _Stacking(base.classifier(samples.task), questions, y)
    else:
        candidates = _FromNothing(samples.task, carrier, questions, y)
    steps = len(folds) * len(candidates.choices) + 1
    done = 0
    logs = np.zeros((len(candidates.choices), len(y), len(candidates.labels)))
    for seen, held_out in folds:
        for which, choice in enumerate(candidates.choices):
            logs[which, held_out] = candidates.held_out(choice, seen, held_out)
            done += 1
            if on_step:
                on_step(done, steps)
    truth = np.array([candidates.labels.index(label) for label in y.tolist()])
    after = np.zeros(logs.shape[1:])
    for seen, held_out in folds:
        after[held_out] = logs[_choose(logs[:, seen], truth[seen], guarded=bool(base)), held_out]
    best = _choose(logs, truth, guarded=bool(base))
    part = candidates.fit(candidates.choices[best])
    if on_step:
        on_step(steps, steps)
    labels = candidates.labels
    before = np.log(_majority(y, labels)) if base is None else logs[0]
    return Trained(
        task=samples.task,
        report=TrainingReport(
            before=measure(y.tolist(), np.exp(before), labels),
            after=measure(y.tolist(), np.exp(after), labels),
            choice=candidates.name(candidates.choices[best]),
        ),
        carrier=carrier,
        part=part,
        stacked=base is not None,
        samples=len(y),
    )


class _Candidates:
    """What cross-validation chooses from."""

    labels: tuple[str, ...]
    choices: tuple[float, ...]

    def held_out(self, choice: float, seen: Rows, held_out: Rows) -> Floats:
        """Fit on the rows `seen`; return the log-probabilities of those held out."""
        raise NotImplementedError

    def fit(self, choice: float) -> State | None:
        """Fit on all rows."""
        raise NotImplementedError

    def name(self, choice: float) -> str:
        """Return the words for a choice."""
        raise NotImplementedError


class _Stacking(_Candidates):
    """The base as it is (0), the base with its labels shifted, and adapters with n-grams."""

    choices = (0.0, _SHIFT_ALONE, *_STACKED)

    def __init__(
        self, base: OpinionClassifier, questions: Sequence[Question], y: NDArray[np.str_]
    ) -> None:
        self._base, self._questions, self._y = base, questions, y
        self.labels = base.labels
        self._base_logs = base.log_proba(questions)

    def held_out(self, choice: float, seen: Rows, held_out: Rows) -> Floats:
        if choice == 0:
            return self._base_logs[held_out]
        asked = [self._questions[row] for row in held_out]
        return self._adapted(choice, seen).adapt(asked, self._base_logs[held_out])

    def fit(self, choice: float) -> State | None:
        if choice == 0:
            return None
        return self._adapted(choice, np.arange(len(self._y))).adapter.state()

    def name(self, choice: float) -> str:
        if choice == 0:
            return "the base as it is: no choice was better by more than chance"
        if choice == _SHIFT_ALONE:
            return "the base with its labels shifted"
        return f"the base stacked with the samples' n-grams, C = {choice:g}"

    def _adapted(self, choice: float, rows: Rows) -> AdaptedClassifier:
        shift = choice == _SHIFT_ALONE
        adapter = NgramModel(
            bits=18, C=1.0 if shift else choice, min_df=_ALL_DROPPED if shift else 2
        )
        return AdaptedClassifier(self._base, adapter=adapter).fit_adapter(
            [self._questions[row] for row in rows],
            self._y[rows],
            self._base_logs[rows],
            sample_weight=_weights(self._y[rows]),
        )


class _FromNothing(_Candidates):
    """The classifiers of `german-lite`, fitted on the samples alone."""

    choices = _ALONE

    def __init__(
        self, task: str, carrier: Bundle, questions: Sequence[Question], y: NDArray[np.str_]
    ) -> None:
        self._task, self._carrier, self._questions, self._y = task, carrier, questions, y
        self.labels = carrier.classifier(task).labels

    def held_out(self, choice: float, seen: Rows, held_out: Rows) -> Floats:
        fitted = self._fitted(choice, seen)
        return fitted.log_proba([self._questions[row] for row in held_out])

    def fit(self, choice: float) -> State:
        return self._fitted(choice, np.arange(len(self._y))).state()

    def name(self, choice: float) -> str:
        return f"the samples alone, C = {choice:g}"

    def _fitted(self, choice: float, rows: Rows) -> LexicalClassifier:
        classifier: LexicalClassifier
        if self._task == "sentiment":
            classifier = SentimentClassifier(C=choice)
        else:
            classifier = StanceClassifier(mood=self._carrier.mood(), C=choice)
        return classifier.fit(
            [self._questions[row] for row in rows],
            self._y[rows].tolist(),
            sample_weight=_weights(self._y[rows]),
        )


def _folds(samples: Samples, y: NDArray[np.str_]) -> list[tuple[Rows, Rows]]:
    """Cut the samples into folds that hold each label, and each text in one of them alone."""
    from sklearn.model_selection import StratifiedGroupKFold

    texts = [row.question.text for row in samples.rows]
    counts = Counter(y.tolist())
    enough = [label for label, count in counts.items() if count >= FEWEST_OF_A_LABEL]
    if len(enough) < 2 or len(set(texts)) < 2 * FEWEST_OF_A_LABEL:
        found = ", ".join(f"{count} {label}" for label, count in sorted(counts.items()))
        raise SampleError(
            f"too few samples to train {samples.task} ({found})",
            where=", ".join(dict.fromkeys(row.source for row in samples.rows)),
            remedy=f"label at least {FEWEST_OF_A_LABEL} different texts for each of two labels",
        )
    splitter = StratifiedGroupKFold(n_splits=FOLDS, shuffle=True, random_state=0)
    with catch_warnings():
        # That a rare label is missing from some folds is no reason to give up.
        simplefilter("ignore", UserWarning)
        return list(splitter.split(texts, y, groups=texts))


def _weights(y: NDArray[Any]) -> Floats:
    counts = Counter(y.tolist())
    mean = len(y) / len(counts)
    weights = np.array([(mean / counts[label]) ** _BALANCE for label in y.tolist()])
    scaled: Floats = weights / weights.mean()
    return scaled


def _choose(logs: Floats, truth: Rows, *, guarded: bool) -> int:
    """Return the candidate of the least log-loss; the first where leaving it may be no gain.

    `logs` has shape (candidates, rows, labels). Rare labels weigh more, as they do in fitting.
    """
    rows = np.arange(len(truth))
    weights = _weights(truth)
    losses = -np.maximum(logs[:, rows, truth], np.log(_UNLIKELIEST)) * weights
    if not guarded:
        return int(losses.mean(axis=1).argmin())
    f1 = np.array([_macro_f1(one.argmax(axis=1), truth, logs.shape[2]) for one in logs])
    losses[f1 < f1[0]] = np.inf
    best = int(losses.mean(axis=1).argmin())
    gain = losses[0] - losses[best]
    return best if gain.mean() > gain.std() / np.sqrt(len(gain)) else 0


def _macro_f1(found: Rows, truth: Rows, labels: int) -> float:
    from sklearn.metrics import f1_score

    return float(f1_score(truth, found, labels=range(labels), average="macro", zero_division=0))


def _majority(y: NDArray[np.str_], labels: Sequence[str]) -> Floats:
    counts = np.array([1 + (y == label).sum() for label in labels])
    return np.tile(counts / counts.sum(), (len(y), 1))


def free_name(task: str, carrier: Bundle) -> str:
    """Return a name for a new part of a bundle."""
    names = (f"{task}-{number}" for number in count(1))
    return next(name for name in names if f"{name}.json" not in carrier.files)
