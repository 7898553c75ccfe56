"""Files that lie elsewhere are read as files that lie here."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

import sentiment
from sentiment import readers
from sentiment.errors import MissingExtraError, SentimentError

fsspec = pytest.importorskip("fsspec")

TABLE = b"id,text\n1,Endlich ein Radweg!\n2,Wer soll das bezahlen?\n"
FILES = {"b.csv": TABLE, "a.csv.gz": gzip.compress(TABLE), "c.txt": b"Zu teuer.\n"}


@pytest.fixture
def elsewhere() -> Iterator[str]:
    files = fsspec.filesystem("memory")
    for name, content in FILES.items():
        files.pipe(f"/comments/{name}", content)
    yield "memory://comments"
    files.rm("/comments", recursive=True)


def test_an_address_is_read_as_a_file_is(
    elsewhere: str, tmp_path: Path, model: sentiment.Bundle
) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
        (there,) = sentiment.read([f"{elsewhere}/{name}"], model)
        (here,) = sentiment.read([tmp_path / name], model)
        assert there.source == f"{elsewhere}/{name}"
        assert (there.article, there.comments) == (here.article, here.comments)


def test_a_pattern_names_files_in_order(elsewhere: str, model: sentiment.Bundle) -> None:
    found = sentiment.read([f"{elsewhere}/*.csv*"], model)
    assert [Path(discussion.source).name for discussion in found] == ["a.csv.gz", "b.csv"]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("memory://nowhere/a.csv", "cannot be found; check the spelling of the address"),
        ("memory://nowhere/*.csv", "matches no file"),
        ("nonsense://a.csv", r"cannot be read \(ValueError\)"),
        ("zip://a.csv::memory://b.zip", "addresses in one another are not read"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    model: sentiment.Bundle, address: str, problem: str
) -> None:
    with pytest.raises(SentimentError, match=problem):
        list(sentiment.read([address], model))


def test_a_library_that_is_missing_is_named(
    model: sentiment.Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(*_: object) -> object:
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr(fsspec, "open", without)
    with pytest.raises(MissingExtraError, match=r"such addresses is installed; install s3fs"):
        list(sentiment.read(["s3://bucket/a.csv"], model))


def test_a_password_is_not_repeated(model: sentiment.Bundle) -> None:
    with pytest.raises(SentimentError) as caught:
        list(sentiment.read(["ftp://eva:geheim@example.org/a.csv"], model))
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("name", ["C:/a.csv", "a.csv", "-", "ordner/b://c", "/a://b"])
def test_paths_are_no_addresses(name: str) -> None:
    assert not readers.is_address(name)
