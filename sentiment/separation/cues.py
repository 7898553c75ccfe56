"""What gives lines of articles, of comments and of neither away: patterns as data.

A pattern is looked for in the first characters of a line. None decides anything: each is one
feature among many, and the line model learns its worth. Patterns are in lower case and read what
`folded` returns, which takes half the time of patterns that ignore case.
"""

from __future__ import annotations

import re
from enum import Enum, auto

# Not as dates are read elsewhere: the line model has learnt what these are worth.
_MONTH = r"(?:jan|jän|feb|mär|mar|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-zä]*\.?"
# A digit comes first, so that `re` skips to it.
_DAY = rf"\d(?:\d?\.\s?(?:\d{{1,2}}\.|{_MONTH})(?:\s?\d{{2,4}})?|\d{{3}}-\d{{2}}-\d{{2}})"
_CLOCK = r"\d\d?[:.]\d{2}"
_NAME = r"[^\W\d_][\w.\-']*(?:\s[^\W\d_][\w.\-']*){0,2}"


class Has(Enum):
    """What is seen at once of what a pattern needs."""

    DIGIT = auto()
    DAY = auto()
    CLOCK = auto()
    AGO = auto()  # a word of it, or a digit at its beginning
    STOP = auto()  # with a blank behind it
    COLON = auto()
    BRACKET = auto()
    ONE_WORD = auto()
    FEW_WORDS = auto()
    A_START = auto()  # what `ANY_START` matches


_LINE_CUES = {
    # Where comments begin, or how many there are.
    "comments heading": r"(?:\d+\s+|die\s+|alle\s+|neue\w*\s+|leser)?(?:kommentare?|leserkommentare?|"
    r"reaktionen|leserbriefe?|meinungen|beiträge|postings?|antworten|comments?|diskussion|"
    r"gedanken)\b.{0,40}$",
    "count of comments": r"(?:.{0,30}\s)?\(?\d+\)?\s*(?:kommentare?|antworten|postings?|gedanken|comments?)\b",
    "count after heading": r"(?:kommentare|comments|forum|diskussion)\s*[:(\[]\s*\d+",
    # Who wrote a comment, and when.
    "says": r".{1,60}\s(?:sagte?|schrieb|schreibt|meinte?|kommentiert\w*|antwortet\w*|says|said)\b.{0,50}:?\s*$",
    "wrote on": rf".{{1,60}}(?:schrieb|sagte?|am|um|@|\||·|,|-|–)\s*(?:am\s+)?{_DAY}.{{0,30}}$",
    "date alone": rf"(?:am\s+|vom\s+|\w{{2,10}},\s+(?:den\s+|der\s+)?)?{_DAY}[\s,|/·–-]*(?:(?:um|at|-)\s*)?(?:{_CLOCK})?.{{0,12}}$",
    "date and time": rf".{{0,60}}{_DAY}.{{0,12}}{_CLOCK}",
    "clock alone": rf"{_CLOCK}(?:\s*uhr)?$",
    "ago": r"(?:.{0,40}\s)?vor\s+(?:(?:etwa|ca\.?|rund|über|ungefähr|fast|mehr\s+als)\s+)*"
    r"(?:(?:\d+|eine[mr]|ein\s+paar|wenigen|mehreren)\s+)?"
    r"(?:sek|min|std|h\b|stunde|tag|wo|monat|mon\b|jahr)\w*\.?(?:\s*[(•·].{0,25})?$"
    r"|\d{1,3} (?:std|min|tag|wo|monat|jahr)\w{0,5}\.?$|(?:vor)?gestern$|gerade\s+eben$",
    "name alone": rf"{_NAME}:?$",
    "name and colon": rf"{_NAME}(?:\s\(\w[^)]*\))?:\s",
    "nickname": r"\w*\d\w*:?$|[a-z_.\-]{3,20}:?$",
    "from": rf"(?:von|by|autor\w*|gast|user|name)[:\s]+{_NAME}.{{0,30}}$",
    "number": r"(?:#|nr\.?\s?)?\d{1,4}[.)]?$",
    # Buttons.
    "button": r"(?:↳\s*)?(?:auf\s+(?:diesen\s+)?kommentar\s+)?(?:antworten|antwort|reply|zitieren|melden|gefällt\s+mir|"
    r"teilen|permalink|link|bearbeiten|löschen|likes?|mehr\s+anzeigen|antwort\s+verfassen|"
    r"(?:kommentar|beitrag)\s+(?:melden|schreiben|abgeben|verfassen)|einloggen|anmelden)\b.{0,25}$",
    "rating": r"(?:[+\-−]?\s?\d+\s*(?:likes?|👍|👎|punkte|stimmen|mal\s+empfohlen)?|👍.{0,8}|[+\-])$",
    "quotation": r"(?:>|zitat\b|@)",
    # How articles end, and what stands in them.
    "source": r"(?:\(?(?:quellen?|fotos?|bild(?:er|quelle)?|text|grafik|video|autor\w*|redaktion|copyright|©|stand|"
    r"lesen\s+sie\s+auch|mehr\s+zum\s+thema|weiterlesen|tags?|schlagw\w+|kategorien?|themen|links?)\b\s*[:|/])",
    "agency": r".*\((?:dpa|afp|apa|reuters|sda|epd|kna|sid|red|ots)[^)]{0,30}\)\.?$",
    "dateline": r"(?:[a-zäöü][\w.\-/ ]{2,40}?)(?:\s\([\w/ ]+\))?\s?[.:–—-]\s",
    "share": r"(?:teilen|drucken|facebook|twitter|whatsapp|e-?mail|newsletter|abonnieren|merken|pinterest|"
    r"werbung|anzeige|mehr\s+lesen|startseite|impressum|datenschutz)\b.{0,30}$",
    "list item": r"(?:[-–•*·]|\d{1,2}[.)])\s",
    "web address": r"(?:https?://|www\.)",
}  # fmt: skip

# Whole words that are counted in a line, as a share of its words.
_WORD_CUES = {
    "I": r"(?:ich|mir|mich|mein\w{0,2}|i)",
    "we": r"(?:wir|uns|unser\w{0,2})",
    "you": r"(?:du|dich|dir|dein\w{0,2}|ihr|euch|euer|eure\w?|hast|bist|kannst)",
    "modal": r"(?:ja|halt|eben|mal|doch|echt|wohl|eh|nun|naja|na|ach|oh|lol|haha\w*|hm+|tja|also|leider|"
    r"einfach|irgendwie|vielleicht|eigentlich|wirklich|gar|jo|nö|nee|ned|net|nix|bissl|bitte|danke|hallo|hi|lg)",
    "judging": r"(?:super|toll\w*|schön\w*|klasse|geil\w*|lecker\w*|blöd\w*|dumm\w*|schlecht\w*|mist|schade|"
    r"peinlich\w*|lächerlich\w*|unsinn|quatsch|finde|glaube|denke|hoffe|gefällt|nerv\w+|artikel|beitrag|"
    r"tipp\w*|rezept|kommentar\w*|meinung|stimmt|genau|richtig\w*|falsch\w*)",
    "reporting": r"(?:sagte|sagt|erklärte|teilte|mitgeteilt|hieß|demnach|zufolge|laut|worden|wurde|wurden|"
    r"sei|seien|habe|hätten|so|betonte|berichtet\w*|angaben|prozent|millionen|euro|zudem|außerdem|ausserdem|"
    r"sowie|bereits|zunächst|rund|etwa)",
    "question word": r"(?:warum|wieso|weshalb|wer|was|wie|wo|wann|wozu)",
}

# Most lines have none of what some patterns need, which is seen without trying them. Where
# words are given, a line must hold one of them.
_NEEDS: dict[str, Has | tuple[str, ...]] = {
    "comments heading": Has.A_START,
    "count of comments": ("kommentar", "antworten", "posting", "gedanken", "comment"),
    "count after heading": Has.DIGIT,
    "says": ("sagt", "schrieb", "schreibt", "meint", "kommentiert", "antwortet", "says", "said"),
    "wrote on": Has.DAY,
    "date alone": Has.DAY,
    "date and time": Has.DAY,
    "clock alone": Has.CLOCK,
    "ago": Has.AGO,
    "name alone": Has.FEW_WORDS,
    "name and colon": Has.COLON,
    "nickname": Has.ONE_WORD,
    "from": Has.A_START,
    "number": Has.DIGIT,
    "button": Has.A_START,
    "rating": Has.A_START,
    "quotation": Has.A_START,
    "source": Has.A_START,
    "agency": Has.BRACKET,
    "dateline": Has.STOP,
    "share": Has.A_START,
    "list item": Has.A_START,
    "web address": Has.A_START,
}

ANY_START = re.compile("|".join(_LINE_CUES[n] for n, need in _NEEDS.items() if need is Has.A_START))
ANY_DIGIT, ANY_DAY, ANY_CLOCK = map(re.compile, (r"\d", _DAY, _CLOCK))
WORDS_OF_AGO = ("vor", "gestern", "gerade")
STOP_AND_REST = re.compile(r"[.:–—-][^\S\n].*")
"""Found once a line, where a text holds several."""
LINE_CUES = tuple((re.compile(p), _NEEDS[name]) for name, p in _LINE_CUES.items())
"""Matched at the beginning of a folded line, and what that must have."""

WORD_CUES = tuple(re.compile(p) for p in _WORD_CUES.values())
"""Each matches one whole word."""

WORDS_AND_BREAKS = re.compile(r"\w+|\n")
ANY_WORD_CUE = re.compile("|".join(_WORD_CUES.values()))

_EMOJI = "\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2764"
# Here and below, a sign comes first, so that `re` skips to it, and what must stand before is looked
# for after. A line break stands for the end of a line.
EMOJI = re.compile(
    rf"[{_EMOJI}:;=8xX^](?:(?<=[{_EMOJI}])|(?<=\^)\^|(?<=[:;=8xX])(?<!\w.)[-o^]?[)(DPp/|3](?!\w))"
)
SENTENCE_ENDS = frozenset(".!?…")
DOUBLED = ("..", "!!", "??")
"""More than the end of a sentence."""
CLOSING = "\"'“”»«)]"
"""What may stand behind the end of a sentence."""
POLITE = re.compile(r"[SI](?<=[^\w\n].)(?<![.!?:] .)(?:(?<=S)ie|(?<=I)h(?:nen|r\w{0,2}))\b")
"""The polite address inside a sentence; at its beginning "Sie" is as often "she"."""

# "ſ" and "ı" are in lower case, but match "s" and "i"; "İ" would become two signs.
_ODD_CASES = (("ſ", "s"), ("ı", "i"), ("İ", "i"))


def folded(text: str) -> str:
    """Return `text` in lower case, sign by sign, as patterns that ignore case see it."""
    if not text.isascii():
        for odd, plain in _ODD_CASES:
            text = text.replace(odd, plain)
    return text.lower()
