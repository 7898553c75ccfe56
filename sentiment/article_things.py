"""What an article names, where, and how: what its subject is chosen from."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING

from sentiment.features import tokens
from sentiment.language.names import name_key, names
from sentiment.language.nouns import Noun, is_marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sentiment.language.nouns import NounBackground

_MOST_CHARACTERS = 20_000  # of an article; it has said by then what it is about
_LONGEST_HEADLINE = 150
_LEAD = 600  # characters after the headline
_BEGINNING = 250  # a phrase that stands only behind it is not the subject
_COMMON = 5.3  # at this inverse document frequency, a noun before a name is no part: "Herr Kern"
_RAREST = 8.0  # beyond it, a word is only long
_SHORTEST_PART = 5  # letters that two compounds have in common: "Parkgebühr", "Gebühr"
_LONGEST_WORD = 60  # longer ones are none
_LONGEST_LINK = 28
_NEAR, _NEAR_CHARACTERS = 3, 40  # tokens around a name that are read, and where they are sought
_LONG = 30  # characters of a name

# "Erhöhung der Parkgebühren", "Kunstrasen für den TSV": what may link two nouns to one thing.
_LINK = re.compile(
    r" (?:des|der|von|vom|für|gegen|am|im|in|an|auf|beim|bei|zum|zur|zu|mit|ohne|um|über|nach|aus"
    r"|vor|statt|als)(?: (?:der|die|das|den|dem|einem|einer|einen|ein|eine))?"
    r"(?: [a-zäöüß]{2,}e[nrsm]?)? "
)
# "Velostrasse am Bahnhof": what these begin says where or when, not what.
_OF_PLACE = re.compile(
    r"\b(?:am|im|in|auf|bei|beim|vor|nach|aus|ab|seit|bis)\s+(?:de[rmn]\s+|die\s+|das\s+)?$"
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun, a name, or two that are linked, in an article.

    Parameters
    ----------
    name : str
        Its most frequent form.
    key : str
        What all forms share.
    looks : tuple of float
        How often it stands where, and what it looks like.
    words : tuple of (str, int)
        Tokens of it and around it, each with the kind of their place.
    """

    name: str
    key: str
    looks: tuple[float, ...]
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Article:
    """A headline, if there is one, and the text below it; `stems` and `counts` are of all nouns."""

    text: str
    headline_end: int
    stems: str  # one a line
    counts: Counter[str]
    highest_count: int


def headline_and_body(title: str | None, text: str) -> tuple[str, str]:
    """Return headline and body; without a title the first line, if it looks like one.

    Of a very long text, only the beginning is looked at.
    """
    text = text[:_MOST_CHARACTERS]
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    if title:
        return title, rest if first == title.strip() else text
    if len(first) <= _LONGEST_HEADLINE and not first.endswith("."):
        return first, rest
    return "", text


def things_of(title: str | None, text: str, background: NounBackground) -> list[Thing]:
    """Return all that an article names: what is one name first, then what is linked."""
    headline, body = headline_and_body(title, text)
    whole = f"{headline}.\n{body}"
    found = list(names(whole, background))
    stems = tuple(word for name in found for word in name_key(name.text).split())
    counts = Counter(stems)
    article = _Article(
        text=whole,
        headline_end=len(headline),
        stems="\n".join(stems),
        counts=counts,
        highest_count=max(counts.values(), default=1),
    )
    named = [part for name in found for part in _parts(name, background)]
    places: dict[tuple[str, bool], list[Noun]] = defaultdict(list)
    for name in named:
        places[name_key(name.text), False].append(name)
    for phrase in _phrases(named, whole):
        places[name_key(phrase.text), True].append(phrase)
    return [
        _thing(key, own, article, background, is_phrase=is_phrase)
        for (key, is_phrase), own in places.items()
        if not is_phrase or len(own) > 1 or own[0].start < article.headline_end + _BEGINNING
    ]


def _parts(name: Noun, background: NounBackground) -> Iterator[Noun]:
    """Yield a name, and what stands behind a noun that is no part of it: "Band Element"."""
    yield name
    first, _, _ = name.text.partition(" ")
    if first != name.text and background.rarity(first) < _COMMON:
        last = name.text.rpartition(" ")[2]
        yield Noun(last, name.end - len(last), name.end, opens_sentence=False)


def _phrases(named: Sequence[Noun], text: str) -> Iterator[Noun]:
    """Yield pairs that a preposition or a genitive links."""
    for place, first in enumerate(named):
        for second in named[place + 1 : place + 3]:
            gap = text[first.end : second.start]
            if len(gap) <= _LONGEST_LINK and _LINK.fullmatch(gap):
                yield Noun(
                    text[first.start : second.end], first.start, second.end, first.opens_sentence
                )


def _thing(
    key: str,
    places: Sequence[Noun],
    article: _Article,
    background: NounBackground,
    *,
    is_phrase: bool,
) -> Thing:
    forms = Counter(place.text for place in places)
    name = min(forms, key=lambda form: (-forms[form], len(form)))
    return Thing(
        name=name,
        key=key,
        looks=_looks(name, key, places, article, background, is_phrase=is_phrase),
        words=tuple(_words(name, places[0], article)),
    )


def _looks(
    name: str,
    key: str,
    places: Sequence[Noun],
    article: _Article,
    background: NounBackground,
    *,
    is_phrase: bool,
) -> tuple[float, ...]:
    # What links two nouns counts as one, so that rarities and counts tell phrases from names, too.
    end, words = article.headline_end, key.split()
    counts = [article.counts[word] for word in words]
    in_title = [place for place in places if place.start < end]
    in_lead = sum(end <= place.start < end + _LEAD for place in places)
    is_place = bool(in_title) and bool(
        _OF_PLACE.search(article.text[max(in_title[0].start - 16, 0) : in_title[0].start])
    )
    compounds = log1p(_compounds(words[-1], article))
    rarities = [min(background.rarity(word), _RAREST) / 4 for word in words]
    return (
        log1p(len(places)),
        log1p(len(places)) / log1p(article.highest_count),
        log1p(min(counts)),
        log1p(max(counts)),
        compounds,
        compounds * bool(in_title),
        bool(in_title),
        1 - in_title[0].start / end if in_title else 0.0,
        bool(in_title) and in_title[0].start == 0,
        bool(in_title) and in_title[-1].end >= end - 2,
        is_place,
        bool(in_title) and not is_place,
        log1p(in_lead),
        places[0].start / len(article.text),
        rarities[0],
        rarities[-1],
        max(rarities),
        is_phrase,
        len(words) > 1 and not is_phrase,
        len(name) / _LONG,
        name.isupper(),
        is_marked(name),
        bool(end),
    )


def _compounds(word: str, article: _Article) -> int:
    """Return how often other nouns hold a word, or it holds them: "Kunstrasen", "Rasen"."""
    longest = len(word)
    if not _SHORTEST_PART <= longest <= _LONGEST_WORD:
        return 0
    parts = {
        word[start:end]
        for start in range(longest)
        for end in range(start + _SHORTEST_PART, longest + 1)
    }
    within = sum(article.counts[part] for part in parts - {word})
    return article.stems.count(word) - article.counts[word] + within


def _words(name: str, place: Noun, article: _Article) -> Iterator[tuple[str, int]]:
    """Yield what is read of a name, and of what stands around it where it stands first."""
    yield " ".join(tokens(name)), 1
    before = tokens(article.text[max(place.start - _NEAR_CHARACTERS, 0) : place.start])[-_NEAR:]
    after = tokens(article.text[place.end : place.end + _NEAR_CHARACTERS])[:_NEAR]
    kind = 2 if place.start < article.headline_end else 6
    for near in (before, after, before[-1:], after[:1]):
        if near:
            yield " ".join(near), kind
        kind += 1
