"""Lexical features: hashed n-grams of words and characters, for whole batches at once.

The texts of a batch are laid end to end as one array of code points. The hash of any stretch of
it follows from two entries of one prefix sum (Karp and Rabin, 1987, here modulo 2**64), so that
all n-grams of a batch are hashed by a few array operations and no Python loop sees a word.
Hashing instead of a vocabulary (Weinberger et al., 2009, arXiv:0902.2206) keeps a model bundle
small and quick to load.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    U64 = NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
_INVERSE = pow(_BASE, -1, 2**64)
_SALT = np.uint64(0xD1B54A32D192ED03)
_BLANK = 32
# Hashed at once, in arrays that the caches of a processor hold.
_BATCH_CHARACTERS = 40_000
_BATCH_WORDS = 2000

MAX_CHARACTERS = 4000  # of one text: what a reader has not said by then does not change the label

# What varies without meaning is made one, so that rare spellings share their n-grams.
URL = re.compile(r"(?:https?://|www\.)\S+")
"""An address, whose letters say nothing."""

_USER = re.compile(r"@ ?\w+")
_DIGITS = re.compile(r"\d+")
_LONG_RUN = re.compile(r"(.)\1\1\1+")
_DIGIT_OR_LONG_RUN = re.compile(r"\d|(.)\1\1\1")
_TOKEN = re.compile(r"\w+|[^\w\s]{1,3}")
_TOKEN_OR_BREAK = re.compile(rf"{_TOKEN.pattern}|\n")


def tokens(text: str) -> list[str]:
    """Return the lower-case tokens that n-grams are taken from: words and runs of signs."""
    return _TOKEN.findall(_made_one(text[:MAX_CHARACTERS].lower()))


def token_line(text: str) -> str:
    """Return the tokens with one blank between them."""
    return _token_line(text[:MAX_CHARACTERS])


def tokens_and_breaks(lines: str) -> list[str]:
    """Return the tokens of each line, and each line break as one of them."""
    return _TOKEN_OR_BREAK.findall(_made_one(lines.lower()))


@lru_cache(maxsize=4096)  # mood, stance and reply of one comment read the same
def _token_line(text: str) -> str:
    return " ".join(_TOKEN.findall(_made_one(text.lower())))


def _made_one(text: str) -> str:
    # Most texts have none of these, which is seen sooner than replaced.
    if "://" in text or "www." in text:
        text = URL.sub(" http ", text)
    if "@" in text:
        text = _USER.sub(" @ ", text)
    if _DIGIT_OR_LONG_RUN.search(text):
        text = _LONG_RUN.sub(r"\1\1\1", _DIGITS.sub("0", text))
    return text


View = tuple[int, str, int]
"""One look at a sample: its row, some of its tokens with one blank between them, and its kind.

Views of another kind are hashed apart. There are dozens for each comment, of which no object of its
own is made.
"""


@dataclass(frozen=True, slots=True, eq=False)
class HashedViews:
    """Views whose tokens are `token_hashes` already.

    Parameters
    ----------
    hashes : array of shape (tokens of all views,)
        View after view.
    view : array of shape (tokens of all views,)
        The view that each token is in.
    kinds : array of shape (views,)
        The kind of each view.
    """

    hashes: U64
    view: NDArray[np.intp]
    kinds: U64

    def grams(self, longest: int) -> list[WordGrams]:
        """Return the n-grams of words of each length, from 1 up to the longest."""
        single = _word_hashes(self.hashes, self.kinds[self.view] * _SALT)
        return [WordGrams(view, _mix(gram)) for view, gram in _grams(single, self.view, longest)]


@dataclass(frozen=True, slots=True, eq=False)
class WordGrams:
    """N-grams of words of one length, by their hashes, which all models have in common.

    Parameters
    ----------
    view : array of shape (n-grams,)
        The view that each is in; it only grows.
    hashes : array of shape (n-grams,)
        Their first bits are the column.
    """

    view: NDArray[np.intp]
    hashes: U64

    def first(self, count: int) -> WordGrams:
        """Return those of the first views."""
        end = self.view.searchsorted(count)
        return WordGrams(self.view[:end], self.hashes[:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class NgramHasher:
    """Turns views into the columns of their n-grams.

    Parameters
    ----------
    bits : int
        There are ``2**bits`` columns.
    characters : tuple of int or None
        Shortest and longest character n-gram; they do not reach over a token's own blanks.
    words : tuple of int
        Shortest and longest n-gram of tokens.
    """

    bits: int = 19
    characters: tuple[int, int] | None = (2, 5)
    words: tuple[int, int] = (1, 2)

    def blocks(self, views: Sequence[View]) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
        """Yield (row, column) of each n-gram, in blocks within which rows only grow.

        `views` must be ordered by row. Both arrays of a block have shape (number of its
        n-grams,). An n-gram that occurs twice stands twice.
        """
        rows = [row for row, _, _ in views]
        texts = [tokens for _, tokens, _ in views]
        salts = np.array([kind for _, _, kind in views], np.uint64) * _SALT
        row = np.array(rows, np.intp)
        ends = np.cumsum(np.fromiter(map(len, texts), np.intp, len(texts)))
        end = 0
        while end < len(views):
            start, before = end, ends[end - 1] if end else 0
            end = min(1 + int(ends.searchsorted(before + _BATCH_CHARACTERS)), len(views))
            # All of a row in one batch: its sums shall not depend on the rows before it.
            while end < len(views) and rows[end] == rows[end - 1]:
                end += 1
            for view, columns in self._batch_blocks(texts[start:end], salts[start:end]):
                yield row.take(start + view), columns

    def token_blocks(
        self, words: Sequence[str]
    ) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
        """Yield (index, column) of each n-gram that is within one token, of kind 0.

        These are the n-grams of characters, and the token itself. Both arrays of a block have
        shape (number of its n-grams,); an index only grows within a block.
        """
        of_one = replace(self, words=(1, 1))
        for start in range(0, len(words), _BATCH_WORDS):
            batch = words[start : start + _BATCH_WORDS]
            for index, columns in of_one._batch_blocks(batch, np.zeros(len(batch), np.uint64)):
                yield start + index, columns

    def _batch_blocks(
        self, texts: Sequence[str], salts: U64
    ) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
        """Yield (index of the text, column) of each n-gram."""
        codes = code_points("  ".join(texts).join(("  ", "  ")))
        blank = codes == _BLANK
        lengths = np.fromiter(map(len, texts), np.intp, len(texts)) + 2
        owner = np.concatenate([np.zeros(2, np.intp), np.repeat(np.arange(len(texts)), lengths)])
        hashes = _StretchHashes(codes)
        if self.characters:
            positions = np.where(blank, np.arange(len(codes)), len(codes))
            next_blank = np.minimum.accumulate(positions[::-1])[::-1]
            start = np.flatnonzero(~(blank[:-1] & blank[1:]))
            room = next_blank[start + 1] - start
            for length in range(self.characters[0], self.characters[1] + 1):
                inside = room >= length - 1
                start, room = start[inside], room[inside]
                view = owner.take(start + 1)
                salted = hashes.of(start, start + length)
                salted += salts.take(view)
                salted += np.uint64(length)
                yield view, self._columns(salted)
        start = np.flatnonzero(blank[:-1] & ~blank[1:]) + 1
        end = np.flatnonzero(~blank[:-1] & blank[1:]) + 1
        view = owner[start]
        yield from self._word_blocks(_word_hashes(hashes.of(start, end), salts[view]), view)

    def gram_blocks(
        self, grams: Iterable[WordGrams]
    ) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
        """Yield (index of the view, column) of each n-gram of words, as `blocks` does."""
        for of_length in grams:
            yield of_length.view, self._first_bits(of_length.hashes)

    def _word_blocks(
        self, single: U64, view: NDArray[np.intp]
    ) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
        grams = _grams(single, view, self.words[1])
        for of_view, gram in islice(grams, self.words[0] - 1, None):
            yield of_view, self._columns(gram)

    def _columns(self, hashes: U64) -> NDArray[np.intp]:
        return self._first_bits(_mix(hashes))

    def _first_bits(self, hashes: U64) -> NDArray[np.intp]:
        return (hashes >> np.uint64(64 - self.bits)).astype(np.intp)


def token_hashes(words: Sequence[str]) -> U64:
    """Return the hash of each token, shape (tokens,)."""
    lengths = np.fromiter(map(len, words), np.intp, len(words))
    ends = np.cumsum(lengths)
    return _StretchHashes(code_points("".join(words))).of(ends - lengths, ends)


def _word_hashes(stretches: U64, salts: U64) -> U64:
    return _mix(stretches + salts + _SALT)


def _grams(
    single: U64, view: NDArray[np.intp], longest: int
) -> Iterator[tuple[NDArray[np.intp], U64]]:
    """Yield (view, hash) of the n-grams of words of each length, from 1 on."""
    gram = single
    yield view, gram
    for length in range(2, longest + 1):
        gram = _next_word(gram[:-1], single[length - 1 :])
        whole = view[: len(gram)] == view[length - 1 :]
        yield view[: len(gram)][whole], gram[whole]


def _next_word(gram: U64, word: U64) -> U64:
    """Return the hashes of n-grams of words, each with one more word behind it."""
    return _mix(gram * np.uint64(31) + word)


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the code point of each sign of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


class _StretchHashes:
    """Polynomial hashes of all stretches of one array of code points."""

    def __init__(self, codes: NDArray[np.uint32]) -> None:
        self._inverses = _powers(_INVERSE, len(codes))
        terms = (codes.astype(np.uint64) + np.uint64(1)) * _powers(_BASE, len(codes))
        self._sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)])

    def of(self, start: NDArray[np.intp], end: NDArray[np.intp]) -> U64:
        hashes: U64 = self._sums.take(end)
        hashes -= self._sums.take(start)
        hashes *= self._inverses.take(start)
        return hashes


def _powers(base: int, count: int) -> U64:
    return _more_powers(base, 1 << count.bit_length())[:count]


@lru_cache(maxsize=8)  # of one base, those of a few lengths
def _more_powers(base: int, count: int) -> U64:
    factors = np.full(count, base, np.uint64)
    factors[:1] = 1
    return np.cumprod(factors, dtype=np.uint64)


def _mix(hashes: U64) -> U64:
    """Spread every input bit over all output bits (finaliser of MurmurHash3, A. Appleby)."""
    hashes = hashes ^ (hashes >> np.uint64(33))
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        hashes *= np.uint64(factor)
        hashes ^= hashes >> np.uint64(33)
    return hashes
