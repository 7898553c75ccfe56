"""Accuracy, calibration and coverage of a model on the dev rows of corpora and on own comments.

``python benchmarks/accuracy.py --corpora DIR --model german``. `german` has learnt from none of
these rows, but its recipe was chosen, and its heads calibrated, by the dev rows (`german-lite` has
learnt from them); no model has learnt `samples/unseen`. Coverage is the share of comments that
keep a label under `--min-confidence`.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from sentiment.bundle import load_model
from sentiment.opinion import LABELS
from sentiment.training.by_corpus import metrics_by_corpus
from sentiment.training.metrics import measure
from sentiment.training.multitask_data import Example, read_multitask_data

FILES = (
    "sentiment/sb10k",
    "sentiment/potts",
    "sentiment/germeval17",
    "sentiment/omp",
    "stance/wahlomat",
    "stance/gerntsa",
    "stance/youtube",
    "stance/xstance-dev",
)
UNSEEN = Path(__file__).parent.parent / "samples" / "unseen"
KINDS = {  # by file; the others are topics
    "vergleiche": "comparisons",
    "argumente": "arguments",
    "parteien": "posts on parties",
    "wendungen": "turns",
    "bahn": "railways",
    "abkehr": "turning away",
    "blogs_und_foren": "blogs and forums",
}
CONFIDENCES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def unseen() -> list[Example]:
    """Return this project's comments that no model has learnt; their corpus is their kind."""
    return [
        replace(row, corpus=f"unseen {KINDS.get(path.stem, 'topics')}")
        for path in sorted(UNSEEN.glob("*.jsonl"))
        for row in read_multitask_data([path]).train
    ]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Measure a model on dev rows.")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--model", default="german")
    asked = parser.parse_args()
    model = load_model(asked.model)
    corpora = read_multitask_data([asked.corpora / f"{name}.jsonl.gz" for name in FILES]).dev
    rows = [*corpora, *unseen()]
    print("| task | rows of | n | accuracy | macro-F1 (95 %) | calibration error |")
    print("|---|---|---|---|---|---|")
    confident: dict[str, list[tuple[float, bool]]] = {}
    errors: dict[str, float] = {}
    for task, labels in LABELS.items():
        own = [row for row in rows if row.task == task]
        logs = model.classifier(task).log_proba([row.question for row in own])
        for corpus, figures in metrics_by_corpus(logs, own).items():
            interval = figures.macro_f1_interval()
            print(
                f"| {task} | {corpus} | {figures.n} | {figures.accuracy:.3f} | "
                f"{figures.macro_f1:.3f} ({interval.low:.3f}-{interval.high:.3f}) | "
                f"{figures.calibration_error:.3f} |"
            )
        # The command line never rules out a label, so here none is ruled out for X-stance.
        found = np.exp(logs)
        confident[task] = [
            (float(p.max()), bool(p.argmax() == row.label))
            for p, row in zip(found, own, strict=True)
        ]
        gold = [labels[row.label] for row in own]
        errors[task] = measure(gold, found, labels).calibration_error
    print("\n| `--min-confidence` | " + " | ".join(map(str, CONFIDENCES)) + " |")
    print("|---|" + "---|" * len(CONFIDENCES))
    for task, pairs in confident.items():
        sure = [[right for p, right in pairs if p >= least] for least in CONFIDENCES]
        shares = [f"{len(kept) / len(pairs):.2f}" for kept in sure]
        rights = [f"{np.mean(kept):.3f}" if kept else "-" for kept in sure]
        print(f"| {task}: share that keeps a label | " + " | ".join(shares) + " |")
        print(f"| {task}: accuracy on these | " + " | ".join(rights) + " |")
    for task, error in errors.items():
        print(f"\nExpected calibration error of {task}, all rows: {error:.3f}")


if __name__ == "__main__":
    main()
