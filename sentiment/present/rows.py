"""Analyses as the rows of a table: one for each comment, with the columns of CSV and Parquet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sentiment.errors import DataError
from sentiment.opinion import STANCE_LABELS
from sentiment.pipeline import Analysis
from sentiment.present.csv_text import (
    COMMENT_COLUMNS,
    OPINION_COLUMNS,
    SEPARATED_COLUMNS,
    comment_cells,
    opinion_cells,
    separated_cells,
)
from sentiment.present.records import mention_record, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sentiment.discussion import Comment
    from sentiment.opinion import Opinion

Row = dict[str, object]


def rows(analyses: Iterable[Analysis]) -> Iterator[Row]:
    """Yield a row for each comment, in order, which pandas and polars make frames of.

    The columns are those of `--format parquet`, which `docs/python.md` lists. `mentions` and
    `stances` are lists, with the probabilities that CSV has no room for.

    Raises
    ------
    DataError
        Where something else than analyses is given, also an analysis by itself.
    """
    for number, analysis in enumerate(_checked(analyses), start=1):
        if not isinstance(analysis, Analysis):
            raise _refusal(f"number {number} is {type(analysis).__name__}, and no analysis")
        source = analysis.discussion.source
        for comment, opinion in zip(analysis.discussion.comments, analysis.opinions, strict=True):
            comment_row = dict(zip(COMMENT_COLUMNS, comment_cells(source, comment), strict=True))
            opinion_row = dict(zip(OPINION_COLUMNS, opinion_cells(opinion), strict=True))
            yield {**comment_row, **opinion_row, **_sides(opinion), "is_host": comment.is_host}


def _checked(analyses: Iterable[Analysis]) -> Iterable[Analysis]:
    if not isinstance(analyses, Iterable):
        raise _refusal(f"is {type(analyses).__name__}, and no list of analyses")
    return analyses


def _refusal(problem: str) -> DataError:
    return DataError(problem, where="analyses", remedy="give all that sentiment.analyse yields")


def separated_row(source: str, comment: Comment) -> Row:
    """Return the row of a comment that nobody classified."""
    return dict(zip(SEPARATED_COLUMNS, separated_cells(source, comment), strict=True))


def _sides(opinion: Opinion) -> Row:
    return {
        "mentions": [mention_record(mention) for mention in opinion.mentions],
        "stances": [
            {
                "target": stance.target,
                "label": stance.label,
                **{f"p_{label}": rounded(stance.probabilities[label]) for label in STANCE_LABELS},
            }
            for stance in opinion.stances
        ],
    }
