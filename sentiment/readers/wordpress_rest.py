"""Comments, and posts with them, as the REST API of WordPress (`/wp/v2/`) answers."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from sentiment.readers.exports import NOT_APPROVED, NOT_BY_READERS, Entry, Placed, Post, comment
from sentiment.readers.json_values import (
    at,
    count_at,
    html_at,
    line_at,
    list_at,
    string_at,
    text_at,
)
from sentiment.readers.threads import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sentiment.readers.json_values import Row

# Other blogs tell with these that they have linked to the post.
_NOTICES = frozenset({"pingback", "trackback"})

_NO_USER = "0"  # a reader who is not logged in


def is_wordpress(rows: Sequence[object]) -> bool:
    """Whether the rows are comments or posts, or an object with a list of each."""
    return any(_is_comment(row) or _is_post(row) for row in _rows(rows))


def read_wordpress(rows: Iterable[Row]) -> Iterator[Placed]:
    """Yield the entries of a file, one thread for each post; the oldest comment comes first."""
    writers: dict[str | None, str | None] = {}  # of posts, which may stand behind their comments
    comments: list[tuple[tuple[str, int], str | None, str | None, Entry]] = []
    for row in _rows(row for _, row in rows):
        if _is_post(row):
            post = string_at(row, "id")
            writers[post] = string_at(row, "author")
            yield (
                post,
                Post(
                    title=html_at(row, "title", "rendered"),
                    text=html_at(row, "content", "rendered") or "",
                ),
            )
            comments += (
                (_age(answer), post, string_at(answer, "author"), _comment(answer))
                for answers in list_at(row, "_embedded", "replies")
                if isinstance(answers, list)
                for answer in answers
            )
        else:
            post = string_at(row, "post")
            comments.append((_age(row), post, string_at(row, "author"), _comment(row)))
    for _, post, writer, entry in sorted(comments, key=itemgetter(0)):
        is_host = writer not in (None, _NO_USER) and writer == writers.get(post)
        yield post, replace(entry, is_host=True) if is_host and isinstance(entry, Draft) else entry


def _rows(rows: Iterable[object]) -> Iterator[object]:
    for row in rows:
        lists = [*list_at(row, "posts"), *list_at(row, "comments")]
        yield from lists or [row]


def _is_comment(row: object) -> bool:
    return (
        isinstance(row, dict)
        and text_at(row, "content", "rendered") is not None
        and ("post" in row or "author_name" in row)
    )


def _is_post(row: object) -> bool:
    return all(text_at(row, key, "rendered") is not None for key in ("title", "content"))


def _age(row: object) -> tuple[str, int]:
    return (text_at(row, "date_gmt") or text_at(row, "date") or "", count_at(row, "id") or 0)


def _comment(row: object) -> Entry:
    if string_at(row, "type") in _NOTICES:
        return NOT_BY_READERS
    if string_at(row, "status") not in (None, "approved"):
        return NOT_APPROVED
    return comment(
        html_at(row, "content", "rendered"),
        id_=string_at(row, "id"),
        parent=None if at(row, "parent") == 0 else string_at(row, "parent"),
        author=line_at(row, "author_name"),
        date=string_at(row, "date") or string_at(row, "date_gmt"),
    )
