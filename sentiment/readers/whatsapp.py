"""Chats that WhatsApp exports as text: "[12.09.24, 18:05:40] Name: text"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from sentiment.readers.decoding import decode_stream
from sentiment.readers.exports import Entry, LeftOut, comment, discussions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sentiment.discussion import Discussion

_MARK = "\u200e"  # before all that the app says itself, on an iPhone
_WHEN = r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}), \d{1,2}:\d{2}(?::\d{2})?"
_HEAD = re.compile(rf"{_MARK}?(?:\[({_WHEN})\] |({_WHEN}) - )(.*)")
_BY_SOMEBODY = re.compile(r"([^:„“\"]{1,60}): (.*)", re.DOTALL)
_NUMBER = re.compile(r"\+?[\d\s\u00a0()/-]{6,}")  # of a telephone: who it belongs to is not ours
_EDITED = re.compile(rf"{_MARK}?<(?:Diese Nachricht wurde bearbeitet|This message was edited)\.?>$")
_OF_APP = re.compile(
    rf"{_MARK}(?s:.*)|<(?:Medien ausgeschlossen|Media omitted)>"
    r"|(?:Du hast diese Nachricht gelöscht|You deleted this message|This message was deleted)\.?"
)
# A picture may have words below its name.
_ATTACHED = re.compile(
    rf"(?:{_MARK}?<Anhang: [^>\n]*>|[^\n]*\((?:Datei angehängt|file attached)\))\n?"
)
_NOTE = LeftOut("pictures and notes of the app")


def read_whatsapp(stream: BinaryIO, source: str) -> Iterator[Discussion]:
    """Yield the chat, which has no article.

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
    for number, (date, said) in enumerate(_messages(lines), start=1):
        by_somebody = _BY_SOMEBODY.fullmatch(said)
        if by_somebody is None:
            yield _NOTE
            continue
        name, text = by_somebody.groups()
        attached = _ATTACHED.match(text)
        text = _EDITED.sub("", text[attached.end() if attached else 0 :]).strip()
        author = None if _NUMBER.fullmatch(name) else name.strip(f"{_MARK}~ ")
        entry = comment(text.strip(_MARK), id_=str(number), author=author, date=date)
        by_app = not isinstance(entry, LeftOut) and _OF_APP.fullmatch(text)
        yield _NOTE if by_app or (attached and not text) else entry


def _messages(lines: Iterable[str]) -> Iterator[tuple[str | None, str]]:
    """Yield date and words of each message, which may have several lines."""
    date: str | None = None
    words: list[str] = []
    for line in lines:
        if head := _HEAD.match(line.rstrip("\r\n")):
            if words:
                yield date, "\n".join(words)
            date, words = head[1] or head[2], [head[3]]
        else:
            words.append(line.rstrip("\r\n"))
    if words:
        yield date, "\n".join(words)
