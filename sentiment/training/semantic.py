"""From a fine-tuned network to a bundle: export, calibration, figures, card."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.bundle import save_bundle
from sentiment.encoder import Encoder
from sentiment.log_probabilities import log_softmax
from sentiment.opinion import SENTIMENT_LABELS, STANCE_LABELS
from sentiment.semantic_classifier import SemanticClassifier
from sentiment.training.export import export_encoder
from sentiment.training.metrics import measure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from sentiment.bundle import Bundle
    from sentiment.training.multitask_data import Example
    from sentiment.training.network import OpinionNetwork

    Floats = NDArray[np.float64]

_LABELS = {"sentiment": SENTIMENT_LABELS, "stance": STANCE_LABELS}


def save_semantic_bundle(
    network: OpinionNetwork, dev: Sequence[Example], carrier: Bundle, folder: Path
) -> None:
    """Export a trained network and save it with all else that `carrier` holds.

    Parameters
    ----------
    dev : sequence of Example
        Calibrate the heads; the figures on the card are of them, too.
    """
    graph = export_encoder(network)
    tokenizer = network.tokenizer_json()
    encoder = Encoder(graph, tokenizer)
    parts, figures = {}, {}
    entries = dict(carrier.card["tasks"])
    for task, labels in _LABELS.items():
        if task not in network.heads:
            continue
        head = network.heads[task]
        weights = head.weight.detach().cpu().numpy().T.astype(np.float64)
        intercept = head.bias.detach().cpu().numpy().astype(np.float64)
        rows = [example for example in dev if example.task == task]
        vectors = encoder.encode([row.question for row in rows]).astype(np.float64)
        scores = vectors @ weights + intercept
        temperature = best_temperature(scores, rows)
        classifier = SemanticClassifier(task, encoder=encoder).set_head(
            weights / temperature,
            intercept / temperature,
            centre=vectors.mean(axis=0),
            spread=vectors.std(axis=0) + 1e-6,
        )
        parts[f"{task}-head"] = classifier.state()
        figures[task] = dev_figures(log_softmax(scores / temperature), rows)
        entries[task] = {"labels": list(labels), "parts": [f"{task}-head"], "encoder": True}
    card: dict[str, Any] = {
        **{key: value for key, value in carrier.card.items() if key not in _OF_CARRIER},
        "description": "A sentence encoder in 8 bits under linear heads; the accurate one.",
        "tasks": entries,
        "figures": {
            "how": "dev rows: never learnt from, but looked at to choose and to calibrate",
            **figures,
        },
        "made": {"date": f"{datetime.now(UTC):%Y-%m-%d}", "python": platform.python_version()},
    }
    save_bundle(folder, card, parts, base=carrier, encoder=(graph, tokenizer))


_OF_CARRIER = {"format", "name", "files", "figures", "made", "description", "tasks"}


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


def dev_figures(logs: Floats, rows: Sequence[Example]) -> dict[str, dict[str, Any]]:
    """Return the figures of each corpus; where it has no neutral rows, nothing neutral is said."""
    figures = {}
    for corpus in dict.fromkeys(row.corpus for row in rows):
        own = [at for at, row in enumerate(rows) if row.corpus == corpus]
        labels: tuple[str, ...] = _LABELS[rows[0].task]
        truth = [labels[rows[at].label] for at in own]
        probabilities = np.exp(logs[own])
        if "neutral" not in truth:
            kept = [labels.index(label) for label in labels if label != "neutral"]
            labels = tuple(labels[at] for at in kept)
            probabilities = probabilities[:, kept]
            probabilities /= probabilities.sum(axis=1, keepdims=True)
        metrics = measure(truth, probabilities, labels)
        interval = metrics.macro_f1_interval()
        figures[corpus] = {
            "n": metrics.n,
            "accuracy": round(metrics.accuracy, 4),
            "macro_f1": round(metrics.macro_f1, 4),
            "macro_f1_ci95": [round(interval.low, 4), round(interval.high, 4)],
            "calibration_error": round(metrics.calibration_error, 4),
        }
    return figures
