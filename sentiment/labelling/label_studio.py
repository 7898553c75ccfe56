"""Label Studio's JSON: tasks with `data`, and `annotations` whose `result` holds a choice.

https://labelstud.io/guide/task_format. What Label Studio has no place for stands in `data`, which
it keeps and gives back; the annotator, too, since it refuses those that have no account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sentiment.labelling.foreign_columns import from_foreign, labelled, of_question, to_foreign
from sentiment.opinion import LABELS
from sentiment.readers.json_values import at, list_at, text_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sentiment.labelling.correction import Correction


_TAKEN = ("id",)  # names that Label Studio keeps for its own


def as_task(correction: Correction, task: str) -> dict[str, Any]:
    """Return a labelling task that holds one correction, and the model's guess as a prediction."""
    guess = {"model_version": correction.model, "result": [_choice(task, correction.guess)]}
    return {
        "data": to_foreign(correction, task, taken=_TAKEN),
        "annotations": [{"result": [_choice(task, correction.label)]}],
        "predictions": [guess] if correction.guess else [],
    }


def is_task(found: object) -> bool:
    """Tell whether this is a task as it is exported, labelled or not."""
    return isinstance(found, dict) and {"data", "annotations"} <= found.keys()


def records_of(tasks: Iterable[object], task: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (place, row with our columns) of each annotation in exported tasks.

    Tasks that nobody labelled and cancelled annotations are left out. A choice that is none of our
    labels, or more than one, is yielded all the same.
    """
    for number, found in enumerate(tasks, 1):
        data = at(found, "data")
        columns = from_foreign(data, taken=_TAKEN) if isinstance(data, dict) else {}
        for annotation in list_at(found, "annotations"):
            label = _label(annotation, task)
            if label is not None and at(annotation, "was_cancelled") is not True:
                row = labelled(columns, task, label)
                yield f"task {number}", {**_circumstances(annotation), **row}
            # What came from us is the first annotation; others are their writers' own.
            columns = of_question(columns)


def _choice(task: str, label: str | None) -> dict[str, Any]:
    return {"from_name": task, "to_name": "text", "type": "choices", "value": {"choices": [label]}}


def _label(annotation: object, task: str) -> str | None:
    """Return what was chosen, with commas between several; None where nothing was."""
    results = [found for found in list_at(annotation, "result") if at(found, "type") == "choices"]
    named = [found for found in results if at(found, "from_name") == task]
    # A project may call its choice as it likes, but what answers the other task is no answer here.
    own = [found for found in results if at(found, "from_name") not in tuple(LABELS)]
    chosen = [str(one) for found in named or own for one in list_at(found, "value", "choices")]
    return ", ".join(chosen).lower() if chosen else None


def _circumstances(annotation: object) -> dict[str, str]:
    """Return who labelled and when: a person is a number, or an object with an address."""
    by = at(annotation, "completed_by")
    annotator = f"user {by}" if isinstance(by, int) else text_at(by, "email")
    time = text_at(annotation, "updated_at") or text_at(annotation, "created_at")
    found = {"annotator": annotator, "time": time}
    return {name: value for name, value in found.items() if value}
