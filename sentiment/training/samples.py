"""Labelled samples: JSONL, CSV and TSV, read row by row and checked."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.errors import InputError, SampleError
from sentiment.opinion import LABELS
from sentiment.question import Question
from sentiment.readers.delimited import parse
from sentiment.readers.folders import once
from sentiment.readers.html_cells import are_html, text_of_html
from sentiment.readers.tables import is_missing
from sentiment.readers.unpacking import unpacked
from sentiment.training.journal import is_of_another_task, overruled, whole_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_IN_GERMAN = {
    "negativ": "negative", "positiv": "positive", "dagegen": "against", "dafür": "favor",
}  # fmt: skip

# Columns that mean something here; cells of others are kept as they are.
_READ = frozenset({"id", "text", "target", "headline", "annotator", *LABELS})

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a file as it was written, but for its label; `where` names file and line."""

    source: str
    where: str
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of one task that stand, and how many were skipped as invalid or cut off."""

    rows: tuple[Row, ...]
    skipped: int = 0


def read_samples(paths: Sequence[Path], task: str, *, skip_invalid: bool = False) -> Samples:
    """Read labelled samples of `sentiment` or `stance` from files, plain or `.gz`.

    Columns other than the task's own are ignored, but for a `headline`, which says what a stance is
    toward, and for `annotator`: the last row of one annotator on the same question replaces the
    earlier ones, also those of the files before, as `training.journal` says.

    Raises
    ------
    SampleError
        At the first bad row, unless `skip_invalid`; and where no row is left at all.
    InputError
        Where a file cannot be read, or a table does not fit its header.
    """
    found = read_rows(paths, task, skip_invalid=skip_invalid)
    samples = tuple(
        Sample(
            question=question_of(row.record, task).as_seen(),
            label=row.record[task],
            source=row.source,
        )
        for row in found.rows
    )
    if not samples:
        raise SampleError(
            f"no valid sample for {task}",
            where=", ".join(str(path) for path in paths),
            remedy=f"give rows with the columns {', '.join(_REQUIRED[task])}",
        )
    return Samples(task=task, rows=samples, skipped=found.skipped)


def question_of(record: Mapping[str, Any], task: str) -> Question:
    """Return what a valid row asks."""
    if task == "sentiment":
        return Question(record["text"])
    return Question(record["text"], record["target"], headline_of(record))


def headline_of(record: Mapping[str, Any]) -> str:
    """Return what a row says of the article that its text stands under, or an empty string."""
    headline = record.get("headline")
    return headline if isinstance(headline, str) else ""


def read_rows(paths: Sequence[Path], task: str, *, skip_invalid: bool = False) -> Rows:
    """Read the rows of files that are valid for a task and stand; a file named twice is read once.

    Rows that are labelled for another task alone are passed over, since one file may hold both. A
    last row that a crash cut off is skipped: nobody was told that it was written. Labels may be in
    German ("positiv", "dafür"), in upper case and with blanks around them.

    Raises
    ------
    SampleError
        At the first bad row, unless `skip_invalid`.
    InputError
        Where a file cannot be read, or a table does not fit its header.
    """
    written: list[Row] = []
    skipped = 0
    for path in once(paths):
        content = content_of(path)
        whole = len(content) if _is_table(path) else whole_length(content)
        skipped += whole < len(content)
        for place, record in _records(path, decoded(content[:whole], path)):
            written.append(Row(source=str(path), where=f"{path}: {place}", record=record))
    gone = overruled((row.record for row in written), task)
    rows: list[Row] = []
    for number, row in enumerate(written):
        if number in gone or is_of_another_task(row.record, task):
            continue
        record = with_label(row.record, task)
        problem = problem_of(record, task)
        if not problem:
            rows.append(replace(row, record=record))
        elif skip_invalid:
            skipped += 1
        elif _is_table(Path(row.source)) and (column := _absent(row.record, task)):
            raise SampleError(
                f"the header names no column {column!r} (needed are {', '.join(_REQUIRED[task])})",
                where=row.source,
                remedy="name the columns so in the first line",
            )
        else:
            raise SampleError(
                problem,
                where=row.where,
                remedy="correct the row, or skip such rows with --skip-invalid",
            )
    return Rows(rows=tuple(rows), skipped=skipped)


def text_of(path: Path) -> str:
    """Return the text of a file, plain or `.gz`.

    Raises
    ------
    InputError
        Where the file cannot be read, or is not UTF-8.
    """
    return decoded(content_of(path), path)


def problem_of(record: Mapping[str, Any], task: str) -> str:
    """Say what is wrong with a row, or return an empty string."""
    if not record:
        return "the line is no JSON object"
    for column in _REQUIRED[task]:
        value = record.get(column)
        if not isinstance(value, str) or not value.strip():
            needed = ", ".join(_REQUIRED[task])
            return f"column {column!r} is missing or empty (needed are {needed})"
    if record[task] not in LABELS[task]:
        return f"column {task!r} holds an unknown label; allowed are {', '.join(LABELS[task])}"
    return ""


def _absent(record: Mapping[str, Any], task: str) -> str | None:
    """Return the first column that a task needs and the row has not, not even empty."""
    return next((column for column in _REQUIRED[task] if column not in record), None)


def with_label(record: Mapping[str, Any], task: str) -> Mapping[str, Any]:
    """Return a row whose label is spelt as models know it, where it is one of the task's."""
    label = record.get(task)
    if not isinstance(label, str):
        return record
    known = label.strip().lower()
    known = _IN_GERMAN.get(known, known)
    return {**record, task: known} if known in LABELS[task] else record


def json_object(line: str | bytes) -> Mapping[str, Any]:
    """Return the JSON object of a line; an empty one where it holds none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def _records(path: Path, text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield (place, row) of each row; a line that is no JSON object comes as an empty row."""
    if _is_table(path):
        yield from _records_of_table(path, text)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"line {number}", json_object(line)


def _records_of_table(path: Path, text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    table = parse(io.StringIO(text, newline=""), str(path))
    records: list[tuple[str, dict[str, str]]] = []
    # " Text" and "TEXT" are known as well, as to `classify`, unless "text" stands beside them.
    plain = {name: name.strip().lower() for name in table.header}
    header = [
        plain[name] if plain[name] in _READ - set(table.header) else name for name in table.header
    ]
    for row in table.rows:
        cells = zip(header, row.cells, strict=True)
        record = {n: "" if n in _READ and is_missing(cell) else cell for n, cell in cells}
        records.append((f"line {row.line}", record))
    # As `classify` reads the column, or models would learn tags that they never see.
    if "text" in header and are_html(record["text"] for _, record in records):
        for _, record in records:
            record["text"] = text_of_html(record["text"])
    yield from records


def _is_table(path: Path) -> bool:
    return path.name.removesuffix(".gz").lower().endswith((".csv", ".tsv"))


def content_of(path: Path) -> bytes:
    """Return the bytes of a file, unpacked where it is a `.gz`, within the limits of `unpacking`.

    Raises
    ------
    InputError
        Where the file cannot be read, is damaged, or unpacks to too much.
    """
    try:
        content = path.read_bytes()
    except OSError as e:
        raise InputError(
            f"cannot be read ({e.strerror})",
            where=str(path),
            remedy="check the name and the file",
        ) from e
    if path.suffix != ".gz":
        return content
    return unpacked(io.BytesIO(content), str(path)).read()


def decoded(content: bytes, path: Path) -> str:
    """Return the text of a file's content.

    Raises
    ------
    InputError
        Where it is not UTF-8, naming the line.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = content.count(b"\n", 0, e.start) + 1
        raise InputError(
            f"line {line} is not UTF-8", where=str(path), remedy="save the file as UTF-8"
        ) from e
