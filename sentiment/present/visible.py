"""Signs that a page cannot hold, or that would turn its letters around, as pictures."""

from __future__ import annotations

# Signs that HTML forbids, or that steer the terminal on which a page is shown, as the pictures
# that Unicode has of them; of C1 it has none.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
_PICTURES |= {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)

# Signs that show what follows in another order than the one that is classified. The mark from left
# to right (U+200E) does nothing to German words, and stands in many exports.
TURNING = "\u061c\u200f\u202a-\u202e\u2066-\u2069"
_PICTURES |= dict.fromkeys((0x61C, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)


def visible(text: str) -> str:
    """Return a text of the same length without signs that HTML forbids or that turn letters."""
    return text.translate(_PICTURES)


def on_terminal(text: str) -> str:
    """Return lines without signs that steer the terminal on which they are shown."""
    return visible(text).replace("\r", "\u240d")
