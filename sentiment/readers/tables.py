"""Tables of bare comments, with a column for the text and perhaps for author, date and parent."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from sentiment.discussion import Article, Discussion
from sentiment.errors import InputError
from sentiment.readers.columns import COLUMNS, find_columns
from sentiment.readers.decoding import decode_file
from sentiment.readers.deleted import says_deleted, tell_left_out
from sentiment.readers.delimited import parse
from sentiment.readers.json_values import string_at, utc_at
from sentiment.readers.large_tables import in_parts, length, limited
from sentiment.readers.threads import Draft, assemble, place_of_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

# A table without header starts with a reader's words, which no error may quote.
_LONGEST_COLUMN_NAME = 30
_MOST_COLUMNS_NAMED = 20

# Of the years 2001 to 2033, in seconds or milliseconds.
_UNIX_TIME = re.compile(r"1[0-9]{9}(?:[0-9]{3})?(?:\.[0-9]+)?")
_DIGITS_OF_MILLISECONDS = 13


def read_table(stream: BinaryIO, source: str) -> Iterator[Discussion]:
    """Yield the one discussion of a CSV or TSV file, or its parts; its article is empty.

    Parameters
    ----------
    stream : BinaryIO
        The file.
    source : str
        Its name.

    Yields
    ------
    Discussion
        All rows that hold text, in order. How many were empty is logged as a warning.

    Raises
    ------
    InputError
        Where no column holds the text, or the table is broken, naming the line.
    """
    with decode_file(stream, source) as text:
        table = parse(text, source)
        columns = find_columns(tuple(table.header))
        if "text" not in columns:
            raise no_text_column(table.header, source, are_names=bool(columns))
        places = {field: table.header.index(name) for field, name in columns.items()}
        drafts = (
            draft_of({field: row.cells[place] for field, place in places.items()})
            for row in table.rows
        )
        yield from comments_alone(drafts, source)


def draft_of(fields: Mapping[str, str]) -> Draft:
    """Make a draft of the cells of a row, by field; white space around a cell is dropped.

    A Unix time becomes a date in UTC.
    """
    cells = {field: cell.strip() for field, cell in fields.items()}
    return Draft(
        text=cells["text"],
        id=cells.get("id") or None,
        parent=cells.get("parent") or None,
        author=cells.get("author") or None,
        date=_date(cells.get("date", "")),
        target=cells.get("target") or None,
    )


def _date(cell: str) -> str | None:
    if not _UNIX_TIME.fullmatch(cell):
        return cell or None
    seconds = float(cell) / 1000 if len(cell.partition(".")[0]) == _DIGITS_OF_MILLISECONDS else cell
    return utc_at({"cell": seconds}, "cell")


def printed(value: object) -> str:
    """Return a cell that need not be text as it would be printed, "" where it is empty."""
    return string_at({"cell": value}, "cell") or ""


def comments_alone(
    drafts: Iterable[Draft], source: str, *, every: bool = False
) -> Iterator[Discussion]:
    """Yield a discussion without an article, or its parts where it is too large to be held.

    Comments without text, and deleted ones, are counted and left out, unless `every` draft shall
    become a comment. All drafts are read before anything is yielded, so that an error of theirs
    leaves nothing half done.
    """
    rest = iter(drafts)
    first = list(limited(rest, length))
    following = next(rest, None)
    if following is not None:
        yield from in_parts(chain(first, [following], rest), source, every=every)
        return
    kept = first if every else to_read(first, source)
    yield Discussion(
        source=source,
        article=Article(text=""),
        comments=assemble(kept),
        left_out=len(first) - len(kept),
    )


def to_read(drafts: Sequence[Draft], source: str) -> list[Draft]:
    """Leave out the drafts without text, and what says that one was deleted; log how many."""
    with_text = {row: draft for row, draft in enumerate(drafts, start=1) if draft.text.strip()}
    kept = {row: draft for row, draft in with_text.items() if not says_deleted(draft.text)}
    tell_left_out(source, len(drafts) - len(with_text), len(with_text) - len(kept))
    left_out = [row for row in range(1, len(drafts) + 1) if row not in kept]
    if not left_out or any(draft.id is not None or draft.inside for draft in kept.values()):
        return list(kept.values())
    # Without ids, a parent is the number of a row, also behind one that is left out.
    places = (place_of_row(draft.parent or "", left_out, len(drafts)) for draft in kept.values())
    return [
        replace(draft, parent=str(place) if place else None)
        for draft, place in zip(kept.values(), places, strict=True)
    ]


def no_text_column(names: Sequence[str], source: str, *, are_names: bool = True) -> InputError:
    """Return the error for a table whose text is in none of its columns.

    It names them, unless they may be no names, but a comment.
    """
    shown = [" ".join(name.split()) for name in names[:_MOST_COLUMNS_NAMED]]
    if not names:
        found = "since there are none"
    elif are_names and all(len(name) <= _LONGEST_COLUMN_NAME for name in shown):
        found = f"only {', '.join(name or '(nameless)' for name in shown)}"
    else:
        found = "and the first line does not look like column names"
    return InputError(
        f"no column holds the text of the comments, {found}",
        where=source,
        remedy=f"name the column one of {', '.join(COLUMNS['text'])}",
    )
