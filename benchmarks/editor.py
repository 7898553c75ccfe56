"""A simulated editor: what corrections bring that the queue chose, and what random ones do.

``python benchmarks/editor.py --corpora DIR`` takes the comments of corpora as they would come in,
to a model that never saw them: X-stance to `german`, and others to a `german-lite` that is built
here without them. A third of each is kept to measure on. Of the others the editor corrects some,
and the model is retrained (`sentiment train --base`) at each of `SIZES`; after that the queue goes
on with the new model. The other editor draws all by lot. Each does so `--seeds` times, with other
thirds.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from learning_curve import without
from sklearn.metrics import f1_score

from sentiment.adapted_classifier import AdaptedClassifier
from sentiment.bundle import load_model
from sentiment.labelling.correction import Correction
from sentiment.labelling.queue import Queue
from sentiment.opinion_classifier import OpinionClassifier, Reading
from sentiment.question import Question
from sentiment.training.corpora import rows_of
from sentiment.training.german_lite import sentiment_rows, stance_rows
from sentiment.training.samples import Sample, Samples
from sentiment.training.train import train

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from sentiment.bundle import Bundle
    from sentiment.features import View

    Floats = NDArray[np.float64]

SIZES = (50, 100, 200, 400)
HALF, WHOLE = 200, 400  # what the queue may need, where random ones need twice as many
MEASURED_ON = 3  # one of so many comments
STREAMS = (
    ("stance/xstance-dev", "german"),
    ("stance/youtube", "german-lite without it"),
    ("sentiment/omp", "german-lite without it"),
    ("sentiment/potts", "german-lite without it"),
)


@dataclass(frozen=True)
class Stream:
    """Comments of one corpus with their true labels, and the model that never saw them."""

    task: str
    truth: dict[Question, str]
    model: Bundle


class Remembering(OpinionClassifier):
    """A classifier that reads each question once: an encoder takes most of the time here."""

    def __init__(self, base: OpinionClassifier, questions: Sequence[Question]) -> None:
        self.base = base
        self.labels = base.labels
        self.rows = {question: row for row, question in enumerate(questions)}
        self.reading = base.read(questions)

    def read(self, questions: Sequence[Question]) -> Reading:
        """Return what was read of these before."""
        return self.reading[np.array([self.rows[question] for question in questions], np.intp)]

    def views(self, row: int, question: Question) -> Iterator[View]:
        """Yield what the base reads."""
        return self.base.views(row, question)


def main() -> None:
    """Print the learning curves, and what the queue saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--samples", type=Path, default=Path("samples"))
    parser.add_argument("--seeds", type=int, default=10)
    asked = parser.parse_args()
    print("| stream | model | chosen by | 0 | " + " | ".join(map(str, SIZES)) + " |")
    print("|---|---|---|---|" + "---|" * len(SIZES))
    verdicts = []
    for name, model in STREAMS:
        with tempfile.TemporaryDirectory() as folder:
            stream = read_stream(asked.corpora, asked.samples, name, model, Path(folder))
            curves = [
                curve(stream, by_queue=by_queue, seed=seed)
                for by_queue in (True, False)
                for seed in range(asked.seeds)
            ]
        queue, lot = np.array(curves).reshape(2, asked.seeds, len(SIZES) + 1, 2)
        for how, found in (("queue", queue), ("lot", lot)):
            cells = " | ".join(f"{accuracy:.3f} {f1:.3f}" for accuracy, f1 in found.mean(axis=0))
            print(f"| {name} | {model} | {how} | {cells} |", flush=True)
        for which, figure in enumerate(("accuracy", "macro-F1")):
            cells = compared(queue[..., which], lot[..., which])
            verdicts.append(f"| {name} | {figure} | {cells} |")
    head = f"{HALF} by the queue | {WHOLE} by lot | difference | draws not below"
    print(f"\n| stream | gain in | {head} |")
    print("|---|---|---|---|---|---|")
    print("\n".join(verdicts))


def read_stream(corpora: Path, samples: Path, name: str, model: str, folder: Path) -> Stream:
    """Read a corpus, in which a text that stands twice comes once, and make the model ready."""
    task, _, corpus = name.partition("/")
    truth = {
        Question(row["text"], row.get("target") or "").as_seen(): row[task]
        for row in rows_of(corpora / task / f"{corpus}.jsonl.gz")
    }
    if model.startswith("german-lite"):
        rows = (sentiment_rows if task == "sentiment" else stance_rows)(corpora, samples)
        bundle = without(task, [row for row in rows if corpus not in row.corpus], folder)
    else:
        bundle = load_model(model)
    # `train` and the queue ask the bundle for its classifier: this one answers from memory.
    vars(bundle)[task] = Remembering(bundle.classifier(task), list(truth))
    return Stream(task=task, truth=truth, model=bundle)


def curve(stream: Stream, *, by_queue: bool, seed: int) -> list[tuple[float, float]]:
    """Return accuracy and macro-F1 before any correction, and after each of `SIZES`."""
    questions = list(stream.truth)
    random.Random(seed).shuffle(questions)  # noqa: S311 - no secret
    kept = len(questions) // MEASURED_ON
    measured, incoming = questions[:kept], questions[kept:]
    base = stream.model.classifier(stream.task)
    classifier = base
    corrected: list[Correction] = []
    found = [figures(stream, classifier, measured)]
    for size in SIZES:
        if by_queue:
            queue = Queue(incoming, classifier, answered=corrected, annotator="editor", seed=seed)
            corrected += [
                Correction(
                    question=ask.question,
                    label=stream.truth[ask.question],
                    annotator="editor",
                    chosen_by=ask.chosen_by,
                )
                for ask in queue.next(size - len(corrected))
            ]
        else:
            corrected = [Correction(question=q, label=stream.truth[q]) for q in incoming[:size]]
        part = train(as_samples(corrected, stream.task), stream.model).part
        classifier = base if part is None else AdaptedClassifier.restored(base, part)
        found.append(figures(stream, classifier, measured))
    return found


def as_samples(corrected: Sequence[Correction], task: str) -> Samples:
    """Return corrections as `train` takes them."""
    return Samples(
        task=task,
        rows=tuple(
            Sample(question=one.question, label=one.label or "", source="stream")
            for one in corrected
        ),
    )


def figures(
    stream: Stream, classifier: OpinionClassifier, measured: Sequence[Question]
) -> tuple[float, float]:
    """Return accuracy and macro-F1 of what a reader of the output sees."""
    best = classifier.predict_proba(measured).argmax(axis=1)
    found = [classifier.labels[at] for at in best]
    gold = [stream.truth[question] for question in measured]
    labels = sorted(set(gold))
    f1 = f1_score(gold, found, labels=labels, average="macro", zero_division=0)
    return float(np.mean(np.array(found) == np.array(gold))), float(f1)


def compared(queue: Floats, lot: Floats) -> str:
    """Return the cells that compare the gains of half as many corrections, draw by draw."""
    half, whole = SIZES.index(HALF) + 1, SIZES.index(WHOLE) + 1
    gains = queue[:, half] - queue[:, 0], lot[:, whole] - lot[:, 0]
    difference = gains[0] - gains[1]
    error = difference.std(ddof=1) / np.sqrt(len(difference))
    return (
        f"{gains[0].mean():+.3f} | {gains[1].mean():+.3f} | {difference.mean():+.3f} ± {error:.3f} "
        f"| {int((difference >= 0).sum())} of {len(difference)}"
    )


if __name__ == "__main__":
    main()
