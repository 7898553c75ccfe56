"""The output formats, and which renderer makes each of them."""

from __future__ import annotations

from enum import StrEnum
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
    HTML = "html"


def render_analyses(
    analyses: Iterable[Analysis],
    format_: Format,
    *,
    model: str,
    unsure: bool = False,
    explained: bool = False,
    language: Language = Language.DE,
    output: Path | None = None,
) -> Iterator[str]:
    """Yield analyses in a format, piece by piece; nothing where there is no analysis.

    Parameters
    ----------
    analyses : iterable of Analysis
        Consumed one at a time, but for HTML, which begins with an overview of all.
    format_ : Format
        What to make; HTML is the report.
    model : str
        The name of the model that classified; part of JSON and HTML.
    unsure : bool
        Whether labels may be `unsure`, so that JSON counts them.
    explained : bool
        Whether explanations were asked for, so that JSON has them; CSV has no room for any.
    language : Language
        What HTML speaks.
    output : Path, optional
        Where the pieces go: a table fits the terminal only where it is shown on one.
    """
    match format_:
        case Format.JSON | Format.JSONL:
            from sentiment.present import json_text, records

            found = (
                records.of_analysis(analysis, unsure=unsure, explained=explained)
                for analysis in analyses
            )
            render = json_text.document if format_ is Format.JSON else json_text.lines
            return render(found, records.head(model))
        case Format.CSV:
            from sentiment.present import csv_text

            return csv_text.of_analyses(analyses)
        case Format.TABLE:
            from sentiment.present import discussion_tables, terminal

            return terminal.printed(
                (discussion_tables.of_analysis(analysis) for analysis in analyses), output
            )
        case Format.HTML:
            from sentiment.present.report import rendering

            return rendering.page(analyses, model=model, language=language)


def render_discussions(
    discussions: Iterable[Discussion], format_: Format, *, output: Path | None = None
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

            return csv_text.of_discussions(discussions)
        case Format.TABLE:
            from sentiment.present import discussion_tables, terminal

            return terminal.printed(
                (discussion_tables.of_discussion(discussion) for discussion in discussions), output
            )
        case Format.HTML:
            from sentiment.present import page

            return page.of_discussions(discussions)
