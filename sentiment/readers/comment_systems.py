"""Comment systems that blogs and newsrooms embed: Isso, Remark42, Commento and Coral."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, TypeGuard

from sentiment.readers.exports import (
    DELETED,
    NOT_APPROVED,
    UNREADABLE,
    Entry,
    Placed,
    Post,
    comment,
)
from sentiment.readers.json_values import at, html_at, list_at, string_at, text_at, utc_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sentiment.readers.json_values import Row

# What Coral calls published; NONE is a comment that nobody has moderated yet.
_CORAL_PUBLISHED = frozenset({"NONE", "APPROVED"})
_CORAL_HOSTS = frozenset({"STAFF", "MODERATOR", "ADMIN"})  # badges beside a name
_CORAL_AROUND = frozenset({"data", "story", "comments", "node", "nodes", "edges"})
_CORAL_STATUSES = _CORAL_PUBLISHED | {"REJECTED", "PREMOD", "SYSTEM_WITHHELD"}

# The `mode` of a comment in Isso; 2 is one that waits for the moderator.
ISSO_ACCEPTED, ISSO_DELETED = 1, 4
_ISSO_ANSWER = frozenset({"replies", "total_replies", "hidden_replies"})

_LOOKED_AT = 100  # comments of an answer, before it is taken for something else

# A tag or an entity, but not "<3" or "<https://stadt.example>".
_MARKUP = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&#?\w{1,32};", re.IGNORECASE)


def is_isso(rows: Sequence[object]) -> bool:
    """Whether the rows are threads in the generic format that Isso imports."""
    return any(
        isinstance(row, dict)
        and "article" not in row
        and any(
            isinstance(entry, dict) and {"text", "created", "remote_addr"} <= entry.keys()
            for entry in list_at(row, "comments")
        )
        for row in rows
    )


def read_isso(rows: Iterable[Row]) -> Iterator[Placed]:
    """Yield the entries of Isso's threads, which say nothing of parents."""
    for number, row in rows:
        if not isinstance(at(row, "comments"), list):
            yield None, UNREADABLE
            continue
        thread = string_at(row, "id") or f"[{number}]"
        yield thread, Post(title=string_at(row, "title"))
        for entry in list_at(row, "comments"):
            yield (
                thread,
                comment(
                    words_of_isso(entry),
                    id_=string_at(entry, "id"),
                    author=string_at(entry, "author"),
                    date=string_at(entry, "created"),
                ),
            )


def words_of_isso(entry: object) -> str | None:
    """Return the text of a comment in Isso, which keeps it as it was typed or imported.

    That is Markdown, or the HTML of the system before.
    """
    text = text_at(entry, "text")
    if text is None or not _MARKUP.search(text):
        return text
    from sentiment.readers.html_text import text_of_markup

    return text_of_markup(text, line_ends=True)


def is_isso_answer(rows: Sequence[object]) -> bool:
    """Whether the rows are answers of Isso's API, for a page each."""
    return any(isinstance(row, dict) and row.keys() >= _ISSO_ANSWER for row in rows)


def read_isso_answer(rows: Iterable[Row]) -> Iterator[Placed]:
    """Yield the entries of answers of Isso's API, each of which is a thread."""
    for number, row in rows:
        for entry in _with_replies(list_at(row, "replies")):
            yield f"[{number}]", _isso_comment(entry)


def _isso_comment(entry: object) -> Entry:
    # Isso keeps the place of a deleted comment that has answers, without its text.
    mode = at(entry, "mode")
    if mode == ISSO_DELETED:
        return DELETED
    if mode not in (None, ISSO_ACCEPTED):
        return NOT_APPROVED
    return comment(
        html_at(entry, "text"),
        id_=string_at(entry, "id"),
        parent=string_at(entry, "parent"),
        author=string_at(entry, "author"),
        date=utc_at(entry, "created"),
    )


def _with_replies(entries: list[object]) -> Iterator[object]:
    """Yield entries, each before the `replies` that stand inside it."""
    stack = entries[::-1]
    while stack:
        entry = stack.pop()
        yield entry
        stack.extend(reversed(list_at(entry, "replies")))


def is_remark42(rows: Sequence[object]) -> bool:
    """Whether the rows are comments of a backup of Remark42, or answers of its API."""
    return any(_is_remark(found) for row in rows for found in islice(_remarks(row), _LOOKED_AT))


def read_remark42(rows: Iterable[Row]) -> Iterator[Placed]:
    """Yield the entries of a backup or of answers, one thread for each address of a page."""
    for found in (found for _, row in rows for found in _remarks(row)):
        # The first line of a backup describes users and pages.
        if isinstance(found, dict) and "version" in found and "locator" not in found:
            continue
        page = string_at(found, "locator", "url")
        yield page, Post(title=string_at(found, "title"))
        yield page, _remark(found)


def _remarks(row: object) -> Iterator[object]:
    """Yield a row of a backup, or the comments of an answer: a plain list, or a tree."""
    if not isinstance(at(row, "comments"), list):
        yield row
        return
    for entry in _with_replies(list_at(row, "comments")):
        inside = at(entry, "comment")
        yield inside if isinstance(inside, dict) else entry


def _is_remark(row: object) -> bool:
    return (
        isinstance(row, dict)
        and text_at(row, "locator", "url") is not None
        and not {"pid", "orig"}.isdisjoint(row)
    )


def _remark(row: object) -> Entry:
    if at(row, "delete") is True:
        return DELETED
    return comment(
        html_at(row, "text") or text_at(row, "orig"),
        id_=string_at(row, "id"),
        parent=string_at(row, "pid"),
        author=string_at(row, "user", "name"),
        date=string_at(row, "time"),
        is_host=at(row, "user", "admin") is True,
    )


def is_commento(rows: Sequence[object]) -> bool:
    """Whether the row is an export of Commento, with comments and those who wrote them."""
    return any(
        isinstance(at(row, "comments"), list) and isinstance(at(row, "commenters"), list)
        for row in rows
    )


def read_commento(rows: Iterable[Row]) -> Iterator[Placed]:
    """Yield the entries of an export, one thread for each address of a page."""
    for _, row in rows:
        names = {
            hex_: name
            for entry in list_at(row, "commenters")
            if (hex_ := string_at(entry, "commenterHex")) is not None
            and (name := string_at(entry, "name")) is not None
        }
        hosts = {
            string_at(entry, "commenterHex")
            for entry in list_at(row, "commenters")
            if at(entry, "isModerator") is True
        } - {None}
        for entry in list_at(row, "comments"):
            yield string_at(entry, "url"), _commento_comment(entry, names, hosts)


def _commento_comment(
    entry: object, names: Mapping[str, str], hosts: Collection[str | None]
) -> Entry:
    if at(entry, "deleted") is True:
        return DELETED
    if string_at(entry, "state") not in (None, "approved"):
        return NOT_APPROVED
    return comment(
        html_at(entry, "html") or text_at(entry, "markdown"),  # some exports have no HTML
        id_=string_at(entry, "commentHex"),
        parent=string_at(entry, "parentHex"),
        # "anonymous" is nobody's number.
        author=names.get(string_at(entry, "commenterHex") or ""),
        date=string_at(entry, "creationDate"),
        is_host=string_at(entry, "commenterHex") in hosts,
    )


def is_coral(rows: Sequence[object]) -> bool:
    """Whether the rows are comments of Coral, alone or in answers to GraphQL queries."""
    return any(
        text_at(node, "body") is not None
        and text_at(node, "createdAt") is not None
        and (
            text_at(node, "author", "username") is not None
            or text_at(node, "status") in _CORAL_STATUSES
        )
        for row in rows
        for node, _ in _coral_nodes(row)
    )


def read_coral(rows: Iterable[Row]) -> Iterator[Placed]:
    """Yield the entries of Coral's answers, one thread for each story."""
    for node, parent in (found for _, row in rows for found in _coral_nodes(row)):
        if _is_around_comments(node):
            yield _story(node), Post(title=string_at(node, "metadata", "title"))
        else:
            story = at(node, "story")
            yield _story(story), Post(title=string_at(story, "metadata", "title"))
            yield _story(story), _coral_comment(node, parent)


def _story(story: object) -> str | None:
    return string_at(story, "id") or string_at(story, "url")


def _is_around_comments(node: object) -> TypeGuard[dict[str, object]]:
    return isinstance(node, dict) and "body" not in node and not _CORAL_AROUND.isdisjoint(node)


def _coral_nodes(row: object) -> Iterator[tuple[object, str | None]]:
    """Yield stories and comments in reading order, each with the id of what it stands below."""
    stack: list[tuple[object, str | None]] = [(row, None)]
    while stack:
        node, parent = stack.pop()
        if _is_around_comments(node):
            if isinstance(node.get("comments"), dict):
                yield node, parent
            inside = [node.get(key) for key in ("data", "story", "comments")]
            inside = [inner for inner in inside if isinstance(inner, dict)]
            inside += [node["node"]] if "node" in node else []
            inside += [*list_at(node, "nodes"), *list_at(node, "edges")]
            below = parent
        else:
            yield node, parent
            replies = at(node, "replies")
            inside = replies if isinstance(replies, list) else [replies] if replies else []
            below = string_at(node, "id")
        stack.extend((inner, below) for inner in reversed(inside))


def _coral_comment(node: object, parent: str | None) -> Entry:
    # Coral keeps the place of a deleted comment, without its body.
    if at(node, "deleted") is True or (isinstance(node, dict) and node.get("body", "") is None):
        return DELETED
    if (string_at(node, "status") or "NONE") not in _CORAL_PUBLISHED:
        return NOT_APPROVED
    return comment(
        html_at(node, "body"),
        id_=string_at(node, "id"),
        parent=string_at(node, "parent", "id") or parent,
        author=string_at(node, "author", "username"),
        date=string_at(node, "createdAt"),
        is_host=any(string_at(tag, "code") in _CORAL_HOSTS for tag in list_at(node, "tags")),
    )
