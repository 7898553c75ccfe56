"""Figures of a retrained separation as a plain table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from sentiment.present.terminal import plain_table

if TYPE_CHECKING:
    from sentiment.training.separation import TrainedSeparation


def of_separation_training(trained: TrainedSeparation) -> Group:
    """Return what retraining brought."""
    table = plain_table("cross-validated", "comment F1", "boundaries", "lines right")
    for name, figures in (("before", trained.before), ("after", trained.after)):
        rates = (figures.f1, figures.boundaries, figures.line_accuracy)
        table.add_row(name, *(f"{rate:.3f}" for rate in rates))
    head = Text(f"Trained separation on {trained.after.pages} pages", style="bold")
    return Group(head, Text(f"Chosen: {trained.choice}"), table)
