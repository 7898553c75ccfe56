"""The text of a comment as its mark-up tells it from names, dates and buttons around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sentiment.readers import comment_markup
from sentiment.readers.headlines import without_repeated_title
from sentiment.readers.html_names import BLOCKS
from sentiment.readers.html_text import (
    Nearest,
    has_words,
    is_small,
    outermost,
    selected,
    take_out,
    text_of,
)
from sentiment.readers.shown_text import shown_text, shows_more

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.html import HtmlElement


class CommentText(NamedTuple):
    """A text, and what stands around it: author, date, buttons.

    `buttons` are the lines of a text that an element marks that are buttons; None where none does.
    """

    text: str
    around: str
    buttons: frozenset[str] | None


def comment_text(item: HtmlElement) -> CommentText:
    """Read the text of a comment, and take what is none of it out of the element."""
    has_button = shows_more(item)
    furniture = dict.fromkeys(selected(comment_markup.FURNITURE, item))
    kept = _around_text(item, furniture)
    around = take_out([element for element in furniture if element not in kept], item)
    for content in selected(comment_markup.CONTENT, item):
        if text := shown_text(content, has_button=has_button):
            beside = text_of(item).replace(text, "", 1)
            own = without_repeated_title(content, text)
            return CommentText(own, f"{around}\n{beside}", _buttons(content, text))
    around += "\n" + take_out(list(selected(comment_markup.BARE_FURNITURE, item)), item)
    text = shown_text(item, has_button=has_button)
    return CommentText(without_repeated_title(item, text), around, None)


def marked_text(post: HtmlElement) -> str:
    """Return the text that is marked as such in what is discussed; empty where none is."""
    texts = map(text_of, selected(comment_markup.CONTENT, post))
    return next(filter(None, texts), "")


def _around_text(item: HtmlElement, furniture: Collection[HtmlElement]) -> frozenset[HtmlElement]:
    """Return what is called furniture, but holds the text: "status-reply", "with-actions".

    Where no marked text stands outside of furniture; one of a button is shorter than that.
    """
    in_furniture, in_link = Nearest(furniture), Nearest(set(item.iter("a")))
    inside: list[HtmlElement] = []
    for content in selected(comment_markup.CONTENT, item) if furniture else ():
        if content in furniture or not has_words(content):
            continue
        if in_furniture(content) is None:
            return frozenset()
        if content.tag in BLOCKS and in_link(content) is None:
            inside.append(content)
    if inside:
        around = len(text_of(item)) - sum(len(text_of(e)) for e in outermost(furniture, item))
        if len(text_of(inside[0])) >= around:
            return frozenset(inside[0].iterancestors())
    return frozenset()


def _buttons(content: HtmlElement, text: str) -> frozenset[str]:
    small = (text_of(e) for e in content.iter(*comment_markup.BUTTON_TAGS) if is_small(e))
    buttons = frozenset(filter(comment_markup.BUTTON_LINE.fullmatch, small))
    return frozenset() if buttons.issuperset(text.split("\n")) else buttons
