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
        room of its comments.

    Raises
    ------
    InputError
        As `own_json.read_json`; but where a large export is broken, all that comes before is read.
    """
    yield from _read(stream, source, own_json.read_json)


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
    stream: BinaryIO, source: str, read_whole: Callable[[bytes, str], Iterator[Discussion]]
) -> Iterator[Discussion]:
    start, whole = peek(stream, _HELD + 1)
    if len(start) > _HELD:
        # Only large files pay for the library that reads them.
        from sentiment.readers.json_stream import beginning, rows, rows_of_lines

        platform = platform_of(beginning(start))
        if platform is not None:
            found = (
                rows_of_lines(whole, source)
                if _has_lines(start)
                else rows(whole, source, platform.lists)
            )
            yield from discussions(by_thread(platform.read(found)), source)
            return
    yield from read_whole(whole.read(), source)


def _has_lines(start: bytes) -> bool:
    """Tell whether each line is a value: the first is one, and more follow."""
    line, _, rest = start.lstrip().partition(b"\n")
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return bool(rest.strip())
