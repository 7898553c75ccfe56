"""Text without mark-up: decoded, and left as it is for the separation of its comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentiment.discussion import PlainText
from sentiment.errors import InputError
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
        Where the bytes are not text, or are XML of a kind that no reader knows.
    """
    text = decode(data, source)
    if text.lstrip().startswith("<?xml"):
        raise InputError(
            "this kind of XML is not known",
            where=source,
            remedy="export the comments as CSV or JSON, or save the page as HTML",
        )
    yield PlainText(source=source, text=text)
