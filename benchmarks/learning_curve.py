"""How many labelled samples of one's own it takes: retraining on a corpus that the base never saw.

``python benchmarks/learning_curve.py --corpora DIR`` builds, for each corpus in turn, a base from
all other corpora, retrains it on some rows of the one left out, and measures on that corpus's `dev`
rows, which no step saw. To `german`, X-stance is such a corpus; there the questions differ, too.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
import time
from pathlib import Path
from typing import Any

from sentiment.bundle import Bundle, load_model, save_bundle
from sentiment.classifiers import SentimentClassifier, StanceClassifier
from sentiment.question import Question
from sentiment.training.evaluate import evaluate
from sentiment.training.german_lite import LABEL_POWER, Row, sentiment_rows, stance_rows, weights
from sentiment.training.samples import Sample, Samples
from sentiment.training.train import train

SIZES = (50, 200, 1000)
CORPORA = (
    ("sentiment", "potts"),
    ("sentiment", "omp"),
    ("stance", "gerntsa"),
    ("stance", "youtube"),
)


def main() -> None:
    """Print one row for each corpus, with and without a base."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--samples", type=Path, default=Path("samples"))
    asked = parser.parse_args()
    print("| unseen corpus | base | 0 samples | " + " | ".join(map(str, SIZES)) + " |")
    print("|---|---|---|" + "---|" * len(SIZES))
    for task, corpus in CORPORA:
        records = read(asked.corpora / task / f"{corpus}.jsonl.gz")
        pool = [row for row in records if row["split"] == "train"]
        held_out = as_samples([row for row in records if row["split"] == "dev"], task)
        random.Random(0).shuffle(pool)  # noqa: S311 - no secret
        rows = (sentiment_rows if task == "sentiment" else stance_rows)(
            asked.corpora, asked.samples
        )
        with tempfile.TemporaryDirectory() as folder:
            base = without(task, [row for row in rows if corpus not in row.corpus], Path(folder))
            cells = {"german-lite without it": [figure(held_out, base)], "none": ["–"]}
            for size in SIZES:
                samples = as_samples(pool[:size], task)
                for name, start in (("german-lite without it", base), ("none", None)):
                    target = Path(folder) / f"{name}-{size}"
                    train(samples, start).save(target)
                    cells[name].append(figure(held_out, load_model(target)))
        for name, row in cells.items():
            print(f"| {task}: {corpus} | {name} | {' | '.join(row)} |", flush=True)
    new_questions(read(asked.corpora / "stance" / "xstance-dev.jsonl.gz"))


def new_questions(records: list[dict[str, Any]]) -> None:
    """Print the row of `german`, retrained on answers to other questions than it is measured on."""
    shuffled = random.Random(0)  # noqa: S311 - no secret
    asked = sorted({row["question_id"] for row in records})
    shuffled.shuffle(asked)
    held_back = set(asked[: len(asked) // 2])
    held_out = as_samples([row for row in records if row["question_id"] in held_back], "stance")
    pool = [row for row in records if row["question_id"] not in held_back]
    shuffled.shuffle(pool)
    german = load_model("german")
    cells = [figure(held_out, german)]
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            start = time.perf_counter()
            train(as_samples(pool[:size], "stance"), german).save(Path(folder) / "mine")
            seconds = time.perf_counter() - start
            mine = figure(held_out, load_model(Path(folder) / "mine"))
            cells.append(f"{mine}, in {seconds:.0f} s")
    print(f"| stance: X-stance | german | {' | '.join(cells)} |", flush=True)


def without(task: str, rows: list[Row], folder: Path) -> Bundle:
    """Return the shipped bundle with one classifier fitted on `rows` alone."""
    shipped = load_model("german-lite")
    classifier: SentimentClassifier | StanceClassifier
    if task == "sentiment":
        classifier = SentimentClassifier()
    else:
        classifier = StanceClassifier(mood=shipped.mood())
    classifier.fit(
        [row.question for row in rows],
        [row.label for row in rows],
        sample_weight=weights(rows, LABEL_POWER[task]),
    )
    card = {
        key: shipped.card[key] for key in shipped.card if key not in ("format", "name", "files")
    }
    save_bundle(folder / "base", card, {task: classifier.state()}, base=shipped)
    return load_model(folder / "base")


def figure(samples: Samples, model: Bundle) -> str:
    """Return the macro-F1 and its interval; what no sample is labelled is not said."""
    metrics = evaluate(samples, model, labels=sorted({row.label for row in samples.rows})).metrics
    interval = metrics.macro_f1_interval()
    return f"{metrics.macro_f1:.3f} ({interval.low:.3f} to {interval.high:.3f})"


def read(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def as_samples(rows: list[dict[str, Any]], task: str) -> Samples:
    """Return rows as labelled samples."""
    return Samples(
        task=task,
        rows=tuple(
            Sample(
                question=Question(row["text"], row.get("target") or ""),
                label=row[task],
                source="corpus",
            )
            for row in rows
        ),
    )


if __name__ == "__main__":
    main()
