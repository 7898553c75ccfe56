"""Titles of saved pages, to which sites add their names."""

from __future__ import annotations

from html import escape

import pytest
from lxml import html

from sentiment.readers.page_title import page_title

NOTHING = ""
HOME = '<a href="https://lenz.example/">Fräulein Lenz</a>'


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


@pytest.mark.parametrize(
    ("window", "body", "title"),
    [
        # A dash is part of the headline, unless a name stands behind it.
        ("Müde – na und?", NOTHING, "Müde – na und?"),
        ("Müde – na und? - Fräulein Lenz", f"<p>{HOME}</p>", "Müde – na und?"),
        ("Müde – na und? | Fräulein Lenz", NOTHING, "Müde – na und?"),
        ("Müde – na und? - lenz.example", NOTHING, "Müde – na und?"),
        ("Müde - na und? - Blog von Lenz", NOTHING, "Müde - na und?"),
        ("Müde - Eine Beobachtung", NOTHING, "Müde - Eine Beobachtung"),
        ("Müde – Leser antworten", NOTHING, "Müde – Leser antworten"),
        ("Müde: na und?", "<h2>Müde</h2>", "Müde: na und?"),
        # The largest heading is the blog's: old WordPress, Serendipity, Joomla, Blogger.
        ("Müde", "<h1>Fräulein Lenz</h1><h2>Müde</h2>", "Müde"),
        ("Müde « Fräulein Lenz", "<h1>Fräulein Lenz</h1><h2>Müde</h2>", "Müde"),
        ("Fräulein Lenz » Müde", "<h1>Fräulein Lenz</h1><h2>Müde</h2>", "Müde"),
        ("Fräulein Lenz » Blog Archive » Müde", NOTHING, "Müde"),
        ("Fräulein Lenz: Müde", f"<h1>{HOME}</h1><h3>Müde</h3>", "Müde"),
        (
            "Müde | Fräulein Lenz",
            HOME.replace("https:", "/web/20100306112233/https:").join(("<h1>", "</h1>")),
            "Müde",
        ),
        # It is the headline, in other words than the title, or beside that of a list.
        ("Müde | Blog", "<h1>Warum ich müde bin</h1><h2>Blog</h2>", "Warum ich müde bin"),
        ("Müde - Alltag", "<h1>Müde</h1><h2>Alltag</h2>", "Müde"),
        ("Alltag - Müde", "<h2>Alltag</h2><h1>Müde</h1>", "Müde"),
        ("Müde - Lenz", "<h1>Müde</h1><h1>Gespräch</h1>", "Müde"),
        ("Lenz", "<h1>Müde</h1>", "Müde"),
        # Nothing but marks tells which of several it is.
        (NOTHING, "<h2>Neu</h2><h2 class='entry-title'>Müde</h2>", "Müde"),
        ("Müde", "<h2>Neu</h2><h2>Alt</h2>", "Müde"),
    ],
)
def test_a_headline_is_told_from_the_name_of_the_blog(window: str, body: str, title: str) -> None:
    """The blog was taken for the subject, and half of a headline for all of it."""
    page = f"<html><head><title>{window}</title></head><body>{body}</body></html>"
    assert page_title(html.fromstring(page)) == title
