"""Heads that are known by the form that a page repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sentiment
from sentiment.discussion import PlainText
from sentiment.separation import separate
from sentiment.separation.listed import separable_lines
from sentiment.web.cuts import Cuts
from sentiment.web.documents import Documents

if TYPE_CHECKING:
    from pathlib import Path

    from sentiment.bundle import Bundle

ARTICLE = """\
Die Bücherei zieht um

Die Bücherei von Niederau zieht im Mai in das alte Postamt. Das hat der Gemeinderat am Montag
beschlossen. Der Umbau kostet 210.000 Euro.
"""
TEXTS = (
    "Na endlich, das Postamt steht seit Jahren leer!",
    "Und wo soll ich dann parken?",
    "Ich finde es schade um das alte Haus.",
    "Danke an alle, die dafür waren.",
)
NAMES = ("Moni Wolf", "toni_88", "Rosi Kern", "Uwe B.")

Said = list[tuple[str | None, str | None, str]]


@pytest.fixture(scope="module", params=["german", "german-lite"])
def either(request: pytest.FixtureRequest) -> Bundle:
    """Each of the shipped models."""
    return sentiment.load_model(request.param)


def said(text: str, model: Bundle) -> Said:
    """Return (author, date, text) of the comments below the article, which stays whole."""
    found = separate(PlainText(source="t", text=text), model.separation, model.page_reader)
    assert found.article.text == ARTICLE.strip()
    covered = [found.article.span, *found.furniture, *(c.span for c in found.comments)]
    inside = {at for span in covered if span is not None for at in range(span.start, span.end)}
    assert not [at for at, sign in enumerate(text) if not sign.isspace() and at not in inside]
    return [(c.author, c.date, c.text) for c in found.comments]


def page(head: str, whens: list[str], between: str, heading: str) -> str:
    """Return a page whose comments have such heads."""
    comments = [
        f"{head.format(name=name, when=when)}\n{text}\n"
        for name, when, text in zip(NAMES, whens, TEXTS, strict=True)
    ]
    return f"{ARTICLE}\n{heading}\n{between.join(comments)}"


WEEKS = ["5 Wochen", "3 Wo.", "2 Tage", "1 Std."]
CLOCKS = ["09:00", "9:12", "10:05", "10:30 Uhr"]
TODAY = [f"heute um {clock}" for clock in CLOCKS]
AGO = ["vor 3 Tagen", "vor 2 Std.", "vor 45 Min.", "gestern um 10:30"]


@pytest.mark.parametrize("heading", ["", "4 Kommentare\n\nNeueste\n"])
@pytest.mark.parametrize(
    ("head", "whens"),
    [
        ("{name} {when}", WEEKS),
        ("{name} ({when})", AGO),
        ("{name}, {when}", CLOCKS),
        ("{name} — {when}", CLOCKS),
        ("{name} — {when}", TODAY),
        ("{name}\n — {when}", TODAY),
        ("{name}\n  {when}", CLOCKS),
        ("[{when}] {name}", CLOCKS),
        ("[{when}] {name}", TODAY),
        ("👤 {name}\n🕒 {when}", AGO),
        ("👤 {name} 🕒 {when}", AGO),
    ],
)
def test_heads_are_known_by_a_form_that_comes_again(
    head: str, whens: list[str], heading: str, either: Bundle
) -> None:
    expected = list(zip(NAMES, whens, TEXTS, strict=True))
    for between in ("", "\n"):
        assert said(page(head, whens, between, heading), either) == expected


def test_a_time_alone_is_of_the_next_message_and_a_badge_no_name(either: Bundle) -> None:
    chat = """
Moni Wolf — heute um 18:02
Na endlich, das Postamt steht seit Jahren leer!

[18:03]
Und hell ist es auch.

toni_88 — heute um 18:05
Und wo soll ich dann parken?

BücherBot
BOT
 — heute um 18:10
Frage 204 wurde notiert
"""
    assert said(ARTICLE + chat, either) == [
        ("Moni Wolf", "heute um 18:02", "Na endlich, das Postamt steht seit Jahren leer!"),
        ("Moni Wolf", "18:03", "Und hell ist es auch."),
        ("toni_88", "heute um 18:05", "Und wo soll ich dann parken?"),
        ("BücherBot", "heute um 18:10", "Frage 204 wurde notiert"),
    ]


@pytest.mark.parametrize("contacts", ["E-Mail | Homepage\n", "Homepage\n", ""])
def test_labels_of_guest_books_tell_who_wrote_and_when(contacts: str, either: Bundle) -> None:
    names = ["Eva aus Neudorf", "anonym", "Dr. Jo Lind", "toni_88"]
    page = f"{ARTICLE}\nGästebuch\nEintragen\n"
    for at, (name, text) in enumerate(zip(names, TEXTS, strict=False)):
        date = f"Sonntag, {15 - at}. Dezember 2013 21:1{at}"
        page += f"{87 - at}\nName: {name}\nDatum: {date}\n{contacts}{text}\n"
    assert said(page, either) == [
        (name, f"2013-12-{15 - at}T21:1{at}", text)
        for at, (name, text) in enumerate(zip(names, TEXTS, strict=False))
    ]


def test_labels_of_feasts_are_no_heads(either: Bundle) -> None:
    feasts = (
        ("Sommerfest der Feuerwehr", "Mit Musik, Kuchen und Gegrilltem auf dem Platz am Tor."),
        ("Konzert", "Der Chor singt Lieder aus drei Jahrhunderten, der Eintritt ist frei."),
        ("Turnier", "Es spielen zwölf Mannschaften aus dem ganzen Landkreis um den Pokal."),
    )
    page = "".join(
        f"Name: {name}\nDatum: Samstag, {at}. Mai 2024 15:00\nHomepage\n{text}\n\n"
        for at, (name, text) in enumerate(feasts, start=3)
    )
    plain = PlainText(source="t", text=f"{ARTICLE}\n{page}")
    assert not separate(plain, either.separation, either.page_reader).comments


def test_badges_and_later_changes_are_no_part_of_such_heads(either: Bundle) -> None:
    comments = f"""
moni.w Verifiziert 3 Wochen
{TEXTS[0]}
toni_88 Neues Mitglied 2 Wo. Geändert
{TEXTS[1]}
rosi.kern Autorin 5 Tage
{TEXTS[2]}
Anna Gast 6 Tage
{TEXTS[3]}
Jo Meister 7 Tage
{TEXTS[0]}
"""
    assert said(f"{ARTICLE}\n5 Kommentare\n{comments}", either) == [
        ("moni.w", "3 Wochen", TEXTS[0]),
        ("toni_88", "2 Wo.", TEXTS[1]),
        ("rosi.kern", "5 Tage", TEXTS[2]),
        ("Anna Gast", "6 Tage", TEXTS[3]),
        ("Jo Meister", "7 Tage", TEXTS[0]),
    ]


def test_the_first_message_of_a_chat_may_be_its_article(either: Bundle) -> None:
    chat = f"Moni Wolf\n  9:02 AM\n{ARTICLE.splitlines()[2]}\n\n" + "\n".join(
        f"{name}\n  9:1{at} AM\n{text}\n"
        for at, (name, text) in enumerate(zip(NAMES, TEXTS, strict=True))
    )
    found = separate(PlainText(source="t", text=chat), either.separation, either.page_reader)
    assert [comment.text for comment in found.comments] == list(TEXTS)
    assert found.article.text == ARTICLE.splitlines()[2]


@pytest.mark.parametrize(
    "lines",
    [
        "Vorbereitung 20 Minuten\nÄpfel schälen und in Spalten schneiden.\n\n"
        "Backzeit 45 Minuten\nMein Ofen braucht etwas länger, haha!\n\n"
        "Ruhezeit 2 Stunden\nIch warte nie so lange.",
        "Jugendkapelle Niederau — 14:00\nDie jungen Musiker eröffnen das Fest am Marktplatz.\n\n"
        "Rockpirat 20:00\nHier wird es laut, bringt gute Laune mit.\n\n"
        "Feuerwerk\n22:30 Uhr\nZum Schluss steigt am Ufer das große Feuerwerk.",
        "[15:00] Anpfiff\nDer Ball rollt, auf gehts!\n[15:12] Tor\nWas für ein Schuss, unhaltbar!"
        "\n[15:45] Halbzeit\nDas war eine schwache erste Hälfte.",
        "Yogakurs 6 Wochen\nWir atmen und dehnen gemeinsam, du brauchst nur eine Matte!\n\n"
        "Spanisch 10 Wochen\nFür alle, die schon immer nach Madrid wollten.\n\n"
        "Fotografie 3 Tage\nIch zeige euch, wie man im Wald tolle Bilder macht.",
    ],
)
def test_programmes_recipes_and_tickers_are_not_taken_apart(lines: str, model: Bundle) -> None:
    page = separable_lines(f"{ARTICLE}\n{lines}\n", model.separation)
    assert not any(line.is_head for line in page)


LISTS = (
    "Ida Roth, 6 Jahre\nIch lese am liebsten von Drachen!\n\n"
    "Max Kühn, 8 Jahre\nMir gefallen die Comics, die sind so lustig.\n\n"
    "Eva Lang, 7 Jahre\nIch war noch nie dort.",
    "Ida Roth (44 Jahre)\nEndlich mehr Platz! Ich bin begeistert.\n\n"
    "Max Kühn (61 Jahre)\nIch komme dann ja kaum noch hin.\n\n"
    "Eva Lang (17 Jahre)\nMir egal, ich lese eh nur am Handy.",
    "Ida Roth, 17:30 Uhr\nSo habt ihr Gedichte noch nie gehört. Nehmt Taschentücher mit!\n\n"
    "Max Kühn, 19:00 Uhr\nMuss man mögen. Ich mag ihn sehr.\n\n"
    "Eva Lang, 20:15 Uhr\nSie singt, ihr weint. So einfach ist das.",
    "Hoher Stein (6 Stunden)\nIhr braucht gute Knie. Aber dieser Blick!\n\n"
    "Kleine Alm (2 Stunden)\nWir gehen jedes Jahr hinauf, ideal mit Kindern.\n\n"
    "Roter Turm (4 Stunden)\nMein Favorit, nehmt euch eine Jause mit!\n\n"
    "Gute Tour wünscht euch eure Resi.",
    "[18:02] Ida Roth\nHast du das schon gesehen?\n\n[18:04] Max Kühn\nJa eh. Viel zu teuer!\n\n"
    "[18:05] Ida Roth\nWir nehmen ihn trotzdem, der Chef will das so.\n\n"
    "Die Gemeinde hat den Vertrag inzwischen gekündigt.",
    "Regal 30 Min.\nLampe 20 Min.\nKlebstoff 12 Min.\n\n"
    "Alles muss trocken sein, bevor ihr weitermacht.",
)
DATED = "Moni Wolf\n04.05.2024, 10:12\n{}\n\ntoni_88\n04.05.2024, 11:40\n{}".format(*TEXTS)


@pytest.mark.parametrize("lines", LISTS)
def test_what_an_article_lists_is_not_taken_apart(lines: str, model: Bundle) -> None:
    weeks = page("{name} {when}", WEEKS, "\n", "").removeprefix(ARTICLE)
    middle = page("{name} · {when}", ["04.05.2024, 10:12"] * 4, "\n", "Kommentare\n")
    for comments, count in (
        ("", 0),
        (f"2 Kommentare\n\n{DATED}", 0),
        (DATED, 0),
        (weeks, len(WEEKS)),
        (middle.removeprefix(ARTICLE), len(NAMES)),
    ):
        cut = separable_lines(f"{ARTICLE}\n{lines}\n\n{comments}", model.separation)
        heads = [line.head for line in cut if line.is_head]
        assert heads[::2] == list(NAMES[:count])


@pytest.mark.parametrize("lines", [LISTS[0], LISTS[2], LISTS[5]])
def test_comments_below_such_lists_are_found(lines: str, either: Bundle) -> None:
    text = f"{ARTICLE}\n{lines}\n\n3 Kommentare\n\n" + "\n\n".join(
        f"@{name.split()[0]}\nvor 3 Wochen\n{text}\nAntworten"
        for name, text in zip(NAMES[:3], TEXTS, strict=False)
    )
    found = separate(PlainText(source="t", text=text), either.separation, either.page_reader)
    assert found.article.text == f"{ARTICLE}\n{lines}"
    assert found.announced == 3
    assert [(c.author, c.date, c.text) for c in found.comments] == [
        (f"@{name}", "vor 3 Wochen", text)
        for name, text in zip(("Moni", "toni_88", "Rosi"), TEXTS, strict=False)
    ]


def test_cuts_by_hand_keep_heads_apart(model: Bundle, tmp_path: Path) -> None:
    documents = Documents(Cuts(tmp_path))
    document = documents.open(page("{name} {when}", WEEKS, "\n", "").encode(), "a.txt", model)
    (before,) = document.discussions
    documents.recut(document.id, 0, 2, 2, "furniture")
    (after,) = documents.get(document.id).discussions
    assert after.comments == before.comments
    assert [comment.date for comment in after.comments] == WEEKS


@pytest.mark.parametrize("blank", ["  ", "\u00a0", " \u200e", "\t"])
def test_blanks_of_all_kinds_may_stand_in_a_name(blank: str, either: Bundle) -> None:
    heads = [f"{name.replace(' ', blank)}, 09:{at}0" for at, name in enumerate(NAMES)]
    comments = [f"{head}\n{text}\n" for head, text in zip(heads, TEXTS, strict=True)]
    found = said(f"{ARTICLE}\n4 Kommentare\n\n" + "\n".join(comments), either)
    assert found == [
        (name, f"09:{at}0", text) for at, (name, text) in enumerate(zip(NAMES, TEXTS, strict=True))
    ]


@pytest.mark.parametrize(
    "text", ["Papa sagt:\nEva sagt:\n3 Äpfel.", "Papa sagt:", "Eva sagt:\nMax sagt:"]
)
def test_names_without_words_below_end_in_no_error(text: str, either: Bundle) -> None:
    found = separate(PlainText(source="t", text=text), either.separation)
    assert "Eva sagt:" not in [comment.text for comment in found.comments]
