"""Plain text: every character is accounted for, and our samples come apart as they should."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from conftest import DISCUSSIONS
from hypothesis import given, settings
from hypothesis import strategies as st

import sentiment
from sentiment.discussion import PlainText
from sentiment.separation import separate

LINES = st.lists(
    st.sampled_from(
        [
            "", "   ", "Quelle: dpa", "Max sagt:", "12. Mai 2024 um 9:30", "Antworten",
            "3 Kommentare", "Von: Eva <eva@post.example>", "Gesendet: 3. Mai 2024 10:12", "--",
            "Am 3. Mai 2024 um 10:12 schrieb Eva <eva@post.example>:", "> Quatsch!",
            "Das Rathaus wird nach Angaben der Stadt bis Ende des Jahres saniert.",
            "ich find das einfach super 😀", "Na toll. Und wer zahlt das wieder?", "\u2028",
            "x" * 3000,
        ]
    )
    | st.text(max_size=80),
    max_size=25,
)  # fmt: skip


@settings(max_examples=60)
@given(pieces=LINES, end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_character_is_article_comment_or_furniture(pieces: list[str], end: str) -> None:
    text = end.join(pieces)
    found = separate(
        PlainText(source="t", text=text), sentiment.load_model("german-lite").separation
    )
    article = found.article
    spans = [comment.span for comment in found.comments] + list(found.furniture)
    assert article.span is not None
    spans += [article.span] if article.text else []
    owners = [0] * len(text)
    for span in spans:
        assert span is not None
        for i in range(span.start, span.end):
            owners[i] += 1
    wrong = [i for i, sign in enumerate(text) if not sign.isspace() and owners[i] != 1]
    assert not [i for i in wrong if text[i].strip()]
    assert article.text == article.span.of(text)
    for comment in found.comments:
        assert comment.span is not None
        assert comment.text == comment.span.of(text)
        assert comment.text == comment.text.strip()
        assert comment.span.start >= article.span.end


@pytest.mark.parametrize("name", sorted(path.name for path in DISCUSSIONS.glob("*.txt")))
def test_samples_come_apart_as_an_editor_would_cut_them(
    name: str, model: sentiment.Bundle, gold: Callable[[str], dict[str, Any]]
) -> None:
    (found,) = sentiment.read([DISCUSSIONS / name], model)
    expected = gold(name)
    assert found.title == expected.get("title")
    assert found.article.text == expected["article"]["text"]
    assert [(c.author, c.date, c.text) for c in found.comments] == [
        (c["author"], c["date"], c["text"]) for c in expected["comments"]
    ]
    assert [(span.start, span.end) for span in found.furniture] == [
        (span["start"], span["end"]) for span in expected["furniture"]
    ]


def test_one_endless_line_and_a_hundred_thousand_short_ones(model: sentiment.Bundle) -> None:
    endless = separate(PlainText(source="t", text="wort " * 2_000_000), model.separation)
    assert len(endless.article.text) + sum(len(c.text) for c in endless.comments) == 9_999_999
    many = separate(PlainText(source="t", text="Na ja.\n" * 20_000), model.separation)
    assert many.article.text or many.comments
