"""The database of Isso: what is read of it, and that one made to do harm does none."""

from __future__ import annotations

import gzip
import io
import sqlite3
import struct
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment import readers
from sentiment.discussion import Article, Comment, Discussion
from sentiment.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

THREADS = "CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR)"
COMMENTS = (
    "CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER,"
    " created FLOAT NOT NULL, modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR,"
    " author VARCHAR, email VARCHAR, website VARCHAR, likes INTEGER DEFAULT 0,"
    " dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL)"
)
MOMENT = 1714731120.25
DATE = "2024-05-03T10:12:00Z"


def row(
    tid: object, id_: object, text: object, *, parent: object = None, mode: int = 1,
    author: object = None,
) -> tuple[object, ...]:  # fmt: skip
    address = ("192.0.2.1", text, author, "nora@post.example", None, 0, 0, b"\0" * 256)
    return tid, id_, parent, MOMENT, None, mode, *address


ROWS = [
    row(1, 1, "Richtig so!\n\n> Leinenpflicht\n\nAber bitte **auch** <3", author="Nora"),
    row(2, 2, "Unsinn.", author="192.0.2.7"),
    row(1, 3, "<p>Ein Import &amp; seine<br>Zeilen</p>", parent=1, author="Ole"),
    row(1, 4, "Kauft!", mode=2),
    row(1, 5, "", mode=4),
    row(1, 6, "Mehr unter <https://stadt.example/hund>", parent=5),
]
THREAD_ROWS = [(1, "/blog/hund/", "Leinenpflicht im Park"), (2, "/blog/katze/", None)]
READ = [
    Discussion(
        source="-",
        title="Leinenpflicht im Park",
        article=Article(text=""),
        comments=(
            Comment(
                id="1",
                text="Richtig so!\n\n> Leinenpflicht\n\nAber bitte **auch** <3",
                author="Nora",
                date=DATE,
            ),
            Comment(id="3", text="Ein Import & seine\nZeilen", parent="1", author="Ole", date=DATE),
            Comment(id="6", text="Mehr unter <https://stadt.example/hund>", date=DATE),
        ),
        left_out=2,
    ),
    Discussion(
        source="-",
        article=Article(text=""),
        comments=(Comment(id="2", text="Unsinn.", date=DATE),),
    ),
]


def database(
    *statements: str,
    rows: Sequence[tuple[object, ...]] = (),
    threads: Sequence[tuple[object, ...]] = THREAD_ROWS,
) -> bytes:
    with closing(sqlite3.connect(":memory:")) as made:
        for statement in statements:
            made.execute(statement)
        for thread in threads:
            made.execute("INSERT INTO threads VALUES (?, ?, ?)", thread)
        for values in rows:
            made.execute(f"INSERT INTO comments VALUES ({', '.join('?' * 14)})", values)  # noqa: S608
        made.commit()
        return made.serialize()


ISSO = database(THREADS, COMMENTS, rows=ROWS)


def read(data: bytes) -> list[readers.Document]:
    return list(readers.read_stream(io.BytesIO(data), "-"))


def test_each_thread_is_a_discussion_of_what_the_page_shows(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert read(ISSO) == READ
    assert caplog.messages == ["-: left out: 1 not approved, 1 deleted"]
    assert read(gzip.compress(ISSO)) == READ


def test_a_database_is_read_beside_its_log_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "comments.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.executescript(f"{THREADS}; {COMMENTS}")
        made.execute("INSERT INTO threads VALUES (1, '/', 'Leinenpflicht')")
        made.execute(f"INSERT INTO comments VALUES ({', '.join('?' * 14)})", ROWS[0])  # noqa: S608
        made.commit()
        made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = path.read_bytes()
        (found,) = readers.read(path)
        assert isinstance(found, Discussion)
        assert [comment.author for comment in found.comments] == ["Nora"]
        assert path.read_bytes() == before


def test_values_of_any_type_are_read_or_counted() -> None:
    rows = [
        row(1, 1, b"\xff" * 100_000),
        row("x", 2, 7, author=b"\x00"),
        row(None, 3, "Ja\ud83d".encode("utf-8", "surrogatepass"), parent="y"),
        row(1, 4, "Gut.", author=3.5, parent=b"z"),
        row(1, 5, "N" * 3_000_000),
    ]
    found = [d for d in read(database(THREADS, COMMENTS, rows=rows)) if isinstance(d, Discussion)]
    assert [comment.id for d in found for comment in d.comments] == ["4", "5", "2"]
    assert sum(d.left_out for d in found) == 2


ENDLESS = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT"
OTHERS = "1 AS tid, NULL AS parent, 0 AS created, 1 AS mode, NULL AS author"


@pytest.mark.parametrize(
    "comments",
    [
        f"CREATE VIEW comments AS {ENDLESS} i AS id, 'Ja' AS text, {OTHERS} FROM n",
        f"CREATE VIEW comments AS {ENDLESS} 1 AS id, 'Ja' AS text, {OTHERS} FROM n WHERE i < 0",
        f"CREATE VIEW comments AS {ENDLESS} i AS id, hex(zeroblob(9999)) AS text, {OTHERS} FROM n",
        f"CREATE VIEW comments AS SELECT 1 AS id, hex(zeroblob(400000000)) AS text, {OTHERS}",
        COMMENTS.replace(" text VARCHAR,", " text AS (hex(zeroblob(4000000))), more VARCHAR,"),
    ],
    ids=["endless", "nothing for ever", "long", "one very long", "generated"],
)
def test_a_database_made_to_fill_memory_or_time_is_refused(comments: str) -> None:
    made = database(THREADS, comments)
    if comments.startswith("CREATE TABLE"):
        with closing(sqlite3.connect(":memory:")) as filled:
            filled.deserialize(made)
            filled.execute("INSERT INTO comments(tid, created, mode, voters) VALUES (1, 0, 1, '')")
            filled.commit()
            made = filled.serialize()
    with pytest.raises(InputError, match=r"^-: the SQLite database is damaged"):
        read(made)


@pytest.mark.parametrize("name", ["title", "tid", "id", "parent", "mode", "author"])
def test_no_name_takes_more_memory_than_the_database(name: str) -> None:
    long = f"hex(zeroblob(9999)) AS {name}"
    threads, comments = THREADS, COMMENTS
    if name == "title":
        threads = f"CREATE VIEW threads AS {ENDLESS} i AS id, {long} FROM n LIMIT 9"
    else:
        cells = f"i AS id, 'Ja' AS text, {OTHERS}".split(", ")
        others = ", ".join(cell for cell in cells if not cell.endswith(f" AS {name}"))
        comments = f"CREATE VIEW comments AS {ENDLESS} {others}, {long} FROM n LIMIT 9"
    with pytest.raises(InputError, match=r"^-: the SQLite database is damaged"):
        read(database(threads, comments, threads=() if name == "title" else THREAD_ROWS))


def test_pages_that_lead_to_each_other_end() -> None:
    many = [row(1, number, "Ja. " * 50) for number in range(1, 200)]
    data = bytearray(database(THREADS, COMMENTS, rows=many))
    with closing(sqlite3.connect(":memory:")) as made:
        made.deserialize(bytes(data))
        (root,) = made.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'comments'"
        ).fetchone()
    size = struct.unpack_from(">H", data, 16)[0]
    leaf = next(n for n in range(1, len(data) // size) if n > root and data[n * size] == 0x0D) + 1
    first = len(data) // size + 1
    # Twelve pages of which each leads 300 times to the next one: more rows than there are stars.
    for page in range(first, first + 12):
        below = page + 1 if page < first + 11 else leaf
        cells = 300
        start = size - 5 * cells
        head = struct.pack(">BHHHBL", 5, 0, cells, start, 0, below)
        pointers = b"".join(struct.pack(">H", start + 5 * cell) for cell in range(cells))
        body = struct.pack(">LB", below, 1) * cells
        data += (head + pointers).ljust(start, b"\0") + body
    struct.pack_into(">L", data, 28, len(data) // size)
    data[(root - 1) * size : root * size] = data[(first - 1) * size : first * size]
    with pytest.raises(InputError, match="damaged"):
        read(bytes(data))


@pytest.mark.parametrize("data", [database(THREADS), ISSO[:3000], ISSO[:16] + b"x" * 5000])
def test_another_database_gets_one_sentence(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert str(caught.value).startswith("-: the SQLite database") or "of Isso" in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.lists(st.tuples(st.integers(16, len(ISSO) - 1), st.integers(0, 255)), min_size=1))
def test_damaged_databases_never_crash(damages: list[tuple[int, int]]) -> None:
    data = bytearray(ISSO)
    for place, value in damages:
        data[place] = value
    try:
        read(bytes(data))
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017 - not raised for most damages
