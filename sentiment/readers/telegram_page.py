"""Chats that Telegram Desktop exports as web pages (`messages.html`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from sentiment.readers.decoding import decode
from sentiment.readers.exports import Entry, Post, comment, discussions
from sentiment.readers.html_text import parsed, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from sentiment.discussion import Discussion

_HAS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"


def _having(path: str, *classes: str) -> etree.XPath:
    """Return the search for `path`, in which each {} stands for an element's class."""
    return etree.XPath(path.format(*(f"[{_HAS.format(name)}]" for name in classes)))


_NAME_OF_CHAT = _having("(//div{}//div{})[1]", "page_header", "text")
# What the app says itself ("Eva joined the group") is of the class "service" instead.
_MESSAGES = _having("//div{}{}", "message", "default")
# What somebody passed on stands one element deeper, with the name of who wrote it.
_NAME = _having("(./div{}/div{})[1]", "body", "from_name")
_DATE = _having("string((./div{}/div{})[1]/@title)", "body", "date")
_ANSWERED = _having("string((./div{}/div{})[1]//a/@href)", "body", "reply_to")
_TEXT = _having("(.//div{})[1]", "text")
_ID = "message"
_TO_ID = "go_to_message"


def read_telegram_page(data: bytes, source: str) -> Iterator[Discussion]:
    """Yield the chat, which has no article.

    Parameters
    ----------
    data : bytes
        The page.
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
    page, _ = parsed(decode(data, source), source, remedy="export the chat again, as JSON")
    yield from discussions([[*_entries(page)]], source)


def _entries(page: HtmlElement) -> Iterator[Entry]:
    yield Post(title=_line(_NAME_OF_CHAT(page)))
    author = None
    for message in _MESSAGES(page):
        # One that is "joined" to the message above is by the same person, and does not say so.
        author = _line(_NAME(message)) or author
        answered = _ANSWERED(message)
        yield comment(
            "\n".join(map(text_of, _TEXT(message))),
            id_=message.get("id", "").removeprefix(_ID) or None,
            parent=answered.rpartition(_TO_ID)[2] if _TO_ID in answered else None,
            author=author,
            date=_DATE(message).replace(" UTC", " ") or None,
        )


def _line(found: list[HtmlElement]) -> str | None:
    return " ".join(" ".join(map(text_of, found)).split()) or None
