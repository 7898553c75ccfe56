"""Nouns and names: German writes them with a capital, which is nearly all that is needed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple, Self

from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# A word with its hyphens and inner dots: "49-Euro-Ticket", "U.S.A", "E-Auto", "TikTok". Where a
# blank is missing behind a sentence, as in "zu teuer.Wer", the dot ends it.
WORD = re.compile(r"[^\W_]+(?:(?:[-'’&]|\.(?![A-ZÄÖÜ][a-zäöüß]))[^\W_]+)*")
# Most words are small and alone, and are passed over where they begin.
_WORD_PERHAPS_CAPITAL = re.compile(
    rf"(?<![^\W_])(?![a-zäöüß]+(?:[\s,;:!?)]|\.\s|\.?$)){WORD.pattern}"
)
_SENTENCE_OPENING = re.compile(r"(?:^|[^\w\s,])\W*$")

# Capitalised where they are no nouns: the polite address, numerals of money, dates.
_NOT_NOUNS = frozenset(
    "sie ihr ihnen ihre ihrem ihren ihrer ihres du dein deine euch euer ich "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "januar jänner februar feber märz april mai juni juli august september oktober november "
    "dezember uhr euro cent dollar franken prozent promille million millionen milliarde "
    "milliarden mio mrd tausend dutzend kilometer meter minuten stunden sekunden "
    "herr frau dr prof dipl ing".split()
)
_ENDING = re.compile(r"(?:ens|ern|es|en|er|e|n|s)$")
_SHORTEST_STEM = 4


class Noun(NamedTuple):
    """A noun or name in a text, at `text[start:end]`: one word, or several that form a name."""

    text: str
    start: int
    end: int
    opens_sentence: bool  # so that its capital says nothing


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return what the forms of a noun share: "Radwegs", "Radwege" → "radweg"."""
    folded = word.lower().replace("ß", "ss")
    for umlaut, plain in (
        ("ä", "a"),
        ("ö", "o"),
        ("ü", "u"),
        ("ae", "a"),
        ("oe", "o"),
        ("ue", "u"),
    ):
        folded = folded.replace(umlaut, plain)
    if word.isupper():
        return folded
    cut = _ENDING.sub("", folded)
    return cut if len(cut) >= _SHORTEST_STEM else folded


def nouns(text: str) -> Iterator[Noun]:
    """Yield the capitalised words of `text` that may be nouns, each by itself, in order."""
    for match in _WORD_PERHAPS_CAPITAL.finditer(text):
        word = match.group()
        if _may_be_noun(word):
            start, end = match.span()
            yield Noun(word, start, end, _opens_sentence(text, start) and not is_marked(word))


@lru_cache(maxsize=65536)
def _may_be_noun(word: str) -> bool:
    if word.islower() or len(word) < 2 or not any(letter.isupper() for letter in word):
        return False
    return word.lower() not in _NOT_NOUNS and (not word[0].isdigit() or word[-1].isalpha())


def _opens_sentence(text: str, start: int) -> bool:
    """Tell whether nothing stands before a word, or a sign that ends what does."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return False  # as nearly everywhere
    return bool(_SENTENCE_OPENING.search(text[max(start - 6, 0) : start]))


@lru_cache(maxsize=65536)
def is_marked(word: str) -> bool:
    """Tell whether its letters say that a word is a name: "ICQ", "WeChat", "49-Euro-Ticket"."""
    return sum(letter.isupper() for letter in word) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NounBackground:
    """How common nouns are: in how many of `texts` articles and comments each stem occurs.

    `lower` counts the texts in which the same letters stand without a capital: what opens a
    sentence and is mostly written small elsewhere is no noun.
    """

    texts: int = 0
    capital: Mapping[str, int] = field(default_factory=dict)
    lower: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def fit(cls, texts: Iterable[str], *, fewest: int = 4) -> Self:
        """Count in `texts`; stems in fewer than `fewest` of them are dropped."""
        capital: Counter[str] = Counter()
        lower: Counter[str] = Counter()
        total = 0
        for text in texts:
            total += 1
            capital.update({stem(noun.text) for noun in nouns(text) if not noun.opens_sentence})
            lower.update({stem(word) for word in WORD.findall(text) if word.islower()})
        kept = {word: n for word, n in sorted(capital.items()) if n >= fewest}
        small = {word: n for word, n in sorted(lower.items()) if n >= fewest}
        return cls(texts=total, capital=kept, lower=small)

    def rarity(self, word: str) -> float:
        """Return the inverse document frequency of a noun, from 0 (in every text) upwards."""
        return log((1 + self.texts) / (1 + self.capital.get(stem(word), 0)))

    def is_noun(self, noun: Noun) -> bool:
        """Tell whether a capitalised word is a noun, and not a verb that opens a sentence."""
        if not noun.opens_sentence:
            return True
        key = stem(noun.text)
        return self.capital.get(key, 0) >= self.lower.get(key, 0)

    def state(self) -> State:
        """Return what `from_state` needs."""
        return State(settings={"texts": self.texts, "capital": self.capital, "lower": self.lower})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """Return the background whose `state` this is."""
        return cls(**state.settings)
