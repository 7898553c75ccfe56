"""`sentiment train`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sentiment.cli.arguments import Samples, SkipInvalid, Task
from sentiment.cli.failures import tell_skipped
from sentiment.cli.progress import progress


def train(
    samples: Samples,
    *,
    task: Annotated[Task, typer.Option(help="What to retrain.")],
    output: Annotated[Path, typer.Option(metavar="DIR", help="The folder of the new model.")],
    base: Annotated[
        str | None,
        typer.Option(metavar="NAME|DIR", help="Build on this model; else on the samples alone."),
    ] = None,
    skip_invalid: SkipInvalid = False,
) -> None:
    """Retrain on labelled samples, and tell what it brought."""
    from sentiment.bundle import check_target, load_model, tell_of_replacing
    from sentiment.present.terminal import printed
    from sentiment.present.writing import write

    if skip_invalid and task is Task.SEPARATION:
        raise typer.BadParameter(
            "separation has pages, not rows, to skip", param_hint="--skip-invalid"
        )
    check_target(output)
    bundle = load_model(base) if base else None
    tell_of_replacing(output, bundle)
    if task is Task.SEPARATION:
        from sentiment.present.separation_tables import of_separation_training
        from sentiment.training.separation import train_separation

        with progress("Training") as tell:
            learnt = train_separation(samples, bundle, on_step=tell)
        learnt.save(output)
        write(printed([of_separation_training(learnt)]))
    else:
        from sentiment.present.metric_tables import of_training
        from sentiment.training.samples import read_samples
        from sentiment.training.train import train as train_classifier

        read = read_samples(samples, task.value, skip_invalid=skip_invalid)
        with progress("Training") as tell:
            trained = train_classifier(read, bundle, on_step=tell)
        trained.save(output)
        report = trained.report
        table = of_training(report.before, report.after, task=task.value, choice=report.choice)
        write(printed([table]))
        tell_skipped(read.skipped)
    typer.echo(f"saved to {output}; use it with --model {output}", err=True)
