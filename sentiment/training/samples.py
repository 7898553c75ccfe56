"""Labelled samples: JSONL, CSV and TSV, read row by row and checked."""

from __future__ import annotations

import csv
import gzip
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sentiment.classifiers import Question
from sentiment.errors import InputError, SampleError
from sentiment.opinion import SENTIMENT_LABELS, STANCE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

LABELS = {"sentiment": SENTIMENT_LABELS, "stance": STANCE_LABELS}
_REQUIRED = {"sentiment": ("text", "sentiment"), "stance": ("target", "text", "stance")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One labelled text; `source` is the file that it stands in."""

    question: Question
    label: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """Labelled texts of one task, and how many rows were skipped as invalid."""

    task: str
    rows: tuple[Sample, ...]
    skipped: int = 0


def read_samples(paths: Sequence[Path], task: str, *, skip_invalid: bool = False) -> Samples:
    """Read labelled samples of `sentiment` or `stance` from files, plain or `.gz`.

    Columns other than the task's own are ignored, but for stance a `headline`.

    Raises
    ------
    SampleError
        At the first bad row, unless `skip_invalid`; and where no row is left at all.
    InputError
        Where a file cannot be read.
    """
    rows: list[Sample] = []
    skipped = 0
    for path in paths:
        for place, record in _records(path):
            problem = _problem(record, task)
            if not problem:
                question = (
                    Question(record["text"], record["target"], headline_of(record))
                    if task == "stance"
                    else Question(record["text"])
                )
                rows.append(Sample(question=question, label=record[task], source=str(path)))
            elif skip_invalid:
                skipped += 1
            else:
                raise SampleError(
                    problem,
                    where=f"{path}: {place}",
                    remedy="correct the row, or skip such rows with --skip-invalid",
                )
    if not rows:
        raise SampleError(
            f"hold no valid sample for {task}",
            where=", ".join(str(path) for path in paths),
            remedy=f"give rows with the columns {', '.join(_REQUIRED[task])}",
        )
    return Samples(task=task, rows=tuple(rows), skipped=skipped)


def headline_of(record: Mapping[str, Any]) -> str:
    """Return what a row says of the article that its text stands under, or an empty string."""
    headline = record.get("headline")
    return headline if isinstance(headline, str) else ""


def _records(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield (place, row) of each row; a line that is no JSON object comes as an empty row."""
    text = _text(path)
    suffix = path.name.removesuffix(".gz").rpartition(".")[2].lower()
    if suffix in {"csv", "tsv"}:
        delimiter = "\t" if suffix == "tsv" else _delimiter(text)
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        for record in reader:
            yield f"line {reader.line_num}", record
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"line {number}", _json_object(line)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        if path.suffix == ".gz":
            content = gzip.decompress(content)
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = content.count(b"\n", 0, e.start) + 1
        raise InputError(
            f"line {line} is not UTF-8", where=str(path), remedy="save the file as UTF-8"
        ) from e
    except (OSError, EOFError) as e:
        raise InputError(
            f"cannot be read ({getattr(e, 'strerror', None) or 'broken gzip'})",
            where=str(path),
            remedy="check the name and the file",
        ) from e


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _json_object(line: str) -> Mapping[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def _problem(record: Mapping[str, Any], task: str) -> str:
    """Say what is wrong with a row, or return an empty string."""
    if not record:
        return "the line is not a JSON object"
    for column in _REQUIRED[task]:
        value = record.get(column)
        if not isinstance(value, str) or not value.strip():
            return f"column {column!r} is missing or empty"
    if record[task] not in LABELS[task]:
        return f"column {task!r} holds an unknown label; allowed are {', '.join(LABELS[task])}"
    return ""
