"""The text of markup, the same with and without a parser, and what stands around an element."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from sentiment.readers.html_cells import text_of_html
from sentiment.readers.html_text import Nearest, outermost, text_of_markup

WORDS = st.text(alphabet=st.characters(exclude_characters="<&"))
BLANKS = st.text(alphabet=" \t\r\n\x0b\x0c\xa0\x85\u2028ä")


@given(WORDS | BLANKS, st.booleans())
def test_what_has_no_mark_up_reads_as_if_it_were_parsed(text: str, line_ends: bool) -> None:
    parsed = text_of_markup(f"{text}<b></b>", line_ends=line_ends)
    assert text_of_markup(text, line_ends=line_ends) == parsed


def test_tags_that_nobody_closed_end_no_text() -> None:
    assert text_of_markup("<b>Zeile " * 1000 + "Schluss").endswith("Zeile Schluss")


@pytest.mark.parametrize("tag", ["title", "noframes", "xmp", "plaintext", "listing", "b"])
def test_a_tag_that_nobody_closed_brings_in_no_other(tag: str) -> None:
    assert text_of_markup(f"Ich lese <{tag}> gern.") == "Ich lese gern."


@pytest.mark.parametrize("tag", ["center", "fieldset", "p"])
def test_a_block_stands_on_lines_of_its_own(tag: str) -> None:
    assert text_of_html(f"Ja.<{tag}>Nein.</{tag}>Doch.") == "Ja.\nNein.\nDoch."


def test_what_is_folded_in_keeps_its_lines() -> None:
    text = "<details><summary>Mehr</summary>\nJa.\nNein.</details>"
    assert text_of_html(text) == "Mehr\nJa.\nNein."


def test_a_text_of_more_than_ten_megabytes_is_read_whole() -> None:
    assert len(text_of_markup("gut " * 2_600_000 + "<br>Ende")) == 10_400_004


TREES = st.recursive(
    st.sampled_from(["<p></p>", "<b></b>"]),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(
        lambda parts: f"<div>{''.join(parts)}</div>"
    ),
    max_leaves=20,
)


@given(TREES, st.data())
def test_the_nearest_is_the_first_ancestor_of_all(tree: str, data: st.DataObject) -> None:
    page = lxml_html.document_fromstring(f"<html><body>{tree}")
    elements = list(page.iter())
    items = set(data.draw(st.lists(st.sampled_from(elements))))
    nearest = Nearest(items)
    first = {e: next((a for a in e.iterancestors() if a in items), None) for e in elements}
    assert {e: nearest(e) for e in data.draw(st.permutations(elements))} == first
    inside = [e for e in page.body.iter() if e in items]
    whole = [e for e in inside if not any(a in inside for a in e.iterancestors())]
    assert list(outermost(inside, page.body)) == whole


class Counted(set[object]):
    """A set that counts how often it is asked."""

    asked = 0

    def __contains__(self, item: object) -> bool:
        self.asked += 1
        return super().__contains__(item)


def test_each_ancestor_on_a_deep_page_is_looked_at_once() -> None:
    deep = f"<html><body>{'<div>' * 1000}{'<p>Ja</p>' * 1000}"
    page = lxml_html.document_fromstring(deep, parser=lxml_html.HTMLParser(huge_tree=True))
    items = Counted()
    nearest = Nearest(items)
    assert not any(map(nearest, page.iter("p")))
    assert items.asked == 1002
