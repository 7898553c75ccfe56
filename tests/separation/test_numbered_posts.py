"""Posts that forums number beside their dates, with much on an account above each text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import sentiment
from sentiment.discussion import PlainText
from sentiment.separation import separate
from sentiment.separation.lines import lines
from sentiment.separation.numbered_posts import numbered_posts

if TYPE_CHECKING:
    from sentiment.bundle import Bundle

NAMES = ["Bus-Rudi", "Jo86", "Eva_K", "Jo86", "Uwe"]
TEXTS = [
    "Die Stadt verlängert die Linie 5 bis zum Klinikum.\n\nWas haltet ihr davon?",
    "Endlich kommt der Bus auch zu uns!",
    "Wer kalkuliert denn so etwas? Mein Geld ist das.\n\nUnd die Haltestelle fehlt auch noch.",
    "Gut so",
    "Ich auch, danke euch allen für die Antworten!",
]
NUMBERED = list(enumerate(NAMES, start=1))
BOX = "Mitglied\nRegistriert\n14 Mai 2018\nBeiträge\n{n}\nPunkte Reaktionen\n38\n"
ARTICLE = """\
Neue Buslinie ab Mai

Die Stadt verlängert die Linie 5 bis zum Klinikum. Das teilte der Bürgermeister am Montag mit. Die
Kosten liegen bei 200.000 Euro im Jahr, wovon das Land die Hälfte trägt.

"""


@pytest.fixture(scope="module", params=["german", "german-lite"])
def either(request: pytest.FixtureRequest) -> Bundle:
    """Each of the shipped models."""
    return sentiment.load_model(request.param)


def posts(box: str, first: int = 1, *, blank: str = "\n", step: int = 1) -> str:
    """Return a thread whose posts are numbered from `first`."""
    numbers = range(first, first + 5 * step, step)
    return blank.join(
        f"{name}\n{box.format(n=200 + n)}{at} Januar 2024\n#{n}\n{text}\n"
        for at, (n, name, text) in enumerate(zip(numbers, NAMES, TEXTS, strict=True), start=7)
    )


def said(text: str, model: Bundle) -> list[tuple[str | None, str]]:
    """Return (author, text) of the comments."""
    found = separate(PlainText(source="t", text=text), model.separation, model.page_reader)
    return [(c.author, c.text) for c in found.comments]


@pytest.mark.parametrize("box", [BOX, "Mitglied\n", ""])
def test_numbered_posts_answer_the_first_of_all(box: str, either: Bundle) -> None:
    thread = f"Foren\nVerkehr\n\n{posts(box)}\nTeilen:\nFacebook\nE-Mail\n"
    answers = list(zip(NAMES, TEXTS, strict=True))[1:]
    assert said(thread, either) == answers


def test_numbered_posts_of_a_later_page_and_below_an_article_are_all_comments(
    either: Bundle,
) -> None:
    comments = list(zip(NAMES, TEXTS, strict=True))
    assert said(posts(BOX, first=21), either) == comments
    assert said(f"{ARTICLE}{posts('')}", either) == comments


@pytest.mark.parametrize(
    "middle",
    [
        "Sehe ich anders.\n\nZitat von Jo86:\nSuper! …\nKlicke in dieses Feld, um es in "
        "vollständiger Größe anzuzeigen.\nFür mich ist das viel zu teuer, wir haben andere Sorgen.",
        "Siehe:\n\nPeter\n\nDer hat recht.",
        "Drei Fragen:\n- Preise\n- Öffnungszeiten\n\nMelden\nDas würde ich gern wissen.",
    ],
)
def test_all_lines_of_a_numbered_post_are_its_text(middle: str, either: Bundle) -> None:
    thread = posts(BOX).replace(TEXTS[2], middle)
    answers = [TEXTS[1], middle, *TEXTS[3:]]
    assert said(thread, either) == list(zip(NAMES[1:], answers, strict=True))


def test_signatures_are_no_part_of_numbered_posts(either: Bundle) -> None:
    signed = "{text}\n__________________\nMein Motto: Leben und leben lassen.\nEuer Rudi\n"
    thread = posts(BOX)
    for text in TEXTS:
        thread = thread.replace(f"{text}\n", signed.format(text=text))
    assert said(thread, either) == list(zip(NAMES, TEXTS, strict=True))[1:]
    found = separate(PlainText(source="t", text=thread), either.separation, either.page_reader)
    assert found.article.text == TEXTS[0]


# A post in the layout of each forum, with its box and buttons.
LAYOUTS = {
    "vBulletin 3": """\
Alt {day}.01.2024, 18:05 \t  #{n}
{name}
Benutzer

Registriert seit: 05.01.2011
{place}Beiträge: {n}7
Standard {aw}Die neue Linie 5
{quote}{text}
{name} ist offline \tMit Zitat antworten
""",
    "vBulletin 4": """\
    {day}.01.2024, 18:05 #{n}
{name}
{name} ist offline
Benutzer
Registriert seit
05.01.2011
{place}Beiträge
{n}7

Standard {aw}Die neue Linie 5
{quote}{text}
Zitieren Zitieren

""",
    "vBulletin 5": """\
{name}
Benutzer

    Dabei seit: 05.01.2011
    Beiträge: {n}7

    Teilen
    Tweet

    #{n}
{aw}Die neue Linie 5
    {day}.01.2024, 18:05
{quote}{text}

    Zitat
    Kommentar

""",
    "MyBB": """\
{name} Offline
Posting Freak
*****
Beiträge: {n}7
Registriert seit: Mar 2017
Bewertung: {n}
#{n}
{day}.01.2024, 18:05 (Dieser Beitrag wurde zuletzt bearbeitet: {day}.01.2024, 18:07 von {name}.)
{said}{text}
Suchen
Zitieren
""",
    "SMF": """\
{name}

    Sr. Member
    ****
    Beiträge: {n}7

{re}Die neue Linie 5
« {answer}am: {day}. Januar 2024, 18:05 »

{quote}{text}

    Gespeichert

""",
    "phpBB": """\
{name}
    Beiträge: {n}7
    Registriert: Sa 22. Jan 2011, 12:00

{re}Die neue Linie 5

    Zitieren

Beitrag von {name} » Di {day}. Jan 2024, 18:05
{quote}{text}
Nach oben

""",
    "WoltLab": """\
    {name}

    {rank}

Reaktionen
    {n}2
Beiträge
    {n}7

    {day}. Januar 2024 um 18:05
        #{n}

{quote}{text}

    Gefällt mir {n}
    Danke {n}
    Zitieren
""",
    "Kunena": """\
{day} Jan. 2024 18:05 #{n} von {name}
{name} antwortete auf Die neue Linie 5
{quote}{text}

Bitte Anmelden oder Registrieren um der Konversation beizutreten.

""",
}


def thread(layout: str) -> str:
    """Return a thread in a layout, whose fourth post quotes the second one."""
    shown = "Zur Startseite\nForen\nVerkehr\nDie neue Linie 5\nThemen-Optionen\n\n"
    for n, (name, text) in enumerate(zip(NAMES, TEXTS, strict=True), start=1):
        is_quoting = n == len(NAMES) - 1
        shown += LAYOUTS[layout].format(
            day=f"{n + 10}",
            n=n,
            name=name,
            text=text,
            rank=["Schüler", "Profi", "Erleuchteter", "Profi", "Anfängerin"][n - 1],
            place="Ort: Bad Nauheim\n" if n % 2 else "",
            aw="AW: " if n > 1 else "",
            re="Re: " if n > 1 else "",
            answer=f"Antwort #{n - 1} " if n > 1 else "",
            quote=f"Zitat von {NAMES[1]} Beitrag anzeigen\n{TEXTS[1]}\n" if is_quoting else "",
            said=f"(12.01.2024, 18:05){NAMES[1]} schrieb:  {TEXTS[1]}\n\n" if is_quoting else "",
        )
    return f"{shown}Ähnliche Themen\nAlle Zeitangaben in WEZ +1.\n"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_names_stand_above_below_or_beside_dates(layout: str, either: Bundle) -> None:
    plain = PlainText(source="t", text=thread(layout))
    found = separate(plain, either.separation, either.page_reader)
    assert found.article.text == TEXTS[0]
    assert found.title == "Die neue Linie 5"
    assert [(c.author, c.date, c.text, c.parent) for c in found.comments] == [
        (name, f"2024-01-{n}T18:05", text, "1" if n == 14 else None)
        for n, (name, text) in enumerate(zip(NAMES[1:], TEXTS[1:], strict=True), start=12)
    ]


@pytest.mark.parametrize(
    ("started", "answered"),
    [
        ("Die neue Linie 5 wurde erstellt von {name}", "{name} antwortete auf Die neue Linie 5"),
        (
            "{name} created the topic: Die neue Linie 5",
            "{name} replied the topic: Die neue Linie 5",
        ),
    ],
)
def test_who_started_a_thread_opens_it_where_the_posts_of_all_threads_are_counted(
    started: str, answered: str, either: Bundle
) -> None:
    post = (
        "    {name}\n    {name}s Avatar\n    Offline\n    Senior Boarder\n    Beiträge: {n}\n\n"
        "11 Jahre 4 Monate her #{n} von {name}\n{subject}\n{text}\n{edited}\n"
        "Bitte Anmelden oder Registrieren, um der Konversation beizutreten.\n"
    )
    edited = "Letzte Änderung: 11 Jahre 3 Monate her von Eva_K.\n"
    page = "Forum\nVerkehr\n\nDie neue Linie 5\n\n" + "".join(
        post.format(
            name=name,
            n=n,
            subject=(answered if at else started).format(name=name),
            text=text,
            edited=edited if name == "Eva_K" else "",
        )
        for at, (n, name, text) in enumerate(zip(range(311, 316), NAMES, TEXTS, strict=True))
    )
    answers = list(zip(NAMES[1:], TEXTS[1:], strict=True))
    found = separate(PlainText(source="t", text=page), either.separation, either.page_reader)
    assert found.article.text == TEXTS[0]
    assert [(c.author, c.text) for c in found.comments] == answers
    assert {c.date for c in found.comments} == {"11 Jahre 4 Monate her"}
    later = page.replace(started.format(name=NAMES[0]), answered.format(name=NAMES[0]))
    assert said(later, either) == list(zip(NAMES, TEXTS, strict=True))


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_all_paragraphs_of_an_opening_post_are_the_article(blank: str, either: Bundle) -> None:
    opening = blank.join(
        ["Die Alten wollen Asche, die Jungen wollen Rasen.", "Wie ist das bei euch?", "Danke!"]
    )
    page = posts("", blank="\nZitieren\n\n").replace(TEXTS[0], opening)
    found = separate(PlainText(source="t", text=page), either.separation, either.page_reader)
    assert found.article.text == opening
    assert [(c.author, c.text) for c in found.comments] == list(
        zip(NAMES[1:], TEXTS[1:], strict=True)
    )


def test_numbers_stand_behind_subjects_above_dates_and_names(either: Bundle) -> None:
    signature = "•      •      •\nWer wartet, fährt später\n"
    thread = "\n".join(
        f"Neue Buslinie   \t#{n} \t\n{13 + n}.02.2025 - 21:58 Uhr\n{name}\nBeiträge: {n}.214\n"
        f"Gute Beiträge: 18{n} / 96\nMitglied seit: 1{n}.03.2011\n\n{text}\n"
        f"{'' if name == 'Uwe' else signature}Zitieren Melden\n"
        for (n, name), text in zip(NUMBERED, TEXTS, strict=True)
    )
    answers = list(zip(NAMES, TEXTS, strict=True))[1:]
    assert said(f"Forum\nVerkehr\n\n{thread}", either) == answers


def test_a_post_may_be_what_most_say_or_end_with_a_list(either: Bundle) -> None:
    page = posts(BOX, blank="Zitieren\n\n") + "Zitieren\n\nTeilen:\nFacebook\n"
    again = page.replace(TEXTS[1], "Dafür!").replace(TEXTS[3], "Dafür!").replace(TEXTS[4], "Dafür!")
    listed = "Ich würde so vorgehen:\n1. Angebote holen\n2. abstimmen"
    again = again.replace(TEXTS[2], listed)
    texts = ["Dafür!", listed, "Dafür!", "Dafür!"]
    assert said(again, either) == list(zip(NAMES[1:], texts, strict=True))


@pytest.mark.parametrize("years", [(1914, 1924, 1931), (1914, 1914, 1915), (1992, 2004, 2024)])
def test_a_chronicle_that_numbers_its_dates_has_no_posts(years: tuple[int, ...]) -> None:
    page = "\n".join(
        f"{name}\n{n}. März {year}\n#{n}\nEr führte den Verein in diesem Jahr aus der Not.\n"
        for n, (name, year) in enumerate(zip(NAMES, years, strict=False), start=1)
    )
    assert numbered_posts(list(lines(page))) == []
    thread = re.sub(r" \d{4}\n", " 2024\n", page)
    assert len(numbered_posts(list(lines(thread)))) == len(years)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (posts(BOX), 5),
        (posts(BOX, blank=""), 0),  # nothing tells where a head begins
        (posts("", step=3), 0),
        ("".join(f"Platz\n\nOrt\n#{n}\nEin See.\n\n" for n in (1, 2, 3)), 0),
        ("\n".join(f"Ort\n{n}. Mai 2024\n#{4 - n}\nEin See.\n" for n in (1, 2, 3)), 0),
        ("\n".join(f"Ort\n{n}. Mai 2024\n#{n}\nEin See.\n" for n in (1, 2)), 0),
        ("\n".join(f"#{n} 0{n}.05.2024\n{name}\nZu Gast.\n" for n, name in NUMBERED), 0),
        ("\n".join(f"#{n}\n{name}\n0{n}.05.2024\nZu Gast.\n" for n, name in NUMBERED), 0),
        ("\n".join(f"{name}\n#{n} vor {9 - n} Jahren\nZu Gast.\n" for n, name in NUMBERED), 0),
        ("\n".join(f"#{n} von Eva, 0{n}.05.2024, 18:00\nEin See.\n" for n in (1, 2, 3)), 0),
    ],
)
def test_numbers_that_count_beside_dates_below_names_are_of_posts(page: str, found: int) -> None:
    assert len(numbered_posts(list(lines(page)))) == found
