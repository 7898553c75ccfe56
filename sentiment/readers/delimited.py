"""CSV and TSV as they really come: semicolons of a German Excel, quoted line ends, stray quotes."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal

from sentiment.errors import InputError
from sentiment.readers.columns import find_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

DELIMITERS = (";", ",", "\t")

# For tables of one column: a character that no text holds.
_NO_DELIMITER = "\x1f"

# Written without quoting as often as with it.
_UNQUOTED = ("\t", _NO_DELIMITER)

_Quoting = Literal[0, 3]  # csv.QUOTE_MINIMAL, csv.QUOTE_NONE

# The csv module stops at 131,072 characters, and a quoted cell may be longer; but without a limit,
# all that follows a quote which is never closed would be one cell.
FIELD_LIMIT = 2**26

# Excel writes and obeys a first line that names the delimiter.
_EXCEL_HINT = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)

# Rows that say whether they begin with their numbers.
LOOKED_AT = 1000

_WHOLE_NUMBER = re.compile(r"[0-9]{1,18}")

# A longer first line is no header.
_HEADER_CHARACTERS = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: `line` is where it starts in the file (from 1), `cells` are as many as columns."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The header of a file, and its rows, which are read as they are asked for."""

    header: list[str]
    rows: Iterator[Row]


def has_comment_header(text: str) -> bool:
    """Whether `text` starts with a header of at least two known columns, one of them the text.

    Parameters
    ----------
    text : str
        The beginning of a file.

    Returns
    -------
    bool
        False also for a table with the single column "text", which any text could start with.
    """
    found = find_columns(tuple(_header(text)[0]))
    return "text" in found and len(found) > 1


def parse(text: TextIO, source: str) -> Table:
    """Parse a table with a header.

    The delimiter is the one among `;`, `,` and tab whose header has the most known columns, then
    the most columns; a table of one column has none. In that, and in a table with tabs, quotes
    that do not pair are characters like others.

    Parameters
    ----------
    text : TextIO
        The file, with its line ends as they are. It must be able to go back, and is read as the
        rows are.
    source : str
        Its name, for the error.

    Returns
    -------
    Table
        With the empty lines left out. Where R wrote numbers of rows that its header does not name,
        the header begins with a nameless column.

    Raises
    ------
    InputError
        Where quotes are not closed, or a row has more cells than the header, naming the line; from
        the rows, too.
    """
    beginning = text.tell()
    columns, delimiter, start = _header(text.read(2 * _HEADER_CHARACTERS))
    if len(columns) < 2:
        delimiter = _NO_DELIMITER
    first_line = 2 if start else 1

    def rows(quoting: _Quoting) -> Iterator[Row]:
        text.seek(beginning)
        text.read(start)
        return _rows(text, delimiter, quoting, first_line)

    quoting: _Quoting = csv.QUOTE_MINIMAL
    if delimiter in _UNQUOTED and not _quotes_pair(rows(quoting)):
        quoting = csv.QUOTE_NONE
    found = _explained(rows(quoting), source)
    header = next(found, None)
    if header is None:
        raise InputError("the table is empty", where=source, remedy="add a header and rows")
    first = list(islice(found, LOOKED_AT))
    columns = [""] * _has_row_numbers(header.cells, first) + header.cells
    return Table(header=columns, rows=_fitted(chain(first, found), len(columns), source))


def are_row_numbers(cells: Sequence[str]) -> bool:
    """Tell whether cells are whole numbers, each of which comes once."""
    return len({int(cell) for cell in cells if _WHOLE_NUMBER.fullmatch(cell)}) == len(cells) > 0


def _has_row_numbers(header: Sequence[str], rows: Sequence[Row]) -> bool:
    """Tell whether each row begins with a number that the header has no name for, as in R."""
    if any(len(row.cells) != len(header) + 1 for row in rows):
        return False
    # Or each ends in a delimiter.
    may_be_shifted = any(row.cells[-1] for row in rows) or "id" not in find_columns((header[0],))
    return may_be_shifted and are_row_numbers([row.cells[0] for row in rows])


class _UnpairedQuoteError(Exception):
    def __init__(self, line: int, *, is_long: bool) -> None:
        super().__init__(line)
        self.line = line
        self.is_long = is_long  # as all that follows a quote may be, or a cell that is closed


def _rows(text: TextIO, delimiter: str, quoting: _Quoting, first_line: int) -> Iterator[Row]:
    csv.field_size_limit(FIELD_LIMIT)
    reader = csv.reader(text, delimiter=delimiter, quoting=quoting, strict=True)
    line = first_line
    try:
        for cells in reader:
            if any(cells):
                yield Row(line=line, cells=cells)
            line = first_line + reader.line_num
    except csv.Error as error:
        raise _UnpairedQuoteError(line, is_long="field limit" in str(error)) from error


def _quotes_pair(rows: Iterator[Row]) -> bool:
    try:
        for _ in rows:
            pass
    except _UnpairedQuoteError:
        return False
    return True


def _explained(rows: Iterator[Row], source: str) -> Iterator[Row]:
    try:
        yield from rows
    except _UnpairedQuoteError as error:
        too_long = f", or a cell has more than {FIELD_LIMIT:,} characters" * error.is_long
        raise InputError(
            f"line {error.line}: the quotes do not pair{too_long}",
            where=source,
            remedy='write each quote inside a cell twice ("") and close every cell',
        ) from error


def _fitted(rows: Iterator[Row], width: int, source: str) -> Iterator[Row]:
    """Yield the rows below the header with as many cells as it has."""
    for row in rows:
        if any(row.cells[width:]):
            raise InputError(
                f"line {row.line}: {len(row.cells)} cells, but the header names {width} columns",
                where=source,
                remedy="put cells that hold the delimiter into quotes",
            )
        missing = [""] * (width - len(row.cells))
        yield Row(line=row.line, cells=row.cells[:width] + missing)


def _header(text: str) -> tuple[list[str], str, int]:
    """Return the columns, the delimiter, and where the header starts."""
    hint = _EXCEL_HINT.match(text)
    start = hint.end() if hint else 0
    head = text[start : start + _HEADER_CHARACTERS].lstrip("\r\n")
    candidates = [(_first_row(head, d), d) for d in ((hint[1],) if hint else DELIMITERS)]
    columns, delimiter = max(candidates, key=lambda c: (len(find_columns(tuple(c[0]))), len(c[0])))
    return columns, delimiter, start


def _first_row(head: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []
