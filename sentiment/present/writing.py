"""Where results go: a file that appears whole or not at all, or standard output."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from contextlib import contextmanager, suppress
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

from sentiment.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_IN_MEMORY = 2**26  # bytes of a document that wait in memory before it is shown

_REMEDIES = {
    errno.ENOENT: "create the folder first",
    errno.ENOTDIR: "name a file in a folder that exists",
    errno.ENOSPC: "free some space, or name a file on another disk",
    errno.EISDIR: "name a file, not a folder",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.ELOOP: "name another one: this link leads to itself",
}
_REMEDY = "name a file in a folder that you may write to"


def write(
    chunks: Iterable[str | bytes], output: Path | None = None, *, whole: bool = False
) -> None:
    """Write pieces of text as UTF-8; no file is made, or replaced, where there is no piece.

    Parameters
    ----------
    chunks : iterable of str or bytes
        Pulled one at a time. Where one cannot be made, an older file stays as it was.
    output : Path, optional
        The file; without it, standard output.
    whole : bool
        Whether the pieces are worth nothing one by one: then standard output, too, gets all of
        them or none.

    Raises
    ------
    OutputError
        Where the file cannot be written, the disk is full, or standard output is closed.
    BrokenPipeError
        Where nobody reads standard output any more.
    """
    if output is None or _is_standard_output(output):
        with explaining("standard output"):
            _write_to_stdout(chunks, whole=whole)
        return
    with explaining(str(output)):
        if is_written_into(output):
            with output.open("wb") as stream:
                _copy(chunks, stream)
        else:
            _write_to_file(chunks, output)


def is_written_into(output: Path) -> bool:
    """Tell whether an output is written into as it is, not replaced by a file that is whole.

    To rename a file over a device or a named pipe would destroy it, and over what standard output
    goes to, as `/dev/stdout` may name it, would lose what others write there.
    """
    return (output.exists() and not output.is_file()) or _is_standard_output(output)


def followed(output: Path) -> Path:
    """Return what a link leads to, or what is no link: that is replaced, and a link stays a link.

    Raises
    ------
    OutputError
        Where a link leads to itself, or nothing can have this name.
    """
    with explaining(str(output)):
        with suppress(FileNotFoundError):  # it is made now
            output.stat()
        return output.resolve()


def _is_standard_output(output: Path) -> bool:
    if sys.stdout is None:
        return False
    try:
        return os.path.samestat(output.stat(), os.fstat(sys.stdout.fileno()))
    except OSError:  # there is no such file yet, or what stands for standard output is none
        return False


def _write_to_file(chunks: Iterable[str | bytes], output: Path) -> None:
    target = followed(output)
    draft = target.with_name(f".sentiment-{secrets.token_hex(8)}.part")
    try:
        with draft.open("xb") as stream:
            if target.exists():
                shutil.copymode(target, draft)  # what was private stays so, from the first byte on
            wrote = _copy(chunks, stream)
            stream.flush()
            os.fsync(stream.fileno())
        if wrote:
            draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _write_to_stdout(chunks: Iterable[str | bytes], *, whole: bool) -> None:
    if sys.stdout is None:
        raise OutputError(
            "is closed", where="standard output", remedy="open it, or redirect it to a file"
        )
    stdout = sys.stdout.buffer
    sys.stdout.flush()
    if whole:
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as draft:
            _copy(chunks, draft)
            draft.seek(0)
            shutil.copyfileobj(draft, stdout)
    else:
        for chunk in chunks:
            # At once: who watches, or reads a pipe, gets each result when it is there.
            stdout.write(encoded(chunk))
            stdout.flush()
    stdout.flush()


def _copy(chunks: Iterable[str | bytes], stream: IO[bytes]) -> bool:
    wrote = False
    for chunk in chunks:
        stream.write(encoded(chunk))
        wrote = True
    return wrote


def encoded(chunk: str | bytes) -> bytes:
    """Return a piece as it is written."""
    if isinstance(chunk, bytes):
        return chunk
    # The name of a file may hold bytes that are no text; UTF-8 has no place for them.
    return chunk.encode(errors="replace")


@contextmanager
def explaining(where: str) -> Iterator[None]:
    """Turn an error of the file system into ours; `where` names the file."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror or type(error).__name__})",
            where=where,
            remedy=_REMEDIES.get(error.errno or 0, _REMEDY),
        ) from error
