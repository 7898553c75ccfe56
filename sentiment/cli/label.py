"""`sentiment label`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sentiment.cli.arguments import Annotator, Inputs, LabelTask, Model, Targets, checked
from sentiment.cli.failures import collector
from sentiment.cli.keys import keys
from sentiment.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from sentiment.labelling.items import Item
    from sentiment.labelling.queue import Ask
    from sentiment.labelling.session import Session

_SKIP, _UNDO, _QUIT = "s", "u", "q"


def label(
    inputs: Inputs,
    *,
    task: Annotated[LabelTask, typer.Option(help="What to label.")],
    output: Annotated[
        Path, typer.Option(metavar="FILE", help="Labelled samples; each label is appended at once.")
    ],
    model: Model = None,
    annotator: Annotator = "editor",
    target: Targets = None,
) -> None:
    """Label comments, those first of which the model is unsure."""
    from sentiment.bundle import load_model
    from sentiment.discussion import STANDARD_INPUT
    from sentiment.inputs import find, read
    from sentiment.labelling.items import items_of
    from sentiment.labelling.session import Session
    from sentiment.labelling.store import Store
    from sentiment.present.counting import counted

    if STANDARD_INPUT in inputs:
        raise typer.BadParameter("the keys come from standard input", param_hint="INPUT")
    if target and task is LabelTask.SENTIMENT:
        raise typer.BadParameter("a mood has no target", param_hint="--target")
    if not annotator.strip():
        raise typer.BadParameter("a name is needed", param_hint="--annotator")
    targets = checked(target)
    bundle = load_model(model)
    store = Store.open(output, task.value)
    take, leave = collector()
    paths = find(inputs, on_error=take, output=output)
    discussions = read(paths, bundle, on_error=take)
    found = items_of(discussions, task.value, bundle.subjects, targets=targets)
    if found.without_target:
        lack = "lacks" if found.without_target == 1 else "lack"
        comments = counted(found.without_target, "comment")
        typer.echo(f"{comments} {lack} a target; name it with --target", err=True)
    with progress("Reading") as tell:
        session = Session(
            found.items, task.value, bundle, store, annotator=annotator.strip(), on_step=tell
        )
    _ask(session, bundle.classifier(task.value).labels, bundle.name)
    if store.standing():
        train = shlex.join(["sentiment", "train", str(output), "--task", task.value,
                            "--base", model or bundle.name, "--output", "DIR"])  # fmt: skip
        typer.echo(f"labels are in {output}; learn from them with: {train}", err=True)
    leave()


def _ask(session: Session, labels: tuple[str, ...], model: str) -> None:
    """Show one comment after the other and do what the keys say."""
    from sentiment.present import write
    from sentiment.present.label_tables import of_answer, of_question
    from sentiment.present.terminal import printed

    names = {str(number): name for number, name in enumerate(labels, 1)}
    meanings = names | {_SKIP: "skip", _UNDO: "undo", _QUIT: "quit"}
    pressed = keys()
    while asked := session.current or _last_one(session, pressed):
        item, ask = asked
        write(printed([of_question(item, ask, meanings)]))
        key = _next(pressed, meanings)
        if key == _QUIT:
            break
        if key == _SKIP:
            session.skip()
        elif key == _UNDO:
            session.undo()
        else:
            conflicts = session.answer(names[key])
            shown = of_answer(ask, names[key], conflicts, session.progress(), model)
            write(printed([shown]))
        typer.echo()


def _last_one(session: Session, pressed: Iterator[str]) -> tuple[Item, Ask] | None:
    """Return the question that was answered last, where the annotator takes that back."""
    typer.echo("Nothing is left to ask.")
    if not session.can_undo:
        return None
    typer.echo(f"{_UNDO} undo  {_QUIT} quit")
    if _next(pressed, {_UNDO, _QUIT}) == _UNDO:
        session.undo()
    return session.current


def _next(pressed: Iterator[str], allowed: Container[str]) -> str:
    return next((key for key in pressed if key in allowed), _QUIT)
