"""The bytes of a stream, unpacked where they are gzip, within a limit, and looked at in advance."""

from __future__ import annotations

import gzip
import io
import shutil
import zlib
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from sentiment.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import WriteableBuffer

GZIP_MAGIC = b"\x1f\x8b"

# A few kilobytes of gzip can unpack to more than a computer holds. Ten million comments fit.
UNPACKED_LIMIT = 1024**3

_CHUNK = 1024**2


def unpacked(stream: BinaryIO, source: str, *, limit: int = UNPACKED_LIMIT) -> BinaryIO:
    """Return `stream`, or what it unpacks to where it is gzip.

    Parameters
    ----------
    stream : BinaryIO
        The bytes of one file; they are read as the result is.
    source : str
        Its name, for the error.
    limit : int
        The most bytes that gzip may unpack to.

    Returns
    -------
    BinaryIO
        The content. Reading it raises `InputError` where the gzip is damaged, or would unpack to
        more than `limit` bytes.
    """
    start, whole = peek(stream, len(GZIP_MAGIC))
    return io.BufferedReader(_Unpacked(whole, source, limit)) if start == GZIP_MAGIC else whole


def peek(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """Return the first `size` bytes, or all where there are fewer, and a stream that has them.

    Parameters
    ----------
    stream : BinaryIO
        Any stream, also one that cannot go back; to be left alone afterwards.
    size : int
        How far to look.

    Returns
    -------
    tuple of bytes and BinaryIO
        The beginning, and the whole.
    """
    start = stream.read(size)
    return start, io.BufferedReader(_Rejoined(start, stream))


@contextmanager
def rewindable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give a stream that can be read a second time: where this one cannot, a copy on disk.

    Parameters
    ----------
    stream : BinaryIO
        The bytes of one file, from where it stands. The copy disappears with the context.
    """
    if stream.seekable():
        yield stream
        return
    with TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy, _CHUNK)
        copy.seek(0)
        yield copy


class _Rejoined(io.RawIOBase):
    """A stream whose `start` was read already: gives that once more, then the rest.

    It can go back where the stream can.
    """

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start = start
        self._rest = rest

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._rest.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_CUR:
            offset, whence = self.tell() + offset, io.SEEK_SET
        self._start = b""
        return self._rest.seek(offset, whence)

    def tell(self) -> int:
        return self._rest.tell() - len(self._start)

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        part = self._start[: len(view)] or self._rest.read(len(view))
        self._start = self._start[len(part) :]
        view[: len(part)] = part
        return len(part)

    def readall(self) -> bytes:
        start, self._start = self._start, b""
        return start + self._rest.read()


class _Unpacked(io.RawIOBase):
    def __init__(self, packed: BinaryIO, source: str, limit: int) -> None:
        self._content = gzip.GzipFile(fileobj=packed)
        self._source = source
        self._limit = limit
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        part = self._read(len(view))
        view[: len(part)] = part
        return len(part)

    def readall(self) -> bytes:
        content = bytearray()
        while part := self._read(_CHUNK):
            content += part
        return bytes(content)

    def _read(self, size: int) -> bytes:
        try:
            part = self._content.read(size)
        except (EOFError, OSError, zlib.error) as error:
            raise InputError(
                "the gzip file is damaged or incomplete",
                where=self._source,
                remedy="copy or download it again, or unpack it by hand",
            ) from error
        self._count += len(part)
        if self._count > self._limit:
            raise InputError(
                f"unpacks to more than {self._limit / 1024**2:,.0f} MiB",
                where=self._source,
                remedy="unpack it and split it into smaller files",
            )
        return part
