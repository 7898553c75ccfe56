"""Lines of news and of readers' comments, for an encoder that shall tell them apart.

``python -m sentiment.training.page_lines --corpora DIR --output FILE`` writes JSON lines with
`text`, the text `before` it, and its `role`, as `sentiment finetune` reads them. Articles and
comments of the corpora do not belong together, so what stands before the first line of a comment
is of some other page, or missing: it must not tell by its topic.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from sentiment.separation.line_reader import text_before
from sentiment.training.composing import paragraphs
from sentiment.training.german_lite import comment_pools, long_articles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAGES = 1500
_LAST_LINES = 6  # of an article; those before are no harder
_COMMENTS = 4  # for each article


def lines_of(
    articles: Sequence[str], pools: Sequence[Sequence[str]], *, seed: int = 1
) -> Iterator[dict[str, str]]:
    """Yield rows of lines; the same seed yields the same ones."""
    random = Random(seed)  # noqa: S311 - no secret
    elsewhere = [""]  # ends of other pages
    for _ in range(_PAGES):
        own = paragraphs(random.choice(articles), random)
        ends = text_before(own)
        for line, before in list(zip(own, ends, strict=True))[-_LAST_LINES:]:
            yield {"text": line, "before": before, "role": "article"}
        for comment in random.sample(random.choice(pools), _COMMENTS):
            lines = [line.strip() for line in comment.splitlines() if line.strip()]
            before = random.choice(elsewhere) if random.random() < 0.5 else ""
            for number, line in enumerate(lines):
                yield {"text": line, "before": before, "role": "inside" if number else "begin"}
                before = line
            elsewhere.append(before)
        elsewhere.append(own[-1])


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description="Write lines of articles and comments.")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--output", type=Path, required=True)
    asked = parser.parse_args()
    rows = lines_of(long_articles(asked.corpora), comment_pools(asked.corpora))
    asked.output.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
