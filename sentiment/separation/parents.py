"""Which comment each comment of a plain text answers, as far as that is said."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from sentiment.separation.metadata import name_key, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sentiment.separation.metadata import Signature

_FEWEST_WORDS = 2  # of a name that opens a text without "@"; one could be any word
_MOST_WORDS = 6
_LONGEST_NAME = 80
_LONGEST_LINE = 120  # that may say who is quoted
_LONGEST_CHAIN = 1000  # of answers; nobody closes a longer circle
_WORD = re.compile(r"[^\s:,!]+")


def parents(signed: Sequence[Signature], texts: Sequence[str]) -> list[str | None]:
    """Return the id of each comment's parent, None where nothing says one that is on the page.

    Ids count from 1. Furniture says it best, with a name or a number such as "#1.2"; else a text
    may begin with the name of whom it answers. Of several comments of one author, the last before
    is meant; where the newest come first, the first behind it.
    """
    page = _Page.of(signed)
    found = [
        page.parent(at, own, text) for at, (own, text) in enumerate(zip(signed, texts, strict=True))
    ]
    for at, parent in enumerate(found):
        if parent is not None and parent > at and at in _above(found, parent):
            found[at] = None  # two who answer each other: the first one began
    return [None if parent is None else str(parent + 1) for parent in found]


@dataclass(frozen=True, slots=True)
class _Page:
    """Where comments stand, by their numbers and by the names of their authors."""

    by_number: Mapping[str, int]
    by_name: Mapping[str, Sequence[int]]  # also by short names that are only one author's
    first_words: Collection[str]  # of those names: hardly a text begins with one

    @classmethod
    def of(cls, signed: Sequence[Signature]) -> Self:
        by_name: dict[str, list[int]] = defaultdict(list)
        for at, own in enumerate(signed):
            if own.author:
                by_name[name_key(own.author)].append(at)
        names_of: dict[str, list[str]] = defaultdict(list)
        for name in by_name:
            names_of[_short(name)].append(name)
        for short, names in names_of.items():
            if len(names) == 1:
                by_name[short] = by_name[names[0]]
        by_number = {own.number: at for at, own in enumerate(signed) if own.number}
        return cls(by_number, dict(by_name), frozenset(map(_first_word, by_name)))

    def parent(self, at: int, own: Signature, text: str) -> int | None:
        """Return the place of the comment that the one at `at` answers."""
        within = self.by_number.get(own.number.rpartition(".")[0]) if own.number else None
        if within is not None:
            return within
        name = name_key(own.answered) if own.answered else self._addressed(own, text)
        places = self.by_name.get(name, ()) if name else ()
        before = bisect_left(places, at)
        if before:
            return places[before - 1]
        behind = bisect_right(places, at)
        return places[behind] if behind < len(places) else None

    def _of(self, own: Signature) -> Sequence[int] | None:
        """Return the places of comments by the same author."""
        return self.by_name.get(name_key(own.author)) if own.author else None

    def _addressed(self, own: Signature, text: str) -> str | None:
        """Return whom the first line quotes, or the longest name of another that begins it."""
        whom = name_key(quoted(text[:_LONGEST_LINE].partition("\n")[0].strip()) or "")
        if whom in self.by_name and whom != name_key(own.author or ""):
            return whom
        is_called = text.startswith("@")
        begins = name_key(text[:_LONGEST_NAME])
        if _first_word(begins) not in self.first_words:
            return None
        ends = [place.end() for place in _WORD.finditer(begins)][:_MOST_WORDS]
        for end in reversed(ends[0 if is_called else _FEWEST_WORDS - 1 :]):
            name = begins[:end]
            if name in self.by_name and self.by_name[name] is not self._of(own):
                return name
        return None


def _first_word(name: str) -> str:
    """Return the first word of a name or text, with the signs before it."""
    found = _WORD.search(name)
    return name[: found.end()] if found else ""


def _short(name: str) -> str:
    """Return how others call a name that has a server or a place: "eva" of "eva@server.example"."""
    return name.partition("@")[0].partition(",")[0].strip() or name


def _above(found: Sequence[int | None], at: int | None) -> set[int]:
    """Return the places of a comment and of all that it answers in turn."""
    chain: set[int] = set()
    while at is not None and at not in chain and len(chain) < _LONGEST_CHAIN:
        chain.add(at)
        at = found[at]
    return chain
