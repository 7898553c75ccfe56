"""What repeats itself on a page: found in a time that grows with the page alone."""

from __future__ import annotations

from unittest.mock import patch

from lxml import html as lxml_html

from sentiment.readers import repeated_structure
from sentiment.readers.repeated_structure import Search


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
