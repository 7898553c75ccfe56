"""Pages amid the furniture of sites, as the line model learns them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from sentiment.training.composing import WrittenPage
from sentiment.training.site_layouts import SiteLayout, paste, read_sites

SITES = read_sites(Path(__file__).parents[2] / "samples" / "layouts")
PAGES = [
    WrittenPage(
        headline="Das Bad bleibt offen",
        article=("Der Rat hat entschieden.", "Im Mai wird gebaut.", "Das kostet viel Geld."),
        comments=("Na endlich!", "Viel zu teuer.\nWer zahlt das?", "Ach was, das lohnt sich."),
    ),
    WrittenPage(headline="Der Markt zieht um", article=("Das steht nun fest.",), comments=()),
]


@pytest.mark.parametrize("layout", SITES.layouts, ids=lambda layout: layout.site[:40])
def test_every_layout_holds_all_of_a_page_and_nothing_unfilled(layout: SiteLayout) -> None:
    calm = replace(layout, notices=())
    sites = replace(SITES, layouts=(calm,))
    for seed in range(4):
        whole, alone = paste(PAGES, sites, seed=seed)
        for page in (whole, alone):
            assert len(page.page) == len(page.roles)
            assert not {"{", "}"} & set(page.text)
        counts = Counter(whole.roles)
        assert counts["begin"] == len(PAGES[0].comments)
        assert counts["article"] >= len(PAGES[0].article)  # and headline, headings, a greeting
        assert not {"begin", "inside"} & set(alone.roles)
        assert whole.text.index("entschieden") < whole.text.index("Na endlich!")


def test_the_same_seed_gives_the_same_pages() -> None:
    first, again, other = (
        [page.text for page in paste(PAGES, SITES, seed=seed)] for seed in (3, 3, 4)
    )
    assert first == again
    assert first != other


def test_names_are_many_and_differ() -> None:
    assert len(set(SITES.names)) == len(SITES.names) >= 500
