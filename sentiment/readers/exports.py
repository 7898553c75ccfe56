"""Entries of exports and feeds, made into discussions: what is read, what is left out and why."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from sentiment.discussion import Article, Discussion
from sentiment.errors import InputError
from sentiment.readers.deleted import WAS_DELETED, tell_left_out, why_left_out
from sentiment.readers.hosts import with_hosts
from sentiment.readers.names import name_of
from sentiment.readers.threads import Draft, assemble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_log = logging.getLogger("sentiment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The article above the comments of a thread, as far as the export has it.

    `author` is the name of who wrote it, by which their own comments are known. `announced` is how
    many comments the export says that there are.
    """

    title: str | None = None
    text: str = ""
    author: str | None = None
    announced: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Entries that are no comments for a reader to see; `why` completes "left out: 3 ..."."""

    why: str
    count: int = 1


UNREADABLE = LeftOut("unreadable")
DELETED = LeftOut(WAS_DELETED)
NOT_APPROVED = LeftOut("not approved")
NOT_BY_READERS = LeftOut("not by readers (pingbacks and the like)")

Entry = Post | Draft | LeftOut

# With the thread that the entry belongs to; None where only its place in the file says so.
Placed = tuple[str | None, Entry]

_T = TypeVar("_T")


class BeforeBreak(Generic[_T]):
    """What comes before a break in a file: the error waits until all of that is used.

    Parameters
    ----------
    items : iterable
        The parts of a file, ended by an `InputError` where it is broken.
    """

    def __init__(self, items: Iterable[_T]) -> None:
        self._items = items
        self.error: InputError | None = None

    def __iter__(self) -> Iterator[_T]:
        try:
            yield from self._items
        except InputError as error:
            self.error = error

    def finish(self) -> None:
        """Raise the error that ended the parts, if one did."""
        if self.error is not None:
            raise self.error


def comment(
    text: str | None,
    *,
    id_: str | None,
    parent: str | None = None,
    author: str | None = None,
    date: str | None,
    is_host: bool = False,
) -> Draft | LeftOut:
    """Make a draft of the fields of an entry, or say why there is none.

    Parameters
    ----------
    text : str or None
        The words of the reader; None where the entry does not have them as a string.
    id_, parent, author, date : str or None
        As in `Draft`; e-mail addresses and IPs are taken out of the author.
    is_host : bool
        Whether the export says that who wrote it speaks for the house.

    Returns
    -------
    Draft or LeftOut
        `UNREADABLE` where `text` is None; else for the reason that `why_left_out` tells.
    """
    if text is None:
        return UNREADABLE
    if why := why_left_out(text):
        return LeftOut(why)
    return Draft(
        text=text.strip(),
        id=id_,
        parent=parent,
        author=name_of(author),
        date=date,
        is_host=is_host,
    )


def by_thread(entries: Iterable[Placed]) -> Iterator[list[Entry]]:
    """Yield the entries of each thread, in the order in which the threads appear.

    Parameters
    ----------
    entries : iterable of Placed
        The entries of a file, each with its thread; an article may stand behind its comments.

    Raises
    ------
    InputError
        That of `entries`, once all that came before it is yielded.
    """
    threads: dict[str, list[Entry]] = {}
    before_all: list[Entry] = []
    thread = None
    before = BeforeBreak(entries)
    for named, entry in before:
        thread = thread if named is None else named
        (before_all if thread is None else threads.setdefault(thread, [])).append(entry)
    if before_all:
        first = next(iter(threads), "")
        threads[first] = before_all + threads.get(first, [])
    for thread in list(threads):
        yield threads.pop(thread)  # and hold it no longer
    before.finish()


def discussions(threads: Iterable[Sequence[Entry]], source: str) -> Iterator[Discussion]:
    """Yield the discussions of an export as its threads are read.

    What is left out is counted in each discussion, and logged once for the file, with the reasons;
    so is how many comments are missing of those that threads announce.
    An entry that stands in a thread a second time, as where pages of an export overlap, is read
    once.

    Parameters
    ----------
    threads : iterable of sequences of Entry
        The entries of one thread each.
    source : str
        The name of the file.

    Yields
    ------
    Discussion
        One for each thread with comments; where the whole file has none, one for each article. The
        article is empty where the export has only the comments.

    Raises
    ------
    InputError
        Where there are neither comments nor articles; and that of `threads`.
    """
    left_out: Counter[str] = Counter()
    in_it = announced = 0  # of the threads that lack comments
    articles: list[Discussion] = []
    has_comments = False
    try:
        for thread in threads:
            reasons = _count_reasons(thread)
            left_out += reasons
            discussion = _discussion(thread, source, left_out=reasons.total())
            known = len(discussion.comments) + discussion.left_out
            if known < (discussion.announced or 0):
                in_it += known
                announced += discussion.announced or 0
            if discussion.comments:
                has_comments = True
                articles.clear()
                yield discussion
            elif discussion.article.text and not has_comments:
                articles.append(discussion)
    finally:
        tell_left_out(source, left_out)  # also where the file turns out to be broken
        if announced:
            _log.warning(
                "%s: %d of the %d comments that it announces are in it", source, in_it, announced
            )
    if not has_comments and not articles:
        raise InputError(
            "no comment and no article in it can be read",
            where=source,
            remedy="export it again, with comments that readers see and with their texts",
        )
    yield from articles


def _count_reasons(thread: Iterable[Entry]) -> Counter[str]:
    reasons: Counter[str] = Counter()
    for entry in thread:
        if isinstance(entry, LeftOut):
            reasons[entry.why] += entry.count
    return reasons


def _discussion(thread: Sequence[Entry], source: str, *, left_out: int) -> Discussion:
    posts = [entry for entry in thread if isinstance(entry, Post)]
    drafts = {
        # Without an id, nothing tells an entry that came twice from a reader who says it twice.
        (entry.id or place, entry.text): entry
        for place, entry in enumerate(thread)
        if isinstance(entry, Draft)
    }
    return Discussion(
        source=source,
        title=next((post.title for post in posts if post.title), None),
        article=Article(text=next((post.text for post in posts if post.text), "")),
        comments=assemble(with_hosts(list(drafts.values()), (post.author for post in posts))),
        announced=next((post.announced for post in posts if post.announced is not None), None),
        left_out=left_out,
    )
