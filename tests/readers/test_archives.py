"""ZIP archives: read as the folder that they hold, whatever their names and sizes say."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import struct
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment import readers
from sentiment.discussion import PlainText
from sentiment.errors import InputError, SentimentError
from sentiment.readers import unpacking

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PAGE = '<html><body><p>Das Bad bleibt.</p><li id="comment-1"><p>{}</p></li></body></html>'
CHAT = {
    "name": "Verein", "type": "private_group", "id": 2,
    "messages": [{"id": 1, "type": "message", "from": "Ida", "text": "Wer bringt Kuchen?"}],
}  # fmt: skip
# What a folder of saved pages and downloads holds, with all that is not read.
FOLDER: Mapping[str, bytes] = {
    "chat/result.json": json.dumps(CHAT).encode(),
    "chat/photos/bild.jpg": b"\xff\xd8\xff",
    "seiten/Bad.html": PAGE.format("Na endlich.").encode(),
    "seiten/Bad_files/werbung.html": b"<html><body><p>Kauft!</p></body></html>",
    "seiten/.versteckt.html": b"x",
    "tabelle.csv.gz": gzip.compress("text,author\nZu spät.,Jo\n".encode(), mtime=0),
    "Über uns.txt": b"Ein Text.",
}


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members.items():
            # Without a date, since names of tests hold these bytes.
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return packed.getvalue()


def read(content: bytes, **options: Any) -> tuple[dict[str, str], SentimentError | None]:  # noqa: ANN401
    """Return what an archive holds, texts by source, and the error that ended it."""
    found: dict[str, str] = {}
    try:
        for document in readers.read_stream(io.BytesIO(content), "a.zip", **options):
            found[document.source] = (
                document.text
                if isinstance(document, PlainText)
                else "\n".join(comment.text for comment in document.comments)
            )
    except SentimentError as error:
        return found, error
    return found, None


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_an_archive_is_read_as_the_folder_that_it_holds(tmp_path: Path, method: int) -> None:
    folder, archive = tmp_path / "a", tmp_path / "a.zip"
    for name, content in FOLDER.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    archive.write_bytes(zipped(FOLDER, method))
    expected = [d for path in readers.find_inputs(folder) for d in readers.read(path)]
    assert len(expected) == 4
    found = list(readers.read(archive))
    assert [repr(d).replace(str(archive), str(folder)) for d in found] == list(map(repr, expected))
    assert found[1].source == f"{archive}/seiten/Bad.html"
    shutil.rmtree(folder)
    assert list(readers.find_inputs(tmp_path)) == [archive]


def test_an_archive_is_read_from_a_stream_that_cannot_go_back() -> None:
    packed = io.BytesIO(gzip.compress(zipped(FOLDER)))
    assert len(list(readers.read_stream(packed, "-"))) == 4


def test_names_lead_nowhere_and_steer_nothing() -> None:
    names = ["../../oben.txt", "/etc/wurzel.txt", "C:\\t.txt", "a/../../b.txt", "\x1b[2J\n.txt"]
    found, error = read(zipped(dict.fromkeys(names, b"Ein Text.")))
    assert error is None
    assert list(found) == [
        "a.zip/?[2J?.txt", "a.zip/C:/t.txt", "a.zip/a/b.txt", "a.zip/etc/wurzel.txt",
        "a.zip/oben.txt",
    ]  # fmt: skip


def test_good_files_are_read_and_each_bad_one_gets_one_sentence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    inside = zipped({"c.txt": b"c"})
    members = {
        "a.json": b"{",
        "b.zip": inside,
        "c.txt": gzip.compress(inside),
        "d.txt": b"Gut.",
        "e.txt": b"Das wird beschaedigt.",
    }
    content = zipped(members, zipfile.ZIP_STORED)
    found, error = read(content.replace(b"beschaedigt", b"BESCHAEDIGT"))
    assert found == {"a.zip/d.txt": "Gut."}
    sentences = [*caplog.messages, str(error)]
    assert [sentence.split(": ")[0] for sentence in sentences] == [
        "a.zip/a.json", "a.zip/b.zip", "a.zip/c.txt", "a.zip/e.txt",
    ]  # fmt: skip
    assert [("broken" in s, "ZIP" in s, "damaged" in s) for s in sentences] == [
        (True, False, False), (False, True, False), (False, True, False), (False, True, True),
    ]  # fmt: skip
    assert all("\n" not in sentence and sentence.endswith(".") for sentence in sentences)
    # Whoever wants to hear of them does, and nothing is logged.
    caplog.clear()
    heard: list[SentimentError] = []
    found, error = read(zipped(members), on_error=heard.append)
    assert [*map(str, heard), str(error)] == sentences[:3]
    assert not caplog.messages


def test_encrypted_files_are_refused_with_one_sentence_for_all() -> None:
    content = bytearray(zipped({"a.txt": b"a", "b.txt": b"b", "c.txt": b"Gut."}))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        for _ in range(2):
            at = content.index(magic, at + 1)
            content[at + offset] |= 1
    found, error = read(bytes(content))
    assert found == {"a.zip/c.txt": "Gut."}
    assert str(error).startswith("a.zip: 2 of the files in it cannot be read without a password")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (zipped(FOLDER)[:-30], "damaged or incomplete"),
        (zipped({}), "no readable file"),
        (zipped({"bild.jpg": b"x"}), "no readable file"),
        (zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<d/>"}), "Word"),
        (zipped({"mimetype": b"application/epub+zip", "a.html": b"x"}), "EPUB"),
    ],
)
def test_what_is_no_archive_of_readable_files_gets_one_sentence(
    content: bytes, problem: str
) -> None:
    found, error = read(content)
    assert not found
    assert isinstance(error, InputError)
    assert str(error).startswith("a.zip: ")
    assert problem in str(error)


def test_files_of_an_archive_share_one_allowance() -> None:
    texts = {f"{number}.txt": b"Wort " * 200 for number in range(9)}
    found, error = read(zipped(texts), limit=2_500)
    assert len(found) == 2
    assert str(error).startswith("a.zip/2.txt: unpacks to more than")
    packed = {f"{name}.gz": gzip.compress(text) for name, text in texts.items()}
    found, error = read(zipped(packed), limit=2_500)
    assert len(found) == 2
    assert str(error).startswith("a.zip/2.txt.gz: unpacks to more than")


def test_a_file_that_unpacks_to_many_times_its_size_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unpacking, "_SMALL", 1000)
    found, error = read(zipped({"a.txt": b"0" * 1_000_000, "b.txt": b"Gut."}))
    assert found == {"a.zip/b.txt": "Gut."}
    assert str(error).startswith("a.zip/a.txt: unpacks to more than 200 times its size")


def test_a_directory_that_lies_about_sizes_is_no_way_around_the_limits() -> None:
    content = bytearray(zipped({"a.txt": b"0" * 100_000}))
    for magic, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", content, content.index(magic) + offset, 10)
    found, error = read(bytes(content))
    assert not found
    assert "damaged" in str(error)


def test_a_file_without_a_name_is_passed_over() -> None:
    # Python 3.11 fails when it is asked whether that is a folder.
    content = zipped({"_a.txt": b"Ein Text.", "b.txt": b"Gut."})
    assert read(content.replace(b"_a.txt", b"\0a.txt")) == ({"a.zip/b.txt": "Gut."}, None)


@given(st.data())
def test_damaged_archives_never_crash(data: st.DataObject) -> None:
    content = bytearray(zipped(FOLDER))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.none() | st.integers(0, len(content)))
    found, error = read(bytes(content[:cut]))
    assert error is None or "\n" not in str(error)
    assert all(source.startswith("a.zip") for source in found)
