"""Evaluation of a model on labelled samples that it never saw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sentiment.errors import SampleError
from sentiment.training.metrics import Metrics, measure, restricted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.bundle import Bundle
    from sentiment.training.samples import Samples


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The figures of one model on one set of samples."""

    task: str
    model: str
    metrics: Metrics

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON of `sentiment evaluate`."""
        metrics = self.metrics
        accuracy, macro_f1 = metrics.accuracy_interval(), metrics.macro_f1_interval()
        return {
            "task": self.task,
            "model": self.model,
            "n": metrics.n,
            "accuracy": metrics.accuracy,
            "macro_f1": metrics.macro_f1,
            "accuracy_ci95": [accuracy.low, accuracy.high],
            "macro_f1_ci95": [macro_f1.low, macro_f1.high],
            "majority_accuracy": metrics.majority_accuracy,
            "per_class": metrics.per_label(),
            "confusion": {"labels": list(metrics.labels), "matrix": metrics.confusion.tolist()},
            "calibration_error": metrics.calibration_error,
        }


def evaluate(samples: Samples, model: Bundle, *, labels: Sequence[str] | None = None) -> Evaluation:
    """Compare what `model` says of the samples with their labels.

    Parameters
    ----------
    labels : sequence of str, optional
        Only these may be predicted: for data that has no third label.

    Raises
    ------
    SampleError
        Where a sample has a label that may not be predicted.
    """
    classifier = model.classifier(samples.task)
    allowed = tuple(label for label in classifier.labels if not labels or label in labels)
    for row in samples.rows:
        if row.label not in allowed:
            raise SampleError(
                f"a sample is labelled {row.label!r}, which --labels leaves out",
                where=row.source,
                remedy="allow the label, or leave such samples out",
            )
    probabilities = classifier.predict_proba([row.question for row in samples.rows])
    shares = restricted(probabilities, classifier.labels, allowed)
    metrics = measure([row.label for row in samples.rows], shares, allowed)
    return Evaluation(task=samples.task, model=model.name, metrics=metrics)
