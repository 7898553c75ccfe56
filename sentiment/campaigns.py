"""Campaigns: many comments that vary the same words, found with MinHash (Broder, 1997)."""

from __future__ import annotations

import re
from collections import OrderedDict, deque
from itertools import pairwise
from typing import TYPE_CHECKING

from datasketch import MinHash, MinHashLSH

from sentiment.repetition import Group, Groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
        self._open: OrderedDict[int, Group] = OrderedDict()
        self._sketches: dict[int, MinHash] = {}
        self._closed = Groups()
        self._opened = 0

    def add(self, comments: Iterable[Comment]) -> None:
        """Take more comments, in their order."""
        ids: deque[str] = deque()

        def pairs() -> Iterator[set[bytes]]:
            for comment in comments:
                own = _pairs_of_words(comment.text)
                if len(own) >= _FEWEST_PAIRS:
                    ids.append(comment.id)
                    yield own

        # One after the other: the pairs of a whole part would take more room than all else.
        for sketch in MinHash.generator(pairs(), num_perm=_PERMUTATIONS):
            self._add(ids.popleft(), sketch)

    def groups(self) -> Groups:
        """Return the campaigns among all comments so far."""
        found = self._closed
        for key in sorted(self._open):
            found = _with(found, self._open[key])
        return found

    def _add(self, id_: str, sketch: MinHash) -> None:
        # The index answers in no order of its own, and with some that are less alike.
        near = [
            key
            for key in self._index.query(sketch)
            if sketch.jaccard(self._sketches[key]) >= _ALIKE
        ]
        if near:
            key = min(near)
            group = self._open[key]
            self._open[key] = Group(first=group.first, comments=group.comments + 1)
            self._open.move_to_end(key)
            return
        if len(self._open) >= _OPEN:
            old, group = self._open.popitem(last=False)
            self._closed = _with(self._closed, group)
            self._index.remove(old)
            del self._sketches[old]
        self._opened += 1
        self._index.insert(self._opened, sketch)
        self._open[self._opened] = Group(first=id_, comments=1)
        self._sketches[self._opened] = sketch


def _with(groups: Groups, group: Group) -> Groups:
    return groups.plus(group) if group.comments >= _FEWEST_COMMENTS else groups


def _pairs_of_words(text: str) -> set[bytes]:
    words = _WORD.findall(text[:_MOST_CHARACTERS].lower())
    return {f"{one} {following}".encode() for one, following in pairwise(words)}
