"""Figures of evaluation and training as plain tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from sentiment.present.counting import counted
from sentiment.present.terminal import harmless, plain_table

if TYPE_CHECKING:
    from rich.table import Table

    from sentiment.training.metrics import Interval, Metrics


def of_metrics(metrics: Metrics, *, title: str) -> Group:
    """Return the figures of one set of predictions."""
    rates = plain_table("", "value", "95 % interval")
    rates.add_row("accuracy", f"{metrics.accuracy:.3f}", _shown(metrics.accuracy_interval()))
    rates.add_row("macro-F1", f"{metrics.macro_f1:.3f}", _shown(metrics.macro_f1_interval()))
    rates.add_row("calibration error", f"{metrics.calibration_error:.3f}", "")
    rates.add_row("always the most frequent", f"{metrics.majority_accuracy:.3f}", "")
    labels = plain_table("label", numbers=("precision", "recall", "F1", "samples"))
    for label, row in metrics.per_label().items():
        shares = (f"{row[name]:.3f}" for name in ("precision", "recall", "f1"))
        labels.add_row(label, *shares, str(row["support"]))
    return Group(
        Text(harmless(title), style="bold"), Text(counted(metrics.n, "sample")), rates, Text(),
        labels, Text(), of_confusion(metrics),
    )  # fmt: skip


def of_confusion(metrics: Metrics) -> Table:
    """Return the confusion table: gold in rows, predicted in columns."""
    table = plain_table("gold \\ predicted", numbers=metrics.labels)
    for label, row in zip(metrics.labels, metrics.confusion.tolist(), strict=True):
        table.add_row(label, *map(str, row))
    return table


def of_training(before: Metrics, after: Metrics, *, task: str, choice: str) -> Group:
    """Return what retraining brought."""
    table = plain_table("cross-validated", "macro-F1", "95 % interval", "accuracy")
    for name, metrics in (("before", before), ("after", after)):
        interval = _shown(metrics.macro_f1_interval())
        table.add_row(name, f"{metrics.macro_f1:.3f}", interval, f"{metrics.accuracy:.3f}")
    head = Text(f"Trained {task} on {after.n} samples", style="bold")
    return Group(head, Text(f"Chosen: {choice}"), table, Text(), of_confusion(after))


def _shown(interval: Interval) -> str:
    return f"{interval.low:.3f} to {interval.high:.3f}"
