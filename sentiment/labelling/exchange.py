"""Labels to and from other labelling tools."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sentiment.errors import InputError, SampleError
from sentiment.labelling import doccano, label_studio
from sentiment.labelling.correction import from_row, new_id, no_label
from sentiment.labelling.tools import Tool
from sentiment.present.json_text import lines
from sentiment.training.samples import problem_of, text_of

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
        Who labelled, where the file does not say it; a file of doccano's never does.

    Raises
    ------
    InputError
        Where the file cannot be read, or is none of these.
    SampleError
        At the first label that is none of the task's and the first line that is no JSON, unless
        `skip_invalid`; and where no label is left at all.
    """
    found = []
    skipped = 0
    for place, record in _records(path, task, annotator):
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
        found.append(replace(correction, id=_named(correction)))
    if not found:
        raise no_label(task, str(path))
    return Imported(corrections=tuple(found), skipped=skipped)


def merge(corrections: Sequence[Correction], store: Store) -> int:
    """Record what is new, and return how much that is.

    A label that was changed in the other tool is a changed mind, as often as it is changed: it
    replaces the one of its annotator that stands. One that names nobody stands beside the others.
    One that was taken back here since it was exported stays so, unless it was changed there.
    """
    standing = store.standing()
    labels: dict[tuple[str, ...], str | None] = {
        (_named(found),): found.label for found in standing
    }
    labels |= {_replacing(found): found.label for found in standing}
    new = 0
    for key, found in {_replacing(found): found for found in corrections}.items():
        stands = labels.get(key, labels.get((_named(found),)))
        if stands is None:
            changed = store.recorded(found.id) not in {None, found.label}
            own_id = f"{found.id}-{found.label}" if changed else found.id
            new += store.record(replace(found, id=own_id))
        elif stands != found.label:
            own_id = f"{found.id}-{found.label}"
            if found.annotator and store.recorded(own_id):
                own_id = new_id()  # a mind that was changed back
            new += store.record(replace(found, id=own_id))
    return new


def _replacing(correction: Correction) -> tuple[str, ...]:
    """Return what only the last correction of several stands for, as in `training.journal`."""
    if not correction.annotator:
        return (_named(correction),)
    return correction.annotator, correction.question.text, correction.question.target


def _records(path: Path, task: str, annotator: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    text = text_of(path)
    if not text.lstrip().startswith("["):
        exported = text.split("\n")
        if text.strip() and not any(map(doccano.is_line, exported)):
            raise InputError(
                "no line in it is JSON with a label, as in doccano's JSONL",
                where=str(path),
                remedy='choose JSONL in doccano, or "JSON" in Label Studio, as the format',
            )
        return doccano.records_of(exported, task, annotator)
    try:
        tasks = json.loads(text)
    except (ValueError, RecursionError) as e:
        raise InputError(
            "is not JSON to its end", where=str(path), remedy="export it again, as JSON"
        ) from e
    if tasks and not any(map(label_studio.is_task, tasks)):
        raise InputError(
            """nothing in it has data and annotations, as in Label Studio's "JSON" export""",
            where=str(path),
            remedy='choose "JSON", not "JSON-MIN", in Label Studio, or JSONL in doccano',
        )
    return label_studio.records_of(tasks, task)


def _named(correction: Correction) -> str:
    """Return its id; where it has none, one that is the same for the same label."""
    if correction.id:
        return correction.id
    question = correction.question
    parts = [correction.annotator, question.text, question.target, correction.label]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
