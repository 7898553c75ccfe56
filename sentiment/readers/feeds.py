"""Feeds of comments: RSS 2 and Atom, as blogs offer them beside those of their articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from sentiment.errors import InputError
from sentiment.readers import atom
from sentiment.readers.exports import BeforeBreak, Entry, LeftOut, Post, comment, discussions
from sentiment.readers.html_text import text_of_markup
from sentiment.readers.wordpress_answers import id_beside, without_line
from sentiment.readers.xml_stream import line_of_markup, records, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from sentiment.discussion import Discussion

# rss > channel > item
_RSS_DEPTH = 2
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"

# The title of a feed of comments, in German and English; what stands behind it names the article.
# "Kommentare" alone is also what newspapers call their opinions.
_OF_COMMENTS = re.compile(
    r"(?:neueste|alle) kommentare\b|kommentare (?:zu|für|auf)\b|recent comments\b"
    r"|comments (?:on|for)\b",
    re.IGNORECASE,
)
_OF_ONE_ARTICLE = re.compile(
    r"(?:kommentare (?:zu|für|auf)|comments on)\s*:\s*(?=\S)", re.IGNORECASE
)

# An address that leads to a comment: "#comment-12", "#c12", "#kommentar_12", "#IDComment12".
_TO_COMMENT = re.compile(r"#(?:\w*?comment|kommentar|c)[-_]?\d", re.IGNORECASE)


_NO_COMMENT = LeftOut("that are no comments")


class _Item(NamedTuple):
    """An item of a feed, read as a comment, and whether it says that it is one."""

    entry: Entry
    is_comment: bool


# The title of the feed, or an item.
_Part = _Item | str | None


def read_rss(stream: BinaryIO, source: str) -> Iterator[Discussion]:
    """Yield the discussion of an RSS 2 feed of comments; its article is empty.

    Parameters
    ----------
    stream : BinaryIO
        The file.
    source : str
        Its name.

    Yields
    ------
    Discussion
        The one of the feed. RSS does not say who answers whom, but WordPress does in words.

    Raises
    ------
    InputError
        Where the feed holds articles, not comments; else as `records`.
    """
    yield from discussions(_threads(_rss_parts(stream, source), source), source)


def read_atom(stream: BinaryIO, source: str) -> Iterator[Discussion]:
    """Yield the discussion of an Atom feed of comments; its article is empty.

    Parameters
    ----------
    stream : BinaryIO
        The file.
    source : str
        Its name.

    Yields
    ------
    Discussion
        The one of the feed.

    Raises
    ------
    InputError
        Where the feed holds articles, not comments; else as `records`.
    """
    yield from discussions(_threads(_atom_parts(stream, source), source), source)


def _rss_parts(stream: BinaryIO, source: str) -> Iterator[_Part]:
    for record in records(stream, source, _RSS_DEPTH):
        if record.tag == "title":
            yield line_of_markup(record.text or "")
        elif record.tag == "item":
            yield _Item(_rss_comment(record), _is_rss_comment(record))


def _atom_parts(stream: BinaryIO, source: str) -> Iterator[_Part]:
    for record in records(stream, source, atom.DEPTH):
        if record.tag == f"{atom.ATOM}title":
            yield atom.line_of_title(record)
        elif record.tag == f"{atom.ATOM}entry":
            entry = atom.comment_of(record, id_=atom.id_of(record), parent=atom.answered(record))
            yield _Item(entry, _is_atom_comment(record))


def _threads(parts: Iterator[_Part], source: str) -> Iterator[list[Entry]]:
    title = None
    items: list[_Item] = []
    before = BeforeBreak(parts)
    for part in before:
        if isinstance(part, _Item):
            items.append(part)
        else:
            title = part
    all_are = _OF_COMMENTS.match(title or "") is not None
    if all_are or any(item.is_comment for item in items):
        yield [
            Post(title=_OF_ONE_ARTICLE.sub("", title, count=1) if title else None),
            *(item.entry if all_are or item.is_comment else _NO_COMMENT for item in items),
        ]
    elif items and before.error is None:
        raise InputError(
            "this feed holds articles, not comments",
            where=source,
            remedy="save the feed of the comments, which WordPress has at the address of an "
            "article with /feed/ behind it, or export the blog",
        )
    before.finish()


def _rss_comment(item: Element) -> Entry:
    answer = without_line(text_at(item, _CONTENT) or text_at(item, "description"))
    id_ = text_at(item, "guid") or text_at(item, "link") or None
    return comment(
        text_of_markup(answer.markup),
        id_=id_,
        parent=id_beside(id_, answer.number),
        author=line_of_markup(text_at(item, _CREATOR) or text_at(item, "author")),
        date=text_at(item, "pubDate") or None,
    )


def _is_rss_comment(item: Element) -> bool:
    addresses = (text_at(item, "link"), text_at(item, "guid"))
    return item.find(atom.IN_REPLY_TO) is not None or any(map(_TO_COMMENT.search, addresses))


def _is_atom_comment(entry: Element) -> bool:
    addresses = [text_at(entry, f"{atom.ATOM}id")]
    addresses += [link.get("href", "") for link in entry.findall(f"{atom.ATOM}link")]
    return atom.answered(entry) is not None or any(map(_TO_COMMENT.search, addresses))
