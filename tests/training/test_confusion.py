"""How a model errs is measured on rows that are new to it, and lies in its bundle."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from altered_bundles import with_settings

import sentiment
from sentiment.certainty import kinds
from sentiment.confusion import PART
from sentiment.errors import BundleError
from sentiment.opinion import SENTIMENT_LABELS, STANCE_LABELS
from sentiment.question import Question
from sentiment.training.answer_counts import counted
from sentiment.training.confusion import add_confusion
from sentiment.training.multitask_data import read_multitask_data

WORDS = {"negative": "schlimm", "neutral": "üblich", "positive": "herrlich"}
SIDES = dict(zip(SENTIMENT_LABELS, STANCE_LABELS, strict=True))


def write_corpus(path: Path, *, rows: int) -> Path:
    """Write rows of which every third is of the dev split."""
    records = [
        {
            "text": f"Das Bad in {path.stem}, Haus {number}, ist {WORDS[mood]}.",
            "sentiment": mood,
            "target": "Bad",
            "stance": SIDES[mood],
            "split": "train" if number % 9 < 6 else "dev",
        }
        for number, mood in ((number, SENTIMENT_LABELS[number % 3]) for number in range(rows))
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def test_a_bundle_learns_how_it_errs_and_answers_as_before(
    model: sentiment.Bundle, tmp_path: Path
) -> None:
    paths = [write_corpus(tmp_path / "large.jsonl", rows=360)]
    paths.append(write_corpus(tmp_path / "small.jsonl", rows=30))
    add_confusion(model, read_multitask_data(paths), tmp_path / "mine")
    mine = sentiment.load_model(tmp_path / "mine")
    for task in ("sentiment", "stance"):
        # Of a corpus with few dev rows, nothing is known.
        assert list(mine.confusion.by_task[task]) == ["large"]
        counts = np.array(mine.confusion.by_task[task]["large"])
        assert counts.sum(axis=1).tolist() == [40, 40, 40]
    asked = [Question("Das ist wirklich eine gute Sache.", "Sache")]
    assert np.array_equal(mine.stance.predict_proba(asked), model.stance.predict_proba(asked))


def test_answers_are_counted_by_corpus_label_and_kind() -> None:
    answers = np.array([[0.4, 0.3, 0.3], [0.1, 0.3, 0.6], [0.8, 0.1, 0.1]] * 100)
    found = counted(answers, [0, 0, 2] * 100, ["a"] * 300, SENTIMENT_LABELS)
    empty = (0,) * kinds(SENTIMENT_LABELS)
    assert found == {
        "a": ((100, 0, 0, 0, 0, 0, 0, 100, 0), empty, (0, 0, 100, 0, 0, 0, 0, 0, 0)),
    }


def test_nonsense_in_a_bundle_is_one_clear_error(model: sentiment.Bundle, tmp_path: Path) -> None:
    settings = {"steps": [0.5, 0.7], "sentiment": {"a": [["many"]]}}
    with pytest.raises(BundleError, match="cannot use"):
        _ = with_settings(model, tmp_path / "mine", PART, settings).confusion


@pytest.mark.parametrize("name", ["german-lite", "german"])
def test_shipped_models_know_how_they_err(name: str) -> None:
    confusion = sentiment.load_model(name).confusion
    for task in ("sentiment", "stance"):
        counts = np.array(confusion.of(task))
        assert len(counts) >= 4
        assert counts.sum(axis=(0, 2)).min() >= 100
