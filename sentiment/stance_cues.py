"""Phrases that direct praise or blame at a named thing: "zurück zu X", "X statt Y", "X nervt".

The patterns only name what they see; the classifier learns from samples what each is worth.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sentiment.discussion import Span

_MARK = "\ue000"  # from the private use area: stands for the target
_T = rf"(?:de[rnmsi]e?s?|das|die|ein\w*|mein\w*|unser\w*|dies\w*|am|im|zum|zur)?\s*{_MARK}"
_FEW = r"(?:[^\s.,;:!?]+\s+){0,3}"  # words between; never over the end of a clause

CUES: tuple[tuple[str, str, str], ...] = (
    # Changing sides: what is left, what is taken instead.
    ("pro", "returned", rf"(?:zurück|zurueck|wieder)\s+(?:zu[mr]?|bei[m]?|auf|in|nach)\s+{_T}"),
    ("pro", "returned", rf"(?:zu[mr]?|auf)\s+{_T}\s+(?:zurück|gewechselt|umgestiegen|zurueck)"),
    ("pro", "moved to", rf"(?:wechs(?:el|le|elt|elte|eln)|steige|stieg|gehe|ging)\s+{_FEW}(?:zu[mr]?|auf)\s+{_T}"),
    ("pro", "moved to", rf"(?:nutz|nehm|nehme|verwend|benutz|kauf|bleib)\w*\s+{_FEW}(?:lieber\s+|bei\s+)?{_T}"),
    ("contra", "left", rf"(?:weg|los|abschied|ausstieg)\s+von\s+{_T}"),
    ("contra", "left", rf"{_MARK}\s+(?:gelöscht|gekündigt|abgeschafft|abbestellt|deinstalliert)"),
    ("contra", "without", rf"(?:kein\w*|nie\s+(?:wieder|mehr)|verzicht\w*\s+auf)\s+{_FEW}{_T}"),
    # Both "ohne X hätten wir nie" and "geht auch ohne X".
    ("open", "lacking", rf"\bohne\s+{_FEW}{_T}"),
    # Two things compared.
    ("contra", "instead of", rf"(?:statt|anstatt|anstelle\s+von|an\s?stelle\s+der)\s+{_T}"),
    ("pro", "instead", rf"{_MARK}\s+(?:statt|anstatt|anstelle)"),
    ("pro", "instead", rf"(?:lieber|eher|dann\s+doch|bevorzuge|vorziehe\w*)\s+{_FEW}{_T}"),
    ("contra", "better than", rf"(?:besser|schöner|schneller|lieber|sinnvoller|wichtiger|günstiger|mehr)\s+als\s+{_FEW}{_T}"),
    ("pro", "worse than", rf"(?:schlechter|schlimmer|teurer|langsamer|weniger)\s+als\s+{_FEW}{_T}"),
    ("pro", "is better", rf"{_MARK}\s+{_FEW}(?:besser|schöner|schneller|sinnvoller|überlegen|günstiger)"),
    ("contra", "is worse", rf"{_MARK}\s+{_FEW}(?:schlechter|schlimmer|teurer|langsamer|unterlegen)"),
    # Open sides.
    ("pro", "for", rf"\b(?:bin|sind|stimm\w*|vot\w*|plädier\w*|dafür|wähl\w*)\s+{_FEW}für\s+{_T}"),
    ("pro", "for", rf"\bpro\s+{_T}"),
    ("pro", "for", rf"\bja\s+zu[mr]?\s+{_T}"),
    ("pro", "for", rf"\b(?:wir\s+brauchen|braucht\s+es|es\s+braucht|her\s+mit|mehr|endlich)\s+{_FEW}{_T}"),
    ("contra", "against", rf"\bgegen\s+{_T}"),
    ("contra", "against", rf"\bcontra\s+{_T}"),
    ("contra", "against", rf"\bnein\s+zu[mr]?\s+{_T}"),
    ("contra", "against", rf"\bstopp?t?\s+{_T}"),
    ("contra", "away with", rf"(?:weg|schluss|raus|fort)\s+mit\s+{_T}"),
    ("contra", "away with", rf"{_MARK}\s+{_FEW}(?:abschaffen|weg|verbieten|absetzen|stoppen|abreißen|schließen)"),
    ("contra", "reject", rf"(?:lehn\w*|hass\w*|verabscheu\w*|meide\w*|boykott\w*)\s+{_FEW}{_T}"),
    ("pro", "like", rf"(?:lieb\w*|mag|mögen|schätz\w*|genieß\w*|lob\w*|unterstütz\w*|begrüß\w*|empfehl\w*)\s+{_FEW}{_T}"),
    ("pro", "thanks", rf"(?:danke?|dank|bravo|glückwunsch|respekt|hut\s+ab|daumen\s+hoch)\s*,?\s+{_FEW}{_T}"),
    # What is said of it.
    ("contra", "annoys", rf"{_MARK}\s+{_FEW}(?:nerv\w*|geht\s+mir\s+auf|stör\w*|kotzt|versag\w*|taugt\s+nichts|kann\s+weg|enttäusch\w*)"),
    ("contra", "annoys", rf"nerv(?:t|en|ig\w*)\s+{_FEW}{_T}"),
    ("pro", "works", rf"(?:reicht|genügt|gefällt|taugt)\s+{_FEW}{_T}"),
    ("pro", "works", rf"{_MARK}\s+{_FEW}(?:funktionier\w*|reich(?:t|en)|läuft|lohnt|überzeug\w*|genügt|hilft|gefällt|rockt)"),
    ("contra", "works not", rf"{_MARK}\s+{_FEW}(?:funktionier\w*|reich(?:t|en)|läuft|lohnt|überzeug\w*|genügt|hilft|gefällt|bringt)\s+{_FEW}(?:nicht|nichts|nie|kaum)"),
    ("contra", "is not", rf"{_MARK}\s+(?:ist|sind|war|waren|wäre)\s+{_FEW}(?:nicht|kein\w*|nie)"),
    ("contra", "is too", rf"{_MARK}\s+(?:ist|sind|war|waren|wird|wäre)\s+{_FEW}(?:zu|viel\s+zu|total|völlig|nur\s+noch)"),
    ("pro", "missing", rf"(?:fehlt|vermiss\w*)\s+{_FEW}{_T}"),
    ("pro", "was good", rf"(?:früher|damals|zu\s+zeiten)\s+{_FEW}{_T}"),
    ("pro", "was good", rf"{_MARK}\s+war(?:en)?\s+{_FEW}(?:gut|besser|schön|toll|super)"),
    # No side: questions.
    ("open", "asked", rf"{_MARK}[^.!?]*\?"),
)  # fmt: skip
"""(usual side, name of the cue, pattern); the target stands as one private character.

A cue has a row for each way to say it. A pattern with alternatives, or with an article that may
stand before the target it begins with, would be tried at every place of a text.
"""

_PATTERNS = tuple((side, name.replace(" ", "_"), re.compile(text)) for side, name, text in CUES)


_SIDE_OF = {"pro": "favor", "contra": "against"}
_REACH = 80  # characters on either side of the target in which a cue may stand


def sides_of(cues: Iterable[str]) -> frozenset[str]:
    """Return the stances, `favor` and `against`, that cues usually go with."""
    return frozenset(_SIDE_OF[cue] for cue in cues if cue in _SIDE_OF)


def cue_features(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """Return the cues that `text` directs at what stands at `spans`: names and usual sides."""
    if not spans:
        return ()
    marked = " . ".join(
        f"{text[max(span.start - _REACH, 0) : span.start]}{_MARK}{text[span.end : span.end + _REACH]}"
        for span in spans
    ).lower()
    found = [(side, name) for side, name, pattern in _PATTERNS if pattern.search(marked)]
    return tuple(dict.fromkeys(feature for cue in found for feature in cue))
