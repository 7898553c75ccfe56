"""From a fine-tuned network to a bundle: export, pool with n-grams, calibration, figures, card."""

from __future__ import annotations

import platform
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.bundle import save_bundle
from sentiment.classifiers import SentimentClassifier, StanceClassifier
from sentiment.encoder import Encoder
from sentiment.log_probabilities import log_softmax
from sentiment.opinion import SENTIMENT_LABELS, STANCE_LABELS
from sentiment.semantic_classifier import SemanticClassifier
from sentiment.training.export import export_encoder
from sentiment.training.german_lite import Row, weights
from sentiment.training.metrics import measure, restricted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from sentiment.bundle import Bundle
    from sentiment.classifiers import LexicalClassifier
    from sentiment.state import State
    from sentiment.training.finetune import Finetuning
    from sentiment.training.metrics import Metrics
    from sentiment.training.multitask_data import Example

    Floats = NDArray[np.float64]

_SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
_LABELS = {"sentiment": SENTIMENT_LABELS, "stance": STANCE_LABELS}


def save_semantic_bundle(finetuning: Finetuning, carrier: Bundle, folder: Path) -> None:
    """Export what was trained and save it with all else that `carrier` holds.

    The n-gram classifiers that answer with it are fitted on the training rows alone, so that the
    dev rows can tell how much to believe each, and how sure to be.
    """
    network, data = finetuning.network, finetuning.data
    graph = export_encoder(network)
    tokenizer = network.tokenizer_json()
    encoder = Encoder(graph, tokenizer)
    parts: dict[str, State] = {}
    figures = {}
    entries = dict(carrier.card["tasks"])
    for task, lexical in lexical_classifiers(data.train).items():
        rows = [example for example in data.dev if example.task == task]
        vectors = encoder.encode([row.question for row in rows]).astype(np.float64)
        matrix, intercept = network.head(task)
        of_head = vectors @ matrix + intercept
        of_words = lexical.log_proba([row.question for row in rows])
        share = best_share(of_head, of_words, rows)
        pooled = of_head + share * of_words
        temperature = best_temperature(pooled, rows)
        classifier = SemanticClassifier(lexical, encoder=encoder).set_head(
            matrix / temperature,
            intercept / temperature,
            lexical_weight=share / temperature,
            centre=vectors.mean(axis=0),
            spread=vectors.std(axis=0) + 1e-6,
        )
        parts |= {task: lexical.state(), f"{task}-head": classifier.state()}
        measured = metrics_by_corpus(log_softmax(pooled / temperature), rows)
        figures[task] = {corpus: metrics.summary() for corpus, metrics in measured.items()}
        entries[task] = {
            "labels": list(lexical.labels),
            "lexical": task,
            "parts": [f"{task}-head"],
            **({"mood": "sentiment"} if task == "stance" else {}),
        }
    card: dict[str, Any] = {
        **{key: value for key, value in carrier.card.items() if key not in _OF_CARRIER},
        "description": "A sentence encoder in 8 bits, in a pool with n-grams; the accurate one.",
        "tasks": entries,
        "recipe": asdict(finetuning.recipe),
        "learnt_from": {
            task: Counter(row.corpus for row in data.train if row.task == task)
            for task in network.heads
        },
        "figures": {
            "how": "dev rows: never learnt from, but looked at to choose and to calibrate",
            **figures,
        },
        "made": {"date": f"{datetime.now(UTC):%Y-%m-%d}", "python": platform.python_version()},
    }
    save_bundle(folder, card, parts, base=carrier, encoder=(graph, tokenizer))


_OF_CARRIER = {"format", "name", "files", "figures", "made", "description", "tasks"}


def lexical_classifiers(train: Sequence[Example]) -> dict[str, LexicalClassifier]:
    """Fit the n-gram classifiers of sentiment and stance."""
    rows = {
        task: [
            Row(question=example.question, label=labels[example.label], corpus=example.corpus)
            for example in train
            if example.task == task
        ]
        for task, labels in _LABELS.items()
    }
    mood = SentimentClassifier()
    classifiers: dict[str, LexicalClassifier] = {
        "sentiment": mood,
        "stance": StanceClassifier(mood=mood),
    }
    for task, classifier in classifiers.items():
        classifier.fit(
            [row.question for row in rows[task]],
            [row.label for row in rows[task]],
            sample_weight=weights(rows[task], task),
        )
    return classifiers


def best_share(of_head: Floats, of_words: Floats, rows: Sequence[Example]) -> float:
    """Return how much to add of the words' log-probabilities for the best macro-F1 on dev rows.

    It is the mean over corpora that counts, so that a large one does not decide alone.
    """

    def macro_f1(share: float) -> float:
        measured = metrics_by_corpus(log_softmax(of_head + share * of_words), rows)
        return float(np.mean([metrics.macro_f1 for metrics in measured.values()]))

    return max(_SHARES, key=macro_f1)


def best_temperature(scores: Floats, rows: Sequence[Example]) -> float:
    """Return what to divide scores by so that dev rows, each corpus alike, cost least log-loss.

    Temperature scaling: Guo et al., 2017, arXiv:1706.04599.
    """
    from scipy.optimize import minimize_scalar

    truth = np.array([row.label for row in rows])
    corpora = np.array([row.corpus for row in rows])

    def loss(temperature: float) -> float:
        logs = log_softmax(scores / temperature)
        costs = -logs[np.arange(len(truth)), truth]
        return float(np.mean([costs[corpora == name].mean() for name in set(corpora.tolist())]))

    return float(minimize_scalar(loss, bounds=(0.2, 5.0)).x)


def metrics_by_corpus(logs: Floats, rows: Sequence[Example]) -> dict[str, Metrics]:
    """Measure each corpus; where it has no neutral rows, nothing neutral is said."""
    labels = _LABELS[rows[0].task]
    found = {}
    for corpus in dict.fromkeys(row.corpus for row in rows):
        own = [at for at, row in enumerate(rows) if row.corpus == corpus]
        gold = [labels[rows[at].label] for at in own]
        allowed = [label for label in labels if label != "neutral" or label in gold]
        found[corpus] = measure(gold, restricted(np.exp(logs[own]), labels, allowed), allowed)
    return found
