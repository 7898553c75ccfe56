"""`sentiment classify`."""

from __future__ import annotations

from typing import Annotated

import typer

from sentiment.cli.arguments import (
    FormatOption,
    Inputs,
    Jobs,
    MinConfidence,
    Model,
    Output,
    Targets,
    checked,
)
from sentiment.cli.failures import collector
from sentiment.cli.language import language_of_system
from sentiment.cli.progress import progress
from sentiment.present.formats import Format


def classify(
    inputs: Inputs,
    *,
    format_: FormatOption = Format.TABLE,
    output: Output = None,
    target: Targets = None,
    model: Model = None,
    min_confidence: MinConfidence = 0.0,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the words that moved each result; takes longer.")
    ] = False,
    jobs: Jobs = 1,
) -> None:
    """Read, separate and classify: what each reader thinks."""
    from sentiment.bundle import load_model
    from sentiment.pipeline import Options, analyse, read
    from sentiment.present import render_analyses, write
    from sentiment.present.terminal import is_terminal

    targets = checked(target)
    if explain and format_ is Format.CSV:
        raise typer.BadParameter("csv has no room for explanations", param_hint="--explain")
    bundle = load_model(model)
    take, leave = collector()
    options = Options(targets=targets, min_confidence=min_confidence, jobs=jobs, explain=explain)
    with progress("Comments", shown=not is_terminal(output)) as tell:
        discussions = read(inputs, bundle, on_error=take)
        pieces = render_analyses(
            analyse(discussions, bundle, options, on_step=lambda done: tell(done, None)),
            format_,
            model=bundle.name,
            unsure=min_confidence > 0,
            explained=explain,
            language=language_of_system(),
            output=output,
        )
        write(pieces, output, whole=format_ in {Format.JSON, Format.HTML})
    leave()
