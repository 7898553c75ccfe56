"""Lines as numbers: what each looks like by itself, beside its neighbours, and so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sentiment.separation.cues import (
    ANY_CLOCK,
    ANY_DAY,
    ANY_DIGIT,
    ANY_START,
    CLOSING,
    DOUBLED,
    EMOJI,
    LINE_CUES,
    POLITE,
    SENTENCE_ENDS,
    STOP_AND_REST,
    WORD_CUES,
    WORDS_OF_AGO,
    Has,
    folded,
)
from sentiment.separation.signs import (
    BLANK,
    BRACKET,
    CAPITAL,
    COLON,
    DIGIT,
    ELLIPSIS,
    EXCLAMATION,
    QUESTION,
    QUOTE,
    Signs,
    line_starts,
    rows_with,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from sentiment.separation.lines import Line

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Rows = NDArray[np.intp]

_CUE_CHARACTERS = 120  # of a line in which a cue of the whole line may stand
_BEGINNING = 40  # of a longer line, in which one may stand
_LONG, _SHORT = 300, 60
_FEW_WORDS = 3
_PAST = 12  # lines that the running mean remembers, as the length of its decay
_AT_ONCE = 64  # lines whose running means are one product of matrices
_REACH = 2  # neighbours on either side
_AROUND = (0, *range(-_REACH, 0), *range(1, _REACH + 1))  # the line, and those above and below it
_LAID_OUT = 1024  # lines whose columns, six times as many as are kept, stand in memory at a time

# The columns of a line itself: the register, what it looks like, words, polite words, patterns.
_BLANK = 15
_WORDS = 1 + 15
_STYLE = _WORDS + len(WORD_CUES)
_OWN = _STYLE + 1 + len(LINE_CUES)
_WHO = slice(3, 12)  # cues of author and date

_ENDS = (3, 12)  # lines of a page's beginning and end


@dataclass(frozen=True, slots=True, eq=False)
class LineFeatures:
    """The features of all lines of one text.

    Most are those of neighbours, which are kept once and laid out beside a line where they are
    asked for.

    Parameters
    ----------
    padded : array of shape (lines + 4, own columns)
        What each line looks like by itself, between two rows of zeros above and two below.
    before, after : arrays of shape (lines, columns of style)
        Fading means of how the lines look that stand above each, and below it.
    of_page : array of shape (3,)
        The page's length, and how many lines follow a blank one, or name authors or dates.
    """

    padded: Floats
    before: Floats
    after: Floats
    of_page: Floats

    def __len__(self) -> int:
        return len(self.before)

    @property
    def own(self) -> Floats:
        """What each line looks like by itself, shape (lines, own columns)."""
        return self.padded[_REACH:-_REACH]

    def rows(self, first: int, end: int) -> Floats:
        """Return the features of lines from `first` on, before `end`, shape (lines, features)."""
        own, before = self.own[first:end], self.before[first:end]
        page = np.tile(np.append(self.of_page, 0.0), (len(own), 1))
        page[: first == 0, -1] = 1.0
        return np.hstack(
            [
                *(self.padded[first + _REACH + by : end + _REACH + by] for by in _AROUND),
                own[:, :_STYLE] - before,
                self.after[first:end] - before,
                page,
            ]
        )

    def times(self, weights: Floats) -> Floats:
        """Return the product with weights, shape (features, any); laid out, lines need much."""
        starts = range(0, len(self), _LAID_OUT)
        blocks = (self.rows(at, min(at + _LAID_OUT, len(self))) for at in starts)
        return np.concatenate([block @ weights for block in blocks])

    def page_columns(self) -> Floats:
        """Return what the lines say of their page, shape (columns,).

        These are means of the lines' own columns, over the page and over its ends, where sites
        stand; the page's length; and how many lines name authors or dates, or follow a blank one.
        """
        own = self.own
        ends = [end.mean(axis=0) for length in _ENDS for end in (own[:length], own[-length:])]
        of_page: Floats = np.concatenate([own.mean(axis=0), self.of_page, *ends])
        return of_page


def line_features(lines: Sequence[Line], word_cues: Floats, register: Floats) -> LineFeatures:
    """Return the features of all lines of one text.

    Parameters
    ----------
    lines : sequence of Line
        The whole text.
    word_cues : array of shape (lines, cues)
        How many words of each line match each of `WORD_CUES`.
    register : array of shape (lines,)
        How much each line sounds like a reader and not like an article: log-odds.
    """
    heads = [line.head for line in lines]
    signs = Signs.of(heads)
    n = len(lines)
    padded = np.zeros((n + 2 * _REACH, _OWN))
    own = padded[_REACH:-_REACH]
    own[:, 0] = register
    _lay_style(lines, signs, own[:, 1:_WORDS])
    words = signs.counts[BLANK] + 1
    np.minimum(word_cues * 10 / words[:, None], 3.0, out=own[:, _WORDS:_STYLE])
    polite = signs.count_places(_places(POLITE, signs.text))
    np.minimum(polite * 10 / words, 3.0, out=own[:, _STYLE])
    by_cue = _line_cues(heads, signs)
    own[:, _STYLE + 1 :] = by_cue.T
    style = own[:, :_STYLE]
    of_page = [np.log1p(n) / 3, own[:, _BLANK].mean(), by_cue[_WHO].any(axis=0).mean()]
    return LineFeatures(
        padded=padded,
        before=_running_mean(style),
        after=_running_mean(style[::-1])[::-1],
        of_page=np.array(of_page),
    )


def _lay_style(lines: Sequence[Line], signs: Signs, columns: Floats) -> None:
    """Write what lines look like into `columns`, shape (lines, 15)."""
    lengths = np.array([line.length for line in lines])
    sizes = signs.ends - signs.begins
    counts = signs.counts
    smiling = _places(EMOJI, signs.text)
    columns[:, 0] = np.log1p(lengths) / 3
    columns[:, 1] = lengths > _LONG
    columns[:, 2] = lengths < _SHORT
    columns[:, 3] = [line.tail.rstrip(CLOSING)[-1:] in SENTENCE_ENDS for line in lines]
    columns[:, 4] = [line.tail[-1] == ":" for line in lines]
    columns[:, 5] = [line.head[0].islower() for line in lines]
    if len(smiling):
        columns[:, 6] = np.isin(signs.begins, smiling)
        columns[:, 7] = signs.count_places(smiling) > 0
    for row in (lengths > sizes).nonzero()[0].tolist():
        if EMOJI.search(lines[row].tail):
            columns[row, 7] = 1.0
    np.minimum(counts[EXCLAMATION] * 40 / sizes, 2.0, out=columns[:, 8])
    np.minimum(counts[QUESTION] * 40 / sizes, 2.0, out=columns[:, 9])
    columns[:, 10] = counts[ELLIPSIS] > 0
    columns[rows_with(DOUBLED, signs.text, signs.starts), 10] = 1.0
    np.minimum(counts[QUOTE] * 20 / sizes, 2.0, out=columns[:, 11])
    columns[:, 12:14] = (counts[CAPITAL : DIGIT + 1] / sizes * 5).T
    columns[:, 14] = [line.blank_before for line in lines]


def _places(pattern: re.Pattern[str], text: str) -> Rows:
    return np.array([found.start() for found in pattern.finditer(text)], np.intp)


def _line_cues(heads: Sequence[str], signs: Signs) -> Flags:
    """Return which of `LINE_CUES` each line begins with, shape (cues, lines)."""
    text = folded(
        "\n".join([head if len(head) <= _CUE_CHARACTERS else head[:_BEGINNING] for head in heads])
    )
    texts = text.split("\n")
    starts = line_starts(texts)
    shown = _shown(text, texts, starts, signs)
    found = np.zeros((len(LINE_CUES), len(heads)), bool)
    for cue, (pattern, need) in zip(found, LINE_CUES, strict=True):
        rows = rows_with(need, text, starts) if isinstance(need, tuple) else shown[need]
        match = pattern.match
        if hits := [row for row in rows if match(texts[row])]:
            cue[hits] = True
    return found


def _shown(
    text: str, texts: Sequence[str], starts: Sequence[int], signs: Signs
) -> dict[Has, Sequence[int]]:
    """Return the lines that show what a pattern may need.

    `texts` are what is looked at of the lines, `text` all of them, and `starts` where each is in
    it. `signs` are those of the lines, and may stand further behind.
    """

    def those(rows: Iterable[int], show: Callable[[str], object]) -> list[int]:
        return [row for row in rows if show(texts[row])]

    few_words = [row for row, text in enumerate(texts) if text.count(" ") < _FEW_WORDS]
    digits = those(signs.rows_with(DIGIT), ANY_DIGIT.search)
    stops = np.searchsorted(starts, _places(STOP_AND_REST, text), side="right") - 1
    return {
        Has.DIGIT: digits,
        Has.DAY: those(digits, ANY_DAY.search),
        Has.CLOCK: those(digits, ANY_CLOCK.search),
        Has.AGO: rows_with(WORDS_OF_AGO, text, starts) + those(digits, ANY_DIGIT.match),
        Has.STOP: stops.tolist(),
        Has.COLON: [row for row in signs.rows_with(COLON) if ":" in texts[row]],
        Has.BRACKET: signs.rows_with(BRACKET),
        Has.FEW_WORDS: few_words,
        Has.ONE_WORD: [row for row in few_words if " " not in texts[row]],
        Has.A_START: those(range(len(texts)), ANY_START.match),
    }


_STAYS = 1 - 1 / _PAST
_AGES = np.subtract.outer(np.arange(_AT_ONCE), np.arange(_AT_ONCE))
_MOVES = np.where(_AGES >= 0, _STAYS ** np.maximum(_AGES, 0) / _PAST, 0.0)
_FADES = _STAYS ** np.arange(1, _AT_ONCE + 1)[:, None]
_COUNTS = np.arange(1, _PAST + 1)[:, None]


def _running_mean(rows: Floats) -> Floats:
    """Return for each row the fading mean of the rows before it; for the first, the row itself.

    The mean of up to `_PAST` rows is a plain one; each row further moves it by that part.
    """
    means = np.empty(rows.shape)
    means[0] = rows[0]
    few = rows[: min(_PAST, len(rows) - 1)]
    means[1 : 1 + len(few)] = np.cumsum(few, axis=0) / _COUNTS[: len(few)]
    for at in range(_PAST, len(rows) - 1, _AT_ONCE):
        some = rows[at : min(at + _AT_ONCE, len(rows) - 1)]
        size = len(some)
        means[at + 1 : at + 1 + size] = _FADES[:size] * means[at] + _MOVES[:size, :size] @ some
    return means
