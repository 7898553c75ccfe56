"""Parquet tables of bare comments, a thousand rows at a time; needs the extra `parquet`."""

from __future__ import annotations

import logging
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from sentiment.arrow import pyarrow
from sentiment.errors import InputError
from sentiment.readers.columns import find_columns, tell_columns
from sentiment.readers.delimited import are_row_numbers
from sentiment.readers.not_public import columns_of_moderation
from sentiment.readers.tables import comments_alone, draft_of_cells, no_text_column, printed
from sentiment.readers.unpacking import rewindable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, BinaryIO

    from sentiment.discussion import Discussion

_log = logging.getLogger("sentiment")

_ROWS = 1000
_INDEX = "__index_level_0__"  # as pandas calls one without a name
_BUFFER = 2**20  # bytes of a column that are read at once, instead of all that a row group has


def read_parquet(stream: BinaryIO, source: str) -> Iterator[Discussion]:
    """Yield the one discussion of a Parquet file, or its parts; its article is empty.

    Parameters
    ----------
    stream : BinaryIO
        The file; of its columns, only those are read that a table of comments may have.
    source : str
        Its name.

    Yields
    ------
    Discussion
        All rows that hold text, in order. How many were empty is logged as a warning.

    Raises
    ------
    InputError
        Where no column holds the text of the comments, or the file is broken; and those of
        `rewindable`.
    MissingExtraError
        Where pyarrow is not installed.
    """
    with rewindable(stream, source) as whole:
        drafts = (draft_of_cells(*cells) for cells in _rows(whole, source))
        yield from comments_alone(drafts, source)


def _rows(stream: BinaryIO, source: str) -> Iterator[tuple[dict[str, str], dict[str, object]]]:
    """Yield the cells of each row, by field, and those of its `columns_of_moderation`."""
    library = pyarrow(source)
    try:
        table = library.parquet.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False)
        schema = table.schema_arrow
        columns = dict(find_columns(tuple(schema.names)))
        if "text" not in columns:
            raise no_text_column(schema.names, source)
        tell_columns(schema.names, source)
        has_index = "id" not in columns and _INDEX in schema.names
        if has_index:
            columns["id"] = _INDEX
        names = list(columns.values())
        # Of two columns of one name, the first has the cells.
        kinds = dict(zip(reversed(schema.names), reversed(schema.types), strict=True))
        if library.types.is_nested(kinds[columns["text"]]):
            raise InputError(
                f"the column {columns['text']} holds no text, but lists or groups of values",
                where=source,
                remedy="export the texts as a column of strings",
            )
        for name in names:
            if library.types.is_nested(kinds[name]) or library.types.is_boolean(kinds[name]):
                _log.warning(
                    "%s: left out, since it holds no text, numbers or dates: the column %r",
                    source, name,
                )  # fmt: skip
        moderated = [
            name
            for name in columns_of_moderation(kinds)
            if not library.types.is_nested(kinds[name])
            and not library.types.is_temporal(kinds[name])
        ]
        read = [*dict.fromkeys([*names, *moderated])]
        for number, batch in enumerate(table.iter_batches(_ROWS, columns=read, use_threads=False)):
            # By place, since two columns may have one name.
            places = {field: batch.schema.names.index(name) for field, name in columns.items()}
            cells = {field: _strings(batch.column(at), library) for field, at in places.items()}
            if has_index and not number and not are_row_numbers(cells["id"]):
                del columns["id"], cells["id"]
            rows = zip(*cells.values(), strict=True)
            for row, words in zip(rows, _moderation(batch, moderated), strict=True):
                yield dict(zip(cells, row, strict=True)), words
    except (library.ArrowException, OSError, ValueError) as error:
        raise InputError(
            "the Parquet file is broken", where=source, remedy="export or download it again"
        ) from error


def _moderation(batch: Any, names: Sequence[str]) -> Iterator[dict[str, object]]:  # noqa: ANN401
    """Yield the cells of the columns called `names`, row by row."""
    columns = {name: batch.column(batch.schema.names.index(name)).to_pylist() for name in names}
    for row in range(batch.num_rows):
        yield {name: _text(cells[row]) for name, cells in columns.items()}


def _strings(column: Any, library: Any) -> list[str]:  # noqa: ANN401 - pyarrow has no types
    """Return the cells of a column as they would be printed, "" for those that are empty."""
    if library.types.is_timestamp(column.type):
        # Whole seconds, since Python's dates have no room for nanoseconds.
        column = column.cast(library.timestamp("s", column.type.tz), safe=False)
    if library.types.is_temporal(column.type):
        column = column.cast(library.string())
    return [printed(_text(value)) for value in column.to_pylist()]


def _text(value: object) -> object:
    """Return the text of what `printed` does not know; anything else as it is."""
    if isinstance(value, bytes):  # Hive and Impala do not mark them as text
        return value.decode(errors="replace")
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else f"{value:f}"
    return str(value) if isinstance(value, UUID) else value
