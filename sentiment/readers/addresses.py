"""Files at an address, such as s3://bucket/comments.csv, through fsspec; needs the extra `cluster`.

Each is copied to this machine before it is read, since a connection does not last as long as a
table takes to be classified.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

from sentiment.errors import InputError, MissingExtraError, install_extra
from sentiment.readers.detect import Document, read_stream, suffix_of
from sentiment.readers.unpacking import copied

if TYPE_CHECKING:
    from collections.abc import Iterator

# Two letters and more: "C:/" is a drive.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_CHAIN = "::"  # of addresses in one another, which could lead anywhere
_PASSWORD = re.compile(r"[^/@]*://[^/@]*:[^/]*@")


def is_address(name: str) -> bool:
    """Tell whether a name is an address rather than a path."""
    return _ADDRESS.match(name) is not None


def find_addresses(address: str) -> Iterator[str]:
    """Yield an address, or those that it is a pattern of, such as s3://bucket/*.parquet, sorted.

    Raises
    ------
    InputError
        Where a pattern matches nothing, or nothing can be looked up; where the address holds a
        password or another address.
    MissingExtraError
        Where fsspec is not installed.
    """
    if _CHAIN in address:
        raise InputError(
            "addresses in one another are not read", where=address, remedy="name the file alone"
        )
    if _PASSWORD.match(address):
        raise InputError(
            "the address holds a password, which would be written into the output",
            where=address.rpartition("@")[2],
            remedy="give it to fsspec in its settings (~/.config/fsspec)",
        )
    library = _fsspec(address)
    if "*" not in address:
        yield address
        return
    with _explaining(address):
        files, pattern = library.core.url_to_fs(address)
        found = sorted(files.unstrip_protocol(name) for name in files.glob(pattern))
    if not found:
        raise InputError("matches no file", where=address, remedy="check the spelling")
    yield from found


def read_address(address: str) -> Iterator[Document]:
    """Read the file at an address to its end.

    Yields
    ------
    Document
        As `read`.

    Raises
    ------
    InputError
        As `read`, and where there is no such file or the connection fails.
    MissingExtraError
        As `find_addresses`.
    """
    library = _fsspec(address)
    with _explaining(address):
        opened = library.open(address, "rb").open()
    with opened, copied(_Explained(opened, address), address) as stream:
        yield from read_stream(stream, address, suffix=suffix_of(address))


class _Explained:
    """A stream from elsewhere, whose errors are ours."""

    def __init__(self, stream: BinaryIO, address: str) -> None:
        self._stream = stream
        self._address = address

    def read(self, size: int, /) -> bytes:
        with _explaining(self._address):
            return self._stream.read(size)


def _fsspec(address: str) -> Any:  # noqa: ANN401 - fsspec has no types
    try:
        return import_module("fsspec")
    except ImportError as error:
        raise MissingExtraError(
            "an address needs the library fsspec",
            where=address,
            remedy=install_extra("cluster"),
        ) from error


@contextmanager
def _explaining(address: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise InputError(
            "cannot be found", where=address, remedy="check the spelling of the address"
        ) from error
    except ImportError as error:  # names the package for this kind of address
        raise MissingExtraError(
            "no library for such addresses is installed", where=address, remedy=_remedy(error)
        ) from error
    except Exception as error:  # each kind of address has a library with errors of its own
        raise InputError(
            f"cannot be read ({type(error).__name__})",
            where=address,
            remedy="check the address, the connection and that you may read it",
        ) from error


def _remedy(error: ImportError) -> str:
    return " ".join(str(error).split()).rstrip(".").replace("Install", "install")
