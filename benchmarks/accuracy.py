"""Accuracy, calibration and coverage of a model on the dev rows of corpora and on own comments.

``python benchmarks/accuracy.py --corpora DIR --model german``. A model has learnt from none of
these rows, but its recipe was chosen, and its heads calibrated, by the dev rows; `samples/unseen`
had no say in either. Coverage is the share of comments that keep a label under `--min-confidence`.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sentiment.bundle import load_model
from sentiment.training.metrics import measure, restricted
from sentiment.training.multitask_data import TASKS, read_multitask_data

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sentiment.bundle import Bundle
    from sentiment.training.multitask_data import Example

    Floats = NDArray[np.float64]

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
CONFIDENCES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def of_examples(model: Bundle, rows: list[Example]) -> tuple[list[str], Floats, tuple[str, ...]]:
    """Return gold labels, probabilities, and the labels that may be predicted."""
    labels: tuple[str, ...] = TASKS[rows[0].task]
    gold = [labels[row.label] for row in rows]
    found = model.classifier(rows[0].task).predict_proba([row.question for row in rows])
    if "neutral" not in gold:
        allowed = (labels[0], labels[2])
        return gold, restricted(found, labels, allowed), allowed
    return gold, found, labels


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Measure a model on dev rows.")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--model", default="german")
    asked = parser.parse_args()
    model = load_model(asked.model)
    corpora = read_multitask_data([asked.corpora / f"{name}.jsonl.gz" for name in FILES]).dev
    rows = [*corpora, *read_multitask_data([UNSEEN]).train]
    print("| task | rows of | n | accuracy | macro-F1 (95 %) | calibration error |")
    print("|---|---|---|---|---|---|")
    confident: dict[str, list[tuple[float, bool]]] = {"sentiment": [], "stance": []}
    for task, corpus in dict.fromkeys((row.task, row.corpus) for row in rows):
        if task not in confident:
            continue
        own = [row for row in rows if (row.task, row.corpus) == (task, corpus)]
        gold, found, labels = of_examples(model, own)
        figures = measure(gold, found, labels)
        interval = figures.macro_f1_interval()
        print(
            f"| {task} | {corpus} | {figures.n} | {figures.accuracy:.3f} | {figures.macro_f1:.3f} "
            f"({interval.low:.3f}-{interval.high:.3f}) | {figures.calibration_error:.3f} |"
        )
        best = found.argmax(axis=1)
        confident[task] += [
            (float(p[at]), labels[at] == label)
            for p, at, label in zip(found, best, gold, strict=True)
        ]
    print("\n| `--min-confidence` | " + " | ".join(map(str, CONFIDENCES)) + " |")
    print("|---|" + "---|" * len(CONFIDENCES))
    for task, pairs in confident.items():
        sure = [[right for p, right in pairs if p >= least] for least in CONFIDENCES]
        shares = [f"{len(kept) / len(pairs):.2f}" for kept in sure]
        rights = [f"{np.mean(kept):.3f}" if kept else "-" for kept in sure]
        print(f"| {task}: share that keeps a label | " + " | ".join(shares) + " |")
        print(f"| {task}: accuracy on these | " + " | ".join(rights) + " |")


if __name__ == "__main__":
    main()
