r"""JSON in which each byte of UTF-8 is an escape of its own, as what one downloads from Facebook.

There, "ü" is `\u00c3\u00bc`, which any reader of JSON takes for "Ã¼".
"""

from __future__ import annotations

import re

_BYTES = re.compile(r"(?<!\\)((?:\\\\)*)((?:\\u00[89a-f][0-9a-f])+)", re.IGNORECASE)
# Of a character that is no byte; such a file has none.
_CHARACTER = re.compile(r"\\u(?!00)", re.IGNORECASE)
_ESCAPE = r"\u00"


def with_characters(text: str) -> str:
    """Return the text of a JSON file with characters for such bytes, or as it is.

    Parameters
    ----------
    text : str
        The file. Where any of its escapes is not one of UTF-8, all are what they say.
    """
    if not text.isascii() or _ESCAPE not in text or _CHARACTER.search(text):
        return text
    try:
        return _BYTES.sub(_decoded, text)
    except UnicodeDecodeError:
        return text


def _decoded(match: re.Match[str]) -> str:
    return match[1] + bytes.fromhex(match[2].lower().replace(_ESCAPE, "")).decode("utf-8")
