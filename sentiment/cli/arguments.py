"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sentiment.present.formats import Format

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, addresses such as s3://..., or - for standard input.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    Format,
    typer.Option(
        "--format", help="What to write; html is a page to look at, parquet needs --output."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help="Write to this file instead of standard output."),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME|DIR", help="One of `sentiment models`, or a folder."),
]
Targets = Annotated[
    list[str] | None,
    typer.Option(
        "--target", metavar="TEXT", help="Stance toward this, not the found subject; repeatable."
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence", metavar="P", min=0, max=1, help="Below it a label is `unsure`."
    ),
]
EscapeFormulas = Annotated[
    bool,
    typer.Option(
        "--escape-formulas",
        help="In CSV, put ' before what a spreadsheet would take for a formula.",
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", metavar="N", min=1, help="Worker processes.")]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS", help="Classify on a Dask cluster: tcp://HOST:8786."
    ),
]
Samples = Annotated[
    list[Path],
    typer.Argument(
        metavar="SAMPLES", help="Labelled samples: JSONL, CSV or TSV.", show_default=False
    ),
]
SkipInvalid = Annotated[
    bool, typer.Option("--skip-invalid", help="Count and skip rows that are not valid.")
]
Annotator = Annotated[
    str, typer.Option(metavar="NAME", help="Who labels: two of them can be compared.")
]


class LabelTask(StrEnum):
    """Tasks whose samples are labelled texts."""

    SENTIMENT = "sentiment"
    STANCE = "stance"


class Task(StrEnum):
    """All tasks."""

    SENTIMENT = "sentiment"
    STANCE = "stance"
    SEPARATION = "separation"


class TableFormat(StrEnum):
    """The formats of figures."""

    TABLE = "table"
    JSON = "json"


TableOption = Annotated[TableFormat, typer.Option("--format", help="What to write.")]


def checked(targets: list[str] | None) -> tuple[str, ...]:
    """Return targets that all have a name, without blanks around it, and each once.

    Raises
    ------
    typer.BadParameter
        Where one has none, or one that was typed in another encoding than the system's.
    """
    if not all(map(str.strip, targets or ())):
        raise typer.BadParameter("a target needs a name", param_hint="--target")
    if not all(map(is_text, targets or ())):
        raise typer.BadParameter("it is no UTF-8; set the terminal to it", param_hint="--target")
    return tuple(dict.fromkeys(map(str.strip, targets or ())))


def is_text(argument: str) -> bool:
    """Tell whether an argument is text; Python keeps bytes that are none as halves of signs."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return False
    return True


def check_output(inputs: Iterable[str | Path], output: Path | None) -> None:
    """Refuse to replace an input by what is made of it, or by what is written beside that.

    What is written into a folder that is read would be read as comments of the next run.

    Parameters
    ----------
    inputs : iterable of str or Path
        Names, or what `find` found under them.

    Raises
    ------
    typer.BadParameter
        Where the output is one of the inputs, or of the files of a folder among them, or where an
        input has the name of its draft, journal or provenance.
    OutputError
        Where the output is a link to itself, or nothing can have its name.
    """
    from sentiment.draft import draft_and_journal
    from sentiment.inputs import find
    from sentiment.present.writing import followed
    from sentiment.provenance import provenance_beside
    from sentiment.readers.folders import is_same_file

    if output is None:
        return
    target = followed(output)
    if target.exists() and not target.is_file():
        return  # a device has nothing beside it, and a folder is refused
    beside = (*draft_and_journal(target), provenance_beside(output))
    written = [path for path in (target, *beside) if is_same_file(path, path)]
    if not written:
        return  # no file is there yet
    # Names under which nothing is found are told when they are read.
    for path in find(inputs, on_error=lambda _: None):
        lost = [one for one in written if isinstance(path, Path) and is_same_file(path, one)]
        if target in lost:
            raise typer.BadParameter(
                "it is one of the inputs; name another file", param_hint="--output"
            )
        if lost:
            raise typer.BadParameter(
                f"{lost[0].name}, which is written beside it, is one of the inputs; "
                "name another file",
                param_hint="--output",
            )


def check_parquet(format_: Format, output: Path | None) -> None:
    """Refuse to write Parquet to standard output, which nobody could read there.

    Raises
    ------
    typer.BadParameter
        Where there is no file for it.
    """
    from sentiment.present.writing import is_written_into

    if format_ is Format.PARQUET and (output is None or is_written_into(output)):
        raise typer.BadParameter(
            "parquet needs a file: name one with --output", param_hint="--format"
        )


def check_formulas(format_: Format, *, escape_formulas: bool) -> None:
    """Refuse to escape formulas in a format that no spreadsheet looks for them in.

    Raises
    ------
    typer.BadParameter
        Where it is not CSV.
    """
    if escape_formulas and format_ is not Format.CSV:
        raise typer.BadParameter(f"{format_} has no formulas", param_hint="--escape-formulas")
