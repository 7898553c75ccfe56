"""Whom comments address: the other authors of a discussion, who are no things to be against.

Networks put the name of who is answered before each answer, so private people would stand among
what readers are for or against.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from sentiment.language.nouns import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NAMELESS = "@"  # stands for a name; what follows it may open a sentence: "@Eva So ein Unsinn"

_MOST_WORDS = 4  # of a name; longer ones are sentences
_CROWD = 1000  # authors; among more of them, politicians have namesakes: "Herr Merz soll gehen"
_REACH = 40  # characters before a name that tell whether it is addressed

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_WITHIN = re.compile(r"[ \u00a0_.-]{1,2}")  # between the words of one name
_BESIDE_NAME = re.compile(r"[,(|·/\[]")  # "Eva Huber (Graz)", "Eva Huber · Top-Fan"
_NO_NAMES = frozenset("der die das ein eine herr frau dr prof mag ing dipl di fh med".split())
_PARTICLES = frozenset("von van vom zu zum zur de di del la le der den".split())  # "Eva von Au"

# Who is called so is no person, but may be what others write about.
_OF_NO_PERSON = frozenset(
    "bahn bank berliner bund bürger deutsche deutscher forum gemeinde grüne grünen initiative"
    " kein keine land linien münchner nachrichten partei radio redaktion schweizer stadt stadtwerke"
    " team tempo union verband verein werke wiener zeitung zürcher österreichische".split()
)
_ARTICLE = re.compile(r"\b(?:die|der|den|dem|das)\s$", re.IGNORECASE)

_TITLE = r"(?:(?:Dr|Prof|Mag|Ing|DI)\.?\s){0,2}"
_CALLED = re.compile(rf"(?:\b(?:Herrn?|Frau|Hr\.|Fr\.|Kollegen?|Kollegin|User(?:in)?)\s{_TITLE})$")
_AT = re.compile(r"@\s?$")
# Behind these, somebody is spoken to; behind the other `full_names.OPENINGS`, spoken of: "Die Eva".
_OPENING = re.compile(
    r"(?:^\W*|[\n.!?…:]\W*|\b(?:danke|dank|merci|liebe[rs]?|werte[rs]?|geehrte[rs]?|geschätzte[rs]?"
    r"|hallo|hi|hey|hoi|servus|grüezi|moin|tag|bravo|sorry|ach|oh|ja|nein|genau|richtig|stimmt"
    r")[\s,]\s?)$",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s$")
_ENDING = re.compile(r"\s?(?:[,:;!?.…–\n]|-\s|$)")
_TO_YOU = re.compile(
    r"\s?[,:!]\s+(?:\w+\s+){0,3}(?:du|dich|dir|[dD]ein\w*|Sie|Ihnen|Ihre?\w*)\b|\s+(?:du|Sie)\b"
)


class _Trust(IntEnum):
    """How little it takes until words that an author is called by are that author."""

    THING = 1  # the article speaks of it, or it is no person
    NAME = 2  # a surname or a pseudonym may be a thing: "Wolf", "Bahnfan"
    FIRST_NAME = 3
    WHOLE_NAME = 4


@dataclass(frozen=True, slots=True)
class Addressees:
    """What authors are called by, words in lower case, and with which words these begin."""

    names: Mapping[tuple[str, ...], _Trust]
    first_words: frozenset[str]


def addressees(authors: Iterable[str | None], of_article: frozenset[str]) -> Addressees:
    """Return what the authors of a discussion may be called by.

    Parameters
    ----------
    of_article : frozenset of str
        The stems of the nouns of its article: whoever is called like one is addressed only where
        nothing else can be meant.
    """
    known = {author for author in authors if author}
    names: dict[tuple[str, ...], _Trust] = {}
    for author in known:
        for name, trust in _forms(author, in_crowd=len(known) > _CROWD):
            is_thing = all(stem(word) in of_article for word in name)
            names[name] = _Trust.THING if is_thing else max(trust, names.get(name, trust))
    return Addressees(names, frozenset(name[0] for name in names))


def without_addressees(text: str, known: Addressees) -> str:
    """Return a comment with a sign for each author whom it addresses, or calls by the whole name.

    A single word counts only as an address: behind "@" or "Frau", or where it opens a sentence, or
    follows "Danke". What may be a thing, a surname or a pseudonym, needs a sign behind it there.
    """
    if not known.names:
        return text
    pieces, at = [], 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < at or word[0].lower() not in known.first_words:
            continue
        for trust, end in _named(known.names, text, word):
            if _is_meant(trust, text, start, end):
                pieces += [text[at:start].removesuffix(_NAMELESS), _NAMELESS]
                at = end
                break
    return "".join([*pieces, text[at:]])


def _forms(author: str, *, in_crowd: bool) -> list[tuple[tuple[str, ...], _Trust]]:
    """Return the whole name, and where it looks like a person's, its first and its last word."""
    words = _WORD.findall(_BESIDE_NAME.split(author.strip())[0])
    while words and words[0].lower() in _NO_NAMES:
        words = words[1:]
    if not 0 < len(words) <= _MOST_WORDS:
        return []
    name = tuple(word.lower() for word in words)
    if not _OF_NO_PERSON.isdisjoint(name) or _has_initials(words):
        return [(name, _Trust.THING)]
    capital = [word for word in words if word not in _PARTICLES]
    if len(capital) < 2 or not all(word[0].isupper() for word in capital):
        return [(name, _Trust.NAME)]
    forms = [(name, _Trust.WHOLE_NAME), (name[:1], _Trust.FIRST_NAME)]
    return forms if in_crowd else [*forms, (name[-1:], _Trust.NAME)]


def _has_initials(words: list[str]) -> bool:
    """Tell whether a name holds initials, "SPÖ Wien"; who writes it all so may be a person."""
    return any(word.isupper() and len(word) > 1 for word in words) and not all(
        word.isupper() for word in words
    )


def _named(
    names: Mapping[tuple[str, ...], _Trust], text: str, word: re.Match[str]
) -> list[tuple[_Trust, int]]:
    """Return the names that begin with a word of a text, and where each ends, the longest first."""
    found = []
    words: tuple[str, ...] = ()
    following: re.Match[str] | None = word
    while following and len(words) < _MOST_WORDS:
        words = (*words, following[0].lower())
        of_one = (*words[:-1], words[-1].removesuffix("s")) if len(words) > 1 else words
        trust = names.get(words) or names.get(of_one)  # "Eva Hubers Beitrag"
        if trust:
            found.append((trust, following.end()))
        gap = _WITHIN.match(text, following.end())
        following = _WORD.match(text, gap.end()) if gap else None
    return found[::-1]


def _is_meant(trust: _Trust, text: str, start: int, end: int) -> bool:
    """Tell whether what stands around an author's name there says that the author is meant."""
    before = max(start - _REACH, 0)
    if _AT.search(text, before, start):
        return True
    if trust is _Trust.WHOLE_NAME:
        return not _ARTICLE.search(text, before, start)
    opens = bool(_OPENING.search(text, before, start))
    if trust is _Trust.THING:
        return opens and bool(_TO_YOU.match(text, end))
    if _CALLED.search(text, before, start):
        return True
    ends = bool(_ENDING.match(text, end))
    if trust is _Trust.FIRST_NAME:
        return opens or (ends and bool(_COMMA.search(text, before, start)))
    return opens and ends
