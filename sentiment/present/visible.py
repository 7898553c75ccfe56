"""Signs that a page cannot hold, as pictures."""

from __future__ import annotations

# Signs that HTML forbids, or that steer the terminal on which a page is shown, as the pictures
# that Unicode has of them; of C1 it has none.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
_PICTURES |= {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


def visible(text: str) -> str:
    """Return a text of the same length without signs that HTML forbids."""
    return text.translate(_PICTURES)
