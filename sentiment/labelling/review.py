"""All that can be said of some labels: counts, how good models were, and where labels differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sentiment.labelling.agreement import agreement, contradictions, disagreements
from sentiment.labelling.estimate import estimate
from sentiment.opinion import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sentiment.labelling.agreement import Agreement, Conflict
    from sentiment.labelling.correction import Correction
    from sentiment.labelling.estimate import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What some labels of one task show.

    `by_annotator` counts labels that name nobody under "". `estimates` has an entry for each model
    whose guesses were asked about by lot.
    """

    task: str
    by_annotator: Mapping[str, int]
    by_label: Mapping[str, int]
    estimates: Mapping[str, Estimate]
    agreement: Agreement
    contradictions: Sequence[Conflict]
    disagreements: Sequence[Conflict]

    @property
    def total(self) -> int:
        """How many labels there are."""
        return sum(self.by_label.values())

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON of `sentiment labels check`."""
        return {
            "task": self.task,
            "labels": self.total,
            "by_annotator": dict(self.by_annotator),
            "by_label": dict(self.by_label),
            "estimates": [_estimate_as_json(model, e) for model, e in self.estimates.items()],
            "agreement": {"shared": self.agreement.shared, "alpha": self.agreement.alpha},
            "contradictions": [_conflict_as_json(found) for found in self.contradictions],
            "disagreements": [_conflict_as_json(found) for found in self.disagreements],
        }


def review(corrections: Iterable[Correction], task: str) -> Review:
    """Look at the labels of one task that stand."""
    standing = list(corrections)
    counts = Counter(found.label for found in standing)
    models = sorted({found.model for found in standing if found.model})
    estimates = {model: estimate(standing, model) for model in models}
    return Review(
        task=task,
        by_annotator=dict(sorted(Counter(found.annotator or "" for found in standing).items())),
        by_label={label: counts[label] for label in LABELS[task]},
        estimates={model: found for model, found in estimates.items() if found.n},
        agreement=agreement(standing),
        contradictions=contradictions(standing),
        disagreements=disagreements(standing),
    )


def _estimate_as_json(model: str, found: Estimate) -> dict[str, Any]:
    interval = found.interval()
    return {
        "model": model,
        "n": found.n,
        "accuracy": found.accuracy,
        "accuracy_ci95": [interval.low, interval.high],
    }


def _conflict_as_json(conflict: Conflict) -> dict[str, Any]:
    question = conflict[0].question
    return {
        "text": question.text,
        "target": question.target or None,
        "labels": [
            {"where": found.where, "annotator": found.annotator, "label": found.label}
            for found in conflict
        ],
    }
