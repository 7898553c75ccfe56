"""Counts how labelled rows were answered: what a model's confusion is made of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from sentiment.certainty import kind_of, kinds
from sentiment.opinion import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.confusion import Counts
    from sentiment.training.multitask_data import Example

    Floats = NDArray[np.float64]

_FEWEST = 100  # rows of a corpus; from fewer, chance alone makes it differ from others


def counted(
    probabilities: Floats, truth: Sequence[int], corpora: Sequence[str], labels: Sequence[str]
) -> dict[str, Counts]:
    """Count how rows of each label were answered, by the corpus that each is from.

    Parameters
    ----------
    probabilities : array
        Shape (rows, labels); of a model that has learnt none of the rows.
    truth : sequence of int
        The index of each row's label.
    corpora : sequence of str
        The name of each row's corpus. One with fewer than a hundred rows is left out.
    """
    rows = Counter(corpora)
    tables = {name: np.zeros((len(labels), kinds(labels)), int) for name in dict.fromkeys(corpora)}
    for answer, label, corpus in zip(probabilities.tolist(), truth, corpora, strict=True):
        kind = kind_of(dict(zip(labels, answer, strict=True)), labels)
        tables[corpus][label, kind] += 1
    return {
        name: tuple(tuple(row) for row in table.tolist())
        for name, table in tables.items()
        if rows[name] >= _FEWEST
    }


def counted_examples(probabilities: Floats, rows: Sequence[Example]) -> dict[str, Counts]:
    """Count how rows of one task were answered; see `counted`."""
    truth, corpora = [row.label for row in rows], [row.corpus for row in rows]
    return counted(probabilities, truth, corpora, LABELS[rows[0].task])
