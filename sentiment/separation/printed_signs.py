"""Signs around what a site prints of a comment: icons, gaps, and those that nobody sees."""

from __future__ import annotations

import re

SIGNS_AROUND = " :,|·•*–—»«↳★☆-"
"""Those that stand around a name or a date and belong to neither."""
GAP = re.compile(r"( ?[·•|] ?)")
"""What stands between the parts of a line; to split by it keeps it at odd places."""
# They show a person, a pen, a clock or a calendar beside a name or date, and part the two.
_ICON = (
    "\U0001f464\U0001f465\U0001f468\U0001f469\U0001f9d1\U0001f550-\U0001f567\U0001f4c5\U0001f4c6"
    "\U0001f4dd\U0001f4ac\U0001f5d3\U0001f5e8\U0001f58a\u270d\u270f\u231a\u231b\u23f0-\u23f3"
)
_ICONS = re.compile(f"[{_ICON}]\ufe0f?\\s")
# Signs without a look of their own that say which way a name is written.
_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_WITHOUT_DIRECTIONS = dict.fromkeys(map(ord, _DIRECTIONS))
_ICON_OR_DIRECTION = re.compile(f"[{_ICON}{_DIRECTIONS}]")
_ICON_GAP = " · "


def without_icons(line: str) -> str:
    """Return a line without icons and signs that nobody sees, and with single blanks."""
    if not line.isascii() and _ICON_OR_DIRECTION.search(line):
        seen = line.translate(_WITHOUT_DIRECTIONS)
        line = _ICONS.sub(_ICON_GAP, seen).removeprefix(_ICON_GAP)
    return " ".join(line.split())
