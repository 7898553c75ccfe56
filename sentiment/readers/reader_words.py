"""Which lines of a comment are the reader's own words: not names, dates and buttons around them."""

from __future__ import annotations

from sentiment.readers import comment_markup
from sentiment.readers.signed_lines import date_in

_DASHES = ("-", "–", "—")
_LONGEST_BYLINE = 200  # characters


def reader_words(
    text: str,
    author: str | None,
    buttons: frozenset[str] | None,
    bare_date: str | None,
    *,
    is_dated: bool,
) -> tuple[str, str]:
    """Return the lines around the reader's own words, and those words.

    Parameters
    ----------
    text : str
        Lines joined by line ends.
    author : str, optional
        Who wrote it.
    buttons : frozenset of str, optional
        The lines that are buttons; None where the words alone tell.
    bare_date : str, optional
        What an element says that is a date and no more.
    is_dated : bool
        Whether it is known when it was written.
    """
    lines = text.split("\n")
    start, end = 0, len(lines)
    while start < end and (
        _is_name(lines[start], author)
        or is_button(lines[start], buttons)
        or comment_markup.PRINTED_DATE.fullmatch(lines[start])
        or _is_byline(lines[start], author, bare_date, is_dated=is_dated)
    ):
        start += 1
    # Who wrote when is mostly found above; a date below may be how the reader ends a letter.
    while start < end and (
        is_button(lines[end - 1], buttons)
        or lines[end - 1] == bare_date
        or (lines[end - 1].startswith(_DASHES) and _is_name(lines[end - 1], author))  # "– Eva,"
        or (not is_dated and comment_markup.PRINTED_DATE.fullmatch(lines[end - 1]))
    ):
        end -= 1
    return "\n".join(lines[:start] + lines[end:]), "\n".join(lines[start:end])


def is_button(line: str, buttons: frozenset[str] | None) -> bool:
    """Tell whether a line is one of `buttons`; where these are not known, by its words."""
    if buttons is not None:
        return line in buttons
    return comment_markup.BUTTON_LINE.fullmatch(line) is not None


def _is_name(line: str, author: str | None) -> bool:
    """Tell whether a line is the author's name: once, as link and as text, or "Eva schrieb am".

    A count may touch it, as of followers: "Eva Blum23".
    """
    if author is None:
        return False
    named = comment_markup.AUTHOR_LINE.fullmatch(line)
    return (named is not None and named["name"] == author) or (
        author in line
        and comment_markup.BYLINE_WORDS.fullmatch(line.replace(author, " ")) is not None
    )


def _is_byline(line: str, author: str | None, bare_date: str | None, *, is_dated: bool) -> bool:
    """Tell whether a line says when somebody wrote whom an element marks, and no more.

    It may lack the name, which that element took with it: "#1 schrieb am 3. Mai 2018:".
    """
    if author is None or len(line) > _LONGEST_BYLINE or (is_dated and author not in line):
        return False
    date = date_in(line, bare_date)
    if date is None:
        return False
    beside = line.replace(date, " ", 1).replace(author, " ", 1)
    return comment_markup.BYLINE_WORDS.fullmatch(beside) is not None
