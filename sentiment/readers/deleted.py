"""Which comments are left out, such as what systems write in the place of one that was deleted.

Of such a line only the whole text counts: "Mein Kommentar wurde gelöscht" is a reader's complaint,
and so is what quotes such words and goes on.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sentiment.discussion import Discussion

_log = logging.getLogger("sentiment")

_DONE = "(?:gelöscht|entfernt|gesperrt|versteckt|ausgeblendet|verborgen|zurückgezogen)"
_THING = "(?:kommentar|beitrag|posting|post|nachricht|antwort|inhalt|comment)"
_USER = "(?:be)?(?:nutzer|user|autor|verfasser)(?:in)?"
# Whom no reader names alone, "Vom Rat entfernt".
_BY_HOUSE = rf"(?:von\s+der|vom|durch\s+d(?:ie|en))\s+(?:redaktion|moderation|moderator|{_USER})"
_NOTE = r"(?:anm(?:erkung|\.)\s?(?:der|d\.)\s?(?:red|mod)\w{0,6}\.?\s?:\s?)"
# Who deleted it, or why; a denial, or a clause that is no reason, is a reader's.
_WORDS = r"(?:(?!\b(?:nicht|nie|und|aber|wurde)\b)[^.!?,])"
_BY = rf"(?:vom|von|durch|wegen|aufgrund)\b{_WORDS}{{1,80}}"
_BY_ENGLISH = r"(?:by|for|due)\b[^.!?,]{1,80}"
# What the editors add; a reader who thanks or asks does so in other words.
_MORE = r"""
    (?>\s*(?:,\s+(?:da|weil)\b[^.!?]{1,120}
    | bitte\s+(?:beachten|halten|bleiben|verzichten|unterlassen|formulieren|vermeiden|achten)\b
        [^.!?\])>]{1,120}
    | (?:vielen\s+)?danke?,?\s+(?:die|ihre|eure)\s+(?:redaktion|moderation)\b[^.!?\])>]{0,20}
    | grund:[^!?\])>]{1,80}
    | [/–-]?\s*(?:die|ihre|der|das)\s+(?:redaktion|moderation|moderator|admin|team)\b
        [^.!?\])>]{0,20}
    | [\[(/–-]?\s*(?:d\.\s?)?(?:red|mod)\b[.\])]{0,2}
    )[.!]?)
"""
_PLACEHOLDER = re.compile(
    rf"""
    # A word alone could be a reader's; in brackets, or with a plea of the editors, it is theirs.
    [\[(<]\s*(?:{_THING}\s+)?
        (?:(?:deleted|removed)(?:\s+{_BY_ENGLISH})?|{_BY}\s+{_DONE}|{_DONE}(?:\s+{_BY})?)
        [.!]?{_MORE}*+\s*[\])>]
    | {_DONE}[.!]{_MORE}++
    | [\[(<]?(?:{_NOTE}|{_USER}\s(?:wurde\s)?gesperrt[,.;]\s)?
        (?:(?:diese[rs]?|der|die|das)\s+)?{_THING}\s+(?:(?:wurde|ist)\s+)?(?:{_BY}\s+)?{_DONE}
        (?:\s+worden)?[.!]?{_MORE}*+[\])>]?
    | {_BY_HOUSE}\s+{_DONE}[.!]?{_MORE}*+
    | (?:diese[rs]?|der|die)\s+{_USER}\s+hat\s+(?:seinen?|ihren?|diesen?|den|die|das)\s+{_THING}
        \s+{_DONE}[.!]?
    # Which may come back.
    | diese[rs]?\s+{_THING}\s+(?:wird\s(?:derzeit|gerade|zurzeit|momentan|aktuell|noch)\s
        (?:{_BY_HOUSE}\s)?(?:geprüft|überprüft|moderiert)|wartet\sauf\s(?:freischaltung|freigabe|moderation)
        |ist\snicht\smehr\s(?:verfügbar|sichtbar))[.!]?
    | [\[(<]?this\s+(?:comment|post)\s+(?:was|has\s+been)\s+(?:deleted|removed)
        (?:\s+{_BY_ENGLISH})?[.!]?[\])>]?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST = 300  # characters of what is looked at

# Each completes "left out: 3 ...".
WITHOUT_TEXT = "without text"
NOT_PUBLIC = "not public"
WAS_DELETED = "deleted"
REASONS = (WITHOUT_TEXT, NOT_PUBLIC, WAS_DELETED)


def says_deleted(text: str) -> bool:
    """Tell whether a text stands in the place of a comment that was deleted."""
    own = text.strip()
    # Of a run of blanks, all ways to cut it would be tried.
    return len(own) <= _LONGEST and _PLACEHOLDER.fullmatch(" ".join(own.split())) is not None


def why_left_out(text: str, *, is_public: bool = True) -> str | None:
    """Return which of the reasons there is to leave a comment out; None where it is to be read."""
    if not text.strip():
        return WITHOUT_TEXT
    if not is_public:
        return NOT_PUBLIC
    return WAS_DELETED if says_deleted(text) else None


def tell_left_out(source: str, counts: Mapping[str, int]) -> None:
    """Log how many comments of a file are left out for which reason, if any are."""
    if said := ", ".join(f"{count} {why}" for why, count in counts.items() if count):
        _log.warning("%s: left out: %s", source, said)


def without_deleted(discussion: Discussion) -> Discussion:
    """Return a plain text's discussion without the comments that were deleted.

    They become furniture, and the others are numbered anew.
    """
    gone = {comment.id: comment for comment in discussion.comments if says_deleted(comment.text)}
    if not gone:
        return discussion
    kept = [comment for comment in discussion.comments if comment.id not in gone]
    tell_left_out(discussion.source, {WAS_DELETED: len(gone)})
    ids = {comment.id: str(place) for place, comment in enumerate(kept, start=1)}
    spans = [comment.span for comment in gone.values() if comment.span is not None]
    return replace(
        discussion,
        comments=tuple(
            replace(comment, id=ids[comment.id], parent=ids.get(comment.parent or ""))
            for comment in kept
        ),
        furniture=tuple(sorted([*discussion.furniture, *spans], key=lambda span: span.start)),
        left_out=discussion.left_out + len(gone),
    )
