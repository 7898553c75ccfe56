"""One correction: what an annotator says of a text, and its row in a file of labelled samples."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sentiment.errors import SampleError
from sentiment.opinion import LABELS
from sentiment.training.samples import question_of, read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sentiment.question import Question

BY_QUEUE = "queue"
BY_LOT = "random"

_OF_QUESTION = {"sentiment": ("text",), "stance": ("text", "target", "headline")}
OPTIONAL = ("id", "annotator", "time", "chosen_by", "guess", "model")  # columns, in their order


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A label that an annotator gave, or took back where `label` is None.

    `id` is given by who asks for the recording, so that asking twice records once. `time` is ISO
    8601 in UTC. `chosen_by` says why the question was asked: `queue` or `random`. `guess` is the
    label that `model` (`Bundle.version`) gave before the annotator did. `where` names file and line
    that it was read from. Labels that were written by hand or by another tool may lack all but
    question and label. `others` are columns that mean nothing here, and go along.
    """

    question: Question
    label: str | None
    id: str | None = None
    annotator: str | None = None
    time: str | None = None
    chosen_by: str | None = None
    guess: str | None = None
    model: str | None = None
    others: Mapping[str, Any] = field(default_factory=dict, hash=False)
    where: str = field(default="", compare=False)


def new_id() -> str:
    """Return an id that no other correction has."""
    return secrets.token_hex(8)


def now() -> str:
    """Return the time as corrections carry it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def as_row(correction: Correction, task: str) -> dict[str, Any]:
    """Return the columns of a correction; those that it lacks are left out."""
    columns = question_columns(correction.question, task)
    return {**columns, task: correction.label, **optional_columns(correction), **correction.others}


def question_columns(question: Question, task: str) -> dict[str, str]:
    """Return what a row says of the question."""
    if task == "sentiment":
        return {"text": question.text}
    headline = {"headline": question.headline} if question.headline else {}
    return {"text": question.text, "target": question.target, **headline}


def optional_columns(correction: Correction) -> dict[str, str]:
    """Return what a correction holds beside question and label."""
    values = {name: getattr(correction, name) for name in OPTIONAL}
    return {name: value for name, value in values.items() if value is not None}


def from_row(record: Mapping[str, Any], task: str, where: str) -> Correction:
    """Return the correction whose row this is; `record` is valid for the task."""
    return Correction(
        question=question_of(record, task),
        label=record[task],
        where=where,
        others=_others(record, task),
        **optional_values(record),
    )


def _others(record: Mapping[str, Any], task: str) -> dict[str, Any]:
    """Return the columns of a row that mean nothing here, without the labels of other tasks.

    An id that is a number is one of them, since it is not the id of an answer.
    """
    known = {*_OF_QUESTION[task], *LABELS, *OPTIONAL}
    number = {"id": record["id"]} if isinstance(record.get("id"), int) else {}
    return number | {name: value for name, value in record.items() if name not in known}


def optional_values(record: Mapping[str, Any]) -> dict[str, str]:
    """Return those optional columns of a row that hold text."""
    values = {name: record.get(name) for name in OPTIONAL}
    return {name: value for name, value in values.items() if isinstance(value, str) and value}


def read_corrections(
    paths: Sequence[Path], task: str, *, skip_invalid: bool = False
) -> tuple[tuple[Correction, ...], int]:
    """Read the labels of a task that stand in files; return them and how many rows were skipped.

    Raises
    ------
    SampleError
        At the first bad row, unless `skip_invalid`; and where no label is left at all.
    InputError
        Where a file cannot be read.
    """
    found = read_rows(paths, task, skip_invalid=skip_invalid)
    if not found.rows:
        raise no_label(task, ", ".join(str(path) for path in paths))
    return tuple(from_row(row.record, task, row.where) for row in found.rows), found.skipped


def no_label(task: str, where: str) -> SampleError:
    """Return the error for files without a single label of the task."""
    return SampleError(
        f"no label of {task} is to be found", where=where, remedy="label some comments first"
    )
