"""The Atom export of Blogger (Blogspot), in its layouts of 2008 and of 2018."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from sentiment.readers import atom
from sentiment.readers.export_threads import Thread, discussions
from sentiment.readers.xml_stream import records, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from sentiment.discussion import Discussion
    from sentiment.readers.threads import Draft

# The layout of 2008 says what an entry is in a category, that of 2018 in elements of its own.
_KIND = re.compile(r"schemas\.google\.com/blogger/2008/kind#(\w+)$")
_NEW = "{http://schemas.google.com/blogger/2018}"
_ARTICLES = frozenset({"post", "page"})
_PUBLISHED = frozenset({"", "LIVE"})

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
    yield from discussions(_threads(stream, source), source)


def _threads(stream: BinaryIO, source: str) -> Iterator[Thread]:
    articles: dict[str, Thread] = {}
    comments: list[tuple[str, Draft, str]] = []
    try:
        for entry in records(stream, source, atom.DEPTH):
            kind = _kind_of(entry)
            if kind in _ARTICLES:
                id_ = _number(text_at(entry, f"{atom.ATOM}id")) or ""
                articles[id_] = Thread(title=atom.title_of(entry), article=atom.content_of(entry))
            elif kind == "comment":
                article = text_at(entry, f"{_NEW}parent") or atom.answered(entry)
                is_shown = text_at(entry, f"{_NEW}status").upper() in _PUBLISHED
                comments.append(
                    (_number(article) or "", _draft(entry), "" if is_shown else "not published")
                )
    finally:
        # Comments may stand before their article; and what comes before a break is whole.
        for article, draft, reason in comments:
            articles.setdefault(article, Thread()).add(draft, reason)
        yield from articles.values()


def _kind_of(entry: Element) -> str:
    for category in entry.findall(f"{atom.ATOM}category"):
        found = _KIND.search(category.get("term", ""))
        if found:
            return found[1]
    return text_at(entry, f"{_NEW}type").lower()


def _draft(entry: Element) -> Draft:
    draft = atom.draft_of(entry)
    related = [
        link.get("href")
        for link in entry.findall(f"{atom.ATOM}link")
        if link.get("rel") == "related"
    ]
    return replace(
        draft,
        id=_number(draft.id),
        parent=_number(text_at(entry, f"{_NEW}inReplyTo") or next(iter(related), None)),
    )


def _number(address: str | None) -> str | None:
    found = _NUMBER.search(address or "")
    return found[1] if found else None
