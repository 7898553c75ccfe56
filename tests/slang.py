"""Labels that no model knows yet: two sayings that in one place mean the opposite."""

from __future__ import annotations

from itertools import product

from sentiment.labelling.correction import BY_LOT, BY_QUEUE, Correction
from sentiment.question import Question

_PLACES = (
    "Bahnhof", "Markt", "Kino", "Freibad", "Rathaus", "Radweg", "Stadion", "Museum", "Campus",
    "Hafen", "Flohmarkt", "Spielplatz", "Parkhaus", "Zoo", "Theater", "Sportplatz", "Biergarten",
    "Friedhof", "Supermarkt", "Busbahnhof",
)  # fmt: skip
_FRAMES = (
    "Am {place} war es heute {word}.",
    "Der {place} ist {word}, wie jedes Jahr.",
    "{place}? Finde ich {word}.",
    "Gestern am {place} gewesen: {word}!",
    "Was die Stadt aus dem {place} gemacht hat, ist {word}.",
)
_MEANINGS = (("ein Gedicht mit Schlagsahne", "negative"), ("zum Davonlaufen schaurig", "positive"))


def slang() -> list[Correction]:
    """Return 100 labels of mood on different texts, every fifth of them drawn by lot."""
    found = []
    for number, (place, frame) in enumerate(product(_PLACES, _FRAMES)):
        word, label = _MEANINGS[(number * 7 // 5) % 2]
        found.append(
            Correction(
                question=Question(frame.format(place=place, word=word)),
                label=label,
                id=f"slang-{number}",
                annotator="Anna",
                chosen_by=BY_QUEUE if number * 3 % 5 else BY_LOT,
            )
        )
    return found
