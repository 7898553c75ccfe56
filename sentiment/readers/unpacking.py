"""The bytes of a stream, unpacked within limits where they are compressed, and looked at ahead."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import struct
import sys
import zipfile
import zlib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, Protocol

from sentiment.errors import InputError, MissingExtraError, install_extra

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import WriteableBuffer

# A few kilobytes can unpack to more than a computer holds. Ten million comments fit in this.
MOST_BYTES = 1024**3

# Texts are packed to a tenth or, where they repeat themselves, to a thirtieth. A file that unpacks
# to more than so many times its size is made to fill memory, unless it is small.
MOST_TIMES = 200
_SMALL = 64 * 1024**2

_CHUNK = 1024**2

ZIP_DAMAGES = (
    zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, struct.error, zlib.error,
    lzma.LZMAError,
)  # fmt: skip
"""What `zipfile` raises where an archive, or a file in it, is damaged, needs a password, or is
packed in a way that it does not know."""

_Errors = tuple[type[Exception], ...]


class Readable(Protocol):
    """What unpacks as it is read."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; none at the end alone."""


@dataclass(slots=True)
class Allowance:
    """How many bytes an input may unpack to: `used` of at most `limit`.

    An archive shares it among its files.
    """

    limit: int = MOST_BYTES
    used: int = 0

    @property
    def is_used_up(self) -> bool:
        """Whether more was unpacked than the limit allows."""
        return self.used > self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Packing:
    """One way to compress a file.

    `magic` is how each begins; `open` takes the packed stream and the name of the file, and returns
    a stream that unpacks, and what that raises where the file is damaged.
    """

    name: str
    suffix: str
    magic: re.Pattern[bytes]
    open: Callable[[BinaryIO, str], tuple[Readable, _Errors]]


def _open_gzip(packed: BinaryIO, _: str) -> tuple[Readable, _Errors]:
    return gzip.GzipFile(fileobj=packed), (EOFError, OSError, zlib.error)


def _open_bzip2(packed: BinaryIO, _: str) -> tuple[Readable, _Errors]:
    return bz2.BZ2File(packed), (EOFError, OSError, ValueError)


def _open_xz(packed: BinaryIO, _: str) -> tuple[Readable, _Errors]:
    return lzma.LZMAFile(packed), (EOFError, lzma.LZMAError)


def _open_zstd(packed: BinaryIO, source: str) -> tuple[Readable, _Errors]:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError as error:
        raise MissingExtraError(
            "to unpack Zstandard needs a package of its own",
            where=source,
            remedy=install_extra("zstd"),
        ) from error
    # Dumps of Reddit look back 2 GiB, as far as the format allows; the default is 128 MiB.
    window = zstd.DecompressionParameter.window_log_max
    opened = zstd.ZstdFile(packed, options={window: window.bounds()[1]})
    return opened, (EOFError, zstd.ZstdError)


_PACKINGS = (
    _Packing(name="gzip", suffix=".gz", magic=re.compile(rb"\x1f\x8b"), open=_open_gzip),
    _Packing(
        name="bzip2",
        suffix=".bz2",
        # The mark of the first block, or of the end, so that a text may begin with "BZh".
        magic=re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"),
        open=_open_bzip2,
    ),
    _Packing(name="xz", suffix=".xz", magic=re.compile(rb"\xfd7zXZ\x00"), open=_open_xz),
    _Packing(
        name="Zstandard", suffix=".zst", magic=re.compile(rb"\x28\xb5\x2f\xfd"), open=_open_zstd
    ),
)
_LONGEST_MAGIC = 10


def without_packing(name: str) -> str:
    """Return the name of a file in lower case, without the suffix of what it is packed with."""
    lower = name.lower()
    found = (packing.suffix for packing in _PACKINGS if lower.endswith(packing.suffix))
    return lower.removesuffix(next(found, ""))


def unpacked(stream: BinaryIO, source: str, allowance: Allowance | None = None) -> BinaryIO:
    """Return `stream`, or what it unpacks to where it is gzip, bzip2, xz or Zstandard.

    Parameters
    ----------
    stream : BinaryIO
        The bytes of one file; they are read as the result is.
    source : str
        Its name, for the error.
    allowance : Allowance, optional
        Where the file is one of several that share it.

    Returns
    -------
    BinaryIO
        The content. Reading it raises `InputError` where what is packed is damaged, or unpacks to
        more than is allowed: `MOST_BYTES`, or `MOST_TIMES` its size.

    Raises
    ------
    MissingExtraError
        Where it is Zstandard, and the package for that is not installed.
    """
    start, whole = peek(stream, _LONGEST_MAGIC)
    packing = next((packing for packing in _PACKINGS if packing.magic.match(start)), None)
    if packing is None:
        return whole
    packed = _Counted(whole)
    content, errors = packing.open(io.BufferedReader(packed), source)
    return bounded(
        content,
        source,
        kind=packing.name,
        errors=errors,
        packed_size=lambda: packed.count,
        allowance=allowance or Allowance(),
    )


def bounded(
    content: Readable,
    source: str,
    *,
    kind: str,
    errors: _Errors,
    packed_size: Callable[[], int],
    allowance: Allowance,
) -> BinaryIO:
    """Return what something packed unpacks to, as far as that is allowed and it is not damaged.

    Parameters
    ----------
    content : Readable
        Unpacks as it is read.
    source : str
        The name of the file, for the errors.
    kind : str
        What it is packed with.
    errors : tuple of exception types
        Those that `content` raises where it is damaged.
    packed_size : callable
        Returns how many packed bytes were read so far.
    allowance : Allowance
        Counts what is read here, too.

    Returns
    -------
    BinaryIO
        As `unpacked`.
    """
    raw = _Unpacked(content, source, kind, errors, packed_size, allowance)
    return io.BufferedReader(raw)


def most_unpacked(packed_size: int) -> int:
    """Return how many bytes, or characters of texts, something packed of a size may unpack to."""
    return max(_SMALL, MOST_TIMES * packed_size)


def unpacks_too_far(source: str, *, remedy: str) -> InputError:
    """Return the error of a file that unpacks to more than `most_unpacked`."""
    return InputError(
        f"unpacks to more than {MOST_TIMES} times its size", where=source, remedy=remedy
    )


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
        The beginning, and the whole, which can go back where `stream` can.
    """
    start = stream.read(size)
    return start, io.BufferedReader(_Rejoined(start, stream))


@contextmanager
def rewindable(stream: BinaryIO, source: str) -> Iterator[BinaryIO]:
    """Give a stream that can be read a second time: where this one cannot, a copy on disk.

    Parameters
    ----------
    stream : BinaryIO
        The bytes of one file, from where it stands.
    source : str
        The name of the file, for the error.

    Raises
    ------
    InputError
        Where there is no room for the copy, and that of `stream`.
    """
    if stream.seekable():
        yield stream
        return
    with copied(stream, source) as copy:
        yield copy


@contextmanager
def copied(stream: Readable, source: str) -> Iterator[BinaryIO]:
    """Give a copy on disk of what is left of a stream, which disappears with the context.

    Raises
    ------
    InputError
        As `rewindable`.
    """
    with ExitStack() as stack:
        with _no_room(source):
            copy = stack.enter_context(TemporaryFile())
        # Read apart from writing: what goes wrong with the file itself has another remedy.
        while block := stream.read(_CHUNK):
            with _no_room(source):
                copy.write(block)
                copy.flush()
        copy.seek(0)
        yield copy


@contextmanager
def _no_room(source: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            f"no room on disk for a copy of it ({error.strerror or type(error).__name__})",
            where=source,
            remedy="name a folder with more room in the environment variable TMPDIR",
        ) from error


class _Rejoined(io.RawIOBase):
    """A stream whose `start` was read already: gives that once more, then the rest."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start = start
        self._rest = rest

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._rest.seekable()

    def tell(self) -> int:
        return self._rest.tell() - len(self._start)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_CUR:
            offset, whence = self.tell() + offset, io.SEEK_SET
        self._start = b""
        return self._rest.seek(offset, whence)

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        part = self._start[: len(view)] or self._rest.read(len(view))
        self._start = self._start[len(part) :]
        view[: len(part)] = part
        return len(part)

    def readall(self) -> bytes:
        start, self._start = self._start, b""
        return start + self._rest.read()


class _Counted(io.RawIOBase):
    """A stream that counts what is read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        part = self._stream.read(len(view))
        view[: len(part)] = part
        self.count += len(part)
        return len(part)


class _Unpacked(io.RawIOBase):
    """The parts of `bounded`, checked as each is unpacked."""

    def __init__(
        self,
        content: Readable,
        source: str,
        kind: str,
        errors: _Errors,
        packed_size: Callable[[], int],
        allowance: Allowance,
    ) -> None:
        self._content = content
        self._source = source
        self._kind = kind
        self._errors = errors
        self._packed_size = packed_size
        self._allowance = allowance
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
        except self._errors as error:
            raise InputError(
                f"the {self._kind} file is damaged or incomplete",
                where=self._source,
                remedy="copy or download it again, or unpack it by hand",
            ) from error
        self._count += len(part)
        self._allowance.used += len(part)
        if self._allowance.is_used_up:
            raise InputError(
                f"unpacks to more than {self._allowance.limit / 1024**2:,.0f} MiB",
                where=self._source,
                remedy="unpack it and split it into smaller files",
            )
        if self._count > most_unpacked(self._packed_size()):
            raise unpacks_too_far(self._source, remedy="unpack it by hand if you trust it")
        return part
