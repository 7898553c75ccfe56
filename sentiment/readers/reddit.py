"""Threads of Reddit: answers of its API, and the rows of Pushshift and Arctic Shift."""

from __future__ import annotations

import html
import re
import string
from typing import TYPE_CHECKING

from sentiment.readers.exports import DELETED, UNREADABLE, Entry, LeftOut, Placed, Post, comment
from sentiment.readers.json_values import at, count_at, list_at, string_at, text_at, utc_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sentiment.readers.json_values import Row

_GONE = frozenset({"[deleted]", "[removed]", "[ Removed by Reddit ]"})

# A line that repeats what it answers; ">!" hides a spoiler instead.
_QUOTE = re.compile(r" {0,3}>(?!!)")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")

_PREFIX = re.compile(r"t\d_")
_DIGITS = string.digits + string.ascii_lowercase


def is_reddit(rows: Sequence[object]) -> bool:
    """Whether the rows are listings of the API, or comments or submissions of an archive."""
    return any(_is_listing(row) or _is_comment(row) or _is_submission(row) for row in rows)


def read_reddit(rows: Iterable[Row]) -> Iterator[Placed]:
    """Yield the entries of a file of Reddit, one thread for each submission."""
    for thing in (thing for _, row in rows for thing in _things(row)):
        data = at(thing, "data") if isinstance(at(thing, "data"), dict) else thing
        if at(thing, "kind") == "more":
            # 0 stands for an unknown number, behind "continue this thread".
            yield None, LeftOut("not loaded", count_at(data, "count") or 1)
        elif at(data, "body") is not None:
            yield _bare_id(data, "link_id"), _comment(data)
        elif _is_submission(data) or at(thing, "kind") == "t3":
            yield _bare_id(data, "id"), _post(data)
        else:
            yield None, UNREADABLE


def _is_listing(row: object) -> bool:
    return at(row, "kind") == "Listing" and isinstance(at(row, "data", "children"), list)


def _is_comment(row: object) -> bool:
    link = at(row, "link_id")
    from_reddit = (isinstance(link, str) and link.startswith("t3_")) or (
        isinstance(link, int) and text_at(row, "subreddit") is not None
    )
    return from_reddit and text_at(row, "body") is not None


def _is_submission(row: object) -> bool:
    return all(text_at(row, key) is not None for key in ("title", "selftext", "subreddit"))


def _things(row: object) -> Iterator[object]:
    """Yield what a listing holds in reading order: each comment before its replies."""
    stack = [row]
    while stack:
        thing = stack.pop()
        if _is_listing(thing):
            stack.extend(reversed(list_at(thing, "data", "children")))
        else:
            yield thing
            if _is_listing(at(thing, "data", "replies")):  # "" where there are none
                stack.append(at(thing, "data", "replies"))


def _comment(data: object) -> Entry:
    body = text_at(data, "body")
    if body is not None and body.strip() in _GONE:
        return DELETED
    author = string_at(data, "author")
    return comment(
        None if body is None else _own_words(_unescape(body)),
        id_=_bare_id(data, "id"),
        parent=_parent(data),
        author=None if author in _GONE else author,
        date=utc_at(data, "created_utc") or string_at(data, "created_utc"),
        is_host=at(data, "is_submitter") is True,
    )


def _parent(data: object) -> str | None:
    # A submission may have the same number as a comment: only the prefix tells them apart.
    if (text_at(data, "parent_id") or "").startswith("t3_"):
        return None
    return _bare_id(data, "parent_id")


def _post(data: object) -> Post:
    text = (text_at(data, "selftext") or "").strip()
    title = string_at(data, "title")
    return Post(
        title=None if title is None else _unescape(title),
        text="" if text in _GONE else _unescape(text),
        announced=count_at(data, "num_comments"),
    )


def _own_words(body: str) -> str:
    """Drop the quoted lines, unless there is nothing else."""
    lines = body.split("\n")
    own = [line for line in lines if not _QUOTE.match(line)]
    if len(own) == len(lines):
        return body
    return _BLANK_LINES.sub("\n\n", "\n".join(own)).strip() or body


def _unescape(text: str) -> str:
    # Reddit escapes the Markdown, in which readers and their editors wrote entities already.
    return html.unescape(html.unescape(text))


def _bare_id(data: object, key: str) -> str | None:
    """Return an id without "t1_" or "t3_"; Pushshift writes some as numbers, not in base 36."""
    found = at(data, key)
    if type(found) is int and found >= 0:
        digits = ""
        while found:
            found, digit = divmod(found, len(_DIGITS))
            digits = _DIGITS[digit] + digits
        return digits or "0"
    stated = string_at(data, key)
    return None if stated is None else _PREFIX.sub("", stated, count=1) or None
