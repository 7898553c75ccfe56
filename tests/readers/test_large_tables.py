"""Tables that are cut in parts: the parts together are what the whole table would be."""

from __future__ import annotations

import csv
import gzip
import io
import json
import logging
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sentiment.campaigns  # it loads slowly, which no property should be charged with
from sentiment import readers
from sentiment.discussion import Comment, Discussion
from sentiment.errors import InputError
from sentiment.present import Format, render_discussions
from sentiment.readers import large_tables, unpacking
from sentiment.readers.decoding import decode, decode_file
from sentiment.readers.tables import comments_alone, to_read
from sentiment.readers.threads import Draft, Inside, assemble
from sentiment.repetition import Group


@contextmanager
def parts_of(comments: int, characters: int = 10**9) -> Iterator[None]:
    with (
        patch.object(large_tables, "MOST_COMMENTS", comments),
        patch.object(large_tables, "MOST_CHARACTERS", characters),
    ):
        yield


# Few ids, so that some come twice, some parents lead nowhere, and some close a circle.
IDS = st.none() | st.sampled_from("1 2 3 4 5 07 4.0 5.0 4,0 1,0 a b".split())
DRAFTS = st.lists(
    st.builds(
        Draft,
        text=st.sampled_from(["Ja!", "Nein.", "  ", "Wer sagt das?", "Quatsch\x00"]),
        id=IDS,
        parent=IDS,
        date=st.sampled_from([None, "1.2.2024", "gestern"]),
    ),
    max_size=12,
)


def inside_each_other(drafts: list[Draft], choices: list[int]) -> list[Draft]:
    """Put some drafts into ones before them."""
    found, tree = [], list[int]()
    for number, (draft, choice) in enumerate(zip(drafts, choices, strict=False)):
        inside = None
        if choice == 0:
            tree = []
        else:
            answers = tree[choice % len(tree)] if tree and choice > 1 else None
            tree = tree if answers is not None else []
            tree.append(number)
            inside = Inside(number=number, answers=answers, name=str(choice))
        found.append(replace(draft, inside=inside))
    return found


@given(DRAFTS | DRAFTS.map(lambda drafts: [Draft(text=d.text, parent=d.parent) for d in drafts])
       | st.builds(inside_each_other, DRAFTS, st.lists(st.integers(0, 5), min_size=12)),
       st.integers(1, 5), st.sampled_from([1, 7, 10**9]))  # fmt: skip
def test_parts_are_pieces_of_the_whole(drafts: list[Draft], size: int, characters: int) -> None:
    with parts_of(size, characters):
        found = list(comments_alone(iter(drafts), "t.csv"))
    comments = [comment for part in found for comment in part.comments]
    kept = to_read(drafts, "t.csv")
    assert comments == list(assemble(list(kept.values()), list(kept)))
    assert sum(part.left_out for part in found) == len(drafts) - len(comments)
    assert all(len(part.comments) <= size for part in found)
    texts = {comment.id: comment.text for comment in comments}
    for part in found:
        here = {comment.id for comment in part.comments}
        answered = {c.parent: texts[c.parent] for c in part.comments if c.parent is not None}
        assert part.elsewhere == {id_: t for id_, t in answered.items() if id_ not in here}
    if len(found) > 1:
        numbers = [part.part and (part.part.number, part.part.of) for part in found]
        assert numbers == [(number, len(found)) for number in range(1, len(found) + 1)]
        check_duplicates(found, comments)
    else:
        assert found[0].part is None


def check_duplicates(parts: list[Discussion], comments: list[Comment]) -> None:
    counts = Counter(comment.text for comment in comments)
    firsts = {comment.text: comment.id for comment in reversed(comments)}
    assert [part.part and part.part.repetitions for part in parts[:-1]] == [None] * (len(parts) - 1)
    last = parts[-1].part
    assert last is not None
    assert last.repetitions is not None
    duplicates = last.repetitions.duplicates
    assert duplicates.groups == sum(count > 1 for count in counts.values())
    assert duplicates.comments == sum(count for count in counts.values() if count > 1)
    assert duplicates.largest == tuple(
        Group(first=firsts[text], comments=count)
        for text, count in counts.most_common()
        if count > 1
    )


TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("äß€\r\n\x85\u2028"), min_size=1)


@given(
    TEXTS.map(lambda text: text.encode())
    | TEXTS.map(lambda text: "x".join(text).encode("utf-16-le"))
    | TEXTS.map(lambda text: text.encode("cp1252", "replace"))
    | TEXTS.map(lambda text: b"\xff\xfe" + text.encode("utf-16-le"))
    | TEXTS.map(lambda text: b"\xef\xbb\xbf" + text.encode())
    | st.binary(),
    st.integers(1, 9),
)
def test_a_file_is_decoded_as_its_bytes_would_be(data: bytes, block: int) -> None:
    def streamed() -> str:
        with (
            patch("sentiment.readers.decoding._BLOCK", block),
            decode_file(io.BytesIO(data), "t.csv") as text,
        ):
            return "".join(text)

    def outcome(read: Callable[[], str]) -> str:
        try:
            return read()
        except InputError as error:
            return str(error)

    assert outcome(streamed) == outcome(lambda: decode(data, "t.csv"))


ROWS = [
    {"id": str(number), "parent": str(number - 3) if number > 3 else "", "text": f"Satz {number}"}
    for number in range(1, 26)
]


def csv_of(rows: list[dict[str, str]]) -> bytes:
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, ["id", "parent", "text"])
    writer.writeheader()
    writer.writerows(rows)
    return table.getvalue().encode()


def parquet_of(rows: list[dict[str, str]]) -> bytes:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    content = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows), content, row_group_size=10)
    return content.getvalue()


def test_parquet_as_it_comes_from_elsewhere(caplog: pytest.LogCaptureFixture) -> None:
    """Bytes that nobody marked as text, as Hive writes them, two columns of one name, and ids."""
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    def comments(**columns: object) -> list[tuple[str, str]]:
        # Names of keywords cannot come twice: what follows an underscore is dropped.
        names = [name.partition("_")[0] for name in columns]
        content = io.BytesIO()
        parquet.write_table(pyarrow.table(list(columns.values()), names=names), content)
        content.seek(0)
        found = readers.read_stream(content, "t.parquet")
        return [(c.id, c.text) for part in found if isinstance(part, Discussion)
                for c in part.comments]  # fmt: skip

    assert comments(id=[b"a", b"\xff"], text=["Jö!".encode(), b"Nein."]) == [
        ("a", "Jö!"), ("\ufffd", "Nein."),
    ]  # fmt: skip
    assert comments(text_1=["Ja!"], text_2=["Nein."]) == [("1", "Ja!")]
    assert caplog.messages == [
        "t.parquet: several columns are called 'text', and the first is read"
    ]
    caplog.clear()
    exact = [Decimal("7.00"), Decimal("12345678901234567890123456789.50")]
    ids = pyarrow.array([UUID(int=1).bytes, UUID(int=2).bytes], pyarrow.uuid())
    assert [id_ for id_, _ in comments(id=exact, text=["Ja!", "Nein."])] == [
        "7", "12345678901234567890123456789.50",
    ]  # fmt: skip
    assert [id_ for id_, _ in comments(id=ids, text=["Ja!", "Nein."])] == [
        str(UUID(int=1)), str(UUID(int=2)),
    ]  # fmt: skip
    assert not caplog.messages
    flags = {"hidden": [False, True, None, False], "status": ["ledig", "ledig", None, "Spam"]}
    times = pyarrow.array([1, None, 1, 1], pyarrow.timestamp("ns"))
    assert comments(text=["Ja!", "Nein.", "Wer?", "Kauf!"], deleted=times, **flags) == [
        ("1", "Ja!"), ("3", "Wer?"),
    ]  # fmt: skip
    assert caplog.messages == ["t.parquet: left out: 2 not public"]
    caplog.clear()
    assert comments(id=["a"], text=["Ja!"], author=[{"name": "Eva"}]) == [("a", "Ja!")]
    (message,) = caplog.messages
    assert message.startswith("t.parquet: left out, since it holds no text, numbers or dates: ")
    assert "'author'" in message
    with pytest.raises(InputError, match="the column text holds no text"):
        comments(text=[["Ja!"], []])


LONG = "Das Bad bleibt! " * 5000  # 80,000 characters
OF_ONE_TEXT: dict[str, tuple[str, Mapping[str, object]]] = {
    "texts": ("text", {}),
    "authors": ("author", {}),
    "moderation": ("status", {}),
    "row groups": ("text", {"row_group_size": 10}),
    "no dictionary": ("text", {"use_dictionary": False}),
    "one width": ("text", {}),
    "prefixes": (
        "text",
        {"use_dictionary": False, "column_encoding": {"text": "DELTA_BYTE_ARRAY"}},
    ),
}


POOLS: list[object] = []  # which have to outlive what was allocated from them


@pytest.mark.parametrize("how", OF_ONE_TEXT)
def test_a_text_that_all_rows_of_parquet_share_fills_no_memory(
    how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    name, options = OF_ONE_TEXT[how]
    kind = pyarrow.binary(len(LONG)) if how == "one width" else pyarrow.binary()
    columns = [pyarrow.array([LONG.encode()] * 1000, kind)]
    names = [name]
    if name != "text":
        columns.insert(0, pyarrow.array(["Ja!"] * 1000))
        names.insert(0, "text")
    content = io.BytesIO()
    parquet.write_table(pyarrow.table(columns, names=names), content, compression="zstd", **options)
    monkeypatch.setattr(unpacking, "_SMALL", 1024**2)
    most = max(1024**2, 200 * len(content.getvalue()))
    assert most < 20_000_000  # of 80 million
    before = pyarrow.default_memory_pool()
    pool = pyarrow.proxy_memory_pool(before)
    POOLS.append(pool)
    pyarrow.set_memory_pool(pool)
    try:
        with pytest.raises(InputError, match="unpacks to more than 200 times its size"):
            list(readers.read_stream(io.BytesIO(content.getvalue()), "t.parquet"))
    finally:
        pyarrow.set_memory_pool(before)
    assert pool.max_memory() < 4 * most  # pyarrow makes room for twice as much as it needs


def test_an_index_with_numbers_that_come_again_holds_no_ids_however_few_rows_are_read_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Frames that were put together have one, and their texts may be long."""
    rows = [{"__index_level_0__": number % 400, "text": f"Das ist Kommentar {number}."}
            for number in range(800)]  # fmt: skip
    texts = {str(at): row["text"] for at, row in enumerate(rows, 1)}
    monkeypatch.setattr(unpacking, "_SMALL", 100_000)
    monkeypatch.setattr(unpacking, "MOST_TIMES", 1)
    content = io.BytesIO()
    table = pytest.importorskip("pyarrow").Table.from_pylist(rows)
    pytest.importorskip("pyarrow.parquet").write_table(table, content)
    content.seek(0)
    (found,) = readers.read_stream(content, "t.parquet")
    assert isinstance(found, Discussion)
    assert {comment.id: comment.text for comment in found.comments} == texts


def lines_of(rows: list[dict[str, str]]) -> bytes:
    return "\n".join(json.dumps(row) for row in rows).encode()


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("content", [csv_of(ROWS), lines_of(ROWS), parquet_of(ROWS)],
                         ids=["csv", "jsonl", "parquet"])  # fmt: skip
def test_every_kind_of_table_is_cut_alike(content: bytes, *, packed: bool) -> None:
    content = gzip.compress(content) if packed else content
    with parts_of(10):
        found = list(readers.read_stream(io.BytesIO(content)))
    assert [len(part.comments) for part in found if isinstance(part, Discussion)] == [10, 10, 5]
    comments = [c for part in found if isinstance(part, Discussion) for c in part.comments]
    assert [c.id for c in comments] == [row["id"] for row in ROWS]
    assert [c.parent or "" for c in comments] == [row["parent"] for row in ROWS]
    last = found[-1]
    assert isinstance(last, Discussion)
    assert last.elsewhere == {str(n): f"Satz {n}" for n in (18, 19, 20)}


@pytest.mark.parametrize("format_", [Format.JSON, Format.JSONL])
def test_parts_that_were_written_are_read_as_the_table(format_: Format) -> None:
    with parts_of(10):
        parts = list(readers.read_stream(io.BytesIO(csv_of([*ROWS, {"id": "x"}]))))
        discussions = [part for part in parts if isinstance(part, Discussion)]
        written = "".join(render_discussions(discussions, format_)).encode()
        assert list(readers.read_stream(io.BytesIO(written))) == discussions
        missing = "".join(render_discussions([*discussions[:1], *discussions[2:]], format_))
        with pytest.raises(InputError, match="part 2 of 3 of a table is missing"):
            list(readers.read_stream(io.BytesIO(missing.encode())))
    (whole,) = readers.read_stream(io.BytesIO(written))
    assert isinstance(whole, Discussion)
    assert (len(whole.comments), whole.left_out, whole.part) == (25, 1, None)


def test_an_error_in_the_last_row_comes_before_anything_else() -> None:
    with parts_of(10):
        found = readers.read_stream(io.BytesIO(lines_of(ROWS) + b"\n{"))
        with pytest.raises(InputError, match="line 26"):
            next(found)


def test_empty_rows_of_a_large_table_are_named_once(caplog: pytest.LogCaptureFixture) -> None:
    rows = [{"id": row["id"], "text": ""} if row["id"] == "4" else row for row in ROWS]
    with parts_of(10), caplog.at_level(logging.WARNING):
        found = list(readers.read_stream(io.BytesIO(csv_of(rows))))
    assert [part.left_out for part in found if isinstance(part, Discussion)] == [0, 0, 1]
    assert caplog.messages == ["-: left out: 1 without text"]


def test_a_campaign_is_found_through_all_parts(tmp_path: Path) -> None:
    call = "Ich fordere den Gemeinderat auf, das Freibad am Weiher auch im Winter zu öffnen"
    names = ["Uwe", "Ina", "Max", "Lea", "Kai"]
    words = [f"Wort{number}" for number in range(500)]
    chosen = random.Random(1)
    texts = [" ".join(chosen.sample(words, 12)) for _ in range(200)]
    for place, name in zip(range(20, 200, 40), names, strict=True):
        texts[place] = f"{call}! Mit freundlichem Gruß, {name}"
    (tmp_path / "t.csv").write_text("\n".join(["text,id", *(f'"{t}",' for t in texts)]), "utf-8")
    groups = sentiment.campaigns.Campaigns.groups
    with (
        parts_of(50),
        patch.object(sentiment.campaigns.Campaigns, "groups", autospec=True) as asked,
    ):
        asked.side_effect = groups
        *_, last = readers.read(tmp_path / "t.csv")
    assert asked.call_count == 1  # all are sorted for it
    assert isinstance(last, Discussion)
    assert last.part is not None
    assert last.part.repetitions is not None
    assert last.part.repetitions.campaigns.largest == (Group(first="21", comments=5),)
