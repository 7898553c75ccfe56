"""Arithmetic on stretches of arrays of different lengths, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.intp]

Number = TypeVar("Number", np.float64, np.intp)


def stretches(starts: Places, lengths: Places) -> Places:
    """Return all places of some stretches, one after the other."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(lengths.sum())


def sums(rows: NDArray[Number], lengths: Places) -> NDArray[Number]:
    """Return the sum of each stretch of `rows`; they have `lengths`, which may be 0.

    Shape (stretches, columns of `rows`).
    """
    found = np.zeros((len(lengths), rows.shape[1]), rows.dtype)
    some = np.flatnonzero(lengths)
    if len(some):
        starts = np.cumsum(lengths) - lengths
        found[some] = np.add.reduceat(rows, starts[some])
    return found
