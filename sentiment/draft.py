"""A file that is written for hours: a draft beside it, and a journal of what the draft holds.

The file itself appears when it is whole. Until then `NAME.part` holds its beginning, and
`NAME.journal` says line by line up to which byte that is good, and how far the run had come. After
a crash, a full disk or a lost worker, the draft is cut there, and the run goes on. Each line has a
checksum: one that was torn or changed, and all after it, count as not done.

Each draft that holds anything has a journal beside it, whose head is written first: by that, one of
ours is known, and what somebody else keeps under these names is refused.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
import stat
import sys
import time
import zlib
from contextlib import ExitStack, contextmanager
from typing import IO, TYPE_CHECKING, Any

from sentiment.course import Done
from sentiment.errors import InputError, OutputError
from sentiment.present.writing import encoded, explaining, followed, is_written_into
from sentiment.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_log = logging.getLogger("sentiment")

_FORMAT = 4
_SUM = "crc32"  # of the rest of a line
_HEAD = b'{"journal": '  # how each journal begins
_SECONDS = 1.0  # between two lines of the journal, since each waits for the disk


class DraftFile:
    """The beginning of a file as far as an earlier run came, and what is added to it.

    Parameters
    ----------
    output : Path
        The file.
    run : str
        A digest of all that its bytes depend on.
    resume : bool
        Whether to go on with what an earlier run left, if it left anything; else it is replaced.

    Attributes
    ----------
    done : Done
        How far the run has come that the draft is of.

    Raises
    ------
    OutputError
        Where the earlier run was another one, `output` is a device, a folder, a link to itself, or
        standard output, or something that no run left has the name of the draft or the journal.
    """

    def __init__(self, output: Path, run: str, *, resume: bool) -> None:
        self._name = str(output)
        self._target = followed(output)
        if is_written_into(output):
            raise OutputError("is no file", where=self._name, remedy="name a file")
        self._draft, self._journal = draft_and_journal(self._target)
        self._run = run
        self._size = 0  # bytes of the draft
        self._noted = 0  # bytes of the journal
        self.done = Done()
        with explaining(self._name):
            self._check_names()
        if resume:
            with explaining(str(self._journal)):
                self._recover()

    def write(
        self,
        pieces: Iterable[str | bytes],
        done: Callable[[], Done],
        *,
        finish: Callable[[Path, Path], None] | None = None,
    ) -> bool:
        """Add pieces to the draft, and make the file of it; no file is made of nothing.

        Parameters
        ----------
        pieces : iterable of str or bytes
            One for each analysis; what comes after the last is not noted by itself.
        done : callable
            Returns how far the run has come with the last piece.
        finish : callable, optional
            Makes the file, its second argument, of the draft, its first. Otherwise the draft is it.

        Returns
        -------
        bool
            Whether the file was made; an older one stays as it was where nothing was.

        Raises
        ------
        OutputError
            Where the file cannot be written, the disk is full, or another run writes it.
        """
        with explaining(self._name), self._locked() as stream:
            try:
                self._begin(stream)
                self._fill(stream, pieces, done)
                self._finish(finish)
            except BaseException:
                if self.done.analyses:
                    _log.warning("%s: what is done is kept, and --resume goes on", self._name)
                else:
                    self._draft.unlink(missing_ok=True)
                    self._journal.unlink(missing_ok=True)
                raise
        return self._size > 0

    def _check_names(self) -> None:
        """Refuse to lose what no run left under the names of the draft and the journal."""
        beside = (self._draft, self._journal)
        # A link would be followed to a file that nobody named.
        foreign = [path for path in beside if path.is_symlink()]
        if not foreign and self._journal.exists():
            with self._journal.open("rb") as journal:
                if not _HEAD.startswith(journal.read(len(_HEAD))):  # it may be torn
                    foreign.append(self._journal)
        elif not foreign and self._draft.exists() and self._draft.stat().st_size:
            foreign.append(self._draft)
        if foreign:
            raise OutputError(
                "is in the way, and no interrupted run left it",
                where=str(foreign[0]),
                remedy="move it away, or name another output",
            )

    @contextmanager
    def _locked(self) -> Iterator[IO[bytes]]:
        """Yield the draft, and keep other runs from it and from the journal.

        A run that has made the file of its draft holds the journal alone until that is gone, too.
        """
        with ExitStack() as files:
            stream = files.enter_context(self._draft.open("ab"))
            _lock(stream, self._draft, self._name)
            if stream.tell() < self._size:
                self._draft.unlink()
                raise _has_ended(self._name)
            try:
                journal = files.enter_context(self._journal.open("ab"))
                _lock(journal, self._journal, self._name)
            except BaseException:
                if not stream.tell():  # it came with opening
                    self._draft.unlink()
                raise
            yield stream

    def _begin(self, stream: IO[bytes]) -> None:
        self._hide(self._draft)
        if not self._noted:
            # A journal of an earlier run knows nothing of the draft that begins here.
            self._append({"journal": _FORMAT, "run": self._run})
        stream.truncate(self._size)

    def _hide(self, path: Path) -> None:
        """Let nobody read what is being written who may not read what it will replace."""
        if self._target.exists():
            # This user has to open it again.
            path.chmod(stat.S_IMODE(self._target.stat().st_mode) | stat.S_IRUSR | stat.S_IWUSR)

    def _fill(
        self,
        stream: IO[bytes],
        pieces: Iterable[str | bytes],
        done: Callable[[], Done],
    ) -> None:
        analyses, last = self.done.analyses, time.monotonic()
        for piece in pieces:
            self._size += stream.write(encoded(piece))
            now = done()
            # After the last analysis comes what ends the file: who goes on has to write it again.
            if now.analyses > analyses and time.monotonic() - last >= _SECONDS:
                self._note(stream, now)
                last = time.monotonic()
            analyses = now.analyses
            del piece  # not to be kept while the next is made
        _to_disk(stream)

    def _note(self, stream: IO[bytes], done: Done) -> None:
        """Say in the journal that the draft is good up to here."""
        _to_disk(stream)
        self._append(_record(done, self._size, len(self.done.failures)))
        self.done = done

    def _append(self, record: dict[str, Any]) -> None:
        line = _line(record)
        with self._journal.open("ab") as journal:
            self._hide(self._journal)
            journal.truncate(self._noted)  # without a line that an earlier run could not finish
            journal.write(line)
            _to_disk(journal)
        self._noted += len(line)

    def _finish(self, finish: Callable[[Path, Path], None] | None) -> None:
        if finish is not None and self._size:
            whole = self._target.with_name(f".sentiment-{secrets.token_hex(8)}.part")
            try:
                whole.touch(exist_ok=False)
                self._hide(whole)
                finish(self._draft, whole)
                self._replace(whole)
            finally:
                whole.unlink(missing_ok=True)
            self._draft.unlink()
        elif self._size:
            self._replace(self._draft)
        else:
            self._draft.unlink()
        self._journal.unlink(missing_ok=True)

    def _replace(self, whole: Path) -> None:
        if self._target.exists():
            shutil.copymode(self._target, whole)  # perhaps this user may only read it
        whole.replace(self._target)

    def _recover(self) -> None:
        """Find what an earlier run left; what it could not finish does not count."""
        if not (self._journal.exists() and self._draft.exists()):
            return
        with self._journal.open("rb") as journal:
            lines = _whole_lines(journal)
            _, first = next(lines, (0, {}))
            if first.get("journal") != _FORMAT:
                return
            noted = 0
            last: dict[str, Any] = {}
            failures: list[InputError] = []
            # One after the other: each may name thousands of days and things.
            for end, line in lines:
                noted, last = end, line
                failures += [
                    InputError(problem, where=where, remedy=remedy)
                    for problem, where, remedy in line["failures"]
                ]
        if not last:
            return
        if first["run"] != self._run:
            raise OutputError(
                "an earlier run was of other inputs or options, or of another model or version",
                where=self._name,
                remedy="leave out --resume to begin anew, or name another file",
            )
        if self._draft.stat().st_size < last["bytes"]:
            return
        self._noted, self._size = noted, last["bytes"]
        self.done = Done(
            analyses=last["analyses"],
            files=last["files"],
            discussions=last["discussions"],
            so_far=Tally.from_json(last["so_far"]),
            failures=tuple(failures),
        )


def draft_and_journal(target: Path) -> tuple[Path, Path]:
    """Return where the draft of a file is, and its journal; `target` is no link."""
    draft, journal = (target.with_name(f"{target.name}.{end}") for end in ("part", "journal"))
    return draft, journal


def _record(done: Done, size: int, told: int) -> dict[str, Any]:
    """Return a line of the journal; `told` failures are in earlier ones."""
    return {
        "bytes": size,
        "analyses": done.analyses,
        "files": done.files,
        "discussions": done.discussions,
        "so_far": done.so_far.as_json(),
        "failures": [[e.problem, e.where, e.remedy] for e in done.failures[told:]],
    }


def _line(record: dict[str, Any]) -> bytes:
    """Return a record as a line of the journal, with the checksum of what it says."""
    return json.dumps({**record, _SUM: zlib.crc32(json.dumps(record).encode())}).encode() + b"\n"


def _whole_lines(journal: IO[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each record of a journal with the place where its line ends.

    It ends before a line that is not the very one that a run wrote.
    """
    end = 0
    for line in journal:
        end += len(line)
        try:
            record = json.loads(line)
            is_record = isinstance(record, dict) and record.pop(_SUM, None) is not None
            is_whole = is_record and _line(record) == line
        except (ValueError, RecursionError):  # no JSON, or nested without end
            return
        if not is_whole:
            return
        yield end, record


def _lock(stream: IO[bytes], path: Path, name: str) -> None:
    """Keep other runs from a file until this one closes it; Windows does so by itself."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OutputError(
            "another run is writing it", where=name, remedy="wait for it, or name another file"
        ) from error
    try:
        is_there = os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except FileNotFoundError:
        is_there = False
    # A run that ended between opening and locking has renamed or removed what was opened.
    if not is_there:
        raise _has_ended(name)


def _has_ended(name: str) -> OutputError:
    return OutputError(
        "another run of it has just ended", where=name, remedy="see whether it is whole"
    )


def _to_disk(stream: IO[bytes]) -> None:
    stream.flush()
    os.fsync(stream.fileno())
