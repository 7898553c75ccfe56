"""Phrases that direct praise or blame at a named thing: "zurück zu X", "X statt Y", "X nervt".

The patterns only name what they see; the classifier learns from samples what each is worth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sentiment.discussion import Span

_MARK = "\ue000"  # from the private use area: stands for the target
_W = "\ue001"  # likewise, for any of the words without which there is no such cue
_T = rf"(?:de[rnmsi]e?s?|das|die|ein\w*|mein\w*|unser\w*|dies\w*|am|im|zum|zur)?\s*{_MARK}"
_FEW = r"(?:[^\s.,;:!?]+\s+){0,3}"  # words between; never over the end of a clause

CUES: tuple[tuple[str, str, str, str], ...] = (
    # Changing sides: what is left, what is taken instead.
    ("pro", "returned", "zurück zurueck wieder", rf"{_W}\s+(?:zu[mr]?|bei[m]?|auf|in|nach)\s+{_T}"),
    ("pro", "returned", "zurück zurueck gewechselt umgestiegen", rf"(?:zu[mr]?|auf)\s+{_T}\s+{_W}"),
    ("pro", "moved to", "wechsel wechsle wechselt wechselte wechseln steige stieg gehe ging", rf"{_W}\s+{_FEW}(?:zu[mr]?|auf)\s+{_T}"),
    ("pro", "moved to", "nutz nehm verwend kauf bleib", rf"{_W}\w*\s+{_FEW}(?:lieber\s+|bei\s+)?{_T}"),
    ("contra", "left", "weg los abschied ausstieg", rf"{_W}\s+von\s+{_T}"),
    ("contra", "left", "gelöscht gekündigt abgeschafft abbestellt deinstalliert", rf"{_MARK}\s+{_W}"),
    ("contra", "without", "kein", rf"{_W}\w*\s+{_FEW}{_T}"),
    ("contra", "without", "nie", rf"{_W}\s+(?:wieder|mehr)\s+{_FEW}{_T}"),
    ("contra", "without", "verzicht", rf"{_W}\w*\s+auf\s+{_FEW}{_T}"),
    # Both "ohne X hätten wir nie" and "geht auch ohne X".
    ("open", "lacking", "ohne", rf"\b{_W}\s+{_FEW}{_T}"),
    # Two things compared.
    ("contra", "instead of", "statt", rf"{_W}\s+{_T}"),
    ("contra", "instead of", "stelle", rf"an(?:{_W}\s+von|\s?{_W}\s+der)\s+{_T}"),
    ("pro", "instead", "statt anstatt anstelle", rf"{_MARK}\s+{_W}"),
    ("pro", "instead", "lieber eher bevorzuge", rf"{_W}\s+{_FEW}{_T}"),
    ("pro", "instead", "doch", rf"dann\s+{_W}\s+{_FEW}{_T}"),
    ("pro", "instead", "vorziehe", rf"{_W}\w*\s+{_FEW}{_T}"),
    ("contra", "better than", "besser schöner schneller lieber sinnvoller wichtiger günstiger mehr", rf"{_W}\s+als\s+{_FEW}{_T}"),
    ("pro", "worse than", "schlechter schlimmer teurer langsamer weniger", rf"{_W}\s+als\s+{_FEW}{_T}"),
    ("pro", "is better", "besser schöner schneller sinnvoller überlegen günstiger", rf"{_MARK}\s+{_FEW}{_W}"),
    ("contra", "is worse", "schlechter schlimmer teurer langsamer unterlegen", rf"{_MARK}\s+{_FEW}{_W}"),
    # Open sides.
    ("pro", "for", "für", rf"\b(?:bin|sind|stimm\w*|vot\w*|plädier\w*|dafür|wähl\w*)\s+{_FEW}{_W}\s+{_T}"),
    ("pro", "for", "pro", rf"\b{_W}\s+{_T}"),
    ("pro", "for", "ja", rf"\b{_W}\s+zu[mr]?\s+{_T}"),
    ("pro", "for", "brauch", rf"\b(?:wir\s+{_W}en|{_W}t\s+es|es\s+{_W}t)\s+{_FEW}{_T}"),
    ("pro", "for", "her", rf"\b{_W}\s+mit\s+{_FEW}{_T}"),
    ("pro", "for", "mehr endlich", rf"\b{_W}\s+{_FEW}{_T}"),
    ("contra", "against", "gegen contra", rf"\b{_W}\s+{_T}"),
    ("contra", "against", "nein", rf"\b{_W}\s+zu[mr]?\s+{_T}"),
    ("contra", "against", "stop", rf"\b{_W}p?t?\s+{_T}"),
    ("contra", "away with", "weg schluss raus fort", rf"{_W}\s+mit\s+{_T}"),
    ("contra", "away with", "abschaffen weg verbieten absetzen stoppen abreißen schließen", rf"{_MARK}\s+{_FEW}{_W}"),
    ("contra", "reject", "lehn hass verabscheu meide boykott", rf"{_W}\w*\s+{_FEW}{_T}"),
    ("pro", "like", "lieb schätz genieß lob unterstütz begrüß empfehl", rf"{_W}\w*\s+{_FEW}{_T}"),
    ("pro", "like", "mag mögen", rf"{_W}\s+{_FEW}{_T}"),
    ("pro", "thanks", "danke dank bravo glückwunsch respekt", rf"{_W}\s*,?\s+{_FEW}{_T}"),
    ("pro", "thanks", "hut", rf"{_W}\s+ab\s*,?\s+{_FEW}{_T}"),
    ("pro", "thanks", "daumen", rf"{_W}\s+hoch\s*,?\s+{_FEW}{_T}"),
    # What is said of it.
    ("contra", "annoys", "nerv stör kotzt versag enttäusch", rf"{_MARK}\s+{_FEW}{_W}"),
    ("contra", "annoys", "geht", rf"{_MARK}\s+{_FEW}{_W}\s+mir\s+auf"),
    ("contra", "annoys", "taugt", rf"{_MARK}\s+{_FEW}{_W}\s+nichts"),
    ("contra", "annoys", "kann", rf"{_MARK}\s+{_FEW}{_W}\s+weg"),
    ("contra", "annoys", "nerv", rf"{_W}(?:t|en|ig\w*)\s+{_FEW}{_T}"),
    ("pro", "works", "reicht genügt gefällt taugt", rf"{_W}\s+{_FEW}{_T}"),
    ("pro", "works", "funktionier reicht reichen läuft lohnt überzeug genügt hilft gefällt rockt", rf"{_MARK}\s+{_FEW}{_W}"),
    ("contra", "works not", "nicht nie kaum", rf"{_MARK}\s+{_FEW}(?:funktionier\w*|reich(?:t|en)|läuft|lohnt|überzeug\w*|genügt|hilft|gefällt|bringt)\s+{_FEW}{_W}"),
    ("contra", "is not", "nicht kein nie", rf"{_MARK}\s+(?:ist|sind|war|waren|wäre)\s+{_FEW}{_W}"),
    ("contra", "is too", "zu", rf"{_MARK}\s+(?:ist|sind|war|waren|wird|wäre)\s+{_FEW}(?:viel\s+)?{_W}"),
    ("contra", "is too", "total völlig", rf"{_MARK}\s+(?:ist|sind|war|waren|wird|wäre)\s+{_FEW}{_W}"),
    ("contra", "is too", "nur", rf"{_MARK}\s+(?:ist|sind|war|waren|wird|wäre)\s+{_FEW}{_W}\s+noch"),
    ("pro", "missing", "fehlt", rf"{_W}\s+{_FEW}{_T}"),
    ("pro", "missing", "vermiss", rf"{_W}\w*\s+{_FEW}{_T}"),
    ("pro", "was good", "früher damals", rf"{_W}\s+{_FEW}{_T}"),
    ("pro", "was good", "zeiten", rf"zu\s+{_W}\s+{_FEW}{_T}"),
    ("pro", "was good", "gut besser schön toll super", rf"{_MARK}\s+war(?:en)?\s+{_FEW}{_W}"),
    # No side: questions.
    ("open", "asked", "?", rf"{_MARK}[^.!?]*{_W}"),
)  # fmt: skip
"""(usual side, name of the cue, words, pattern); the target stands as one private character.

Of the words, one must stand in a text for the pattern to find anything: most patterns are not tried
on most texts, since a few words are looked for in no time. A cue has a row for each way to say it.
"""

IN_PLACE = frozenset({"returned", "moved_to", "instead", "is_better", "worse_than"})
"""The names of the cues by which something is taken in place of something else."""

_REACH = 80  # characters on either side of the target in which a cue may stand


@dataclass(frozen=True, slots=True)
class Cue:
    """A way to direct praise, blame or neither at a target that stands as one private character."""

    side: str
    name: str
    words: frozenset[str]
    pattern: re.Pattern[str]


def _compiled(side: str, name: str, words: str, pattern: str) -> Cue:
    any_word = "|".join(map(re.escape, words.split()))
    return Cue(
        side=side,
        name=name.replace(" ", "_"),
        words=frozenset(words.split()),
        pattern=re.compile(pattern.replace(_W, f"(?:{any_word})")),
    )


_CUES = tuple(_compiled(*row) for row in CUES)
_CUES_OF = {
    word: tuple(place for place, cue in enumerate(_CUES) if word in cue.words)
    for word in sorted(frozenset[str]().union(*(cue.words for cue in _CUES)))
}


def words_of_cues(text: str, among: Iterable[str] = _CUES_OF) -> list[str]:
    """Return the words in `text` without which there are no cues; they may be parts of words.

    Parameters
    ----------
    among : iterable of str
        Those of a text that this one is a part of, so that fewer are looked for.
    """
    lowered = text.lower()
    return [word for word in among if word in lowered]


def possible_cues(words: Iterable[str]) -> tuple[Cue, ...]:
    """Return the cues that a text with these `words_of_cues` may have; all others it cannot."""
    found = {place for word in words for place in _CUES_OF[word]}
    return tuple([_CUES[place] for place in sorted(found)])


def cue_features(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """Return the cues that `text` directs at what stands at `spans`: names and usual sides."""
    if not spans:
        return ()
    marked = " . ".join(_marked(text, span.start, span.end) for span in spans)
    return _features(marked, possible_cues(words_of_cues(marked)))


def cues_at(text: str, start: int, end: int, possible: Sequence[Cue]) -> tuple[str, ...]:
    """Return the `cue_features` of one span, for who asks for several things in a text.

    Parameters
    ----------
    possible : sequence of Cue
        Those of `possible_cues` of `text`.
    """
    return _features(_marked(text, start, end), possible)


def _marked(text: str, start: int, end: int) -> str:
    return f"{text[max(start - _REACH, 0) : start]}{_MARK}{text[end : end + _REACH]}"


def _features(marked: str, possible: Sequence[Cue]) -> tuple[str, ...]:
    lowered = marked.lower()
    found = [cue for cue in possible if cue.pattern.search(lowered)]
    return tuple(dict.fromkeys([feature for cue in found for feature in (cue.side, cue.name)]))
