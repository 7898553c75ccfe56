"""What the line model's n-grams are taken from: each line, how it begins, and what is around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from sentiment.features import HashedViews, View
from sentiment.separation.stretches import stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Places = NDArray[np.intp]
    U64 = NDArray[np.uint64]

KINDS = 4  # the line itself, its first tokens, some of the line before, some of the line after
_FIRST = 3
_AROUND = 6  # tokens at the beginning of the line before and of the line after
_END = 3  # tokens at the end of the line before


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """Where the tokens of `KINDS` views of each line are, all of one kind before the next.

    The first views, one for each line, are the lines themselves.

    Parameters
    ----------
    places : array of shape (tokens of all views,)
        Among the tokens of all lines, one after the other.
    view : array of shape (tokens of all views,)
        The view that each is in: the kind times the lines, and the line.
    lines : int
        How many lines there are.
    """

    places: Places
    view: Places
    lines: int

    @classmethod
    def of(cls, lengths: Places) -> Self:
        """Look at lines of so many tokens; around the page is nothing."""
        n = len(lengths)
        starts = np.cumsum(lengths) - lengths
        beginnings = np.minimum(lengths, _AROUND)
        ends = np.minimum(lengths, _END)
        before = np.column_stack([starts, starts + lengths - ends])[:-1].ravel()
        before_lengths = np.column_stack([beginnings, ends])[:-1].ravel()
        line = np.arange(n)
        parts = (
            (starts, lengths, line),
            (starts, np.minimum(lengths, _FIRST), n + line),
            (before, before_lengths, 2 * n + np.repeat(line[1:], 2)),
            (starts[1:], beginnings[1:], 3 * n + line[:-1]),
        )
        begins, sizes, view = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
        return cls(stretches(begins, sizes), np.repeat(view, sizes), n)

    def hashed(self, hashes: U64) -> HashedViews:
        """Return the views of lines whose tokens have these hashes."""
        kinds = np.repeat(np.arange(KINDS, dtype=np.uint64), self.lines)
        return HashedViews(hashes[self.places], self.view, kinds)

    def spelled(self, tokens: Sequence[str], row: int) -> Iterator[View]:
        """Yield the views of lines with these tokens, ordered by line; the first one is `row`."""
        words = [tokens[place] for place in self.places]
        bounds = np.searchsorted(self.view, np.arange(KINDS * self.lines + 1))
        for line in range(self.lines):
            for kind in range(KINDS):
                own = kind * self.lines + line
                yield row + line, " ".join(words[bounds[own] : bounds[own + 1]]), kind
