"""How many comments a plain text says that there are: "312 Kommentare"."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sentiment.discussion import Discussion

_log = logging.getLogger("sentiment")

_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d{1,6})"
_OF_WHOM = r"(?:leser|user|nutzer)?-?"
_MANY = r"(?:kommentare|comments|postings|leserbriefe|meinungen|ergänzungen|wortmeldungen|gedanken)"
_HEADING = re.compile(
    rf"(?:alle\s+)?{_NUMBER}\s+{_OF_WHOM}(?:{_MANY}|kommentar|comment|posting)"
    r"(?:\s+(?:zu[mr]?|to|on|anzeigen|lesen)\b.*|:)?"
    rf"|{_OF_WHOM}{_MANY}\s*(?:\(\s*{_NUMBER}\s*\)|:?\s*{_NUMBER})",
    re.IGNORECASE,
)


def announced(furniture: Iterable[str]) -> int | None:
    """Return the number that lines announce, None where none does or they disagree."""
    found = {
        int((heading[1] or heading[2] or heading[3]).replace(".", ""))
        for line in furniture
        if (heading := _HEADING.fullmatch(line.strip()))
    }
    return found.pop() if len(found) == 1 else None


def tell_missing(discussion: Discussion) -> None:
    """Log where a text announces more comments than were found in it."""
    found = len(discussion.comments) + discussion.left_out
    if discussion.announced is not None and found < discussion.announced:
        _log.warning(
            "%s: %d of the %d comments that it announces were found; open all of them on the page "
            "before you copy it, or check with `sentiment separate`",
            discussion.source,
            found,
            discussion.announced,
        )
