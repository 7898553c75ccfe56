"""Where corrections go: a file of labelled samples that is only ever appended to.

Each correction is one line, on the disk before `record` returns, so that it survives the end of
the program and of the machine. Nothing is rewritten: a changed mind is a later row, and whoever
reads the file lets the last row of an annotator stand (`training.journal`). So there is no moment
at which a crash could take older rows along, and several programs append to one file in turn.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Self

from filelock import FileLock, Timeout

from sentiment.errors import LabelsError, OutputError, SampleError
from sentiment.labelling.correction import as_row, from_row
from sentiment.present.json_text import lines
from sentiment.present.writing import explaining, followed
from sentiment.training.journal import is_of_another_task, overruled, takes_back, whole_length
from sentiment.training.samples import json_object, problem_of, question_of, with_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from io import FileIO
    from pathlib import Path
    from typing import Any

    from sentiment.labelling.correction import Correction
    from sentiment.question import Question

_PATIENCE = 30  # seconds that another program may take to append

_TAIL = 4096  # bytes: an edit before them goes unnoticed only where it keeps the length

_MEND = "take that line out, or name a file that holds labels alone"

_TABLES = (".csv", ".tsv", ".gz")


class Store:
    """The corrections of one task in one file; several threads and programs may share it.

    The file may hold those of other tasks, too, each recorded by a store of its own.
    """

    def __init__(self, path: Path, task: str) -> None:
        self._name = str(path)  # what errors call it
        self._path = followed(path)  # one file has one lock, whatever links lead to it
        self._task = task
        # Beside the file: a lock on the file itself would go with it if somebody replaced it.
        self._lock = FileLock(self._path.with_name(f".{self._path.name}.lock"), timeout=_PATIENCE)
        self._inode = 0
        self._forget()

    @classmethod
    def open(cls, path: Path, task: str) -> Self:
        """Open a file of corrections, or name one that the first correction makes.

        A last row that a crash cut off is removed: nobody was told that it was recorded.

        Raises
        ------
        LabelsError
            Where the file holds a row that is no label.
        OutputError
            Where the file cannot be read and written.
        """
        if path.suffix.lower() in _TABLES:
            raise OutputError(
                "cannot be appended to row by row",
                where=str(path),
                remedy="name a file that ends in .jsonl",
            )
        store = cls(path, task)
        with explaining(str(path)):
            store._path.parent.stat()
        if path.exists():
            store.standing()
        return store

    def record(self, correction: Correction) -> bool:
        """Append a correction; return whether it is new.

        When this returns, the correction is on the disk. One whose `id` is there already is not
        recorded again.

        Raises
        ------
        SampleError
            Where the correction is no label of the task.
        LabelsError
            Where the file holds a row that is none.
        OutputError
            Where it cannot be written; then the file is as it was.
        """
        row = as_row(correction, self._task)
        if problem := self._problem_of(row):
            raise SampleError(problem, where=self._name, remedy="record a label of the task")
        (line,) = lines([row], {})
        with self._held() as stream:
            if correction.id in self._by_id:
                return False
            self._append(stream, line.encode())
            self._take(row)
        return True

    def standing(self) -> tuple[Correction, ...]:
        """Return the labels that stand, with those that other programs recorded meanwhile.

        Raises
        ------
        LabelsError, OutputError
            As `open` does.
        """
        with self._held():
            gone = overruled(self._rows, self._task)
            return tuple(
                from_row(row, self._task, f"{self._name}: line {number}")
                for number, row in enumerate(self._rows, 1)
                if number - 1 not in gone
                and self._task in row
                and not is_of_another_task(row, self._task)
            )

    def taken_back(self, annotator: str) -> tuple[Question, ...]:
        """Return what an annotator took an answer to back, whether or not another one stands.

        Raises
        ------
        LabelsError, OutputError
            As `open` does.
        """
        with self._held():
            return tuple(
                question_of(row, self._task)
                for row in self._rows
                if takes_back(row, self._task) and row["annotator"] == annotator
            )

    def recorded(self, id_: str | None) -> str | None:
        """Return the label that has an id in what was read last, whether or not it stands."""
        label = self._by_id.get(id_, {}).get(self._task)
        return label if isinstance(label, str) else None

    def _forget(self) -> None:
        self._rows: list[Mapping[str, Any]] = []  # one a line; an empty one for a blank line
        self._by_id: dict[str | None, Mapping[str, Any]] = {}
        self._end = 0  # of what was read, in bytes
        self._tail = b""  # what stood before that end

    @contextmanager
    def _held(self) -> Iterator[FileIO]:
        """Open the file for this program alone, knowing all that others appended."""
        with explaining(self._name):
            self._path.parent.stat()  # the lock would make a folder that was moved away
            try:
                with self._lock, self._path.open("a+b", buffering=0) as stream:
                    self._catch_up(stream)
                    yield stream
            except Timeout as e:
                raise OutputError(
                    f"was held by another program for {_PATIENCE} seconds",
                    where=self._name,
                    remedy="end that program, or name another file",
                ) from e

    def _catch_up(self, stream: FileIO) -> None:
        """Read what was appended since, and mend what a crash left of a last row."""
        inode = os.fstat(stream.fileno()).st_ino
        if inode != self._inode:
            self._forget()  # somebody replaced the file
            self._inode = inode
        stream.seek(self._end - len(self._tail))
        content = stream.readall()
        if not content.startswith(self._tail):
            self._forget()  # somebody edited it in place
            stream.seek(0)
            content = stream.readall()
        content = content.removeprefix(self._tail)
        whole = content[: whole_length(content)]
        rows: list[Mapping[str, Any]] = []  # taken all at once: a bad one is read again, with them
        for line in whole.removesuffix(b"\n").split(b"\n") if whole else ():
            row = with_label(json_object(line), self._task) if line.strip() else {}
            where = f"{self._name}: line {len(self._rows) + len(rows) + 1}"
            if line.strip() and (problem := self._problem_of(row)):
                raise LabelsError(problem, where=where, remedy=_MEND)
            rows.append(row)
        for row in rows:
            self._take(row)
        if len(whole) < len(content):
            stream.truncate(self._end + len(whole))
        self._move_on(whole)
        if whole and not whole.endswith(b"\n"):
            self._append(stream, b"\n")

    def _problem_of(self, row: Mapping[str, Any]) -> str:
        """Say what is wrong with a row that is no label of any task, and takes none back."""
        if is_of_another_task(row, self._task):
            return ""
        anything = {self._task: "neutral"} if takes_back(row, self._task) else {}
        return problem_of({**row, **anything}, self._task)

    def _take(self, row: Mapping[str, Any]) -> None:
        self._rows.append(row)
        if isinstance(row.get("id"), str):
            self._by_id[row["id"]] = row

    def _append(self, stream: FileIO, line: bytes) -> None:
        """Write at the end and wait for the disk; what cannot be written whole leaves no trace."""
        try:
            if stream.write(line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # noqa: TRY301 - as if it failed
            os.fsync(stream.fileno())
            if not self._end:
                self._sync_folder()
        except OSError:
            with suppress(OSError):
                stream.truncate(self._end)
            raise
        self._move_on(line)

    def _move_on(self, content: bytes) -> None:
        self._end += len(content)
        self._tail = (self._tail + content)[-_TAIL:]

    def _sync_folder(self) -> None:
        """Make sure that a new file has its name on the disk, too, where a system can do that."""
        if not hasattr(os, "O_DIRECTORY"):
            return
        folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
