"""`sentiment classify`."""

from __future__ import annotations

from typing import Annotated

import typer

from sentiment.cli.arguments import FormatOption, Inputs, Model, Output
from sentiment.cli.failures import collector
from sentiment.cli.progress import progress
from sentiment.present.formats import Format


def classify(
    inputs: Inputs,
    *,
    format_: FormatOption = Format.TABLE,
    output: Output = None,
    target: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="Stance toward this, not the found subject; repeatable."),
    ] = None,
    model: Model = None,
    min_confidence: Annotated[
        float, typer.Option(metavar="P", min=0, max=1, help="Below it a label is `unsure`.")
    ] = 0.0,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the words that moved each result; takes longer.")
    ] = False,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="Worker processes.")] = 1,
) -> None:
    """Read, separate and classify: what each reader thinks."""
    from sentiment.bundle import load_model
    from sentiment.pipeline import Options, analyse, read
    from sentiment.present import render_analyses, write
    from sentiment.present.terminal import is_terminal

    if not all(map(str.strip, target or ())):
        raise typer.BadParameter("a target needs a name", param_hint="--target")
    if format_ is Format.HTML:
        raise typer.BadParameter(
            "html shows how texts were cut: use separate", param_hint="--format"
        )
    if explain and format_ is Format.CSV:
        raise typer.BadParameter("csv has no room for explanations", param_hint="--explain")
    bundle = load_model(model)
    take, leave = collector()
    options = Options(
        targets=tuple(target or ()), min_confidence=min_confidence, jobs=jobs, explain=explain
    )
    with progress("Comments", shown=not is_terminal(output)) as tell:
        discussions = read(inputs, bundle, on_error=take)
        pieces = render_analyses(
            analyse(discussions, bundle, options, on_step=lambda done: tell(done, None)),
            format_,
            model=bundle.name,
            unsure=min_confidence > 0,
            explained=explain,
            output=output,
        )
        write(pieces, output, whole=format_ is Format.JSON)
    leave()
