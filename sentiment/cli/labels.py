"""`sentiment labels`: check, export and import of labels."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sentiment.cli.arguments import (
    LabelTask,
    Output,
    Samples,
    SkipInvalid,
    TableFormat,
    TableOption,
    check_output,
)
from sentiment.cli.failures import tell_skipped
from sentiment.labelling.tools import Tool

labels = typer.Typer(no_args_is_help=True, help="Check, export and import labels.")

_TaskOption = Annotated[LabelTask, typer.Option(help="Whose labels.")]


@labels.command()
def check(
    data: Samples,
    *,
    task: _TaskOption,
    format_: TableOption = TableFormat.TABLE,
    output: Output = None,
    skip_invalid: SkipInvalid = False,
) -> None:
    """Tell where labels differ, how far annotators agree, and how good the model was."""
    from sentiment.labelling.correction import read_corrections
    from sentiment.labelling.review import review
    from sentiment.present import write
    from sentiment.present.json_text import indented
    from sentiment.present.label_tables import of_review
    from sentiment.present.terminal import printed

    check_output(data, output)
    corrections, skipped = read_corrections(data, task.value, skip_invalid=skip_invalid)
    found = review(corrections, task.value)
    if format_ is TableFormat.JSON:
        write([indented(found.as_json())], output)
    else:
        write(printed([of_review(found)], output), output)
    tell_skipped(skipped)


@labels.command("export")
def export(
    data: Samples,
    *,
    task: _TaskOption,
    format_: Annotated[Tool, typer.Option("--format", help="The tool to write for.")],
    output: Output = None,
    skip_invalid: SkipInvalid = False,
) -> None:
    """Write labels for Label Studio (JSON) or doccano (JSON lines)."""
    from sentiment.labelling.correction import read_corrections
    from sentiment.labelling.exchange import exported
    from sentiment.present import write

    check_output(data, output)
    corrections, skipped = read_corrections(data, task.value, skip_invalid=skip_invalid)
    write(exported(corrections, task.value, format_), output, whole=format_ is Tool.LABEL_STUDIO)
    tell_skipped(skipped)


@labels.command("import")
def import_(
    data: Annotated[
        list[Path],
        typer.Argument(
            metavar="EXPORT", help="JSON of Label Studio, JSONL of doccano.", show_default=False
        ),
    ],
    *,
    task: _TaskOption,
    output: Annotated[
        Path, typer.Option(metavar="FILE", help="Labelled samples; what is new is appended.")
    ],
    annotator: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who labelled; Label Studio tells it.")
    ] = None,
    skip_invalid: SkipInvalid = False,
) -> None:
    """Take labels from Label Studio or doccano; the same label is taken once."""
    from sentiment.labelling.exchange import merge, read_export
    from sentiment.labelling.store import Store

    imported = [
        read_export(path, task.value, annotator=annotator, skip_invalid=skip_invalid)
        for path in data
    ]
    store = Store.open(output, task.value)
    count = sum(len(found.corrections) for found in imported)
    new = merge([one for found in imported for one in found.corrections], store)
    typer.echo(f"{new} of {count} labels are new in {output}", err=True)
    tell_skipped(sum(found.skipped for found in imported))
