"""Labels kept without their texts."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from sentiment.errors import SampleError
from sentiment.training.silver import join

ROWS: list[dict[str, Any]] = [
    {"id": "1", "headline": "Bad", "text": "Das Bad\n bleibt. Gut so!"},
    {"id": 2, "text": "Nein."},
]


def packed(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return path


def label(id_: str, text: str, start: int, **more: object) -> dict[str, Any]:
    span = [start, start + len(text)]
    own = {"corpus": "text/c", "id": id_, "span": span, "crc32": zlib.crc32(text.encode())}
    return {**own, "kind": "comments", "sentiment": None, "stances": {}, **more}


def test_labels_find_their_texts_again(tmp_path: Path) -> None:
    packed(tmp_path / "text" / "c.jsonl.gz", ROWS)
    stances = {"Bad": "favor", "Das Bad soll schließen.": "against"}
    answers = {
        "id": "1",
        "crc32": zlib.crc32(b"Bad Das Bad bleibt. Gut so!"),
        "stance": "against",
    }
    labels = [
        label("1", "Das Bad bleibt.", 4, sentiment="neutral", stances=stances),
        label("2", "Nein.", 0, kind="replies", answers=answers, held_out=True),
        label("2", "Nein.", 0, kind="headlines", headline="Bad zu?", stances={"Bad": "against"}),
    ]
    join(tmp_path, packed(tmp_path / "labels.gz", labels), tmp_path / "out")
    found = {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for path in (tmp_path / "out").iterdir()
    }
    first = {"id": "1", "text": "Das Bad bleibt."}
    assert found == {
        "comments": [
            {**first, "sentiment": "neutral"},
            {**first, "target": "Bad", "stance": "favor"},
        ],
        "claims": [{**first, "target": "Das Bad soll schließen.", "stance": "against"}],
        "replies": [
            {
                "id": "2",
                "text": "Nein.",
                "target": "Bad Das Bad bleibt. Gut so!",
                "stance": "against",
                "split": "dev",
            }
        ],
        "headlines": [
            {
                "id": "2",
                "text": "Nein.",
                "headline": "Bad zu?",
                "target": "Bad",
                "stance": "against",
            }
        ],
    }


def test_another_edition_is_refused(tmp_path: Path) -> None:
    packed(tmp_path / "text" / "c.jsonl.gz", ROWS)
    labels = packed(tmp_path / "labels.gz", [label("2", "Doch.", 0, sentiment="neutral")])
    with pytest.raises(SampleError, match=r"c\.jsonl\.gz: has another text under 2"):
        join(tmp_path, labels, tmp_path / "out")
