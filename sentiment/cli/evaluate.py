"""`sentiment evaluate`."""

from __future__ import annotations

from typing import Annotated

import typer

from sentiment.cli.arguments import (
    LabelTask,
    Model,
    Output,
    Samples,
    SkipInvalid,
    TableFormat,
    TableOption,
    check_output,
)
from sentiment.cli.failures import tell_skipped


def evaluate(
    data: Samples,
    *,
    task: Annotated[LabelTask, typer.Option(help="What to evaluate.")],
    model: Model = None,
    labels: Annotated[
        str | None,
        typer.Option(metavar="A,B", help="Only these may be predicted, for data without a third."),
    ] = None,
    format_: TableOption = TableFormat.TABLE,
    output: Output = None,
    skip_invalid: SkipInvalid = False,
) -> None:
    """Compare a model with labelled data that it never saw."""
    from sentiment.bundle import load_model
    from sentiment.opinion import LABELS
    from sentiment.present import write
    from sentiment.training.evaluate import evaluate as evaluate_samples
    from sentiment.training.samples import read_samples

    allowed = None
    if labels is not None:
        allowed = [label.strip() for label in labels.split(",")]
        unknown = [label for label in allowed if label not in LABELS[task.value]]
        if unknown:
            raise typer.BadParameter(
                f"{', '.join(unknown)}: choose from {', '.join(LABELS[task.value])}",
                param_hint="--labels",
            )
    check_output(data, output)
    samples = read_samples(data, task.value, skip_invalid=skip_invalid)
    found = evaluate_samples(samples, load_model(model), labels=allowed)
    if format_ is TableFormat.JSON:
        from sentiment.present.json_text import indented

        write([indented(found.as_json())], output)
    else:
        from sentiment.present.metric_tables import of_metrics
        from sentiment.present.terminal import printed

        write(
            printed([of_metrics(found.metrics, title=f"{found.model}: {found.task}")], output),
            output,
        )
    tell_skipped(samples.skipped)
