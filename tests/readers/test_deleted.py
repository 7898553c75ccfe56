"""What stands in the place of a deleted comment is none, wherever it was read."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

import sentiment
from sentiment import readers
from sentiment.inputs import separated
from sentiment.readers import large_tables
from sentiment.readers.deleted import says_deleted

if TYPE_CHECKING:
    from sentiment.discussion import Discussion

GONE = "Dieser Kommentar wurde gelöscht."
SAID = ["Endlich wird der Radweg gebaut, das war nötig!", GONE, "Wer hat das bloß geplant?"]


@pytest.mark.parametrize(
    "text",
    [
        GONE,
        "Dieser Kommentar wurde gelöscht",
        "Dieser Beitrag wurde von der Redaktion entfernt.",
        "[Dieser Kommentar ist vom Autor gelöscht worden]",
        "[deleted]",
        " [removed]\n",
        "[gelöscht]",
        "(Kommentar entfernt)",
        "[ Removed by Reddit ]",
        "This comment was deleted.",
        "This comment has been removed by a moderator.",
        "Kommentar gelöscht",
        "Der Kommentar wurde von einem Blog-Administrator entfernt.",
        "Diese Nachricht wurde gelöscht.",
        "Dieser Beitrag wurde vom Moderator gesperrt.",
        "Entfernt. Bitte verzichten Sie auf Unterstellungen. Danke, die Redaktion/lu",
        "Dieser Beitrag wurde von der Moderation entfernt, da er gegen unsere Regeln verstößt.",
        "Dieser Kommentar wurde entfernt. Bitte halten Sie sich an die Netiquette. Die Moderation",
        "Dieser Kommentar wurde versteckt",
        "Beitrag von der Moderation ausgeblendet.",
        "[Gelöscht. Die Redaktion]",
        "(Von der Redaktion entfernt)",
        "Von der Redaktion gelöscht.",
        "Vom Nutzer zurückgezogen",
        "Dieser Nutzer hat seinen Kommentar gelöscht.",
        "Die Verfasserin hat ihren Beitrag zurückgezogen.",
        "Kommentar wurde vom Nutzer zurückgezogen.",
        "Dieser Inhalt wurde entfernt.",
        "Anm. d. Red.: Kommentar gelöscht.",
        "Anmerkung der Redaktion: Beitrag entfernt. Bitte bleiben Sie sachlich.",
        "Beitrag gelöscht. (Red.)",
        "Kommentar entfernt. /mod",
        "Nutzer gesperrt, Beitrag ausgeblendet.",
        "Dieser Kommentar wird derzeit geprüft.",
        "Dieser Beitrag wird noch von der Redaktion geprüft",
        "Dieser Kommentar wartet auf Freischaltung.",
        "Dieser Kommentar ist nicht mehr verfügbar.",
    ],
)
def test_placeholders(text: str) -> None:
    assert says_deleted(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gelöscht",
        "Dieser Kommentar wurde gut versteckt.",
        "Mein Kommentar wurde gelöscht.",
        "Dieser Kommentar wurde gelöscht? Warum denn?",
        "Dieser Kommentar wurde gelöscht. Und meiner auch!",
        "[deleted] schrieb, das Bad sei zu teuer",
        "This comment was deleted by a coward. Shame on you!",
        "Dieser Kommentar ist von gestern und wurde bis heute nicht gelöscht",
        "Dieser Kommentar wurde von mir gemeldet und nicht gelöscht!",
        "This comment is removed because the mods are cowards",
        "Ihr Kommentar wurde gelöscht.",
        "Gelöscht! Bitte nicht schon wieder",
        "Kommentar entfernt. Danke!",
        "Vom Rat entfernt.",
        "Von der Stadt gesperrt!",
        "Dieser Mann hat seinen Beitrag zurückgezogen.",
        "Der Nutzer hat seinen Kommentar gelöscht und neu geschrieben.",
        "Nutzer gesperrt, na endlich.",
        "Dieser Beitrag wird hoffentlich noch geprüft.",
        "Mein Kommentar wartet auf Freischaltung.",
        "Anm. d. Red.: Ihr habt doch keine Ahnung.",
        "Kommentar gelöscht. Redet doch mit uns.",
        "Der Kommentar wurde gelöscht! Danke Redaktion, ihr Feiglinge",
        "Gelöscht. " + "Bitte beachten Sie das, die Redaktion " * 7 + "?",  # and not for hours
    ],
)
def test_what_readers_say_of_deletion(text: str) -> None:
    assert not says_deleted(text)


def of_bytes(content: str, name: str) -> list[Discussion]:
    found = readers.read_stream(io.BytesIO(content.encode()), name, suffix=f".{name[2:]}")
    return list(separated(found, sentiment.load_model("german-lite")))


ROWS = [{"id": place, "parent": 2 if place == 3 else None, "text": text}
        for place, text in enumerate(SAID, start=1)]  # fmt: skip
PAGE = "".join(
    f'<li class="comment" id="comment-{place}"><cite class="fn">Leser {place}</cite>'
    f'<div class="comment-content"><p>{text}</p></div></li>'
    for place, text in enumerate(SAID, start=1)
)
STATED = {
    "@context": "https://schema.org",
    "@type": "Article",
    "comment": [{"@type": "Comment", "text": text} for text in SAID],
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.json", json.dumps(ROWS)),
        ("t.json", json.dumps({"article": "Der Radweg.", "comments": ROWS})),
        ("t.jsonl", "\n".join(map(json.dumps, ROWS))),
        ("t.csv", "id,parent,text\n" + "".join(f'{r["id"]},,"{r["text"]}"\n' for r in ROWS)),
        ("t.html", f'<html><body><h1>Radweg</h1><ol class="commentlist">{PAGE}</ol></body></html>'),
        ("t.html", '<html><body><p>Der Radweg.</p><script type="application/ld+json">'
                   f"{json.dumps(STATED)}</script></body></html>"),
    ],
    ids=["list", "discussion", "lines", "table", "page", "json-ld"],
)  # fmt: skip
def test_they_are_left_out_and_counted(
    name: str, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    (found,) = of_bytes(content, name)
    assert [comment.text for comment in found.comments] == [SAID[0], SAID[2]]
    assert [comment.parent for comment in found.comments] == [None, None]
    assert found.left_out == 1
    assert "t." + name[2:] + ": left out: 1 deleted" in caplog.messages


def test_they_are_left_out_of_large_tables(caplog: pytest.LogCaptureFixture) -> None:
    with patch.object(large_tables, "MOST_COMMENTS", 1):
        parts = of_bytes("text,id\n" + "".join(f'"{text}",\n' for text in [*SAID, " "]), "t.csv")
    assert [comment.text for part in parts for comment in part.comments] == [SAID[0], SAID[2]]
    assert sum(part.left_out for part in parts) == 2
    assert caplog.messages == ["t.csv: left out: 1 without text, 1 deleted"]


@pytest.mark.parametrize("held", [1, large_tables.MOST_COMMENTS])
def test_a_parent_that_is_a_row_number_counts_them(held: int) -> None:
    rows = [("A", ""), ("[deleted]", ""), ("B", ""), ("C", "3"), ("D", "3.0"), ("E", "2")]
    with patch.object(large_tables, "MOST_COMMENTS", held):
        parts = of_bytes("text,parent\n" + "".join(f"{t},{p}\n" for t, p in rows), "t.csv")
    comments = [comment for part in parts for comment in part.comments]
    assert [comment.id for comment in comments] == ["1", "3", "4", "5", "6"]
    text_of = {comment.id: comment.text for comment in comments}
    assert [(comment.text, text_of.get(comment.parent or "")) for comment in comments] == [
        ("A", None),
        ("B", None),
        ("C", "B"),
        ("D", "B"),
        ("E", None),
    ]


def test_in_plain_text_they_are_furniture(caplog: pytest.LogCaptureFixture) -> None:
    comments = "".join(
        f"Leser {place}\n{place}. Mai 2018 um 10:12\n{text}\n\n"
        for place, text in enumerate(SAID, start=1)
    )
    text = (
        "Der Radweg kommt\n\nDer Gemeinderat hat am Montag beschlossen, den Radweg zu bauen. "
        f"Er soll im Herbst fertig sein und kostet zwei Millionen.\n\n3 Kommentare\n\n{comments}"
    )
    (found,) = of_bytes(text, "t.txt")
    assert [(comment.id, comment.text) for comment in found.comments] == [
        ("1", SAID[0]),
        ("2", SAID[2]),
    ]
    assert found.left_out == 1
    assert GONE in [span.of(text) for span in found.furniture]
    assert list(found.furniture) == sorted(found.furniture, key=lambda span: span.start)
    assert caplog.messages == ["t.txt: left out: 1 deleted"]


def test_texts_of_a_program_keep_their_opinions() -> None:
    (analysis,) = sentiment.analyse(SAID, "german-lite")
    assert len(analysis.opinions) == len(SAID)
