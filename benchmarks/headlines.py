"""Headlines of copied pages: how many are found amid what a site puts above its articles.

``python benchmarks/headlines.py`` lays the layouts of `samples/layouts` around the pages of
`samples/pages`. The rules were chosen on half of these pages, so that the figure compares.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from sentiment.bundle import load_model
from sentiment.discussion import PlainText
from sentiment.separation import separate
from sentiment.training.composing import written_pages
from sentiment.training.site_layouts import paste, read_sites

SAMPLES = Path(__file__).parent.parent / "samples"
EVERY = 4  # page, so that it takes half a minute


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="german-lite")
    model = load_model(parser.parse_args().model)
    pages = written_pages(SAMPLES / "pages")[::EVERY]
    pasted = paste(pages, read_sites(SAMPLES / "layouts"), seed=5)
    count: Counter[str] = Counter()
    for page, copied in zip(pages, pasted, strict=True):
        if page.headline in copied.text:
            plain = PlainText(source="page.txt", text=copied.text)
            title = separate(plain, model.separation, model.page_reader).title
            count["right" if title == page.headline else "none" if title is None else "wrong"] += 1
    print(f"{count.total()} headlines: " + ", ".join(f"{n} {name}" for name, n in count.items()))


if __name__ == "__main__":
    main()
