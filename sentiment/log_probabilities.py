"""Sums of probabilities that are given as logarithms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def log_sum(logs: Floats) -> Floats:
    """Return the logarithm of the sum of each row, shape (rows, 1)."""
    highest = logs.max(axis=1, keepdims=True)
    total: Floats = highest + np.log(np.exp(logs - highest).sum(axis=1, keepdims=True))
    return total


def log_softmax(scores: Floats) -> Floats:
    """Return log-probabilities: each row shifted so that its probabilities sum to 1."""
    return scores - log_sum(scores)
