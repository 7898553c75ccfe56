"""Dates and times of day as sites print them, found in the lines around a comment.

What day a printed date is, `sentiment.readers.dates` tells. Patterns read what `folded` returns.
Most lines lack what the dearer ones need, which is seen without trying them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sentiment.readers.dates import ENGLISH_WEEKDAYS, GERMAN_WEEKDAYS, MONTHS, SHORT_WEEKDAYS
from sentiment.separation.cues import folded
from sentiment.separation.printed_signs import SIGNS_AROUND, without_icons

MONTH = rf"(?:{'|'.join(MONTHS)})(?![a-zäöüß])\.?"
"""A month by name, and no other word that begins like one: "Markt 12", "Dezernat 3"."""
_WEEKDAY = f"(?:{SHORT_WEEKDAYS}|{GERMAN_WEEKDAYS}|{ENGLISH_WEEKDAYS})"
_NAME_BEGINS = "|".join((SHORT_WEEKDAYS, *sorted({name[:3] for name in MONTHS})))
_DAY = (
    # A short year is none where it is the hour of a clock: "12.03. 14:22".
    rf"(?:(?<![\d.])\d{{1,2}}\.\s?(?:\d{{1,2}}\.|{MONTH})\s?(?:\d{{4}}|\d{{2}}(?!\d|[:.]\d))?"
    rf"|(?<![\d.])\d{{1,2}}\s{MONTH}\s\d{{4}}"
    rf"|{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}(?!\d)"
    r"|\d{4}[-/.]\d{2}[-/.]\d{2}|(?<!\d)20\d{2}-\d{1,2}-\d{1,2}(?!\d)"
    r"|\d{1,2}/\d{1,2}/\d{4}|(?<!\d)\d{2}-\d{2}-\d{4}(?!\d))"
)
_ZONE = r"(?:\s(?:utc|gmt|mes?z|ces?t)(?:\s?[+-]\d{1,2})?\b)?"
_HALF = r"(?:[ap]m\b|(?:vorm|nachm)\.)"  # of the day
_CLOCK = (
    rf"\d{{1,2}}(?:[:.]\d{{2}}(?::\d{{2}})?(?:\s?(?:uhr\b|{_HALF}))?|\suhr(?:\s\d{{2}}\b)?){_ZONE}"
)
_CLOCK_FIRST = (
    rf"(?<![\d.:])\d{{1,2}}(?::\d{{2}}(?:\suhr|\s{_HALF}(?!\s\d))?|\.\d{{2}}\suhr)"
    r"(?:\s?[,|/·•–—-]\s?|\s)(?:am\s)?"
)
# Of a chat; a date where there is no other.
_CLOCK_ALONE = re.compile(
    r"(?:[01]?\d|2[0-3])(?::[0-5]\d(?::[0-5]\d)?(?:\s?(?:uhr|[ap]m|(?:vor|nach)m\.))?|\.[0-5]\d\suhr|\suhr)"
)
_UNIT = r"(?:sek|min|std|h\b|stunde|tag|wo|monat|mon\b|jahr)\w*\.?"
# They may be anything else in a sentence.
_SHORT_UNIT = r"(?:[smhdtwjy]|mo|tg|wk|hr|yr)\.?"
_ENGLISH_UNIT = r"(?:second|minute|hour|day|week|month|year)s?"
_AGO = (
    r"vor\s(?:(?:etwa|ca\.?|rund|über|ungefähr|fast|mehr\sals)\s)*"
    rf"(?:(?:\d+\s?(?!\d)|(?:eine[mr]|ein\spaar|wenigen|mehreren)\s)\w+(?:\(\w+\)|\.)?"
    rf"|{_UNIT})|\d+\s(?:{_ENGLISH_UNIT}(?:,?\s\d+\s{_ENGLISH_UNIT})?\sago"
    rf"|{_UNIT}(?:,?\s\d+\s{_UNIT})?\s(?:her|zuvor)\b)"
)
_DATE = re.compile(
    # Hardly any sign begins one, and these are passed over a few times sooner by how it must begin.
    rf"(?=[\dadfghjmnostvw])(?=\d|\b(?:{_NAME_BEGINS})|vor|heute|gestern)"
    rf"(?:(?:{_CLOCK_FIRST})?(?:\b{_WEEKDAY}\.?,?\s+(?:de[nr]\s+)?)?{_DAY}(?:[\s,|/·•–—@(t-]*(?:(?:um|at|beim)\s)?{_CLOCK})?"
    rf"|{_AGO}|(?:heute|gestern|vorgestern),?\s(?:um\s)?{_CLOCK}|\b{_WEEKDAY}\sum\s{_CLOCK})"
)
_MONTH_OF_YEAR = re.compile(rf"{MONTH}\s\d{{4}}")
_DIGIT = re.compile(r"\d")
_AGO_BEGINS = "vor "  # no other date is without a digit
# What is a date only where a line holds nothing else.
_DATE_ALONE = re.compile(
    r"(?:heute|gestern|vorgestern|(?:gerade\s)?eben|gerade\sjetzt|soeben|jetzt|just\snow|"
    rf"yesterday|letzte[nrs]?\s(?:woche|monat|jahr)|an?\s{_ENGLISH_UNIT}\sago|"
    rf"\d{{1,3}}\s?(?:{_UNIT}|{_SHORT_UNIT}|{_ENGLISH_UNIT})|{MONTH}\s(?:[12]?\d|3[01]))"
)
_UPDATED = ("aktualisiert ", "updated ")  # before an age: "Aktualisiert 1 Jahr"
_OF_DATE = ("vor", "heute", "gestern", "eben", "jetzt", "letzt", "ago", "now", "yesterday")
_MAY_BE_DATE = re.compile(r"\b(?:vor|ago|now)\b|heute|gestern|eben|jetzt|letzt|yesterday")
SIGNS_AROUND_CLOCK = f"{SIGNS_AROUND}()[]"
"""Those that stand around a time of day: the same, and brackets."""
_KNOWN = 16_384  # lines that are remembered


@lru_cache(maxsize=_KNOWN)  # several rules ask about the same lines
def may_hold_date(line: str) -> bool:
    """Tell whether a line has a digit, or a word that stands in dates without any."""
    if _DIGIT.search(line):
        return True
    seen = folded(line)
    return any(map(seen.__contains__, _OF_DATE)) and _MAY_BE_DATE.search(seen) is not None


def is_clock(line: str) -> bool:
    """Tell whether a line is a time of day, and nothing more."""
    return _CLOCK_ALONE.fullmatch(folded(without_icons(line).strip(SIGNS_AROUND_CLOCK))) is not None


def holds_date(seen: str) -> bool:
    """Tell whether a folded line holds a date, whatever else it holds."""
    return _DATE.search(seen) is not None


def is_date_alone(seen: str) -> bool:
    """Tell whether a folded line is what is a date only by itself: "gestern", "3 Std."."""
    return _DATE_ALONE.fullmatch(seen) is not None


def is_month_of_year(seen: str) -> bool:
    """Tell whether a folded line is a month and a year, as nicknames are, too: "Mai 1968"."""
    return _MONTH_OF_YEAR.fullmatch(seen) is not None


def dated(line: str, seen: str) -> tuple[str | None, str]:
    """Return the last date of a line, and what stands around all of them.

    `seen` is the folded line.
    """
    if seen.startswith(_UPDATED) and is_date_alone(seen.partition(" ")[2]):
        line, seen = line.partition(" ")[2], seen.partition(" ")[2]
    is_alone = is_date_alone(seen.strip(SIGNS_AROUND))
    may_be = _AGO_BEGINS in seen or _DIGIT.search(seen)
    dates = [found.span() for found in _DATE.finditer(seen)] if may_be else []
    if not dates:
        return (line.strip(SIGNS_AROUND), "") if is_alone else (None, line.strip())
    first, last = dates[0], dates[-1]
    around = "" if is_alone else line[: first[0]] + line[last[1] :]
    return line[slice(*last)].strip(), " ".join(around.split())
