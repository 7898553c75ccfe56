"""Campaigns: many comments that vary the same words, found with MinHash (Broder, 1997)."""

from __future__ import annotations

import re
from collections import OrderedDict
from hashlib import sha1
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import numpy as np

from sentiment.repetition import Group, Groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from sentiment.discussion import Comment

    Sketch = NDArray[np.uint32]

_FEWEST_COMMENTS = 3  # two readers may quote the same sentence
_FEWEST_PAIRS = 7  # of words: many who do not know each other write "Danke für den tollen Artikel"
_MOST_CHARACTERS = 4000  # that are read of a comment
_ALIKE = 0.5  # share of all pairs of neighbouring words that two comments have in common
_PERMUTATIONS = 64  # tell that share give or take .06
# Two comments are compared where all of a band's permutations have the same least pair: of those
# with half of their pairs in common, six of ten are.
_BANDS, _IN_BAND = 14, 4
_AT_ONCE = 100  # comments that are sketched together; their pairs take a megabyte
_OPEN = 10_000  # groups that a further comment can join: some sixty megabytes

_WORD = re.compile(r"\w+")

# Permutations of all 32-bit numbers: times an odd factor, plus a term. `RandomState` is frozen.
_chosen = np.random.RandomState(1)
_FACTORS = _chosen.randint(0, 1 << 31, _PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
_TERMS = _chosen.randint(0, 1 << 32, _PERMUTATIONS, dtype=np.uint32)


class Campaigns:
    """Groups comments that say nearly the same, in memory that does not grow with their number.

    A comment joins the oldest group whose first comment shares half of its pairs of words, or opens
    one of its own. The group that no comment joined for longest is closed when there are too many:
    copies are found as long as fewer than ten thousand other texts stand between them.
    """

    def __init__(self) -> None:
        # Open groups are known by their rows in two arrays, which closed ones leave to others.
        self._sketches = np.empty((_OPEN, _PERMUTATIONS), np.uint32)  # of their first comments
        self._numbers = np.empty(_OPEN, np.int64)  # in which order they were opened
        self._bands: tuple[dict[bytes, set[int]], ...] = tuple({} for _ in range(_BANDS))
        self._open: OrderedDict[int, Group] = OrderedDict()
        self._closed = Groups()
        self._opened = 0

    def add(self, comments: Iterable[Comment]) -> None:
        """Take more comments, in their order."""
        long = (
            (comment.id, pairs)
            for comment in comments
            if len(pairs := _pairs_of_words(comment.text)) >= _FEWEST_PAIRS
        )
        # A few at once: the pairs of a whole part would take more room than all else.
        while some := list(islice(long, _AT_ONCE)):
            for (id_, _), sketch in zip(some, _sketches([pairs for _, pairs in some]), strict=True):
                self._add(id_, sketch)

    def groups(self) -> Groups:
        """Return the campaigns among all comments so far."""
        found = self._closed
        for row in sorted(self._open, key=self._numbers.__getitem__):
            found = _with(found, self._open[row])
        return found

    def _add(self, id_: str, sketch: Sketch) -> None:
        bands = list(zip(self._bands, _keys(sketch), strict=True))
        near = set[int]().union(*(band[key] for band, key in bands if key in band))
        if near and (row := self._oldest_alike(sketch, near)) is not None:
            group = self._open[row]
            self._open[row] = Group(first=group.first, comments=group.comments + 1)
            self._open.move_to_end(row)
            return
        row = len(self._open) if len(self._open) < _OPEN else self._close()
        for band, key in bands:
            band.setdefault(key, set()).add(row)
        self._open[row] = Group(first=id_, comments=1)
        self._sketches[row] = sketch
        self._opened += 1
        self._numbers[row] = self._opened

    def _oldest_alike(self, sketch: Sketch, near: set[int]) -> int | None:
        """Return the oldest of the groups in `near`, which share a band, that share enough else."""
        rows = np.fromiter(near, np.intp, len(near))
        same = np.count_nonzero(self._sketches[rows] == sketch, axis=1)
        alike = rows[same >= _ALIKE * _PERMUTATIONS]
        return int(min(alike, key=self._numbers.__getitem__)) if len(alike) else None

    def _close(self) -> int:
        """Close the group that no comment joined for longest, and return its row."""
        row, group = self._open.popitem(last=False)
        self._closed = _with(self._closed, group)
        for band, key in zip(self._bands, _keys(self._sketches[row]), strict=True):
            band[key].remove(row)
            if not band[key]:
                del band[key]
        return row


def _with(groups: Groups, group: Group) -> Groups:
    return groups.plus(group) if group.comments >= _FEWEST_COMMENTS else groups


def _pairs_of_words(text: str) -> set[bytes]:
    words = _WORD.findall(text[:_MOST_CHARACTERS].lower())
    return {f"{one} {following}".encode() for one, following in pairwise(words)}


def _sketches(texts: Sequence[set[bytes]]) -> Sketch:
    """Return the least pair of each text by each permutation, shape (texts, permutations)."""
    digests = b"".join(
        sha1(pair, usedforsecurity=False).digest()[:4] for own in texts for pair in own
    )
    hashes = _mix(np.frombuffer(digests, "<u4"))[:, None]
    sizes = [len(own) for own in texts]
    return np.minimum.reduceat(hashes * _FACTORS + _TERMS, np.cumsum([0, *sizes[:-1]]))


def _mix(hashes: Sketch) -> Sketch:
    """Spread every input bit over all output bits (finaliser of MurmurHash3, A. Appleby)."""
    hashes = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    hashes = (hashes ^ (hashes >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return hashes ^ (hashes >> np.uint32(16))


def _keys(sketch: Sketch) -> Iterator[bytes]:
    whole = sketch.tobytes()
    size = _IN_BAND * sketch.itemsize
    return (whole[start : start + size] for start in range(0, _BANDS * size, size))
