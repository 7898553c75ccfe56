"""Who wrote a comment of a page, and when, as its mark-up says."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from sentiment.readers import comment_markup
from sentiment.readers.dates import iso_date
from sentiment.readers.html_text import is_found, selected, take_out, text_of

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from lxml.etree import XPath
    from lxml.html import HtmlElement

_TOUCHING = "\ufdd0"  # no character, and no blank
_DATE = "\ufdd1"  # in the place of one
_DATE_WITHIN = 4  # elements
_LONGEST_DATE = 40  # characters
_DATES_LOOKED_AT = 9  # elements that may be a comment's date; a name beside it stands at the first
_ABOVE_WITHIN = 3  # lines
_INITIALS_WITHIN = 20  # elements
_MOST_INITIALS = 3
_PLACE = re.compile(r"#[0-9]{1,6}\s")
# Or a salutation, "Liebe Redaktion,".
_ENDS_SENTENCE = re.compile(r"[!?…,]$|\w{3}\.$")


class Above(NamedTuple):
    """What may be the name above a comment, and whether the date stands with it, not above it."""

    name: str
    is_dated: bool


def author_of(item: HtmlElement, quoted: Container[HtmlElement]) -> str | None:
    """Return who wrote a comment, as far as elements or attributes outside of `quoted` say so."""
    for found in selected(comment_markup.AUTHOR, item):
        if isinstance(found, str):
            name = found.strip()
        elif found in quoted:
            continue
        else:
            line = _without_date(_words_apart(found).partition("\n")[0])
            name = comment_markup.AUTHOR_WORDS.sub("", line).strip()
        if name:
            return name
    return _author_beside_date(item, quoted)


def _words_apart(element: HtmlElement) -> str:
    """Return the words of an element with an author, a line for each element that touches another.

    So that "Eva" and a badge or a count beside it are two.
    """
    copied = _copied_without(comment_markup.AROUND_AUTHOR, element)
    for inside in list(copied.iter("*")):
        if inside.tag == "button":  # that opens the profile: its words are no text elsewhere
            inside.tag = "span"
        if inside is not copied and not inside.tail and inside.getnext() is not None:
            inside.tail = _TOUCHING
    return text_of(copied).replace(_TOUCHING, "\n").strip()


def _without_date(line: str) -> str:
    """Return what stands before the date in a line with an author, or else behind it."""
    dated = comment_markup.ANY_DATE.search(line)
    if dated is None:
        return line
    before, behind = line[: dated.start()], line[dated.end() :]
    return before.strip(comment_markup.AROUND_SIGN) or behind.strip(comment_markup.AROUND_SIGN)


def _author_beside_date(item: HtmlElement, quoted: Container[HtmlElement]) -> str | None:
    """Return the name in a line of its own with the date: "Eva schrieb am 1. Mai 2024"."""
    dates = (date for date in selected(comment_markup.DATE, item) if date not in quoted)
    for element in islice(dates, _DATES_LOOKED_AT):
        line = element.getparent()
        written = text_of(line)
        date = text_of(element)
        rest = written.replace(date, "").strip()
        if "\n" in rest:  # as where the title of a comment stands above
            rest = next((row for row in written.split("\n") if date and date in row), "")
            rest = rest.replace(date, "")
        rest = rest.strip(comment_markup.AROUND_SIGN)
        named = comment_markup.AUTHOR_LINE.fullmatch(rest)
        # Where nothing else is said, the line is the comment.
        is_comment = line is item or text_of(item) == written
        if named and not is_comment and not comment_markup.BUTTON_LINE.fullmatch(rest):
            return named["name"]
    return None


def name_above(
    item: HtmlElement, quoted: Container[HtmlElement], bare_date: str | None
) -> Above | None:
    """Return the first line of a comment, without its date, where that may be a name.

    One comment alone may begin with such a line, "Danke": whoever asks compares it with others.
    """
    written = text_of(item)
    dates = (date for date in selected(comment_markup.DATE, item) if date not in quoted)
    printed = (bare_date, *map(text_of, islice(dates, _DATES_LOOKED_AT)))
    for date in filter(None, printed):
        written = written.replace(date, _DATE, 1)
    rows = written.split("\n")
    contents = map(text_of, selected(comment_markup.CONTENT, item))
    own_words = next(filter(None, contents), "").partition("\n")[0]
    for place, row in enumerate(rows[:_ABOVE_WITHIN]):
        if row == own_words:
            break
        line = _PLACE.sub("", row.replace(_DATE, " ").strip(comment_markup.AROUND_SIGN))
        if not _has_letters(line) or comment_markup.BYLINE_WORDS.fullmatch(line):
            continue
        named = comment_markup.AUTHOR_LINE.fullmatch(line)
        below = rows[place + 1 :]
        if (
            named is None
            or _ENDS_SENTENCE.search(row)
            or comment_markup.BUTTON_LINE.fullmatch(line)
            or not any(map(_has_letters, below))
        ):
            break
        near = row if _has_letters(below[0]) else row + below[0]
        return Above(named["name"], _DATE in near)
    return None


def initials_in(item: HtmlElement, author: str | None) -> HtmlElement | None:
    """Return the first element with words, where they are the initials of who is named next.

    As a page sets them in the place of a picture.
    """
    first, initials = None, ""
    for element in islice(item.iter(etree.Element), _INITIALS_WITHIN):
        written = (element.text or "").strip()
        if not written or element.tag in comment_markup.NEVER_TEXT:
            continue
        if first is None:
            is_short = len(written) <= _MOST_INITIALS and written.isupper()
            if not is_short or element is item or len(element):
                return None
            first, initials = element, written
            if author is None:
                continue
        name = author or written
        rest = text_of(item).replace(initials, "", 1).replace(name, "", 1)
        return first if _are_initials(initials, name) and _has_letters(rest) else None
    return None


def _are_initials(letters: str, name: str) -> bool:
    words = name.split()
    of_words = "".join(word[0] for word in words)
    forms = (words[0], of_words, of_words[0] + of_words[-1])
    is_name = letters != name and comment_markup.AUTHOR_LINE.fullmatch(name)
    return bool(is_name) and any(f.casefold().startswith(letters.casefold()) for f in forms)


def _has_letters(line: str) -> bool:
    return any(map(str.isalpha, line))


def date_of(item: HtmlElement, quoted: Container[HtmlElement]) -> str | None:
    """Return when a comment was written, as far as elements outside of `quoted` say so."""
    for element in selected(comment_markup.DATE, item):
        if element in quoted:
            continue
        printed = _text_without(comment_markup.AROUND_DATE, element).replace("\n", " ")
        date = printed if iso_date(printed) else _stated_date(element) or printed
        date = date or element.get("datetime", "").strip()
        if iso_date(date) is None and (dated := comment_markup.PRINTED_DATE.search(date)):
            date = dated[0]  # of a line with a name, or a number
        if comment_markup.DATE_HINT.search(date):
            return date
    return None


def says_when(element: HtmlElement) -> bool:
    """Tell whether an element with no other in it is a date and no more: "vor 3 Std."."""
    written = (element.text or "").strip()
    if not written or len(written) > _LONGEST_DATE or len(element):
        return False
    date = " ".join(written.split()).strip(comment_markup.AROUND_SIGN)
    return any(
        pattern.fullmatch(date) for pattern in (comment_markup.ANY_DATE, comment_markup.DATE_ALONE)
    )


def _stated_date(element: HtmlElement) -> str | None:
    """Return the date in an attribute, where it is certain: printed may be "vor 3 Jahren"."""
    near = islice(element.iter("*"), _DATE_WITHIN)
    stated = (e.get(name, "").strip() for e in near for name in comment_markup.DATE_ATTRIBUTES)
    return next((date for date in stated if iso_date(date)), None)


def _text_without(selectors: Sequence[XPath], element: HtmlElement) -> str:
    copied = _copied_without(selectors, element) if is_found(selectors, element) else element
    return text_of(copied)


def _copied_without(selectors: Sequence[XPath], element: HtmlElement) -> HtmlElement:
    copied = deepcopy(element)
    copied.tail = None
    take_out(list(selected(selectors, copied)), copied)
    return copied
