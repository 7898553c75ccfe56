"""Reviews, answers in forums and notices of a site between a heading and dated heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sentiment
from sentiment.discussion import PlainText
from sentiment.separation import separate

if TYPE_CHECKING:
    from sentiment.bundle import Bundle
    from sentiment.discussion import Discussion

KETTLE = """\
Wasserkocher Quell 17

Der Kessel aus Edelstahl fasst 1,7 Liter und hält das Wasser zwei Stunden lang warm. Fünf
Temperaturen lassen sich wählen, von 70 Grad für grünen Tee bis 100 Grad.
"""
REVIEWS = (
    ("Teelicht", "Endlich ohne Thermometer", "11. Februar 2025", "Ich habe nachgemessen, die "
     "Temperaturen stimmen auf zwei Grad genau. Der Hersteller gibt drei Jahre Garantie."),
    ("Kd. aus Bautzen", "Nach 13 Monaten defekt", "3. Januar 2025", "Der Hersteller hat auf drei "
     "Schreiben nicht geantwortet, am Telefon spricht ein Automat."),
    ("W. Hagen", "Super", "27. Dezember 2024", "Alles bestens"),
    ("Mira Oelze", "Riecht", "8. Dezember 2024", "Die ersten zwanzig Füllungen habe ich "
     "weggeschüttet, weil alles nach Plastik schmeckte."),
)  # fmt: skip
OPENING = """\
Hinterachse poltert

Themenstarter am 4. April 2023 um 17:51

Seit dem Wechsel auf Sommerräder poltert es hinten rechts, sobald ich über Kopfsteinpflaster fahre.
In der Werkstatt wurde nur nachgezogen. Ist es die Koppelstange, oder sind es die Dämpfer?
"""


@pytest.fixture(scope="module", params=["german", "german-lite"])
def either(request: pytest.FixtureRequest) -> Bundle:
    """Each of the shipped models."""
    return sentiment.load_model(request.param)


def cut(text: str, model: Bundle) -> Discussion:
    return separate(PlainText(source="t", text=text), model.separation, model.page_reader)


def said(found: Discussion) -> list[tuple[str | None, str]]:
    return [(comment.author, comment.text) for comment in found.comments]


@pytest.mark.parametrize(
    ("heading", "review"),
    [
        ("Rezensionen", "{name}\n{date}\n{text}\n"),
        ("4 Bewertungen", "{name}\n★★★★☆\n{date}\n{text}\n"),
        (
            "Spitzenrezensionen aus Deutschland",
            "Profilbild\n{name}\n5,0 von 5 Sternen {title}\nRezension aus Deutschland vom {date}\n"
            "Farbe: {title}Verifizierter Kauf\n{text}\nEine Person fand diese Informationen "
            "hilfreich\nNützlich\nMelden\n",
        ),
        (
            "4 Rezensionen",
            "{name}\n1,0 von 5 Sternen\n{title}\nRezension vom {date}\n{text}\nMelden\n",
        ),
        ("Leserbewertungen", "★★★☆☆\n{name}\n{date}\n{text}\nMelden\n"),
        ("Kundenbewertungen (4)", "{name}\n★★★★☆ {title}\nam {date}\n{text}\nHilfreich (3)\n"),
        (
            "Erfahrungen",
            "{name}\nLocal Guide · 12 Rezensionen · 3 Fotos\n5/5\nvor 3 Wochen\n{text}\n",
        ),
        ("Rezensionen", "{name}\n12 Bewertungen\n★★★★★ vor 3 Wochen\n{text}\nGefällt mir\n"),
        ("4 Kommentare", "{name}\nBewertet mit 4 von 5\n{date}\n{text}\n"),
    ],
)
def test_reviews_stand_below_names_stars_and_dates(
    heading: str, review: str, either: Bundle
) -> None:
    reviews = "".join(
        review.format(name=name, title=title, date=date, text=text)
        for name, title, date, text in REVIEWS
    )
    found = cut(f"{KETTLE}\n{heading}\n{reviews}Impressum\nDatenschutz\n", either)
    assert said(found) == [(name, text) for name, _, _, text in REVIEWS]
    assert found.article.text.endswith("bis 100 Grad.")


@pytest.mark.parametrize("heading", ["4 Antworten", "4 Beiträge", "insgesamt 64 Beiträge"])
def test_answers_below_an_opening_post_are_comments(heading: str, either: Bundle) -> None:
    texts = [
        "Das Reserverad liegt lose in der Mulde.",
        "Bei 142.000 km und den ersten Dämpfern würde ich nicht lange suchen. Bei mir war es:\n\n"
        "- auf der Autobahn nichts\n- auf dem Feldweg wie ein Sack Werkzeug\n\n"
        "Das Teil kostet 18 Euro, der Einbau dauert eine halbe Stunde.",
        "Hatte ich auch, es war der Auspuffgummi.",
        "Und?",
    ]
    names = ["Yeti-Ede", "ostwestfalenblitz", "Karl Meer", "Yeti-Ede"]
    heads = [f"{name}\nam {day}. April 2023 um 18:20\n\n" for day, name in enumerate(names, 4)]
    posts = "\n\n".join(head + text for head, text in zip(heads, texts, strict=True))
    foot = 'Deine Antwort auf "Hinterachse poltert"\nAntworten\nImpressum\n'
    found = cut(f"{OPENING}\n{heading}\n{posts}\n\n{foot}", either)
    assert said(found) == list(zip(names, texts, strict=True))
    assert found.article.text.endswith("oder sind es die Dämpfer?")
    assert found.announced == (64 if "64" in heading else None)


def test_numbers_of_posts_and_reviews_are_no_heading_of_an_article(either: Bundle) -> None:
    recipe = """\
Den Kuchen liebt die ganze Familie, und er gelingt auch Anfängern, weil der Teig nur gerührt und
nicht geknetet werden muss. Wer keine Äpfel hat, nimmt Birnen oder Zwetschgen.
12 Bewertungen
Eva Kern
3. Mai 2024

Die Äpfel schälen, vierteln und in feine Spalten schneiden. Mit dem Saft der Zitrone mischen, damit
sie nicht braun werden, und beiseite stellen, bis der Teig fertig ist.

Butter und Zucker schaumig rühren, die Eier einzeln zugeben. Mehl und Backpulver mischen und im
Wechsel mit der Milch unterrühren. Bei 180 Grad etwa 50 Minuten backen."""
    comments = "".join(
        f"\n\n{name}\n{day}. Mai 2024\n{text}"
        for day, (name, text) in enumerate(
            (("Mia", "Sehr lecker!"), ("Jo", "Ging leider nicht auf."), ("Uli", "Mit Birnen.")), 4
        )
    )
    assert recipe in cut(f"Apfelkuchen\n\n{recipe}{comments}\n", either).article.text
    teasers = f"""\
{KETTLE}
24 Beiträge
Neue Schule eröffnet
4. Mai 2024
Am Dienstag hat die neue Schule in Niederau ihre Türen geöffnet, 300 Kinder lernen dort.
Stadtrat vertagt Entscheidung
3. Mai 2024
Der Stadtrat hat die Entscheidung über den Marktplatz vertagt und berät im Juni wieder darüber.
Haus am Bach brennt
2. Mai 2024
In einer Werkstatt am Bach hat es in der Nacht gebrannt, verletzt wurde niemand.
"""
    assert "Stadtrat vertagt Entscheidung" in cut(teasers, either).article.text


NOTICE = (
    "Liebe Leser! Wir freuen uns über jeden Kommentar, behalten uns aber vor, Beleidigungen und "
    "Unterstellungen zu löschen. Freigeschaltet wird zwischen 8 und 20 Uhr.\n"
)


@pytest.mark.parametrize(
    "heading",
    [f"3 Kommentare\n{NOTICE}", f"Kommentare ( 3 )\n{NOTICE}Hinweis\n3 Comments\nNeueste\n"],
)
def test_what_moderators_say_below_the_heading_is_of_the_site(heading: str, either: Bundle) -> None:
    comments = [
        ("Uwe", "Den Kessel habe ich auch, die Kinder lieben ihn."),
        ("Samira", "Endlich kommt Bewegung in die Sache, das wurde Zeit."),
        ("Jo", "Was kostet er?"),
    ]
    below = "".join(f"{name}\nvor 4 Monaten\n{text}\nMelden\n" for name, text in comments)
    found = cut(f"{KETTLE}\n{heading}{below}", either)
    assert said(found) == comments
    assert found.article.text.endswith("bis 100 Grad.")


@pytest.mark.parametrize(
    "foot",
    [
        "Impressum\n© 2025, Quell GmbH\nDiese Webseite ist durch reCAPTCHA geschützt. Es gelten "
        "die Datenschutzerklärung und Nutzungsbedingungen von Google.\n",
        "Diese Seite wird mit Google reCAPTCHA geschützt.\n",
        "Copyright 2025 Quell GmbH\nWir sind für Sie da, jeden Tag von 8 bis 20 Uhr.\n",
        "Powered by WordPress and a theme that we made.\n",
    ],
)
def test_the_foot_of_a_page_is_no_comment(foot: str, either: Bundle) -> None:
    comments = [
        ("Uwe", "Den Kessel habe ich auch, die Kinder lieben ihn."),
        ("Samira", "Endlich kommt Bewegung in die Sache, das wurde Zeit."),
    ]
    below = "".join(f"{name}\nvor 4 Monaten\n{text}\nMelden\n" for name, text in comments)
    assert said(cut(f"{KETTLE}\nKommentare\n{below}{foot}", either)) == comments


@pytest.mark.parametrize(
    "foot",
    ["Powered by Blogger.\n", "Über mich\nIch bin Hilde und schreibe über Tee.\n"],
)
def test_nobody_comments_below_a_line_that_says_so(foot: str, either: Bundle) -> None:
    none = f"{KETTLE}\nKeine Kommentare:\nKommentar veröffentlichen\n{foot}"
    assert cut(none, either).comments == ()
    heads = "Uwe\n3. Mai 2024\nTaugt nichts!\nMia\n4. Mai 2024\nDoch, und leise ist er auch.\n"
    assert [author for author, _ in said(cut(f"{KETTLE}\n0 Kommentare\n{heads}", either))] == [
        "Uwe",
        "Mia",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "4 Kommentare\n{article}\n© 2024 dpa\n\nKommentare\n{comments}",
        "{article}\n0 Kommentare\n\n{comments}",
        "Radweg gesperrt\nKeine Kommentare\n\n{article}\nKommentare\n{comments}",
    ],
)
@pytest.mark.parametrize(
    "form", ["{name}\n{text}\nGefällt mir · Antworten · 2 Std.", "{name}: {text}"]
)
def test_a_counter_or_an_agency_ends_no_page_with_comments(
    page: str, form: str, either: Bundle
) -> None:
    texts = {
        "Mia Huber": "Das wurde auch Zeit, der alte war undicht.",
        "Jo Lind": "Mir ist das viel zu teuer, wer soll das zahlen?",
        "Ute Kern": "Endlich einer ohne Plastik!",
        "Kai Mohn": "Und wie lange hält der Deckel?",
    }
    comments = "\n".join(form.format(name=name, text=text) for name, text in texts.items())
    found = cut(page.format(article=KETTLE, comments=comments), either)
    said = "\n".join(comment.text for comment in found.comments)
    assert [text for text in texts.values() if text not in said] == []


def test_the_last_entry_of_a_list_is_no_comment(either: Bundle) -> None:
    events = (
        ("Fr, 08.11.2024", "Helga Brink liest: „Die Uhr im Moor“", "Die Autorin stellt ihren "
         "dritten Kriminalroman vor. Im Anschluss besteht Gelegenheit zum Gespräch."),
        ("Sa, 09.11.2024", "Konzert: Jazztrio Lamprecht", "Drei Musiker, ein Abend, keine Pause. "
         "Restkarten gibt es an der Abendkasse."),
        ("Mo, 11.11.2024", "Martinsumzug", "Der Umzug führt durch die Altstadt zum Anger, dort "
         "gibt es Brezeln, solange der Vorrat reicht!"),
        ("Sa, 30.11.2024", "Eröffnung des Weihnachtsmarkts", "Mit dem Posaunenchor und der "
         "Niederauer Lichterkönigin."),
    )  # fmt: skip
    page = "".join(
        f"{day}\n19:30 Uhr\n{title}\n{text}\nStadthalle\nMehr\nMerken\n"
        for day, title, text in events
    )
    found = cut(f"Veranstaltungen im November\n{page}Export als iCal\nImpressum\n", either)
    assert found.comments == ()


def test_how_many_reviews_somebody_wrote_heads_none(either: Bundle) -> None:
    """The same stands between other names and dates, with another number."""
    guests = (
        ("Hedwig Amsel", "Local Guide · 96 Rezensionen", "vor 2 Wochen", "Zum Ausleihen gab es nur "
         "noch Räder mit Rücktritt, aber die waren frisch geölt und gut aufgepumpt."),
        ("Pit Sonntag", "4 Rezensionen", "vor einem Monat", "Vierzig Euro Pfand für ein Schloss, "
         "das klemmt, und niemand nimmt den Hörer ab."),
        ("Ulla Werth", "Local Guide · 12 Rezensionen", "vor 3 Monaten", "Der Anhänger für die "
         "Kinder war sauber, und der Weg zum See ist ausgeschildert."),
        ("Jo Lamm", "1 Rezension", "vor einem Jahr", "Schöne Touren, die der Chef empfiehlt."),
        ("Fee Stolz", "23 Rezensionen", "vor einem Jahr", "Wer früh kommt, hat die Wahl."),
    )  # fmt: skip
    page = "Radverleih Seeblick\nFahrradverleih\n" + "".join(
        f"{name}\n{count}\n{date}\n{text}\nGefällt mir\nTeilen\n"
        for name, count, date, text in guests
    )

    assert [text for _, text in said(cut(page, either))] == [guest[3] for guest in guests]


@pytest.mark.parametrize(
    ("label", "author"),
    [
        ("Antwort vom Inhaber", "Inhaber"),
        ("Rückmeldung vom Betreiber", "Betreiber"),
        ("Antwort der Redaktion", "Redaktion"),
        ("Response from the owner", "owner"),
    ],
)
def test_who_runs_a_place_answers_the_review_above(label: str, author: str, either: Bundle) -> None:
    """Grades stand below a review, nearer to the answer than any name."""
    review = (
        "{}\n2 Rezensionen\nvor 3 Monaten\n{}\nBeratung\n5/5\nAuswahl\n4/5\nGefällt mir\nTeilen\n"
    )
    below = f"{label}\nvor 2 Monaten\nVielen Dank, das Schloss haben wir ausgetauscht.\n"
    texts = [
        ("Ulla Werth", "Der Anhänger für die Kinder war sauber, und der Weg ist ausgeschildert."),
        ("Pit Sonntag", "Vierzig Euro Pfand für ein Schloss, das klemmt, und keiner nimmt ab."),
        ("Hedwig Amsel", "Es gab nur noch Räder mit Rücktritt, aber die waren frisch geölt."),
    ]
    first, second, third = (review.format(*own) for own in texts)
    found = cut(f"{KETTLE}\n3 Rezensionen\n{first}{second}{below}{third}", either)

    assert [(one.author, one.parent, one.is_host) for one in found.comments] == [
        ("Ulla Werth", None, False),
        ("Pit Sonntag", None, False),
        (author, "2", True),
        ("Hedwig Amsel", None, False),
    ]


@pytest.mark.parametrize("byline", ["von Hilde | {} | {} Kommentare", "{} · {} Kommentare"])
def test_the_overview_of_a_blog_has_no_comments(byline: str, either: Bundle) -> None:
    entries = (
        ("Sencha aus der Pfanne", "3. März 2024", 8, "Man kann ihn rösten. Ich habe drei Pfannen "
         "ruiniert, bis mir eine Freundin den Kniff verriet, und warum das Fenster offen …"),
        ("Der Kessel, Teil 2", "9. Februar 2024", 21, "Er pfeift wieder. Ich habe ihn entkalkt, "
         "geschüttelt und angeschrien. Den Kessel rührt das nicht, mich schon …"),
        ("Zu Gast: Was Honig im Tee soll", "28. Januar 2024", 3, "Hilde bat mich um ein paar "
         "Zeilen. Ich rühre seit Jahren und finde: Die meisten nehmen zu viel …"),
        ("Beutel oder Sieb?", "4. Januar 2024", 15, "Alle reden darüber, keiner zählt nach. Ich "
         "habe gezählt. Das Ergebnis tröstet mich, aber die Küche sieht schlimm aus …"),
    )  # fmt: skip
    page = "Teeblatt\nStart\nÜber mich\nKategorie: Küche\n" + "".join(
        f"{title}\n{byline.format(date, count)}\n{text}\nWeiterlesen\n"
        for title, date, count, text in entries
    )
    foot = "« Ältere Beiträge\nLetzte Kommentare\nUte bei Beutel oder Sieb?\nArchiv\nMärz 2024\n"
    assert cut(page + foot, either).comments == ()


def test_how_much_a_reader_wrote_makes_no_teaser(either: Bundle) -> None:
    texts = {
        "Mia Huber": "Das wurde auch Zeit, der alte war undicht.",
        "Jo Lind": "Mir ist das viel zu teuer, wer soll das zahlen?",
        "Ute Kern": "Endlich einer ohne Plastik!",
    }
    comments = "".join(
        f"{name}\n3. Mai 2024 · 12 Kommentare\n{text}\nMehr lesen\nAntworten\n"
        for name, text in texts.items()
    )
    found = cut(f"{KETTLE}\n3 Kommentare\n{comments}", either)
    assert [comment.text for comment in found.comments] == [*texts.values()]
