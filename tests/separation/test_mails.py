"""Mails below an article: a comment each, their heads and feet furniture, no address told."""

from __future__ import annotations

import pytest

import sentiment
from sentiment.discussion import Discussion, PlainText, Span
from sentiment.separation import assemble, separate
from sentiment.separation.lines import lines
from sentiment.separation.mails import mails
from sentiment.separation.roles import roles_in, with_role

ARTICLE = """\
Das Kino am Wall schließt

Nach vierzig Jahren schließt das Kino am Wall, wie der Betreiber am Dienstag mitteilte. Zuletzt \
kamen im Schnitt elf Besucher.

"""
FIELDS = """\
Von: Ida Rohde <ida@post.example>
Gesendet: Freitag, 3. Mai 2024 10:12
An: Redaktion <redaktion@blatt.example>;
 lokales@blatt.example
Betreff: Kino am Wall

Sehr geehrte Redaktion,

ich habe dort meinen Mann kennengelernt. An: diesen Abend denke ich gern.

Viele Grüße
Ida Rohde

Von meinem iPhone gesendet

-----Ursprüngliche Nachricht-----
From: "Bo, Kai" [mailto:kai@post.example]
Sent: Saturday, May 4, 2024 8:30 AM
To: Redaktion
Subject: AW: Kino

Selber schuld, die Sitze waren durch.
--
Kai Bo
Tel. 0800 1234

Von: uwe@post.example
Datum: 5. Mai 2024 um 09:00:10 MESZ
An: Redaktion

> Nach vierzig Jahren schließt das Kino am Wall

Endlich ein Parkplatz mehr!

Am 04.05.2024 um 08:30 schrieb Redaktion <redaktion@blatt.example>:
> Das Kino schließt.
"""
LETTERS = [
    (
        "Ida Rohde",
        "2024-05-03T10:12",
        "Sehr geehrte Redaktion,\n\nich habe dort meinen Mann kennengelernt. An: diesen Abend "
        "denke ich gern.\n\nViele Grüße\nIda Rohde",
    ),
    ("Bo, Kai", "2024-05-04T08:30", "Selber schuld, die Sitze waren durch."),
    (None, "2024-05-05T09:00:10", "Endlich ein Parkplatz mehr!"),
]
WROTE = """\
Am 03.05.2024 um 10:12 schrieb Ida Rohde <ida@post.example>:

Schade um das Kino.

On Sat, May 4, 2024 at 8:30 AM Kai Bo
<kai@post.example> wrote:

Die Sitze waren durch.

Am Mo., 6. Mai 2024 um 18:22 Uhr schrieb Uwe <uwe@post.example>:

> Die Sitze waren durch.
Stimmt.
"""


def separated(text: str) -> Discussion:
    model = sentiment.load_model("german-lite").separation
    return separate(PlainText(source="mails.txt", text=text), model)


def comments(found: Discussion) -> list[tuple[str | None, str | None, str]]:
    return [(comment.author, comment.date, comment.text) for comment in found.comments]


@pytest.mark.parametrize("above", [ARTICLE, "", "Betreff: Leserbriefe zum Kino\n\n"])
def test_each_mail_is_a_comment_and_its_head_and_foot_are_furniture(above: str) -> None:
    text = above + FIELDS
    found = separated(text)
    assert comments(found) == LETTERS
    assert found.article.text == (ARTICLE.strip() if above == ARTICLE else "")
    spans = [comment.span or Span(start=0, end=0) for comment in found.comments]
    assert [span.of(text) for span in spans] == [letter[-1] for letter in LETTERS]
    furniture = "\n".join(span.of(text) for span in found.furniture)
    assert all(line in furniture for line in FIELDS.splitlines() if "@" in line or "iPhone" in line)


def test_who_wrote_when_with_an_address_is_a_head_also_on_two_lines() -> None:
    assert comments(separated(ARTICLE + WROTE)) == [
        ("Ida Rohde", "2024-05-03T10:12", "Schade um das Kino."),
        ("Kai Bo", "2024-05-04T08:30", "Die Sitze waren durch."),
        ("Uwe", "2024-05-06T18:22", "Stimmt."),
    ]


def test_a_mail_keeps_its_author_when_somebody_says_where_its_text_begins() -> None:
    found = separated(ARTICLE + FIELDS)
    page = list(lines(ARTICLE + FIELDS))
    greeting = next(at for at, line in enumerate(page) if line.head.startswith("Sehr geehrte"))
    roles = with_role(roles_in(found, page), greeting, greeting, "furniture")
    again = assemble(PlainText(source="mails.txt", text=ARTICLE + FIELDS), page, roles)
    assert comments(again)[0][:2] == LETTERS[0][:2]
    assert comments(again)[1:] == LETTERS[1:]


@pytest.mark.parametrize(
    "text",
    [
        # The line below a headline, facts, and an interview.
        "Das Kino schließt\nVon: Max Beer\nDatum: 3. Mai 2024\n\nNach vierzig Jahren ist Schluss.",
        "Von: München\nNach: Rom\nDatum: 3.5.2024\nDer Zug fährt dreimal am Tag.",
        "An: wen richtet sich das?\nBo: An alle.\nVon: wem kommt das Geld?\nBo: Vom Land.",
        # A reader who answers, and one who quotes.
        "Schade!\n\nAm 03.05.2024 um 10:12 schrieb Blatt <a@blatt.example>:\n> Das Kino schließt.",
        "Am 3. Mai 2024 schrieb Eva: Das Kino schließt.\nAm 4. Mai 2024 schrieb Bo: Schade.",
    ],
)
def test_what_is_like_a_head_of_a_mail_is_none(text: str) -> None:
    assert mails(list(lines(text))) == []


def test_a_mail_that_an_article_quotes_among_comments_with_dates_stays_in_it() -> None:
    head = "Von: Chef <chef@kino.example>\nGesendet: 3. Mai 2024 10:12\nBetreff: Aus\n\n"
    below = "".join(
        f"\n\n{name}\n{day}. Mai 2024 um 10:12\n{words}"
        for name, day, words in (
            ("Ida", 4, "Ich finde das so schade, ich war jede Woche dort!"),
            ("Kai", 5, "Selber schuld, die Sitze waren doch völlig durch."),
            ("Uwe", 6, "Endlich, da bekommen wir einen Parkplatz mehr :-)"),
        )
    )
    found = separated(
        f"{ARTICLE}{head}Wir hören auf.\n\nDas schrieb der Chef an alle.\n\nKommentare{below}\n"
    )
    assert [comment.author for comment in found.comments] == ["Ida", "Kai", "Uwe"]


def test_thousands_of_mails_and_hostile_lines_take_no_time() -> None:
    head = "Von: a@b.example\nDatum: 3.5.2024\nBetreff: x\n\nText\n\n"
    assert len(mails(list(lines(head * 5000)))) == 5000
    odd = ["Von: " * 100_000, "An: a,\n" * 20_000, "Am " + "1 schrieb " * 60 + "@\n", "-" * 600]
    assert mails(list(lines("\n".join(odd * 20)))) == []


def test_mails_below_a_heading_are_no_list_of_comments() -> None:
    mail = "Von: {}\nGesendet: 3. Mai 2024 10:12\nBetreff: Seilbahn\n\nIch finde das falsch.\n\n"
    text = "Leserbriefe\n\n" + mail.format("Eva Huber") + mail.format("Jo Falk")
    found = separated(text).comments
    assert [comment.author for comment in found] == ["Eva Huber", "Jo Falk"]


def test_a_head_of_a_mail_behind_a_name_is_what_that_reader_says() -> None:
    quoted = "Am 03.05.2024 um 10:12 schrieb {} <a@example.org>:"
    said = [f"Eva: {quoted.format('Jo Falk')}", f"Tom: {quoted.format('Ute Kern')}", "Ok!"]
    found = separated("\n".join(["Kommentare", *said])).comments
    assert [comment.author for comment in found][:2] == ["Eva", "Tom"]
