"""Parquet tables of bare comments, at most a thousand rows at a time; needs the extra `parquet`."""

from __future__ import annotations

import logging
import os
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from sentiment.arrow import pyarrow
from sentiment.errors import InputError
from sentiment.readers.columns import find_columns, tell_columns
from sentiment.readers.delimited import LOOKED_AT, are_row_numbers
from sentiment.readers.not_public import columns_of_moderation
from sentiment.readers.tables import comments_alone, draft_of_cells, no_text_column, printed, said
from sentiment.readers.unpacking import most_unpacked, rewindable, unpacks_too_far

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from typing import Any, BinaryIO

    from sentiment.discussion import Discussion

_log = logging.getLogger("sentiment")

_ROWS = 1000  # at once, or fewer where texts may be long
_LEAST_ROOM = 1024  # cells, which pyarrow makes for values of one width
_INDEX = "__index_level_0__"  # as pandas calls one without a name
_REMEDY_OF_PACKED = "save it as CSV if you trust it"
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
        Where no column holds the text of the comments, or the file is broken, or made to fill
        memory; and those of `rewindable`.
    MissingExtraError
        Where pyarrow is not installed.
    """
    with rewindable(stream, source) as whole:
        drafts = (draft_of_cells(*cells) for cells in _rows(whole, source))
        yield from comments_alone(drafts, source)


class _Columns(NamedTuple):
    """What is read of a table: the column of each field, and those of the moderation."""

    fields: dict[str, str]
    moderation: list[str]


def _rows(stream: BinaryIO, source: str) -> Iterator[tuple[dict[str, str], dict[str, object]]]:
    """Yield the cells of each row, by field, and those of its `columns_of_moderation`."""
    library = pyarrow(source)
    left = most_unpacked(stream.seek(0, os.SEEK_END))
    stream.seek(0)
    try:
        table = library.parquet.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False)
        fields, moderation = _columns(table, library, source)
        read = list(dict.fromkeys([*fields.values(), *moderation]))
        at_once = _rows_at_once(table.metadata, read, left)
        if not at_once:
            raise unpacks_too_far(source, remedy=_REMEDY_OF_PACKED)
        if fields.get("id") == _INDEX and not _has_index_of_ids(table, at_once, library):
            del fields["id"]
        for batch in table.iter_batches(at_once, columns=read, use_threads=False):
            # By place, since two columns may have one name.
            places = {field: batch.schema.names.index(name) for field, name in fields.items()}
            cells = {
                field: _truths(batch.column(at))
                if field == "is_host"
                else _strings(batch.column(at), library)
                for field, at in places.items()
            }
            told = _moderation(batch, moderation)
            left -= sum(map(_length, cells.values())) + sum(map(_length, told.values()))
            if left < 0:
                raise unpacks_too_far(source, remedy=_REMEDY_OF_PACKED)
            for row, values in enumerate(zip(*cells.values(), strict=True)):
                said = {name: column[row] for name, column in told.items()}
                yield dict(zip(cells, values, strict=True)), said
    except (library.ArrowException, OSError, ValueError) as error:
        raise InputError(
            "the Parquet file is broken", where=source, remedy="export or download it again"
        ) from error


def _columns(table: Any, library: Any, source: str) -> _Columns:  # noqa: ANN401 - has no types
    """Return the columns that are read; log those that a table of text would hold otherwise."""
    schema = table.schema_arrow
    fields = dict(find_columns(tuple(schema.names)))
    if "text" not in fields:
        raise no_text_column(schema.names, source)
    tell_columns(schema.names, source)
    if "id" not in fields and _INDEX in schema.names:
        fields["id"] = _INDEX
    # Of two columns of one name, the first has the cells.
    kinds = dict(zip(reversed(schema.names), reversed(schema.types), strict=True))
    moderation = columns_of_moderation(kinds)
    nested = _nested({*fields.values(), *moderation}, table, library)
    if fields["text"] in nested:
        raise InputError(
            f"the column {fields['text']} holds no text, but lists or groups of values",
            where=source,
            remedy="export the texts as a column of strings",
        )
    for field, name in fields.items():
        is_lost = field != "is_host" and library.types.is_boolean(kinds[name])
        if name in nested or is_lost:
            _log.warning(
                "%s: left out, since it holds no text, numbers or dates: the column %r",
                source, name,
            )  # fmt: skip
    return _Columns(
        {field: name for field, name in fields.items() if name not in nested},
        [n for n in moderation if n not in nested and not library.types.is_temporal(kinds[n])],
    )


def _has_index_of_ids(table: Any, at_once: int, library: Any) -> bool:  # noqa: ANN401
    """Tell whether the index names each row, by as many of its cells as of a table of text."""
    cells: list[str] = []
    for batch in table.iter_batches(at_once, columns=[_INDEX], use_threads=False):
        cells += _strings(batch.column(0), library)
        if len(cells) >= LOOKED_AT or not are_row_numbers(cells):
            break
    return are_row_numbers(cells[:LOOKED_AT])


def _nested(names: Iterable[str], table: Any, library: Any) -> set[str]:  # noqa: ANN401
    """Return those of `names` under which cells of several values are read.

    That of a column is also that of what stands in a group: "author.name".
    """
    schema, is_nested = table.schema_arrow, library.types.is_nested
    kinds = zip(schema.names, schema.types, strict=True)
    groups = [name for name, kind in kinds if is_nested(getattr(kind, "storage_type", kind))]
    return {name for name in names for group in groups if f"{name}.".startswith(f"{group}.")}


def _rows_at_once(metadata: Any, names: Collection[str], most: int) -> int:  # noqa: ANN401
    """Return how many rows unpack to `most` bytes or fewer; 0 where the file says it cannot be.

    All rows may share one text, which the file holds once: each may be as long as all that a group
    of rows has there, or as wide as the types of the columns say.
    """
    columns = map(metadata.schema.column, range(len(metadata.schema)))
    widths = sum(max(0, column.length) for column in columns if column.path in names)
    # Not those of its columns: asked for one that is damaged, pyarrow (26) ends the process.
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    sizes = [group.total_byte_size for group in groups]
    if sum(sizes) > most or _LEAST_ROOM * widths > most:
        return 0
    return min(_ROWS, most // max(1, *sizes)) if sizes else _ROWS


def _length(cells: Iterable[object]) -> int:
    """Return how long the cells of a column would be in a table of text, each with its comma."""
    return sum(len(cell) + 1 if isinstance(cell, str) else 1 for cell in cells)


def _moderation(batch: Any, names: Iterable[str]) -> dict[str, list[object]]:  # noqa: ANN401
    """Return the cells of the columns called `names`."""
    columns = {name: batch.column(batch.schema.names.index(name)).to_pylist() for name in names}
    return {name: [_text(cell) for cell in cells] for name, cells in columns.items()}


def _strings(column: Any, library: Any) -> list[str]:  # noqa: ANN401 - pyarrow has no types
    """Return the cells of a column as they would be printed, "" for those that are empty."""
    if library.types.is_timestamp(column.type):
        # Whole seconds, since Python's dates have no room for nanoseconds.
        column = column.cast(library.timestamp("s", column.type.tz), safe=False)
    if library.types.is_temporal(column.type):
        column = column.cast(library.string())
    return [printed(_text(value)) for value in column.to_pylist()]


def _truths(column: Any) -> list[str]:  # noqa: ANN401 - pyarrow has no types
    return [said(_text(value)) for value in column.to_pylist()]


def _text(value: object) -> object:
    """Return the text of what `printed` does not know; anything else as it is."""
    if isinstance(value, bytes):  # Hive and Impala do not mark them as text
        return value.decode(errors="replace")
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else f"{value:f}"
    return str(value) if isinstance(value, UUID) else value
