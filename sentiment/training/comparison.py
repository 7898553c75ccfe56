"""Whether one classifier is better than another on the same samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.shares import Z
from sentiment.training.metrics import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.opinion_classifier import OpinionClassifier
    from sentiment.training.samples import Sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """On `n` samples, `before` were right with one classifier and `after` with the other.

    `mended` are those that only the other one has right, `broken` those that only the first has.
    """

    n: int
    before: int
    after: int
    mended: int
    broken: int

    @property
    def gain(self) -> float:
        """The difference in accuracy."""
        return (self.after - self.before) / self.n

    def interval(self) -> Interval:
        """Return the 95 % interval of the gain, which holds for few samples, too.

        Wald's interval for paired shares, with half a sample added to each of the four cells
        (Agresti and Min, 2005).
        """
        n = self.n + 2
        gain = (self.mended - self.broken) / n
        spread = Z * ((self.mended + self.broken + 1) / n - gain**2) ** 0.5 / n**0.5
        return Interval(low=max(gain - spread, -1.0), high=min(gain + spread, 1.0))


def compare(
    samples: Sequence[Sample], before: OpinionClassifier, after: OpinionClassifier
) -> Comparison:
    """Compare two classifiers on samples that neither has learnt."""
    questions = [row.question for row in samples]
    first, second = (
        [
            classifier.labels[likeliest] == row.label
            for likeliest, row in zip(
                classifier.log_proba(questions).argmax(axis=1), samples, strict=True
            )
        ]
        for classifier in (before, after)
    )
    return Comparison(
        n=len(samples),
        before=sum(first),
        after=sum(second),
        mended=sum(b and not a for a, b in zip(first, second, strict=True)),
        broken=sum(a and not b for a, b in zip(first, second, strict=True)),
    )
