"""Lines as numbers: what each looks like by itself, beside its neighbours, and so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sentiment.separation.cues import EMOJI, LINE_CUES, POLITE, SENTENCE_END, WORD_CUES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.separation.lines import Line

    Floats = NDArray[np.float64]

_CUE_CHARACTERS = 120  # of a line in which a cue of the whole line may stand
_PAST = 12  # lines that the running mean remembers, as the length of its decay
_REACH = 2  # neighbours on either side


def line_features(lines: Sequence[Line], register: Floats) -> Floats:
    """Return the features of all lines of one text, shape (lines, features).

    Parameters
    ----------
    lines : sequence of Line
        The whole text.
    register : array of shape (lines,)
        How much each line sounds like a reader and not like an article: log-odds.
    """
    own = np.column_stack([register, [_own(line) for line in lines]])
    style = own[:, : 1 + _STYLE + len(WORD_CUES)]
    neighbours = [_shifted(own, by) for by in (*range(-_REACH, 0), *range(1, _REACH + 1))]
    before = _running_mean(style)
    after = _running_mean(style[::-1])[::-1]
    n = len(lines)
    place = np.arange(n)
    page = np.column_stack(
        [
            np.full(n, np.log1p(n) / 3),
            np.full(n, own[:, _BLANK].mean()),
            np.full(n, own[:, -len(LINE_CUES) :][:, _WHO].max(axis=1).mean()),
        ]
    )
    return np.hstack([own, *neighbours, style - before, after - before, page, place[:, None] == 0])


_STYLE = 15
_BLANK = 15
_WHO = slice(3, 12)  # cues of author and date


def _own(line: Line) -> list[float]:
    head, tail = line.head, line.tail
    words = max(head.count(" ") + 1, 1)
    size = max(len(head), 1)
    short = head[:_CUE_CHARACTERS] if line.length <= _CUE_CHARACTERS else ""
    return [
        np.log1p(line.length) / 3,
        float(line.length > 300),
        float(line.length < 60),
        float(bool(SENTENCE_END.search(tail))),
        float(tail.endswith(":")),
        float(head[:1].islower()),
        float(bool(EMOJI.match(head))),
        float(bool(EMOJI.search(head) or EMOJI.search(tail))),
        min(head.count("!") * 40 / size, 2.0),
        min(head.count("?") * 40 / size, 2.0),
        float(".." in head or "…" in head or "!!" in head or "??" in head),
        min(sum(head.count(sign) for sign in '„“”»«"') * 20 / size, 2.0),
        sum(letter.isupper() for letter in head) / size * 5,
        sum(letter.isdigit() for letter in head) / size * 5,
        float(line.blank_before),
        *(min(len(cue.findall(head)) * 10 / words, 3.0) for cue in WORD_CUES),
        min(len(POLITE.findall(head)) * 10 / words, 3.0),
        *(float(bool(cue.match(short or head[:40]))) for cue in LINE_CUES),
    ]


def _shifted(rows: Floats, by: int) -> Floats:
    """Return each row's neighbour `by` lines further; zeros outside the text."""
    moved = np.zeros_like(rows)
    if abs(by) < len(rows):
        if by > 0:
            moved[:-by] = rows[by:]
        else:
            moved[-by:] = rows[:by]
    return moved


def _running_mean(rows: Floats) -> Floats:
    """Return for each row the fading mean of the rows before it; for the first, the row itself."""
    means = np.empty_like(rows)
    mean = rows[0]
    for i, row in enumerate(rows):
        means[i] = mean
        mean = mean + (row - mean) / min(i + 1, _PAST)
    return means
