"""What an annotator sees in a terminal, and what a check of labels brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from sentiment.labelling.correction import BY_LOT
from sentiment.present.counting import counted
from sentiment.present.discussion_tables import STYLES, shortened
from sentiment.present.terminal import harmless, plain_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from sentiment.labelling.agreement import Conflict
    from sentiment.labelling.estimate import Estimate
    from sentiment.labelling.items import Item
    from sentiment.labelling.queue import Ask
    from sentiment.labelling.review import Review
    from sentiment.labelling.session import Progress

_MOST_CONFLICTS = 20  # of each kind; the JSON has them all


def of_question(item: Item, ask: Ask, keys: Mapping[str, str]) -> Group:
    """Return a comment and all that one needs to label it.

    What the model says of a comment that was drawn by lot is not told before the answer, which
    shall say how good the model is and must not be swayed by it.
    """
    parts: list[RenderableType] = []
    if item.title:
        parts.append(Text(harmless(item.title), style="bold"))
    if item.answers:
        parts.append(Text(f"Answers: {shortened(item.answers)}", style="dim"))
    parts += [Text(harmless(line)) for line in item.question.text.splitlines() if line.strip()]
    if item.question.target:
        parts.append(Text(f"Toward: {harmless(item.question.target)}", style="bold"))
    if ask.chosen_by != BY_LOT:
        parts.append(_guess(ask))
    named = "  ".join(f"{key} {what}" for key, what in keys.items())
    return Group(*parts, Text(named, style="dim"))


def of_answer(
    ask: Ask, label: str, conflicts: Sequence[Conflict], progress: Progress, model: str
) -> Group:
    """Return what follows from an answer."""
    line = Text("You: ").append(label, style=STYLES.get(label, ""))
    if ask.chosen_by == BY_LOT:
        line.append("; ").append_text(_guess(ask))
    warnings = [
        Text(f"You labelled the same text {_labels(conflict)}", style="yellow")
        for conflict in conflicts
    ]
    return Group(line, *warnings, Text(_progress(progress, model), style="dim"))


def of_review(review: Review) -> Group:
    """Return who labelled how much, how good models were, and where labels differ."""
    parts: list[RenderableType] = [Text(counted(review.total, "label"), style="bold")]
    parts.append(_counts("annotator", review.by_annotator))
    parts += [Text(), _counts("label", review.by_label), Text()]
    parts += [
        Text(f"{harmless(model)} was {_rightness(found)}")
        for model, found in review.estimates.items()
    ]
    if review.agreement.shared:
        alpha = review.agreement.alpha
        shown = "has no measure" if alpha is None else f"{alpha:.3f}"
        parts.append(
            Text(f"Krippendorff's alpha {shown} on {review.agreement.shared} shared questions")
        )
    for name, conflicts in (
        ("contradictions of an annotator", review.contradictions),
        ("disagreements between annotators", review.disagreements),
    ):
        parts += _conflicts(name, conflicts)
    return Group(*parts)


def _guess(ask: Ask) -> Text:
    share = ask.probabilities[ask.guess]
    return Text("Model: ").append(f"{ask.guess} {share:.2f}", style=STYLES.get(ask.guess, ""))


def _progress(progress: Progress, model: str) -> str:
    counts = f"{progress.labelled} labelled, {progress.left} left"
    return f"{counts}; {harmless(model)} {_rightness(progress.estimate)}"


def _rightness(found: Estimate) -> str:
    if not found.n:
        return "not yet measured"
    interval = found.interval()
    range_ = f"{interval.low:.2f} to {interval.high:.2f}"
    return f"right on {found.right} of {found.n} drawn by lot: {found.accuracy:.2f} ({range_})"


def _labels(conflict: Conflict) -> str:
    return " and ".join(str(found.label) for found in conflict)


def _counts(what: str, counts: Mapping[str, int]) -> Table:
    table = plain_table(what, numbers=("labels",))
    for name, count in counts.items():
        table.add_row(harmless(name), str(count))
    return table


def _conflicts(name: str, conflicts: Sequence[Conflict]) -> list[Text]:
    if not conflicts:
        return []
    shown = [Text(), Text(f"{len(conflicts)} {name}", style="bold")]
    for conflict in conflicts[:_MOST_CONFLICTS]:
        shown.append(Text(shortened(conflict[0].question.text)))
        shown += [
            Text(f"  {harmless(found.where)}: {found.label} {harmless(found.annotator or '')}")
            for found in conflict
        ]
    more = len(conflicts) - _MOST_CONFLICTS
    return [*shown, Text(f"... and {more} more")] if more > 0 else shown
