"""What the line model knows of the words of a page, each of which it looks at once.

A chunk is what stands between two blanks. All that tokens and cue words depend on is in it; only a
name may follow its "@" behind a blank, and a line with such a one is a chunk as a whole. Chunks
stay known from page to page, since nine of ten words of a page stood in others before.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.features import token_hashes, tokens_and_breaks
from sentiment.separation.cues import ANY_WORD_CUE, WORD_CUES, WORDS_AND_BREAKS, folded
from sentiment.separation.stretches import stretches, sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.ngram_model import NgramModel

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]
    U64 = NDArray[np.uint64]

_MOST = 100_000  # chunks that stay known from page to page
_CUES = len(WORD_CUES)
_BREAK = "\n"
_BLANK_WITHIN = "\r"  # no line holds one


@dataclass(frozen=True, slots=True, eq=False)
class KnownWords:
    """The words of the lines of a page.

    Parameters
    ----------
    hashes : array of shape (tokens,)
        Of the tokens of all lines, one after the other.
    lengths : array of shape (lines,)
        How many tokens each line has.
    cues : array of shape (lines, cues)
        How many words of each line match each of `WORD_CUES`.
    register : array of shape (lines, classes + 1)
        What the register's n-grams that are within one token add up to.
    """

    hashes: U64
    lengths: Places
    cues: Floats
    register: Floats


class Lexicon:
    """Chunks and what they are worth. Several threads may read pages at a time.

    Parameters
    ----------
    register : NgramModel
        Whose n-grams are added up.
    """

    def __init__(self, register: NgramModel) -> None:
        self._register = register
        self._lock = Lock()
        self._forget()

    def __reduce__(self) -> tuple[Any, ...]:
        return Lexicon, (self._register,)  # a lock cannot be pickled

    def read(self, lines: Sequence[str]) -> KnownWords:
        """Look up the words of lines, none of which holds a line break."""
        chunks = _chunks(lines)
        with self._lock:
            numbers = np.fromiter(map(self._number_of.__getitem__, chunks), np.intp, len(chunks))
            self._learn()
            # What stands in these arrays up to now stays in them, whatever others read.
            starts, lengths, hashes = self._starts, self._lengths, self._hashes
            register, cues, shows_cue = self._of_register, self._cues, self._shows_cue
            if self._known > _MOST:
                self._forget()
        ends = (numbers == 0).nonzero()[0]
        begins = np.concatenate([[0], ends[:-1] + 1])
        of_chunks = lengths[numbers]
        show_cue = shows_cue[numbers]  # one of ten
        return KnownWords(
            hashes=hashes[stretches(starts[numbers], of_chunks)],
            lengths=np.add.reduceat(of_chunks, begins),
            cues=sums(cues[numbers[show_cue]], np.add.reduceat(show_cue, begins, dtype=np.intp)),
            register=np.add.reduceat(register.take(numbers, axis=0), begins),
        )

    def _forget(self) -> None:
        self._number_of: defaultdict[str, int] = defaultdict()
        self._number_of.default_factory = self._number_of.__len__
        self._number_of[_BREAK] = 0
        self._known, self._tokens = 1, 0
        self._starts = np.zeros(1, np.intp)
        self._lengths = np.zeros(1, np.intp)
        # Of each chunk: what the register's n-grams within its tokens add up to, its cue words, and
        # whether it has any.
        self._of_register = self._register.sums([], 1)
        self._cues = np.zeros((1, _CUES))
        self._shows_cue = np.zeros(1, bool)
        self._hashes = np.zeros(0, np.uint64)

    def _learn(self) -> None:
        """Find out what the chunks are worth that were numbered since it last did."""
        count = len(self._number_of) - self._known
        if not count:
            return
        newest = [*islice(reversed(self._number_of), count)][::-1]
        text = _BREAK.join([*newest, ""]).replace(_BLANK_WITHIN, " ")
        tokens, lengths = _by_line(tokens_and_breaks(text))
        cues = _cue_counts(text)
        distinct = list(dict.fromkeys(tokens))
        place_of = dict(zip(distinct, range(len(distinct)), strict=True))
        places = np.fromiter(map(place_of.__getitem__, tokens), np.intp, len(tokens))
        blocks = self._register.hasher().token_blocks(distinct)
        of_tokens = self._register.sums(blocks, len(distinct))[places]
        starts = self._tokens + np.cumsum(lengths) - lengths
        self._hashes = _written(self._hashes, self._tokens, token_hashes(distinct)[places])
        self._starts = _written(self._starts, self._known, starts)
        self._lengths = _written(self._lengths, self._known, lengths)
        self._of_register = _written(self._of_register, self._known, sums(of_tokens, lengths))
        self._cues = _written(self._cues, self._known, cues)
        self._shows_cue = _written(self._shows_cue, self._known, cues.sum(axis=1) > 0)
        self._known += count
        self._tokens += len(tokens)


def _chunks(lines: Sequence[str]) -> list[str]:
    """Return the chunks of lines, and a break behind those of each line."""
    text = f" {_BREAK} ".join([*lines, ""])
    if "@ " in text:
        whole = [line.replace(" ", _BLANK_WITHIN) if "@ " in line else line for line in lines]
        text = f" {_BREAK} ".join([*whole, ""])
    return text.split(" ")[:-1]


def _by_line(strings: Sequence[str]) -> tuple[list[str], Places]:
    """Return strings without the line breaks among them, and how many each line has."""
    breaks = [place for place, string in enumerate(strings) if string == _BREAK]
    return [string for string in strings if string != _BREAK], np.diff([-1, *breaks]) - 1


def _cue_counts(text: str) -> Floats:
    """Return how many words of each line of `text` match each of `WORD_CUES`."""
    words, lengths = _by_line(WORDS_AND_BREAKS.findall(folded(text)))
    cues_of = {
        word: [bool(cue.fullmatch(word)) for cue in WORD_CUES]
        for word in set(words)
        if ANY_WORD_CUE.fullmatch(word)
    }
    found = [place for place, word in enumerate(words) if word in cues_of]
    of_words = np.zeros((len(words), _CUES))
    if found:
        of_words[found] = [cues_of[words[place]] for place in found]
    return sums(of_words, lengths)


def _written(array: NDArray[Any], at: int, rows: NDArray[Any]) -> NDArray[Any]:
    """Return an array with `rows` from `at` on, which is longer where they need more room."""
    end = at + len(rows)
    if end > len(array):
        longer = np.zeros((max(end, 2 * len(array)), *array.shape[1:]), array.dtype)
        longer[:at] = array[:at]
        array = longer
    array[at:end] = rows
    return array
