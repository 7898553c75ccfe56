"""Which lines say that comments follow, and how many there are: "312 Kommentare"."""

from __future__ import annotations

import logging
import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.discussion import Discussion

_log = logging.getLogger("sentiment")

_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d{1,6})"
_NUMBER_ALONE = re.compile(_NUMBER)
_OF_WHOM = r"(?:leser|user|nutzer)?-?"
_MANY = r"(?:kommentare|comments|postings|leserbriefe|meinungen|ergänzungen|wortmeldungen|gedanken)"
_READ = r"(?:lesen|anzeigen|ansehen|einblenden)"
_OF_FORUM = r"(?:forum|diskussion(?:\s+im\s+forum)?|(?:ihre|deine|eure)\s+meinung(?:\s+zählt)?)"
_WITH_NUMBER = re.compile(
    rf"(?:{_OF_FORUM}\s*:\s+|(?:alle|all|bisher|jetzt)\s+)?"
    rf"{_NUMBER}\s+{_OF_WHOM}(?:{_MANY}|kommentar|comment|posting)"
    rf"(?:\s+(?:zu[mr]?|to|on|bisher|insgesamt|{_READ})\b.*|\s*[|·•»↓:].*)?"
    rf"|(?:alle\s+|zu\s+den\s+)?{_OF_WHOM}{_MANY}n?(?:\s+{_READ})?"
    rf"\s*(?:[(\[]\s*{_NUMBER}\s*[)\]]|:?\s*{_NUMBER})"
    rf"|insgesamt\s+{_NUMBER}\s+beiträge"
    rf"|{_OF_FORUM}\s*(?::\s*{_NUMBER}\s+beiträge|\(\s*{_NUMBER}\s*\))",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:\d{1,6} |die |alle |eure |ihre )?"
    r"(?:(?:leser|user|nutzer)?-?(?:kommentare?|comments?|postings)"
    r"|leser(?:briefe|stimmen|meinungen|reaktionen))(?: \(\d{1,6}\)|:? \d{1,6})?:?"
    r"|(?:das|so) (?:sagen|meinen) (?:die |unsere )?leser(?:innen und leser|[*:_]?innen)?:?"
    r"|leser-?(?:echo|forum):?|reaktionen (?:auf|zu) diese[nmr]? (?:artikel|beitrag|text|post):?"
    r"|(?:ihre|deine|eure) meinung:?",
    re.IGNORECASE,
)

_NONE = re.compile(
    r"(?:(?:es gibt|hier gibt es|hier sind) )?(?:(?:noch|bisher|derzeit) )?(?:keine|0) "
    r"(?:kommentare?|comments?|postings)(?: vorhanden)?"
    r"|no comments(?: yet)?|(?:kommentare|comments) ?(?:\(0\)|: ?0)",
    re.IGNORECASE,
)


def announces_none(line: str) -> bool:
    """Tell whether a line says that there are no comments."""
    return _NONE.fullmatch(line.rstrip(".!:")) is not None


def announces_comments(line: str) -> bool:
    """Tell whether a line is the heading of comments, or says how many there are."""
    return is_heading(line) or number_announced(line) is not None


def is_heading(line: str) -> bool:
    """Tell whether a line says that what follows are comments, and nothing more."""
    return _HEADING.fullmatch(line) is not None


def number_announced(line: str) -> int | None:
    """Return how many comments a line says that there are, None where it is no such heading."""
    heading = _WITH_NUMBER.fullmatch(line.strip())
    if heading is None:
        return None
    number = next(number for number in heading.groups() if number)
    return int(number.replace(".", ""))


def announced(furniture: Sequence[str]) -> int | None:
    """Return the number that lines announce, None where none does or they disagree.

    It may stand on a line of its own below "Kommentare".
    """
    pairs = (
        f"{line} {below}" for line, below in pairwise(furniture) if _NUMBER_ALONE.fullmatch(below)
    )
    found = set(map(number_announced, (*furniture, *pairs))) - {None}
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
