"""Figures of each corpus by itself, so that a large one does not hide the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sentiment.training.metrics import measure, restricted
from sentiment.training.multitask_data import TASKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.training.metrics import Metrics
    from sentiment.training.multitask_data import Example

    Floats = NDArray[np.float64]


def first_of_each(rows: Sequence[Example], most: int) -> list[Example]:
    """Return at most so many rows of each corpus, the first ones, corpus after corpus."""
    corpora = dict.fromkeys(row.corpus for row in rows)
    return [row for name in corpora for row in [e for e in rows if e.corpus == name][:most]]


def metrics_by_corpus(logs: Floats, rows: Sequence[Example]) -> dict[str, Metrics]:
    """Measure one task's log-probabilities, shape (rows, labels), on each corpus.

    Where a corpus has no neutral rows, nothing neutral is said.
    """
    labels = TASKS[rows[0].task]
    found = {}
    for corpus in dict.fromkeys(row.corpus for row in rows):
        own = [at for at, row in enumerate(rows) if row.corpus == corpus]
        gold = [labels[rows[at].label] for at in own]
        allowed = [label for label in labels if label != "neutral" or label in gold]
        found[corpus] = measure(gold, restricted(np.exp(logs[own]), labels, allowed), allowed)
    return found
