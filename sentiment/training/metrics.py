"""How well predictions match the gold labels: counts, rates, intervals, calibration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

_RESAMPLES = 2000
_BINS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """Figures of one set of predictions.

    `confusion` has shape (labels, labels): gold in rows, predicted in columns. Precision, recall
    and F1 are 0 where they are not defined. `calibration_error` is the expected calibration error
    of the winning label in 15 equal bins (Guo et al., 2017, arXiv:1706.04599).
    """

    labels: tuple[str, ...]
    confusion: Ints
    calibration_error: float

    @property
    def n(self) -> int:
        """The number of samples."""
        return int(self.confusion.sum())

    @property
    def accuracy(self) -> float:
        """The share of samples whose label was found."""
        return float(np.trace(self.confusion)) / self.n

    @property
    def macro_f1(self) -> float:
        """The mean of the labels' F1, over all labels, seen or not."""
        return float(_f1(self.confusion).mean())

    @property
    def majority_accuracy(self) -> float:
        """The accuracy of always saying the most frequent label."""
        return float(self.confusion.sum(axis=1).max()) / self.n

    def accuracy_interval(self) -> Interval:
        """Return the bootstrap interval of the accuracy."""
        tables = self._resampled()
        return _interval(np.trace(tables, axis1=1, axis2=2) / self.n)

    def macro_f1_interval(self) -> Interval:
        """Return the bootstrap interval of the macro-F1."""
        return _interval(_f1(self._resampled()).mean(axis=1))

    def per_label(self) -> dict[str, dict[str, Any]]:
        """Return precision, recall, F1 and support of each label."""
        hits = np.diag(self.confusion)
        support = self.confusion.sum(axis=1)
        precision = _ratio(hits, self.confusion.sum(axis=0))
        recall = _ratio(hits, support)
        return {
            label: {
                "precision": float(precision[i]),
                "recall": float(recall[i]),
                "f1": float(_f1(self.confusion)[i]),
                "support": int(support[i]),
            }
            for i, label in enumerate(self.labels)
        }

    def summary(self) -> dict[str, Any]:
        """Return what a model's card says of one set of samples, rounded to four places."""
        interval = self.macro_f1_interval()
        return {
            "n": self.n,
            "accuracy": round(self.accuracy, 4),
            "macro_f1": round(self.macro_f1, 4),
            "macro_f1_ci95": [round(interval.low, 4), round(interval.high, 4)],
            "calibration_error": round(self.calibration_error, 4),
        }

    def _resampled(self) -> Ints:
        """Draw confusion tables as resampling the samples with replacement would give them."""
        cells = self.confusion.ravel()
        draws = np.random.default_rng(0).multinomial(self.n, cells / self.n, size=_RESAMPLES)
        return draws.reshape(-1, *self.confusion.shape)


def restricted(probabilities: Floats, labels: Sequence[str], allowed: Sequence[str]) -> Floats:
    """Return the probabilities of the allowed labels, where no other may be predicted.

    Shapes are (samples, labels) and (samples, allowed).
    """
    kept = probabilities[:, [labels.index(label) for label in allowed]]
    shares: Floats = kept / np.maximum(kept.sum(axis=1, keepdims=True), 1e-300)
    return shares


def measure(gold: Sequence[str], probabilities: Floats, labels: Sequence[str]) -> Metrics:
    """Compare gold labels with probabilities of shape (samples, labels)."""
    truth = np.array([labels.index(label) for label in gold], np.intp)
    found = probabilities.argmax(axis=1)
    confusion = np.zeros((len(labels), len(labels)), np.intp)
    np.add.at(confusion, (truth, found), 1)
    return Metrics(
        labels=tuple(labels),
        confusion=confusion,
        calibration_error=_calibration_error(probabilities.max(axis=1), truth == found),
    )


def _f1(confusion: Ints) -> Floats:
    """Return the F1 of each label; `confusion` may have leading dimensions."""
    hits = np.diagonal(confusion, axis1=-2, axis2=-1)
    return _ratio(2 * hits, confusion.sum(axis=-1) + confusion.sum(axis=-2))


def _ratio(part: Ints, whole: Ints) -> Floats:
    return np.divide(part, whole, out=np.zeros(whole.shape), where=whole > 0)


def _interval(values: Floats) -> Interval:
    low, high = np.quantile(values, [0.025, 0.975])
    return Interval(low=float(low), high=float(high))


def _calibration_error(confidence: Floats, hit: NDArray[np.bool_]) -> float:
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = np.bincount(bins, weights=confidence - hit, minlength=_BINS)
    return float(np.abs(gaps).sum() / len(hit))
