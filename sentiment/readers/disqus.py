"""The XML export of Disqus: threads, then the posts of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from sentiment.readers.export_threads import Thread, discussions
from sentiment.readers.html_text import text_of_markup
from sentiment.readers.names import name_of
from sentiment.readers.threads import Draft
from sentiment.readers.xml_stream import line_of_markup, records, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from sentiment.discussion import Discussion

_DEPTH = 1
_ID = "{http://disqus.com/disqus-internals}id"
_ORPHANS = ""


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
        One for each thread with posts, and a last one without title for the posts whose thread is
        not in the file. Deleted posts and spam are left out and counted.

    Raises
    ------
    InputError
        As `records`.
    """
    yield from discussions(_threads(stream, source), source)


def _threads(stream: BinaryIO, source: str) -> Iterator[Thread]:
    threads: dict[str, Thread] = {}
    orphans = Thread()
    deleted: set[str] = set()
    try:
        for record in records(stream, source, _DEPTH):
            kind = record.tag.rpartition("}")[2]
            if kind == "thread":
                id_ = record.get(_ID, _ORPHANS)
                threads[id_] = Thread(
                    title=line_of_markup(text_at(record, "{*}title")),
                    article=text_of_markup(text_at(record, "{*}message")),
                )
                if _is_true(record, "{*}isDeleted"):
                    deleted.add(id_)
            elif kind == "post":
                id_ = _id_at(record, "{*}thread") or _ORPHANS
                thread = threads.get(id_, orphans)
                thread.add(_draft(record), _reason(record, in_deleted=id_ in deleted))
    finally:
        # Also where the file breaks off: what comes before is whole.
        yield from threads.values()
        yield orphans


def _draft(post: Element) -> Draft:
    author = text_at(post, "{*}author/{*}name") or text_at(post, "{*}author/{*}username")
    return Draft(
        text=text_of_markup(text_at(post, "{*}message")),
        id=post.get(_ID) or None,
        parent=_id_at(post, "{*}parent"),
        author=name_of(line_of_markup(author)),
        date=text_at(post, "{*}createdAt") or None,
    )


def _reason(post: Element, *, in_deleted: bool) -> str:
    if _is_true(post, "{*}isSpam"):
        return "spam"
    if _is_true(post, "{*}isDeleted"):
        return "deleted"
    return "in deleted threads" if in_deleted else ""


def _id_at(element: Element, path: str) -> str | None:
    found = element.find(path)
    return found.get(_ID) or None if found is not None else None


def _is_true(element: Element, path: str) -> bool:
    return text_at(element, path).lower() == "true"
