"""What an article is about, and which things a comment names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.discussion import Span
from sentiment.language.nouns import Noun, nouns, stem
from sentiment.stance_cues import cue_features, possible_cues, sides_of, words_of_sides

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_LEAD = 600  # characters after the headline
_LONGEST_HEADLINE = 150
_MOST_CHARACTERS = 20_000  # of an article or a comment; it has said by then what it is about

_RARE = 5.3  # inverse document frequency; below it a noun is everybody's: "Leute", "Problem"
_RARE_IN_ARTICLE = 4.0
# What a comment brings up and calls by such a noun is rather a verdict than a thing.
_ABSTRACT = re.compile(r"(?:heit|keit|[^aeiou]ei|nis|mus|tum|erei|tion)(?:en|se|s)?$")
_CLAUSE_SIGNS = ",;:–—("
_MOST_MENTIONS = 8  # of one comment

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

    `clauses` are those in which it does; `sides` are those that phrases directed at it usually go
    with.
    """

    target: str
    clauses: str
    sides: frozenset[str]


def find_subject(title: str | None, text: str, background: NounBackground) -> str | None:
    """Return the noun or name that the article is about, as it is written there; None if no noun.

    A noun counts for how often it occurs and how rare it is elsewhere, and more where the headline
    or the lead names it.
    """
    text = text[:_MOST_CHARACTERS]
    headline, body = _headline(title, text)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for name, _ in _names(f"{headline}.\n{body}", background):
        forms[_key(name)][name] += 1
    in_title = {_key(name) for name, _ in _names(_PLACES.sub(". ", headline), background)}
    in_lead = {_key(name) for name, _ in _names(body[:_LEAD], background)}

    def weight(key: str) -> float:
        place = 1 + _TITLE_WEIGHT * (key in in_title) + _LEAD_WEIGHT * (key in in_lead)
        rarity = max(background.rarity(word) for word in key.split())
        count: float = forms[key].total() ** _COUNT_POWER
        return count * place * (min(rarity, _RAREST) - _COMMON)

    best = max(forms, key=weight, default=None)
    if best is None:
        return None
    return min(forms[best], key=lambda form: (-forms[best][form], len(form)))


def article_nouns(title: str | None, text: str) -> frozenset[str]:
    """Return the stems of all nouns of an article."""
    whole = f"{title or ''}\n{text[:_MOST_CHARACTERS]}"
    return frozenset(stem(noun.text) for noun in nouns(whole))


def find_mentions(
    text: str,
    of_article: frozenset[str],
    background: NounBackground,
    sentences: Sentences,
    *,
    cued_only: bool,
) -> tuple[Candidate, ...]:
    """Return the things that a comment names, in order.

    Left out are nouns that stand in every other comment, unless the article has them, too; and
    verdicts ("Unsinn"), which say the side but are no thing.

    Parameters
    ----------
    text : str
        The comment; of a very long one, only the beginning is searched.
    of_article : frozenset of str
        See `article_nouns`.
    cued_only : bool
        Whether only things count that a phrase praises or blames.
    """
    clauses: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    sides: dict[str, frozenset[str]] = {}
    text = text[:_MOST_CHARACTERS]
    words = words_of_sides(text)
    if cued_only and not words:
        return ()
    for sentence in sentences.split(text):
        cues = possible_cues(sentence, words)
        if cued_only and not cues:
            continue
        for name, span in _names(sentence, background):
            key = _key(name)
            if not _is_thing(key, name, of_article, background):
                continue  # before cues are looked for, which takes longer
            found = sides_of(cue_features(sentence, [span], cues))
            if found or not cued_only:
                names.setdefault(key, name)
                sides[key] = sides.get(key, frozenset()) | found
                clauses.setdefault(key, []).append(_clause(sentence, span))
    return tuple(
        Candidate(
            target=names[key],
            clauses=" ".join(dict.fromkeys(clauses[key])),
            sides=sides[key],
        )
        for key in list(names)[:_MOST_MENTIONS]
    )


def _clause(sentence: str, span: Span) -> str:
    """Return what stands between the signs around a name: "X nervt, aber Y ist gut" has two."""
    start = max(sentence.rfind(sign, 0, span.start) for sign in _CLAUSE_SIGNS) + 1
    ends = [at for sign in _CLAUSE_SIGNS if (at := sentence.find(sign, span.end)) >= 0]
    return sentence[start : min(ends, default=len(sentence))].strip()


def _is_thing(key: str, name: str, of_article: frozenset[str], background: NounBackground) -> bool:
    words = key.split()
    if any(word in _VERDICTS for word in words):
        return False
    if len(words) > 1 or sum(letter.isupper() for letter in name) > 1:
        return True
    if key in of_article:
        return background.rarity(name) >= _RARE_IN_ARTICLE
    return background.rarity(name) >= _RARE and not _ABSTRACT.search(name)


def _names(text: str, background: NounBackground) -> Iterator[tuple[str, Span]]:
    """Yield nouns; capitalised words that follow each other are one name: "Deutsche Bahn"."""
    group: list[Noun] = []
    for noun in (noun for noun in nouns(text) if background.is_noun(noun)):
        adjacent = group and text[group[-1].span.end : noun.span.start] == " "
        if group and (not adjacent or noun.opens_sentence):
            yield _joined(group)
            group = []
        group.append(noun)
    if group:
        yield _joined(group)


def _joined(group: Sequence[Noun]) -> tuple[str, Span]:
    whole = Span(start=group[0].span.start, end=group[-1].span.end)
    return " ".join(noun.text for noun in group), whole


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
