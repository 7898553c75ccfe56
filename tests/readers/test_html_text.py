"""The text of markup: the same with and without a parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.readers.html_text import text_of_markup

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


def test_a_text_of_more_than_ten_megabytes_is_read_whole() -> None:
    assert len(text_of_markup("gut " * 2_600_000 + "<br>Ende")) == 10_400_004
