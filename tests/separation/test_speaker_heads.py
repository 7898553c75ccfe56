"""Pages whose comments stand below "Eva sagt:" and a date, as WordPress prints them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sentiment
from sentiment.discussion import PlainText
from sentiment.separation import separate
from sentiment.separation.lines import lines
from sentiment.separation.speaker_heads import speaker_heads

if TYPE_CHECKING:
    from sentiment.bundle import Bundle
    from sentiment.discussion import Discussion

BLOG = """\
Ein Hochbeet in einem Tag

Ich wollte seit Jahren eines, und letzten Samstag war es endlich so weit. Die Bretter lagen noch vom
Zaun im Schuppen, und meine Freundin hatte Zeit.

Oma sagt:
Ohne Vlies wird das nichts.

Sie hatte natürlich recht. Also noch einmal in den Baumarkt, und dann Erde, Erde, Erde.
Was baut ihr in euren Beeten an?
Eure Rosi
Links das Beet am Morgen, rechts am Abend
"""
COMMENTS = [
    ("Susi & Kay", "2018-05-03T10:12", "Toll geworden. Wir haben nur Tomaten."),
    ("die kleine (aus Ulm)", "2018-05-03T11:40", "Bei mir wachsen darin Erdbeeren."),
    ("Danke !!", "2018-05-04T08:05", "Quelle:\nHeft 3 vom letzten Jahr"),
    ("Rosi", "2018-05-04T21:17", "Ich wünsche euch allen eine gute Ernte!"),
]


@pytest.fixture(scope="module", params=["german", "german-lite"])
def either(request: pytest.FixtureRequest) -> Bundle:
    """Each of the shipped models."""
    return sentiment.load_model(request.param)


def cut(text: str, model: Bundle) -> Discussion:
    return separate(PlainText(source="t", text=text), model.separation, model.page_reader)


def printed(author: str, date: str, text: str) -> str:
    return f"{author} sagt:\n{datetime.fromisoformat(date):%-d. Mai %Y um %H:%M}\n{text}\n"


@pytest.mark.parametrize("between", ["", "\n"])
@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_name_that_says_above_a_date_begins_each_comment(
    either: Bundle, count: int, between: str
) -> None:
    """None begins below who speaks in the article, nor with its author or its last caption."""
    below = between.join(printed(*one) for one in COMMENTS[:count])
    found = cut(f"{BLOG}{between}{below}", either)
    assert found.article.text == BLOG.strip()
    assert [(c.author, c.date, c.text) for c in found.comments] == COMMENTS[:count]


@pytest.mark.parametrize("heading", ["Das sagen unsere Leser", "Ihre Meinung:", "4 Kommentare"])
def test_headings_above_the_first_head_are_not_of_the_article(either: Bundle, heading: str) -> None:
    below = "".join(printed(*one) for one in COMMENTS)
    for sort in ("", "Neueste zuerst\n"):
        found = cut(f"{BLOG}\n{heading}\n{sort}{below}", either)
        assert found.article.text == BLOG.strip()
        assert [c.text for c in found.comments] == [text for _, _, text in COMMENTS]


@given(st.lists(st.sampled_from(["Eva sagt:", "3. Mai 2018 um 10:12", "Ja.", "21:00", ""])))
def test_a_head_is_two_lines_above_a_text(printed: list[str]) -> None:
    page = list(lines("\n".join(printed)))
    for head in speaker_heads(page):
        name, date = (page[at].head for at in head)
        assert (name, date) in {("Eva sagt:", "3. Mai 2018 um 10:12"), ("Eva sagt:", "21:00")}
        assert head.stop < len(page)
