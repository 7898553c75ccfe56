"""Pages, tables and JSON of one's own with bytes changed: they are read, or get one sentence."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentiment import readers
from sentiment.discussion import Discussion, PlainText
from sentiment.errors import SentimentError

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))

ROWS = [
    {"id": "1", "author": "Änne", "date": "2024-05-03 18:00", "text": "Das „Bad“ bleibt!"},
    {"id": "2", "parent": "1", "author": "Jo", "date": "1714759200", "text": "Zu teuer;\nleider."},
    {"id": "3", "parent": "2", "text": 'Wer sagt "das"?', "target": "Bad"},
]
DISCUSSION = {
    "title": "Das Bad",
    "article": {"text": "Das Bad bleibt offen.", "start": 0, "end": 21},
    "comments": [*ROWS, {"text": "Ja", "start": 30, "end": 32, "replies": [{"text": "Nein"}]}],
    "announced": 5,
    "left_out": 1,
    "part": {"number": 1, "of": 1},
}
TABLE = (
    'id;Antwort auf;Autor;Datum;Kommentar\n1;;Änne;3.5.2024;"Das ""Bad""\nbleibt!"\n'
    "2;1;Jo;1714759200;Zu teuer.\n3;2;;;\n"
)
TEXTS = {
    "tabelle.csv": TABLE.encode("cp1252"),
    "tabelle.tsv": TABLE.replace(";", "\t").encode("utf-16"),
    "eigenes.json": json.dumps({"schema": 1, "discussions": [DISCUSSION]}).encode(),
    "zeilen.jsonl": "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode(),
    "teile.jsonl": "\n".join(
        json.dumps({**DISCUSSION, "part": {"number": number, "of": 2}}) for number in (1, 2)
    ).encode(),
}

# Bytes that mean something to one of the formats.
PATCHES = st.binary(max_size=4) | st.sampled_from(
    [b"<", b">", b"</div>", b"<!--", b"&#", b'"', b";", b"\n", b"\0", b"[", b"}", b"null", b"1e999",
     b"-1", b"9" * 30, b"\\ud800", b"\xff\xff\xff\xff"]
)  # fmt: skip
DAMAGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PATCHES), min_size=1, max_size=4)


def check(name: str, content: bytes, damages: list[tuple[float, int, bytes]]) -> None:
    for place, gap, patch in damages:
        at = int(place * len(content))
        content = content[:at] + patch + content[at + gap :]
    try:
        for document in readers.read_stream(io.BytesIO(content), name, suffix=Path(name).suffix):
            assert isinstance(document, Discussion | PlainText)
    except SentimentError as error:
        assert "\n" not in str(error)  # noqa: PT017 - not raised for most damages


@settings(max_examples=150)
@given(st.sampled_from(PAGES), DAMAGES)
def test_damaged_pages_never_crash(page: Path, damages: list[tuple[float, int, bytes]]) -> None:
    check(page.name, page.read_bytes(), damages)


@settings(max_examples=400)
@given(st.sampled_from(sorted(TEXTS)), DAMAGES)
def test_damaged_tables_and_json_never_crash(
    name: str, damages: list[tuple[float, int, bytes]]
) -> None:
    check(name, TEXTS[name], damages)


@pytest.fixture(scope="module")
def table() -> bytes:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    columns = {
        "id": [Decimal(7), Decimal(8)] * 20,
        "parent": [None, Decimal(7)] * 20,
        "text": ["Das Bad bleibt!", "Zu teuer."] * 20,
        "date": pyarrow.array([1, None] * 20, pyarrow.timestamp("ns")),
    }
    content = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), content, row_group_size=15)
    return content.getvalue()


@settings(max_examples=300)
@given(damages=DAMAGES, length_stays=st.booleans())
def test_damaged_parquet_never_crashes(
    table: bytes, damages: list[tuple[float, int, bytes]], *, length_stays: bool
) -> None:
    # What moves the end is mostly refused at once; so half of all damages move nothing.
    if length_stays:
        damages = [(place, len(patch), patch) for place, _, patch in damages]
    check("tabelle.parquet", table, damages)


def test_no_damaged_byte_of_the_description_of_parquet_ends_the_process(table: bytes) -> None:
    # pyarrow, asked for what it says of a column, calls `terminate` for some of them.
    size = int.from_bytes(table[-8:-4], "little")
    for at in range(len(table) - 8 - size, len(table) - 8):
        patch = bytes([(table[at] + 1) % 256])
        check("tabelle.parquet", table[:at] + patch + table[at + 1 :], [])
