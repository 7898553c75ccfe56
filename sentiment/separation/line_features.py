"""Lines as numbers: what each looks like by itself, beside its neighbours, and so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sentiment.separation import signs as kinds
from sentiment.separation.cues import (
    CLOSING,
    EMOJI,
    LINE_CUES,
    POLITE,
    SENTENCE_ENDS,
    WORD_CUES,
    Has,
    folded,
)
from sentiment.separation.signs import Signs

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from sentiment.separation.lines import Line

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Counts = NDArray[np.intp]
    Rows = NDArray[np.intp]

_CUE_CHARACTERS = 120  # of a line in which a cue of the whole line may stand
_BEGINNING = 40  # of a longer line, in which one may stand
_LONG, _SHORT = 300, 60
_FEW_WORDS = 3
_PAGE = 4  # columns that are the same for all lines, but for the first
_PAST = 12  # lines that the running mean remembers, as the length of its decay
_AT_ONCE = 64  # lines whose running means are one product of matrices
_REACH = 2  # neighbours on either side

_BLANK = 15
_STYLE = 1 + 15 + len(WORD_CUES)  # the first columns
_WHO = slice(3, 12)  # cues of author and date


def line_features(lines: Sequence[Line], word_cues: Counts, register: Floats) -> Floats:
    """Return the features of all lines of one text, shape (lines, features).

    Parameters
    ----------
    lines : sequence of Line
        The whole text.
    word_cues : array of shape (lines, cues)
        How many words of each line match each of `WORD_CUES`.
    register : array of shape (lines,)
        How much each line sounds like a reader and not like an article: log-odds.
    """
    signs = Signs.of([line.head for line in lines])
    words = signs.count(kinds.BLANK) + 1
    by_cue = _line_cues(lines, signs)
    own = np.array(
        [
            register,
            *_style(lines, signs),
            *np.minimum(word_cues.T * 10 / words, 3.0),
            np.minimum(signs.count_places(_places(POLITE, signs.text)) * 10 / words, 3.0),
            *by_cue,
        ]
    )
    n = len(lines)
    features = np.zeros((n, len(own) * (1 + 2 * _REACH) + 2 * _STYLE + _PAGE))
    neighbours, of_past, page = np.split(features, [-2 * _STYLE - _PAGE, -_PAGE], axis=1)
    _lay_neighbours(own.T, neighbours)
    style = neighbours[:, :_STYLE]
    before = _running_mean(style)
    after = _running_mean(style[::-1])[::-1]
    of_past[:, :_STYLE] = style - before
    of_past[:, _STYLE:] = after - before
    page[:, 0] = np.log1p(n) / 3
    page[:, 1] = own[_BLANK].mean()
    page[:, 2] = np.any(by_cue[_WHO], axis=0).mean()
    page[0, 3] = 1.0
    return features


def _style(lines: Sequence[Line], signs: Signs) -> Iterator[Floats | Flags]:
    lengths = np.array([line.length for line in lines])
    sizes = signs.ends - signs.begins
    yield np.log1p(lengths) / 3
    yield lengths > _LONG
    yield lengths < _SHORT
    yield np.array([line.tail.rstrip(CLOSING).endswith(SENTENCE_ENDS) for line in lines])
    yield np.array([line.tail.endswith(":") for line in lines])
    yield np.array([line.head[0].islower() for line in lines])
    smiling = _places(EMOJI, signs.text)
    has_emoji = signs.count_places(smiling) > 0
    for row in np.flatnonzero(lengths > sizes).tolist():
        has_emoji[row] |= EMOJI.search(lines[row].tail) is not None
    yield signs.cut(np.ones(len(lines), np.intp)).count_places(smiling) > 0
    yield has_emoji
    yield np.minimum(signs.count(kinds.EXCLAMATION) * 40 / sizes, 2.0)
    yield np.minimum(signs.count(kinds.QUESTION) * 40 / sizes, 2.0)
    yield signs.has_double(kinds.STOP) | (signs.count(kinds.ELLIPSIS) > 0)
    yield np.minimum(signs.count(kinds.QUOTE) * 20 / sizes, 2.0)
    yield signs.count(kinds.CAPITAL) / sizes * 5
    yield signs.count(kinds.DIGIT) / sizes * 5
    yield np.array([line.blank_before for line in lines])


def _places(pattern: re.Pattern[str], text: str) -> Rows:
    return np.array([found.start() for found in pattern.finditer(text)], np.intp)


def _line_cues(lines: Sequence[Line], signs: Signs) -> Flags:
    """Return which of `LINE_CUES` each line begins with, shape (cues, lines)."""
    texts = [
        line.head[: _CUE_CHARACTERS if line.length <= _CUE_CHARACTERS else _BEGINNING]
        for line in lines
    ]
    shown = _shown(signs.cut(np.fromiter(map(len, texts), np.intp, len(texts))))
    texts = folded("\n".join(texts)).split("\n")
    found = np.zeros((len(LINE_CUES), len(lines)), bool)
    for cue, (pattern, need) in zip(found, LINE_CUES, strict=True):
        rows = range(len(lines)) if need is None else shown[need].nonzero()[0].tolist()
        match = pattern.match
        if hits := [row for row in rows if match(texts[row])]:
            cue[hits] = True
    return found


def _shown(signs: Signs) -> dict[Has, Flags]:
    blanks = signs.count(kinds.WHITE)
    return {
        Has.DIGIT: signs.count(kinds.DIGIT) > 0,
        Has.COLON: signs.count(kinds.COLON) > 0,
        Has.COLON_OR_BAR: signs.count(kinds.COLON | kinds.BAR) > 0,
        Has.BRACKET: signs.count(kinds.BRACKET) > 0,
        Has.MARK_AND_BLANK: signs.has_pair(kinds.MARK, kinds.WHITE),
        Has.ONE_WORD: blanks == 0,
        Has.FEW_WORDS: blanks < _FEW_WORDS,
    }


def _lay_neighbours(own: Floats, rows: Floats) -> None:
    """Write each row and its neighbours, from above to below, into `rows`, which are zeros."""
    n, width = own.shape
    rows[:, :width] = own
    for place, by in enumerate((*range(-_REACH, 0), *range(1, _REACH + 1)), start=1):
        here = slice(max(-by, 0), max(n - max(by, 0), 0))
        there = slice(max(by, 0), max(n - max(-by, 0), 0))
        rows[here, place * width : (place + 1) * width] = own[there]


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
