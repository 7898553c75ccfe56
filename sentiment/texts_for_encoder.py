"""How a text is written before an encoder reads it, in training as in use."""

from __future__ import annotations

import re

_URL = re.compile(r"(?:https?://|www\.)\S+")


def cleaned(text: str) -> str:
    """Shorten addresses, whose letters say nothing, and put all on one line."""
    return " ".join(_URL.sub("http", text).split())
