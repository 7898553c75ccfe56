"""The tool with parts so small that a short run has many of them, and words for its tables."""

from pathlib import Path

SAID = (
    "Endlich tut sich etwas am Bahnhof, das war überfällig.",
    "Die Velostraße ist ein Witz, wer soll denn da noch parken?",
    "Lieber ein Radweg statt der ewigen Baustelle.",
    "Ich verstehe die Aufregung nicht.",
)
# Each part is noted in the journal, so that a second is a long run.
SMALL = (
    "import sentiment.draft, sentiment.readers.large_tables as tables;"
    "sentiment.draft._SECONDS = 0; tables.MOST_COMMENTS = 20;"
    "from sentiment.cli import main; main()"
)


def parts_noted(journal: Path) -> int:
    """Count the lines of a journal behind its head."""
    return max(journal.read_bytes().count(b"\n") - 1, 0) if journal.exists() else 0
