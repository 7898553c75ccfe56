"""Other ways to write the same comment, and other targets for it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sentiment.language.matching import locate
from sentiment.opinion import STANCE_LABELS
from sentiment.question import Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from sentiment.training.multitask_data import Example

_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
_SAYING_NOTHING = tuple("😅😂🙈🤷🙃😄🤔😉")
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_BLANK_BEFORE = re.compile(r"\s+(?=[.,;:!?%)\]}…“»]+(?:\s|$))")
_BLANK_AFTER = re.compile(r"(?:(?<=\s)|^)([(\[{„«#@])\s+")
_BLANK_IN_SMILEY = re.compile(r"(?<=[:;=8])\s+(-\s+)?(?=[()DPp/|]\b|[()])")
_QUOTED = re.compile(r'(?<!\S)"\s+([^"]*?)\s+"(?!\w)')

_THESIS = re.compile(
    r"(?P<subject>.+?) (?P<verb>soll(?:en)?|müssen|muss|darf|dürfen) (?P<rest>.+)\."
)
_SMALL_FIRST = frozenset(
    "alle am an auch auf aus bei beim bestehende bis das den der des die dies diese dieser durch "
    "ein eine einem einen einer eines es für gegen große im in jede jeder jedes kein keine mehr "
    "mit nach neben neue nicht nur ob öffentliche ohne staatliche statt über um unter vom von vor "
    "während wegen weitere wenn wer wir zu zum zur zusätzliche zwischen".split()
)
_NEGATION = re.compile(r"\bnicht |\b(?:k)(?=eine?[mnrs]?\b)")
_LAST_VERB = re.compile(
    r"(?= (?:[^\W\d_]+t|[^\W\d_]+en|[^\W\d_]+n) (?:werden|bleiben|sein|haben|können|dürfen|müssen)$"
    r"| [^\W\d_]+n$)"
)
_FLIPPED = {
    STANCE_LABELS.index(side): STANCE_LABELS.index(other)
    for side, other in (("against", "favor"), ("neutral", "neutral"), ("favor", "against"))
}
_NEUTRAL = STANCE_LABELS.index("neutral")
_LONG_TARGET = 5  # words; a target of more is a claim
_SIGNED = 0.06  # of texts without such signs
_HEADLINES_KEPT = 0.6  # of all; who classifies bare comments has none


def respell(text: str, random: Random) -> str:
    """Write a text as another reader might: mostly nearly as it stands."""
    if random.random() < 0.5:
        text = detokenise(text)
    if random.random() < 0.8:
        return text
    match random.randrange(6):
        case 0:
            return text.replace("ß", "ss")
        case 1:
            return text.translate(_SPELT_OUT)
        case 2:
            return text.lower()
        case 3:
            return _EMOJI.sub("", text).strip() or text
        case 4:
            return text.rstrip(".!? ") or text
        case _:
            return _with_typo(text, random)


def with_sign(text: str, random: Random) -> str:
    """Now and then put a laughing or shrugging sign before or after a text, whatever its mood.

    In tweets such signs mostly mean joy, and readers put them before what annoys them.
    """
    if not text.strip() or random.random() >= _SIGNED or _EMOJI.search(text):
        return text
    sign = random.choice(_SAYING_NOTHING)
    return f"{sign} {text}" if random.random() < 0.5 else f"{text} {sign}"


def detokenise(text: str) -> str:
    """Take out the blanks that a corpus put around punctuation; other text stays as it is."""
    text = _BLANK_IN_SMILEY.sub(lambda m: "-" if m[1] else "", text)
    text = _QUOTED.sub(r'"\1"', text)
    return _BLANK_AFTER.sub(r"\1", _BLANK_BEFORE.sub("", text))


def _with_typo(text: str, random: Random) -> str:
    words = list(_LETTERS.finditer(text))
    if not words:
        return text
    word = random.choice(words)
    at = random.randrange(word.start() + 1, word.end() - 1)
    swapped = text[at + 1] + text[at]
    kind = random.randrange(3)
    middle = swapped if kind == 0 else text[at + 1] if kind == 1 else text[at] * 2 + text[at + 1]
    return text[:at] + middle + text[at + 2 :]


def retarget(example: Example, others: Mapping[str, Sequence[str]], random: Random) -> Example:
    """Ask the same comment something else, with the label that then holds.

    A claim may become a question, or its contrary; the headline may be missing; and now and then
    the target of a comment that names its own is another one of the same corpus (`others`), of
    which it says nothing.
    """
    text, target, label = example.question.text, example.question.target, example.label
    headline = example.question.headline if random.random() < _HEADLINES_KEPT else ""
    chance = random.random()
    if chance < 0.06:
        other = random.choice(others[example.corpus])
        if not locate(other, text) and locate(target, text):
            target, label = other, _NEUTRAL
    elif chance < 0.18:
        contrary = contradict(target)
        if contrary:
            target, label = contrary, _FLIPPED[label]
    if random.random() < 0.3:
        target = as_question(target) or target
    return replace(example, question=Question(text, target, headline), label=label)


def contradict(claim: str) -> str | None:
    """Return the contrary of a claim with a modal verb, or None where no rule fits.

    >>> contradict("Das Bad soll geschlossen werden.")
    'Das Bad soll nicht geschlossen werden.'
    >>> contradict("Es soll keine Noten geben.")
    'Es soll eine Noten geben.'
    """
    found = _THESIS.fullmatch(claim)
    if not found or "," in found["rest"]:  # a clause may hold the verb that is found, or a "nicht"
        return None
    rest = found["rest"]
    if _NEGATION.search(rest):
        changed = _NEGATION.sub("", rest, count=1)
    else:
        verb = _LAST_VERB.search(f" {rest}")
        if verb is None:
            return None
        changed = f" {rest}"[: verb.start()] + " nicht" + f" {rest}"[verb.start() :]
    return f"{found['subject']} {found['verb']} {changed.strip()}."


def as_question(claim: str) -> str | None:
    """Return a claim with a modal verb as a question, or None where no rule fits.

    >>> as_question("Das Bad soll geschlossen werden.")
    'Soll das Bad geschlossen werden?'
    """
    found = _THESIS.fullmatch(claim)
    if not found or len(claim.split()) < _LONG_TARGET:
        return None
    subject = found["subject"]
    first, blank, others = subject.partition(" ")
    if first.lower() in _SMALL_FIRST:
        subject = first.lower() + blank + others
    rest = found["rest"]
    if rest.startswith("es "):
        subject, rest = f"es {subject}", rest.removeprefix("es ")
    return f"{found['verb'].capitalize()} {subject} {rest}?"
