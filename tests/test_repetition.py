"""What is said more than once: the same words, and campaigns."""

from __future__ import annotations

import random
from unittest.mock import patch

from sentiment import campaigns
from sentiment.campaigns import Campaigns
from sentiment.discussion import Comment
from sentiment.repetition import Group, Groups, repetitions

WORDS = [f"Wort{number}" for number in range(400)]
CALL = "Wir fordern den Stadtrat auf, die Linie 7 auch abends bis zum Bahnhof fahren zu lassen"
CLOSINGS = ("!", ". Mit besten Grüßen, Uwe", ", und zwar sofort! Ina aus Hagen", " :-)", ".", "!!")


def comments(texts: list[str]) -> list[Comment]:
    return [Comment(id=f"c{place}", text=text) for place, text in enumerate(texts)]


def others(count: int) -> list[str]:
    chosen = random.Random(7)
    return [" ".join(chosen.sample(WORDS, 14)) for _ in range(count)]


def test_the_same_words_are_grouped_the_largest_first() -> None:
    found = repetitions(comments(["Nein.", "Ja!", "Nein.", "Gut so.", "Ja!", "Nein."]))
    assert found.duplicates == Groups(
        groups=2,
        comments=5,
        largest=(Group(first="c0", comments=3), Group(first="c1", comments=2)),
    )
    assert not found.campaigns


def test_a_campaign_is_found_among_other_comments_whatever_its_readers_add() -> None:
    texts = others(200)
    for place, closing in enumerate(CLOSINGS):
        texts[30 * place + 5] = f"{closing.strip('!.')} {CALL}{closing}"
    found = repetitions(comments(texts)).campaigns
    assert found == Groups(groups=1, comments=6, largest=(Group(first="c5", comments=6),))


def test_what_many_say_without_knowing_each_other_is_no_campaign() -> None:
    texts = others(150)
    texts[::3] = ["Danke für den tollen Artikel!"] * 50
    found = repetitions(comments(texts))
    assert found.duplicates.comments == 50
    assert not found.campaigns


def test_memory_is_bounded_and_what_was_closed_still_counts() -> None:
    texts = others(300)
    early, late = [CALL + closing for closing in CLOSINGS[:3]], [CALL + c for c in CLOSINGS[3:]]
    with patch.object(campaigns, "_OPEN", 50):
        finder = Campaigns()
        finder.add(comments([*early, *texts, *late]))
        found = finder.groups()
    assert [group.comments for group in found.largest] == [3, 3]
    assert len(finder._open) == len(finder._sketches) == 50
