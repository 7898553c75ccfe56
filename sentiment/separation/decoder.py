"""The best reading of a whole page: an exact search (Viterbi, 1967) over the roles of its lines.

A reading is an article, in which furniture may stand, and then comments with furniture between
them; never an article again. Pages are regular, so that several layouts are tried: comments that
each follow a line of furniture, that are blocks between blank lines, that are one line each. What
does not keep to one layout pays for each line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sentiment.separation.line_model import ROLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

# States: furniture before or inside the article, between it and the comments, and among these; and
# the beginning of the first comment and of others.
_ARTICLE, _ABOVE, _HEADING, _FIRST, _AMONG, _BEGIN, _INSIDE = range(7)
_ROLE_OF = np.array(
    [
        ROLES.index(role)
        for role in ("article", "furniture", "furniture", "begin", "furniture", "begin", "inside")
    ]
)
_MAY_FOLLOW = np.array(
    [
        # to: article, above, heading, first, among, begin, inside
        [1, 1, 1, 1, 0, 0, 0],  # from the article
        [1, 1, 1, 1, 0, 0, 0],  # from furniture above
        [0, 0, 1, 1, 0, 0, 0],  # from a heading
        [0, 0, 0, 0, 1, 1, 1],  # from the beginning of the first comment
        [0, 0, 0, 0, 1, 1, 0],  # from furniture among comments
        [0, 0, 0, 0, 1, 1, 1],  # from the beginning of a comment
        [0, 0, 0, 0, 1, 1, 1],  # from inside a comment
    ],
    bool,
)
_MAY_START = np.array([1, 1, 1, 1, 0, 0, 0], bool)

_FREE_COST = 0.7  # of each comment line that keeps to no layout
_OPENING_COST = 1.0  # of the one step from the article to comments
_NO_BLANK_COST = 3.0  # of a block that begins without a blank line, as after furniture
_FLOOR = -12.0  # no line alone makes a reading impossible


def decode(logs: Floats, blank_before: Flags, first: Floats) -> list[str]:
    """Return the role of each line.

    Parameters
    ----------
    logs : array of shape (lines, 4)
        Log-probability of each role, in the order of ROLES.
    blank_before : array of shape (lines,)
        Whether a blank line precedes.
    first : array of shape (lines,)
        How much speaks for each line to begin the first comment, beside that it begins one.
    """
    emissions = np.maximum(logs, _FLOOR)[:, _ROLE_OF]
    emissions[:, _FIRST] += first
    best_score, best = -np.inf, np.zeros(len(logs), np.intp)
    for layout in (_free, _headed, _blocks, _single_lines):
        score, states = _viterbi(layout(emissions, blank_before), layout is _headed)
        if score > best_score:
            best_score, best = score, states
    return [ROLES[_ROLE_OF[state]] for state in best]


def _free(emissions: Floats, blank_before: Flags) -> Floats:  # noqa: ARG001 - one signature for all
    scores = emissions.copy()
    scores[:, [_FIRST, _BEGIN, _INSIDE]] -= _FREE_COST
    return scores


def _headed(emissions: Floats, blank_before: Flags) -> Floats:  # noqa: ARG001 - one signature for all
    """Change nothing: that every comment follows furniture is said by the transitions."""
    return emissions


def _blocks(emissions: Floats, blank_before: Flags) -> Floats:
    """Let a comment begin after each blank line, and hardly anywhere else."""
    scores = emissions.copy()
    scores[blank_before, _INSIDE] = -np.inf
    scores[~blank_before, _FIRST] -= _NO_BLANK_COST
    scores[~blank_before, _BEGIN] -= _NO_BLANK_COST
    return scores


def _single_lines(emissions: Floats, blank_before: Flags) -> Floats:  # noqa: ARG001 - one signature
    scores = emissions.copy()
    scores[:, _INSIDE] = -np.inf
    return scores


def _viterbi(emissions: Floats, headed: bool) -> tuple[float, NDArray[np.intp]]:
    step = np.where(_MAY_FOLLOW, 0.0, -np.inf)
    for above in (_ARTICLE, _ABOVE):
        step[above, [_HEADING, _FIRST]] -= _OPENING_COST
    if headed:
        step[[_FIRST, _BEGIN, _INSIDE], _BEGIN] = -np.inf
    score = np.where(_MAY_START, emissions[0], -np.inf)
    back = np.zeros((len(emissions), len(step)), np.intp)
    for i in range(1, len(emissions)):
        ways = score[:, None] + step
        back[i] = ways.argmax(axis=0)
        score = ways.max(axis=0) + emissions[i]
    states = np.zeros(len(emissions), np.intp)
    states[-1] = score.argmax()
    for i in range(len(emissions) - 1, 0, -1):
        states[i - 1] = back[i, states[i]]
    return float(score.max()), states
