"""One row a comment as Parquet, with the columns of CSV; needs the extra `parquet`.

A Parquet file ends with the places of all that is in it, so that nothing can be added to one that
was begun. The pieces are therefore those of an Arrow stream, of which the file is made at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sentiment.arrow import pyarrow
from sentiment.opinion import STANCE_LABELS
from sentiment.present.csv_text import (
    COMMENT_COLUMNS,
    OPINION_COLUMNS,
    comment_cells,
    opinion_cells,
)
from sentiment.present.records import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sentiment.discussion import Comment, Discussion
    from sentiment.opinion import Opinion
    from sentiment.pipeline import Analysis

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
    schema = _schema((*COMMENT_COLUMNS, *OPINION_COLUMNS), library)
    rows = (
        [
            {
                **_comment(discussion.source, comment),
                **dict(zip(OPINION_COLUMNS, opinion_cells(opinion), strict=True)),
                **_sides(opinion),
            }
            for comment, opinion in zip(discussion.comments, opinions, strict=True)
        ]
        for discussion, opinions in ((found.discussion, found.opinions) for found in analyses)
    )
    return _pieces(rows, schema, library, after=after)


def of_discussions(discussions: Iterable[Discussion]) -> Iterator[bytes]:
    """Return a piece for each discussion, the first with the schema; raises as `of_analyses`."""
    library = pyarrow("--format parquet")
    rows = (
        [_comment(discussion.source, comment) for comment in discussion.comments]
        for discussion in discussions
    )
    return _pieces(rows, _schema(COMMENT_COLUMNS, library), library)


def finish(stream: Path, output: Path) -> None:
    """Make a Parquet file of all pieces in a file; row groups have ten thousand rows or more."""
    library = pyarrow(str(output))
    with (
        library.memory_map(str(stream)) as pieces,
        library.ipc.open_stream(pieces) as batches,
        library.parquet.ParquetWriter(output, batches.schema, compression="zstd") as writer,
    ):
        waiting: list[Any] = []
        for batch in batches:
            waiting.append(batch)
            if sum(len(one) for one in waiting) >= _ROWS:
                writer.write_table(library.Table.from_batches(waiting))
                waiting = []
        if waiting:
            writer.write_table(library.Table.from_batches(waiting))


def _comment(source: str, comment: Comment) -> dict[str, object]:
    return dict(zip(COMMENT_COLUMNS, comment_cells(source, comment), strict=True))


def _sides(opinion: Opinion) -> dict[str, object]:
    return {
        "mentions": [
            {
                "target": mention.target,
                "label": mention.label,
                "probability": rounded(mention.probability),
            }
            for mention in opinion.mentions
        ],
        "stances": [
            {
                "target": stance.target,
                "label": stance.label,
                **{f"p_{label}": rounded(stance.probabilities[label]) for label in STANCE_LABELS},
            }
            for stance in opinion.stances
        ],
    }


def _schema(columns: Sequence[str], library: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    text, number = library.string(), library.float64()
    side = [("target", text), ("label", text)]
    kinds = {
        "start": library.int64(),
        "end": library.int64(),
        "score": number,
        "mentions": library.list_(library.struct([*side, ("probability", number)])),
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
    for number, rows in enumerate(discussions, start=after):
        batch = library.RecordBatch.from_pylist([_encodable(row) for row in rows], schema=schema)
        head = b"" if number else schema.serialize().to_pybytes()
        yield head + batch.serialize().to_pybytes()


def _encodable(row: Mapping[str, object]) -> dict[str, object]:
    """Return a row without halves of characters, which the name of a file may hold."""
    return {
        name: cell.encode(errors="replace").decode() if isinstance(cell, str) else cell
        for name, cell in row.items()
    }
