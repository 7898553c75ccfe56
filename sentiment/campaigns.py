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
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from sentiment.discussion import Comment

    U32 = NDArray[np.uint32]

_FEWEST_COMMENTS = 3  # two readers may quote the same sentence
_FEWEST_PAIRS = 7  # of words: many who do not know each other write "Danke für den tollen Artikel"
_MOST_CHARACTERS = 4000  # that are read of a comment
_ALIKE = 0.5  # share of all pairs of neighbouring words that two comments have in common
_PERMUTATIONS = 64  # tell that share give or take .06
_BANDS, _ROWS = 14, 4  # two comments are compared where all four rows of a band are the same
_OPEN = 10_000  # groups that a further comment can join: some forty megabytes
_BATCH = 64  # comments sketched at once

_WORD = re.compile(r"\w+")

# Permutations of the numbers below 2**32; an odd factor lets no two of them fall together.
_random = np.random.RandomState(1)  # of which numpy promises the same numbers in all versions
_FACTORS = _random.randint(0, 1 << 31, _PERMUTATIONS, np.uint32) * np.uint32(2) + np.uint32(1)
_SUMMANDS = _random.randint(0, 1 << 32, _PERMUTATIONS, np.uint32)


class Campaigns:
    """Groups comments that say nearly the same, in memory that does not grow with their number.

    A comment joins the oldest group whose first comment shares half of its pairs of words, or opens
    one of its own. The group that no comment joined for longest is closed when there are too many:
    copies are found as long as fewer than ten thousand other texts stand between them.
    """

    def __init__(self) -> None:
        # By the place that a group has among the open ones; the one joined last is the last.
        self._open: OrderedDict[int, Group] = OrderedDict()
        self._sketches = np.zeros((_OPEN, _PERMUTATIONS), np.uint32)
        self._numbers = np.zeros(_OPEN, np.intp)  # in the order in which groups were opened
        self._places: list[dict[bytes, list[int]]] = [{} for _ in range(_BANDS)]  # by their bands
        self._closed = Groups()
        self._opened = 0

    def add(self, comments: Iterable[Comment]) -> None:
        """Take more comments, in their order."""
        long = (
            (comment.id, pairs)
            for comment in comments
            if len(pairs := _pairs_of_words(comment.text)) >= _FEWEST_PAIRS
        )
        while batch := list(islice(long, _BATCH)):
            sketches = _sketches([pairs for _, pairs in batch])
            for (id_, _), sketch, bands in zip(batch, sketches, _bands(sketches), strict=True):
                self._add(id_, sketch, bands)

    def groups(self) -> Groups:
        """Return the campaigns among all comments so far."""
        found = self._closed
        for place in sorted(self._open, key=self._numbers.__getitem__):
            found = _with(found, self._open[place])
        return found

    def _add(self, id_: str, sketch: U32, bands: Sequence[bytes]) -> None:
        place = self._place_of_like(sketch, bands)
        if place is not None:
            group = self._open[place]
            self._open[place] = Group(first=group.first, comments=group.comments + 1)
            self._open.move_to_end(place)
            return
        place = len(self._open)
        if place == _OPEN:
            place = self._close_one()
        for places, band in zip(self._places, bands, strict=True):
            places.setdefault(band, []).append(place)
        self._open[place] = Group(first=id_, comments=1)
        self._sketches[place] = sketch
        self._numbers[place] = self._opened
        self._opened += 1

    def _close_one(self) -> int:
        """Return the place of the group that no comment joined for longest, which is free now."""
        place, group = self._open.popitem(last=False)
        self._closed = _with(self._closed, group)
        (bands,) = _bands(self._sketches[place : place + 1])
        for places, band in zip(self._places, bands, strict=True):
            places[band].remove(place)
            if not places[band]:
                del places[band]
        return place

    def _place_of_like(self, sketch: U32, bands: Sequence[bytes]) -> int | None:
        """Return where the oldest open group stands whose first comment is alike, if any is."""
        # What has a band in common may be less alike. A slogan with many variants has hundreds of
        # candidates, so all are compared at once.
        found = set[int]().union(
            *[places.get(band, ()) for places, band in zip(self._places, bands, strict=True)]
        )
        if not found:
            return None
        near = np.fromiter(found, np.intp, len(found))
        # Small numbers: wider ones take many times as long to add up.
        same = (self._sketches.take(near, axis=0) == sketch).sum(axis=1, dtype=np.uint8)
        alike = near[same >= _ALIKE * _PERMUTATIONS]
        return int(alike[self._numbers[alike].argmin()]) if len(alike) else None


def _with(groups: Groups, group: Group) -> Groups:
    return groups.plus(group) if group.comments >= _FEWEST_COMMENTS else groups


def _pairs_of_words(text: str) -> set[str]:
    return set(map(" ".join, pairwise(_WORD.findall(text[:_MOST_CHARACTERS].lower()))))


def _sketches(texts: Sequence[set[str]]) -> U32:
    """Return the least of all hashes of each text under each permutation, a row for each text."""
    digests = b"".join(
        [sha1(pair.encode()).digest() for pairs in texts for pair in pairs]  # noqa: S324 - no secret
    )
    hashes = _mixed(np.frombuffer(digests, "<u4")[::5])
    permuted = _FACTORS[:, None] * hashes
    permuted += _SUMMANDS[:, None]
    starts = np.cumsum([0, *map(len, texts[:-1])])
    return np.ascontiguousarray(np.minimum.reduceat(permuted, starts, axis=1).T)


def _mixed(hashes: U32) -> U32:
    """Spread every input bit over all output bits (finaliser of MurmurHash3, A. Appleby)."""
    hashes = hashes ^ (hashes >> np.uint32(16))
    hashes *= np.uint32(0x85EBCA6B)
    hashes ^= hashes >> np.uint32(13)
    hashes *= np.uint32(0xC2B2AE35)
    hashes ^= hashes >> np.uint32(16)
    return hashes


def _bands(sketches: U32) -> list[list[bytes]]:
    """Return the bands of each sketch."""
    bands: list[list[bytes]] = sketches[:, : _BANDS * _ROWS].view(f"V{4 * _ROWS}").tolist()
    return bands
