"""Who wrote a comment, when, and in answer to whom, as the furniture of plain text says."""

from __future__ import annotations

import pytest

from sentiment.discussion import PlainText
from sentiment.separation import assemble
from sentiment.separation.lines import lines
from sentiment.separation.metadata import is_name, repeated, signature

_ROLES = {"+": "begin", " ": "inside", "-": "furniture", "=": "article"}

Said = tuple[str | None, str | None, str | None]


def said(marked: str) -> list[Said]:
    """Return (author, date, parent) of each comment; the first sign of a line is its role."""
    rows = marked.strip().split("\n")
    text = "\n".join(row[2:] for row in rows)
    roles = [_ROLES[row[0]] for row in rows if row]
    found = assemble(PlainText(source="t", text=text), list(lines(text)), roles)
    return [(c.author, c.date, c.parent) for c in found.comments]


def test_names_and_dates_may_stand_below_the_comments() -> None:
    assert said("""
= Das Bad bleibt offen.
- Leserbriefe
+ Na endlich.
- Eva Kern | 3. Mai 2018
+ Viel zu teuer.
  Und zu klein.
- Jo
- 4. Mai 2018
- Impressum
""") == [("Eva Kern", "2018-05-03", None), ("Jo", "2018-05-04", None)]


def test_a_date_below_the_last_comment_alone_is_the_page_s() -> None:
    assert said("""
- Eva sagt:
+ Na endlich.
- Jo sagt:
+ Viel zu teuer.
- Stand: 5. Mai 2018
""") == [("Eva", None, None), ("Jo", None, None)]


def test_who_is_answered_is_no_author_but_has_written_the_parent() -> None:
    assert said("""
- Eva
- 3. Mai 2018
+ Na endlich.
- Jo
- Antwort auf Eva
+ Viel zu teuer.
- Ina
- Als Antwort auf den Kommentar #2 von Jo:
+ Ach was.
- Uwe
- Antwort auf Kim
+ Genau.
""") == [("Eva", "2018-05-03", None), ("Jo", None, "1"), ("Ina", None, "2"), ("Uwe", None, None)]


def test_slashes_and_pictures_beside_dates_are_no_part_of_a_name() -> None:
    assert said("""
- B. Kern / 09.03.2025
+ Na endlich.
- Dr. med. Jo Lind /
- 09.03.2025
+ Viel zu teuer.
- 09.03.2025 / Ina Feld
+ Ach was.
- Profilbild Uwe_62 am 10.03.2025 um 09:23 Uhr
- Nicht ernst genommen
+ Genau.
""") == [
        ("B. Kern", "2025-03-09", None),
        ("Dr. med. Jo Lind", "2025-03-09", None),
        ("Ina Feld", "2025-03-09", None),
        ("Uwe_62", "2025-03-10T09:23", None),
    ]


def test_marks_and_labels_are_no_part_of_a_name() -> None:
    assert said("""
- **Eva Kern** (3. Mai 2018)
+ Na endlich.
- ### Jo, 4. Mai 2018
+ Viel zu teuer.
- Von: Ina
- Datum: 5. Mai 2018
+ Ach was.
""") == [
        ("Eva Kern", "2018-05-03", None),
        ("Jo", "2018-05-04", None),
        ("Ina", "2018-05-05", None),
    ]


def test_a_date_beside_who_is_answered_is_the_comment_s() -> None:
    assert said("""
- Eva
+ Na endlich.
- Jo
- Antwort auf Eva, 3. Mai 2018
+ Und zu klein.
""") == [("Eva", None, None), ("Jo", "2018-05-03", "1")]


@pytest.mark.parametrize(
    ("head", "author", "date"),
    [
        (["Eva", "vor etwa 3 Stunden"], "Eva", "vor etwa 3 Stunden"),
        (["Eva", "vor über einem Jahr"], "Eva", "vor über einem Jahr"),
        (["Eva", "gerade eben"], "Eva", "gerade eben"),
        (["Eva", "23 Std."], "Eva", "23 Std."),
        (["@Eva", "vor 3 Tagen (bearbeitet)"], "@Eva", "vor 3 Tagen"),
        (["Eva", "Montag, 12. Februar 2024, 19:03"], "Eva", "2024-02-12T19:03"),
        (["Eva", "März 17, 2023"], "Eva", "2023-03-17"),
        (["Eva", "Sept. 3, 2023"], "Eva", "2023-09-03"),
        (["Eva", "3. Jänner 2023"], "Eva", "2023-01-03"),
        (["Eva", "Neumarkt 12, 01067 Dresden"], "Eva", None),
        (["Eva", "3. Mai 2018", "Dezernat 3, 1020 Wien"], "Eva", "2018-05-03"),
        (["Eva", "12.03. 14:22"], "Eva", "12.03. 14:22"),
        (["Eva", "October 3, 2019 at 10:12 am"], "Eva", "2019-10-03T10:12"),
        (["Eva", "3 May 2018"], "Eva", "2018-05-03"),
        (["Eva", "2018.05.03"], "Eva", "2018-05-03"),
        (["Eva", "2 hours ago"], "Eva", "2 hours ago"),
        (["Eva", "1 year 2 months ago"], "Eva", "1 year 2 months ago"),
        (["Eva", "Evas Avatar", "1 Woche, 2 Tage her"], "Eva", "1 Woche, 2 Tage her"),
        (["von Storch", "3. Mai 2018"], "von Storch", "2018-05-03"),
        (["Forum-Leser", "3. Mai 2018"], "Forum-Leser", "2018-05-03"),
        (["Am 8. Januar 2024 um 16:51 von Eva vom Berg"], "Eva vom Berg", "2024-01-08T16:51"),
        (["Eva Kern, [05.11.2024 17:41]"], "Eva Kern", "2024-11-05T17:41"),
        (["Eva Kern (evk) - 16.07.2024 - 07:12"], "Eva Kern (evk)", "2024-07-16T07:12"),
        (["Beitrag von Eva » Mo 12. Feb 2024, 19:03"], "Eva", "2024-02-12T19:03"),
        (["Eva • vor 5 Jahren"], "Eva", "vor 5 Jahren"),
        (["Eva", "Moderator", "12. März 2024"], "Eva", "2024-03-12"),
        (["Gast", "12. März 2024"], "Gast", "2024-03-12"),
        (["4711 (gelöscht)", "Gast", "12. März 2024"], "4711 (gelöscht)", "2024-03-12"),
        (["Eva", "mehr als 1000 Beiträge seit 03.02.2008"], "Eva", None),
        (["Eva", "Registriert: 07.05.2011", "12. März 2024"], "Eva", "2024-03-12"),
        (["Eva", "12.03.2024 10:12registriert Mai 2020"], "Eva", "2024-03-12T10:12"),
        (["Eva", "12. März 2024 · Mitglied seit 07.05.2011"], "Eva", "2024-03-12"),
        (["Eva (dabei seit 2011)", "12. März 2024"], "Eva", "2024-03-12"),
        (["Eva, mehr als 1000 Beiträge seit 07.05.2011", "12. März 2024"], "Eva", "2024-03-12"),
        (["Eva", "Dabei seit", "Aug. 2014", "12. März 2024"], "Eva", "2024-03-12"),
        (["Eva", "Registriert seit:", "07.05.2011", "12. März 2024"], "Eva", "2024-03-12"),
        (["Eva", "3. Mai 2018, 10:12:44 UTC"], "Eva", "2018-05-03T10:12:44Z"),
        (["permalinkembedsavereportreply", "[–]eva_88[S] 84 points 1 year ago*"], "eva_88",
         "1 year ago"),
        (["eva_88 1 Punkt vor 3 Stunden"], "eva_88", "vor 3 Stunden"),
        (["Eva", "Sep 12"], "Eva", "Sep 12"),
        (["Eva", "Sep 12", "Liked by Jo Lind"], "Eva", "Sep 12"),
        (["Mai 1968", "3. Mai 2018"], "Mai 1968", "2018-05-03"),
        (["Eva", "12. Juni 2024, 08:12", "Rechtslage"], "Eva", "2024-06-12T08:12"),
        (["12. Juni 2024", "Eva"], "Eva", "2024-06-12"),
        (["Antworten", "12", "12. Juni 2024", "Eva"], "Eva", "2024-06-12"),
        (["Eva · 3 T."], "Eva", "3 T."),
        (["u/eva_88 · 3 Std. · Bearbeitet"], "u/eva_88", "3 Std."),
        (["Eva · Verfasserin · gerade eben"], "Eva", "gerade eben"),
        (["Eva", "5d"], "Eva", "5d"),
        (["Eva", "1 Monat her"], "Eva", "1 Monat her"),
        (["Eva", "vor 14min"], "Eva", "vor 14min"),
        (["Eva", "Vor 2 Woche(n)"], "Eva", "Vor 2 Woche(n)"),
        (["Eva", "Montag um 08:02"], "Eva", "Montag um 08:02"),
        (["Eva", "3 Rezensionen", "★☆☆☆☆ vor einem Monat"], "Eva", "vor einem Monat"),
        (["Eva", "Local Guide · 48 Rezensionen · 112 Fotos", "vor einer Woche NEU"], "Eva",
         "vor einer Woche"),
        (["Eva", "Verifizierter Kauf", "Bewertet in Deutschland am 3. Mai 2018"], "Eva",
         "2018-05-03"),
        (["Top-Fan", "Eva", "2 J."], "Eva", "2 J."),
        (["Top-Fan", "Ältere Kommentare anzeigen", "Mehr", "2 J."], None, "2 J."),
        (["Eva", "12 Punkte · vor 3 Stunden"], "Eva", "vor 3 Stunden"),
        (["Kommentar von Eva Kern", "Graz · vor 4 Tagen"], "Eva Kern", "vor 4 Tagen"),
        (["Eva hat gesagt…", "3. Mai 2018"], "Eva", "2018-05-03"),
        (["Verfasst von: Eva am 3. Mai 2018"], "Eva", "2018-05-03"),
        (["Danke !! sagt:", "3. Mai 2018"], "Danke !!", "2018-05-03"),
        (["Eva — Heute um 18:02 Uhr"], "Eva", "Heute um 18:02 Uhr"),
        (["[Gestern 08:15] Kern, Eva (Extern)"], "Kern, Eva (Extern)", "Gestern 08:15"),
        (["Eva", "9:02 AM"], "Eva", "9:02 AM"),
        (["Eva", "3. Mai 2018", "10:12 Uhr"], "Eva", "2018-05-03"),
        (["Eva", "3. Mai 2018 • 10:12 Uhr"], "Eva", "2018-05-03T10:12"),
        (["Eva", "03.05.2018 — 10:12"], "Eva", "2018-05-03T10:12"),
        (["Eva", "3. Mai 2018 @ 10:12"], "Eva", "2018-05-03T10:12"),
        (["Eva", "3. Mai 2018 (10:12 Uhr)"], "Eva", "2018-05-03T10:12"),
        (["Eva", "10:12 Uhr • 3. Mai 2018"], "Eva", "2018-05-03T10:12"),
        (["Eva, 10:12 Uhr, 3. Mai 2018"], "Eva", "2018-05-03T10:12"),
        (["👤 Eva Kern", "🕒 3. Mai 2018"], "Eva Kern", "2018-05-03"),
        (["✍️ Eva 🌻 📅 3. Mai 2018, 10:12"], "Eva 🌻", "2018-05-03T10:12"),
        (["Eva", "\u202a@eva.example\u202c", "· 3h"], "@eva.example", "3h"),
        (["3. Mai 2018, 10:12 · Fenster for iOS", "23 Boosts · 54 Favoriten"], None,
         "2018-05-03T10:12"),
        (["Antworten", "Eva Kern", "• 3.+", "Teamleiterin Einkauf", "5 Tage"], "Eva Kern",
         "5 Tage"),
        (["Antworten", "Eva Kern • 2.", "Lehrerin", "5 Tage • Bearbeitet"], "Eva Kern", "5 Tage"),
        (["Eva Kern", "Verfasser:in", "Rednerin | Rentnerin", "1 Woche"], "Eva Kern", "1 Woche"),
        (["Eva", "Community-Experte", "Mietrecht, Nachbarn", "3. Mai 2018"], "Eva", "2018-05-03"),
        (["Eva", "Fragestellerin", "3. Mai 2018"], "Eva", "2018-05-03"),
        (["Eva", "Topnutzer im Thema Mietrecht", "3. Mai 2018"], "Eva", "2018-05-03"),
        (["Antworten", "Eva", "Aufsteigender Fan", "1 Tag"], "Eva", "1 Tag"),
        (["Eva | Community", "3. Mai 2018"], "Eva", "2018-05-03"),
        (["Eva", "Usermod", "3. Mai 2018"], "Eva", "2018-05-03"),
        (["Eva", "•", "Top-1-%-Kommentatorin", "vor 2 Std."], "Eva", "vor 2 Std."),
        (["Eva", "Aktives Mitglied", "3. Mai 2018"], "Eva", "2018-05-03"),
        (["Eva Offline", "Senior Mitglied", "3. Mai 2018"], "Eva", "2018-05-03"),
        (["Eva ist offline", "Erfahrener Benutzer", "3. Mai 2018"], "Eva", "2018-05-03"),
        (["Blatt Online", "3. Mai 2018"], "Blatt Online", "2018-05-03"),
        (["Eva", "03.05.2018, 10:12 (Dieser Beitrag wurde zuletzt bearbeitet: 04.05.2018, 08:57 "
          "von Eva.)"], "Eva", "2018-05-03T10:12"),
        (["Eva", "05-03-2018, 10:12 AM (This post was last modified: 05-04-2018 by Eva.)"], "Eva",
         "05-03-2018, 10:12 AM"),
        (["Post by Eva » Thu May 03, 2018 10:12 am"], "Eva", "2018-05-03T10:12"),
        (["0 #1 Eva Kern 2018-05-03 10:12"], "Eva Kern", "2018-05-03T10:12"),
        (["+4 #2 Eva Kern 2018-05-03 10:12"], "Eva Kern", "2018-05-03T10:12"),
        (["-12 #3 Eva Kern 2018-05-03 10:12"], "Eva Kern", "2018-05-03T10:12"),
        (["Klare Sache", "Eva", "3. Mai 2018"], "Eva", "2018-05-03"),
        (["Eva-K (3.402 Kommentare)", "am 03.05.2018 10:12"], "Eva-K", "2018-05-03T10:12"),
        (["Eva (1 Beitrag)", "3. Mai 2018"], "Eva", "2018-05-03"),
        (["212.334 Aufrufe  vor 5 Monaten"], None, None),
        (["1,2 Mio. Aufrufe · vor 5 Monaten"], None, None),
        (["Startseite > Politik > Graz"], None, None),
        (["12. Mai 2018, 09:14 · Web", "37 Boosts · 88 Favoriten"], None, "2018-05-12T09:14"),
        (["Am Fr., 3. Mai 2018 um 10:12 Uhr schrieb Eva Kern <eva@mail.example>:"], "Eva Kern",
         "2018-05-03T10:12"),
        (["On May 3, 2018, at 10:12, Eva Kern wrote:"], "Eva Kern", "2018-05-03T10:12"),
        (["Von: Eva Kern <eva@mail.example>", "Gesendet: Freitag, 3. Mai 2018 10:12",
          "An: Jo Lind", "Betreff: Parkplätze"], "Eva Kern", "2018-05-03T10:12"),
        (["Gesendet: Freitag, 3. Mai 2018 10:12", "An: Jo Lind", "Betreff: Parkplätze"], None,
         "2018-05-03T10:12"),
    ],
)  # fmt: skip
def test_heads_of_many_sites(head: list[str], author: str | None, date: str | None) -> None:
    assert said("\n".join([*(f"- {line}" for line in head), "+ Na endlich."])) == [
        (author, date, None)
    ]


def test_the_month_of_a_year_is_no_name_without_a_date() -> None:
    assert is_name("Mai")
    assert not is_name("Mai 1979")


def test_who_is_quoted_is_answered_and_no_author() -> None:
    assert said("""
- Eva Kern schrieb am 3. Mai 2018 um 10:02:
+ Na endlich.
- Jo Lind
- 3. Mai 2018, 11:12
- Eva Kern schrieb am 3. Mai 2018 um 10:02:
+ > Na endlich.
  Viel zu teuer.
- Ina
- 4. Mai 2018
- Zitat von Jo Lind
+ Viel zu teuer.
  Ach was.
""") == [
        ("Eva Kern", "2018-05-03T10:02", None),
        ("Jo Lind", "2018-05-03T11:12", "1"),
        ("Ina", "2018-05-04", "2"),
    ]


def test_the_date_of_who_is_answered_is_not_the_comment_s() -> None:
    assert said("""
- Eva 23.04.2024, 12:40 Uhr
+ Na endlich.
- Jo 23.04.2024, 12:58 Uhr
- Antwort auf den Beitrag von Eva 23.04.2024, 12:40 Uhr
+ Viel zu teuer.
- Antwort auf [Jo] vom 23.04.2024 um 12:58
- Ina 23.04.2024, 13:30 Uhr
+ Ach was.
""") == [
        ("Eva", "2024-04-23T12:40", None),
        ("Jo", "2024-04-23T12:58", "1"),
        ("Ina", "2024-04-23T13:30", "2"),
    ]


def test_arrows_numbers_and_forms_of_address_say_who_is_answered() -> None:
    assert said("""
- Eva Kern
- #1 — 3. Mai 2018
+ Na endlich.
- Jo
- ➦
- Eva Kern
- •
- vor 2 Jahren
+ Viel zu teuer.
- Ina
- #1.1 — 3. Mai 2018
+ Ach was.
- Uwe
- vor 2 Tagen
+ @Ina: Genau.
- Kim
- vor 2 Tagen
+ Eva Kern Danke!
- Lea
- vor 2 Tagen
+ @niemand hier: Tja.
""") == [
        ("Eva Kern", "2018-05-03", None),
        ("Jo", "vor 2 Jahren", "1"),
        ("Ina", "2018-05-03", "1"),
        ("Uwe", "vor 2 Tagen", "3"),
        ("Kim", "vor 2 Tagen", "1"),
        ("Lea", "vor 2 Tagen", None),
    ]


def test_where_the_newest_come_first_a_parent_stands_below() -> None:
    assert said("""
- Jo
- Antwort auf Eva
+ Viel zu teuer.
- Eva
- Antwort auf Jo
+ Na endlich.
""") == [("Jo", None, None), ("Eva", None, "1")]
    assert said("""
- Jo
- Antwort auf Eva
+ Viel zu teuer.
- Eva
+ Na endlich.
""") == [("Jo", None, "2"), ("Eva", None, None)]


def test_what_stands_at_most_comments_is_no_name() -> None:
    below = "\n- Lesenswert\n- 12. Mai 2024\n"
    names = ["Eva", "Jo", "Ina", "Uwe", "Kim"]
    found = said("".join(f"- 12. Mai 2024\n- {name}\n+ Na endlich.{below}" for name in names))
    assert "Lesenswert" not in {author for author, _, _ in found}


def test_who_writes_most_of_a_page_keeps_the_name() -> None:
    names = ["Jo", "Eva", "Ina", "Eva", "Eva", "Uwe", "Eva"]
    page = "".join(
        f"- {name}\n- 1{at}. Mai 2018\n- Antworten\n+ Ja.\n" for at, name in enumerate(names)
    )
    assert [author for author, _, _ in said(page)] == names


def test_names_may_stand_above_and_dates_below() -> None:
    assert said("""
- Eva Kern
+ Na endlich.
- Gefällt mir
- Antworten
- 2 Tage
- Jo Lind
- Antwort auf Eva Kern
+ Viel zu teuer.
- Gefällt mir
- Antworten
- 3 Tage
- Ina Feld
+ Ach was.
- Gefällt mir
- Antworten
- 1 Tag
""") == [
        ("Eva Kern", "2 Tage", None),
        ("Jo Lind", "3 Tage", "1"),
        ("Ina Feld", "1 Tag", None),
    ]


def test_the_date_of_a_post_leaves_its_comments_theirs() -> None:
    assert said("""
- Abendpost
- 12. Mai um 08:30
+ Ab Juli ist der Platz autofrei.
- Relevanteste Kommentare
- Eva Kern
+ Na endlich.
- Gefällt mir
- Antworten
- 5 Wo.
- Jo Lind
- Eva Kern
+ Und wohin mit dem Auto?
- Gefällt mir
- Antworten
- 4 Wo.
- 24
- Top-Fan
- Ina Feld
+ Ach was.
- Gefällt mir
- Antworten
- 3 Wo.
- Uwe
+ Genau.
- Gefällt mir · Antworten · 2 Wo. · Bearbeitet
""") == [
        ("Abendpost", "12. Mai um 08:30", None),
        ("Eva Kern", "5 Wo.", None),
        ("Jo Lind", "4 Wo.", None),
        ("Ina Feld", "3 Wo.", None),
        ("Uwe", "2 Wo.", None),
    ]


def test_a_date_high_above_all_comments_is_the_page_s() -> None:
    assert said("""
- Abendpost
- 12. Mai um 08:30
- 312 Kommentare
- Kommentieren
- Relevanteste zuerst
- Eva Kern
+ Na endlich.
- Gefällt mir
- 5 Wo.
- Jo Lind
+ Eva Kern und wohin mit dem Auto?
- Gefällt mir
- 4 Wo.
""") == [("Eva Kern", "5 Wo.", None), ("Jo Lind", "4 Wo.", "1")]


def test_dates_above_names_are_not_those_of_the_comments_above() -> None:
    page = "".join(
        f"- {at}. Mai 2018\n- {name}\n+ Ja.\n- Antworten\n"
        for at, name in enumerate(("Eva", "Jo", "Ina", "Uwe"), start=1)
    )
    assert [(author, date) for author, date, _ in said(page)] == [
        ("Eva", "2018-05-01"), ("Jo", "2018-05-02"), ("Ina", "2018-05-03"), ("Uwe", "2018-05-04"),
    ]  # fmt: skip


def test_dates_apart_from_the_comments_above_are_those_below() -> None:
    """The last text was lost, and titles stand below some dates."""
    titles = ["", "- Gut\n", "", "- Panik\n"]
    names = ("Eva", "Jo", "Ina", "Uwe")
    page = "".join(
        f"- {name}\n- {at}. Mai 2018\n{title}+ Das Bad ist zu teuer.\n- Kommentieren\n\n"
        for at, (name, title) in enumerate(zip(names, titles, strict=True), start=1)
    )
    assert [own[:2] for own in said(f"{page}- Redaktion\n- 5. Mai 2018\n- Genau")] == [
        ("Eva", "2018-05-01"), ("Jo", "2018-05-02"), ("Ina", "2018-05-03"), ("Uwe", "2018-05-04"),
    ]  # fmt: skip


def test_a_name_and_date_in_one_line_below_a_button_are_those_of_the_comment_below() -> None:
    assert said("""
= Das Bad bleibt offen.
- Kommentare

- Na endlich
- Gespeichert von Eva (nicht überprüft) am Di, 05/07/2019 - 09:15

+ Das wurde auch Zeit.

- Antworten

- Viel zu teuer
- Gespeichert von Jo Lind (nicht überprüft) am Di, 05/07/2019 - 20:33

+ Wer zahlt das?

- Antworten

- @Jo Lind
- Gespeichert von Redaktion am Mi, 05/08/2019 - 08:02
- Als Antwort auf Viel zu teuer von Jo Lind (nicht überprüft)

+ Die Gemeinde.

- Antworten

- Ja
- Gespeichert von Gast (nicht überprüft) am Fr, 05/10/2019 - 23:47
- Impressum
""") == [
        ("Eva", "Di, 05/07/2019 - 09:15", None),
        ("Jo Lind", "Di, 05/07/2019 - 20:33", None),
        ("Redaktion", "Mi, 05/08/2019 - 08:02", None),
    ]


def test_a_badge_of_a_lost_comment_names_no_other_reader() -> None:
    assert said("""
= Das Bad bleibt offen.
- Jo86
- Mitglied
- 7. Mai 2018
- #2
- Genau
- Eva_K
- Mitglied
- Bademeisterin
- 8. Mai 2018
- #3
+ Viel zu teuer.
""") == [("Eva_K", "2018-05-08", None)]


def test_a_short_name_finds_the_author_with_a_server_or_place_where_there_is_one_such() -> None:
    assert said("""
- Eva
- @eva@graz.example
+ @abendpost Na endlich.
- 12. März 2018, 09:31

- Jo
- @jo_l@wien.example
+ @eva Viel zu teuer.
- 12. März 2018, 10:02

- Ina
- @ina@linz.example
+ @jo_l: Ach was.
- 12. März 2018, 11:47

- Ina
- @ina@wels.example
+ @ina Genau.
- 12. März 2018, 12:12
""") == [
        ("@eva@graz.example", "2018-03-12T09:31", None),
        ("@jo_l@wien.example", "2018-03-12T10:02", "1"),
        ("@ina@linz.example", "2018-03-12T11:47", "2"),
        ("@ina@wels.example", "2018-03-12T12:12", None),
    ]
    assert said("""
- Eva K., Nordviertel
+ Na endlich.
- Danke · Antworten · vor 4 Tagen
- Jo L., Südviertel
+ @Eva K. Viel zu teuer.
- Danke (2) · Antworten · gestern
""") == [("Eva K., Nordviertel", "vor 4 Tagen", None), ("Jo L., Südviertel", "gestern", "1")]


def test_an_arrow_between_names_is_an_answer() -> None:
    assert said("""
- Eva Kern Mod • vor 3 Jahren
+ Na endlich.
- Jo Lind > Eva Kern • vor 2 Jahren
+ Viel zu teuer.
- Ina › Jo Lind
+ Ach was.
- Uwe · Antwort an Ina · 3 Std.
+ Genau.
""") == [
        ("Eva Kern", "vor 3 Jahren", None),
        ("Jo Lind", "vor 2 Jahren", "1"),
        ("Ina", None, "2"),
        ("Uwe", "3 Std.", "3"),
    ]


def test_two_names_with_more_than_a_blank_between_them_are_an_answer() -> None:
    assert said("""
- Jo Lind • vor 5 Stunden
+ Na endlich.
- Antworten
- Avatar
- Eva K.  Jo Lind • vor 4 Stunden
+ Und zu klein.
- Antworten
- Avatar
- Jo Lind  Eva K.
- • vor 3 Stunden
+ Ach was.
- Antworten
- Ina  Feld • vor 2 Stunden
+ Viel zu teuer.
""") == [
        ("Jo Lind", "vor 5 Stunden", None),
        ("Eva K.", "vor 4 Stunden", "1"),
        ("Jo Lind", "vor 3 Stunden", "2"),
        ("Ina Feld", "vor 2 Stunden", None),
    ]


@pytest.mark.parametrize(
    "head",
    [
        ["Jo Lind", "1 Monat her", "Antworten an  Eva Kern"],
        ["Jo Lind", "Antworten auf", "Eva Kern", "vor 2 Tagen"],
        ["Jo Lind", "vor 2 Tagen", "Als Antwort auf: Eva Kern."],
        ["Jo Lind antwortet auf Eva Kern:", "vor 2 Tagen"],
        ["Jo Lind (12 Kommentare) antwortete Eva Kern am 4. Mai 2024, 12:10:"],
        ["Jo Lind", "antwortet Eva Kern", "vor 2 Tagen"],
        ["Jo Lind", "Replied to Eva Kern • vor 2 Tagen"],
        ["Jo Lind", "→ Eva Kern", "vor 2 Tagen"],
        ["Jo LindAntwort auf Eva Kern", "vor 2 Tagen"],
        ["Jo Lind @Eva Kern", "vor 2 Tagen"],
        ["Jo Lind (4. Mai 2024) an Eva Kern"],
        ["Jo Lind", "@Eva Kern", "vor 2 Tagen"],
        ["4. @Eva Kern", "vor 2 Tagen, Jo Lind"],
        ["Jo Lind", "vor 2 Tagen", "An: Eva Kern"],
        ["Jo Lind", "vor 2 Tagen", "Eva Kern"],
        ["Jo Lind", "Eva Kern", "•", "vor 2 Tagen"],
    ],
)
def test_heads_of_many_sites_say_who_is_answered(head: list[str]) -> None:
    text = "\n- vor 3 Tagen\n+ Na endlich.\n- Melden\n"
    lines_of_head = "".join(f"- {line}\n" for line in head)
    page = f"- Eva Kern{text}- Ina Feld{text}{lines_of_head}+ Ach was.\n- Melden\n- Uwe Mohn{text}"
    found = [(author, parent) for author, _, parent in said(page)]
    assert found[:3] == [("Eva Kern", None), ("Ina Feld", None), ("Jo Lind", "1")]


def test_names_that_wrote_nothing_are_not_answered_and_stay() -> None:
    assert said("""
- Jo Lind
- Rat und Tat
- 3. Mai 2024
+ Na endlich.
- Kai an Bord
- 4. Mai 2024
+ Ach was.
- Uwe @ Home
- 5. Mai 2024
+ Genau.
""") == [
        ("Rat und Tat", "2024-05-03", None),
        ("Kai an Bord", "2024-05-04", None),
        ("Uwe @ Home", "2024-05-05", None),
    ]


def test_the_writer_of_a_quoted_mail_is_answered() -> None:
    assert said("""
- Eva Kern
- 3. Mai 2018
+ Na endlich.
- Jo Lind
- 4. Mai 2018
- Am 03.05.2018 um 10:12 schrieb Eva Kern:
+ Viel zu teuer.
""") == [("Eva Kern", "2018-05-03", None), ("Jo Lind", "2018-05-04", "1")]


def test_a_page_of_thousands_of_readers_is_signed_at_once() -> None:
    page = "".join(f"- Eva {at}\n- vor 2 Tagen\n+ @Eva {at - 1}: Ja.\n" for at in range(5000))
    assert [parent for _, _, parent in said(page)] == [None, *map(str, range(1, 5000))]


@pytest.mark.parametrize("blank", ["\n", ""])
def test_a_date_below_a_lost_text_does_not_move_the_heads_of_all_others(blank: str) -> None:
    """The first comment is an option of a poll, and the last one, "Genau", was lost."""
    button = f"- Antworten{blank}"
    assert said(f"""
= Das Bad bleibt offen.
- 12 %
+ Eine Frechheit!
- 71 %
- 3 Kommentare{blank}
- Eva Kern
- 3. Mai 2018, 10:12 Uhr
+ Na endlich.
{button}
- Jo
- 3. Mai 2018, 10:30 Uhr
+ Viel zu teuer.
{button}
- Ina
- 4. Mai 2018, 08:00 Uhr
- Genau
- Antworten
""") == [
        (None, None, None),
        ("Eva Kern", "2018-05-03T10:12", None),
        ("Jo", "2018-05-03T10:30", None),
    ]


def test_jobs_below_first_and_last_names_are_no_authors_but_names_below_titles_are() -> None:
    heads = [
        ("Eva Kern", "Lehrerin aus Graz"),
        ("Jo Lind", "Rentner"),
        ("Ina Feld", "Teamleiterin Einkauf"),
        ("Uwe von der Au", "Head of Sales"),
    ]
    jobs = "\n".join(
        f"- Antworten\n- {name}\n- {job}\n- {day}. Mai 2018\n+ Na endlich."
        for day, (name, job) in enumerate(heads, start=1)
    )
    assert [author for author, _, _ in said(jobs)] == [name for name, _ in heads]
    some = "\n".join(
        f"- Antworten\n- {name}\n{f'- {job}' if job else ''}\n- ·\n- {day}. Mai 2018\n+ Na endlich."
        for day, (name, job) in enumerate([*heads, ("Anonym 3", ""), ("Ute Wolf", "")], start=1)
    )
    found = [author for author, _, _ in said(some)]
    assert found == [*(name for name, _ in heads), "Anonym 3", "Ute Wolf"]
    names = ["bergfex", "Moni_72", "Karl", "Ute Wolf"]
    titles = "\n".join(
        f"- {title}\n- {name}\n- {day}. Mai 2018\n+ Na endlich."
        for day, (title, name) in enumerate(
            zip(["Klare Sache", "Volle Zustimmung", "Das stimmt", "Typisch"], names, strict=True),
            start=1,
        )
    )
    assert [author for author, _, _ in said(titles)] == names


def test_ranks_between_a_name_and_since_when_there_is_an_account_are_no_authors() -> None:
    assert said("""
- Bäder
- E
- Eva77
- Leutnant

- Dabei seit
- Aug. 2014
- 14. Mai 2024
+ Na endlich.
- jo_lind
- Kapitän
- Ehrengast
- Dabei seit
- Nov. 2007
- 14. Mai 2024
+ Viel zu teuer.
- Ina
- Dabei seit
- Jan. 2022
- 15. Mai 2024
+ Wer zahlt das?
- U
- Uwe
- Matrose
- Dabei seit
- Juni 2018
- 15. Mai 2024
+ Die Gemeinde.
""") == [
        ("Eva77", "2024-05-14", None),
        ("jo_lind", "2024-05-14", None),
        ("Ina", "2024-05-15", None),
        ("Uwe", "2024-05-15", None),
    ]


def test_whom_most_comments_answer_may_have_written_others() -> None:
    heads = [
        ["Bitte anmelden", "Hier ist die Diskussion", "radler_88", "vor 5 Stunden"],
        ["Eva Kern", "vor 4 Stunden", "In Antwort auf", "radler_88"],
        ["radler_88", "vor 3 Stunden", "In Antwort auf", "Eva Kern"],
        ["Jo Petri", "vor 2 Stunden", "In Antwort auf", "radler_88"],
        ["Uwe Mohn", "vor 1 Stunde"],
    ]
    of_most = repeated(heads)
    assert [signature(head, of_most).author for head in heads] == [
        "radler_88",
        "Eva Kern",
        "radler_88",
        "Jo Petri",
        "Uwe Mohn",
    ]


def test_a_picture_names_who_wrote_above_a_job_and_answers_were_updated() -> None:
    text = "Warum duzen sich alle?\n"
    roles = ["article"]
    for name, job, age in (
        ("Eva Kern", "Ehemalige Lehrerin", "1 Jahr"),
        ("Jo Petri", "arbeitet als Pfleger", "Aktualisiert 2 Jahre"),
        ("Uwe Mohn", "Student", "3 Jahre"),
    ):
        text += f"Profilfoto von {name}\n{name}\n · \nFolgen\n{job}\n{age}\nWeil es geht.\n"
        roles += [*["furniture"] * 6, "begin"]
    found = assemble(PlainText(source="t", text=text), list(lines(text)), roles)
    assert [(own.author, own.date) for own in found.comments] == [
        ("Eva Kern", "1 Jahr"),
        ("Jo Petri", "2 Jahre"),
        ("Uwe Mohn", "3 Jahre"),
    ]
