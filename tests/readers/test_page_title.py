"""Titles of saved pages, to which sites add their names."""

from __future__ import annotations

from html import escape

import pytest
from lxml import html

from sentiment.readers.page_title import page_title

NOTHING = ""


@pytest.mark.parametrize(
    ("said", "site", "url", "title"),
    [
        ("Müde, aber da! | Fräulein Lenz", "Fräulein Lenz", NOTHING, "Müde, aber da!"),
        ("Auto - das Ende? - Kurier am Fluss", "Kurier am Fluss", NOTHING, "Auto - das Ende?"),
        ("Kern – Garten – Kern & Garten", "Kern & Garten", NOTHING, "Kern – Garten"),
        ("Kurier: Rat tagt – Kurier", "Kurier | Von hier", NOTHING, "Kurier: Rat tagt"),
        ("Wie Erdöl entsteht | KURIER.AT", NOTHING, "https://kurier.at/a", "Wie Erdöl entsteht"),
        ("Kurier - Rat tagt", NOTHING, "https://kurier.at/", "Rat tagt"),
        ("Rebloggt von Kern & Garten: Rosen: so geht's", NOTHING, NOTHING, "Rosen: so geht's"),
        ("Zeit – was daraus wird", "Zeitung", NOTHING, "Zeit – was daraus wird"),
        ("Kurier", "Kurier", NOTHING, "Kurier"),
        ("Rat tagt", NOTHING, "https://[kurier/", "Rat tagt"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(
    said: str, site: str, url: str, title: str
) -> None:
    """It was taken for what the article is about."""
    stated = {"title": said, "site_name": site, "url": url}
    head = "".join(
        f'<meta property="og:{name}" content="{escape(value)}">' for name, value in stated.items()
    )
    assert page_title(html.fromstring(f"<html><head>{head}</head><body></body></html>")) == title
