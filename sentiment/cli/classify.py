"""`sentiment classify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sentiment.cli.arguments import (
    Cluster,
    EscapeFormulas,
    FormatOption,
    Inputs,
    Jobs,
    MinConfidence,
    Model,
    Output,
    Targets,
    check_formulas,
    check_output,
    check_parquet,
    checked,
)
from sentiment.cli.failures import collector
from sentiment.cli.language import language_of_system
from sentiment.cli.progress import rate
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
    escape_formulas: EscapeFormulas = False,
    jobs: Jobs = 1,
    cluster: Cluster = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an interrupted run stopped.")
    ] = False,
    provenance: Annotated[
        bool,
        typer.Option("--provenance", help="Write beside the output, as JSON, what it is made of."),
    ] = False,
) -> None:
    """Read, separate and classify: what each reader thinks."""
    from sentiment.bundle import load_model
    from sentiment.garbage import look_seldom_for_garbage
    from sentiment.inputs import find
    from sentiment.pipeline import Options
    from sentiment.present.terminal import is_terminal
    from sentiment.readers.folders import once
    from sentiment.run import Run

    targets = checked(target)
    if explain and format_ in {Format.CSV, Format.PARQUET}:
        raise typer.BadParameter(f"{format_} has no room for explanations", param_hint="--explain")
    take, leave = collector()
    paths = list(once(find(inputs, on_error=take)))
    check_output(paths, output)
    check_parquet(format_, output)
    check_formulas(format_, escape_formulas=escape_formulas)
    _check_file(output, resume=resume, provenance=provenance)
    if cluster is not None and jobs > 1:
        raise typer.BadParameter("--jobs are workers of this machine", param_hint="--cluster")
    run = Run(
        paths=paths,
        model=load_model(model),
        options=Options(
            targets=targets,
            min_confidence=min_confidence,
            jobs=jobs,
            cluster=cluster,
            explain=explain,
        ),
        format_=format_,
        escape_formulas=escape_formulas,
        language=language_of_system(),
        output=output,
    )
    if resume and not run.can_resume:
        raise typer.BadParameter(
            "only files can be read and written again, and no page", param_hint="--resume"
        )
    look_seldom_for_garbage()
    with rate("Comments", shown=not is_terminal(output)) as tell:
        run.write(resume=resume, with_provenance=provenance, on_error=take, on_step=tell)
    leave()


def _check_file(output: Path | None, *, resume: bool, provenance: bool) -> None:
    from sentiment.present.writing import is_written_into

    for name, asked in (("--resume", resume), ("--provenance", provenance)):
        if asked and (output is None or is_written_into(output)):
            raise typer.BadParameter("needs a file: name one with --output", param_hint=name)
