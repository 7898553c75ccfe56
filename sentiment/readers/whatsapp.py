"""Chats of WhatsApp as text: exported ("[12.09.24, 18:05:40] Eva: Ja!") or copied from a window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from sentiment.readers.chat_lines import CLOCK, DAY, article, mentioned, messages
from sentiment.readers.dates import iso_date
from sentiment.readers.decoding import decode_stream
from sentiment.readers.exports import Entry, LeftOut, comment, discussions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sentiment.discussion import Discussion

_MARK = "\u200e"  # before all that the app says itself, on an iPhone
_AROUND_NAME = f"{_MARK}\u202a\u202c\u2068\u2069~ "  # signs of direction, and of who is no contact
# As exported on an iPhone and on Android; as copied from the browser or the desktop.
HEAD = re.compile(
    rf"{_MARK}?(?:\[({DAY}), ({CLOCK})\] |({DAY}), ({CLOCK}) - |\[({CLOCK}), ({DAY})\] )(.*)"
)
_BY_SOMEBODY = re.compile(r"([^:„“\"]{1,60}): (.*)", re.DOTALL)
_NUMBER = re.compile(
    r"\+?[\d\s\u00a0\u2011()/-]{6,}"
)  # of a telephone: who it belongs to is not ours
_EDITED = re.compile(rf"{_MARK}?<(?:Diese Nachricht wurde bearbeitet|This message was edited)\.?>$")
_OF_APP = re.compile(
    rf"{_MARK}(?s:.*)|<(?:Medien ausgeschlossen|Media omitted)>"
    r"|(?:Du hast diese Nachricht gelöscht|You deleted this message|This message was deleted)\.?"
)
# A picture may have words below its name.
_ATTACHED = re.compile(
    rf"(?:{_MARK}?<Anhang: [^>\n]*>|[^\n]*\((?:Datei angehängt|file attached)\))\n?"
)
# Below the last message, where the whole window was copied.
_FOOT = re.compile(r"\n(?:gib eine nachricht ein|nachricht eingeben|type a message)\.?\s*$", re.I)
_NOTE = LeftOut("pictures and notes of the app")


def read_whatsapp(stream: BinaryIO, source: str) -> Iterator[Discussion]:
    """Yield the chat; its article is what stands above it.

    Parameters
    ----------
    stream : BinaryIO
        The file.
    source : str
        Its name.

    Yields
    ------
    Discussion
        One. What the app says, pictures and deleted messages are left out and counted; telephone
        numbers are no names.

    Raises
    ------
    InputError
        Where nobody wrote anything.
    """
    with decode_stream(stream) as lines:
        yield from discussions([[*_entries(lines)]], source)


def _entries(lines: Iterable[str]) -> Iterator[Entry]:
    last: dict[str, str] = {}  # by name, the id of the last message
    for number, (head, below) in enumerate(messages(lines, HEAD)):
        if head is None:
            yield article(below)
            continue
        said = _FOOT.sub("", f"{head[7]}\n{below}" if below else head[7])
        by_somebody = _BY_SOMEBODY.fullmatch(said)
        if by_somebody is None:
            yield _NOTE
            continue
        name, text = by_somebody.groups()
        attached = _ATTACHED.match(text)
        text = _EDITED.sub("", text[attached.end() if attached else 0 :]).strip()
        name = name.strip(_AROUND_NAME)
        author = None if _NUMBER.fullmatch(name) else name
        parent = mentioned(text, last)
        id_ = str(number)
        entry = comment(text.strip(_MARK), id_=id_, parent=parent, author=author, date=_date(head))
        if isinstance(entry, LeftOut):
            yield _NOTE if attached and not text else entry
        elif _OF_APP.fullmatch(text):
            yield _NOTE
        else:
            yield entry
            last |= {author: id_} if author else {}


def _date(head: re.Match[str]) -> str:
    """Return day and time, in their order where that makes a date that is certain."""
    day, clock = head[1] or head[3] or head[6], head[2] or head[4] or head[5]
    in_order = f"{day}, {clock}"
    return f"{clock}, {day}" if head[6] and iso_date(in_order) is None else in_order
