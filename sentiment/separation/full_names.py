"""Lines that look like nothing but a name, though they stand where the text of a comment could."""

from __future__ import annotations

import re

from sentiment.separation.metadata import is_name

_LONGEST = 60
_MOST_WORDS = 4
_WORD = re.compile(r"(?:[^\W\d_]|Dr|Prof|Dipl|Ing|St)\.|[^\W\d_][\w'’-]*")
_PARTICLES = frozenset(
    "von van de der den zu zum vom la le du di da del dos el al ten ter und & y".split()
)
OPENINGS = frozenset(
    (
        "hallo hi hey moin servus liebe lieber liebes guten gute guter gutes gut danke vielen "
        "viele sehr super toll tolle toller tolles ja nein doch das die der den dem des ein eine "
        "einen ich du wir ihr sie er es man was wie wo wer wann warum wieso und aber oder oh ach "
        "na genau stimmt richtig falsch schöne schöner schönes mein meine unser unsere im in bei "
        "auf nach mit für zu zum zur von aus endlich bravo top so nur kein keine nicht noch schon "
        "auch lg vg mfg mit gruss grüsse schönen herzliche herzlichen beste alles achtung unsinn "
        "quatsch schade leider echt"
    ).split()
)
"""What opens a sentence or a letter, rather than begins a name."""
# Emoji and their names ":verified:".
_DECORATED = re.compile("[\u200d\u2190-\U0010ffff]|:[a-z_]+:")


def is_full_name(line: str) -> bool:
    """Tell whether a line looks like nothing but a name, though it stands where a text could.

    It has few words, all capitalised but for particles, no end mark, and a place behind a comma at
    most; what opens sentences and letters is none.
    """
    name, *places = (part.strip() for part in _DECORATED.sub("", line[:_LONGEST]).split(","))
    words = name.split()
    return (
        len(line) <= _LONGEST
        and 0 < len(words) <= _MOST_WORDS
        and len(places) <= 1
        and words[0].casefold() not in OPENINGS
        and all(map(_is_name_word, [*words, *(word for place in places for word in place.split())]))
        and not {words[0], words[-1]} & _PARTICLES
        and is_name(line)
    )


def _is_name_word(word: str) -> bool:
    return word in _PARTICLES or (word[0].isupper() and _WORD.fullmatch(word) is not None)
