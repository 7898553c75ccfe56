"""Labels to and from other labelling tools."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sentiment.errors import InputError, SampleError
from sentiment.labelling import doccano, label_studio
from sentiment.labelling.correction import from_row, no_label
from sentiment.labelling.tools import Tool
from sentiment.present.json_text import lines
from sentiment.training.samples import json_object, problem_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sentiment.labelling.correction import Correction
    from sentiment.labelling.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Labels from another tool's file, and how many were skipped as invalid."""

    corrections: tuple[Correction, ...]
    skipped: int = 0


def exported(corrections: Iterable[Correction], task: str, tool: Tool) -> Iterator[str]:
    """Yield the text of a file that the tool imports."""
    if tool is Tool.DOCCANO:
        yield from lines((doccano.as_line(found, task) for found in corrections), {})
        return
    opening = "[\n"
    for line in lines((label_studio.as_task(found, task) for found in corrections), {}):
        yield opening + line.rstrip("\n")
        opening = ",\n"
    yield "\n]\n" if opening == ",\n" else "[]\n"


def read_export(
    path: Path, task: str, *, annotator: str | None = None, skip_invalid: bool = False
) -> Imported:
    """Read what a tool exported; a JSON list is Label Studio's, JSON lines are doccano's.

    Parameters
    ----------
    annotator : str, optional
        Who labelled, where the file does not say it.

    Raises
    ------
    InputError
        Where the file cannot be read.
    SampleError
        At the first label that is none of the task's, unless `skip_invalid`; and where no label is
        left at all.
    """
    found = []
    skipped = 0
    for place, record in _records(path, task):
        problem = problem_of(record, task)
        if problem and not skip_invalid:
            raise SampleError(
                problem,
                where=f"{path}: {place}",
                remedy="correct it there, or skip such labels with --skip-invalid",
            )
        if problem:
            skipped += 1
            continue
        correction = from_row(record, task, f"{path}: {place}")
        correction = replace(correction, annotator=correction.annotator or annotator)
        found.append(replace(correction, id=correction.id or _id_of(correction)))
    if not found:
        raise no_label(task, str(path))
    return Imported(corrections=tuple(found), skipped=skipped)


def merge(corrections: Sequence[Correction], store: Store) -> int:
    """Record what is new, and return how much that is.

    A label that was exported, changed in the other tool and imported again is a changed mind.
    """
    known = {found.id: found.label for found in store.standing()}
    return sum(
        store.record(
            found
            if known.get(found.id, found.label) == found.label
            else replace(found, id=f"{found.id}-{found.label}")
        )
        for found in corrections
    )


def _records(path: Path, task: str) -> Iterator[tuple[str, dict[str, Any]]]:
    text = text_of(path)
    if not text.lstrip().startswith("["):
        rows = (json_object(line) for line in text.split("\n") if line.strip())
        return doccano.records_of(rows, task)
    try:
        tasks = json.loads(text)
    except (ValueError, RecursionError) as e:
        raise InputError(
            "is not JSON to its end", where=str(path), remedy="export it again, as JSON"
        ) from e
    return label_studio.records_of(tasks, task)


def _id_of(correction: Correction) -> str:
    """Return an id that is the same whenever the same label is imported."""
    question = correction.question
    parts = [correction.annotator, question.text, question.target, correction.label]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
