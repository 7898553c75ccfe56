"""Chats as WhatsApp exports them, and as they are copied from it and from Telegram Desktop."""

from __future__ import annotations

import io
import logging

import pytest

from sentiment import readers
from sentiment.discussion import Discussion, PlainText

IPHONE = """\
[12.09.24, 18:02:11] Elternrat 4b: \u200eNachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.
[12.09.24, 18:05:40] Eva (Mia): Ab November gibt es nur noch vegetarisches Essen.
Was sagt ihr?
[12.09.24, 18:07:02] ~ Jo: Find ich super 👍 \u200e<Diese Nachricht wurde bearbeitet.>
\u200e[12.09.24, 18:11:03] Jo: \u200eSprachnachricht weggelassen
[12.09.24, 18:15:38] +49 171 2345678: Wir auch: endlich!
[12.09.24, 18:22:41] Uwe: \u200eDiese Nachricht wurde gelöscht.
"""
ANDROID = """\
12.09.24, 18:02 - Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.
12.09.24, 18:05 - Eva (Mia): Ab November gibt es nur noch vegetarisches Essen.
Was sagt ihr?
12.09.24, 18:07 - Jo: Find ich super 👍
12.09.24, 18:11 - Jo: <Medien ausgeschlossen>
12.09.24, 18:12 - Jo: Du hast diese Nachricht gelöscht
12.09.24, 18:13 - Jo: IMG-1.jpg (Datei angehängt)
12.09.24, 18:14 - Eva hat die Gruppe „4b: Essen“ erstellt.
12.09.24, 18:15 - +49 171 2345678: Wir auch: endlich!
12.09.24, 18:22 - Uwe: Diese Nachricht wurde gelöscht.
"""


def chat(text: str) -> Discussion:
    (found,) = readers.read_stream(io.BytesIO(text.encode()), "_chat.txt", suffix=".txt")
    assert isinstance(found, Discussion)
    return found


@pytest.mark.parametrize(
    ("text", "seconds"), [(IPHONE, (":40", ":02", ":38")), (ANDROID, ("",) * 3)]
)
def test_messages_are_comments_and_what_the_app_says_is_not(
    text: str, seconds: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "sentiment"):
        found = chat(text)
    assert [(c.author, c.date, c.text) for c in found.comments] == [
        (
            "Eva (Mia)",
            f"2024-09-12T18:05{seconds[0]}",
            "Ab November gibt es nur noch vegetarisches Essen.\nWas sagt ihr?",
        ),
        ("Jo", f"2024-09-12T18:07{seconds[1]}", "Find ich super 👍"),
        (None, f"2024-09-12T18:15{seconds[2]}", "Wir auch: endlich!"),
    ]
    notes = 2 if text is IPHONE else 5
    assert found.left_out == notes + 1
    assert "1 deleted" in caplog.text
    assert f"{notes} pictures and notes of the app" in caplog.text


def test_words_below_a_picture_are_a_comment_and_blanks_cost_nothing() -> None:
    found = chat(
        ANDROID + "12.09.24, 18:30 - Eva: IMG-1.jpg (Datei angehängt)\nSo sieht es aus!\n"
        "12.09.24, 18:31 - Jo: a" + " " * 1_000_000 + "b\n"
    )
    assert [comment.text[:20] for comment in found.comments[-2:]] == [
        "So sieht es aus!",
        "a" + " " * 19,
    ]


def test_one_dated_line_makes_no_chat() -> None:
    text = "12.09.24, 18:05 - Eva: Das Bad bleibt offen.\n\nDer Rat hat entschieden.\n"
    (found,) = readers.read_stream(io.BytesIO(text.encode()), "bad.txt", suffix=".txt")
    assert isinstance(found, PlainText)


ARTICLE = """\
Das Essen wird vegetarisch

Ab November gibt es in der 4b nur noch Gemüse. Das hat der Elternrat beschlossen.
"""
COPIED = """\
[18:05, 12.9.2024] Eva (Mia): Ab November gibt es nur noch vegetarisches Essen.
Was sagt ihr?
[18:07, 12.9.2024] ~ Jo: Find ich super 👍
[6:15 PM, 9/12/2024] \u202a+49 171 2345678\u202c: Wir auch: endlich!
[6:22 PM, 9/13/2024] Uwe: This message was deleted
[6:30 PM, 9/13/2024] Uwe: Na ja.
"""
WRITTEN = [
    (
        "Eva (Mia)",
        "2024-09-12T18:05",
        "Ab November gibt es nur noch vegetarisches Essen.\nWas sagt ihr?",
    ),
    ("Jo", "2024-09-12T18:07", "Find ich super 👍"),
]
TELEGRAM = """\
Eva 🌸, [12.09.2024 18:05]
Ab November gibt es nur noch vegetarisches Essen.
Was sagt ihr?

Jo, [12.09.24 18:07:10]
[In reply to Eva 🌸]
Find ich super 👍

Jo, [12.09.24 18:08:10]
[ Photo ]
"""


@pytest.mark.parametrize("above", ["", ARTICLE + "\n"])
def test_a_copied_chat_is_read_as_an_exported_one(above: str) -> None:
    copied, exported = chat(above + COPIED), chat(above + ANDROID)
    # Which of the two is the month of 9/12/2024 is not certain, so it stays as it was printed.
    assert [(c.author, c.date, c.text) for c in copied.comments] == [
        *WRITTEN,
        (None, "6:15 PM, 9/12/2024", "Wir auch: endlich!"),
        ("Uwe", "2024-09-13T18:30", "Na ja."),
    ]
    assert [(c.author, c.date, c.text) for c in exported.comments][:2] == WRITTEN
    assert copied.left_out == 1
    for found in (copied, exported):
        assert found.article.text == above.strip()
        assert found.title == ("Das Essen wird vegetarisch" if above else None)


@pytest.mark.parametrize("above", ["", ARTICLE + "\n"])
def test_a_chat_copied_from_telegram_is_read_with_its_answers(above: str) -> None:
    found = chat(above + TELEGRAM)
    assert [(c.id, c.parent, c.author, c.date, c.text) for c in found.comments] == [
        ("1", None, "Eva 🌸", "2024-09-12T18:05", WRITTEN[0][2]),
        ("2", "1", "Jo", "2024-09-12T18:07:10", "Find ich super 👍"),
    ]
    assert (found.article.text, found.left_out) == (above.strip(), 1)


@pytest.mark.parametrize("text", [COPIED, ANDROID, TELEGRAM])
def test_two_messages_that_an_article_quotes_make_no_chat(text: str) -> None:
    quoted = "".join(text.splitlines(keepends=True)[:5])
    below = "So ging es stundenlang weiter.\n" * 20
    (found,) = readers.read_stream(io.BytesIO((ARTICLE + quoted + below).encode()), suffix=".txt")
    assert isinstance(found, PlainText)


def test_who_is_addressed_first_is_answered_and_the_foot_of_the_window_is_no_message() -> None:
    text = """[08:14, 20.2.2025] Mama von Lotte: Ich nicht! Wie soll sie mich dann erreichen?
[08:15, 20.2.2025] Tobi K.: @Mama von Lotte genau das macht mir Sorgen.
[08:16, 20.2.2025] Mama von Lotte: @\u2068Tobi K.\u2069, früher kam der Bus.
[08:17, 20.2.2025] Jo: @alle Was machen wir?
Gib eine Nachricht ein.
"""
    found = chat(text).comments
    ids = [one.id for one in found]
    assert [one.parent for one in found] == [None, ids[0], ids[1], None]
    assert found[-1].text == "@alle Was machen wir?"
    copied = "Eva, [14.03.2024 09:31]\nGut so.\n\nJo, [14.03.2024 09:32]\n@Eva: Nein!\n"
    found = chat(copied).comments
    assert [one.parent for one in found] == [None, found[0].id]
