"""XML that no other reader takes: refused, since as plain text it would be nonsense."""

from __future__ import annotations

from typing import NoReturn

from sentiment.errors import InputError
from sentiment.readers.decoding import decode


def refuse_xml(data: bytes, source: str) -> NoReturn:
    """Raise the error that says so.

    Parameters
    ----------
    data : bytes
        The file.
    source : str
        Its name.

    Raises
    ------
    InputError
        Always; where it is no text at all, with what it is instead.
    """
    decode(data, source)
    raise InputError(
        "this kind of XML is not known",
        where=source,
        remedy="export the comments as CSV or JSON, or save the page as HTML",
    )
