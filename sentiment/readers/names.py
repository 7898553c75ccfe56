"""Names of authors, without the addresses that exports put in their place or beside them."""

from __future__ import annotations

import re

# Some systems show an e-mail address or an IP in the place of a name, or beside it. "@name@host"
# is neither, but the name of somebody in the Fediverse.
_ADDRESS = re.compile(
    r"(?<![@\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b"
    r"|(?<![\w:])(?:[\da-f]{0,4}:){3,7}[\da-f]{0,4}(?![\w:])",
    re.IGNORECASE,
)
_AROUND_ADDRESS = " \t\n<>()[],;"


def name_of(author: str | None) -> str | None:
    """Return the name of an author without e-mail and IP addresses; None where nothing is left."""
    if not author:
        return None
    name = _ADDRESS.sub("", author)
    return (author.strip() if name == author else name.strip(_AROUND_ADDRESS)) or None
