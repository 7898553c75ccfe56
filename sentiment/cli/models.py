"""`sentiment models`."""

from __future__ import annotations

from typing import Annotated

import typer


def models(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Show this model's card.")
    ] = None,
) -> None:
    """List the installed models, or show a model's card."""
    from sentiment.bundle import DEFAULT, installed, read_card
    from sentiment.present import write
    from sentiment.present.card_text import of_card

    if name is not None:
        write(of_card(read_card(name)))
        return
    for model in installed():
        card = read_card(model)
        mark = " (default)" if model == DEFAULT else ""
        write([f"{model}{mark}: {', '.join(card['tasks'])}. {card.get('description', '')}\n"])
