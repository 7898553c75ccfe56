"""Arithmetic on stretches of arrays of different lengths, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]


def stretches(starts: Places, lengths: Places) -> Places:
    """Return all places of some stretches, one after the other."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(lengths.sum())


def sums(rows: Floats, lengths: Places) -> Floats:
    """Return the sum of each stretch of `rows`; they have `lengths`, which may be 0.

    Shape (stretches, columns of `rows`).
    """
    found = np.zeros((len(lengths), rows.shape[1]))
    some = np.flatnonzero(lengths)
    if len(some):
        starts = np.cumsum(lengths) - lengths
        found[some] = np.add.reduceat(rows, starts[some])
    return found
