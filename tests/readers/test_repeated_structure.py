"""What repeats itself on a page: found in a time that grows with the page alone."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from lxml import html as lxml_html

from sentiment.readers import repeated_structure
from sentiment.readers.repeated_structure import Search, repeated_items


def test_the_names_of_a_parent_are_read_once_for_all_its_children() -> None:
    names = " ".join("a" * length for length in range(1, 100))
    item = "<p class=x>Eva, 3.5.2024: Ja</p>"
    page = lxml_html.document_fromstring(f"<html><body><div class='{names}'>{item * 500}</div>")
    names_of = repeated_structure._names
    with patch.object(repeated_structure, "_names", wraps=names_of) as read:
        groups = list(Search(page).groups())
    # Those of its class, and those of its class below the names of the parent.
    assert [len(members) for members in groups if members[0].tag == "p"] == [500, 500]
    assert read.call_count == 500 + 1 + 2  # each, and the parents of all


AD = '<li class="ad"><b>Zu</b> am 6.5.2024<p><a href="/x">Bad und Rad und Tat im Mai</a></p></li>'


@pytest.mark.parametrize(
    ("classes", "ad"),
    [
        ("even odd even odd even", AD),
        ("row-odd row-even row-odd row-even row-last", AD),
        ("c c c c c", AD),
        ("hell dunkel hell dunkel x", ""),
    ],
)
def test_comments_of_one_list_are_one_group_whatever_their_classes(classes: str, ad: str) -> None:
    names = "Eva Jo Uli Ida Tom".split()
    items = "".join(
        f'<li class="{name}{" mod" * (author == "Jo")}"><b>{author}</b> 3.5.2024<p>Es bleibt.</p>'
        for name, author in zip(classes.split(), names, strict=True)
    )
    closed = '<li class="end">Geschlossen am 7.5.2024</li>'
    page = lxml_html.document_fromstring(
        f"<h1>Das Bad</h1><h3>5 Kommentare</h3><ul>{items}{ad}{closed}</ul>"
    )
    assert [item.findtext("b") for item in repeated_items(Search(page))] == names
