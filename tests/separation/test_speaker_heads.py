"""Pages whose comments stand below "Eva sagt:" and a date, as WordPress prints them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

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


@pytest.mark.parametrize("button", ["Permalink", "Bearbeiten", "Profilbild"])
@pytest.mark.parametrize("where", [{1}, {0, 1, 2, 3}])
def test_a_button_below_the_date_costs_no_comment(
    either: Bundle, button: str, where: set[int]
) -> None:
    heads = [printed(*own).split("\n", 2) for own in COMMENTS]
    below = "".join(
        f"{name}\n{date}\n{button}\n{text}" if at in where else f"{name}\n{date}\n{text}"
        for at, (name, date, text) in enumerate(heads)
    )
    found = cut(f"{BLOG}{below}", either)
    assert found.article.text == BLOG.strip()
    assert [(c.author, c.text) for c in found.comments] == [(own[0], own[2]) for own in COMMENTS]


def test_an_answer_without_a_date_between_others_begins_a_comment(either: Bundle) -> None:
    first, *others = (printed(*own) for own in COMMENTS)
    answer = "Rosi antwortet:\nDanke, Kay! Tomaten kommen nächstes Jahr.\n"
    found = cut(f"{BLOG}{first}{answer}{''.join(others)}", either)
    assert [c.author for c in found.comments] == [
        COMMENTS[0][0],
        "Rosi",
        *(author for author, _, _ in COMMENTS[1:]),
    ]


def test_an_answer_without_a_date_among_unusual_names_begins_a_comment(either: Bundle) -> None:
    blog = BLOG.replace("Oma sagt:\n", "")
    below = printed(*COMMENTS[0]) + "Rosi antwortet:\nDanke!\n" + printed(*COMMENTS[1])
    found = cut(f"{blog}{below}", either)
    assert [c.text for c in found.comments] == [COMMENTS[0][2], "Danke!", COMMENTS[1][2]]


def test_a_sentence_of_a_reader_is_no_button(either: Bundle) -> None:
    wish = (*COMMENTS[0][:2], "Mehr Artikel von dir, bitte!")
    found = cut(f"{BLOG}{printed(*wish)}{printed(*COMMENTS[1])}", either)
    assert [c.text for c in found.comments] == [wish[2], COMMENTS[1][2]]


NEWS = """Brücke in Niederau wird später fertig

Die neue Brücke über die Aue wird erst im Herbst freigegeben. Das teilte die Gemeinde am Montag mit.

Landrat Paul Roth sagte:
{}

Freibier soll es trotzdem geben. Die alte Brücke bleibt bis dahin für Autos gesperrt, zu Fuß kommt
man weiter hinüber.
"""


@pytest.mark.parametrize(
    "said",
    ["„Am 3. Mai 2018 wird gefeiert.“", "Vor 50 Jahren war es schlimmer.", "Am 3. Mai 2018?"],
)
def test_what_an_article_quotes_is_no_date(said: str) -> None:
    assert speaker_heads(list(lines(NEWS.format(said)))) == []


def test_who_says_when_above_the_heading_of_comments_is_of_the_article(either: Bundle) -> None:
    article = NEWS.format("8. Mai 2012\nHier kommt eine Brücke hin, und zwar bald.")
    below = "".join(f"{name}\n{date}\n{text}\n\n" for name, date, text in COMMENTS[:2])
    found = cut(f"{article}\n2 Kommentare\n\n{below}", either)
    assert [c.text for c in found.comments] == [text for _, _, text in COMMENTS[:2]]


@pytest.mark.parametrize("rank", ["Neues Mitglied", ""])
def test_a_head_has_as_many_lines_as_others(either: Bundle, rank: str) -> None:
    """Where a name stands alone, or above more than a date, it does not close the article."""
    people = [("Moni Wolf", "Schön geworden!"), ("wiesenwolf77", "Wir haben nur Tomaten.")]
    people.append(("toni_88", "Und wer zahlt die ganze Erde?"))
    when = f"{rank}\n3. Mai 2018 um 10:12\n" if rank else ""
    below = "".join(f"{name}\n{when}{text}\nAntworten\n" for name, text in people)
    found = cut(f"{BLOG}{below}", either)
    assert found.article.text.endswith("rechts am Abend")
    assert [c.text for c in found.comments] == [text for _, text in people]


def test_a_site_s_last_line_is_not_of_the_article(either: Bundle) -> None:
    below = "".join(printed(*one) for one in COMMENTS)
    for line in ("Newsletter abonnieren", "Zur Startseite", "Nächster Beitrag"):
        found = cut(f"{BLOG}{line}\n{below}", either)
        assert found.article.text == BLOG.strip()
