"""The entries of an export, made into discussions: what is read, and what is left out and why."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.discussion import Article, Discussion
from sentiment.errors import InputError
from sentiment.readers.json_values import text_at
from sentiment.readers.names import name_of
from sentiment.readers.threads import Draft, assemble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_log = logging.getLogger("sentiment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What the comments of a thread stand under, as far as the export has it."""

    title: str | None = None
    text: str = ""
    announced: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Entries that are no comments for a reader to see; `why` completes "left out: 3 ..."."""

    why: str
    count: int = 1


UNREADABLE = LeftOut("unreadable")
NO_TEXT = LeftOut("without text")
DELETED = LeftOut("deleted")
NOT_APPROVED = LeftOut("not approved")

Entry = Post | Draft | LeftOut

# With the thread that the entry belongs to; None where only its place in the file says so.
Placed = tuple[str | None, Entry]


def comment(
    text: str | None,
    *,
    id_: str | None,
    parent: str | None = None,
    author: str | None = None,
    date: str | None = None,
) -> Draft | LeftOut:
    """Make a draft of the fields of an entry, or say why there is none.

    Parameters
    ----------
    text : str or None
        The words of the reader; None where the entry does not have them as a string.
    id_, parent, author, date : str or None
        As in `Draft`; e-mail addresses and IPs are taken out of the author.

    Returns
    -------
    Draft or LeftOut
        `UNREADABLE` where `text` is None, `NO_TEXT` where it is blank.
    """
    if text is None:
        return UNREADABLE
    if not text.strip():
        return NO_TEXT
    return Draft(
        text=text.strip(),
        id=id_,
        parent=parent,
        author=name_of(author),
        date=date,
    )


def html_at(value: object, *keys: str) -> str | None:
    """Return the text of the HTML under `keys`; None where no string stands there."""
    markup = text_at(value, *keys)
    if markup is None:
        return None
    # Only exports that hold HTML pay for the library that reads it.
    from sentiment.readers.html_text import text_of_markup

    return text_of_markup(markup)


def discussions_of(entries: Iterable[Placed], source: str) -> Iterator[Discussion]:
    """Yield one discussion for each thread, in the order in which the threads appear.

    What is left out is counted in each discussion and logged once for the file. An entry that
    stands in the file a second time, as where pages of an export overlap, is read once.

    Parameters
    ----------
    entries : iterable of Placed
        The entries of a file, each with its thread.
    source : str
        The name of the file.

    Yields
    ------
    Discussion
        Its article is empty where the export has only the comments.

    Raises
    ------
    InputError
        Where no entry at all holds words of a comment or of an article.
    """
    threads = _by_thread(entries)
    left_out = _count_reasons(entry for thread in threads.values() for entry in thread)
    reasons = ", ".join(f"{count} {why}" for why, count in left_out.items())
    if not any(_has_words(entry) for thread in threads.values() for entry in thread):
        raise InputError(
            "no comment and no article in it can be read" + (f" ({reasons})" if reasons else ""),
            where=source,
            remedy="export it again, with comments that readers see and with their texts",
        )
    if left_out:
        _log.warning("%s: entries left out: %s", source, reasons)
    for thread in threads.values():
        yield _discussion(thread, source)


def _by_thread(entries: Iterable[Placed]) -> dict[str, list[Entry]]:
    threads: dict[str, list[Entry]] = {}
    before_all: list[Entry] = []
    thread = None
    for named, entry in entries:
        thread = thread if named is None else named
        (before_all if thread is None else threads.setdefault(thread, [])).append(entry)
    if before_all:
        first = next(iter(threads), "")
        threads[first] = before_all + threads.get(first, [])
    return threads


def _count_reasons(entries: Iterable[Entry]) -> Counter[str]:
    reasons: Counter[str] = Counter()
    for entry in entries:
        if isinstance(entry, LeftOut):
            reasons[entry.why] += entry.count
    return reasons


def _has_words(entry: Entry) -> bool:
    return isinstance(entry, Draft) or (isinstance(entry, Post) and bool(entry.text))


def _discussion(thread: Sequence[Entry], source: str) -> Discussion:
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
        comments=assemble(list(drafts.values())),
        announced=next((post.announced for post in posts if post.announced is not None), None),
        left_out=_count_reasons(thread).total(),
    )
