"""Chats copied from the window of Telegram Desktop: "Name, [14.03.2024 09:31]", then the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from sentiment.readers.chat_lines import CLOCK, DAY, article, mentioned, messages
from sentiment.readers.decoding import decode_stream
from sentiment.readers.exports import Entry, comment, discussions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sentiment.discussion import Discussion

HEAD = re.compile(rf"(\S.{{0,99}}?), \[({DAY},? {CLOCK})\]\s*$")
_ANSWERS = re.compile(r"\s*\[(?:In reply to|Antwort (?:an|auf)) ([^\]\n]{1,100})\]\n?")
_PICTURE = re.compile(r"\s*\[ [^\]\n]{1,60} \]\n?")  # "[ Photo ]", "[ 😀 Sticker ]"


def read_telegram_copy(stream: BinaryIO, source: str) -> Iterator[Discussion]:
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
        One. Pictures without words are left out and counted.

    Raises
    ------
    InputError
        Where nobody wrote anything.
    """
    with decode_stream(stream) as lines:
        yield from discussions([[*_entries(lines)]], source)


def _entries(lines: Iterable[str]) -> Iterator[Entry]:
    last: dict[str, str] = {}  # by name, the id of the last message: the one that is answered
    for number, (head, below) in enumerate(messages(lines, HEAD)):
        if head is None:
            yield article(below)
            continue
        answers = _ANSWERS.match(below)
        words = below[answers.end() :] if answers else below
        picture = _PICTURE.match(words)
        text = words[picture.end() :] if picture else words
        parent = last.get(answers[1]) if answers else mentioned(text.strip(), last)
        yield comment(text, id_=str(number), parent=parent, author=head[1], date=head[2])
        last[head[1]] = str(number)
