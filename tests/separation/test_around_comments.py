"""What sites put around every comment tells short comments from buttons and counters."""

from __future__ import annotations

from sentiment.separation.site_lines import lines_of_site


def test_what_a_reader_says_is_no_button() -> None:
    own = ["Gefällt mir nicht", "Gefällt mir!", "Antworten auf meine Frage gab es nie.", "Danke"]
    assert lines_of_site(own) == []
    assert lines_of_site(["Gefällt mir", "ANTWORTEN", "Gefällt mir (3)", "Teilen 2"]) == [
        0,
        1,
        2,
        3,
    ]
