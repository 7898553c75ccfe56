"""Products of matrices in which no row depends on the others, to the last bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def by_row(rows: Floats, weights: Floats) -> Floats:
    """Return `rows @ weights`, whose last bits BLAS lets depend on how many rows there are."""
    if rows.shape[1] != len(weights):  # of one row, einsum would take copies
        raise ValueError("matrices that do not fit to each other")
    product: Floats = np.einsum("ij,jk->ik", rows, weights)
    return product
