"""doccano's JSON lines: `text`, a list `label`, and whatever else stands in a line as metadata.

https://doccano.github.io/doccano. doccano keeps columns that it does not know and gives them back.
It names no annotator in a line: its export has one file for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sentiment.labelling.foreign_columns import from_foreign, to_foreign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sentiment.labelling.correction import Correction


def as_line(correction: Correction, task: str) -> dict[str, Any]:
    """Return the columns of one correction."""
    return {**to_foreign(correction, task), "label": [correction.label]}


def records_of(
    lines: Iterable[Mapping[str, Any]], task: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (place, row with our columns) of each labelled line.

    Lines that nobody labelled are left out. A label that is none of ours, or more than one, is
    yielded all the same.
    """
    for number, line in enumerate(lines, 1):
        found = line.get("label", line.get("labels"))
        labels = [found] if isinstance(found, str) else found
        if labels and isinstance(labels, list):
            yield (
                f"line {number}",
                {**from_foreign(line), task: ", ".join(map(str, labels)).lower()},
            )
