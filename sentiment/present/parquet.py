"""One row a comment as Parquet, with the columns of CSV; needs the extra `parquet`.

A Parquet file ends with the places of all that is in it, so that nothing can be added to one that
was begun. The pieces are therefore those of an Arrow stream, of which the file is made at the end.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from sentiment.arrow import pyarrow
from sentiment.opinion import STANCE_LABELS
from sentiment.present.csv_text import CLASSIFIED_COLUMNS, SEPARATED_COLUMNS
from sentiment.present.rows import rows, separated_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sentiment.discussion import Discussion
    from sentiment.pipeline import Analysis
    from sentiment.present.rows import Row

_ROWS = 10_000  # of a row group, at least


def of_analyses(analyses: Iterable[Analysis], *, after: int = 0) -> Iterator[bytes]:
    """Return a piece for each analysis, the first with the schema unless it comes `after` others.

    `mentions` and `stances` are lists here, with the probabilities that CSV has no room for.

    Raises
    ------
    MissingExtraError
        Where pyarrow is not installed.
    """
    library = pyarrow("--format parquet")
    schema = _schema(CLASSIFIED_COLUMNS, library)

    def found(analysis: Analysis) -> list[Row]:
        return list(rows([analysis]))

    return _pieces(map(found, analyses), schema, library, after=after)


def of_discussions(discussions: Iterable[Discussion]) -> Iterator[bytes]:
    """Return a piece for each discussion, the first with the schema; raises as `of_analyses`."""
    library = pyarrow("--format parquet")
    pieces = (
        [separated_row(discussion.source, comment) for comment in discussion.comments]
        for discussion in discussions
    )
    return _pieces(pieces, _schema(SEPARATED_COLUMNS, library), library)


def finish(stream: Path, output: Path) -> None:
    """Make a Parquet file of all pieces in a file; row groups have ten thousand rows or more."""
    library = pyarrow(str(output))
    with (
        library.memory_map(str(stream)) as pieces,
        library.ipc.open_stream(pieces) as batches,
        library.parquet.ParquetWriter(output, batches.schema, compression="zstd") as writer,
    ):
        waiting: list[Any] = []
        size = 0
        for batch in batches:
            waiting.append(batch)
            size += len(batch)
            if size >= _ROWS:
                writer.write_table(library.Table.from_batches(waiting))
                waiting, size = [], 0
        if waiting:
            writer.write_table(library.Table.from_batches(waiting))


def _schema(columns: Sequence[str], library: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    text, number = library.string(), library.float64()
    side = [("target", text), ("label", text)]
    kinds = {
        "start": library.int64(),
        "end": library.int64(),
        "score": number,
        "is_host": library.bool_(),
        "mentions": library.list_(
            library.struct([*side, ("probability", number), ("certainty", number)])
        ),
        "stances": library.list_(
            library.struct([*side, *((f"p_{label}", number) for label in STANCE_LABELS)])
        ),
    }
    return library.schema(
        [(name, kinds.get(name, number if name.startswith("p_") else text)) for name in columns]
    )


def _pieces(
    discussions: Iterable[Sequence[Mapping[str, object]]],
    schema: Any,  # noqa: ANN401 - pyarrow has no types
    library: Any,  # noqa: ANN401
    *,
    after: int = 0,
) -> Iterator[bytes]:
    def piece(found: Sequence[Mapping[str, object]], number: int) -> bytes:
        batch = library.RecordBatch.from_pylist([_encodable(row) for row in found], schema=schema)
        head: bytes = b"" if number else schema.serialize().to_pybytes()
        rest: bytes = batch.serialize().to_pybytes()
        return head + rest

    return map(piece, discussions, count(after))


def _encodable(row: Mapping[str, object]) -> dict[str, object]:
    """Return a row without halves of characters, which the name of a file may hold."""
    return {
        name: cell.encode(errors="replace").decode() if isinstance(cell, str) else cell
        for name, cell in row.items()
    }
