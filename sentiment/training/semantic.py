"""From a fine-tuned network to a bundle: export, pool with n-grams, calibration, figures, card."""

from __future__ import annotations

import platform
from collections import Counter
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.bundle import LITE, load_model, save_bundle
from sentiment.classifiers import SentimentClassifier, StanceClassifier
from sentiment.confusion import PART, Confusion
from sentiment.encoder import Encoder
from sentiment.log_probabilities import log_softmax
from sentiment.mentions import PART as MENTIONS
from sentiment.opinion import LABELS
from sentiment.semantic_classifier import SemanticClassifier
from sentiment.subject import READER as SUBJECT_READER
from sentiment.training.answer_counts import counted_examples
from sentiment.training.by_corpus import metrics_by_corpus
from sentiment.training.export import export_encoder
from sentiment.training.german_lite import LABEL_POWER, Row, weights
from sentiment.training.multitask_data import TASKS
from sentiment.training.page_reading import READER_PART

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.bundle import Bundle
    from sentiment.classifiers import LexicalClassifier
    from sentiment.state import State
    from sentiment.training.finetune import Finetuning
    from sentiment.training.multitask_data import Example

    Floats = NDArray[np.float64]

_WORDS_LABEL_POWER = LABEL_POWER | {"sentiment": 0.0}  # moods as frequent as they are
_SHARES = np.arange(13) / 10
_SAY = np.array([1, 2, 3, 2, 1])  # of a share and two on either side, in how it is judged


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
    figures, errors = {}, {}
    entries = dict(carrier.card["tasks"])
    for task, lexical in lexical_classifiers(data.train).items():
        rows = [example for example in data.dev if example.task == task]
        questions = [row.question for row in rows]
        classifier = SemanticClassifier(lexical, encoder=encoder)
        vectors = encoder.encode(questions).astype(np.float64)
        matrix, intercept = network.head(task)
        of_head = vectors @ matrix + intercept
        of_words = lexical.log_proba(questions)
        shares = best_shares(of_head, of_words, rows, classifier)
        pooled = of_head + classifier.by_kind(questions, shares) * of_words
        temperatures = balanced_temperatures(pooled, rows, classifier)
        classifier.set_head(
            matrix,
            intercept,
            lexical_weights=shares,
            temperatures=temperatures,
            centre=vectors.mean(axis=0),
            spread=vectors.std(axis=0) + 1e-6,
        )
        parts |= {task: lexical.state(), f"{task}-head": classifier.state()}
        logs = classifier.at_temperatures(questions, pooled, temperatures)
        errors[task] = counted_examples(np.exp(logs), rows)
        measured = metrics_by_corpus(logs, rows)
        figures[task] = {corpus: metrics.summary() for corpus, metrics in measured.items()}
        entries[task] = {
            "labels": list(lexical.labels),
            "lexical": task,
            "parts": [f"{task}-head"],
            **({"mood": "sentiment"} if task == "stance" else {}),
        }
    parts[PART] = Confusion(by_task=errors).state()
    if carrier.mentions is not None and carrier.mentions.reads_clauses:
        # It was fitted to another encoder; the one that reads words alone goes with any.
        parts[MENTIONS] = load_model(LITE).state(MENTIONS)
    entries["separation"] = {"parts": entries["separation"]["parts"]}
    card: dict[str, Any] = {
        **{key: value for key, value in carrier.card.items() if key not in _OF_CARRIER},
        "description": "A sentence encoder in 8 bits, in a pool with n-grams; the accurate one.",
        "tasks": entries,
        "recipe": {"encoder": Path(finetuning.encoder).name, **asdict(finetuning.recipe)},
        "learnt_before": network.learnt_before,
        "learnt_from": {
            task: Counter(row.corpus for row in data.train if row.task == task) for task in TASKS
        },
        "figures": {
            "how": "dev rows: never learnt from, but looked at to choose and to calibrate",
            **figures,
        },
        "made": {"date": f"{datetime.now(UTC):%Y-%m-%d}", "python": platform.python_version()},
    }
    kept = {
        name: own
        for name, own in carrier.files.items()
        if not name.startswith((*LABELS, READER_PART, SUBJECT_READER))
    }
    save_bundle(folder, card, parts, base=replace(carrier, files=kept), encoder=(graph, tokenizer))


_OF_CARRIER = {"figures", "made", "description", "tasks", "retrained"}


def lexical_classifiers(train: Sequence[Example]) -> dict[str, LexicalClassifier]:
    """Fit the n-gram classifiers of sentiment and stance."""
    rows = {
        task: [
            Row(question=example.question, label=labels[example.label], corpus=example.corpus)
            for example in train
            if example.task == task
        ]
        for task, labels in LABELS.items()
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
            sample_weight=weights(rows[task], _WORDS_LABEL_POWER[task]),
        )
    return classifiers


def best_shares(
    of_head: Floats, of_words: Floats, rows: Sequence[Example], classifier: SemanticClassifier
) -> dict[str, float]:
    """Return how much to add of the words' log-probabilities, for each kind of question.

    Dev rows choose, by accuracy and macro-F1 alike. Both jump from share to share, so that each
    is judged with two on either side. A corpus of n rows counts √n, so that neither a large one
    decides alone nor chance in a small one.
    """

    def score(share: float, own: NDArray[np.intp]) -> float:
        logs = log_softmax(of_head[own] + share * of_words[own])
        measured = metrics_by_corpus(logs, [rows[at] for at in own]).values()
        means = [(metrics.accuracy + metrics.macro_f1) / 2 for metrics in measured]
        return float(np.average(means, weights=[metrics.n**0.5 for metrics in measured]))

    def best(own: NDArray[np.intp]) -> float:
        scores = [score(share, own) for share in _SHARES]
        around = np.pad(scores, len(_SAY) // 2, mode="edge")
        return float(_SHARES[np.convolve(around, _SAY, "valid").argmax()])

    questions = [row.question for row in rows]
    found = {kind: best(own) for kind, own in classifier.rows_by_kind(questions)}
    return classifier.for_all_kinds(found)


def balanced_temperatures(
    scores: Floats, rows: Sequence[Example], classifier: SemanticClassifier
) -> dict[str, float]:
    """Return what to divide scores of each kind by, so that dev rows cost least log-loss.

    A corpus of n rows of a kind counts √n, as in `best_shares`.
    """
    questions = [row.question for row in rows]
    groups = [(row.corpus, classifier.kind_of(row.question)) for row in rows]
    sizes = Counter(groups)
    found = classifier.temperatures(
        questions,
        [classifier.labels[row.label] for row in rows],
        log_softmax(scores),
        sample_weight=np.array([sizes[group] ** -0.5 for group in groups]),
    )
    return classifier.for_all_kinds(found)
