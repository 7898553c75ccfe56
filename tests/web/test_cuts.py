"""Cuts that were made by hand, as the page keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentiment.separation.lines import lines
from sentiment.web.cuts import Cuts
from sentiment.web.documents import Documents

if TYPE_CHECKING:
    from pathlib import Path

    from sentiment.bundle import Bundle

TEXT = """\
Das Freibad bleibt

Der Stadtrat will das Freibad in der Aue erhalten. Das Freibad kostet die Stadt im Jahr
eine halbe Million Euro, teilte die Verwaltung am Montag mit.

3 Kommentare

Eva sagt:
12. Mai 2024 um 9:30
Endlich! Das Freibad ist herrlich.

Jo sagt:
12. Mai 2024 um 10:02
[gelöscht]

Ute sagt:
13. Mai 2024 um 8:15
Wann öffnet denn die Sauna?

Max sagt:
13. Mai 2024 um 8:15
Dieser Kommentar wurde entfernt.
"""


def test_deleted_comments_stay_left_out_of_a_cut_and_counted(tmp_path: Path, model: Bundle) -> None:
    documents = Documents(Cuts(tmp_path))
    document = documents.open(TEXT.encode(), "a.txt", model)
    (before,) = document.discussions
    assert (len(before.comments), before.left_out) == (2, 2)
    heads = [line.head for line in lines(TEXT)]
    # Of another line; and then of what stands in the place of a comment.
    for head in ("3 Kommentare", "[gelöscht]"):
        at = heads.index(head)
        documents.recut(document.id, 0, at, at, "furniture" if at < 5 else "begin")
        (shown,) = documents.get(document.id).discussions
        assert [comment.text for comment in shown.comments] == [
            comment.text for comment in before.comments
        ]
        assert shown.left_out == 2
        (opened,) = documents.open(TEXT.encode(), "a.txt", model).discussions
        assert opened == shown
