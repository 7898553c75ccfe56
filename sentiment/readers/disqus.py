"""The XML export of Disqus: threads, then the posts of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from sentiment.readers.exports import (
    DELETED,
    Entry,
    LeftOut,
    Placed,
    Post,
    by_thread,
    comment,
    discussions,
)
from sentiment.readers.html_text import text_of_markup
from sentiment.readers.xml_stream import line_of_markup, records, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from sentiment.discussion import Discussion

_DEPTH = 1
_ID = "{http://disqus.com/disqus-internals}id"
_USER = "{*}author/{*}username"
_SPAM = LeftOut("spam")
_IN_DELETED_THREAD = LeftOut("in deleted threads")


def read_disqus(stream: BinaryIO, source: str) -> Iterator[Discussion]:
    """Yield the discussions of an export of Disqus.

    Parameters
    ----------
    stream : BinaryIO
        The file.
    source : str
        Its name.

    Yields
    ------
    Discussion
        One for each thread with posts, and one without title for the posts of each that is not in
        the file. Deleted posts, posts in deleted threads, and spam are left out and counted.

    Raises
    ------
    InputError
        As `records`.
    """
    yield from discussions(by_thread(_entries(stream, source)), source)


def _entries(stream: BinaryIO, source: str) -> Iterator[Placed]:
    deleted: set[str] = set()
    openers: dict[str, str] = {}  # of threads: who runs the page, on most
    for record in records(stream, source, _DEPTH):
        kind = record.tag.rpartition("}")[2]
        if kind == "thread":
            thread = record.get(_ID, "")
            if _is_true(record, "{*}isDeleted"):
                deleted.add(thread)
            openers[thread] = text_at(record, _USER)
            yield (
                thread,
                Post(
                    title=line_of_markup(text_at(record, "{*}title")),
                    text=text_of_markup(text_at(record, "{*}message")),
                ),
            )
        elif kind == "post":
            thread = _id_at(record, "{*}thread") or ""
            user = text_at(record, _USER)
            is_host = user != "" and user == openers.get(thread)
            yield thread, _comment(record, in_deleted=thread in deleted, is_host=is_host)


def _comment(post: Element, *, in_deleted: bool, is_host: bool) -> Entry:
    if _is_true(post, "{*}isSpam"):
        return _SPAM
    if _is_true(post, "{*}isDeleted"):
        return DELETED
    if in_deleted:
        return _IN_DELETED_THREAD
    author = text_at(post, "{*}author/{*}name") or text_at(post, _USER)
    return comment(
        text_of_markup(text_at(post, "{*}message")),
        id_=post.get(_ID) or None,
        parent=_id_at(post, "{*}parent"),
        author=line_of_markup(author),
        date=text_at(post, "{*}createdAt") or None,
        is_host=is_host,
    )


def _id_at(element: Element, path: str) -> str | None:
    found = element.find(path)
    return found.get(_ID) or None if found is not None else None


def _is_true(element: Element, path: str) -> bool:
    return text_at(element, path).lower() == "true"
