"""`sentiment finetune`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sentiment.cli.progress import progress
from sentiment.training.recipe import Recipe

_RECIPE = Recipe()


def finetune(
    data: Annotated[
        list[Path],
        typer.Argument(
            metavar="DATA",
            help="Corpora: JSONL files, or folders of them; named twice, they count twice.",
            show_default=False,
        ),
    ],
    *,
    encoder: Annotated[
        str,
        typer.Option(
            metavar="DIR|NAME", help="A model, a folder, or a name on the Hugging Face hub."
        ),
    ],
    output: Annotated[Path, typer.Option(metavar="DIR", help="The folder of the new model.")],
    teacher: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DIR|NAME",
            help="Learn what this one says, too, also of texts without a label; may be repeated.",
        ),
    ] = None,
    base: Annotated[
        str, typer.Option(metavar="NAME|DIR", help="The model that gives all else.")
    ] = "german-lite",
    examples: Annotated[
        int, typer.Option(metavar="N", min=1, help="Read so many in all.")
    ] = _RECIPE.examples,
    learning_rate: Annotated[
        float, typer.Option(metavar="RATE", min=0, help="The highest.")
    ] = _RECIPE.learning_rate,
    seed: Annotated[
        int,
        typer.Option(metavar="N", min=0, max=2**32 - 1, help="Another one trains otherwise."),
    ] = _RECIPE.seed,
) -> None:
    """Fine-tune a sentence encoder for sentiment and stance; goes on where it was stopped."""
    from sentiment.bundle import check_target, load_model, tell_of_replacing
    from sentiment.present.writing import followed
    from sentiment.training.finetune import Finetuning
    from sentiment.training.multitask_data import check_tasks, read_multitask_data
    from sentiment.training.semantic import save_semantic_bundle

    output = followed(output)
    check_target(output)
    carrier = load_model(base)
    tell_of_replacing(output, carrier)
    read = read_multitask_data(data)
    check_tasks(read)
    recipe = Recipe(examples=examples, learning_rate=learning_rate, seed=seed)
    work = output.with_name(f"{output.name}.work")
    finetuning = Finetuning(encoder, read, recipe, work, teachers=teacher or [])
    with progress("Steps") as tell:
        finetuning.run(on_step=tell)
    save_semantic_bundle(finetuning, carrier, output)
    typer.echo(
        f"saved to {output}; use it with --model {output}. The log and the checkpoint are in "
        f"{work}",
        err=True,
    )
