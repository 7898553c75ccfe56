"""Pages whose lines an encoder shall tell apart: written ones, shortened, and composed ones.

``python -m sentiment.training.page_lines --corpora DIR --output FILE`` writes
JSON lines with `article` and `comments`, as `sentiment finetune` reads them. Articles and comments
of the corpora do not belong together; written pages are shortened at random, so that an article may
end anywhere, and a page with any of its comments.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from sentiment.training.composing import paragraphs, written_pages
from sentiment.training.german_lite import comment_pools, long_articles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sentiment.training.composing import WrittenPage

_VARIATIONS = 2  # of each written page
_COMPOSED = 300
_LAST_LINES = 12  # of a composed article; those before are no harder
_COMMENTS = (1, 2, 4, 6)


def variations(
    pages: Sequence[WrittenPage], *, times: int = _VARIATIONS, seed: int
) -> Iterator[dict[str, Any]]:
    """Yield each page so many times, shortened; the same seed yields the same ones."""
    random = Random(seed)  # noqa: S311 - no secret
    for page in pages:
        for _ in range(times):
            article = [page.headline, *page.article][random.random() < 0.4 :]
            end = random.randint(1, len(article)) if random.random() < 0.6 else len(article)
            comments = list(page.comments)
            if random.random() < 0.5:
                random.shuffle(comments)
            if random.random() < 0.3:
                comments = comments[:1]
            lines = [comment.splitlines() for comment in comments]
            if random.random() < 0.2:
                lines = [[" ".join(own)] for own in lines]
            yield _page(article[:end], lines)


def composed_pages(
    articles: Sequence[str], pools: Sequence[Sequence[str]], *, seed: int
) -> Iterator[dict[str, Any]]:
    """Yield pages of articles and comments that do not belong together."""
    random = Random(seed)  # noqa: S311 - no secret
    for _ in range(_COMPOSED):
        article = paragraphs(random.choice(articles), random)[-_LAST_LINES:]
        comments = random.sample(random.choice(pools), random.choice(_COMMENTS))
        yield _page(
            article,
            [[line.strip() for line in own.splitlines() if line.strip()] for own in comments],
        )


def _page(article: Sequence[str], comments: Sequence[Sequence[str]]) -> dict[str, Any]:
    return {"article": list(article), "comments": [{"text": list(own)} for own in comments if own]}


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description="Write pages whose lines have known roles.")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--pages", type=Path, default=Path("samples/pages"))
    parser.add_argument("--seed", type=int, default=1, help="another one, other pages")
    parser.add_argument("--output", type=Path, required=True)
    asked = parser.parse_args()
    articles, pools = long_articles(asked.corpora), comment_pools(asked.corpora)
    pages = [
        *variations(written_pages(asked.pages), seed=asked.seed),
        *composed_pages(articles, pools, seed=asked.seed),
    ]
    asked.output.write_text(
        "".join(json.dumps(page, ensure_ascii=False) + "\n" for page in pages), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
