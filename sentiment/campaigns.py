"""Campaigns: many comments that vary the same words, found with MinHash (Broder, 1997)."""

from __future__ import annotations

import re
from collections import OrderedDict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from datasketch import MinHash, MinHashLSH
from datasketch.hashfunc import sha1_hash32

from sentiment.repetition import Group, Groups

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sentiment.discussion import Comment

_FEWEST_COMMENTS = 3  # two readers may quote the same sentence
_FEWEST_PAIRS = 7  # of words: many who do not know each other write "Danke für den tollen Artikel"
_MOST_CHARACTERS = 4000  # that are read of a comment
_ALIKE = 0.5  # share of all pairs of neighbouring words that two comments have in common
_PERMUTATIONS = 64  # tell that share give or take .06
_OPEN = 10_000  # groups that a further comment can join: some sixty megabytes

_WORD = re.compile(r"\w+")


class Campaigns:
    """Groups comments that say nearly the same, in memory that does not grow with their number.

    A comment joins the oldest group whose first comment shares half of its pairs of words, or opens
    one of its own. The group that no comment joined for longest is closed when there are too many:
    copies are found as long as fewer than ten thousand other texts stand between them.
    """

    def __init__(self) -> None:
        self._index = MinHashLSH(threshold=_ALIKE, num_perm=_PERMUTATIONS)
        self._sketch = MinHash(num_perm=_PERMUTATIONS, hashfunc=_hash)  # of each comment in turn
        # By the place that a group has among the open ones; the one joined last is the last.
        self._open: OrderedDict[int, Group] = OrderedDict()
        self._sketches = np.zeros((_OPEN, _PERMUTATIONS), np.uint32)
        self._numbers = np.zeros(_OPEN, np.intp)  # in the order in which groups were opened
        self._closed = Groups()
        self._opened = 0

    def add(self, comments: Iterable[Comment]) -> None:
        """Take more comments, in their order."""
        for comment in comments:
            pairs = _pairs_of_words(comment.text)
            if len(pairs) >= _FEWEST_PAIRS:
                self._sketch.clear()
                self._sketch.update_batch(pairs)
                self._add(comment.id, self._sketch)

    def groups(self) -> Groups:
        """Return the campaigns among all comments so far."""
        found = self._closed
        for place in sorted(self._open, key=self._numbers.__getitem__):
            found = _with(found, self._open[place])
        return found

    def _add(self, id_: str, sketch: MinHash) -> None:
        place = self._place_of_like(sketch)
        if place is not None:
            group = self._open[place]
            self._open[place] = Group(first=group.first, comments=group.comments + 1)
            self._open.move_to_end(place)
            return
        place = len(self._open)
        if place == _OPEN:
            place, group = self._open.popitem(last=False)
            self._closed = _with(self._closed, group)
            self._index.remove(place)
        self._index.insert(place, sketch)
        self._open[place] = Group(first=id_, comments=1)
        self._sketches[place] = sketch.hashvalues
        self._numbers[place] = self._opened
        self._opened += 1

    def _place_of_like(self, sketch: MinHash) -> int | None:
        """Return where the oldest open group stands whose first comment is alike, if any is."""
        # The index answers with some that are less alike. A slogan with many variants has hundreds
        # of candidates, so all are compared at once.
        near = np.array(self._index.query(sketch), np.intp)
        # Small numbers: wider ones take many times as long to add up.
        same = (self._sketches[near] == sketch.hashvalues).sum(axis=1, dtype=np.uint8)
        alike = near[same >= _ALIKE * _PERMUTATIONS]
        return int(alike[self._numbers[alike].argmin()]) if len(alike) else None


def _with(groups: Groups, group: Group) -> Groups:
    return groups.plus(group) if group.comments >= _FEWEST_COMMENTS else groups


def _pairs_of_words(text: str) -> set[tuple[str, str]]:
    return set(pairwise(_WORD.findall(text[:_MOST_CHARACTERS].lower())))


@lru_cache(maxsize=16384)  # who speaks of one thing says many pairs of words again
def _hash(pair: tuple[str, str]) -> int:
    return int(sha1_hash32(" ".join(pair).encode()))
