"""Dates as pages print them, as ISO 8601 where they can mean one thing only.

The rules are our own. The library `dateparser` reads most of these layouts, too, but it always
picks an order for 11/08/2020, does not say whether seconds were printed, misses "17.07, 2011",
"am 3. Mai 2018" and "3. Mai 2018 at 10:12" (which half-translated themes print), and takes half a
millisecond for each date, a hundred times as long as the rules below.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner january jan jän",
            "februar feber february feb",
            "märz maerz march mär mar mrz",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}
"""German, Austrian and English names, and how they are shortened."""
SHORT_GERMAN_WEEKDAYS = "mo|di|mi|do|fr|sa|so"
"""Alternatives of a pattern; a group goes around them."""
SHORT_WEEKDAYS = f"{SHORT_GERMAN_WEEKDAYS}|mon|tue|wed|thu|fri|sat|sun"
"""Alternatives, German and English; a group goes around them."""
GERMAN_WEEKDAYS = "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
"""Alternatives; a group goes around them."""
ENGLISH_WEEKDAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
"""A pattern that needs no group around it."""

_DAY = r"(?P<day>[0-9]{1,2})"
_NUMBER = r"(?P<month>[0-9]{1,2})"
_NAME = r"(?P<month>[^\W\d_]+)"
_YEAR = r"(?P<year>[0-9]{4})"
_SHORT_YEAR = r"(?P<year>[0-9]{2})"
_ORDINAL = r"(?:\.|st|nd|rd|th)?"

# How day, month and year are arranged; all is in lower case by then.
_LAYOUTS = (
    rf"{_DAY}\. ?{_NUMBER}[.,] ?{_YEAR}",  # 3.5.2018; 14. 01. 2020; 17.07, 2011
    rf"{_DAY}\.{_NUMBER}\.{_SHORT_YEAR}",  # 23.09.20
    rf"{_DAY}{_ORDINAL} ?{_NAME}(?:\.?,? |\.){_YEAR}",  # 3. Mai 2018; 03 May 2018; 03.Mai.2018
    rf"{_NAME}\.? {_DAY}{_ORDINAL},? {_YEAR}",  # Mai 10, 2017; May 3rd, 2018
    rf"{_YEAR}(?P<mark>[-/.]){_NUMBER}(?P=mark){_DAY}",  # 2018-05-03
    # 25/08/2020 is one date, but 11/08/2020 is two: one for either of these.
    rf"{_DAY}(?P<mark>[-/]){_NUMBER}(?P=mark){_YEAR}",
    rf"{_NUMBER}(?P<mark>[-/]){_DAY}(?P=mark){_YEAR}",
)

PUBLISHED = (
    "verfasst|geschrieben|veröffentlicht|publiziert|erstellt|gepostet|posted|written|published"
)
"""As `WRITTEN`, of articles, too: alternatives; a group goes around them."""
WRITTEN = f"(?:{PUBLISHED}|eingetragen|gespeichert|submitted)"
"""What stands before who or when, "Verfasst von", "Posted on"; it needs no group around it."""

# "#4 - ", "Verfasst am", "Samstag, den". "Tues" and "Thurs" are known only here, where all of a
# text has to be a date.
_BEFORE = (
    r"(?:#[0-9]+(?:\.[0-9]+)* ?[-–—|·:]? ?)?"
    rf"(?:{WRITTEN}:? )?(?:(?:am|vom|on):? )?"
    rf"(?:(?:{GERMAN_WEEKDAYS}|{ENGLISH_WEEKDAYS}|{SHORT_WEEKDAYS}|tues|thurs?)\.?,? (?:de[nm] )?)?"
)
# A hyphen needs its blanks: in 2018-05-03-04:00 it is the sign of an offset.
_BETWEEN = r"(?:[ ,;|/·•–—@(]+| - |t)(?:(?:um|at|beim) )?"
_TIME = (
    r"(?P<hour>[01]?[0-9]|2[0-3])[:.](?P<minute>[0-5][0-9])"
    r"(?:[:.](?P<second>[0-5][0-9](?:[.,][0-9]{1,9})?))?"
    r"(?: ?(?P<half>[ap]\.?m\b|(?:vor|nach)m\.?))?(?: ?uhr)*"
    r"(?: ?(?:(?P<utc>z|utc|gmt)|(?P<offset>[+-][0-9]{2})(?::?(?P<rest>[0-5][0-9]))?))?"
)
# "10:12 Uhr, 3. Mai 2018": here, "am" is the German word and no half of the day, unless a sign
# stands behind it: "7:12 AM · Jan 9, 2024".
_TIME_FIRST = (
    r"(?P<hour>[01]?[0-9]|2[0-3])[:.](?P<minute>[0-5][0-9])(?P<second>)(?P<utc>)(?P<offset>)"
    r"(?P<rest>)(?: uhr| (?P<half>[ap]m(?= ·)|vorm\.|nachm\.))?(?: ?[,|/·•–—-] ?| )"
)
# Tue Mar 12 18:22:11 +0000 2024, as X and Unix print it.
_TIME_WITHIN = rf"{_BEFORE}{_NAME} {_DAY} {_TIME} {_YEAR}"
_PRINTED = tuple(
    re.compile(printed)
    for printed in (
        *(f"{_BEFORE}{layout}(?:{_BETWEEN}{_TIME})?" for layout in _LAYOUTS),
        *(f"{_TIME_FIRST}{_BEFORE}{layout}" for layout in _LAYOUTS),
        _TIME_WITHIN,
    )
)
_AROUND = " .,:;|/·•–—-()"

_HOURS_OF_HALF = 12
# By the first of two digits. Readers' comments are younger than the web, so that any other first
# digit is not that of a year, or the whole is no date.
_CENTURIES = {"9": "19", "0": "20", "1": "20", "2": "20", "3": "20"}


def iso_date(printed: str) -> str | None:
    """Return a printed date in ISO 8601, or None where it is none or could be another.

    Parameters
    ----------
    printed : str
        A date in German or English, with or without a time: "Di, 21. April 2020 - 16:40".

    Returns
    -------
    str or None
        The day ("2020-04-21"), with the time in minutes ("2020-04-21T16:40"), seconds and offset
        where they are printed. None for what depends on when it was read ("vor 11 Wochen"), lacks
        day or year, leaves the order of day and month open (11/08/2020), or is on no calendar.
    """
    text = " ".join(unicodedata.normalize("NFKC", printed).lower().split()).strip(_AROUND)
    matches = (pattern.fullmatch(text) for pattern in _PRINTED)
    found = {date for match in matches if match and (date := _date(match))}
    return found.pop() if len(found) == 1 else None


def iso_or_printed(printed: str | None) -> str | None:
    """Return what a comment's `date` is: in ISO 8601 where that is certain, else as printed."""
    return (iso_date(printed) if printed else None) or printed


def _date(match: re.Match[str]) -> str | None:
    year, month = _year(match["year"]), _month(match["month"])
    if not year or not month:
        return None
    date = f"{year}-{month:02}-{int(match['day']):02}"
    if match["hour"]:
        hour = _hour(int(match["hour"]), match["half"])
        if hour is None:
            return None
        seconds = f":{match['second']}" if match["second"] else ""
        date += f"T{hour:02}:{match['minute']}{seconds}{_offset(match)}"
    try:
        datetime.fromisoformat(date)
    except ValueError:  # 31 June, or an offset of 99 hours
        return None
    return date


def _year(printed: str) -> str | None:
    if len(printed) == len("2018"):
        return printed
    century = _CENTURIES.get(printed[0])
    return century + printed if century else None


def _month(printed: str) -> int | None:
    return int(printed) if printed.isdecimal() else MONTHS.get(printed)


def _hour(printed: int, half: str | None) -> int | None:
    """Return the hour of the day; some pages print "14:33 pm", and none can mean "14:33 am"."""
    is_second = half is not None and half[0] in "pn"
    if not half or (is_second and printed >= _HOURS_OF_HALF):
        return printed
    if printed > _HOURS_OF_HALF or (is_second and printed == 0):
        return None
    return printed % _HOURS_OF_HALF + (_HOURS_OF_HALF if is_second else 0)


def _offset(match: re.Match[str]) -> str:
    if match["offset"]:
        return f"{match['offset']}:{match['rest'] or '00'}"
    return "Z" if match["utc"] else ""
