"""What the entries of an Atom feed have in common, whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentiment.readers.exports import Entry, comment
from sentiment.readers.html_text import text_of_markup
from sentiment.readers.wordpress_answers import without_line
from sentiment.readers.xml_stream import line_of_markup, text_at, text_of_nested

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# feed > entry
DEPTH = 1
ATOM = "{http://www.w3.org/2005/Atom}"
IN_REPLY_TO = "{http://purl.org/syndication/thread/1.0}in-reply-to"


def title_of(entry: Element) -> str | None:
    """Return the title of an entry or a feed."""
    found = entry.find(f"{ATOM}title")
    return line_of_title(found) if found is not None else None


def line_of_title(title: Element) -> str | None:
    """Return an Atom title as one line."""
    return " ".join(_text(title).split()) or None


def content_of(entry: Element) -> str:
    """Return the text of an entry, in whichever of the three ways it is written."""
    content = entry.find(f"{ATOM}content")
    if content is None:
        content = entry.find(f"{ATOM}summary")
    return _text(content) if content is not None else ""


def answered(entry: Element) -> str | None:
    """Return the id of the entry that `entry` answers: an article's or a comment's."""
    found = entry.find(IN_REPLY_TO)
    return found.get("ref") or None if found is not None else None


def id_of(entry: Element) -> str | None:
    """Return the id of an entry."""
    return text_at(entry, f"{ATOM}id") or None


def author_of(entry: Element) -> str | None:
    """Return the name of who wrote an entry."""
    return line_of_markup(text_at(entry, f"{ATOM}author/{ATOM}name"))


def comment_of(entry: Element, *, id_: str | None, parent: str | None) -> Entry:
    """Return an entry as a comment."""
    return comment(
        content_of(entry),
        id_=id_,
        parent=parent,
        author=author_of(entry),
        date=text_at(entry, f"{ATOM}published") or text_at(entry, f"{ATOM}updated") or None,
    )


def _text(element: Element) -> str:
    kind = element.get("type", "text")
    if kind == "xhtml":
        return text_of_nested(element)
    text = (element.text or "").strip()
    return text_of_markup(without_line(text).markup) if "html" in kind else text
