"""The application: its commands and what all of them share."""

from __future__ import annotations

from typing import Annotated

import typer

from sentiment.cli import (
    classify,
    evaluate,
    finetune,
    label,
    labels,
    models,
    report,
    separate,
    serve,
    train,
)
from sentiment.cli.failures import Group

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="What do the readers think? Separates a German article from its readers' comments, and "
    "classifies each comment's sentiment and stance.",
)


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"sentiment {version('sentiment')}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None: ...


app.command("classify")(classify.classify)
app.command("report")(report.report)
app.command("separate")(separate.separate)
app.command("train")(train.train)
app.command("evaluate")(evaluate.evaluate)
app.command("label")(label.label)
app.add_typer(labels.labels, name="labels")
app.command("finetune")(finetune.finetune)
app.command("serve")(serve.serve)
app.command("models")(models.models)
