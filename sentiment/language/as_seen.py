"""Text as a reader sees it, which is what is classified.

What nobody sees can split a word ("schl", a blank of no width, "echt"), turn its letters around, or
push what follows out of what is read of a long text. So none of it reaches a classifier: signs
without a picture are gone, blank letters are blanks, a long stretch of blanks is a line break or
a blank, and letters with their accents are one sign each. Letters that only look like others stay
what they are.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# `Default_Ignorable_Code_Point` of Unicode, without the letters that are blanks.
_NO_PICTURE = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"  # of Hangul and Braille
_ACCENTS = "\u0300-\u034e\u0350-\u036f"
# After these, a variation selector makes the picture coloured, and a joiner makes one of two.
_PICTURES = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u27ff\u2900-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001fbff"
)
_ANY = re.compile(f"[{_NO_PICTURE}{_BLANK_LETTERS}{_ACCENTS}]")
_UNSEEN = re.compile(f"[{_NO_PICTURE}]+")
_GAP = re.compile(r"\s{9,}")
# What is unseen parts neither a gap nor a letter from its accents.
_PART = re.compile(
    rf"(?P<picture>[{_PICTURES}][\ufe0e\ufe0f]?\u200d?)"
    rf"|(?P<gap>(?:[{_NO_PICTURE}]*+[\s{_BLANK_LETTERS}]){{9,}})"
    rf"|(?P<unseen>[{_NO_PICTURE}]+)"
    rf"|(?P<blank>[{_BLANK_LETTERS}])"
    rf"|(?P<letter>[^\W\d_](?:[{_NO_PICTURE}]*+[{_ACCENTS}])+)"
)
_SHORT = 300  # characters; no gap pushes anything out of a text that is not longer


def as_seen(text: str) -> str:
    """Return `text` as a reader sees it; most texts are the same."""
    if text.isascii() and len(text) <= _SHORT:
        return text
    if not _ANY.search(text) and (len(text) <= _SHORT or not _GAP.search(text)):
        return text
    return _PART.sub(_seen, text)


def places(text: str) -> Sequence[int]:
    """Return where each sign of `as_seen(text)` begins in `text`, and last where that ends."""
    if as_seen(text) == text:
        return range(len(text) + 1)
    found: list[int] = []
    at = 0
    for part in _PART.finditer(text):
        if part.lastgroup != "picture":
            found += range(at, part.start())
            found += [part.start()] * len(_seen(part))
            at = part.end()
    found += range(at, len(text) + 1)
    return found


def _seen(part: re.Match[str]) -> str:
    match part.lastgroup:
        case "picture":
            return part[0]
        case "unseen":
            return ""
        case "letter":
            return unicodedata.normalize("NFC", _UNSEEN.sub("", part[0]))
        case "gap" if "\n" in part[0]:
            return "\n"
    return " "
