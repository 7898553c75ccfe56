"""Bytes that somebody sent into discussions, as the command line reads a file."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING

from sentiment import readers
from sentiment.errors import InputError, SentimentError
from sentiment.inputs import separated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sentiment.bundle import Bundle
    from sentiment.discussion import Discussion

_MOST_DISCUSSIONS = 1000
_MOST_UNPACKED = 128 * 2**20  # bytes; many may ask at a time


def discussions_in(
    content: bytes,
    name: str,
    model: Bundle,
    *,
    suffix: str | None = None,
    on_error: Callable[[SentimentError], None] | None = None,
) -> tuple[Discussion, ...]:
    """Return the discussions in the content of a file.

    Parameters
    ----------
    name : str
        Becomes their source.
    model : Bundle
        Separates plain text.
    suffix : str, optional
        Narrows the choice of formats; without it, that of the name does.
    on_error : callable, optional
        Takes what is wrong where a part of the content can be read; without it, that is raised.

    Raises
    ------
    InputError
        Where it cannot be read, holds no discussion, or more than a thousand.
    """
    failures: list[SentimentError] = []
    suffix = readers.suffix_of(name) if suffix is None else suffix
    documents = readers.read_stream(
        io.BytesIO(content), name, suffix=suffix, limit=_MOST_UNPACKED, on_error=failures.append
    )
    read = _until_failure(separated(documents, model), failures)
    found = tuple(islice(read, _MOST_DISCUSSIONS + 1))
    if failures and not (found and on_error):
        raise failures[-1]
    if not found:
        raise InputError("holds no discussion", where=name, remedy="give a file that holds one")
    if len(found) > _MOST_DISCUSSIONS:
        raise InputError(
            f"holds more than {_MOST_DISCUSSIONS} discussions",
            where=name,
            remedy="split it, or use the command line",
        )
    if on_error:
        for failure in failures:
            on_error(failure)
    return found


def _until_failure(
    discussions: Iterable[Discussion], failures: list[SentimentError]
) -> Iterator[Discussion]:
    try:
        yield from discussions
    except SentimentError as error:
        failures.append(error)
