"""doccano's JSON lines: `text`, a list `label`, and whatever else stands in a line as metadata.

https://doccano.github.io/doccano. doccano keeps columns that it does not know and gives them back.
It names no annotator in a line: its export has one file for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sentiment.labelling.foreign_columns import from_foreign, labelled, of_question, to_foreign
from sentiment.training.samples import json_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sentiment.labelling.correction import Correction


# Names that doccano keeps for its own number, label and notes.
_TAKEN = ("id", "label", "labels", "Comments")
_LABELS = frozenset({"label", "labels"})


def as_line(correction: Correction, task: str) -> dict[str, Any]:
    """Return the columns of one correction."""
    return {**to_foreign(correction, task, taken=_TAKEN), "label": [correction.label]}


def is_line(line: str) -> bool:
    """Tell whether this is a line as it is exported, labelled or not."""
    return not _LABELS.isdisjoint(json_object(line))


def records_of(
    lines: Iterable[str], task: str, annotator: str | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (place, row with our columns) of each labelled line.

    Lines that nobody labelled are left out. A label that is none of ours, or more than one, is
    yielded all the same, and a line that is no JSON object as an empty row. Where `annotator` is
    another one than was exported, the label is theirs, and all that was told of the other is left
    out.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = json_object(line)
        found = row.get("label", row.get("labels"))
        labels = [found] if isinstance(found, str) else found
        if not row:
            yield f"line {number}", {}
        elif labels and isinstance(labels, list):
            columns = from_foreign(row, taken=_TAKEN)
            if annotator and columns.get("annotator", annotator) != annotator:
                columns = of_question(columns)
            label = ", ".join(map(str, labels)).lower()
            yield f"line {number}", labelled(columns, task, label)
