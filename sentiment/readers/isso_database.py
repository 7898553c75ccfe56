"""The database of Isso (`comments.db`), which is SQLite."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import repeat
from typing import TYPE_CHECKING

from sentiment.errors import InputError
from sentiment.readers.comment_systems import ISSO_ACCEPTED, ISSO_DELETED, words_of_isso
from sentiment.readers.exports import (
    DELETED,
    NOT_APPROVED,
    Entry,
    Placed,
    Post,
    by_thread,
    comment,
    discussions,
)
from sentiment.readers.json_values import at, string_at, utc_at
from sentiment.readers.unpacking import Allowance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sentiment.discussion import Discussion

# No address and no IP is asked for.
_THREADS = "SELECT id, title FROM threads"
_COMMENTS = "SELECT tid, id, parent, created, mode, text, author FROM comments"

# Who made a file may have put a view that never ends, or circles of pages, in the place of a table.
# To read a whole one takes some fifteen steps a row, and a row some twenty bytes.
_STEPS_OF_A_BYTE = 10
_STEPS_OF_ANY = 1_000_000
_STEPS_AT_ONCE = 10_000
_SHORTEST_LIMIT = 100_000  # of a value; SQLite itself needs room for its own statements

# Where the header says that changes are in a second file. That has none of them once Isso has
# stopped, but without it SQLite would not open the first.
_VERSIONS = slice(18, 20)
_WITH_LOG, _ALONE = b"\x02\x02", b"\x01\x01"


def read_isso_database(data: bytes, source: str) -> Iterator[Discussion]:
    """Yield the discussions in a database of Isso, which is neither changed nor written anywhere.

    Parameters
    ----------
    data : bytes
        The file.
    source : str
        Its name.

    Yields
    ------
    Discussion
        One for each thread with comments, in the order in which they were written. Deleted
        comments, and such as wait for the moderator, are left out and counted.

    Raises
    ------
    InputError
        Where it is a database of something else, or damaged, or made to fill memory.
    """
    yield from discussions(by_thread(_entries(data, source)), source)


def _entries(data: bytes, source: str) -> Iterator[Placed]:
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            _open(database, data)
            stored = Allowance(len(data))
            for row in _rows(database, _THREADS, source, stored):
                yield string_at(row, "id"), Post(title=string_at(row, "title"))
            for row in _rows(database, _COMMENTS, source, stored):
                yield string_at(row, "tid"), _comment(row)
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
            raise InputError(
                "this SQLite database is not one of Isso",
                where=source,
                remedy="export the table of comments as CSV",
            ) from error
        raise _damaged(source) from error


def _open(database: sqlite3.Connection, data: bytes) -> None:
    """Put a database into memory, and bound what it may cost to read it."""
    if data[_VERSIONS] == _WITH_LOG:
        data = data[: _VERSIONS.start] + _ALONE + data[_VERSIONS.stop :]
    database.deserialize(data)
    database.text_factory = lambda raw: raw.decode(errors="replace")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(len(data), _SHORTEST_LIMIT))
    steps = _STEPS_OF_ANY + _STEPS_OF_A_BYTE * len(data)
    turns = repeat(0, steps // _STEPS_AT_ONCE)
    database.set_progress_handler(lambda: next(turns, 1), _STEPS_AT_ONCE)


def _rows(
    database: sqlite3.Connection, query: str, source: str, stored: Allowance
) -> Iterator[object]:
    """Yield the rows of a query, unless they hold more than can be stored in the database."""
    cursor = database.execute(query)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        stored.used += sum(len(cell) for cell in row if isinstance(cell, str | bytes))
        if stored.is_used_up:
            raise _damaged(source)
        yield dict(zip(names, row, strict=True))


def _comment(row: object) -> Entry:
    mode = at(row, "mode")
    if mode == ISSO_DELETED:
        return DELETED
    if mode != ISSO_ACCEPTED:
        return NOT_APPROVED
    return comment(
        words_of_isso(row),
        id_=string_at(row, "id"),
        parent=string_at(row, "parent"),
        author=string_at(row, "author"),
        date=utc_at(row, "created"),
    )


def _damaged(source: str) -> InputError:
    return InputError(
        "the SQLite database is damaged", where=source, remedy="copy it again while Isso is stopped"
    )
