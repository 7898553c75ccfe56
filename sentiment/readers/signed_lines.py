"""Lines of a text that say who wrote it when, where no element does."""

from __future__ import annotations

from typing import NamedTuple

from sentiment.readers import comment_markup

_WITHIN = 3  # lines


class Signed(NamedTuple):
    """Who wrote a text, and when, as its first lines say, and what stands below these."""

    author: str | None
    date: str | None
    text: str


def signed(text: str, bare_date: str | None) -> Signed:
    """Read who wrote a text when; all of it is the text, without a date, where nothing says so.

    Parameters
    ----------
    text : str
        Lines joined by line ends.
    bare_date : str, optional
        What an element says that is a date and no more.
    """
    lines = text.split("\n")
    for place, line in enumerate(lines[:_WITHIN]):
        date = date_in(line, bare_date)
        if date is None:
            continue
        beside = line.replace(date, " ", 1).strip(comment_markup.AROUND_SIGN)
        names = [*lines[:place], *([beside] if beside else [])]
        signs = [comment_markup.AUTHOR_LINE.fullmatch(name) for name in names]
        if all(signs) and len(signs) < _WITHIN and place + 1 < len(lines):
            author = signs[0]["name"] if signs and signs[0] else None
            return Signed(author, date, "\n".join(lines[place + 1 :]))
    return Signed(None, None, text)


def date_in(line: str, bare_date: str | None) -> str | None:
    """Return the date in a line, also one that an element alone tells from words."""
    if bare_date is not None and bare_date in line:
        return bare_date
    dated = comment_markup.ANY_DATE.search(line)
    return dated[0] if dated else None
