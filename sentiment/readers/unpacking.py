"""All bytes of a stream, unpacked where they are gzip, within a limit."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO

from sentiment.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

GZIP_MAGIC = b"\x1f\x8b"

# A few kilobytes of gzip can unpack to more than a computer holds. Ten million comments fit.
UNPACKED_LIMIT = 1024**3

_CHUNK = 1024**2


def read_all(stream: BinaryIO, source: str, *, limit: int = UNPACKED_LIMIT) -> bytes:
    """Read `stream` to its end, and unpack it where it is gzip.

    Parameters
    ----------
    stream : BinaryIO
        The bytes of one file.
    source : str
        Its name, for the error.
    limit : int
        The most bytes that gzip may unpack to.

    Returns
    -------
    bytes
        The content.

    Raises
    ------
    InputError
        Where the gzip is damaged, or would unpack to more than `limit` bytes.
    """
    start = stream.read(len(GZIP_MAGIC))
    if start != GZIP_MAGIC:
        return start + stream.read()
    packed = io.BytesIO(start + stream.read())
    content = bytearray()
    for chunk in _unpack(packed, source):
        content += chunk
        if len(content) > limit:
            raise InputError(
                f"unpacks to more than {limit / 1024**2:,.0f} MiB",
                where=source,
                remedy="unpack it and split it into smaller files",
            )
    return bytes(content)


def _unpack(packed: BinaryIO, source: str) -> Iterator[bytes]:
    try:
        with gzip.open(packed) as unpacked:
            while chunk := unpacked.read(_CHUNK):
                yield chunk
    except (EOFError, OSError, zlib.error) as error:
        raise InputError(
            "the gzip file is damaged or incomplete",
            where=source,
            remedy="copy or download it again, or unpack it by hand",
        ) from error
