"""JSON as a file: exports that are large are read row by row, all else as a whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

from sentiment.readers import own_json
from sentiment.readers.exports import by_thread, discussions
from sentiment.readers.json_platforms import platform_of
from sentiment.readers.unpacking import peek

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sentiment.discussion import Discussion

# Bytes. A file that is no larger is held, so that an error can name line and column; and by so much
# of its beginning a larger one is recognised.
_HELD = 4 * 1024**2


def read_json(stream: BinaryIO, source: str) -> Iterator[Discussion]:
    """Yield the discussions of a JSON file of any size.

    Parameters
    ----------
    stream : BinaryIO
        The file.
    source : str
        Its name.

    Yields
    ------
    Discussion
        As `own_json.read_json`; the export of a platform that is larger than a few MiB takes the
        room of its comments, and JSON lines under the wrong suffix take that of a part.

    Raises
    ------
    InputError
        As `own_json.read_json`; but where a large export is broken, all that comes before is read.
    """
    yield from _read(stream, source, _read_whole)


def read_json_lines(stream: BinaryIO, source: str) -> Iterator[Discussion]:
    """Yield the discussions of a file of JSON lines of any size.

    Parameters
    ----------
    stream : BinaryIO
        The file.
    source : str
        Its name.

    Yields
    ------
    Discussion
        As `own_json.read_json_lines`, else as `read_json`.

    Raises
    ------
    InputError
        As `read_json`.
    """
    yield from _read(stream, source, own_json.read_json_lines)


def _read(
    stream: BinaryIO, source: str, read_other: Callable[[BinaryIO, str], Iterator[Discussion]]
) -> Iterator[Discussion]:
    """Read a large export row by row, large JSON lines as lines, and all else with `read_other`."""
    start, whole = peek(stream, _HELD + 1)
    if len(start) > _HELD:
        # Only large files pay for the library that reads them.
        from sentiment.readers.json_stream import beginning, rows, rows_of_lines

        platform, has_lines = platform_of(beginning(start)), _has_lines(start)
        if platform is not None:
            found = (
                rows_of_lines(whole, source) if has_lines else rows(whole, source, platform.lists)
            )
            yield from discussions(by_thread(platform.read(found)), source)
            return
        if has_lines:
            read_other = own_json.read_json_lines
    yield from read_other(whole, source)


def _read_whole(stream: BinaryIO, source: str) -> Iterator[Discussion]:
    yield from own_json.read_json(stream.read(), source)


def _has_lines(start: bytes) -> bool:
    """Tell whether each line is a value: the first is one, and more follow."""
    line, _, rest = start.lstrip().partition(b"\n")
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return bool(rest.strip())
