"""What gives lines of articles, of comments and of neither away: patterns as data.

A pattern is looked for in the first characters of a line. None decides anything: each is one
feature among many, and the line model learns its worth.
"""

from __future__ import annotations

import re

_MONTH = r"(?:jan|jän|feb|mär|mar|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-zä]*\.?"
_DAY = rf"(?:\d{{1,2}}\.\s?(?:\d{{1,2}}\.|{_MONTH})(?:\s?\d{{2,4}})?|\d{{4}}-\d{{2}}-\d{{2}})"
_CLOCK = r"\d{1,2}[:.]\d{2}"
_NAME = r"[^\W\d_][\w.\-']*(?:\s[^\W\d_][\w.\-']*){0,2}"

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
    "ago": r"(?:.{0,40}\s)?vor\s+(?:\d+|einem|einer|ein\s+paar)\s+(?:sekunden?|minuten?|stunden?|tag\w*|wochen?|monat\w*|jahr\w*)\.?$",
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
    "dateline": r"(?:[A-ZÄÖÜ][\w.\-/ ]{2,40}?)(?:\s\([\w/ ]+\))?\s?[.:–—-]\s",
    "share": r"(?:teilen|drucken|facebook|twitter|whatsapp|e-?mail|newsletter|abonnieren|merken|pinterest|"
    r"werbung|anzeige|mehr\s+lesen|startseite|impressum|datenschutz)\b.{0,30}$",
    "list item": r"(?:[-–•*·]|\d{1,2}[.)])\s",
    "web address": r"(?:https?://|www\.)",
}  # fmt: skip

# Counted in a line, as a share of its words.
_WORD_CUES = {
    "I": r"\b(?:ich|mir|mich|mein\w{0,2}|i)\b",
    "we": r"\b(?:wir|uns|unser\w{0,2})\b",
    "you": r"\b(?:du|dich|dir|dein\w{0,2}|ihr|euch|euer|eure\w?|hast|bist|kannst)\b",
    "modal": r"\b(?:ja|halt|eben|mal|doch|echt|wohl|eh|nun|naja|na|ach|oh|lol|haha\w*|hm+|tja|also|leider|"
    r"einfach|irgendwie|vielleicht|eigentlich|wirklich|gar|jo|nö|nee|ned|net|nix|bissl|bitte|danke|hallo|hi|lg)\b",
    "judging": r"\b(?:super|toll\w*|schön\w*|klasse|geil\w*|lecker\w*|blöd\w*|dumm\w*|schlecht\w*|mist|schade|"
    r"peinlich\w*|lächerlich\w*|unsinn|quatsch|finde|glaube|denke|hoffe|gefällt|nerv\w+|artikel|beitrag|"
    r"tipp\w*|rezept|kommentar\w*|meinung|stimmt|genau|richtig\w*|falsch\w*)\b",
    "reporting": r"\b(?:sagte|sagt|erklärte|teilte|mitgeteilt|hieß|demnach|zufolge|laut|worden|wurde|wurden|"
    r"sei|seien|habe|hätten|so|betonte|berichtet\w*|angaben|prozent|millionen|euro|zudem|außerdem|ausserdem|"
    r"sowie|bereits|zunächst|rund|etwa)\b",
    "question word": r"\b(?:warum|wieso|weshalb|wer|was|wie|wo|wann|wozu)\b",
}

LINE_CUES = tuple(re.compile(p, re.IGNORECASE) for p in _LINE_CUES.values())
"""Matched at the beginning of a line."""

WORD_CUES = tuple(re.compile(p, re.IGNORECASE) for p in _WORD_CUES.values())
"""Counted in a line."""

EMOJI = re.compile(
    "[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2764]|(?<!\\w)[:;=8xX][-o^]?[)(DPp/|3](?!\\w)|\\^\\^"
)
SENTENCE_END = re.compile(r"[.!?…][\"'“”»«)\]]*$")
POLITE = re.compile(r"(?<![.!?:] )(?<!^)\b(?:Sie|Ihnen|Ihr\w{0,2})\b")
"""The polite address inside a sentence; at its beginning "Sie" is as often "she"."""
