"""How far shares are from the truth, and how often their intervals hold it, where shares shift.

``python benchmarks/shares.py CORPORA... --model german-lite``, with files or folders of JSON lines.
Of the dev rows of each corpus in turn, samples of 100 and 1000 are drawn with replacement, with
shares of labels that are drawn evenly from all there are (the artificial prevalence protocol:
Forman, 2005), or with those of the corpus. What is known of the model's errors is from half of the
dev rows of all corpora, the other half being sampled ("known kind"), or from all other corpora
("new kind"). Printed are the mean distance of a share from the truth, how many intervals hold it,
and how wide they are, as means of the corpora; and how many of the samples of 1000 hold it on the
corpus where that is the fewest. `--peers` adds the methods of QuaPy (extra `bench`), with bootstrap
intervals.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.bundle import load_model
from sentiment.certainty import kind_of, kinds
from sentiment.opinion import LABELS
from sentiment.shares import ShareEstimator
from sentiment.training.answer_counts import counted
from sentiment.training.confusion import new_to_dev_rows
from sentiment.training.multitask_data import read_multitask_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from sentiment.confusion import Counts

    Floats = NDArray[np.float64]
    Rows = NDArray[np.intp]
    # Tells shares and the ends of their intervals, each with shape (labels,).
    Method = Callable[[Floats], tuple[Floats, Floats, Floats]]

SIZES = (100, 1000)
FEWEST = 5  # rows of each label, or there is nothing to draw from
BOOTSTRAPS = 25


@dataclass(frozen=True, slots=True)
class Answered:
    """Rows of one task: probabilities (rows, labels), the index of each right label, the corpus."""

    probabilities: Floats
    truth: Rows
    corpora: NDArray[np.str_]

    def at(self, rows: NDArray[np.generic]) -> Answered:
        """Return some of the rows."""
        return Answered(self.probabilities[rows], self.truth[rows], self.corpora[rows])


def main() -> None:
    """Print a table for each task."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--model", default="german-lite")
    parser.add_argument("--samples", type=int, default=50, help="of each size and corpus")
    parser.add_argument("--peers", action="store_true")
    asked = parser.parse_args()
    data = read_multitask_data(asked.corpora)
    for task, classifier in new_to_dev_rows(load_model(asked.model), data).items():
        own = [row for row in data.dev if row.task == task]
        rows = Answered(
            classifier.predict_proba([row.question for row in own]),
            np.array([row.label for row in own]),
            np.array([row.corpus for row in own]),
        )
        print_table(rows, task, samples=asked.samples, peers=asked.peers)


def print_table(rows: Answered, task: str, *, samples: int, peers: bool) -> None:
    """Print a row for each kind of text and method."""
    print(f"\n{task}\n")
    columns = ("error", "held", "width")
    heads = [f"{what}, {n}" for n in SIZES for what in columns] + ["held, least"]
    print("| texts | shares | method | " + " | ".join(heads) + " |")
    print("|---|---|---|" + "---|" * len(heads))
    # By kind, shares and method, then by size and corpus: error, held and width of each sample.
    figures: dict[tuple[str, ...], dict[tuple[int, str], list[tuple[float, ...]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    random = np.random.default_rng(0)
    for kind, known, drawn in splits(rows, random):
        corpus = str(drawn.corpora[0])
        found = methods(known, task, corpus, peers=peers)
        natural = np.bincount(drawn.truth, minlength=len(LABELS[task])) / len(drawn.truth)
        for size in SIZES:
            for _ in range(samples):
                for shares, name in (
                    (random.dirichlet(np.ones(len(natural))), "shifted"),
                    (natural, "as they are"),
                ):
                    picked, truth = sample(drawn.truth, shares, size, random)
                    for method, tell in found.items():
                        share, low, high = tell(drawn.probabilities[picked])
                        figures[kind, name, method][size, corpus].append(
                            (
                                float(np.abs(share - truth).mean()),
                                float(((low <= truth + 1e-9) & (truth <= high + 1e-9)).mean()),
                                float((high - low).mean()),
                            )
                        )
    for names, found_in in figures.items():
        cells = []
        for n in SIZES:
            of_corpora = [np.mean(own, axis=0) for (size, _), own in found_in.items() if size == n]
            cells += [f"{mean:.2f}" for mean in np.mean(of_corpora, axis=0)]
        # Of the largest samples, in which chance hides least.
        least = min(held for _, held, _ in of_corpora)
        print(f"| {' | '.join((*names, *cells, f'{least:.2f}'))} |", flush=True)


def splits(rows: Answered, random: np.random.Generator) -> Iterator[tuple[str, Answered, Answered]]:
    """Yield the kind of texts, the rows that errors are known from, and those to draw from."""
    for kind in ("known kind", "new kind"):
        for corpus in dict.fromkeys(rows.corpora.tolist()):
            own = rows.corpora == corpus
            half = random.random(len(own)) < 0.5
            drawn = rows.at(own & half)
            if np.bincount(drawn.truth, minlength=3).min() >= FEWEST:
                yield kind, rows.at(~half if kind == "known kind" else ~own), drawn


def sample(
    truth: Rows, shares: Floats, size: int, random: np.random.Generator
) -> tuple[Rows, Floats]:
    """Draw rows with given shares of labels; return them and the shares that it came to."""
    counts = random.multinomial(size, shares)
    picked = [
        random.choice(np.flatnonzero(truth == label), count) for label, count in enumerate(counts)
    ]
    return np.concatenate(picked), counts / size


def methods(known: Answered, task: str, corpus: str, *, peers: bool) -> dict[str, Method]:
    """Return all methods to compare."""
    labels = LABELS[task]

    def estimated(rows: Answered | None, *, together: bool = False) -> Method:
        counts: tuple[Counts, ...] = ()
        if rows is not None:
            names = ["all"] * len(rows.truth) if together else rows.corpora.tolist()
            counts = tuple(counted(rows.probabilities, rows.truth.tolist(), names, labels).values())
        estimator = ShareEstimator(labels, counts)

        def tell(probabilities: Floats) -> tuple[Floats, Floats, Floats]:
            answers = [0] * kinds(labels)
            for answer in probabilities.tolist():
                answers[kind_of(dict(zip(labels, answer, strict=True)), labels)] += 1
            found = estimator.shares(answers).of.values()
            share, low, high = np.array([(own.share, own.low, own.high) for own in found]).T
            return share, low, high

        return tell

    found = {"counts, Wilson": estimated(None), "ours": estimated(known)}
    own = known.at(known.corpora == corpus)
    if len(own.truth):
        found["ours, errors of this corpus alone"] = estimated(own)
    found["ours, corpora as one"] = estimated(known, together=True)
    return found | (of_quapy(known) if peers else {})


def of_quapy(known: Answered) -> dict[str, Method]:
    """Return adjusted counts, also of probabilities, and EM, with bootstraps of both samples."""
    from quapy.method.aggregative import ACC, EMQ, PACC
    from sklearn.base import BaseEstimator

    class Given(BaseEstimator):  # type: ignore[misc]
        """A classifier whose answers are its questions."""

        def fit(self, answers: Floats, truth: Rows) -> Given:  # noqa: ARG002 - as sklearn has it
            self.classes_ = np.arange(answers.shape[1])
            return self

        def predict_proba(self, answers: Floats) -> Floats:
            return answers

        def predict(self, answers: Floats) -> Rows:
            likeliest: Rows = answers.argmax(axis=1)
            return likeliest

    def bootstrapped(kind: type[Any]) -> Method:
        random = np.random.default_rng(0)
        fitted = []
        for number in range(BOOTSTRAPS):
            size = len(known.truth)
            rows = random.integers(0, size, size) if number else np.arange(size)
            given = Given().fit(known.probabilities, known.truth)
            quantifier = kind(given, fit_classifier=False, val_split=None)
            fitted.append(quantifier.fit(known.probabilities[rows], known.truth[rows]))

        def tell(probabilities: Floats) -> tuple[Floats, Floats, Floats]:
            size = len(probabilities)
            first = fitted[0].predict(probabilities)
            others = [q.predict(probabilities[random.integers(0, size, size)]) for q in fitted[1:]]
            low, high = np.quantile(others, [0.025, 0.975], axis=0)
            return first, low, high

        return tell

    named = {"adjusted counts": ACC, "adjusted probabilities": PACC, "EM": EMQ}
    return {f"QuaPy, {name}": bootstrapped(kind) for name, kind in named.items()}


if __name__ == "__main__":
    main()
