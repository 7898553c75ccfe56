"""A simulated editor: what corrections bring that the queue chose, and what random ones do.

``python benchmarks/editor.py --corpora DIR --stream stance/xstance-dev=german`` takes the comments
of a corpus that a model never saw as they would come in. A third of them is kept to measure on. Of
the others the editor corrects some, and the model is retrained (`sentiment train --base`) at each
of `SIZES`; after that the queue goes on with the new model. The other editor draws all by lot. Each
does so `--seeds` times, with other thirds.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from joblib import Parallel, delayed

from sentiment.bundle import load_model
from sentiment.classifiers import AdaptedClassifier, OpinionClassifier, Question, Reading
from sentiment.labelling.correction import Correction
from sentiment.labelling.queue import Queue
from sentiment.training.corpora import rows_of
from sentiment.training.metrics import measure, restricted
from sentiment.training.samples import Sample, Samples
from sentiment.training.train import train

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from sentiment.bundle import Bundle
    from sentiment.features import View
    from sentiment.training.metrics import Metrics

SIZES = (50, 100, 200, 400)
HALF, WHOLE = 200, 400  # what the queue needs, and what random ones need to gain as much
MEASURED_ON = 3  # one of so many comments


@dataclass(frozen=True)
class Stream:
    """Comments of one corpus with their true labels, and the model that never saw them."""

    name: str
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
    parser.add_argument("--stream", metavar="TASK/CORPUS=MODEL", action="append", required=True)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    print("| stream | model | chosen by | 0 | " + " | ".join(map(str, SIZES)) + " |")
    print("|---|---|---|---|" + "---|" * len(SIZES))
    verdicts = []
    for text in asked.stream:
        name, _, model = text.partition("=")
        stream = read_stream(asked.corpora, name, model)
        curves = Parallel(n_jobs=asked.jobs)(
            delayed(curve)(stream, by_queue=by_queue, seed=seed)
            for by_queue in (True, False)
            for seed in range(asked.seeds)
        )
        queue, lot = np.array(curves).reshape(2, asked.seeds, len(SIZES) + 1, 2)
        for how, found in (("queue", queue), ("lot", lot)):
            cells = [f"{f1:.3f} ({accuracy:.3f})" for f1, accuracy in found.mean(axis=0)]
            print(f"| {name} | {model} | {how} | {' | '.join(cells)} |", flush=True)
        verdicts.append(verdict(name, queue[..., 0], lot[..., 0]))
    print("\n".join(verdicts))


def read_stream(corpora: Path, name: str, model: str) -> Stream:
    """Read a corpus; a text that stands in it twice comes once."""
    task, _, corpus = name.partition("/")
    truth = {
        Question(row["text"], row.get("target") or ""): row[task]
        for row in rows_of(corpora / task / f"{corpus}.jsonl.gz")
    }
    bundle = load_model(model)
    # `train` and the queue ask the bundle for its classifier: this one answers from memory.
    vars(bundle)[task] = Remembering(bundle.classifier(task), list(truth))
    return Stream(name=name, task=task, truth=truth, model=bundle)


def curve(stream: Stream, *, by_queue: bool, seed: int) -> list[tuple[float, float]]:
    """Return macro-F1 and accuracy before any correction, and after each of `SIZES`."""
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
            queue = Queue(incoming, classifier, answered=corrected, seed=seed)
            for ask in queue.next(size - len(corrected)):
                label = stream.truth[ask.question]
                corrected.append(
                    Correction(
                        question=ask.question, label=label, annotator="", chosen_by=ask.chosen_by
                    )
                )
        else:
            corrected = [Correction(question=q, label=stream.truth[q]) for q in incoming[:size]]
        trained = train(as_samples(corrected, stream.task), stream.model)
        classifier = (
            base if trained.part is None else AdaptedClassifier.restored(base, trained.part)
        )
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
    """Return macro-F1 and accuracy; labels that the corpus does not have are not said."""
    labels = [label for label in classifier.labels if label in set(stream.truth.values())]
    shares = restricted(classifier.predict_proba(measured), classifier.labels, labels)
    metrics: Metrics = measure([stream.truth[question] for question in measured], shares, labels)
    return metrics.macro_f1, metrics.accuracy


def verdict(name: str, queue: NDArray[np.float64], lot: NDArray[np.float64]) -> str:
    """Compare the gain of half as many corrections by the queue, seed by seed."""
    half, whole = SIZES.index(HALF) + 1, SIZES.index(WHOLE) + 1
    gains = (queue[:, half] - queue[:, 0]).mean(), (lot[:, whole] - lot[:, 0]).mean()
    difference = queue[:, half] - lot[:, whole]
    error = difference.std(ddof=1) / np.sqrt(len(difference))
    return (
        f"{name}: {HALF} by the queue gain {gains[0]:+.3f}, {WHOLE} by lot {gains[1]:+.3f}; "
        f"difference {difference.mean():+.3f} (standard error {error:.3f}, "
        f"{int((difference >= 0).sum())} of {len(difference)} draws not below)"
    )


if __name__ == "__main__":
    main()
