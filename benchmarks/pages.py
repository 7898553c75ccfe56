"""Separation of saved pages, beside trafilatura, on a folder of pages with gold.

``python benchmarks/pages.py FOLDER`` reads `html/NAME.html` and `gold/NAME.json` (with `article`
and `comments`, each with `text`, and where known `author`, `date`, `depth`), and pages without
comments from `negatives/*.html`. A comment is found when its text matches at 90 % of tokens;
figures are over all comments, and of articles the mean over pages.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trafilatura

from sentiment import readers
from sentiment.discussion import PlainText
from sentiment.errors import SentimentError

MATCHING = 0.9  # of tokens
TOKEN = re.compile(r"\w+")


@dataclass
class Found:
    """What one extractor made of the pages."""

    comments_right: int = 0
    comments_found: int = 0
    comments_gold: int = 0
    authors_right: int = 0
    parents_right: int = 0
    with_author: int = 0
    with_depth: int = 0
    article_f1: list[float] = field(default_factory=list)
    bag_f1: list[float] = field(default_factory=list)
    false_pages: int = 0
    seconds: float = 0.0


def token_f1(found: str, gold: str) -> float:
    """Return F1 of two texts' tokens as bags, 1 where both are empty."""
    one, other = Counter(TOKEN.findall(found)), Counter(TOKEN.findall(gold))
    if not one or not other:
        return float(not one and not other)
    return 2 * (one & other).total() / (one.total() + other.total())


def ours(path: Path) -> tuple[str, list[tuple[str, str | None, int]]]:
    """Return the article and each comment's text, author and depth."""
    article, comments = "", []
    for discussion in readers.read(path):
        assert not isinstance(discussion, PlainText)  # noqa: S101 - it is HTML
        article = discussion.article.text
        depth: dict[str | None, int] = {None: 0}
        for comment in discussion.comments:
            depth[comment.id] = depth.get(comment.parent, 0) + 1
            comments.append((comment.text, comment.author, depth[comment.id]))
    return article, comments


def measure(gold: dict[str, Any], path: Path, own: Found, peer: Found, *, verbose: bool) -> None:
    """Add what was found on one page."""
    begin = time.perf_counter()
    try:
        article, comments = ours(path)
    except SentimentError:
        article, comments = "", []
    own.seconds += time.perf_counter() - begin
    begin = time.perf_counter()
    page = trafilatura.bare_extraction(path.read_bytes(), favor_precision=True)
    peer.seconds += time.perf_counter() - begin
    peer.article_f1.append(token_f1(page.text if page else "", gold["article"]))
    bag = " ".join(comment["text"] for comment in gold["comments"])
    peer.bag_f1.append(token_f1((page.comments or "") if page else "", bag))
    own.article_f1.append(token_f1(article, gold["article"]))
    own.bag_f1.append(token_f1(" ".join(text for text, _, _ in comments), bag))
    left = list(comments)
    right = 0
    for wanted in gold["comments"]:
        best = max(left, key=lambda one: token_f1(one[0], wanted["text"]), default=None)
        if best is None or token_f1(best[0], wanted["text"]) < MATCHING:
            if verbose:
                print(f"  missed: {wanted['text'][:80]!r}, nearest: {str(best)[:90]}")
            continue
        left.remove(best)
        right += 1
        if wanted.get("author"):
            own.with_author += 1
            own.authors_right += best[1] == wanted["author"]
        if wanted.get("depth"):
            own.with_depth += 1
            own.parents_right += best[2] == wanted["depth"]
    if verbose:
        for text, author, _ in left:
            print(f"  wrong: {author}: {text[:90]!r}")
        print(
            f"{path.stem}: {right} of {len(gold['comments'])}, {len(comments)} found; article "
            f"{own.article_f1[-1]:.3f} ({peer.article_f1[-1]:.3f})"
        )
    own.comments_right += right
    own.comments_found += len(comments)
    own.comments_gold += len(gold["comments"])


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true", help="print each page")
    asked = parser.parse_args()
    own, peer = Found(), Found()
    golds = sorted((asked.folder / "gold").glob("*.json"))
    for path in golds:
        gold = json.loads(path.read_text("utf-8"))
        html = asked.folder / "html" / f"{path.stem}.html"
        measure(gold, html, own, peer, verbose=asked.verbose)
    negatives = sorted((asked.folder / "negatives").glob("*.html"))
    for path in negatives:
        begin = time.perf_counter()
        try:
            _, comments = ours(path)
        except SentimentError:
            comments = []
        own.seconds += time.perf_counter() - begin
        own.false_pages += bool(comments)
        if comments and asked.verbose:
            print(f"{path.stem}: {len(comments)} false: {comments[0][0][:90]!r}")
        begin = time.perf_counter()
        page = trafilatura.bare_extraction(path.read_bytes(), favor_precision=True)
        peer.seconds += time.perf_counter() - begin
        peer.false_pages += bool(page and page.comments)
    precision = own.comments_right / max(1, own.comments_found)
    recall = own.comments_right / max(1, own.comments_gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    both = len(golds) + len(negatives)
    false = f"pages without comments that get some, of {len(negatives)}"
    for row in (
        ("", "this project", "trafilatura"),
        ("---", "---", "---"),
        ("comments: precision, recall, F1", f"{precision:.3f}, {recall:.3f}, {f1:.3f}", "–"),
        ("comments as one bag of words, F1", f"{mean(own.bag_f1):.3f}", f"{mean(peer.bag_f1):.3f}"),
        ("article, F1", f"{mean(own.article_f1):.3f}", f"{mean(peer.article_f1):.3f}"),
        (false, own.false_pages, peer.false_pages),
        (f"authors right, of {own.with_author}", own.authors_right, "–"),
        (f"depth of replies right, of {own.with_depth}", own.parents_right, "–"),
        ("pages a second", f"{both / own.seconds:.1f}", f"{both / peer.seconds:.1f}"),
    ):
        print("| " + " | ".join(map(str, row)) + " |")


def mean(values: list[float]) -> float:
    """Return the mean, 0 of nothing."""
    return sum(values) / max(1, len(values))


if __name__ == "__main__":
    main()
