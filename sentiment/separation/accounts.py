"""Names of accounts, and what stands below them: "@eva@server.example", "12 Follower".

Since when there is an account, `metadata` reads beside the dates of comments.
"""

from __future__ import annotations

import re

from sentiment.separation.printed_signs import GAP, SIGNS_AROUND, without_icons

_HANDLE = re.compile(r"@[\w.-]+@[\w-]+(?:\.[\w-]+)+")
_NAME = re.compile(r"@[\w.-]{2,60}(?:@[\w.-]{3,60})?")
_COUNTED = re.compile(
    r"[\d.]+\s(?:rezension(?:en)?|bewertung(?:en)?|fotos?|beiträge|follower)", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_LONGEST = 120


def is_handle(line: str) -> bool:
    """Tell whether a line is a name as networks of many servers have it: "@eva@server.example"."""
    return "@" in line and _HANDLE.fullmatch(without_icons(line)) is not None


def is_name_of_account(line: str) -> bool:
    """Tell whether a line is such a name, with a server or without: "@eva"."""
    return "@" in line and _NAME.fullmatch(without_icons(line)) is not None


def is_account(line: str) -> bool:
    """Tell whether a line says of an account what stands below a name: a handle, or counts."""
    if len(line) > _LONGEST:
        return False
    if is_handle(line):
        return True
    return _DIGIT.search(line) is not None and any(
        _COUNTED.fullmatch(part.strip(SIGNS_AROUND)) for part in GAP.split(line)[::2]
    )
