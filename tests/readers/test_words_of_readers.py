"""What readers write stays theirs where a site writes nearly the same."""

from __future__ import annotations

import pytest
from lxml import html

from sentiment.readers.hosts import with_hosts
from sentiment.readers.house_words import without_notes
from sentiment.readers.shown_text import shown_text
from sentiment.readers.threads import Draft


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ('Wer <a href="/x">mehr</a> weiß, soll reden.', "Wer mehr weiß, soll reden."),
        ('Das ist so. <a href="#" class="more">Mehr anzeigen</a>', "Das ist so."),
    ],
)
def test_a_word_that_a_reader_links_is_no_button(inside: str, shown: str) -> None:
    element = html.fromstring(f"<div>{inside}</div>")
    assert shown_text(element, has_button=False).strip() == shown


@pytest.mark.parametrize(
    ("last", "stays"),
    [
        ("Dieser Beitrag wurde leider nie bearbeitet", True),
        ("Entfernt: alle Kritik an der Redaktion", True),
        ("Dieser Beitrag wurde am 3.5.2024 von Eva bearbeitet.", False),
        ("Gekürzt. Bitte bleiben Sie sachlich. Die Redaktion/ja", False),
        ("Entfernt. Bitte belegen Sie das, Ihre Redaktion", False),
    ],
)
def test_what_a_reader_says_of_editors_is_no_note_of_theirs(last: str, *, stays: bool) -> None:
    assert without_notes(f"Schade.\n{last}") == (f"Schade.\n{last}" if stays else "Schade.")


def test_who_is_no_more_than_an_address_is_nobody_of_the_house() -> None:
    """Addresses are dropped from names, so that nothing is left to compare."""
    drafts = [Draft(text="Gut so", author="eva@gmx.example")]
    assert [draft.is_host for draft in with_hosts(drafts, ["redaktion@blog.example", " "])] == [
        False
    ]
