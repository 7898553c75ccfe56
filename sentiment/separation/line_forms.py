"""What lines of one page have in common, whatever numbers stand in them.

Sites count: "1 Empfehlung" stands below one comment and "12 Empfehlungen" below the next.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sentiment.separation.cues import folded

_LONGEST = 60
_KNOWN = 16_384  # lines that are remembered
_NUMBER = re.compile(r"[+−–±-]?\d+(?:[.,]\d+)*")
_END_OF_WORD = re.compile(r"(?<=[^\W\d_]{4})[^\W\d_]+")  # one of a few, "Like" or "Likes"


def form(line: str) -> str:
    """Return a line as it looks with other numbers, and with the words that go with these."""
    return _form(line[:_LONGEST])


@lru_cache(maxsize=_KNOWN)
def _form(line: str) -> str:
    return _END_OF_WORD.sub("", _NUMBER.sub("0", folded(line)))
