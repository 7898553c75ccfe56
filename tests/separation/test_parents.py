"""Which comment of a plain text each one answers: what heads do not say, but texts and looks."""

from __future__ import annotations

import pytest

from sentiment.bundle import load_model
from sentiment.discussion import Comment, PlainText
from sentiment.separation import assemble, separate
from sentiment.separation.answers import lines_to_titles
from sentiment.separation.lines import lines

_ROLES = {"+": "begin", " ": "inside", "-": "furniture", "=": "article"}


def comments(marked: str) -> tuple[Comment, ...]:
    """Return the comments of a text in which the first sign of each line is its role."""
    rows = [row for row in marked.strip("\n").split("\n") if row]
    text = "\n".join(row[2:] for row in rows)
    roles = [_ROLES[row[0]] for row in rows]
    return assemble(PlainText(source="t", text=text), list(lines(text)), roles).comments


def parents(marked: str) -> list[str | None]:
    return [comment.parent for comment in comments(marked)]


def test_who_is_greeted_or_called_by_the_first_or_last_name_is_answered() -> None:
    assert parents("""
- Eva Kern sagt:
+ Na endlich.
- Jo Lind sagt:
+ Hallo Eva, ich sehe das anders.
- radler77 sagt:
+ Vielen Dank, lieber Jo! So ist es.
- Ina sagt:
+ 🙂 Liebe Frau Kern, da irren Sie.
- Uwe Mohn sagt:
+ @radler Unsinn.
- Kim sagt:
+ Ina: Genau so.
- Ole sagt:
+ Ach was, Ina weiß das nicht.
- Pia sagt:
+ Danke Uwe für den Hinweis.
- Rosa sagt:
+ Kim
  So kenne ich dich.
- Tim sagt:
+ Liebe Leute, bleibt sachlich. Eva hat recht.
""") == [None, "1", "2", "1", "3", "4", None, "5", "6", None]


def test_the_first_readers_address_who_wrote_the_article_and_later_ones_do_as_well() -> None:
    assert parents("""
- Kea
- 5 Std.
+ @bahnfrau Seit wann fährt der Zug?
- Ole
- 5 Std.
+ @bahnfrau Endlich!
- Bahnfrau
- 5 Std.
+ @kea Seit Montag.
- Krümel
- 4 Std.
+ @bahnfrau Gibt es einen Fahrplan?
- Kea
- 3 Std.
+ @bahnfrau Danke!
""") == [None, None, "1", None, "3"]
    # One alone may have answered what was deleted.
    assert parents("""
- Mia
- 5 Std.
+ @jo Das hast du gestern anders gesagt.
- Jo
- 4 Std.
+ @mia Und ich bleibe dabei.
- Uli
- 3 Std.
+ @jo Wobei?
""") == [None, "1", "2"]
    assert parents("""
= Die Tasche ist da, und sie ist schöner als auf dem Bild.
- Beate sagt:
+ Schöne Tasche!
- Maren sagt:
+ Liebe Beate, vielen Dank.
- Astrid sagt:
+ Liebe Maren, ein guter Artikel.
- Maren sagt:
+ Liebe Astrid, das freut mich.
- Rowi sagt:
+ Hallo Maren, wo gibt es die?
- Maren sagt:
+ Hallo Rowi, beim Händler.
- Rowi sagt:
+ Danke, Maren!
""") == [None, "1", None, "3", None, "5", "6"]


def test_who_posted_is_the_host_and_is_not_answered_in_person() -> None:
    page = """
- Wetterwarte Nord
- @wetterwarte@ruhr.example
= Seit vierzig Jahren messen wir hier oben den Regen, erst mit einem Eimer, dann mit Strom.
- Kea
- @kea@norden.example
- 5 Std.
+ Wie viel war es?
- Wetterwarte Nord
- @wetterwarte@ruhr.example
- 5 Std.
+ @kea 31.400 Millimeter.
- Krümel
- @kruemel@chaos.example
- 4 Std.
+ @wetterwarte Gibt es die Werte als Datei?
"""
    found = comments(page)
    assert [(own.parent, own.is_host) for own in found] == [
        (None, False),
        ("1", True),
        (None, False),
    ]


def test_where_most_of_the_answered_stand_below_the_nearest_one_there_is_meant() -> None:
    assert parents("""
- Jo
+ @Eva Das war gestern.
- Eva
+ @Ina Und heute?
- Ina
+ Na endlich.
- Eva
+ Das Bad ist auf.
- Jo
+ @Eva Wirklich?
- Eva
+ Wer weiß.
""") == ["2", "3", None, None, "6", None]


def test_answers_are_indented_below_what_they_answer() -> None:
    assert parents("""
-     Eva
-         3. Mai 2024
+     Na endlich.
-         Jo
-             4. Mai 2024
+         Warum?
-             Eva
-                 5. Mai 2024
+             Darum.
-         Ina
-             5. Mai 2024
+         Ja, warum?
-     Uwe
-         6. Mai 2024
+     Ach was.
""") == [None, "1", "2", "1", None]
    assert parents("""
- Eva
+   Na endlich.
- Jo
+ Warum?
- Ina
+     Ja, warum?
""") == [None, None, None]


def test_a_title_or_the_very_words_of_a_comment_say_that_it_is_answered() -> None:
    assert parents("""
= Das Bad bleibt im Winter zu, und das ist gut so.
- Eva
- 3. Mai 2024
- 1. Wärme
+ Wer im Winter schwimmen will, soll in die Halle gehen. Fertig.
- Empfehlen
- Jo
- 4. Mai 2024
- 2. @alle
+ Die Halle ist seit zwei Jahren geschlossen.
- Antwort auf "Wärme"
- Empfehlen
- Ina
- 5. Mai 2024
- 3. Nein
+ „Wer im Winter schwimmen will, soll in die Halle gehen.“ Welche denn?
- Empfehlen
- Uwe
- 6. Mai 2024
- 4. Ja
+ > Die Halle ist seit zwei Jahren geschlossen.
  Seit drei.
- Empfehlen
- Kim
- 7. Mai 2024
- 5. Doch
+ „Das Bad bleibt im Winter zu, und das ist gut so.“ Schön gesagt.
""") == [None, "1", "1", "2", None]


def test_an_answer_that_names_nobody_is_one_to_the_comment_above() -> None:
    assert parents("""
- Eva
- vor 5 Stunden
+ Na endlich.
- ↳ Jo
- vor 4 Stunden
+ Warum?
- Antwort von Ina
- vor 3 Stunden
+ Darum.
- Uwe
- vor 2 Stunden
+ Ach was.
""") == [None, "1", "1", None]
    assert parents("""
- Antwort von Eva
- vor 5 Stunden
+ So geht es.
- Jo
- vor 4 Stunden
+ Danke.
- Antwort von Ina
- vor 3 Stunden
+ Oder so.
""") == [None, None, None]


def test_numbers_of_comments_are_answered() -> None:
    assert parents("""
- #1 Eva
+ Na endlich.
- #2 Jo
+ Warum?
- #3 Ina
- Antwort auf #1
+ Darum.
""") == [None, None, "1"]


def test_thousands_who_address_and_quote_each_other_are_answered_at_once() -> None:
    page = "".join(
        f"- Eva {at % 50}\n+ @Eva {(at + 1) % 50} „Das ist nun der Satz Nummer {at - 1}.“ Nein.\n"
        for at in range(5000)
    )
    assert sum(parent is not None for parent in parents(page)) > 4900


def test_a_first_name_that_the_writer_has_as_well_is_no_readers() -> None:
    page = """Das Freibad in Niederau wird saniert
Von Eva Kern
Die Gemeinde saniert das Freibad im kommenden Jahr für fünf Millionen Euro, sagt der Rat.
Es bleibt deshalb vom Herbst an geschlossen, und im Sommer danach wird es eröffnet.

3 Kommentare

Mia Huber
14.03.2024 um 10:00
Das wurde auch Zeit.

Eva Lang
14.03.2024 um 11:00
Und wo schwimmen wir solange?

Jo Mayer
14.03.2024 um 12:00
Liebe Eva, ein toller Bericht, danke!
"""
    model = load_model("german-lite").separation
    found = separate(PlainText(source="page.txt", text=page), model)
    assert [comment.parent for comment in found.comments] == [None, None, None]


@pytest.mark.parametrize("button", ["Reply", "Antwort", "Antworten"])
def test_a_button_of_the_comment_above_makes_no_answer(button: str) -> None:
    comments = (("Mia", "10:00", "Das wurde auch Zeit."), ("Jo", "11:00", "Mir ist es zu teuer."))
    listed = "\n\n".join(
        f"{name}\n12. März 2024 um {clock}\n{text}\n{button}" for name, clock, text in comments
    )
    page = (
        f"Das Bad wird saniert\n\nDer Rat hat es gestern beschlossen.\n\n2 Kommentare\n\n{listed}"
    )
    model = load_model("german-lite").separation
    found = separate(PlainText(source="page.txt", text=page), model)
    assert [(c.author, c.parent) for c in found.comments] == [("Mia", None), ("Jo", None)]


def test_who_answers_a_title_may_say_whose_it_is() -> None:
    assert parents("""
= Das Bad bleibt im Winter zu, und das ist gut so.
- Eva Kern | Mi., 3. Juli 2024 - 10:12
+ Bravo!
  Wer im Winter schwimmen will, soll in die Halle gehen.
- Jo Petri | Mi., 3. Juli 2024 - 11:12
- Antwort auf Bravo! von Eva Kern
- Was denn?
+ Die Halle ist seit zwei Jahren geschlossen.
- Uwe Mohn | Mi., 3. Juli 2024 - 12:12
- In reply to Was denn? by Jo Petri
+ Seit drei.
- Ina Feld | Mi., 3. Juli 2024 - 13:12
- Antwort auf „Bravo!“ von Eva Kern
+ Danke!
""") == [None, "1", "2", "1"]
    lines_of_page = ["Bravo!", "Antwort auf Bravo! von Eva Kern", "Antwort auf die Frage von Jo"]
    assert lines_to_titles(lines_of_page) == [1]


def test_in_place_of_a_title_may_stand_how_the_comment_begins() -> None:
    assert parents("""
= Das Bad bleibt im Winter zu, und das ist gut so.
- Eva Kern | Mi., 3. Juli 2024 - 10:12
+ Was für ein billiges Bäder-Bashing! Wer schwimmen will, soll in die Halle gehen.
- Jo Petri | Mi., 3. Juli 2024 - 11:12
+ Die Halle ist seit zwei Jahren geschlossen.
- Uwe Mohn | Mi., 3. Juli 2024 - 12:12
- Antwort auf Was für ein billiges Bäder von Eva Kern
+ Seit drei.
""") == [None, None, "1"]
    begins = "Danke schön, das sehe ich auch so."
    answer = "Antwort auf Danke von Eva"
    assert lines_to_titles([begins, "Eva | 3. Juli 2024", answer]) == [2]
    assert lines_to_titles([begins, "Evas Bad | 3. Juli 2024", answer]) == []
