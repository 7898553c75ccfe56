"""Joins labels that are kept without their texts to the corpora that hold these.

``python -m sentiment.training.silver --corpora DIR --output DIR`` writes one file of JSON lines for
each kind of text, as `sentiment finetune` reads them. The texts are not ours to pass on, so
`samples/silver` only says where each stands; see the README there.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.question import question_of_reply
from sentiment.training.corpora import check_labelled, rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping

LABELS = Path("samples/silver/labels.jsonl.gz")
_CLAIM_ENDS = (".", "?", "!")


def join(corpora: Path, labels: Path, output: Path) -> None:
    """Write `KIND.jsonl` for each kind of text that has labels.

    Claims are a kind of their own. What is held out gets the split `dev`.

    Raises
    ------
    SampleError
        Where a corpus holds another text than the one that was labelled.
    """
    texts = _Texts(corpora)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for label in rows_of(labels):
        kind, corpus = label["kind"], label["corpus"]
        row = {"id": label["id"], "text": texts.labelled(corpus, label)}
        row |= {"split": "dev"} if label.get("held_out") else {}
        row |= {"headline": label["headline"]} if "headline" in label else {}
        if label["sentiment"]:
            found[kind].append(row | {"sentiment": label["sentiment"]})
        for target, stance in label["stances"].items():
            of_kind = "claims" if target.endswith(_CLAIM_ENDS) else kind
            found[of_kind].append(row | {"target": target, "stance": stance})
        if answers := label.get("answers"):
            asked = question_of_reply(row["text"], texts.labelled(corpus, answers))
            found[kind].append(row | {"target": asked.target, "stance": answers["stance"]})
    output.mkdir(parents=True, exist_ok=True)
    for kind, rows in found.items():
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (output / f"{kind}.jsonl").write_text(lines, encoding="utf-8")


class _Texts:
    """The texts of the corpora, each file read when it is first needed."""

    def __init__(self, corpora: Path) -> None:
        self._corpora = corpora
        self._read: dict[str, dict[str, str]] = {}

    def labelled(self, corpus: str, label: Mapping[str, Any]) -> str:
        """Return the text that was labelled, white space made single blanks."""
        path = self._corpora / f"{corpus}.jsonl.gz"
        if corpus not in self._read:
            self._read[corpus] = {
                str(row["id"]): " ".join(f"{row.get('headline', '')} {row['text']}".split())
                for row in rows_of(path)
            }
        start, end = label.get("span", (None, None))
        text = self._read[corpus].get(label["id"], "")[start:end]
        check_labelled(text, crc32=label["crc32"], id_=label["id"], where=str(path))
        return text


def main() -> None:
    """Join as the command line says."""
    parser = argparse.ArgumentParser(description="Join silver labels to the corpora's texts.")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--output", type=Path, required=True, help="folder of the joined files")
    asked = parser.parse_args()
    join(asked.corpora, asked.labels, asked.output)


if __name__ == "__main__":
    main()
