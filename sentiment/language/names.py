"""Names of several words: "Deutsche Bahn", also "Park & Ride" and "Van der Bellen"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sentiment.language.nouns import Noun, nouns, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sentiment.language.nouns import NounBackground

AND = " & "  # within a name
# "von" and "zu" stand between other nouns, too.
_PARTICLES = re.compile(r" (?:van|de|di|del|della|ter|ten)(?: der| den| de| la)? ")
_BEHIND_VERB = re.compile(r" (?:ich|du|wir|mir|dir|mich|dich|euch|man|mal|doch)\b")
_BEHIND_VAN = re.compile(r" de[rn]? ")


def names(text: str, background: NounBackground) -> Iterator[Noun]:
    """Yield nouns and names in order; verbs that open a sentence are left out."""
    name = None
    for noun in nouns(text):
        if noun.opens_sentence and (
            not background.is_noun(noun) or _BEHIND_VERB.match(text, noun.end)
        ):
            continue
        if name is not None:
            gap = text[name.end : noun.start]
            if gap == AND or (not noun.opens_sentence and _is_within(gap, name.text)):
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


def _is_within(gap: str, before: str) -> bool:
    """Tell whether the same name goes on behind what stands between two capitalised words."""
    if gap == " " or _PARTICLES.fullmatch(gap):
        return True
    return before.rpartition(" ")[2] == "Van" and _BEHIND_VAN.fullmatch(gap) is not None
