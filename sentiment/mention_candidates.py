"""Which things a comment names, and which an article has, too."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sentiment.language.names import AND, name_key, names
from sentiment.language.nouns import WORD, is_marked, nouns, stem
from sentiment.stance_cues import cues_at, possible_cues, words_of_cues

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sentiment.language.nouns import Noun, NounBackground
    from sentiment.language.sentences import Sentences

_MOST_CHARACTERS = 20_000  # of an article or a comment

_RARE = 5.3  # inverse document frequency; below it a noun is everybody's: "Leute", "Problem"
_RARE_IN_ARTICLE = 4.0
# What a comment brings up and calls by such a noun is rather a verdict than a thing.
_ABSTRACT = re.compile(r"(?:heit|keit|[^aeiou]ei|nis|mus|tum|erei|tion)(?:en|se|s)?$")
# "Radwege statt Autos": what follows is the other side.
_CONTRARY = re.compile(r"(?<=\w )(?:statt|als|ohne|gegen) ")
_CLAUSE_SIGN = re.compile(r"[,;:–—(]")
_MOST_MENTIONS = 8  # of one comment
_SHORTEST_END = 4  # letters of the stem of the last part of a compound; "App" is not "WhatsApp"
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


class Candidate(NamedTuple):
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


def is_named_in(target: str, candidate: Candidate) -> bool:
    """Tell whether what is asked about names a thing: "Radwege" of "Ausbau der Radwege".

    "Halle" is the "Sporthalle", too. What it turns down is another matter: "Autos" of "Radwege
    statt Autos".
    """
    of_target = _stems(target)
    return all(
        word in of_target
        or (len(word) >= _SHORTEST_END and any(own.endswith(word) for own in of_target))
        for word in candidate.key.split()
    )


@lru_cache(maxsize=4096)
def _stems(target: str) -> frozenset[str]:
    return frozenset(map(stem, WORD.findall(_CONTRARY.split(target)[0])))


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
    text = text[:_MOST_CHARACTERS]
    words = words_of_cues(text)
    for part in sentences.split(text):
        sentence = None  # of those that name nothing, nothing more is asked
        for name in names(part, background):
            key = name_key(name.text)
            named = found.get(key)
            if named is None:
                if len(found) == _MOST_MENTIONS:
                    continue
                if not _is_thing(key, name.text, of_article, background):
                    continue
                named = found[key] = _Named(name.text)
            sentence = sentence or _Sentence(part, words)
            named.add(sentence, name)
    return tuple(
        [
            Candidate(
                target=named.name,
                key=key,
                clauses=" ".join(named.clauses),
                contexts=tuple(named.contexts),
                cues=tuple(named.cues),
                of_article=not of_article.isdisjoint(key.split()),
            )
            for key, named in found.items()
        ]
    )


class _Sentence:
    """A sentence, and what all things in it share.

    `cues` are those that may stand in it, `signs` where the signs stand that end a clause; the
    first and the last stand around it.
    """

    __slots__ = ("cues", "signs", "text")

    def __init__(self, text: str, words: Iterable[str]) -> None:
        self.text = text
        self.cues = possible_cues(words_of_cues(text, words))
        self.signs = [-1, *[match.start() for match in _CLAUSE_SIGN.finditer(text)], len(text)]

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
    if AND in name:
        return any(
            _is_thing(name_key(part), part, of_article, background) for part in name.split(AND)
        )
    if len(words) > 1 or is_marked(name):
        return True
    if key in of_article:
        return background.rarity(name) >= _RARE_IN_ARTICLE
    return background.rarity(name) >= _RARE and not _is_abstract(name)


@lru_cache(maxsize=65536)
def _is_abstract(name: str) -> bool:
    return bool(_ABSTRACT.search(name))
