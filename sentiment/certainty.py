"""What is counted of an answer: its likeliest label, and roughly how sure that is.

Labels alone would throw away what tells much about shares: of the answers "positive", fewer are
right among the unsure ones. Three steps of certainty keep most of that, and can still be counted.
"""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STEPS = (0.5, 0.7)
"""From these probabilities on, an answer is in the second and the third step of certainty."""


def kind_of(probabilities: Mapping[str, float], labels: Sequence[str]) -> int:
    """Return the number of an answer's kind, from 0 to `kinds(labels)` - 1, in order of `labels`.

    Parameters
    ----------
    probabilities : mapping
        Of each label. An answer that is `unsure` counts as its likeliest label does.
    """
    best = max(labels, key=probabilities.__getitem__)
    return labels.index(best) * (len(STEPS) + 1) + bisect(STEPS, probabilities[best])


def kinds(labels: Sequence[str]) -> int:
    """Return how many kinds of answers there are."""
    return len(labels) * (len(STEPS) + 1)


def label_of(kind: int) -> int:
    """Return the index of the likeliest label of a kind."""
    return kind // (len(STEPS) + 1)
