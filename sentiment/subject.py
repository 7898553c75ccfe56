"""What an article is about, and which things a comment names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from sentiment.language.nouns import Noun, is_marked, nouns, stem
from sentiment.stance_cues import cues_at, possible_cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sentiment.language.nouns import NounBackground
    from sentiment.language.sentences import Sentences

_TITLE_WEIGHT = 3.0
_LEAD_WEIGHT = 1.0
_COUNT_POWER = 0.8  # the tenth occurrence says less than the second
_RAREST = 7.0  # beyond this inverse document frequency, a word is only long
_COMMON = 2.5  # at this one, a noun says nothing about an article: "Jahr", "Mensch"
# "Velostrasse am Bahnhof": what these begin says where or when, not what.
_PLACES = re.compile(
    r"\b(?:am|im|in|auf|bei|beim|vor|nach|aus|ab|seit|bis)\s+(?:de[rmn]\s+|die\s+|das\s+)?\w+"
)
_FEWEST_NUMBERS = 2  # after a name, until they are part of it
_LEAD = 600  # characters after the headline
_LONGEST_HEADLINE = 150
_MOST_CHARACTERS = 20_000  # of an article or a comment; it has said by then what it is about

_RARE = 5.3  # inverse document frequency; below it a noun is everybody's: "Leute", "Problem"
_RARE_IN_ARTICLE = 4.0
# What a comment brings up and calls by such a noun is rather a verdict than a thing.
_ABSTRACT = re.compile(r"(?:heit|keit|[^aeiou]ei|nis|mus|tum|erei|tion)(?:en|se|s)?$")
_NUMBER = re.compile(r" \d+$")
_CLAUSE_SIGN = re.compile(r"[,;:–—(]")
_MOST_MENTIONS = 8  # of one comment
_MOST_CONTEXTS = 2  # of one mention

# Verdicts and figures of speech, not things: what one is called, or goes on.
_VERDICTS = frozenset(
    stem(word)
    for word in (
        "Unsinn Quatsch Schwachsinn Blödsinn Mist Scheiße Frechheit Schande Katastrophe Skandal "
        "Idiot Idioten Spaß Freude Witz Zumutung Abzocke Lüge Lügen Schrott Dreck Müll Wahnsinn "
        "Irrsinn Hammer Klasse Spitze Danke Dank Bitte Glückwunsch Respekt Bravo Super Toll "
        "Kompliment Ärger Wut Glück Pech Hoffnung Sorge Sorgen Angst Unfug Murks Käse Kram Zeug "
        "Desaster Blamage Armutszeugnis Verschwendung Geldverschwendung Steuerverschwendung "
        "Lösung Idee Daumen Hut Hoch Ahnung Gruß Grüße Hallo Nein Ja Schluss Dings Sachen Gute "
        "Guten Gutes Beste Besten Bestes Schöne Nächste Nächsten Einzige Ganze Ganzen Neues "
        "Recht Meinung Nerven Keks Senkel "
    ).split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a comment names.

    Parameters
    ----------
    target : str
        As it is first written there.
    key : str
        What all forms of the name share.
    clauses : str
        The clauses that name it.
    contexts : tuple of (str, str)
        What stands before and after it in its sentences.
    cues : tuple of str
        The phrases that praise or blame it; see `cue_features`.
    of_article : bool
        Whether the article has it, too.
    """

    target: str
    key: str
    clauses: str
    contexts: tuple[tuple[str, str], ...] = ()
    cues: tuple[str, ...] = ()
    of_article: bool = False


def find_subject(title: str | None, text: str, background: NounBackground) -> str | None:
    """Return the noun or name that the article is about, as it is written there; None if no noun.

    A noun counts for how often it occurs and how rare it is elsewhere, and more where the headline
    or the lead names it.
    """
    text = text[:_MOST_CHARACTERS]
    headline, body = _headline(title, text)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for name in _names(f"{headline}.\n{body}", background):
        forms[_key(name.text)][name.text] += 1
    in_title = {_key(name.text) for name in _names(_PLACES.sub(". ", headline), background)}
    in_lead = {_key(name.text) for name in _names(body[:_LEAD], background)}

    def weight(key: str) -> float:
        place = 1 + _TITLE_WEIGHT * (key in in_title) + _LEAD_WEIGHT * (key in in_lead)
        rarity = max(background.rarity(word) for word in key.split())
        count: float = forms[key].total() ** _COUNT_POWER
        return count * place * (min(rarity, _RAREST) - _COMMON)

    best = max(forms, key=weight, default=None)
    if best is None:
        return None
    form = min(forms[best], key=lambda form: (-forms[best][form], len(form)))
    return _with_number(form, f"{headline}\n{body}")


def _with_number(name: str, text: str) -> str:
    """Return a name with the number that belongs to it: "Tempo 30", "Stuttgart 21"."""
    whole = rf"\b{re.escape(name)}\b"
    followed = Counter(re.findall(rf"{whole} (\d+)\b(?![.,:]\d)", text))
    number, count = max(followed.items(), key=lambda item: item[1], default=("", 0))
    is_part = count >= _FEWEST_NUMBERS and 2 * count > len(re.findall(whole, text))
    return f"{name} {number}" if is_part else name


@lru_cache(maxsize=4096)
def key_of_target(target: str) -> str:
    """Return the `Candidate.key` of what is asked about; "Tempo" is "Tempo 30", too."""
    return _key(_NUMBER.sub("", target))


def article_nouns(title: str | None, text: str) -> frozenset[str]:
    """Return the stems of all nouns of an article."""
    whole = f"{title or ''}\n{text[:_MOST_CHARACTERS]}"
    return frozenset(stem(noun.text) for noun in nouns(whole))


def find_mentions(
    text: str, of_article: frozenset[str], background: NounBackground, sentences: Sentences
) -> tuple[Candidate, ...]:
    """Return the first eight things that a comment names, in order.

    Left out are nouns that stand in every other comment, unless the article has them, too; and
    verdicts ("Unsinn"), which say the side but are no thing.

    Parameters
    ----------
    text : str
        The comment; of a very long one, only the beginning is searched.
    of_article : frozenset of str
        See `article_nouns`.
    """
    found: dict[str, _Named] = {}
    for part in sentences.split(text[:_MOST_CHARACTERS]):
        sentence = None  # of those that name nothing, nothing more is asked
        for name in _names(part, background):
            key = _key(name.text)
            named = found.get(key)
            if named is None:
                if len(found) == _MOST_MENTIONS:
                    continue
                if not _is_thing(key, name.text, of_article, background):
                    continue
                named = found[key] = _Named(name.text)
            sentence = sentence or _Sentence(part)
            named.add(sentence, name)
    return tuple(
        Candidate(
            target=named.name,
            key=key,
            clauses=" ".join(named.clauses),
            contexts=tuple(named.contexts),
            cues=tuple(named.cues),
            of_article=not of_article.isdisjoint(key.split()),
        )
        for key, named in found.items()
    )


class _Sentence:
    """A sentence, and what all things in it share.

    `cues` are those that may stand in it, `signs` where the signs stand that end a clause; the
    first and the last stand around it.
    """

    __slots__ = ("cues", "signs", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.cues = possible_cues(text)
        signs = (match.start() for match in _CLAUSE_SIGN.finditer(text))
        self.signs = [-1, *signs, len(text)]

    def clause(self, name: Noun) -> str:
        """Return what stands between the signs around it: "X nervt, aber Y ist gut" has two."""
        following = bisect_left(self.signs, name.start)
        return self.text[self.signs[following - 1] + 1 : self.signs[following]].strip()


@dataclass(slots=True)
class _Named:
    """What is found of a thing, place by place; what is said twice counts once."""

    name: str
    clauses: dict[str, None] = field(default_factory=dict)
    cues: dict[str, None] = field(default_factory=dict)
    contexts: list[tuple[str, str]] = field(default_factory=list)

    def add(self, sentence: _Sentence, name: Noun) -> None:
        """Take one more place that names it."""
        text, start, end = sentence.text, name.start, name.end
        self.clauses[sentence.clause(name)] = None
        if sentence.cues:
            self.cues |= dict.fromkeys(cues_at(text, start, end, sentence.cues))
        if len(self.contexts) < _MOST_CONTEXTS:
            self.contexts.append((text[:start], text[end:]))


def _is_thing(key: str, name: str, of_article: frozenset[str], background: NounBackground) -> bool:
    words = key.split()
    if not _VERDICTS.isdisjoint(words):
        return False
    if len(words) > 1 or is_marked(name):
        return True
    if key in of_article:
        return background.rarity(name) >= _RARE_IN_ARTICLE
    return background.rarity(name) >= _RARE and not _ABSTRACT.search(name)


def _names(text: str, background: NounBackground) -> Iterator[Noun]:
    """Yield nouns; capitalised words that follow each other are one name: "Deutsche Bahn"."""
    name = None
    for noun in nouns(text):
        if noun.opens_sentence and not background.is_noun(noun):
            continue
        if name is not None:
            if not noun.opens_sentence and text[name.end : noun.start] == " ":
                name = Noun(f"{name.text} {noun.text}", name.start, noun.end, name.opens_sentence)
                continue
            yield name
        name = noun
    if name is not None:
        yield name


@lru_cache(maxsize=65536)
def _key(name: str) -> str:
    return " ".join(stem(word) for word in name.split())


def _headline(title: str | None, text: str) -> tuple[str, str]:
    """Return headline and body; without a title the first line, if it looks like one."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    if title:
        return title, rest if first == title.strip() else text
    if len(first) <= _LONGEST_HEADLINE and not first.endswith("."):
        return first, rest
    return "", text
