"""The Atom export of Blogger (Blogspot), in its layouts of 2008 and of 2018."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from sentiment.readers import atom
from sentiment.readers.exports import Entry, LeftOut, Placed, Post, by_thread, discussions
from sentiment.readers.xml_stream import records, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from sentiment.discussion import Discussion

# The layout of 2008 says what an entry is in a category, that of 2018 in elements of its own.
_KIND = re.compile(r"schemas\.google\.com/blogger/2008/kind#(\w+)$")
_NEW = "{http://schemas.google.com/blogger/2018}"
_ARTICLES = frozenset({"post", "page"})
_PUBLISHED = frozenset({"", "LIVE"})
_NOT_PUBLISHED = LeftOut("not published")

# An entry is named "tag:blogger.com,1999:blog-1.post-23", a comment's address in the layout of
# 2008 ends in "/comments/default/23".
_NUMBER = re.compile(r"(?:post-|/comments/default/)(\d+)")


def read_blogger(stream: BinaryIO, source: str) -> Iterator[Discussion]:
    """Yield the discussions of an export of Blogger.

    Parameters
    ----------
    stream : BinaryIO
        The file.
    source : str
        Its name.

    Yields
    ------
    Discussion
        One for each post or page with comments, and one without title for the comments on each
        that is not in the file. Comments that are not published are left out and counted.

    Raises
    ------
    InputError
        As `records`.
    """
    yield from discussions(by_thread(_entries(stream, source)), source)


def _entries(stream: BinaryIO, source: str) -> Iterator[Placed]:
    for entry in records(stream, source, atom.DEPTH):
        kind = _kind_of(entry)
        if kind in _ARTICLES:
            post = Post(
                title=atom.title_of(entry),
                text=atom.content_of(entry),
                author=atom.author_of(entry),
            )
            yield _number(atom.id_of(entry)) or "", post
        elif kind == "comment":
            article = text_at(entry, f"{_NEW}parent") or atom.answered(entry)
            yield _number(article) or "", _comment(entry)


def _kind_of(entry: Element) -> str:
    for category in entry.findall(f"{atom.ATOM}category"):
        found = _KIND.search(category.get("term", ""))
        if found:
            return found[1]
    return text_at(entry, f"{_NEW}type").lower()


def _comment(entry: Element) -> Entry:
    if text_at(entry, f"{_NEW}status").upper() not in _PUBLISHED:
        return _NOT_PUBLISHED
    related = [
        link.get("href")
        for link in entry.findall(f"{atom.ATOM}link")
        if link.get("rel") == "related"
    ]
    return atom.comment_of(
        entry,
        id_=_number(atom.id_of(entry)),
        parent=_number(text_at(entry, f"{_NEW}inReplyTo") or next(iter(related), None)),
    )


def _number(address: str | None) -> str | None:
    found = _NUMBER.search(address or "")
    return found[1] if found else None
