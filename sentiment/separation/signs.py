"""What the signs of lines are, and how many of each kind a line has: for all lines at once."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from sentiment.features import code_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Places = NDArray[np.intp]

# Kinds of signs; no sign is of two.
_OTHER, BLANK, CAPITAL, DIGIT, EXCLAMATION, QUESTION, QUOTE, ELLIPSIS, COLON, BRACKET = range(10)
_KINDS = 10

_SIGNS = {
    BLANK: " ",
    EXCLAMATION: "!",
    QUESTION: "?",
    QUOTE: '„“”»«"',
    ELLIPSIS: "…",
    COLON: ":",
    BRACKET: "(",
}
_COMMON = 0x250  # code points below are Latin letters and their signs


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """The signs of lines.

    Parameters
    ----------
    text : str
        The lines, a line break behind each.
    starts : list of int
        Where each line begins in it, and where one more would.
    begins, ends : arrays of shape (lines,)
        Where each line begins, and where it ends.
    counts : array of shape (kinds, lines)
        How many signs of each kind each line has.
    """

    text: str
    starts: list[int]
    begins: Places
    ends: Places
    counts: Places

    @classmethod
    def of(cls, lines: Sequence[str]) -> Signs:
        """Look at lines, none of which holds a line break."""
        text = "\n".join([*lines, ""])
        starts = line_starts(lines)
        bounds = np.array(starts)
        kinds = _kinds(code_points(text))
        cells = np.repeat(np.arange(len(lines)) * _KINDS, bounds[1:] - bounds[:-1]) + kinds
        counts = np.bincount(cells, minlength=len(lines) * _KINDS).reshape(-1, _KINDS).T
        return cls(text, starts, bounds[:-1], bounds[1:] - 1, counts)

    def rows_with(self, kind: int) -> list[int]:
        """Return the lines that have signs of a kind."""
        rows: list[int] = self.counts[kind].nonzero()[0].tolist()
        return rows

    def count_places(self, places: Places) -> Places:
        """Return how many of some places in the text, which only grow, are in each line."""
        return places.searchsorted(self.ends) - places.searchsorted(self.begins)


def line_starts(lines: Sequence[str]) -> list[int]:
    """Return where each line and one more begin if a line break stands behind each."""
    return list(accumulate((len(line) + 1 for line in lines), initial=0))


def rows_with(words: Sequence[str], text: str, starts: Sequence[int]) -> list[int]:
    """Return the lines of a text that hold one of some words; `starts` are their `line_starts`."""
    rows = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            row = bisect_right(starts, at)
            rows.add(row - 1)
            at = text.find(word, starts[row])
    return sorted(rows)


def _kinds(codes: NDArray[np.uint32]) -> Places:
    kinds = _common_kinds().take(codes, mode="clip")
    rare = (codes >= _COMMON).nonzero()[0]
    kinds[rare] = [_kind(chr(code)) for code in codes[rare].tolist()]
    return kinds


@cache
def _common_kinds() -> Places:
    return np.array([_kind(chr(code)) for code in range(_COMMON)], np.intp)


@lru_cache(maxsize=10_000)
def _kind(sign: str) -> int:
    if sign.isupper():
        return CAPITAL
    if sign.isdigit():
        return DIGIT
    return next((kind for kind, signs in _SIGNS.items() if sign in signs), _OTHER)
