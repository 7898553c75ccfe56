"""Separation of saved pages, beside trafilatura, on a folder of pages with gold.

``python benchmarks/pages.py FOLDER`` reads `html/NAME.html` and `gold/NAME.json` (with `article`
and `comments`, each with `text`, and where known `author` and `depth`, 1 at the top), and pages
without comments from `negatives/*.html`. A comment is found when its text matches at 90 % of
tokens; figures are over all comments, and of articles the mean over pages. The column "by
repetition" is of pages as if no rule knew their mark-up.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import trafilatura
from trafilatura.settings import Document as Page

from sentiment import readers
from sentiment.discussion import Discussion
from sentiment.errors import SentimentError
from sentiment.readers import comment_rules

if TYPE_CHECKING:
    from collections.abc import Callable

MATCHING = 0.9  # of tokens
# What is not asked of a tool whose comments are one text.
PER_COMMENT = (
    "comments: precision",
    "comments: recall",
    "comments: F1",
    "authors of found comments right",
    "depth of replies right",
)
TOKEN = re.compile(r"\w+")


@dataclass
class Extracted:
    """What an extractor found on one page; trafilatura gives its comments as one text."""

    article: str = ""
    comments: list[tuple[str, str | None, int]] = field(default_factory=list)  # text, author, depth


@dataclass
class Found:
    """What one extractor made of all pages."""

    right: int = 0
    comments: int = 0
    gold: int = 0
    authors: list[bool] = field(default_factory=list)
    depths: list[bool] = field(default_factory=list)
    article_f1: list[float] = field(default_factory=list)
    bag_f1: list[float] = field(default_factory=list)
    false_pages: int = 0
    seconds: float = 0.0

    @property
    def precision(self) -> float:
        """Return the share of found comments that are right."""
        return self.right / max(1, self.comments)

    @property
    def recall(self) -> float:
        """Return the share of the gold comments that are found."""
        return self.right / max(1, self.gold)


def by_rules(path: Path) -> Extracted:
    """Read a page as the tool does."""
    found = Extracted()
    for discussion in readers.read(path):
        assert isinstance(discussion, Discussion)  # noqa: S101 - it is HTML
        found.article = discussion.article.text
        depth: dict[str | None, int] = {None: 0}
        for comment in discussion.comments:
            depth[comment.id] = depth.get(comment.parent, 0) + 1
            found.comments.append((comment.text, comment.author, depth[comment.id]))
    return found


def by_repetition(path: Path) -> Extracted:
    """Read a page as if no rule knew its mark-up."""
    rules, comment_rules.ITEMS = comment_rules.ITEMS, ()
    try:
        return by_rules(path)
    finally:
        comment_rules.ITEMS = rules


def by_trafilatura(path: Path) -> Extracted:
    """Read a page with trafilatura alone."""
    page = trafilatura.bare_extraction(path.read_bytes(), favor_precision=True)
    if not isinstance(page, Page):
        return Extracted()
    return Extracted(page.text or "", [(page.comments, None, 1)] if page.comments else [])


EXTRACTORS: dict[str, Callable[[Path], Extracted]] = {
    "this project": by_rules,
    "by repetition": by_repetition,
    "trafilatura": by_trafilatura,
}


def token_f1(found: str, gold: str) -> float:
    """Return F1 of two texts' tokens as bags, 1 where both are empty."""
    one, other = Counter(TOKEN.findall(found)), Counter(TOKEN.findall(gold))
    if not one or not other:
        return float(not one and not other)
    return 2 * (one & other).total() / (one.total() + other.total())


def timed(extract: Callable[[Path], Extracted], path: Path, found: Found) -> Extracted:
    """Extract, and count the seconds of the processor."""
    begin = time.process_time()
    try:
        return extract(path)
    except SentimentError:
        return Extracted()
    finally:
        found.seconds += time.process_time() - begin


def compare(extracted: Extracted, gold: dict[str, Any], found: Found) -> list[str]:
    """Add what was found on one page; return the texts of gold that were missed."""
    found.article_f1.append(token_f1(extracted.article, gold["article"]))
    bag = " ".join(comment["text"] for comment in gold["comments"])
    found.bag_f1.append(token_f1(" ".join(text for text, _, _ in extracted.comments), bag))
    left, missed = list(extracted.comments), []
    for wanted in gold["comments"]:
        scores = [token_f1(text, wanted["text"]) for text, _, _ in left]
        if not scores or max(scores) < MATCHING:
            missed.append(wanted["text"])
            continue
        _, author, depth = left.pop(scores.index(max(scores)))
        if wanted.get("author"):
            found.authors.append(author == wanted["author"])
        if wanted.get("depth"):
            found.depths.append(depth == wanted["depth"])
    found.right += len(gold["comments"]) - len(missed)
    found.comments += len(extracted.comments)
    found.gold += len(gold["comments"])
    return missed


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true", help="name what is missed and false")
    asked = parser.parse_args()
    negatives = sorted((asked.folder / "negatives").glob("*.html"))
    results = {name: Found() for name in EXTRACTORS}
    for name, extract in EXTRACTORS.items():
        found = results[name]
        for path in sorted((asked.folder / "gold").glob("*.json")):
            html = asked.folder / "html" / f"{path.stem}.html"
            gold = json.loads(path.read_text("utf-8"))
            missed = compare(timed(extract, html, found), gold, found)
            if asked.verbose and missed:
                print(f"{name}: {path.stem}: {len(missed)} missed: {missed[0][:80]!r}")
        for path in negatives:
            extracted = timed(extract, path, found)
            found.false_pages += bool(extracted.comments)
            if asked.verbose and extracted.comments:
                print(f"{name}: {path.stem}: false: {extracted.comments[0][0][:80]!r}")
    report(results, len(negatives))


def report(results: dict[str, Found], negatives: int) -> None:
    """Print the table."""
    pages = {name: len(found.article_f1) + negatives for name, found in results.items()}
    rows: list[tuple[str, Callable[[Found], str]]] = [
        (PER_COMMENT[0], lambda f: f"{f.precision:.3f}"),
        (PER_COMMENT[1], lambda f: f"{f.recall:.3f}"),
        (PER_COMMENT[2], lambda f: f"{2 * f.right / max(1, f.comments + f.gold):.3f}"),
        ("comments as one bag of words: F1", lambda f: f"{mean(f.bag_f1):.3f}"),
        ("article: F1", lambda f: f"{mean(f.article_f1):.3f}"),
        (f"of {negatives} pages without comments, some found", lambda f: str(f.false_pages)),
        (PER_COMMENT[3], lambda f: f"{mean(f.authors):.3f}"),
        (PER_COMMENT[4], lambda f: f"{mean(f.depths):.3f}"),
    ]
    print("| | " + " | ".join(results) + " |")
    print("|---" * (len(results) + 1) + "|")
    for title, cell in rows:
        cells = (
            "–" if title in PER_COMMENT and name == "trafilatura" else cell(found)
            for name, found in results.items()
        )
        print(f"| {title} | " + " | ".join(cells) + " |")
    speed = (f"{pages[name] / found.seconds:.1f}" for name, found in results.items())
    print("| pages a second of the processor | " + " | ".join(speed) + " |")


def mean(values: list[float] | list[bool]) -> float:
    """Return the mean, 0 of nothing."""
    return sum(values) / max(1, len(values))


if __name__ == "__main__":
    main()
