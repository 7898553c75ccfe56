"""Megabytes of plain text that are separated in a second, beside NLTK's cut into sentences.

Run with ``python benchmarks/plain_text.py``. The text is the pages of samples/pages in one layout
each; ``--texts DIR`` takes the .txt files of a folder. The model knows the words of pages that it
has read, so that it is timed on pages of which it has read none ("new") and again on the same
("known"). NLTK cuts them into sentences with Punkt, untrained. Times are of the processor; the rate
is the median of a few rounds, each with a model that is loaded anew.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from nltk.tokenize.punkt import PunktSentenceTokenizer

from sentiment.bundle import load_model
from sentiment.discussion import PlainText
from sentiment.separation import separate
from sentiment.training.composing import lay_out, written_pages

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
MODELS = ("german-lite",)
SAMPLES = Path(__file__).parent.parent / "samples" / "pages"
PEER = "NLTK, sentences"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--model", nargs="*", default=MODELS)
    asked = parser.parse_args()
    pages = read(asked.texts)
    wholes = {"page by page": pages, "as one text": ["\n".join(pages)]}
    rates: dict[tuple[str, str, str], list[float]] = {}
    for _ in range(ROUNDS):
        for way, texts in wholes.items():
            peer = rate(PunktSentenceTokenizer().tokenize, texts)
            rates.setdefault((PEER, way, ""), []).append(peer)
            for name in asked.model:
                cut = separator(name)
                for words in ("new", "known"):
                    rates.setdefault((name, way, words), []).append(rate(cut, texts))
    print(f"{len(pages)} pages, {size(pages) / 1e6:.2f} MB\n")
    print("| what | text | words | MB a second | ratio |\n|---|---|---|---|---|")
    for (name, way, words), own in rates.items():
        median = statistics.median(own)
        peer = statistics.median(rates[PEER, way, ""])
        print(f"| {name} | {way} | {words} | {median:.2f} | {median / peer:.2f} |")


def read(folder: Path | None) -> list[str]:
    """Return the pages to time."""
    if folder is None:
        return [page.text for page in lay_out(written_pages(SAMPLES), times=1, seed=0)]
    return [path.read_text("utf-8", "replace") for path in sorted(folder.glob("*.txt"))]


def separator(name: str) -> Callable[[str], object]:
    """Return the separation of a model that has read nothing but one line."""
    model = load_model(name)
    line_model, reader = model.separation, model.page_reader

    def cut(text: str) -> object:
        return separate(PlainText(source="", text=text), line_model, reader)

    cut("Na ja.")
    return cut


def size(texts: list[str]) -> int:
    """Return how many bytes texts have in UTF-8."""
    return sum(len(text.encode()) for text in texts)


def rate(work: Callable[[str], object], texts: list[str]) -> float:
    """Return the megabytes a second of the processor."""
    start = time.process_time()
    for text in texts:
        work(text)
    return size(texts) / 1e6 / (time.process_time() - start)


if __name__ == "__main__":
    main()
