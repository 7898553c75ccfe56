"""`sentiment report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sentiment.cli.arguments import (
    Inputs,
    Jobs,
    MinConfidence,
    Model,
    Targets,
    check_output,
    checked,
)
from sentiment.cli.failures import collector
from sentiment.cli.language import language_of_system
from sentiment.cli.progress import rate
from sentiment.present.formats import Format
from sentiment.present.report.texts import Language


def report(
    inputs: Inputs,
    *,
    output: Annotated[Path, typer.Option(metavar="FILE", help="The page: one HTML file.")],
    lang: Annotated[
        Language | None,
        typer.Option(help="What the page speaks.", show_default="the language of the system"),
    ] = None,
    target: Targets = None,
    model: Model = None,
    min_confidence: MinConfidence = 0.0,
    no_explain: Annotated[
        bool,
        typer.Option("--no-explain", help="Do not look for the words to highlight; much faster."),
    ] = False,
    jobs: Jobs = 1,
) -> None:
    """Read, separate and classify, and write one page to read, filter and print."""
    from sentiment.bundle import load_model
    from sentiment.inputs import find
    from sentiment.pipeline import Options
    from sentiment.present.terminal import is_terminal
    from sentiment.readers.folders import once
    from sentiment.run import Run

    targets = checked(target)
    take, leave = collector()
    paths = list(once(find(inputs, on_error=take)))
    check_output(paths, output)
    run = Run(
        paths=paths,
        model=load_model(model),
        options=Options(
            targets=targets, min_confidence=min_confidence, jobs=jobs, explain=not no_explain
        ),
        format_=Format.HTML,
        language=lang or language_of_system(),
        output=output,
    )
    with rate("Comments", shown=not is_terminal(output)) as tell:
        run.write(on_error=take, on_step=tell)
    leave()
