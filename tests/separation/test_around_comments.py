"""What sites put around every comment tells short comments from buttons and counters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sentiment
from sentiment.discussion import PlainText
from sentiment.separation import separate
from sentiment.separation.counters import without_counters
from sentiment.separation.lines import lines
from sentiment.separation.site_lines import lines_of_site

if TYPE_CHECKING:
    from sentiment.bundle import Bundle

ARTICLE = """\
Der Wochenmarkt zieht um

Der Wochenmarkt von Niederau zieht im Mai auf den Parkplatz am Bahnhof. Das hat der Gemeinderat am
Montag beschlossen. Die Händler wurden nach Angaben des Rathauses vorher gefragt.
"""
_ROLES = {"+": "begin", " ": "inside", "-": "furniture", "=": "article"}
_SIGNS = {role: sign for sign, role in _ROLES.items()}

Said = list[tuple[str | None, str | None, str]]


@pytest.fixture(scope="module", params=["german", "german-lite"])
def either(request: pytest.FixtureRequest) -> Bundle:
    """Each of the shipped models."""
    return sentiment.load_model(request.param)


def said(text: str, model: Bundle) -> Said:
    """Return (author, date, text) of the comments below the article, which has none of them."""
    plain = PlainText(source="t", text=f"{ARTICLE}\n{text}")
    found = separate(plain, model.separation, model.page_reader)
    assert found.article.text
    assert ARTICLE.strip().endswith(found.article.text)
    return [(c.author, c.date, c.text) for c in found.comments]


def unmarked(page: str) -> tuple[str, list[str]]:
    """Return a page and its roles; the first sign of a line is its role."""
    rows = page.strip("\n").split("\n")
    return "\n".join(row[2:] for row in rows), [_ROLES[row[0]] for row in rows if row.strip()]


def marked(page: str, roles: list[str]) -> str:
    """Return a page with its roles, as it was marked."""
    signs = iter(roles)
    return "\n".join(
        f"{_SIGNS[next(signs)]} {row[2:]}" if row.strip() else row
        for row in page.strip("\n").split("\n")
    )


def test_what_a_reader_says_is_no_button() -> None:
    own = ["Gefällt mir nicht", "Gefällt mir!", "Antworten auf meine Frage gab es nie.", "Danke"]
    assert lines_of_site(own) == []
    assert lines_of_site(["Gefällt mir", "ANTWORTEN", "Gefällt mir (3)", "Teilen 2"]) == [
        0,
        1,
        2,
        3,
    ]


def test_what_most_comments_end_with_but_for_numbers_is_no_part_of_them() -> None:
    page = """
= Der Markt zieht um.
- Rosa Klein
+ Na endlich.
  12 Empfehlungen
  Hilfreich (6)
- Ben Ort
+ Und wer trägt mir die Kartoffeln heim?
  1 Empfehlung
- Hilfreich (3)
- Ute Feld
+ Die Antwort steht im Gemeindeblatt:
  3 Euro fürs Parken
- Ida Lang
+ Parken kostet doch gar nichts.
- 3 Empfehlungen
- Hilfreich (1)
- Leo Berg
+ 7 Empfehlungen
"""
    text, roles = unmarked(page)
    found = without_counters(list(lines(text)), roles)
    assert (
        marked(page, found)
        == """
= Der Markt zieht um.
- Rosa Klein
+ Na endlich.
- 12 Empfehlungen
- Hilfreich (6)
- Ben Ort
+ Und wer trägt mir die Kartoffeln heim?
- 1 Empfehlung
- Hilfreich (3)
- Ute Feld
+ Die Antwort steht im Gemeindeblatt:
  3 Euro fürs Parken
- Ida Lang
+ Parken kostet doch gar nichts.
- 3 Empfehlungen
- Hilfreich (1)
- Leo Berg
- 7 Empfehlungen
""".strip("\n")
    )


@pytest.mark.parametrize("ends", [["2:1", "3:0", "1:1"], ["LG", "LG", "LG"], ["5", "Ja", "10 km"]])
def test_scores_and_greetings_at_the_end_of_comments_stay(ends: list[str]) -> None:
    page = "".join(f"- Rosa\n+ Mein Tipp für heute:\n  {end}\n" for end in ends)
    text, roles = unmarked(page)
    assert without_counters(list(lines(text)), roles) == roles


@pytest.mark.parametrize(
    "counter",
    ["{n} Personen gefällt das", "Bewertung: +{n}", "👍 {n}   👎 3", "{n} „Gefällt mir“-Angaben"],
)
def test_counters_leave_whole_pages(counter: str, either: Bundle) -> None:
    texts = [
        "Das war doch klar, die Gemeinde hat ja kein Geld.",
        "Meine Mutter kommt da ohne Bus nicht mehr hin, das ist doch Mist.",
        "Am Bahnhof kann man wenigstens parken, ich finde das gut.",
    ]
    page = "3 Kommentare\n\n" + "\n\n".join(
        f"Rosa Klein\nvor {n} Std.\n{text}\n{counter.format(n=n)}"
        for n, text in enumerate(texts, start=2)
    )
    assert [text for _, _, text in said(page, either)] == texts
