"""Decisions against a thing: "Wien verbietet Böller", to which "Bravo!" is no praise of fireworks.

Where a headline says that the thing an article is about is banned, stopped, closed or cut, readers
answer the decision, which is then the subject. The rules want the thing to be the verb's object, or
what closes, in one clause; where anything else stands in between, nothing is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.language.matching import locate
from sentiment.language.nouns import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sentiment.article_things import Thing
    from sentiment.discussion import Span


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of decision, in Swiss spelling: "schliesst".

    Parameters
    ----------
    name : str
        What it is called before the accusative, in which a noun stays as the headline has it.
    nouns : tuple of str
        How a text may name it, at the end of a compound or before what it hits.
    finite : dict of str to str
        Verbs before their object, each with the particle that ends the clause, or an empty string.
    infinitives, participles : tuple of str
        Verbs behind it.
    """

    name: str
    nouns: tuple[str, ...]
    finite: dict[str, str]
    infinitives: frozenset[str]
    participles: frozenset[str]


def _kind(name: str, nouns: str, finite: str, infinitives: str, participles: str) -> _Kind:
    verbs = (verb.partition("+") for verb in finite.split())
    return _Kind(
        name,
        tuple(nouns.split()),
        {verb: particle for verb, _, particle in verbs},
        frozenset(infinitives.split()),
        frozenset(participles.split()),
    )


_KINDS = (
    _kind(
        "Verbot für",
        "verbot bann",
        "verbietet verbieten untersagt untersagen verbannt verbannen",
        "verbieten untersagen verbannen",
        "verboten untersagt verbannt",
    ),
    _kind(
        "Stopp für",
        "stopp stop",
        "stoppt stoppen",
        "stoppen",
        "gestoppt",
    ),
    _kind(
        "Sperre für",
        "sperre sperrung",
        "sperrt sperren",
        "sperren",
        "gesperrt",
    ),
    _kind(
        "Kürzung für",
        "kürzung kürzungen",
        "kürzt kürzen",
        "kürzen",
        "gekürzt",
    ),
    _kind(
        "Absage an",
        "ablehnung absage",
        "lehnt+ab lehnen+ab",
        "ablehnen",
        "abgelehnt",
    ),
    _kind(
        "Aus für",
        "aus schliessung streichung streichungen abschaffung abbau abriss entlassung entlassungen"
        " absetzung rauswurf",
        "schliesst schliessen streicht streichen kippt kippen entlässt entlassen beendet beenden"
        " schafft+ab schaffen+ab baut+ab bauen+ab reisst+ab reissen+ab setzt+ab setzen+ab",
        "schliessen streichen kippen entlassen beenden abschaffen abbauen abreissen absetzen",
        "geschlossen gestrichen gekippt entlassen beendet abgeschafft abgebaut abgerissen"
        " abgesetzt",
    ),
)
_AUS = _KINDS[-1]
_NOUNS = frozenset[str]().union(*(kind.nouns for kind in _KINDS))
_VERBS = frozenset[str]().union(
    *(kind.finite.keys() | kind.infinitives | kind.participles for kind in _KINDS)
)
# Before what it hits: "Verbot von Böllern", "Aus für das Kino".
_NOUN = "|".join(sorted(_NOUNS - {"aus"})).replace("ss", "(?:ss|ß)")
_STATED = re.compile(
    rf"(?:^| )((?:(?:{_NOUN}) (?:für|von|vom|des|der|an|am)|aus für) (?:(?:die|das|den|dem) )?)$",
    re.IGNORECASE,
)

# Behind what closes by itself: "Spital Wattwil schliesst", "Linden müssen Parkhaus weichen".
_CLOSES = re.compile(
    r" (?:(?:schliesst|schliessen|macht|machen|sperrt|sperren|fällt|fallen)\b"
    r"|(?:muss|müssen|soll|sollen) (?:\S+ ){0,3}(?P<away>weichen|weg|schliessen)$"
    r"|(?:(?:steht|stehen) )?vor (?:dem (?:endgültigen )?Aus|der Schliessung|dem Ende)$)"
)
_CLOSES_WITH = {"macht": "dicht", "machen": "dicht", "sperrt": "zu", "sperren": "zu"}
_CLOSES_WITH |= {"fällt": "weg", "fallen": "weg"}

# What one concludes, ends, mines or paints without turning against it, and what closes each day;
# of the first, also compounds.
_OTHERWISE = re.compile(
    r"(?:vertrag|abkommen|vereinbarung|partnerschaft|bündnis|pakt|karriere|laufbahn|streik|krieg"
    r"|antrag|urteil|br(?:and|ände)|patient(?:en)?|schmuggler|beschwerde|häftlinge?|gefangenen?"
    r"|betrüger|täter|wahllokale?|aktien?"
    r"|\b(?:frieden|kompromiss|lücken?|koalition|ehen?|freundschaft|saison|spiel|streit|suche"
    r"|einsatz|wand|wände|zaun|fassade|küche|fahrer|raser|lkw|flucht|verdächtigen?|klage|notruf"
    r"|lithium|kohle|kies|gold|uran|kupfer|dax|smi|atx|börsen?|index|kurse?))s?(?: |$)",
    re.IGNORECASE,
)
# Where one of these words stands, the decision is turned around, or none: a driver is stopped, a
# team, a fire.
_TURNED = frozenset(
    "nicht nie niemals kein keine keinen keiner nichts ohne trotz gegen statt kaum weder hebt heben"
    " aufgehoben aufheben lockert scheitert gescheitert polizei zoll feuerwehr promille km/h sturm"
    " kader achtelfinale viertelfinale halbfinale finale".split()
)
_OTHER_SENSE = re.compile(
    r"\baus (?:\S+ ){1,3}entlassen\b|\bkipp(?:t|en) .{1,60} (?:vor|auf|in|über) (?:das|die|den) "
    r"|\bschliess(?:t|en) mit\b"
)
_MODALS = frozenset(
    "will wollen soll sollen muss müssen darf dürfen möchte möchten könnte könnten kann".split()
)
_PREPOSITIONS = frozenset(
    "in im an am auf aus bei beim mit nach ab vor von vom zu zum zur für um bis wegen durch über"
    " unter zwischen seit per ende anfang mitte binnen innerhalb während".split()
)
_PARTICLES = frozenset("ab an auf aus ein zu um vor weg zurück zusammen dicht kurz wieder".split())
_CLAUSE = re.compile(r"[^:;,.!?–—|()]+?(?=\s-\s|[:;,.!?–—|()]|$)")
_WORD = re.compile(r"[\w&'’/-]+")
_LONGEST = 300  # characters of a headline


def decision_on(thing: Thing, headline: str, things: Sequence[Thing]) -> str | None:
    """Return the decision against a thing that a headline tells, None where it tells none.

    It is called as the article calls it: "Böllerverbot", "Schließung des Spitals"; where that has
    no name, as headlines call it: "Verbot für Böller", "Absage an Windpark".

    Parameters
    ----------
    things : sequence of Thing
        All that the article names, the likeliest subject first.
    """
    # "Verkauf von Böllern" is what is stopped where the article is about "Böller".
    wholes = [other for other in things if other.key.endswith(f" {thing.key}")]
    clauses: list[str] = _CLAUSE.findall(" ".join(headline.split())[:_LONGEST])
    for clause in clauses:
        swiss = clause.replace("ß", "ss")
        if _OTHER_SENSE.search(swiss) or not _TURNED.isdisjoint(_WORD.findall(swiss.lower())):
            continue
        for hit in (thing, *wholes):
            spans = () if _OTHERWISE.search(hit.name) else locate(hit.name, clause)
            kind = _kind_of(clause, spans[0]) if spans else None
            if kind is not None:
                named = next(_named(kind, hit, things), None)
                # "verbannt Döner aus dem Ruhewagen" says from where, not which.
                return named or f"{kind.name} {spans[0].of(clause).partition(' aus ')[0]}"
            stated = _STATED.search(clause[: spans[0].start]) if spans else None
            if stated and _VERBS.isdisjoint(_WORD.findall(swiss)):
                return clause[stated.start(1) : spans[0].end]
    return None


def _kind_of(clause: str, hit: Span) -> _Kind | None:
    """Return what a clause says is done to what stands there."""
    before, behind = clause[: hit.start].replace("ß", "ss"), clause[hit.end :].replace("ß", "ss")
    words_before, words_after = _WORD.findall(before), _WORD.findall(behind)
    closes = _CLOSES.match(behind)
    if closes and (closes["away"] or _is_alone(words_after)):
        return _AUS
    for kind in _KINDS:
        if _is_object(kind, words_before, words_after) or _is_done(kind, words_before, words_after):
            return kind
    return None


def _is_alone(words: Sequence[str]) -> bool:
    """Tell whether the verb behind what closes has no object, but the particle that it needs."""
    verb, *rest = words
    if verb in ("vor", "steht", "stehen"):
        return True
    particle = _CLOSES_WITH.get(verb)
    ends = rest[-1:] == [particle] if particle else _PARTICLES.isdisjoint(rest[-1:])
    return ends and not _has_object(rest)


def _is_object(kind: _Kind, before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether the verb stands before a thing: "stoppt die Umgehungsstraße"."""
    for place, verb in enumerate(before):
        particle = kind.finite.get(verb.lower() if place == 0 else verb)
        if particle is None or not _is_small(before[place + 1 :]):
            continue
        last = after[-1:]
        return last == [particle] if particle else _PARTICLES.isdisjoint(last)
    return False


def _is_done(kind: _Kind, before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether the verb ends a clause: "Böller verboten", "will Böller verbieten"."""
    end = len(after)
    while end > 1 and after[end - 1] in ("werden", "worden", "sein", "lassen"):
        end -= 1
    if not end or _has_object(after[: end - 1]):
        return False
    if after[end - 1] in kind.participles:
        return "hat" not in after and "haben" not in after
    modal = max((place for place, word in enumerate(before) if word in _MODALS), default=None)
    if modal is None or after[end - 1] not in kind.infinitives:
        return False
    return _is_small(before[modal + 1 :])


def _is_small(words: Sequence[str]) -> bool:
    """Tell whether words before a noun only say more of it: "die 40 alten"."""
    return all(not word[0].isupper() and word not in _PREPOSITIONS for word in words)


def _has_object(words: Sequence[str]) -> bool:
    """Tell whether a noun stands there that no preposition holds."""
    held = False
    for word in words:
        if word.lower() in _PREPOSITIONS:
            held = True
        elif word[0].isupper():
            if not held:
                return True
            held = False
    return False


def _named(kind: _Kind, hit: Thing, things: Sequence[Thing]) -> Iterator[str]:
    """Yield what an article calls a decision on a thing: one word, or a noun before the thing."""
    own = [word for word in hit.key.split() if len(word) > 3]
    for other in things:
        name = other.name.replace("ß", "ss").lower()
        first, _, rest = name.partition(" ")
        if rest:
            if first in kind.nouns and not {stem(word) for word in rest.split()}.isdisjoint(own):
                yield other.name
        elif other.key not in own and any(
            stem(name.removesuffix(noun).rstrip("-")) in own for noun in kind.nouns
        ):
            yield other.name
