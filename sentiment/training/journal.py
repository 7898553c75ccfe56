"""Labels that were appended to a file row by row: what a crash left of the last one, and changes.

`sentiment.labelling` writes such files; whoever reads labelled samples reads them by these rules.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sentiment.opinion import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROW_START = b'{"text": '
"""How every appended row starts, so that nothing else is ever taken for what is left of one."""


def whole_length(content: bytes) -> int:
    """Return how many bytes of a file of JSON lines are whole.

    These are all, but for a last row that was cut off while it was written: one without a line
    end, which starts as appended rows do and is no JSON.
    """
    start = content.rfind(b"\n") + 1
    rest = content[start:]
    if not rest or not (rest.startswith(ROW_START) or ROW_START.startswith(rest)):
        return len(content)
    try:
        json.loads(rest)
    except (ValueError, RecursionError):
        return start
    return len(content)


def overruled(rows: Iterable[Mapping[str, Any]], task: str) -> set[int]:
    """Return the numbers, from 0, of rows that do not stand.

    A row that names its `annotator` replaces earlier ones of the same annotator on the same text
    and, for stance, the same target; where its label is None, it only takes the earlier one back.
    Rows without an annotator all stand.
    """
    latest: dict[tuple[str, str, str], int] = {}
    gone = set()
    for number, row in enumerate(rows):
        annotator = _annotator(row)
        if annotator is None or task not in row or is_of_another_task(row, task):
            continue
        target = str(row.get("target")) if task == "stance" else ""
        key = (annotator, str(row.get("text")), target)
        if key in latest:
            gone.add(latest[key])
        latest[key] = number
        if takes_back(row, task):
            gone.add(number)
    return gone


def takes_back(row: Mapping[str, Any], task: str) -> bool:
    """Tell whether a row takes a label back, which only its annotator can."""
    empty = row.get(task, "") is None and not is_of_another_task(row, task)
    return empty and _annotator(row) is not None


def is_of_another_task(row: Mapping[str, Any], task: str) -> bool:
    """Tell whether a row lacks the label of this task, and has that of another one.

    In a table both columns stand in every row, so that an empty cell is no label.
    """
    if task not in row:
        return any(other in row for other in LABELS)
    return _is_empty(row[task]) and not all(_is_empty(row.get(other)) for other in LABELS)


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _annotator(row: Mapping[str, Any]) -> str | None:
    annotator = row.get("annotator")
    return annotator if isinstance(annotator, str) and annotator else None
