"""Parquet: what CSV holds, with types, whatever readers write."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from test_formats import ANALYSIS, DISCUSSION

from sentiment.course import Done
from sentiment.draft import DraftFile
from sentiment.errors import OutputError
from sentiment.present import Format, render_analyses

pytest.importorskip("pyarrow")

from pyarrow import parquet as arrow

from sentiment.present import parquet

if TYPE_CHECKING:
    from sentiment.pipeline import Analysis


def write_analyses(analyses: list[Analysis], output: Path) -> None:
    pieces = parquet.of_analyses(iter(analyses))
    DraftFile(output, "", resume=False).write(pieces, Done, finish=parquet.finish)


def test_rows_are_those_of_csv_with_lists_for_several_things(tmp_path: Path) -> None:
    write_analyses([ANALYSIS, ANALYSIS], tmp_path / "out.parquet")
    rows = arrow.read_table(tmp_path / "out.parquet").to_pylist()
    table = "".join(render_analyses([ANALYSIS] * 2, Format.CSV, model="m"))
    for row, cells in zip(rows, csv.DictReader(io.StringIO(table, newline="")), strict=True):
        assert list(row) == list(cells)
        single = {name: row[name] for name in row if name not in {"mentions", "stances"}}
        as_text = {name: "" if cell is None else str(cell) for name, cell in single.items()}
        assert as_text == {name: cells[name] for name in single}
    assert rows[0]["mentions"] == [
        {"target": "See", "label": "favor", "probability": 0.8, "certainty": 0.4}
    ]
    assert [stance["target"] for stance in rows[0]["stances"]] == ["Bad", "Sauna"]
    assert rows[0]["stances"][1]["p_favor"] == 0.5
    assert rows[1]["stances"] == []
    assert [path.name for path in tmp_path.iterdir()] == ["out.parquet"]


def test_row_groups_are_large_however_small_discussions_are(tmp_path: Path) -> None:
    with patch.object(parquet, "_ROWS", 100):
        write_analyses([ANALYSIS] * 75, tmp_path / "out.parquet")
    many = arrow.ParquetFile(tmp_path / "out.parquet").metadata
    assert [many.row_group(n).num_rows for n in range(many.num_row_groups)] == [100, 50]


def test_separate_writes_the_comments_alone(tmp_path: Path) -> None:
    output = tmp_path / "out.parquet"
    pieces = parquet.of_discussions([DISCUSSION])
    DraftFile(output, "", resume=False).write(pieces, Done, finish=parquet.finish)
    rows = arrow.read_table(output).to_pylist()
    assert [(row["id"], row["start"], row["text"]) for row in rows] == [
        (c.id, c.span.start if c.span else None, c.text) for c in DISCUSSION.comments
    ]


def test_a_device_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is no file"):
        DraftFile(tmp_path, "", resume=False)
