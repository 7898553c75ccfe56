"""What sites put around every comment tells short comments from buttons and counters."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

import sentiment
from sentiment.discussion import PlainText
from sentiment.separation import separate
from sentiment.separation.counters import without_counters
from sentiment.separation.dated_buttons import above_dated_buttons
from sentiment.separation.lines import lines
from sentiment.separation.short_texts import with_short_texts
from sentiment.separation.site_lines import is_of_site, lines_of_site
from sentiment.separation.whole_texts import with_greetings, with_whole_texts

if TYPE_CHECKING:
    from sentiment.bundle import Bundle

ARTICLE = """\
Der Wochenmarkt zieht um

Der Wochenmarkt von Niederau zieht im Mai auf den Parkplatz am Bahnhof. Das hat der Gemeinderat am
Montag beschlossen. Die Händler wurden nach Angaben des Rathauses vorher gefragt.
"""
TITLED = """
= Der Markt zieht um.
- Abgehängt
- Rosa Klein
- 3. März 2025
+ Na endlich, das war ja nicht mehr schön.
- Antworten
- Schwer
- Ben Ort
- 4. März 2025
+ Und wer trägt mir die Kartoffeln heim?
- Antworten
- Endlich Platz
- Ute Feld
- 4. März 2025
+ Am Bahnhof kann man wenigstens parken.
- Antworten
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


def test_buttons_of_networks_begin_no_comment(either: Bundle) -> None:
    network = """
5 Kommentare

Rosa Klein
Gut so
5 Std.
Gefällt mir
Antworten
3
Ben Ort
Meine Mutter kommt da ohne Bus nicht mehr hin, das ist doch Mist.
4 Std.
Gefällt mir
Antworten
12
Ute Feld
Am Bahnhof kann man wenigstens parken, ich finde das gut.
3 Std.
Gefällt mir
Antworten
1
Jan Moos
lol
2 Std.
Gefällt mir
Antworten
7
Ida Lang
Genau
1 Std.
Gefällt mir
Antworten
2
"""
    assert said(network, either) == [
        ("Rosa Klein", "5 Std.", "Gut so"),
        (
            "Ben Ort",
            "4 Std.",
            "Meine Mutter kommt da ohne Bus nicht mehr hin, das ist doch Mist.",
        ),
        ("Ute Feld", "3 Std.", "Am Bahnhof kann man wenigstens parken, ich finde das gut."),
        ("Jan Moos", "2 Std.", "lol"),
        ("Ida Lang", "1 Std.", "Genau"),
    ]


def test_an_article_holds_no_buttons_to_answer(model: Bundle) -> None:
    network = "3 Kommentare\n\n" + "\n".join(
        f"{name}\n{text}\n2 Wo.\nGefällt mir\nAntworten\nTeilen\nBearbeitet"
        for name, text in [
            ("Rosa Klein", "Das war klar, die Gemeinde hat ja kein Geld."),
            ("Ben K.", "Meine Kinder wollten dort Obst holen, jetzt müssen wir 3 km fahren."),
            ("Ute Feld", "Ich finde die Entscheidung richtig, wir zahlen schon genug."),
        ]
    )
    assert [author for author, _, _ in said(network, model)] == ["Rosa Klein", "Ben K.", "Ute Feld"]


def test_comments_below_known_heads_keep_all_their_lines(model: Bundle) -> None:
    expected = [
        ("Rosa Klein", "2025-05-05T19:55", "1. zu teuer\n2. zu spät\n3. zu wenig"),
        ("Ben", "2025-05-05T20:10", "Nein!\nZu laut\nZu eng"),
        ("Ute Feld", "2025-05-05T20:40", "Mir fehlt ein\n- Zeitplan\n- Kostenplan"),
        ("Jan", "2025-05-05T21:00", "Ich fahre lieber mit dem Rad, da kostet es nichts."),
    ]
    page = "Kommentare\n\n" + "\n\n".join(
        f"{name} · 05.05.2025, {date[-5:]}\n{text}\nGefällt 3 Mal\nAntworten"
        for name, date, text in expected
    )
    assert said(page, model) == expected


TEASERS = """
Rosa Klein
4. Mai 2025
Schule wird umgebaut
Teilen
Ben Ort
5. Mai 2025
Neuer Kreisverkehr
Teilen
"""


@pytest.mark.parametrize("above", ["Kommentare\n\nNoch keine Kommentare", "Kommentare"])
def test_teasers_are_no_comments_where_there_are_none(above: str, model: Bundle) -> None:
    assert said(f"{above}\n{TEASERS}", model) == []


@pytest.mark.parametrize(
    "foot",
    [
        "Ähnliche Fragen\nWann kommt der Bus?\nWer zahlt den neuen Parkplatz, die Stadt?\n",
        "Meistgelesen\n1\nUnfall auf der B30: zwei Verletzte\n2\nDer Markt und die Händler\n",
        "Mehr von Anna Reis (are.)\nDer Bahnhof: Vier Gleise\n03.05.2025\n3 min\n"
        "Copyright © Niederauer Zeitung. Alle Rechte vorbehalten.\n",
        "Neuerer Post Älterer Post Startseite\nBlog-Archiv\n▼  2025 (9)\n▼  Mai (2)\n"
        "Mein Markttag ist fertig!\nÜber mich\nMia\nMein Profil vollständig anzeigen\n",
        "Die Leserbriefe geben die Meinung der Verfasser wieder. Die Redaktion behält sich "
        "Kürzungen vor. Bitte geben Sie stets Ihre Anschrift an.\n",
    ],
)
def test_teasers_and_the_foot_of_the_page_are_no_comments(foot: str, either: Bundle) -> None:
    expected = [
        ("Rosa Klein", "2025-05-04T10:12", "Das war klar, die Gemeinde hat ja kein Geld."),
        ("Ute Feld", "2025-05-04T11:12", "Und wo soll ich jetzt parken?"),
        ("Jan Moos", "2025-05-04T12:12", "Mehr von Anna Reis\nwäre mir lieber, die kann das."),
    ]
    comments = "".join(
        f"{name}\n{date.replace('T', ' ')}\n{text}\nAntworten\n\n" for name, date, text in expected
    )
    assert said(f"3 Kommentare\n\n{comments}{foot}", either) == expected


def test_what_readers_are_asked_of_an_article_is_no_comment(either: Bundle) -> None:
    assert said("War dieser Artikel hilfreich?\nJa\nNein\n", either) == []


def test_teasers_without_a_button_to_answer_are_no_comments() -> None:
    page = """
= Der Markt zieht um.
- Ute Feld
- 3. Mai 2025
+ Das war klar, die Gemeinde hat ja kein Geld.
- Antworten
- Teilen
- Ida Lang
- 3. Mai 2025
+ Ich finde die Entscheidung richtig.
- Antworten
- Teilen
- Jan Moos
- 4. Mai 2025
- Gut so
- Antworten
- Teilen
- Rosa Klein
- 4. Mai 2025
- Schule wird umgebaut
- Teilen
- Ben Ort
- 5. Mai 2025
- Neuer Kreisverkehr
- Teilen
"""
    text, roles = unmarked(page)
    found = marked(page, with_short_texts(list(lines(text)), roles))
    assert found == page.replace("- Gut so", "+ Gut so").strip("\n")


@pytest.mark.parametrize(
    "below",
    ["{age}\nGefällt mir\nAntworten", "Gefällt mir\nAntworten\n{age}", "{age}\nAntworten\n12"],
)
def test_ages_beside_buttons_end_short_comments(below: str, model: Bundle) -> None:
    expected = [
        ("Rosa Klein", "3 Wo.", "Wieder wir!"),
        ("Ben K.", "2 Wo.", "Schade drum"),
        ("marktfrau77", "5 T.", "1. zu laut\n2. zu eng\n3. zu teuer"),
        ("Ute Feld", "22 Std.", "Ich fahre lieber mit dem Rad.\n\nDa kostet es nichts."),
        ("Jan Moos", "4 Min.", "Wieder wir!"),
    ]
    page = "\n".join(f"{name}\n{text}\n{below.format(age=age)}" for name, age, text in expected)
    assert said(page, model) == expected


def test_a_row_with_which_to_comment_ends_what_is_discussed(either: Bundle) -> None:
    row = "Gefällt mir · Reagieren · Antworten · Mehr"
    post = f"""
Feuerwehr Niederau
25. Februar um 21:37 · Öffentlich
Um 18.52 Uhr wurden wir zu einem Brand in der Bahnstraße alarmiert. Eine Person kam mit Verdacht auf
Rauchvergiftung ins Klinikum. Wir waren mit 22 Kräften im Einsatz. Danke an alle Beteiligten!
312
Gefällt mir · Reagieren · Kommentieren · Teilen · Ganze Story
Rosa Klein, Ben Ort und 310 weitere Personen

Rosa Klein
Ihr seid die Besten! Gut, dass es euch gibt.
{row} · 25. Februar um 21:50
Ben Ort
Hoffentlich geht es der Frau wieder gut.
2 · {row} · 25. Februar um 22:04
Ute Feld hat geantwortet · 2 Antworten
Jan H. Moos
Warum waren da schon wieder zehn Gaffer? Schlimm sowas.
14 · {row} · 25. Februar um 22:31
"""
    found = separate(PlainText(source="t", text=post), either.separation, either.page_reader)
    assert found.article.text.endswith("Danke an alle Beteiligten!")
    assert [(c.author, c.date, c.text) for c in found.comments] == [
        ("Rosa Klein", "25. Februar um 21:50", "Ihr seid die Besten! Gut, dass es euch gibt."),
        ("Ben Ort", "25. Februar um 22:04", "Hoffentlich geht es der Frau wieder gut."),
        (
            "Jan H. Moos",
            "25. Februar um 22:31",
            "Warum waren da schon wieder zehn Gaffer? Schlimm sowas.",
        ),
    ]


def network(post_date: str, head: str, foot: str) -> str:
    """Return a page of a network: a post above its date, and answers below heads with dates."""
    answers = [
        ("Rosa Klein", "@rosa_k", "Schon wieder? Und wer zahlt den Händlern den Ausfall?"),
        ("Markt Niederau", "@markt_niederau", "Die Gemeinde. Es steht im Beschluss von Montag."),
        ("Ben Ort", "@ben.ort", "Toll"),
        ("Ute Feld", "@ute77", "Am Bahnhof kann man wenigstens parken, das ist doch gut."),
    ]
    post = f"""
Zurück
Profilbild von Markt Niederau
Markt Niederau
@markt_niederau

Der Wochenmarkt zieht im Mai auf den Parkplatz am Bahnhof um. Der Rat hat das am Montag beschlossen,
und wir haben vorher alle Händler gefragt. Wer noch Fragen hat, stellt sie hier.

{post_date}
"""
    return post + "".join(
        head.format(name=name, handle=handle) + f"{text}\n{foot}" for name, handle, text in answers
    )


@pytest.mark.parametrize(
    ("post_date", "head", "foot", "date"),
    [
        (
            "7:12 vorm. · 9. Jan. 2024\n·\n14.203\n Mal angezeigt\n6\n11\nAntworten",
            "{name}\n{handle}\n·\n9. Jan. 2024\n",
            "3\n1\n204\n",
            "2024-01-09",
        ),
        (
            "12. Mai 2025, 09:02 · Öffentlich · Web\n38 geteilte Beiträge · 121 Favoriten",
            "Profilbild von {name}\n{name}\n{handle}\n5 Std.\n\n",
            "\n1\n0\n3\n",
            "5 Std.",
        ),
    ],
)
def test_what_stands_above_its_date_on_a_network_is_what_is_discussed(
    post_date: str, head: str, foot: str, date: str, either: Bundle
) -> None:
    page = network(post_date, head, foot)
    found = separate(PlainText(source="t", text=page), either.separation, either.page_reader)
    assert found.title is None
    assert found.article.text.startswith("Der Wochenmarkt zieht im Mai")
    assert "Antworten" not in found.article.text
    assert [(c.date, c.text[:12], c.is_host) for c in found.comments] == [
        (date, "Schon wieder", False),
        (date, "Die Gemeinde", True),
        (date, "Toll", False),
        (date, "Am Bahnhof k", False),
    ]


def test_badges_threads_and_pictures_above_names_are_passed_over(either: Bundle) -> None:
    facebook = """
4 Kommentare
Gefällt mir
Kommentieren
Relevanteste zuerst
Rosa Klein
Danke für die Info
13 Std.
Gefällt mir
Antworten
Alle 3 Antworten ansehen
Top-Fan
Ben Ort
Was das wieder kostet
Mehr ansehen
12 Std.
Gefällt mir
Antworten
Verfasserin
Gemeinde Niederau
Ben Ort Nichts.
3 Std.
Gefällt mir
Antworten
Bearbeitet
Jan Moos
Na endlich
2 Std.
Gefällt mir
Antworten
"""
    assert said(facebook, either) == [
        ("Rosa Klein", "13 Std.", "Danke für die Info"),
        ("Ben Ort", "12 Std.", "Was das wieder kostet"),
        ("Gemeinde Niederau", "3 Std.", "Ben Ort Nichts."),
        ("Jan Moos", "2 Std.", "Na endlich"),
    ]
    texts = "Wie schön!!!", "Gut so", "Und die Parkplätze?", "Da fahre ich mit den Enkeln hin"
    names = "rosa.klein", "ben_o", "ute_49", "jan.moos"
    instagram = "\n".join(
        f"Profilbild von {name}\n{name}\n{text}\n2 Wo.\nGefällt 5 Mal\nAntworten\n"
        for name, text in zip(names, texts, strict=True)
    )
    assert said(instagram, either) == [
        (name, "2 Wo.", text) for name, text in zip(names, texts, strict=True)
    ]


def test_badges_and_handles_above_dated_buttons_are_no_texts() -> None:
    own = ["Rosa Klein", "Top-Fan", "Wieder wir!", "3 Wo.", "Antworten", "Bearbeitet"]
    other = ["Ben K.", "@benk", "Schade drum", "2 Wo.", "Antworten"]
    assert above_dated_buttons(own + other + own, [4, 10, 15]) == []


POSTS = """
Der Markt und das Netz

Am Montag meldete sich der Gemeinderat zu Wort.

Gerd Voss
@gerdvoss
Folgen
Der alte Platz ist zu klein, und alle wissen das seit Jahren.
10:12 vorm. · 4. Mai 2025
132
Antworten
Link kopieren

Die Antwort der Händler ließ nicht lange auf sich warten.

Anna Reis
@areis
Folgen
Wer uns nie gefragt hat, sollte jetzt nicht von allen reden.
11:03 vorm. · 4. Mai 2025
87
Antworten
Link kopieren

Der Konflikt schwelt seit Langem. Schon 2019 hatte ein Gutachten vor dem alten Platz gewarnt.

Im Rathaus bemüht man sich nun um Ruhe. Am Donnerstag soll ein Treffen eine Lösung bringen.

Die Kosten werden nach Angaben der Gemeinde auf 20.000 Euro geschätzt.
""".strip()
QUIZ = """
Das Quiz zum Markttag

Fragen
1. Wie hoch ist der Dachstein?
2. Wer schrieb den Zauberberg?

Antworten
1. 2995 Meter
2. Thomas Mann

Fragen für Geübte
1. Wie heißt der Nebenfluss der Mur bei Bruck?

Antworten
1. Die Mürz

Das nächste Quiz der Gemeinde findet am Montag im Rathaus statt. Es wird um Musik gehen.

Die Fragen stellt nach Angaben der Gemeinde wieder der Musikverein.
""".strip()


@pytest.mark.parametrize("article", [POSTS, QUIZ])
def test_buttons_and_answers_in_articles_end_none(article: str, model: Bundle) -> None:
    alone = separate(PlainText(source="t", text=article), model.separation)
    assert (alone.article.text if alone.article else "", alone.comments) == (article, ())
    page = f"{article}\n\n2 Kommentare\n\n" + "\n\n".join(
        f"{name} sagt:\n5. Mai 2025 um 10:12 Uhr\n{text}\nAntworten"
        for name, text in [
            ("Rosa Klein", "Das war klar, die Gemeinde hat ja kein Geld."),
            ("Ute Feld", "Ich finde die Entscheidung richtig, wir zahlen schon genug."),
        ]
    )
    found = separate(PlainText(source="t", text=page), model.separation)
    assert found.article
    assert found.article.text == article
    assert [comment.author for comment in found.comments] == ["Rosa Klein", "Ute Feld"]


def test_what_a_reader_says_is_no_button() -> None:
    own = """
Gefällt mir nicht
Gefällt mir!
Antworten auf meine Frage gab es nie.
Danke
Mehr Antworten, bitte!
Das ganze Forum löschen
Weiter so
3 Antworten und keine hilft
Lesenswert!
Respektieren muss man das nicht.
Der Film lädt ...
Gefällt mir das? Nein.
Keine Antworten? Keine Stimmen!
Zuletzt bearbeitet habe ich 2019 drei Fälle.
""".strip().split("\n")
    assert lines_of_site(own) == []
    buttons = """
Gefällt mir
ANTWORTEN
Gefällt mir (3)
Teilen 2
AntwortenLöschen
Antworten | Zitieren
Inhalt melden
Mehr ansehen
Weniger anzeigen
Gefällt 38 Mal
„Gefällt mir“-Angaben: 3
Alle 3 Antworten ansehen
Antworten ansehen (4)
Weitere Antworten zeigen
Ältere Kommentare anzeigen …
View all 12 replies
2 weitere Antworten
Weitere laden...
lädt ...
Übersetzen
Respektieren (3)
Positiv bewerten 12
permalinkembedsaveparentreportreply
Expand full comment
Liked by Eva Kern
2 replies by Eva Kern and others
Edited
sorted by: best
Sortiert nach: Älteste
Keine Antworten | Antworten
9 Stimmen | 9 | 0
Datum der Erfahrung: 20. November 2024
Zuletzt bearbeitet: 14. Mai 2024
Zuletzt geändert von Eva am Mo 12. Feb 2024, 19:03, insgesamt 1-mal geändert.
Lesenswert?
War dieser Kommentar hilfreich?
""".strip().split("\n")
    assert [line for line in buttons if not is_of_site(line)] == []


SHORT = """
9 Kommentare

Rosa Klein
03.03.2025, 05:40 Uhr
Früher:
- Parkplatz
- 48 Stände
- kein Bus
Antworten

Ben Ort
03.03.2025, 05:50 Uhr
Das war doch klar, die Gemeinde hat ja kein Geld.
Antworten

Ute Feld
Mitglied
03.03.2025, 06:40 Uhr
Gut so
Antworten

Jan Moos
03.03.2025, 06:45 Uhr
Meine Mutter kommt da ohne Bus nicht mehr hin.
Antworten

Ida Lang
03.03.2025, 07:40 Uhr
1. Geld fehlt
2. Personal fehlt
Antworten

Leo Berg
03.03.2025, 07:45 Uhr
Antworten auf meine Frage gab es nie.
Antworten

Lu
03.03.2025, 07:50 Uhr
Antworten

Pia Wald
03.03.2025, 08:40 Uhr
Antwort auf Ida Lang
Mehr dazu hier
Antworten

Tim Au
03.03.2025, 09:40 Uhr
Genau
Antworten
"""
FOOT = """
Mehr zum Thema

Eva Kern
02.03.2025, 08:00 Uhr
Freibad öffnet im Mai
Weiterlesen

Ole Huber
01.03.2025, 08:00 Uhr
Brücke bleibt gesperrt
Weiterlesen

Newsletter abonnieren
Impressum
"""
OF_SHORT = [
    ("Rosa Klein", "2025-03-03T05:40", "Früher:\n- Parkplatz\n- 48 Stände\n- kein Bus"),
    ("Ben Ort", "2025-03-03T05:50", "Das war doch klar, die Gemeinde hat ja kein Geld."),
    ("Ute Feld", "2025-03-03T06:40", "Gut so"),
    ("Jan Moos", "2025-03-03T06:45", "Meine Mutter kommt da ohne Bus nicht mehr hin."),
    ("Ida Lang", "2025-03-03T07:40", "1. Geld fehlt\n2. Personal fehlt"),
    ("Leo Berg", "2025-03-03T07:45", "Antworten auf meine Frage gab es nie."),
    ("Pia Wald", "2025-03-03T08:40", "Mehr dazu hier"),
    ("Tim Au", "2025-03-03T09:40", "Genau"),
]


@pytest.mark.parametrize("foot", ["", FOOT])
def test_short_texts_and_lists_below_heads_are_comments_and_teasers_are_none(
    foot: str, either: Bundle
) -> None:
    usual = SHORT.replace("Mitglied\n", "")
    assert said(usual + foot, either) == OF_SHORT


def test_where_all_are_short_the_heading_and_buttons_tell(either: Bundle) -> None:
    short = """
2 Kommentare
Neueste zuerst

Rosa Klein
03.03.2025, 05:40 Uhr
Gut so
Antworten

Ben Ort
03.03.2025, 05:50 Uhr
lol
Antworten
"""
    assert said(short + FOOT, either) == [
        ("Rosa Klein", "2025-03-03T05:40", "Gut so"),
        ("Ben Ort", "2025-03-03T05:50", "lol"),
    ]


def test_without_buttons_the_last_short_text_ends_at_a_blank_line(either: Bundle) -> None:
    listed = """
Kommentare

Rosa Klein, 03.03.2025, 05:40 Uhr
Das war doch klar, die Gemeinde hat ja kein Geld.

Ben Ort, 03.03.2025, 05:50 Uhr
Gut so

Ute Feld, 03.03.2025, 05:55 Uhr
Ich finde die Entscheidung richtig, wir zahlen schon genug.

Ida Lang, 03.03.2025, 06:50 Uhr
Genau

Mehr zum Thema

Eva Kern, 02.03.2025, 08:00 Uhr
Freibad öffnet im Mai

Impressum
Datenschutz
"""
    assert [(author, text) for author, _, text in said(listed, either)][1::2] == [
        ("Ben Ort", "Gut so"),
        ("Ida Lang", "Genau"),
    ]
    assert len(said(listed, either)) == 4


@pytest.mark.parametrize(
    "page",
    [
        # Badges stand between a head and its text.
        """
= Der Markt zieht um.
- 2 Kommentare
- Rosa Klein
- 3. März 2025
- Gold
+ Na endlich, das war ja nicht mehr schön.
- Antworten
- Ben Ort
- 4. März 2025
- Silber
+ Und wer trägt mir die Kartoffeln heim?
- Antworten
""",
        # A site says the same below each head.
        """
= Der Markt zieht um.
- Rosa Klein
- 3. März 2025
+ Na endlich, das war ja nicht mehr schön.
- Ben Ort
- 4. März 2025
- Beitrag ausgeblendet
- Ute Feld
- 4. März 2025
- Beitrag ausgeblendet
- Ida Lang
- 5. März 2025
- Beitrag ausgeblendet
- Leo Berg
- 6. März 2025
+ Und wer trägt mir die Kartoffeln heim?
""",
        # Numbers are the site's.
        """
= Der Markt zieht um.
- Rosa Klein
- 3. März 2025
+ Na endlich, das war ja nicht mehr schön.
- Antworten
- Ben Ort
- 4. März 2025
- 12
- Antworten
""",
        # Pages are counted below the comments, and others praised.
        """
= Der Markt zieht um.
- Rosa Klein
- 3. März 2025
+ Na endlich, das war ja nicht mehr schön.
- Antworten
- Ben Ort
- 4. März 2025
+ Und wer trägt mir die Kartoffeln heim?
- Antworten
- Seite 1 von 3
- Eva Kern
- 4. März 2025
- Freibad öffnet im Mai
- Antworten
""",
        # Titles stand above heads, and above teasers, which nobody answers.
        TITLED
        + """\
- Das Bad
- Eva Kern
- 4. März 2025
- Freibad öffnet im Mai
- Teilen
""",
        TITLED
        + """\
- Mehr zum Thema:
- Eva Kern
- 4. März 2025
- Freibad öffnet im Mai
- Antworten
""",
    ],
)
def test_other_furniture_below_names_and_dates_stays(page: str) -> None:
    text, roles = unmarked(page)
    assert marked(page, with_short_texts(list(lines(text)), roles)) == page.strip("\n")


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


def test_numbered_lines_right_above_the_buttons_of_all_comments_are_a_site_s() -> None:
    above = [f"- Rosa\n+ Na endlich, der {at}. Umzug." for at in range(1, 5)]
    votes = [f"Seh ich auch so {at}\n  Seh ich anders 0" for at in range(4)]

    def without(ends: list[str], foot: str = "- Antworten") -> int:
        """Return how many lines leave the comments that end so."""
        page = "\n".join(f"{top}\n  {end}\n{foot}" for top, end in zip(above, ends, strict=True))
        text, roles = unmarked(page)
        return without_counters(list(lines(text)), roles).count("furniture") - roles.count(
            "furniture"
        )

    assert without(votes) == 8
    assert without([*votes[:3], "Meine Oma fährt weiter mit dem Bus."]) == 0
    assert without(votes, "- Heute 10:12") == 0
    assert without([f"Mein Tipp: 2:{at}" for at in range(4)]) == 0


def test_what_most_comments_have_right_above_their_buttons_is_a_button() -> None:
    def without(ends: list[str], foot: str) -> int:
        """Return how many lines leave the comments that end so."""
        page = "\n".join(
            f"- Rosa\n+ Na endlich, der {at}. Umzug.\n  {end}\n{foot}"
            for at, end in enumerate(ends)
        )
        text, roles = unmarked(page)
        return without_counters(list(lines(text)), roles).count("furniture") - roles.count(
            "furniture"
        )

    for foot in ("- Antworten", "- 17\n- 3", "- Melden\n- Antworten"):
        assert without(["Sehe ich so"] * 4, foot) == 4
        assert without(["Kram zeigen …"] * 3 + ["Mir graut davor."] + ["Kram zeigen …"], foot) == 4
        assert without(["Sehe ich so"] * 3, foot) == 0
        for said in ("LG", "Gruß Rosa", "Viele Grüße", "Danke", "Ja", "Weiter so!"):
            assert without([said] * 4, foot) == 0
    assert without(["Sehe ich so"] * 4, "- Heute 10:12") == 0


@pytest.mark.parametrize(
    "ends",
    [
        ["2:1", "3:0", "1:1"],
        ["LG", "LG", "LG"],
        ["5", "Ja", "10 km"],
        ["Note: 5", "Note: 1", "Note: 2"],
        ["12 €", "3 €", "4 €"],
        ["Bewertung: 4/5", "Bewertung: 1/5", "Bewertung: 3/5"],
    ],
)
def test_scores_and_greetings_at_the_end_of_comments_stay(ends: list[str]) -> None:
    page = "".join(f"- Rosa\n+ Mein Tipp für heute:\n  {end}\n" for end in ends)
    text, roles = unmarked(page)
    assert without_counters(list(lines(text)), roles) == roles


@pytest.mark.parametrize(
    "votes",
    [
        ["Mein Tipp: 2:1", "Mein Tipp: 0:0", "Wird knapp!\nMein Tipp: 1:1", "Mein Tipp: 3:1"],
        ["Nummer 3", "Nummer 1", "Klar die bunte.\nNummer 3", "Nummer 2"],
    ],
)
def test_votes_are_what_readers_say(votes: list[str], either: Bundle) -> None:
    page = f"{len(votes)} Kommentare\n\n" + "\n\n".join(
        f"Rosa Klein sagt:\n4. Mai 2024 um 10:{n} Uhr\n{vote}\nAntworten"
        for n, vote in enumerate(votes, start=11)
    )
    assert [text for _, _, text in said(page, either)] == votes


@pytest.mark.parametrize(
    "counter",
    [
        "{n} Personen gefällt das",
        "Bewertung: +{n}",
        "👍 {n}   👎 3",
        "{n} „Gefällt mir“-Angaben",
        "positiv bewerten {n}\nnegativ bewerten 0\nAntworten",
    ],
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


@pytest.mark.parametrize("picture", ["Avatar von {}\n", ""])
def test_titles_above_heads_part_no_short_text_from_the_others(
    picture: str, either: Bundle
) -> None:
    texts = [
        "Meine Mutter kommt da ohne Bus nicht mehr hin, das ist doch Mist.",
        "kwt",
        "Am Bahnhof kann man wenigstens parken, ich finde das gut.",
        "Das war doch klar, die Gemeinde hat ja kein Geld.",
        "kwt",
    ]
    titles = ["Abgehängt", "Re: Abgehängt", "Endlich Platz", "Kein Geld da", "Na also"]
    names = ["Rosa Klein", "Ben_Ort", "Ute Feld", "leo.berg", "Ida Lang"]
    page = "5 Beiträge\n\n" + "\n".join(
        f"{title}\n{picture.format(name)}{name}\n14.05.2024 1{at}:12\n{text}\nAntworten\nMelden\n"
        for at, (title, name, text) in enumerate(zip(titles, names, texts, strict=True))
    )
    found = [(author, text) for author, _, text in said(page, either)]
    assert found == list(zip(names, texts, strict=True))


_IN_PARTS = [
    "Was mich stört\n1) Kein Wort zu den Bussen.\n2) Keine Zahlen seit 2017.\n3) Der 43er steht im "
    "Stau.\n\nSo macht man keine Politik.",
    "Wer nichts zu tun hat, geht eben weiter … das Argument hatten wir schon.\n\n[…]\n\n"
    "Im Ernst: Schreibt euren Räten. Das wirkt.",
]


@pytest.mark.parametrize("blank", ["\n", ""])
@pytest.mark.parametrize("odd", _IN_PARTS)
def test_all_between_a_head_and_buttons_is_one_comment(
    odd: str, blank: str, either: Bundle
) -> None:
    texts = [
        "Endlich eine mutige Entscheidung.",
        odd,
        "Das ist eine Schande für diese Stadt.",
        "Ich war dort als Kind jeden Samstag.",
    ]
    names = ["Rosa Klein", "Ben Ort", "Ute Feld", "Leo Berg"]
    top = "Zum Inhalt springen\nMenü\nAnmelden\nAbo\nStartseite\nPolitik\nSport\nWirtschaft\n\n"
    page = "4 Kommentare\n\n" + "\n".join(
        f"{name}\n19. Mai 2025, 1{at}:01 Uhr\n{blank}{text}\n{blank}Antworten\nMelden\n"
        for at, (name, text) in enumerate(zip(names, texts, strict=True))
    )
    plain = PlainText(source="t", text=f"{top}{ARTICLE}\n{page}")
    found = separate(plain, either.separation, either.page_reader)
    assert [c.author for c in found.comments] == names
    assert [c.text for c in found.comments] == texts


def test_a_comment_found_in_part_ends_above_what_is_a_site_s() -> None:
    """What is marked "?" is furniture with a probability of .7, and "~" of .4."""
    others = "".join(
        f"- Leser {at}\n- 3. Mai 2024\n+ Mir ist das egal.\n- Antworten\n" for at in range(5)
    )
    page = f"""
= Der Markt zieht um.
{others}- Rosa Klein
- 3. Mai 2024
+ Mir fehlt zweierlei:
? Bänke
? Schatten
- 12
- Antworten
- Ben Ort
- 3. Mai 2024
+ Na endlich.
? Bearbeitet von Ben
- Antworten
- Ute Feld
- 4. Mai 2024
+ Früher war er schöner, oder?
? Tja
? LG
- ________________
? Carpe diem
- Antworten
- Leo Berg
- 4. Mai 2024
~ Nun ja, Mut: der fehlt.
+ Denen fehlt alles.
? Mehr anzeigen
? Mehr anzeigen
- Antworten
- Ida Lang
- 4. Mai 2024
? Fachfrau
+ Viel zu weit.
? Ina Ost
? 5. Mai 2024
+ Viel zu teuer.
- Antworten
"""
    rows = page.strip("\n").split("\n")
    furniture = [{"?": 0.7, "~": 0.4}.get(row[0], 1.0) for row in rows]
    seeming = page.replace("\n?", "\n-").replace("\n~", "\n-")
    text, roles = unmarked(seeming)
    found = marked(seeming, with_whole_texts(list(lines(text)), roles, furniture)).split("\n")
    before = seeming.strip("\n").split("\n")
    assert [now for now, then in zip(found, before, strict=True) if now != then] == [
        "  Bänke",
        "  Schatten",
        "  Tja",
        "  LG",
        "+ Nun ja, Mut: der fehlt.",
        "  Denen fehlt alles.",
    ]


def test_thousands_of_heads_take_no_time(model: Bundle) -> None:
    pages = ["Eva Kern\n3.5.2024\nGut so\nAntworten\n" * 3000, "Eva Kern\n3.5.2024\n" * 5000]
    pages.append("Eva Kern\nGut so\n3 Std.\nAntworten\n" * 3000)
    pages.append("Eva Kern\n3.5.2024\nMir fehlt:\n- Mut\n- Geld\n\nSchade.\nAntworten\n" * 3000)
    start = time.process_time()
    for page in pages:
        separate(PlainText(source="t", text=f"{ARTICLE}\n{page}"), model.separation)
    assert time.process_time() - start < 10


def test_words_of_the_host_around_answers_on_a_network_name_nobody(either: Bundle) -> None:
    page = """Warum unser Brot mehr kostet

Mehl und Strom sind teurer geworden, und alle hier bekommen endlich den Lohn, den sie verdienen. \
Ab Montag kostet das Brot deshalb mehr, und zwar sechs Euro.

Wer mag, kann gern in die Backstube kommen und nachrechnen. Sie ist jeden Tag ab vier Uhr offen.

Kommentare
Vom Ersteller
118 Kommentare
Ella Krumm
Ehrlich und offen, so muss das sein. Ich zahle das gern.
2024-11-8
Antworten
204
3 Antworten anzeigen
Backstube am Kanal
 ·\x20
Ersteller
Danke dir
2024-11-8
Antworten
31
2 weitere ansehen
ausblenden
sparfuchs_88
Für so ein Brot bekomme ich anderswo vier Stück, das ist doch verrückt.
2024-11-10
Antworten
87
Logge dich ein, um zu kommentieren
Das könnte dir gefallen
0:41
Sauerteig in fünf Tagen
"""
    found = separate(PlainText(source="page.txt", text=page), either.separation)
    assert [(own.author, own.date, own.text) for own in found.comments] == [
        ("Ella Krumm", "2024-11-08", "Ehrlich und offen, so muss das sein. Ich zahle das gern."),
        ("Backstube am Kanal", "2024-11-08", "Danke dir"),
        (
            "sparfuchs_88",
            "2024-11-10",
            "Für so ein Brot bekomme ich anderswo vier Stück, das ist doch verrückt.",
        ),
    ]


@pytest.mark.parametrize("below", ["Antworten\nMelden\n", ""])
def test_readers_greet_at_the_end_behind_a_blank_line(below: str, either: Bundle) -> None:
    texts = [
        "Na endlich, das war ja nicht mehr schön.\n\nMfG",
        "Und wer trägt mir die Kartoffeln heim?\n\nViele Grüße\nBen Ort",
        "Am Bahnhof kann man wenigstens parken.",
        "Das war doch klar, die Gemeinde hat ja kein Geld.\n\nMit freundlichen Grüßen",
        "Ich war dort als Kind jeden Samstag.",
    ]
    names = ["Rosa Klein", "Ben Ort", "Ute Feld", "Leo Berg", "Ida Lang"]
    page = "5 Kommentare\n\n" + "".join(
        f"{name} | Mi., 2. Juli 2025 - 1{at}:14\n{text}\n{below}"
        for at, (name, text) in enumerate(zip(names, texts, strict=True))
    )
    assert [text for _, _, text in said(page, either)] == texts


def test_greetings_of_editors_and_names_that_look_like_some_are_no_part_of_a_comment() -> None:
    page = """
- Eva Kern
- 3. Mai 2024
+ Gut so.
- LG Meier
- 4. Mai 2024
+ Genau.
- Antworten
- Viele Grüße
- Ihre Redaktion
- Impressum
"""
    text, roles = unmarked(page)
    assert marked(page, with_greetings(list(lines(text)), roles)) == marked(page, roles)
    page = page.replace("- Antworten\n", "")
    text, roles = unmarked(page)
    assert marked(page, with_greetings(list(lines(text)), roles)) == marked(page, roles)


def test_short_answers_below_pictures_names_jobs_and_ages_are_comments(either: Bundle) -> None:
    answers = [
        ("Rosa Klein", "Ehemalige Lehrerin", "1 Jahr", "Na endlich, das war nicht mehr schön."),
        ("Ben Ort", "arbeitet als Pfleger", "Aktualisiert 1 Jahr", "Weil es einfacher ist."),
        ("Ute Feld", "hat in Niederau gelebt", "3 Jahre", "Am Bahnhof kann man gut parken."),
        ("Leo Berg", "Student", "2 Jahre", "Ich war dort als Kind jeden Samstag."),
    ]
    page = "".join(
        f"Profilfoto von {name}\n{name}\n · \nFolgen\n{job}\n{age}\n{text}\n\n{at}.311 Aufrufe\n"
        for at, (name, job, age, text) in enumerate(answers, start=1)
    )
    assert said(page, either)[1 - len(answers) :] == [
        (name, age.removeprefix("Aktualisiert "), text) for name, _, age, text in answers[1:]
    ]
