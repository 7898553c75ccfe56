"""Folds for cross-validation: what is measured on a fold was not learnt from."""

from __future__ import annotations

from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.intp]

FOLDS = 5


def folds(texts: Sequence[str], strata: Sequence[str]) -> list[tuple[Rows, Rows]]:
    """Return the rows seen and those held out, for each of `FOLDS` folds.

    Each fold has its share of every stratum, as far as that goes, and all rows with one text are
    in one fold.
    """
    from sklearn.model_selection import StratifiedGroupKFold

    # Numbers, since in an array of texts each would take the room of the longest.
    number = {text: n for n, text in enumerate(sorted(set(texts)))}
    groups = [number[text] for text in texts]
    splitter = StratifiedGroupKFold(n_splits=FOLDS, shuffle=True, random_state=0)
    with catch_warnings():
        # That a rare stratum is missing from some folds is no reason to give up.
        simplefilter("ignore", UserWarning)
        return list(splitter.split(groups, strata, groups=groups))
