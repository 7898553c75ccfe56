"""Speed of `german`, beside BERT-base in torch and german-lite, on the same texts and cores.

``pip install '.[finetune]'``, then ``python benchmarks/encoder.py``. The texts are the labelled
comments of this project. BERT-base has random weights, on which its speed does not depend, runs in
32 bits, and reads texts of like length in padded batches. Rates are medians of a few rounds in
turn. The memory is that of `sentiment classify` on one page, at its highest.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import torch
import transformers
from tokenizers import Tokenizer

from sentiment.bundle import load_model
from sentiment.question import Question

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
BATCH = 32
SAMPLES = Path(__file__).parent.parent / "samples"
OF_LITE = 20  # times the texts, since it is done with them so soon


def texts() -> list[str]:
    """Return all labelled comments, each once."""
    rows = (
        json.loads(line)["text"]
        for path in sorted((SAMPLES / "labelled").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
    return list(dict.fromkeys(rows))


def bert_base() -> Callable[[list[list[int]]], None]:
    """Return a function that reads texts, given as tokens, with BERT-base."""
    model = transformers.BertModel(transformers.BertConfig(vocab_size=50_000)).eval()

    def read(texts: list[list[int]]) -> None:
        order = sorted(texts, key=len)
        with torch.inference_mode():
            for at in range(0, len(order), BATCH):
                batch = order[at : at + BATCH]
                width = max(map(len, batch))
                padded = torch.tensor([[*own, *[1] * (width - len(own))] for own in batch])
                model(input_ids=padded, attention_mask=(padded != 1).long())

    return read


def rate(work: Callable[[], object], count: int) -> float:
    """Return texts a second."""
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def megabytes(model: str) -> float:
    """Return the highest memory of a process that classifies one page."""
    page = str(SAMPLES / "discussions" / "kochblog.html")
    command = [sys.executable, "-m", "sentiment", "classify", page, "--model", model]
    watched = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=-3, check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", watched, *command], capture_output=True, text=True, check=True
    )
    return int(done.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Print the table."""
    torch.set_num_threads(len(os.sched_getaffinity(0)))
    comments = texts()
    asked = [Question(text) for text in comments]
    german, lite = load_model("german").sentiment, load_model("german-lite").sentiment
    tokenizer = Tokenizer.from_buffer(load_model("german").files["tokenizer.json"])
    ids = [encoding.ids for encoding in tokenizer.encode_batch(comments)]
    peer = bert_base()
    works: dict[str, tuple[Callable[[], object], int]] = {
        "german": (lambda: german.predict_proba(asked), len(asked)),
        "german-lite": (lambda: lite.predict_proba(asked * OF_LITE), len(asked) * OF_LITE),
        "BERT-base, torch": (lambda: peer(ids), len(asked)),
    }
    rates: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, (work, count) in works.items():
            rates[name].append(rate(work, count))
    medians = {name: statistics.median(own) for name, own in rates.items()}
    print("| model | comments a second | times BERT-base |\n|---|---|---|")
    for name, median in medians.items():
        print(f"| {name} | {median:,.0f} | {median / medians['BERT-base, torch']:.1f} |")
    for name in ("german", "german-lite"):
        print(f"\nmemory of `classify` on one page with {name}: {megabytes(name):.0f} MB")


if __name__ == "__main__":
    main()
