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
from sentiment.cli.progress import progress
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
    from sentiment.pipeline import Options, analyse, find, read
    from sentiment.present import render_analyses, write
    from sentiment.readers.folders import once

    targets = checked(target)
    check_output(inputs, output)
    bundle = load_model(model)
    take, leave = collector()
    options = Options(
        targets=targets, min_confidence=min_confidence, jobs=jobs, explain=not no_explain
    )
    with progress("Comments") as tell:
        discussions = read(once(find(inputs, on_error=take)), bundle, on_error=take)
        pieces = render_analyses(
            analyse(discussions, bundle, options, on_step=lambda done: tell(done, None)),
            Format.HTML,
            model=bundle.name,
            language=lang or language_of_system(),
        )
        write(pieces, output)
    leave()
