"""Accuracy and speed on short comments, beside fastText and TextBlob-de, all in one process each.

``pip install '.[bench]'``, then ``python benchmarks/peers.py --corpora DIR``. German-lite's
classifier and fastText are fitted on the `train` rows of all corpora and measured on their `dev`
rows; TextBlob-de is a lexicon and is not fitted. Speeds are medians of a few rounds in turn.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from learning_curve import read

from sentiment.classifiers import SentimentClassifier
from sentiment.opinion import SENTIMENT_LABELS
from sentiment.question import Question
from sentiment.training.german_lite import LABEL_POWER, Row, weights
from sentiment.training.metrics import measure

CORPORA = ("sb10k", "potts", "germeval17", "omp")
ROUNDS = 5
TIMED = 2000  # comments
THRESHOLD = 0.1  # of TextBlob-de's polarity, below which a text is neutral

Predict = Callable[[list[str]], list[str]]


def ours(rows: list[Row]) -> Predict:
    """Fit the sentiment classifier of german-lite."""
    model = SentimentClassifier().fit(
        [row.question for row in rows],
        [row.label for row in rows],
        sample_weight=weights(rows, LABEL_POWER["sentiment"]),
    )

    def predict(texts: list[str]) -> list[str]:
        found = model.predict_proba([Question(text) for text in texts]).argmax(axis=1)
        return [SENTIMENT_LABELS[i] for i in found]

    return predict


def fast_text(rows: list[Row]) -> Predict:
    """Fit fastText with word bigrams and character n-grams."""
    import fasttext

    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.writelines(f"__label__{row.label} {plain(row.question.text)}\n" for row in rows)
        file.flush()
        model = fasttext.train_supervised(
            file.name, epoch=15, wordNgrams=2, minn=2, maxn=5, lr=0.3, thread=1, verbose=0
        )

    def predict(texts: list[str]) -> list[str]:
        # Its own predict() does not know NumPy 2, the call below it does.
        lines = [f"{plain(text)}\n" for text in texts]
        found = model.f.multilinePredict(lines, 1, 0.0, "strict")[0]
        return [labels[0].removeprefix("__label__") for labels in found]

    return predict


def text_blob() -> Predict:
    """Return TextBlob-de with the tokeniser that needs no download."""
    from textblob_de import PatternTokenizer, TextBlobDE

    tokenizer = PatternTokenizer()

    def label(text: str) -> str:
        polarity = TextBlobDE(text, tokenizer=tokenizer).sentiment.polarity
        if abs(polarity) < THRESHOLD:
            return "neutral"
        return "positive" if polarity > 0 else "negative"

    return lambda texts: [label(text) for text in texts]


def plain(text: str) -> str:
    """Return a text on one line, in lower case and with its signs apart."""
    return " ".join(re.findall(r"\w+|[^\w\s]", text.lower()))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    asked = parser.parse_args()
    fitted, held_out = [], {}
    for corpus in CORPORA:
        records = read(asked.corpora / "sentiment" / f"{corpus}.jsonl.gz")
        rows = [
            Row(question=Question(r["text"]), label=r["sentiment"], corpus=corpus) for r in records
        ]
        fitted += [row for row, r in zip(rows, records, strict=True) if r["split"] == "train"]
        held_out[corpus] = [
            row for row, r in zip(rows, records, strict=True) if r["split"] == "dev"
        ]
    tools = {"german-lite": ours(fitted), "fastText": fast_text(fitted), "TextBlob-de": text_blob()}
    timed = [row.question.text for rows in held_out.values() for row in rows][:TIMED]
    seconds: dict[str, list[float]] = {name: [] for name in tools}
    for number in range(ROUNDS):
        for name, predict in tools.items():
            if name == "TextBlob-de" and number:
                continue  # a minute each; one round says enough of a ratio of twenty and more
            start = time.perf_counter()
            predict(timed)
            seconds[name].append(time.perf_counter() - start)
    speed = {name: len(timed) / statistics.median(own) for name, own in seconds.items()}
    print("| tool | " + " | ".join(CORPORA) + " | comments a second | speed, TextBlob-de = 1 |")
    print("|---|" + "---|" * (len(CORPORA) + 2))
    for name, predict in tools.items():
        cells = []
        for rows in held_out.values():
            found = predict([row.question.text for row in rows])
            certain = np.array(
                [[label == said for label in SENTIMENT_LABELS] for said in found], float
            )
            metrics = measure([row.label for row in rows], certain, SENTIMENT_LABELS)
            cells.append(f"{metrics.accuracy:.3f} / {metrics.macro_f1:.3f}")
        ratio = speed[name] / speed["TextBlob-de"]
        print(f"| {name} | {' | '.join(cells)} | {speed[name]:,.0f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
