"""The output formats, and which renderer makes each of them."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from sentiment.present.report.texts import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sentiment.discussion import Discussion
    from sentiment.pipeline import Analysis


class Format(StrEnum):
    """The formats of `classify` and `separate`."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    HTML = "html"


def render_analyses(
    analyses: Iterable[Analysis],
    format_: Format,
    *,
    model: str,
    unsure: bool = False,
    explained: bool = False,
    escape_formulas: bool = False,
    language: Language = Language.DE,
    after: int = 0,
    output: Path | None = None,
) -> Iterator[str]:
    """Yield analyses in a format, piece by piece; nothing where there is no analysis.

    There is one piece for each analysis, and perhaps one more that ends the whole. Of a large
    table, an analysis and what is made of it take most of the memory, so that none of them is kept
    while the next is made: `map` lets go of them, the variable of a loop does not.

    Parameters
    ----------
    analyses : iterable of Analysis
        Consumed one at a time, but for HTML, which begins with an overview of all.
    format_ : Format
        What to make; HTML is the report; Parquet is no text.
    model : str
        The name of the model that classified; part of JSON and HTML.
    unsure : bool
        Whether labels may be `unsure`, so that JSON counts them.
    explained : bool
        Whether explanations were asked for, so that JSON has them; CSV has no room for any.
    escape_formulas : bool
        Whether CSV has a quote before what a spreadsheet would take for a formula.
    language : Language
        What HTML speaks.
    after : int
        How many analyses were rendered before, where an earlier run was interrupted.
    output : Path, optional
        Where the pieces go: a table fits the terminal only where it is shown on one, and there no
        reader's text steers it, in any format.

    Raises
    ------
    ValueError
        For Parquet.
    """
    match format_:
        case Format.JSON | Format.JSONL:
            from sentiment.present import json_text, records

            found = map(partial(records.of_analysis, unsure=unsure, explained=explained), analyses)
            if format_ is Format.JSONL:
                return json_text.lines(found, records.head(model))
            return json_text.document(found, records.head(model), after=after)
        case Format.CSV:
            from sentiment.present import csv_text

            rows = csv_text.of_analyses(analyses, escape_formulas=escape_formulas, after=after)
            return _shown(rows, output)
        case Format.TABLE:
            from sentiment.present import discussion_tables, terminal

            tables = map(discussion_tables.of_analysis, analyses)
            return terminal.printed(tables, output, after=after)
        case Format.HTML:
            from sentiment.present.report import rendering

            return _shown(rendering.page(analyses, model=model, language=language), output)
        case Format.PARQUET:
            raise ValueError("Parquet is no text: see sentiment.present.parquet")


def render_discussions(
    discussions: Iterable[Discussion],
    format_: Format,
    *,
    escape_formulas: bool = False,
    output: Path | None = None,
) -> Iterator[str]:
    """Yield separated discussions in a format; HTML shows how texts were cut."""
    match format_:
        case Format.JSON | Format.JSONL:
            from sentiment.present import json_text, records

            found = (records.of_discussion(discussion) for discussion in discussions)
            render = json_text.document if format_ is Format.JSON else json_text.lines
            return render(found, records.head())
        case Format.CSV:
            from sentiment.present import csv_text

            return _shown(
                csv_text.of_discussions(discussions, escape_formulas=escape_formulas), output
            )
        case Format.TABLE:
            from sentiment.present import discussion_tables, terminal

            return terminal.printed(
                (discussion_tables.of_discussion(discussion) for discussion in discussions), output
            )
        case Format.HTML:
            from sentiment.present import page

            return _shown(page.of_discussions(discussions), output)
        case Format.PARQUET:
            raise ValueError("Parquet is no text: see sentiment.present.parquet")


def _shown(pieces: Iterator[str], output: Path | None) -> Iterator[str]:
    """Return pieces as they are for a file or a pipe, and without what steers a terminal for one.

    JSON has nothing of that wherever it goes.
    """
    from sentiment.present import terminal, visible

    return map(visible.on_terminal, pieces) if terminal.is_terminal(output) else pieces
