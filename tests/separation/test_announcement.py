"""What a pasted page says of how many comments it has."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

import sentiment
from sentiment.separation.announcement import announced

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["312 Kommentare"], 312),
        (["Kommentare (528)"], 528),
        (["1.204 Leserkommentare:"], 1204),
        (["5 Kommentare zu „Das Bad bleibt“", "Neueste zuerst"], 5),
        (["1 Kommentar"], 1),
        (["Drucken", "9 Kommentare", "Alle 9 Kommentare anzeigen"], 9),
        (["9 Kommentare", "12 Kommentare"], None),  # of another article, perhaps
        (["Kommentare lesen (213)"], 213),
        (["Forum: 312 Postings"], 312),
        (["Ihre Meinung zählt: 57 Postings", "Alle Kommentare (57)"], 57),
        (["Zu den Kommentaren (4)"], 4),
        (["4 Kommentare | Neueste zuerst"], 4),
        (["Diskussion im Forum: 12 Beiträge"], 12),
        (["Mehr zum Thema: 12 Kommentare", "Von Eva Kern | 3 Kommentare"], None),
        (["insgesamt 64 Beiträge", "Seite 1 von 13"], 64),
        (["Kommentare", "7", "Anmelden"], 7),
        (["Alle Kommentare", "1.204", "Neueste zuerst", "12"], 1204),
        (["Teilen", "7", "Kommentare", "Anmelden"], None),
        (["Kommentar 3"], None),
        (["12 Antworten", "3 Kommentare wurden gelöscht"], None),
        ([], None),
    ],
)
def test_headings_with_a_number(lines: list[str], count: int | None) -> None:
    assert announced(lines) == count


def test_a_paste_that_lacks_comments_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    page = tmp_path / "bad.txt"
    page.write_text(
        "Das Bad bleibt offen\n\nDer Gemeinderat hat am Montag beschlossen, dass das Freibad auch "
        "im kommenden Sommer geöffnet bleibt. Die Sanierung kostet 400.000 Euro.\n\n"
        "12 Kommentare\nEva Kern\n3. Mai 2018 um 10:12 Uhr\nNa endlich, das wurde auch Zeit!\n"
        "Antworten\nJo Lind\n3. Mai 2018 um 11:30 Uhr\nViel zu teuer, wer soll das bezahlen?\n"
        "Antworten\n",
        encoding="utf-8",
    )
    with caplog.at_level(logging.WARNING, "sentiment"):
        (found,) = sentiment.read([page], sentiment.load_model("german-lite"))
    assert found.announced == 12
    assert len(found.comments) == 2
    assert "2 of the 12 comments" in caplog.text
