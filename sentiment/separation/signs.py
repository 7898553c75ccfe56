"""What the signs of lines are, and how many of each kind a line has: for all lines at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from sentiment.features import code_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Places = NDArray[np.intp]

# Kinds of signs; one sign may be of several.
BLANK, WHITE, CAPITAL, DIGIT, EXCLAMATION, QUESTION, QUOTE, ELLIPSIS, COLON, BAR, BRACKET = (
    1 << bit for bit in range(11)
)
MARK = 1 << 11  # ends a dateline
STOP = 1 << 12  # doubled, more than the end of a sentence

_SIGNS = {
    BLANK: " ",
    EXCLAMATION: "!",
    QUESTION: "?",
    QUOTE: '„“”»«"',
    ELLIPSIS: "…",
    COLON: ":",
    BAR: "|/",
    BRACKET: "(",
    MARK: ".:–—-",
    STOP: ".!?",
}
_BREAK = "\n"
_COMMON = 0x250  # code points below are Latin letters and their signs


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """The signs of lines.

    Parameters
    ----------
    text : str
        The lines, a line break behind each.
    codes : array of shape (signs,)
        Their code points.
    kinds : array of shape (signs,)
        What kinds each sign is of; a line break is of none.
    begins, ends : arrays of shape (lines,)
        Where each line begins, and where it ends.
    """

    text: str
    codes: NDArray[np.uint32]
    kinds: NDArray[np.uint16]
    begins: Places
    ends: Places

    @classmethod
    def of(cls, lines: Sequence[str]) -> Signs:
        """Look at lines, none of which holds a line break."""
        text = _BREAK.join([*lines, ""])
        codes = code_points(text)
        table = np.zeros(max(codes.max(initial=0) + 1, _COMMON), np.uint16)
        table[:_COMMON] = _common_kinds()
        for code in set(codes[codes >= _COMMON].tolist()):
            table[code] = _kinds(chr(code))
        sizes = np.fromiter(map(len, lines), np.intp, len(lines))
        ends = np.cumsum(sizes + 1) - 1
        return cls(text, codes, table.take(codes), ends - sizes, ends)

    def cut(self, sizes: Places) -> Signs:
        """Return these signs, of each line only the first ones."""
        return replace(self, ends=self.begins + sizes)

    def count(self, kinds: int) -> Places:
        """Return how many signs of any of these kinds each line has."""
        return self.count_places(self._places(kinds))

    def count_places(self, places: Places) -> Places:
        """Return how many of some places in the text, which only grow, are in each line."""
        return places.searchsorted(self.ends) - places.searchsorted(self.begins)

    def has_pair(self, kinds: int, following: int) -> Flags:
        """Return which lines have a sign of one kind right before one of another."""
        places = self._places(kinds)
        pairs = places[self.kinds[places + 1] & following > 0]
        return pairs.searchsorted(self.ends - 1) > pairs.searchsorted(self.begins)

    def has_double(self, kind: int) -> Flags:
        """Return which lines have the same sign of a kind twice after each other."""
        places = self._places(kind)
        return self.count_places(places[self.codes[places] == self.codes[places + 1]]) > 0

    def _places(self, kinds: int) -> Places:
        return ((self.kinds & kinds) > 0).nonzero()[0]


@cache
def _common_kinds() -> NDArray[np.uint16]:
    return np.array([_kinds(chr(code)) for code in range(_COMMON)], np.uint16)


@lru_cache(maxsize=10_000)
def _kinds(sign: str) -> int:
    if sign == _BREAK:
        return 0
    is_of = {WHITE: sign.isspace(), CAPITAL: sign.isupper(), DIGIT: sign.isdigit()}
    is_of |= {kind: sign in signs for kind, signs in _SIGNS.items()}
    return sum(kind for kind, holds in is_of.items() if holds)
