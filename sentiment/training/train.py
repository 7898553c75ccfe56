"""Retraining on a user's own labelled samples, upon a base model or from nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.adapted_classifier import AdaptedClassifier
from sentiment.bundle import LITE, load_model, save_bundle
from sentiment.classifiers import SentimentClassifier, StanceClassifier
from sentiment.confusion import PART, Confusion
from sentiment.errors import SampleError
from sentiment.ngram_model import NgramModel
from sentiment.opinion import LABELS
from sentiment.relabelled import RelabelledClassifier
from sentiment.training.answer_counts import counted
from sentiment.training.folds import folds
from sentiment.training.metrics import measure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from sentiment.bundle import Bundle
    from sentiment.classifiers import LexicalClassifier
    from sentiment.confusion import Counts
    from sentiment.opinion_classifier import OpinionClassifier
    from sentiment.question import Question
    from sentiment.state import State
    from sentiment.training.metrics import Metrics
    from sentiment.training.samples import Samples

    Floats = NDArray[np.float64]
    Rows = NDArray[np.intp]

FEWEST_OF_A_LABEL = 5
_FROM_NOTHING = (0.3, 1.0, 4.0, 16.0)  # inverse penalties to choose from, without a base
_STACKED = (0.1, 0.3, 1.0, 3.0, 10.0)  # and with one
_SHIFT_ALONE = -1.0  # instead of an inverse penalty: the adapter reads no n-grams
_BALANCE = 0.5  # 0 weighs all samples alike, 1 all labels
_ALL_DROPPED = 10**9
_AS_GOOD_AS = 100  # samples that weigh as much as the base in a pool
_AS_IT_IS = "the base as it is: no choice was better by more than chance"
_SAMPLES = "samples"  # the name of a user's samples among the corpora that errors are known from
_UNLIKELIEST = 1e-6  # a probability below it costs no more


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
    errors: Mapping[str, Counts]  # how samples were answered that it had not seen

    @property
    def relabelled(self) -> bool:
        """Whether the samples have labels that a model cannot have."""
        return not set(self.report.after.labels) <= set(LABELS[self.task])

    def classifier(self) -> OpinionClassifier:
        """Return what was trained upon a base, without saving it."""
        base = self.carrier.classifier(self.task)
        if self.part is None:
            return base
        kind = RelabelledClassifier if self.relabelled else AdaptedClassifier
        return kind.restored(base, self.part)

    def save(self, folder: Path) -> None:
        """Write the new bundle, whole or not at all.

        Raises
        ------
        OutputError
            Where the folder holds something else, or cannot be written.
        SampleError
            Where the samples have labels of their own.
        """
        if self.relabelled:
            raise SampleError(
                f"was trained on other labels than {', '.join(LABELS[self.task])}",
                where=str(folder),
                remedy="rename the labels, and train it anew",
            )
        card = dict(self.carrier.card) if self.part is None else self._card()
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
        parts[PART] = self._confusion().state()
        save_bundle(folder, card, parts, base=self.carrier)

    def _card(self) -> dict[str, Any]:
        """Return what the carrier's card says that is true of the new model, and what it learnt."""
        card = dict(self.carrier.card)
        figures = {"how": "cross-validation on the samples", **self.report.after.summary()}
        card["figures"] = {**card.get("figures", {}), self.task: {_SAMPLES: figures}}
        card["data"] = [
            *card.get("data", []),
            {
                "name": f"{self.samples} samples of {self.task}",
                "licence": "that of who trained with them",
            },
        ]
        if not self.stacked:
            card["description"] = (
                f"The {self.task} is learnt from {self.samples} samples alone; all else, and the "
                f"other data and figures, are those of {self.carrier.name}."
            )
        return card

    def _confusion(self) -> Confusion:
        """Return how the model errs; what was known of the base is not true of another model."""
        by_task = self.carrier.confusion.by_task
        before = by_task.get(self.task, {}) if self.part is None else {}
        return Confusion(by_task={**by_task, self.task: {**before, **self.errors}})


def train(
    samples: Samples,
    base: Bundle | None = None,
    *,
    sample_weight: Sequence[float] | None = None,
    on_step: Callable[[int, int], None] | None = None,
) -> Trained:
    """Fit a classifier of sentiment or stance on labelled samples.

    With a base, its log-probabilities are stacked with the n-grams of the samples. How far the new
    classifier may leave the base (not at all, by a shift of the labels alone, or by n-grams under
    a weak or strong penalty; each in a pool with the base or without) is chosen by cross-validated
    log-loss, and it leaves it only where the gain is larger than chance and the macro-F1 does not
    fall. Where the base stays, the report's figures after are those before; else they come from
    folds whose own rows had no say in that choice. All rows with one text are in one fold.

    Where some label is none of the base's, all are told from what the base says and from n-grams,
    and there is nothing to stay with: only the penalty is chosen.

    Parameters
    ----------
    sample_weight : sequence of float, optional
        How much each sample counts, above 0, in fitting and in that choice; not in the report.
    on_step : callable, optional
        Called with (steps done, steps in all).

    Raises
    ------
    SampleError
        Where fewer than two labels have enough samples, or fewer than ten different texts, or where
        one fold holds all rows of a label without which there is nothing to tell apart.
    """
    questions = [row.question for row in samples.rows]
    y = np.array([row.label for row in samples.rows])
    counts = np.ones(len(y)) if sample_weight is None else np.array(sample_weight, float)
    cuts = _folds(samples, y)
    carrier = base or load_model(LITE)
    candidates: _Candidates
    if base is None:
        candidates = _FromNothing(samples.task, carrier, questions, y, counts)
    else:
        stacking = _Stacking if set(y.tolist()) <= set(LABELS[samples.task]) else _Relabelling
        candidates = stacking(base.classifier(samples.task), questions, y, counts)
    strengths, labels = candidates.strengths, candidates.labels
    logs = np.zeros((len(strengths), candidates.variants, len(y), len(labels)))
    steps = len(cuts) * len(strengths) + 1
    for fold, (seen, held_out) in enumerate(cuts):
        for which, strength in enumerate(strengths):
            logs[which, :, held_out] = candidates.held_out(strength, seen, held_out).swapaxes(0, 1)
            if on_step:
                on_step(fold * len(strengths) + which + 1, steps)
    truth = np.array([labels.index(label) for label in y.tolist()])
    before = candidates.before()
    guard = before if candidates.can_stay else None
    best = _choose(logs, truth, counts, guard)
    part, after = None, before  # what stays as it is answers as before
    if best is not None:
        part = candidates.fit(strengths[best[0]], best[1])
        after = before.copy()
        for seen, held_out in cuts:
            # Its own rows have no say in what a fold is answered with.
            choice = _choose(
                logs[:, :, seen], truth[seen], counts[seen], None if guard is None else guard[seen]
            )
            if choice is not None:
                after[held_out] = logs[choice][held_out]
    if on_step:
        on_step(steps, steps)
    return Trained(
        task=samples.task,
        report=TrainingReport(
            before=measure(y.tolist(), np.exp(before), labels),
            after=measure(y.tolist(), np.exp(after), labels),
            choice=_AS_IT_IS if best is None else candidates.name(strengths[best[0]], best[1]),
        ),
        carrier=carrier,
        part=part,
        stacked=base is not None,
        samples=len(y),
        errors=counted(np.exp(after), truth.tolist(), [_SAMPLES] * len(y), labels),
    )


_POOLED, _ALONE = range(2)  # variants: in a pool with the base, or without
_STEPS = ((_POOLED, 1.0), (_ALONE, 2.0))  # and by how many standard errors each must be better


class _Candidates:
    """What cross-validation chooses from: some strengths, each in some variants."""

    labels: tuple[str, ...]
    strengths: tuple[float, ...]
    variants: int
    can_stay = False  # with what was there before, where no choice is better

    def before(self) -> Floats:
        """Return the log-probabilities of all rows before training."""
        raise NotImplementedError

    def held_out(self, strength: float, seen: Rows, held_out: Rows) -> Floats:
        """Fit on the rows `seen`; return log-probabilities, shape (variants, held out, labels)."""
        raise NotImplementedError

    def fit(self, strength: float, variant: int) -> State:
        """Fit on all rows."""
        raise NotImplementedError

    def name(self, strength: float, variant: int) -> str:
        """Return the words for a choice."""
        raise NotImplementedError


class _Stacking(_Candidates):
    """The base with its labels shifted, or with n-grams; each in a pool with the base, or not."""

    strengths = (_SHIFT_ALONE, *_STACKED)
    variants = 2
    can_stay = True

    def __init__(
        self,
        base: OpinionClassifier,
        questions: Sequence[Question],
        y: NDArray[np.str_],
        counts: Floats,
    ) -> None:
        self._base, self._questions, self._y, self._counts = base, questions, y, counts
        self.labels = base.labels
        self._reading = base.read(questions)

    def before(self) -> Floats:
        return self._reading.logs

    def held_out(self, strength: float, seen: Rows, held_out: Rows) -> Floats:
        asked = [self._questions[row] for row in held_out]
        adapted = self._adapted(strength, seen)
        found = []
        for variant in range(self.variants):
            adapted.trust = _trust(variant, len(seen))
            found.append(adapted.adapt(asked, self._reading[held_out]))
        return np.array(found)

    def fit(self, strength: float, variant: int) -> State:
        adapted = self._adapted(strength, np.arange(len(self._y)))
        adapted.trust = _trust(variant, len(self._y))
        return adapted.state()

    def name(self, strength: float, variant: int) -> str:
        pool = " in a pool with the base itself" if variant == _POOLED else ""
        if strength == _SHIFT_ALONE:
            return f"the base with its labels shifted{pool}"
        return f"the base stacked with the samples' n-grams, C = {strength:g},{pool}".rstrip(",")

    def _adapted(self, strength: float, rows: Rows) -> AdaptedClassifier:
        shift = strength == _SHIFT_ALONE
        adapter = NgramModel(
            bits=18, C=1.0 if shift else strength, min_df=_ALL_DROPPED if shift else 2
        )
        reads = not shift and self._reading.vectors.shape[1] > 0
        return self._unfitted(adapter, vectors=reads).fit_adapter(
            [self._questions[row] for row in rows],
            self._y[rows],
            self._reading[rows],
            sample_weight=_weights(self._y[rows], self._counts[rows]),
        )

    def _unfitted(self, adapter: NgramModel, *, vectors: bool) -> AdaptedClassifier:
        return AdaptedClassifier(self._base, adapter=adapter, vectors=vectors)


class _Relabelling(_Stacking):
    """Labels that the base does not have, told from what it says, or from n-grams, too."""

    variants = 1
    can_stay = False

    def __init__(
        self,
        base: OpinionClassifier,
        questions: Sequence[Question],
        y: NDArray[np.str_],
        counts: Floats,
    ) -> None:
        super().__init__(base, questions, y, counts)
        self.labels = tuple(sorted(set(y.tolist())))

    def before(self) -> Floats:
        return _frequencies(self._y, self._counts, self.labels)

    def name(self, strength: float, variant: int) -> str:  # noqa: ARG002 - there is one
        reads = "" if strength == _SHIFT_ALONE else f" and the samples' n-grams, C = {strength:g}"
        return f"labels of the samples' own, told from the base{reads}"

    def _unfitted(self, adapter: NgramModel, *, vectors: bool) -> AdaptedClassifier:
        return RelabelledClassifier(
            self._base, adapter=adapter, labels=self.labels, vectors=vectors
        )


class _FromNothing(_Candidates):
    """The classifiers of `german-lite`, fitted on the samples alone."""

    strengths = _FROM_NOTHING
    variants = 1

    def __init__(
        self,
        task: str,
        carrier: Bundle,
        questions: Sequence[Question],
        y: NDArray[np.str_],
        counts: Floats,
    ) -> None:
        self._task, self._carrier, self._questions, self._y = task, carrier, questions, y
        self._counts = counts
        self.labels = carrier.classifier(task).labels

    def before(self) -> Floats:
        return _frequencies(self._y, self._counts, self.labels)

    def held_out(self, strength: float, seen: Rows, held_out: Rows) -> Floats:
        fitted = self._fitted(strength, seen)
        return fitted.log_proba([self._questions[row] for row in held_out])[None]

    def fit(self, strength: float, variant: int) -> State:  # noqa: ARG002 - there is one
        return self._fitted(strength, np.arange(len(self._y))).state()

    def name(self, strength: float, variant: int) -> str:  # noqa: ARG002 - there is one
        return f"the samples alone, C = {strength:g}"

    def _fitted(self, strength: float, rows: Rows) -> LexicalClassifier:
        classifier: LexicalClassifier
        if self._task == "sentiment":
            classifier = SentimentClassifier(C=strength)
        else:
            classifier = StanceClassifier(mood=self._carrier.mood(), C=strength)
        return classifier.fit(
            [self._questions[row] for row in rows],
            self._y[rows].tolist(),
            sample_weight=_weights(self._y[rows], self._counts[rows]),
        )


def _frequencies(y: NDArray[np.str_], counts: Floats, labels: Sequence[str]) -> Floats:
    """Return for each row the log-probabilities that know only how frequent the labels are."""
    sums = np.array([1.0 + counts[y == label].sum() for label in labels])
    return np.tile(np.log(sums / sums.sum()), (len(y), 1))


def _trust(variant: int, samples: int) -> float:
    return samples / (samples + _AS_GOOD_AS) if variant == _POOLED else 1.0


def _folds(samples: Samples, y: NDArray[np.str_]) -> list[tuple[Rows, Rows]]:
    """Cut the samples into folds that hold each label, and each text in one of them alone."""
    texts = [row.question.text for row in samples.rows]
    counts = Counter(y.tolist())
    enough = [label for label, count in counts.items() if count >= FEWEST_OF_A_LABEL]
    cuts: list[tuple[Rows, Rows]] = []
    if len(enough) >= 2 and len(set(texts)) >= 2 * FEWEST_OF_A_LABEL:
        cuts = folds(texts, y.tolist())
    # A label may have so few texts that the rows of one fold are all that it has.
    if not cuts or any(len(set(y[seen].tolist())) < 2 for seen, _ in cuts):
        found = ", ".join(f"{count} {label}" for label, count in sorted(counts.items()))
        raise SampleError(
            f"too few samples to train {samples.task} ({found})",
            where=", ".join(dict.fromkeys(row.source for row in samples.rows)),
            remedy=f"label at least {FEWEST_OF_A_LABEL} different texts for each of two labels",
        )
    return cuts


def _weights(y: NDArray[Any], counts: Floats) -> Floats:
    """Return what each sample weighs, where it counts as so many."""
    labels, places = np.unique(y, return_inverse=True)
    sums = np.bincount(places, weights=counts)
    mean = counts.sum() / len(labels)
    weights = np.array([(mean / found) ** _BALANCE for found in sums.tolist()])[places] * counts
    scaled: Floats = weights / (weights.sum() / counts.sum())
    return scaled


def _choose(
    logs: Floats, truth: Rows, counts: Floats, base: Floats | None
) -> tuple[int, int] | None:
    """Return the (strength, variant) to take, or None for the base as it is.

    `logs` has shape (strengths, variants, rows, labels). Rare labels weigh more, as they do in
    fitting. With a base, each step away from it (first the pool, then without) must lower the
    log-loss by more than can be chance, and must not lower the macro-F1.
    """
    losses = _losses(logs, truth, counts)
    if base is None:
        return int(losses[:, 0].mean(axis=1).argmin()), 0
    f1 = np.array([[_macro_f1(found, truth, counts) for found in variants] for variants in logs])
    least, best_losses = _macro_f1(base, truth, counts), _losses(base, truth, counts)
    best: tuple[int, int] | None = None
    for variant, errors in _STEPS:
        means = np.where(f1[:, variant] >= least, losses[:, variant].mean(axis=1), np.inf)
        which = int(means.argmin())
        gain = best_losses - losses[which, variant]
        if np.isfinite(means[which]) and gain.mean() > errors * gain.std() / np.sqrt(len(gain)):
            best = (which, variant)
            least, best_losses = f1[best], losses[best]
    return best


def _losses(logs: Floats, truth: Rows, counts: Floats) -> Floats:
    """Return the weighted log-loss of each row, in the last dimension."""
    of_truth = logs[..., np.arange(len(truth)), truth]
    losses: Floats = -np.maximum(of_truth, np.log(_UNLIKELIEST)) * _weights(truth, counts)
    return losses


def _macro_f1(logs: Floats, truth: Rows, counts: Floats) -> float:
    from sklearn.metrics import f1_score

    labels, found = range(logs.shape[1]), logs.argmax(axis=1)
    return float(
        f1_score(
            truth, found, labels=labels, average="macro", zero_division=0, sample_weight=counts
        )
    )


def free_name(task: str, carrier: Bundle) -> str:
    """Return a name for a new part of a bundle."""
    names = (f"{task}-{number}" for number in count(1))
    return next(name for name in names if f"{name}.json" not in carrier.files)
