"""What readers call a thing: the forms of a name that count as one, and which of them is shown.

Other than the stems by which things are found, forms never join a thing and who does it ("Lehre",
"Lehrer") or lives there ("Köln", "Kölner"): these are often on opposite sides.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from sentiment.language.names import AND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LONGEST_ABBREVIATION = 4
_SHORTEST = 3  # letters that are left
_UE = re.compile("(?<![aeq])ue")  # in "Steuer", "Mauer" and "Quelle", e is a letter of its own
_ENDING = re.compile(r"(?:en|e|(?<=er)n|(?<=el)n)$")
_S = re.compile(r"(?<!i)(?<!u)(?<!s)(?<!gas)(?<!glas)(?<!gras)(?<!atlas)(?<!hals)(?<!fels)s$")
# Plurals that change the vowel, by the last part of a compound: "Parkplätze", "Hallenbäder".
_PLURALS = re.compile(
    r"(?:plätz|züg|bäum|gründ|flüg|höf|städt|märkt|wänd|bänk|ärzt|plän|zäun|gäng|räum|tön|kräft|träg"
    r"|schläg|ständ|dämm|türm|fäll|sätz|kämpf)en?$"
    r"|(?:bäd|häus|büch|räd|wäld|(?:bundes|nachbar)länd|dörf|däch|kind|bild|schild|lied|feld|geld"
    r"|kleid|löch|güt|männ|blätt|gläs)ern?$"
)
_ENDING_OF_PLURAL = re.compile(r"(?:ern?|en?)$")
_FEMALE = re.compile("innen$")
_PLAIN = str.maketrans("äöü", "aou")
# Verbs that are nouns, and names, which only look like forms of another noun.
_WHOLE = frozenset(
    "parken baden bauen kochen tanken spielen laufen kaufen streiken tanzen raten fliegen bayern "
    "ostern".split()
)
_ADJECTIVE = re.compile(r"e[nrms]?$")
# Before a surname, in feminine form, too. Bodies such as "Stadtrat" stand before places.
_OFFICE = re.compile(
    r"(?!lautsprecher|heimtrainer)\w*(?:bürgermeister|minister|kanzler|präsident|trainer|direktor"
    r"|intendant|vorstand|sprecher|chef|senator|vorsitzender?)s?(?:in)?|papst|könig(?:in)?|pfarrer",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def thing_key(name: str) -> str:
    """Return what all names of a thing share, so that it is counted once.

    "Radwegen" and "Radweg" are one thing, "Bürgermeisterin Kern" and "Kern" one person.
    """
    *others, last = name.split() or [name]
    while others and _OFFICE.fullmatch(others[0]) and others[1:2] != [AND.strip()]:
        del others[0]
    return " ".join([*(_ADJECTIVE.sub("", _folded(word)) for word in others), _singular(last)])


def spellings_of(names: Iterable[str]) -> dict[str, Counter[str]]:
    """Return how often each spelling of each thing occurs, by `thing_key`."""
    found: dict[str, Counter[str]] = {}
    for name in names:
        found.setdefault(thing_key(name), Counter())[name] += 1
    return found


def by_use(spellings: Mapping[str, int]) -> list[str]:
    """Return spellings, most frequent first; of several, the fullest name, least inflected."""
    return sorted(spellings, key=lambda name: (-spellings[name], -name.count(" "), len(name), name))


def _folded(word: str) -> str:
    return _UE.sub("ü", word.casefold().replace("ae", "ä").replace("oe", "ö"))


def _singular(word: str) -> str:
    """Return a noun without the endings of cases and of plurals."""
    folded = _folded(word)
    if folded in _WHOLE or (word.isupper() and len(word) <= _LONGEST_ABBREVIATION):
        return folded
    cut = _S.sub("", folded)
    if found := _PLURALS.search(cut):
        return cut[: found.start()] + _ENDING_OF_PLURAL.sub("", found[0]).translate(_PLAIN)
    cut = _ENDING.sub("", _FEMALE.sub("in", cut))
    return cut if len(cut) >= _SHORTEST else folded
