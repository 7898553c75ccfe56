"""Reads a plain text as a whole: an encoder reads its lines, a small network the page of them.

The voice of an author, and where another one takes over, is heard only beside other lines; so the
lines' vectors go through a recurrent network (GRU, Cho et al., 2014, in both directions), which
says between which two of them the article ends (a pointer: Vinyals et al., 2015).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from sentiment.log_probabilities import log_softmax
from sentiment.question import Question
from sentiment.separation.line_model import ROLES
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sentiment.encoder import Encoder
    from sentiment.separation.lines import Line

    Floats = NDArray[np.float64]

# Characters that are read, so that all of them fit into one window of the encoder.
_TITLE = 60  # of the page's first line
_BEFORE = 130  # of what stands before a line
_READ = 200  # of the line
_AFTER = 90  # of what follows
_BREAK, _TITLE_BREAK, _NOTHING = " | ", " ‖ ", "#"

FORMS = 6  # columns for the form of a line
_IN_DOUBT, _SURE = np.log(0.01), np.log(0.95)
# Log-odds against comments: the networks hear some too easily at the end of articles
# (docs/separation.md).
_RARER = 2.5
_FURTHER = 20  # lines below the last one that may be the article's
_MOST_LINES = 400


def line_questions(lines: Sequence[str]) -> list[Question]:
    """Return what an encoder is asked about the lines of a page: each with what is around it."""
    questions = []
    before = _NOTHING
    for at, line in enumerate(lines):
        after = " ".join(lines[at + 1 : at + 3])[:_AFTER] or _NOTHING
        topic = f"{lines[0][:_TITLE]}{_TITLE_BREAK}{before}" if at else _NOTHING
        questions.append(Question(f"{line[:_READ]}{_BREAK}{after}", topic))
        before = f"{before}{_BREAK}{line}"[-_BEFORE:] if at else line[-_BEFORE:]
    return questions


def alone_questions(lines: Sequence[str]) -> list[Question]:
    """Return what an encoder is asked about each line alone."""
    return [Question(line[:_READ]) for line in lines]


def page_vectors(encoder: Encoder, page: Sequence[Line], rows: NDArray[np.intp]) -> Floats:
    """Return what the network reads of some lines, shape (rows, 2 * width + 6).

    These are the encoder's vectors of each line alone and with what is around it, and its form:
    length, ending, case, and whether furniture or a blank line stands before it.
    """
    texts = [page[row].head for row in rows]
    alone = encoder.encode(alone_questions(texts))
    around = encoder.encode(line_questions(texts))
    return np.hstack([alone, around, line_forms(page, rows)])


def line_forms(page: Sequence[Line], rows: NDArray[np.intp]) -> Floats:
    """Return the form of some lines, shape (rows, 6); see `page_vectors`."""
    own = [page[row] for row in rows]
    were_read = set(rows.tolist())
    forms = [
        [
            np.log1p(line.length) / 5,
            line.tail[-1] in ".!?",
            line.tail[-1] == ",",
            line.head[0].islower(),
            line.blank_before,
            bool(row) and row - 1 not in were_read,
        ]
        for row, line in zip(rows, own, strict=True)
    ]
    return np.array(forms, float).reshape(len(rows), FORMS)


@dataclass(frozen=True, slots=True, eq=False)
class PageReader:
    """Finds where the article of a page ends.

    Parameters
    ----------
    encoder : Encoder
        Reads the lines.
    weights : mapping of arrays
        Of some networks, whose answers are averaged: `centre` and `spread` of the vectors, shape
        (columns,); `in`, shape (networks, columns, hidden), with `in_bias`; for each direction
        `forward` and `backward` the GRU's `_input` and `_state`, shapes (networks, hidden,
        3 * hidden), and their biases, in the order reset, update, new; and `gap`, shape (networks,
        4 * hidden, 1).
    """

    encoder: Encoder
    weights: Mapping[str, Floats]

    def first(self, logs: Floats, page: Sequence[Line]) -> Floats:
        """Return how much speaks for each line to begin the first comment, shape (lines,).

        0 is as much as speaks for a page without any comment. `logs` are the log-probabilities of
        the line model, shape (lines, 4): what it takes for furniture is not read.
        """
        rows = _read_rows(logs)
        if not len(rows):
            return np.zeros(len(page))
        gaps = self.gaps(page_vectors(self.encoder, page, rows))
        of_rows = gaps[:-1] - gaps[-1] - _RARER
        first = np.full(len(page), of_rows.min())
        first[rows] = of_rows
        return first

    def gaps(self, vectors: Floats) -> Floats:
        """Return log-probabilities of the gaps between lines to be the article's end.

        Shape (lines + 1,): before each line, and at the end, where there are no comments.
        """
        w = self.weights
        known = np.tanh((vectors - w["centre"]) / w["spread"] @ w["in"] + w["in_bias"])
        hidden = np.concatenate(
            [self._pass(known, "forward"), self._pass(known[:, ::-1], "backward")[:, ::-1]], axis=2
        )
        padded = np.pad(hidden, ((0, 0), (1, 1), (0, 0)))
        pairs = np.concatenate([padded[:, :-1], padded[:, 1:]], axis=2)
        gaps: Floats = log_softmax((pairs @ w["gap"]).mean(axis=0).T)[0]
        return gaps

    def _pass(self, known: Floats, direction: str) -> Floats:
        w = self.weights
        inputs = known @ w[f"{direction}_input"] + w[f"{direction}_input_bias"]
        by_state, bias = w[f"{direction}_state"], w[f"{direction}_state_bias"]
        width = known.shape[2]
        state = np.zeros((len(known), 1, width))
        states = []
        for at in range(known.shape[1]):
            new = inputs[:, at : at + 1]
            old = state @ by_state + bias
            gates = 1 / (1 + np.exp(-(new + old)[..., : 2 * width]))
            reset, update = gates[..., :width], gates[..., width:]
            fresh = np.tanh(new[..., 2 * width :] + reset * old[..., 2 * width :])
            state = (1 - update) * fresh + update * state
            states.append(state)
        return np.concatenate(states, axis=1)

    def state(self) -> State:
        """Return what `restored` needs, beside the encoder."""
        arrays = {name: own.astype(np.float16) for name, own in self.weights.items()}
        return State(arrays=arrays, settings={})

    @classmethod
    def restored(cls, encoder: Encoder, state: State) -> Self:
        """Return the reader whose `state` this is.

        Raises
        ------
        ValueError
            Where it was made for another encoder, or its arrays do not fit to each other.
        """
        columns = 2 * encoder.width + FORMS
        networks, _, hidden = state.array("in", None, columns, None).shape
        shapes = {
            "centre": (columns,),
            "spread": (columns,),
            "in": (networks, columns, hidden),
            "in_bias": (networks, 1, hidden),
            "gap": (networks, 4 * hidden, 1),
        }
        for direction in ("forward", "backward"):
            for name in ("input", "state"):
                shapes[f"{direction}_{name}"] = (networks, hidden, 3 * hidden)
                shapes[f"{direction}_{name}_bias"] = (networks, 1, 3 * hidden)
        weights = {
            name: state.array(name, *shape).astype(np.float64) for name, shape in shapes.items()
        }
        return cls(encoder, weights)


def _read_rows(logs: Floats) -> NDArray[np.intp]:
    """Return the lines that are read: not surely furniture, nor far below what may be article."""
    article = np.flatnonzero(logs[:, ROLES.index("article")] > _IN_DOUBT)
    end = min(int(article[-1]) + 1 + _FURTHER if len(article) else _FURTHER, _MOST_LINES)
    return np.flatnonzero(logs[:end, ROLES.index("furniture")] < _SURE)
