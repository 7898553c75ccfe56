"""A bundle is data: whatever is wrong with it is refused, and nothing in it is run."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from functools import cached_property
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

from sentiment.bundle import Bundle, load_model, save_bundle
from sentiment.errors import BundleError, OutputError
from sentiment.question import Question
from sentiment.state import State

# A bundle of one small part.
CARD = {"tasks": {"separation": {"parts": ["part"]}}}
PART = {"part": State(settings={"a": 1})}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A bundle of one's own, to spoil."""
    folder = tmp_path / "mine"
    shutil.copytree(load_model().folder, folder)
    return folder


def rewrite_card(folder: Path, **changes: object) -> None:
    card = json.loads((folder / "card.json").read_text("utf-8"))
    (folder / "card.json").write_text(json.dumps({**card, **changes}), "utf-8")


def test_a_copied_bundle_answers_as_the_shipped_one(copy: Path) -> None:
    asked = [Question("Das ist wirklich eine gute Sache.", "Sache"), Question("Nein danke!", "X")]
    ours, theirs = load_model(), load_model(copy)
    assert np.array_equal(ours.stance.predict_proba(asked), theirs.stance.predict_proba(asked))


def test_all_parts_can_be_built_at_once() -> None:
    parts = {name for name, own in vars(Bundle).items() if isinstance(own, cached_property)}
    assert "mentions" in parts
    assert parts <= vars(load_model().built()).keys()


@pytest.mark.parametrize("name", ["sentiment.npz", "sentiment.json", "separation.npz"])
def test_a_changed_file_is_refused(copy: Path, name: str) -> None:
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(bytes(content))
    with pytest.raises(BundleError, match=f"{name} is not the file"):
        load_model(copy)


def test_a_missing_file_is_refused(copy: Path) -> None:
    (copy / "stance.npz").unlink()
    with pytest.raises(BundleError, match=r"stance\.npz is missing"):
        load_model(copy)


def test_what_is_no_file_is_refused_before_it_is_read(copy: Path) -> None:
    part = copy / "stance.npz"
    part.unlink()
    os.mkfifo(part)
    with pytest.raises(BundleError, match=r"stance\.npz is missing or cannot be read"):
        load_model(copy)
    part.unlink()
    part.symlink_to("/dev/null")  # as /dev/zero, which never ends
    with pytest.raises(BundleError, match=r"stance\.npz is missing or cannot be read"):
        load_model(copy)


def test_a_file_may_be_a_link_to_what_the_card_was_written_for(copy: Path) -> None:
    (copy / "stance.npz").rename(copy.parent / "elsewhere")
    (copy / "stance.npz").symlink_to("../elsewhere")
    assert load_model(copy).version == load_model().version


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"format": 99}, "upgrade"),
        ({"format": "1"}, "names no format version"),
        ({"tasks": None}, "is incomplete"),
        ({"files": {"../../secret": "0"}}, "outside the bundle"),
        ({"files": {"sentiment.json\0": "0"}}, "outside the bundle"),
        ({"tasks": {"stance": {"labels": None, "parts": ["stance"]}}}, "other labels"),
        ({"tasks": {"sentiment": {"labels": ["a"], "parts": ["sentiment"]}}}, "other labels"),
        ({"tasks": {"sentiment": {"labels": ["a"], "parts": ["else"]}}}, "lists no files"),
    ],
)
def test_a_foreign_or_newer_card_is_refused(
    copy: Path, changes: dict[str, object], problem: str
) -> None:
    rewrite_card(copy, **changes)
    with pytest.raises(BundleError, match=problem):
        load_model(copy)


def test_no_pickle_is_opened(tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return Path.touch, (Path(tmp_path / "exploded"),)  # type: ignore[return-value]

    shipped = load_model()
    folder = tmp_path / "bomb"
    bad = np.array([Bomb()], dtype=object)
    shutil.copytree(shipped.folder, folder)
    with (folder / "sentiment.npz").open("wb") as stream:
        np.savez(stream, columns=bad)
    import hashlib

    digest = hashlib.sha256((folder / "sentiment.npz").read_bytes()).hexdigest()
    rewrite_card(folder, files={**shipped.card["files"], "sentiment.npz": digest})
    with pytest.raises(BundleError, match="numbers or settings"):
        _ = load_model(folder).sentiment
    assert not (tmp_path / "exploded").exists()
    pickle.loads(pickle.dumps(bad))  # noqa: S301 - shows that the bomb is a real one
    assert (tmp_path / "exploded").exists()


def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(BundleError, match="german-lite"):
        load_model("swahili")
    with pytest.raises(BundleError, match="german-lite"):
        load_model("x" * 300)  # longer than a file's name may be


def test_saving_replaces_bundles_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    save_bundle(folder, CARD, PART)
    save_bundle(folder, CARD, {"part": State(settings={"a": 2})})
    assert load_model(folder).state("part").settings == {"a": 2}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model"]

    other = tmp_path / "photos"
    other.mkdir()
    (other / "cat.jpg").write_bytes(b"")
    with pytest.raises(OutputError, match="no model bundle"):
        save_bundle(other, CARD, PART)
    assert [path.name for path in other.iterdir()] == ["cat.jpg"]


def test_saving_loses_no_file_that_no_bundle_lists(tmp_path: Path) -> None:
    for name, refusal in (("cards", "no model bundle"), ("model", "holds notes, which is no part")):
        folder = tmp_path / name
        if name == "model":
            save_bundle(folder, CARD, PART)
        else:
            folder.mkdir()
            (folder / "card.json").write_text('{"trump": "Herz-Ass"}', "utf-8")
        (folder / "notes").mkdir()
        (folder / "notes" / "mine.txt").write_text("mine", "utf-8")
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        with pytest.raises(OutputError, match=refusal):
            save_bundle(folder, CARD, PART)
        assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(
    ("error", "raised"), [(KeyboardInterrupt, KeyboardInterrupt), (OSError, OutputError)]
)
def test_a_model_outlives_whatever_stops_its_replacement(
    tmp_path: Path, error: type[BaseException], raised: type[BaseException]
) -> None:
    folder = tmp_path / "model"
    save_bundle(folder, CARD, PART)
    rename = Path.rename

    def stopped(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise error
        return rename(self, target)

    with patch.object(Path, "rename", stopped), pytest.raises(raised):
        save_bundle(folder, CARD, {"part": State(settings={"a": 2})})
    assert load_model(folder).state("part").settings == {"a": 1}
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_a_link_to_a_model_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    save_bundle(real, CARD, PART)
    link.symlink_to("real")
    save_bundle(link, CARD, {"part": State(settings={"a": 2})})
    assert link.is_symlink()
    assert load_model(real).state("part").settings == {"a": 2}
    assert load_model(real).name == "real"
