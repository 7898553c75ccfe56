"""How many of the readers say what: shares that allow for what the classifier gets wrong.

To count labels is to count the classifier's errors, too. What each kind of answer says about the
labels behind it is known from texts that people labelled (`sentiment.confusion`), and the shares
that make the answers likely follow from that: adjusted counting (Forman, 2008,
doi:10.1007/s10618-008-0097-y), here as a distribution over all shares rather than one solution of
linear equations, after Ziegler and Czyż, 2024 (Bayesian Quantification with Black-Box Estimators,
TMLR, arXiv:2302.09159).

A classifier errs in another way on each corpus, by far more than chance, and nobody knows how it
errs on the comments at hand. So each of many draws takes the errors of one corpus, and little of
it for certain, and the shares are those of all draws together. The draws are not weighed by how
well they explain the answers: three shares hardly explain nine kinds of answers anyhow, and the one
draw that happens to come closest would seem to know everything. `docs/shares.md` has the
measurements that chose this.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sentiment.certainty import kinds, label_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sentiment.confusion import Counts

    Floats = NDArray[np.float64]

_STEPS = 50  # of the grid of shares: 2 in 100 apart
_DRAWS = 60  # as many of each of 2 to 6 corpora
_MOST_ROWS = 10  # a corpus counts as so many texts of each label, elsewhere than where it is from
_OF_ALL = 2  # and all corpora together as so many more
_MOST_COMMENTS = 2500  # that count; more would fall between two points of the grid
_LEAST = 1e-9
_CONFIDENCE = 0.95
Z = 1.959963984540054
"""Of a 95 % interval: so many standard errors on either side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share and its 95 % interval, from 0 to 1."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The shares of all labels of a task among `answers`, which sum to 1.

    `adjusted` says whether they allow for the classifier's errors; if not, they are counts, and the
    intervals know chance alone (Wilson, 1927).
    """

    answers: int
    adjusted: bool
    of: Mapping[str, Share]


class ShareEstimator:
    """Tells shares from counts of answers.

    Parameters
    ----------
    labels : sequence of str
        Three of them.
    confusion : sequence of Counts
        One for each corpus; without any, shares are plain. A label that no corpus has makes them
        plain, too: nothing is known of how it is answered.
    """

    def __init__(self, labels: Sequence[str], confusion: Sequence[Counts] = ()) -> None:
        self._labels = tuple(labels)
        shape = (len(confusion), len(self._labels), kinds(self._labels))
        self._confusion: Floats = np.array(confusion, np.float64).reshape(shape)

    @property
    def adjusts(self) -> bool:
        """Whether shares allow for the classifier's errors."""
        return bool(self._confusion.sum(axis=(0, 2)).all())

    def shares(self, answers: Sequence[int]) -> Shares:
        """Return the shares among answers, of which there are so many of each kind.

        Raises
        ------
        ValueError
            Where there are none.
        """
        total = sum(answers)
        if not total:
            raise ValueError("shares of nothing")
        rows = self._adjusted(answers, total) if self.adjusts else self._plain(answers, total)
        return Shares(
            answers=total,
            adjusted=self.adjusts,
            of={
                label: Share(share=share, low=low, high=high)
                for label, (share, low, high) in zip(self._labels, rows, strict=True)
            },
        )

    def _plain(self, answers: Sequence[int], total: int) -> list[tuple[float, float, float]]:
        counts = [0] * len(self._labels)
        for kind, count in enumerate(answers):
            counts[label_of(kind)] += count
        return [(count / total, *wilson(count, total)) for count in counts]

    def _adjusted(self, answers: Sequence[int], total: int) -> list[tuple[float, float, float]]:
        counts = (np.array(answers) * min(1.0, _MOST_COMMENTS / total)).astype(np.float32)
        scores = self._logs @ counts
        likely = np.exp(scores - scores.max(axis=0))
        weights = (likely / likely.sum(axis=0)).mean(axis=1).astype(np.float64)
        means = weights @ _GRID
        rows = []
        for mean, points in zip((means / means.sum()).tolist(), _POINTS.T, strict=True):
            at_points: Floats = np.zeros(_STEPS + 1)
            np.add.at(at_points, points, weights)
            low, high = _interval(at_points)
            rows.append((mean, min(low, mean), max(high, mean)))
        return rows

    @cached_property
    def _logs(self) -> NDArray[np.float32]:
        """Log-probability of each kind of answer, shape (points of the grid, draws, kinds).

        The draws stand for what is not known of the errors; they are the same each time.
        """
        random = np.random.default_rng(0)
        width = kinds(self._labels)
        pooled = self._confusion.sum(axis=0) + 0.5 / width
        pooled = pooled / pooled.sum(axis=1, keepdims=True)
        errors = np.empty((_DRAWS, len(self._labels), width))
        for draw in range(_DRAWS):
            counts = self._confusion[draw % len(self._confusion)]
            rows = counts.sum(axis=1, keepdims=True)
            known = counts * np.minimum(1.0, _MOST_ROWS / np.maximum(rows, 1.0))
            for label, shape in enumerate(known + _OF_ALL * pooled):
                errors[draw, label] = random.dirichlet(shape)
        answered = np.maximum(np.einsum("pl,dlk->pdk", _GRID, errors), _LEAST)
        logs: NDArray[np.float32] = np.log(answered).astype(np.float32)
        return logs


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share that is counted without error."""
    share = part / whole
    middle = share + Z**2 / (2 * whole)
    half = Z * (share * (1 - share) / whole + Z**2 / (4 * whole**2)) ** 0.5
    low, high = ((middle + sign * half) / (1 + Z**2 / whole) for sign in (-1, 1))
    # Rounding must not leave the share outside.
    return max(0.0, min(low, share)), min(1.0, max(high, share))


def _interval(weights: Floats) -> tuple[float, float]:
    """Return between what all but 5 in 100 of the weight lies.

    A point of the grid stands for all that lies up to half way to its neighbours.
    """
    below = np.cumsum(weights) / weights.sum()
    tail = (1 - _CONFIDENCE) / 2
    low, high = (int(np.searchsorted(below, level)) for level in (tail, 1 - tail))
    return max(0.0, (low - 0.5) / _STEPS), min(1.0, (high + 0.5) / _STEPS)


_POINTS = np.array(
    [
        (first, second, _STEPS - first - second)
        for first in range(_STEPS + 1)
        for second in range(_STEPS + 1 - first)
    ]
)
_GRID = _POINTS / _STEPS
