"""Which comments of a page are none, but notes that another page links to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentiment.readers import comment_markup
from sentiment.readers.html_text import is_found, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def is_ping(item: HtmlElement) -> bool:
    """Tell whether classes, or the first words of all that an element says, call it a ping."""
    parent = item.getparent()
    classes = f"{item.get('class', '')} {parent.get('class', '') if parent is not None else ''}"
    return comment_markup.PING_CLASS.search(classes) is not None or says_ping(
        text_of(item), links_elsewhere=links_elsewhere(item)
    )


def says_ping(text: str, *, links_elsewhere: bool) -> bool:
    """Tell whether a text is that of a ping; some a reader may write, who links nowhere."""
    return comment_markup.PING_TEXT.match(text) is not None or (
        links_elsewhere and comment_markup.LINKED_PING_TEXT.match(text) is not None
    )


def links_elsewhere(item: HtmlElement) -> bool:
    """Tell whether a comment links to another page."""
    return is_found(comment_markup.LINK_ELSEWHERE, item)
