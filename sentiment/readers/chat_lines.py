"""Chats as text: messages that begin with a line of a known form, perhaps below an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentiment.readers.exports import Post

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping

DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\.?)?"

_AROUND_MENTION = "\u2068\u2069"  # signs that nobody sees
_LONGEST_NAME = 100
_MOST_WORDS = 6  # of a name
_BEHIND_NAME = ",:;!?"  # and perhaps the stop of a sentence, which "Jo H." has, too
_FEWEST = 2
_LONGEST_TITLE = 150
_NO_TITLE = (".", ":", ",", ";", "!")


def is_chat(start: str, head: re.Pattern[str], *, lines_each: int) -> bool:
    """Tell whether a text begins with a chat, or with something else and then a chat.

    Behind an article, a chat is one only where it fills the rest: that of an article that quotes
    two messages is about something else.

    Parameters
    ----------
    start : str
        The beginning of the text.
    head : re.Pattern
        That of the line with which a message begins.
    lines_each : int
        How many lines a message below an article has, as a rule.
    """
    lines = [line for line in start.splitlines() if line.strip()]
    heads = [at for at, line in enumerate(lines) if head.match(line)]
    if len(heads) < _FEWEST:
        return False
    return heads[0] == 0 or len(heads) * 2 * lines_each >= len(lines) - heads[0]


def messages(
    lines: Iterable[str], head: re.Pattern[str]
) -> Iterator[tuple[re.Match[str] | None, str]]:
    """Yield the head of each message and the lines below it; first, without one, those above all.

    Parameters
    ----------
    lines : iterable of str
        Those of the file.
    head : re.Pattern
        That of the line with which a message begins.
    """
    found: re.Match[str] | None = None
    below: list[str] = []
    for line in lines:
        if begun := head.match(line.rstrip("\r\n")):
            yield found, "\n".join(below)
            found, below = begun, []
        else:
            below.append(line.rstrip("\r\n"))
    yield found, "\n".join(below)


def mentioned(text: str, last: Mapping[str, str]) -> str | None:
    """Return the last message of whom a text addresses first: "@Eva Kern, ja".

    Parameters
    ----------
    text : str
        A message.
    last : mapping of str to str
        The id of the last message above it, by the name of who wrote that.
    """
    if not text.startswith("@"):
        return None
    seen = text[1:_LONGEST_NAME].translate(dict.fromkeys(map(ord, _AROUND_MENTION)))
    words = seen.split()[:_MOST_WORDS]
    names = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    ways = (
        way
        for name in names
        for way in (name, name.rstrip(_BEHIND_NAME), name.rstrip(_BEHIND_NAME + "."))
    )
    return next((last[way] for way in ways if way in last), None)


def article(text: str) -> Post:
    """Return what stands above a chat; a first line that is short and no sentence is its title."""
    own = text.strip()
    first, _, rest = own.partition("\n")
    is_title = rest and len(first) < _LONGEST_TITLE and not first.rstrip().endswith(_NO_TITLE)
    return Post(title=first.strip() if is_title else None, text=own)
