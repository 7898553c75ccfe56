"""One row a comment: comma-separated, UTF-8, with a header.

Cells are the readers' own words, also where they begin with `=`, `+`, `-` or `@`, which a
spreadsheet takes for a formula: a quote put before them is read back as part of the text, and
changes what a model sees and what `start` and `end` point at. So it is put there only on request.
"""

from __future__ import annotations

import csv
import io
import re
from itertools import count
from typing import TYPE_CHECKING

from sentiment.opinion import SENTIMENT_LABELS, STANCE_LABELS
from sentiment.present.records import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sentiment.discussion import Comment, Discussion
    from sentiment.opinion import Mention, Opinion, Stance
    from sentiment.pipeline import Analysis

    Cell = str | int | float | None

# After OWASP, "CSV Injection". A German Excel cuts at semicolons, whatever stands between commas,
# so that a formula may begin inside of a cell, too. Blanks and quotes before it are passed over.
_FORMULA = re.compile('^(?=[\t\r\n])|(?:^|[;\t\r\n])(?=[ \xa0"]*[=+@\uff1d\uff0b\uff0d\uff20-])')

COMMENT_COLUMNS = ("source", "id", "parent", "author", "date", "start", "end", "text")
# Of what nobody was asked about, `target` is that of the row itself.
SEPARATED_COLUMNS = (*COMMENT_COLUMNS, "target", "is_host")
OPINION_COLUMNS = (
    "sentiment",
    "score",
    "p_negative",
    "p_neutral",
    "p_positive",
    "target",
    "stance",
    "p_against",
    "p_stance_neutral",
    "p_favor",
    "mentions",
    "stances",
    "reply_stance",
)
CLASSIFIED_COLUMNS = (*COMMENT_COLUMNS, *OPINION_COLUMNS, "is_host")


def of_analyses(
    analyses: Iterable[Analysis], *, escape_formulas: bool = False, after: int = 0
) -> Iterator[str]:
    """Return a piece for each analysis: a row for each comment; `stances` has all of them.

    Parameters
    ----------
    analyses : iterable of Analysis
        Consumed one at a time.
    escape_formulas : bool
        Whether a quote goes before what a spreadsheet would take for a formula.
    after : int
        How many others were written before; the header stands before the first of all.
    """

    def piece(analysis: Analysis, number: int) -> str:
        source = analysis.discussion.source
        pairs = zip(analysis.discussion.comments, analysis.opinions, strict=True)
        rows = [
            (*comment_cells(source, comment), *opinion_cells(o), comment.is_host)
            for comment, o in pairs
        ]
        header = () if number else (CLASSIFIED_COLUMNS,)
        return _rows((*header, *rows), escape_formulas=escape_formulas)

    return map(piece, analyses, count(after))


def of_discussions(
    discussions: Iterable[Discussion], *, escape_formulas: bool = False
) -> Iterator[str]:
    """Yield a piece for each discussion: a row for each comment, the first with a header."""
    for number, discussion in enumerate(discussions):
        rows = [separated_cells(discussion.source, comment) for comment in discussion.comments]
        header = () if number else (SEPARATED_COLUMNS,)
        yield _rows((*header, *rows), escape_formulas=escape_formulas)


def comment_cells(source: str, comment: Comment) -> tuple[Cell, ...]:
    """Return the cells of `COMMENT_COLUMNS`."""
    span = comment.span
    start, end = (span.start, span.end) if span else (None, None)
    head = (source, comment.id, comment.parent, comment.author, comment.date)
    return (*head, start, end, comment.text)


def separated_cells(source: str, comment: Comment) -> tuple[Cell, ...]:
    """Return the cells of `SEPARATED_COLUMNS`."""
    return (*comment_cells(source, comment), comment.target, comment.is_host)


def opinion_cells(opinion: Opinion) -> tuple[Cell, ...]:
    """Return the cells of `OPINION_COLUMNS`."""
    mood = opinion.sentiment
    moods = (rounded(mood.probabilities[label]) for label in SENTIMENT_LABELS)
    stance = opinion.stances[0] if opinion.stances else None
    stances: tuple[Cell, ...] = (None,) * (2 + len(STANCE_LABELS))
    if stance:
        shares = (rounded(stance.probabilities[label]) for label in STANCE_LABELS)
        stances = (stance.target, stance.label, *shares)
    sides = (_sides(opinion.mentions), _sides(opinion.stances))
    reply = opinion.reply_stance.label if opinion.reply_stance else None
    return (mood.label, rounded(mood.score), *moods, *stances, *sides, reply)


def _sides(sides: Iterable[Mention | Stance]) -> str:
    return ";".join(f"{side.target}:{side.label}" for side in sides)


def _rows(rows: Iterable[Sequence[Cell]], *, escape_formulas: bool) -> str:
    if escape_formulas:
        rows = ([_escaped(cell) for cell in row] for row in rows)
    return "".join(map(_row, rows))


def _escaped(cell: Cell) -> Cell:
    return _FORMULA.sub(r"\g<0>'", cell) if isinstance(cell, str) else cell


def _row(cells: Sequence[Cell]) -> str:
    # With "\r\n" as its line end the writer quotes a text with a lone "\r", too; the file itself
    # has the line ends that other tools of the shell expect.
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n") + "\n"
