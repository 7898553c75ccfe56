"""Names of several words: capitalised ones in a row, "Deutsche Bahn", also "Park & Ride"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sentiment.language.nouns import Noun, nouns, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sentiment.language.nouns import NounBackground

AND = " & "  # within a name

# Before a surname, in feminine form, too. Bodies such as "Stadtrat" stand before places.
_OFFICE = re.compile(
    r"(?:herrn?|frau|dr\.?|prof\.?|(?:\w*(?:bürgermeister|minister|kanzler|präsident|trainer|direktor"
    r"|intendant|vorstand|sprecher|chef|senator|vorsitzender?))(?:s|in)?|papst|könig(?:in)?|pfarrer)",
    re.IGNORECASE,
)


def names(text: str, background: NounBackground) -> Iterator[Noun]:
    """Yield nouns and names in order; verbs that open a sentence are left out."""
    name = None
    for noun in nouns(text):
        if noun.opens_sentence and not background.is_noun(noun):
            continue
        if name is not None:
            gap = text[name.end : noun.start]
            if gap == AND or (gap == " " and not noun.opens_sentence):
                whole = f"{name.text}{gap}{noun.text}"
                name = Noun(whole, name.start, noun.end, name.opens_sentence)
                continue
            yield name
        name = noun
    if name is not None:
        yield name


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return what all forms of a name share: the stems of its words."""
    return " ".join(stem(word) for word in name.split() if word != AND.strip())


@lru_cache(maxsize=65536)
def thing_key(name: str) -> str:
    """Return what all names of a thing share, so that it is counted once.

    "Radwegen" and "Radweg" are one thing, "Bürgermeisterin Kern" and "Kern" one person.
    """
    words = name.split()
    while len(words) > 1 and _OFFICE.fullmatch(words[0]):
        del words[0]
    return name_key(" ".join(words)) or name.casefold()


def usual_spelling(spellings: Mapping[str, int]) -> str:
    """Return the most frequent spelling of a thing; of several, the fullest name, least inflected.

    Parameters
    ----------
    spellings : mapping of str to int
        How often each occurs; one at least.
    """
    return min(spellings, key=lambda name: (-spellings[name], -name.count(" "), len(name), name))
