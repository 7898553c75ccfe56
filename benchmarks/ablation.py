"""What each part of `german` brings, on dev rows of the corpora.

``pip install '.[finetune]'``, then ``python benchmarks/ablation.py --corpora DIR --work DIR``; the
second is the folder that `sentiment finetune` left beside the model. Figures are macro-F1 on the
first dev rows of each corpus, each with the labels that the corpus has.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from accuracy import FILES
from tokenizers import Tokenizer

from sentiment.bundle import ENCODER_FILES, load_model
from sentiment.encoder import Encoder
from sentiment.log_probabilities import log_softmax
from sentiment.semantic_classifier import SemanticClassifier
from sentiment.training.by_corpus import first_of_each, metrics_by_corpus
from sentiment.training.export import export_encoder
from sentiment.training.multitask_data import read_multitask_data
from sentiment.training.network import OpinionNetwork

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.bundle import Bundle
    from sentiment.training.multitask_data import Example

    Floats = NDArray[np.float64]

ROWS = 250
WINDOW = 120  # tokens: about what the encoder reads at once


def of_head(
    network: OpinionNetwork, task: str, rows: Sequence[Example], *, rounded: bool
) -> Floats:
    """Return the scores of a network's own head, the encoder exported in 8 bits or in 32."""
    encoder = Encoder(export_encoder(network, rounded=rounded), network.tokenizer_json())
    vectors = encoder.encode([row.question for row in rows]).astype(np.float64)
    weights, intercept = network.head(task)
    return np.asarray(vectors @ weights + intercept)


def variants(task: str, rows: list[Example], model: Bundle, work: Path) -> dict[str, Floats]:
    """Return scores under each variant's name."""
    questions = [row.question for row in rows]
    classifier = model.classifier(task)
    assert isinstance(classifier, SemanticClassifier)  # noqa: S101 - the benchmark is of `german`
    averaged = OpinionNetwork(work / "encoder", ["sentiment", "stance"], most_tokens=128, seed=0)
    found = {
        "as it ships": classifier.log_proba(questions),
        "n-grams alone": classifier.lexical.log_proba(questions),
        "encoder alone": of_head(averaged, task, rows, rounded=True),
        "encoder alone, 32 bits": of_head(averaged, task, rows, rounded=False),
    }
    state = torch.load(work / "checkpoint.pt", weights_only=True)
    averaged.modules.load_state_dict(state["network"])
    found["encoder alone, 32 bits, last weights instead of averaged ones"] = of_head(
        averaged, task, rows, rounded=False
    )
    return found


def long_texts(rows: Sequence[Example], model: Bundle) -> None:
    """Print what reading the whole of a long text is worth."""
    tokenizer = Tokenizer.from_buffer(model.files[ENCODER_FILES[1]])
    for task in ("sentiment", "stance"):
        own = [row for row in rows if row.task == task]
        texts = tokenizer.encode_batch([row.question.text for row in own], add_special_tokens=False)
        long = [
            (row, row.question.text[: encoding.offsets[WINDOW][0]])
            for row, encoding in zip(own, texts, strict=True)
            if len(encoding.ids) > WINDOW
        ]
        gold = np.array([row.label for row, _ in long])
        classifier = model.classifier(task)
        whole = classifier.predict_proba([row.question for row, _ in long]).argmax(axis=1)
        start = classifier.predict_proba(
            [replace(row.question, text=text) for row, text in long]
        ).argmax(axis=1)
        print(
            f"{task}, {len(gold)} texts of over {WINDOW} tokens: accuracy "
            f"{(whole == gold).mean():.3f} read whole, {(start == gold).mean():.3f} cut there"
        )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Measure the parts of the model german.")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--work", type=Path, required=True, help="folder of the fine-tuning")
    parser.add_argument("--model", default="german")
    asked = parser.parse_args()
    model = load_model(asked.model)
    dev = read_multitask_data([asked.corpora / f"{name}.jsonl.gz" for name in FILES]).dev
    for task in ("sentiment", "stance"):
        own = [row for row in dev if row.task == task]
        rows = first_of_each(own, ROWS)
        corpora = list(dict.fromkeys(row.corpus for row in rows))
        print(f"| {task} | {' | '.join(corpora)} | mean |\n|---|{'---|' * (len(corpora) + 1)}")
        for name, scores in variants(task, rows, model, asked.work).items():
            measured = metrics_by_corpus(log_softmax(scores), rows)
            f1 = [metrics.macro_f1 for metrics in measured.values()]
            print(f"| {name} | {' | '.join(f'{x:.3f}' for x in f1)} | {np.mean(f1):.3f} |")
    long_texts(dev, model)


if __name__ == "__main__":
    main()
