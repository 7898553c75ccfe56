"""Separation of plain text, cross-validated on real pages and measured on composed ones.

``python benchmarks/separation.py --corpora DIR --pages DIR`` prints the tables of
docs/separation.md. No page is measured by a model that saw it, in either of its layouts; composed
and pasted pages are made of articles and comments that no model saw, the latter in the layouts of
sites that none saw either.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from pathlib import Path

import numpy as np

from sentiment.bundle import load_model
from sentiment.training.composing import compose, lay_out, written_pages
from sentiment.training.german_lite import comment_pools, long_articles
from sentiment.training.separation import SeparationFigures, fit_line_model, measure_separation
from sentiment.training.separation_samples import Page, read_page_files
from sentiment.training.site_layouts import Sites, drawn_pages, paste, read_sites

FOLDS = 5
PAGES = 2000
HELD_OUT = 300
REAL_PAGE_WEIGHT = 4.0
SAMPLES = Path(__file__).parent.parent / "samples"
PASTED = 1000  # pages of corpora in the layouts of sites, beside each written one
HELD_OUT_SITES = 8  # one of so many
LAYOUTS_OF_WRITTEN = 3
LAYOUTS = ("no marks between", "names and dates between")


def main() -> None:
    """Fit one model a fold and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--model", help="whose page reader is heard; without, none")
    parser.add_argument("--samples", type=Path, default=SAMPLES)
    asked = parser.parse_args()
    reader = load_model(asked.model).page_reader if asked.model else None
    own = written_pages(asked.samples / "pages")
    written = list(lay_out(own, times=LAYOUTS_OF_WRITTEN, seed=4))
    articles, pools = long_articles(asked.corpora), comment_pools(asked.corpora)
    known, sites = held_out_sites(read_sites(asked.samples / "layouts"))
    drawn = drawn_pages(articles[::3], [pool[::3] for pool in pools], count=PASTED, seed=5)
    learnt = list(paste([*own, *drawn], known, seed=6))
    drawn = drawn_pages(articles[2::3], [pool[2::3] for pool in pools], count=HELD_OUT, seed=7)
    pasted = list(paste(list(drawn), sites, seed=8))
    composed = list(compose(articles[::3], [pool[::3] for pool in pools], count=PAGES, seed=1))
    heard = list(compose(articles[1::3], [pool[1::3] for pool in pools], count=PAGES, seed=2))
    unseen = list(compose(articles[2::3], [pool[2::3] for pool in pools], count=HELD_OUT, seed=3))
    pages = read_page_files(asked.pages)
    names = sorted(pages)
    random.Random(0).shuffle(names)  # noqa: S311 - no secret
    found: list[list[SeparationFigures]] = [[], []]
    for fold in range(FOLDS):
        seen = [page for i, name in enumerate(names) if i % FOLDS != fold for page in pages[name]]
        kinds = ((composed, 1.0), (written, 1.0), (learnt, 1.0), (seen, REAL_PAGE_WEIGHT))
        model = fit_line_model(
            [page for kind, _ in kinds for page in kind],
            weights=[weight for kind, weight in kinds for _ in kind],
            register=heard,
            are_whole=[kind is learnt for kind, _ in kinds for _ in kind],
        )
        for name in names[fold::FOLDS]:
            for layout, page in enumerate(pages[name]):
                found[layout].append(measure_separation(model, [page], reader))
    print("| pages | n | boundary right | comment F1 | words F1 | every line right | lines right |")
    print("|---|---|---|---|---|---|---|")
    for name, figures in zip(LAYOUTS, found, strict=True):
        print_mean(f"real, {name}", figures)
    for name, others in (("composed", unseen), ("pasted", pasted)):
        figures = [measure_separation(model, [page], reader) for page in non_empty(others)]
        print_mean(name, figures)


def held_out_sites(sites: Sites) -> tuple[Sites, Sites]:
    """Return the sites that are learnt, and those that are not."""
    layouts = sites.layouts
    kept = tuple(own for at, own in enumerate(layouts) if at % HELD_OUT_SITES)
    return replace(sites, layouts=kept), replace(sites, layouts=layouts[::HELD_OUT_SITES])


def non_empty(pages: list[Page]) -> list[Page]:
    """Return the pages that have lines."""
    return [page for page in pages if page.page]


def print_mean(name: str, figures: list[SeparationFigures]) -> None:
    """Print the mean over pages, with a 95 % bootstrap interval of the F1."""
    columns = ("boundaries", "f1", "word_f1", "exact", "line_accuracy")
    values = np.array([[getattr(one, column) for column in columns] for one in figures])
    chance = np.random.default_rng(0)
    draws = values[chance.integers(len(values), size=(2000, len(values))), 1].mean(axis=1)
    low, high = np.quantile(draws, [0.025, 0.975])
    boundaries, f1, words, exact, lines = values.mean(axis=0)
    print(
        f"| {name} | {len(values)} | {boundaries:.3f} | {f1:.3f} ({low:.3f} to {high:.3f}) "
        f"| {words:.3f} | {exact:.3f} | {lines:.3f} |"
    )


if __name__ == "__main__":
    main()
