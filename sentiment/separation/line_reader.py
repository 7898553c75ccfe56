"""What an encoder makes of the lines of a plain text, each with what stands before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from sentiment.classifiers import Question
from sentiment.log_probabilities import log_softmax, log_sum
from sentiment.separation.line_model import ROLES
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.encoder import Encoder
    from sentiment.separation.lines import Line

    Floats = NDArray[np.float64]

LINE_ROLES = ("article", "begin", "inside")
"""What an encoder tells apart: furniture is known by its form."""

_READ = 300  # characters of a line
_BEFORE = 200  # and of what stands before it
_BREAK = " | "
_COLUMNS = np.array([ROLES.index(role) for role in LINE_ROLES])
_SURE = np.log(0.99)


def line_question(line: str, before: str) -> Question:
    """Return what an encoder is asked about a line; `before` is what stands before it."""
    return Question(line[:_READ], before[-_BEFORE:] or _BREAK.strip())


def text_before(lines: Sequence[str]) -> list[str]:
    """Return for each line the end of what stands before it."""
    ends = []
    before = ""
    for line in lines:
        ends.append(before)
        before = (before + _BREAK + line)[-_BEFORE:] if before else line[-_BEFORE:]
    return ends


@dataclass(frozen=True, slots=True, eq=False)
class LineReader:
    """Corrects a line model where that is not sure.

    Parameters
    ----------
    encoder : Encoder
        Reads pairs of what stands before a line, and the line.
    weights, intercept : ndarray
        Of a linear layer, shapes (width, 3) and (3,), in the order of LINE_ROLES.
    share : float
        What its log-probabilities are multiplied with before they are added to the line model's.
    """

    encoder: Encoder
    weights: Floats
    intercept: Floats
    share: float

    def correct(self, logs: Floats, page: Sequence[Line]) -> Floats:
        """Return better log-probabilities, shape (lines, 4), in the order of ROLES."""
        unsure = np.flatnonzero(logs.max(axis=1) < _SURE)
        if not len(unsure):
            return logs
        ends = text_before([line.tail for line in page])
        vectors = self.encoder.encode(
            [line_question(page[at].head, ends[at]) for at in unsure.tolist()]
        )
        read = log_softmax(vectors.astype(np.float64) @ self.weights + self.intercept)
        return pooled(logs, unsure, self.share * read)

    def state(self) -> State:
        """Return what `restored` needs, beside the encoder."""
        return State(
            arrays={"weights": self.weights, "intercept": self.intercept},
            settings={"share": self.share},
        )

    @classmethod
    def restored(cls, encoder: Encoder, state: State) -> Self:
        """Return the reader whose `state` this is.

        Raises
        ------
        ValueError
            Where it was made for another encoder.
        """
        weights, intercept = (
            state.arrays[name].astype(np.float64) for name in ("weights", "intercept")
        )
        if weights.shape != (encoder.width, len(LINE_ROLES)):
            raise ValueError("a head of another encoder")
        return cls(encoder, weights, intercept, float(state.settings["share"]))


def pooled(logs: Floats, rows: NDArray[np.intp], read: Floats) -> Floats:
    """Add what was read to some rows; how likely each is to be furniture stays."""
    ours = logs[np.ix_(rows, _COLUMNS)]
    better = logs.copy()
    better[np.ix_(rows, _COLUMNS)] = log_sum(ours) + log_softmax(ours + read)
    return better
