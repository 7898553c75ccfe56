"""Text without mark-up: decoded, and left as it is for the separation of its comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentiment.discussion import PlainText
from sentiment.readers.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_plain_text(data: bytes, source: str) -> Iterator[PlainText]:
    """Yield the decoded text.

    Line ends stay as they are, so that offsets index what an editor shows; only a byte order mark
    is dropped.

    Parameters
    ----------
    data : bytes
        The file.
    source : str
        Its name.

    Yields
    ------
    PlainText
        The one text.

    Raises
    ------
    InputError
        Where the bytes are not text.
    """
    yield PlainText(source=source, text=decode(data, source))
