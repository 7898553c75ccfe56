"""What a site writes into comments: who changed one when, notes of editors, ranks, counts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 300  # characters of a line
_MOST_NOTES = 3  # lines
_FEWEST_COMMENTS = 3
_LONGEST_LABEL = 40  # characters
_SHARE_LABELLED = 0.5  # of a page's comments

_CHANGED = "(?:geändert|bearbeitet|editiert|edited|modified)"
# What no reader says in these words. "Edit: ich meinte" is one's own.
_NOTE = re.compile(
    rf"\W*(?:(?:zuletzt|last)\s{_CHANGED}(?:\W*|\W+(?:(?:von|vom|durch|am|um|by|on|at)\b|\d).*)"
    rf"|{_CHANGED}\s(?:von|by)\s.{{1,80}}\s(?:am|um|on|at|vor)\s.*\d.*"
    rf"|{_CHANGED}\s(?:am|on)\s.{{0,20}}\d.{{0,60}}"
    rf"|diese[rs]?\s(?:beitrag|kommentar|posting)\swurde\s(?!.*\b(?:nicht|nie|leider)\b).*\b{_CHANGED}\W*"
    r"|anm(?:erkung|\.)?\s?(?:der|d\.)\s?(?:red(?:aktion|\.)?|mod(?:eration|eratoren|\.)?)\W.*"
    r"|(?:gekürzt|entfernt|editiert|bearbeitet)[.:](?:.*[.,!?:/–—(-])?\s*(?:(?:ihre|die)\s)?"
    r"(?:redaktion|moderation)(?:/\w{1,5})?\W*)",
    re.IGNORECASE,
)


def without_notes(text: str) -> str:
    """Return a comment without the notes in its last lines, unless it is nothing else.

    Parameters
    ----------
    text : str
        Lines joined by line ends.
    """
    lines = text.split("\n")
    end = len(lines)
    for line in reversed(lines[1:][-_MOST_NOTES:]):
        if len(line) > _LONGEST or not _NOTE.fullmatch(line):
            break
        end -= 1
    return "\n".join(lines[:end])


def common_labels(texts: Sequence[str]) -> frozenset[str]:
    """Return the short first lines that most comments of a page have: "Mitglied".

    Parameters
    ----------
    texts : sequence of str
        The comments, each with all that stands in it.
    """
    first = Counter(head for head, end, _ in (text.partition("\n") for text in texts) if end)
    if len(texts) < _FEWEST_COMMENTS:
        return frozenset()
    return frozenset(
        line
        for line, count in first.items()
        if len(line) <= _LONGEST_LABEL and count > _SHARE_LABELLED * len(texts)
    )
