"""Tables of bare comments, with a column for the text and perhaps for author, date and parent."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from sentiment.discussion import Article, Discussion
from sentiment.errors import InputError
from sentiment.readers.columns import NAMES_OF_TEXT, find_columns, tell_columns
from sentiment.readers.decoding import decode_file
from sentiment.readers.deleted import REASONS, tell_left_out, why_left_out
from sentiment.readers.delimited import LOOKED_AT, are_row_numbers, parse
from sentiment.readers.hosts import is_house
from sentiment.readers.html_cells import are_html, without_html
from sentiment.readers.json_values import string_at, utc_at
from sentiment.readers.large_tables import in_parts, length, limited
from sentiment.readers.not_public import columns_of_moderation, is_public
from sentiment.readers.takeout import words_of
from sentiment.readers.threads import (
    Draft,
    assemble,
    count_used_twice,
    tell_lost_parents,
    tell_no_comment,
    tell_used_twice,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from sentiment.discussion import Comment

# A table without header starts with a reader's words, which no error may quote.
_LONGEST_COLUMN_NAME = 30
_MOST_COLUMNS_NAMED = 20

# What R, pandas, databases and spreadsheets write into a cell without a value, and the codes of
# surveys for who did not answer. "Na" and "null" may be a reader's.
_MISSING = frozenset({
    "NA", "N/A", "n/a", "<NA>", "NaN", "nan", "NaT", "NULL", "(null)", "\\N", "None", "#N/A", "#NA",
    "#NV", "k.A.", "k. A.", "-66", "-77", "-88", "-97", "-98", "-99", "-999", "-9999",
})  # fmt: skip

_TRUE = frozenset({"true", "1", "yes", "ja", "wahr"})

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
        rows, columns = table.rows, dict(find_columns(tuple(table.header)))
        if "text" not in columns:
            raise no_text_column(table.header, source, are_names=bool(columns))
        tell_columns(table.header, source)
        if "id" not in columns and not table.header[0].strip():
            beginning = list(islice(rows, LOOKED_AT))
            rows = chain(beginning, rows)
            if are_row_numbers([row.cells[0] for row in beginning]):
                columns["id"] = table.header[0]  # of pandas or R
        places = {field: table.header.index(name) for field, name in columns.items()}
        moderated = {n: table.header.index(n) for n in columns_of_moderation(table.header)}
        drafts = (
            draft_of_cells(
                {field: row.cells[place] for field, place in places.items()},
                {name: row.cells[place] for name, place in moderated.items()},
            )
            for row in rows
        )
        yield from comments_alone(drafts, source)


def draft_of_cells(fields: Mapping[str, str], moderation: Mapping[str, object]) -> Draft:
    """Make a draft as `draft_of`, where what other programs write for no value is no value.

    `moderation` are the cells of the `columns_of_moderation`.
    """
    cells = {field: "" if is_missing(cell) else cell for field, cell in fields.items()}
    draft = draft_of(cells | {"text": words_of(cells["text"])})
    return draft if is_public(moderation) else replace(draft, is_public=False)


def is_missing(cell: str) -> bool:
    """Tell whether a cell is what another program writes for no value."""
    return cell.strip() in _MISSING


def draft_of(fields: Mapping[str, str]) -> Draft:
    """Make a draft of the cells of a row, by field; white space around a cell is dropped.

    A Unix time becomes a date in UTC, and a headline the first line of the text.
    """
    cells = {field: cell.strip() for field, cell in fields.items()}
    author = cells.get("author") or None
    return Draft(
        text="\n".join(filter(None, (cells.get("headline"), cells["text"]))),
        id=cells.get("id") or None,
        parent=cells.get("parent") or None,
        author=author,
        date=_date(cells.get("date", "")),
        target=cells.get("target") or None,
        is_host=cells.get("is_host", "").lower() in _TRUE or is_house(author),
    )


def _date(cell: str) -> str | None:
    if not _UNIX_TIME.fullmatch(cell):
        return cell or None
    seconds = float(cell) / 1000 if len(cell.partition(".")[0]) == _DIGITS_OF_MILLISECONDS else cell
    return utc_at({"cell": seconds}, "cell")


def said(value: object) -> str:
    """Return a cell that is true or false, or says so, as it would be printed."""
    return str(value) if isinstance(value, bool) else printed(value)


def printed(value: object) -> str:
    """Return a cell that need not be text as it would be printed, "" where it is empty."""
    return string_at({"cell": value}, "cell") or ""


def comments_alone(
    drafts: Iterable[Draft], source: str, *, every: bool = False, may_be_html: bool = True
) -> Iterator[Discussion]:
    """Yield a discussion without an article, or its parts where it is too large to be held.

    Comments without text, those that are not public, and deleted ones, are counted and left out,
    unless `every` draft shall become a comment, just as it is. Texts that are HTML, as those that
    can be held say, are read as such where they `may_be_html`. All drafts are read before anything
    is yielded, so that an error of theirs leaves nothing half done.
    """
    rest = iter(drafts)
    first = list(limited(rest, length))
    if may_be_html and not every and are_html(draft.text for draft in first):
        first, rest = list(map(without_html, first)), map(without_html, rest)
    following = next(rest, None)
    if following is not None:
        yield from in_parts(chain(first, [following], rest), source, every=every)
        return
    if not first and not every:
        tell_no_comment(source)
    comments = thread_of(first, source, every=every)
    yield Discussion(
        source=source,
        article=Article(text=""),
        comments=comments,
        left_out=len(first) - len(comments),
    )


def thread_of(drafts: Sequence[Draft], source: str, *, every: bool = False) -> tuple[Comment, ...]:
    """Return `every` draft as a comment, or those to read; log what is odd about them."""
    kept = dict(enumerate(drafts, start=1)) if every else to_read(drafts, source)
    tell_used_twice(source, count_used_twice(kept.values()))
    comments = assemble(list(kept.values()), list(kept))
    tell_lost_parents(source, kept.values(), comments)
    return comments


def to_read(drafts: Sequence[Draft], source: str) -> dict[int, Draft]:
    """Leave out drafts without text or not public, and what says that one was deleted; log it.

    Returns
    -------
    dict
        The others by their row, from 1 upwards.
    """
    kept, counts = {}, dict.fromkeys(REASONS, 0)
    for row, draft in enumerate(drafts, start=1):
        if why := why_left_out(draft.text, is_public=draft.is_public):
            counts[why] += 1
        else:
            kept[row] = draft
    tell_left_out(source, counts)
    return kept


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
        found = "since no cell of the first line is a name of one"
    return InputError(
        f"no column holds the text of the comments, {found}",
        where=source,
        remedy=f"name the column one of {', '.join(NAMES_OF_TEXT)}",
    )
