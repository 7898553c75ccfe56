"""Models from strangers: whatever lies in the folder, no code of it runs, no other file opens."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
from altered_bundles import with_settings

import sentiment
from sentiment.errors import BundleError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Tool = Callable[..., subprocess.CompletedProcess[str]]


def forged(folder: Path, model: str, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Copy a shipped model, change a file, and sign it anew as its author would."""
    shutil.copytree(sentiment.load_model(model).folder, folder)
    content = change((folder / name).read_bytes())
    (folder / name).write_bytes(content)
    card = json.loads((folder / "card.json").read_text("utf-8"))
    card["files"][name] = hashlib.sha256(content).hexdigest()
    (folder / "card.json").write_text(json.dumps(card), "utf-8")
    return folder


def with_array(name: str, change: Callable[[np.ndarray], np.ndarray]) -> Callable[[bytes], bytes]:
    def changed(content: bytes) -> bytes:
        arrays = dict(np.load(io.BytesIO(content)))
        packed = io.BytesIO()
        np.savez(packed, **{**arrays, name: change(arrays[name])})
        return packed.getvalue()

    return changed


def with_two_bytes(at: int, value: int) -> Callable[[bytes], bytes]:
    """Change what the directory of an archive says of its first file, `at` so many bytes."""

    def changed(content: bytes) -> bytes:
        head = content.index(b"PK\x01\x02") + at
        return content[:head] + value.to_bytes(2, "little") + content[head + 2 :]

    return changed


def packed(method: int, damaged: bytes) -> Callable[[bytes], bytes]:
    """Pack an archive anew, and damage the first file behind its name."""

    def changed(content: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", method) as archive:
            archive.writestr("a.npy", content)
        data = made.getvalue()
        start = data.index(b"a.npy") + len("a.npy") + 9  # behind what LZMA says of itself
        return data[:start] + damaged + data[start + len(damaged) :]

    return changed


def with_head(head: bytes) -> Callable[[bytes], bytes]:
    """Make an archive of one array that says this of itself."""

    def changed(_: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            size = len(head).to_bytes(2, "little")
            archive.writestr("a.npy", b"\x93NUMPY\x01\x00" + size + head)
        return made.getvalue()

    return changed


def field(number: int, content: bytes) -> bytes:
    """Return a field of a message of Protocol Buffers, of less than 128 bytes."""
    return bytes([number << 3 | 2, len(content)]) + content


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("sentiment.npz", with_array("text.intercept", lambda a: a[:-1])),
        ("stance.npz", with_array("thing.dense_weights", lambda a: np.full(a.shape, "x"))),
        ("stance.npz", with_array("proposition.intercept", lambda a: a * np.nan)),
        # What only some pages need, and what numpy stretches or takes for numbers.
        ("separation.npz", with_array("spread", lambda a: a[:0])),
        ("separation.npz", with_array("dense_weights", lambda a: a.T[..., None])),
        ("separation.npz", with_array("dense_weights", lambda a: a[:0])),
        ("separation.npz", with_array("intercept", lambda a: a.astype(complex))),
        ("separation.npz", with_array("intercept", lambda a: np.zeros(a.shape, "M8[s]"))),
        ("stance.npz", with_array("thing.intercept", lambda a: a[:, None])),
        ("stance.npz", with_array("thing.dense_weights", lambda a: a[:1])),
        ("mentions.npz", with_array("intercept", lambda a: a[:, None])),
        ("sentiment.npz", with_array("text.scale", lambda a: a.astype(complex))),
        ("separation.json", lambda _: b'{"bits": 100000000000000000000}'),
        ("sentiment.json", lambda _: b"[" * 100_000),
        ("sentiment.npz", with_two_bytes(8, 1)),  # needs a password
        ("sentiment.npz", with_two_bytes(10, 77)),  # packed in no way that there is
        ("sentiment.npz", packed(zipfile.ZIP_DEFLATED, b"\xff" * 40)),
        ("sentiment.npz", packed(zipfile.ZIP_BZIP2, b"\xff" * 40)),
        ("sentiment.npz", packed(zipfile.ZIP_LZMA, b"\xff" * 40)),
        ("sentiment.npz", with_head(b"{'descr': [('a', 'x'],")),
        ("nouns.json", lambda content: content.replace(b'"texts": ', b'"texts": -', 1)),
    ],
)
def test_a_signed_model_with_senseless_contents_gets_one_sentence(
    tmp_path: Path, name: str, change: Callable[[bytes], bytes]
) -> None:
    model = sentiment.load_model(forged(tmp_path / "m", "german-lite", name, change))
    page = tmp_path / "page.txt"
    page.write_text("Das Bad\n\nDer Rat baut.\n\nEva\nDas Bad ist gut.\n", "utf-8")
    with pytest.raises(BundleError) as caught:
        list(sentiment.analyse(sentiment.read([page], model), model))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("stance-head.npz", "spread"),
        ("separation-reader.npz", "gap"),
        ("subject-reader.npz", "weights"),
    ],
)
def test_what_reads_an_encoder_needs_arrays_of_its_shape(
    tmp_path: Path, name: str, array: str
) -> None:
    change = with_array(array, lambda a: a[..., :1, None])
    model = sentiment.load_model(forged(tmp_path / "m", "german", name, change))
    with pytest.raises(BundleError, match="cannot use"):
        model.built()


@pytest.mark.parametrize("temperature", [0.0, -1.0, None])  # earlier bundles have none
def test_an_encoder_needs_a_temperature_below_headlines(
    tmp_path: Path, temperature: float | None
) -> None:
    german = sentiment.load_model("german")
    settings = german.state("stance-head").settings
    own = {kind: at for kind, at in settings["temperatures"].items() if "headline" not in kind}
    if temperature is not None:
        own |= dict.fromkeys(settings["temperatures"].keys() - own.keys(), temperature)
    changed = {**settings, "temperatures": own}
    model = with_settings(german, tmp_path / "m", "stance-head", changed)
    with pytest.raises(BundleError, match="cannot use"):
        model.built()


def test_a_card_nested_without_end_gets_one_sentence(tool: Tool, tmp_path: Path) -> None:
    folder = forged(tmp_path / "m", "german-lite", "sentiment.json", bytes)
    card = (folder / "card.json").read_text("utf-8")
    (folder / "card.json").write_text(f'{{"own": {"[" * 900}{"]" * 900}, {card[1:]}', "utf-8")
    for done in (tool("models", "./m"), tool("classify", "-", "--model", "./m", stdin=b"Ja!")):
        assert done.returncode == 1
        assert done.stderr == (
            "m: card.json is nested too deeply; fetch or train the bundle anew.\n"
        )


@pytest.mark.parametrize(
    "model",
    [
        {"vocab": {"<s>": 0, "Kartoffel": 10**8}, "unk_token": "<s>"},  # fails where it is named
        {"vocab": {"Das": 0}, "unk_token": "<unk>"},
    ],
)
def test_an_encoder_that_cannot_read_gets_one_sentence(
    tool: Tool, tmp_path: Path, model: Mapping[str, object]
) -> None:
    words = {"model": {"type": "WordLevel", **model}, "pre_tokenizer": {"type": "Whitespace"}}
    rest = {"version": "1.0", "added_tokens": []}
    tokenizer = json.dumps({**rest, **words}).encode()
    forged(tmp_path / "m", "german", "tokenizer.json", lambda _: tokenizer)
    (tmp_path / "a.csv").write_text("text\nDie Kartoffel ist gut.\n", "utf-8")
    done = tool("classify", "a.csv", "--model", "./m")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "train " in done.stderr


def test_a_graph_opens_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_bytes(bytes(16))
    place = field(13, field(1, b"location") + field(2, b"secret"))
    weights = b"\x08\x04\x10\x01" + field(8, b"w") + place + b"\x70\x01"  # four float32, elsewhere
    # What is added at the end of a message is added to what it holds.
    change = lambda graph: graph + field(7, field(5, weights))  # noqa: E731
    folder = forged(tmp_path / "m", "german", "encoder.onnx", change)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BundleError, match="cannot use"):
        _ = sentiment.load_model(folder).encoder
