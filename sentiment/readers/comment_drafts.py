"""The comments of a page as drafts: what no element marks is told by comparing them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sentiment.readers import comment_markup
from sentiment.readers.names import name_of
from sentiment.readers.pings import says_ping
from sentiment.readers.reader_words import is_button, reader_words
from sentiment.readers.signed_lines import date_in, signed
from sentiment.readers.threads import Draft

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from lxml.html import HtmlElement

    from sentiment.readers.marked_comments import MarkedComment

_SHARE = 0.8  # of a page's comments, that are signed, or named
_MOST_NAMED = 2  # comments of one reader, on pages with few


def comment_drafts(read: Mapping[HtmlElement, MarkedComment]) -> dict[HtmlElement, Draft]:
    """Return the comments of a page, perhaps without text, in their order and without pings."""
    with_words = [comment for comment in read.values() if comment.shown.text]
    are_signed, are_named = _are_signed(with_words), _are_named(with_words)
    drafts = {
        item: _draft(comment, are_signed=are_signed, are_named=are_named)
        for item, comment in read.items()
    }
    return {item: draft for item, draft in drafts.items() if draft is not None}


def _are_signed(comments: Collection[MarkedComment]) -> bool:
    """Tell whether the comments of a page say in their first lines who wrote when.

    All of them do, or none: one alone begins with a sentence, "Frau Kern schrieb am 3. Mai 2018".
    """
    signs = (signed(c.shown.text, c.bare_date) for c in comments if c.is_unmarked)
    dated = [sign for sign in signs if sign.date]
    if len(comments) == 1 and dated:
        # Nothing to compare with. The sentence would go on in the next line.
        return not dated[0].text[:1].islower()
    return len(dated) >= _SHARE * len(comments)


def _are_named(comments: Collection[MarkedComment]) -> bool:
    """Tell whether the first lines of a page's comments are the names of who wrote them.

    Nearly all those with a date, but no name, begin with what may be one. A label, "Gast", is the
    same on most; and what one alone begins with must not stand below its date.
    """
    unnamed = [comment for comment in comments if comment.is_unnamed]
    above = [comment.above for comment in unnamed if comment.above]
    often = max(Counter(a.name for a in above).values(), default=0)
    if len(above) < _SHARE * len(unnamed) or often > max(_MOST_NAMED, len(above) / 2):
        return False
    is_usual = len(unnamed) >= _SHARE * len(comments) and often < len(above)
    return is_usual or all(a.is_dated for a in above)


def _draft(comment: MarkedComment, *, are_signed: bool, are_named: bool) -> Draft | None:
    """Make a draft of a comment, perhaps without text, unless it is a ping."""
    author, date, bare_date = comment.author, comment.date, comment.bare_date
    text, around, buttons = comment.shown
    if are_signed and comment.is_unmarked:
        author, date, text = signed(text, bare_date)
    elif are_named and comment.above:
        author = comment.above.name
    head = "\n".join(row for row in around.strip().split("\n") if not is_button(row, None))
    if head and author is None and comment.is_unmarked:
        author, beside, _ = signed(f"{head}\n{comment.shown.text}", bare_date)
        date = date or beside
    labels, text = reader_words(text, author, buttons, bare_date, is_dated=date is not None)
    if says_ping(text, links_elsewhere=comment.links_elsewhere):
        return None
    if date is None:
        date = _date_around(around, labels, bare_date)
    return Draft(text=text, author=name_of(author), date=date, is_host=comment.is_host)


def _date_around(around: str, labels: str, bare_date: str | None) -> str | None:
    """Return the date that is printed around a text, or in the lines that are none of it."""
    printed = comment_markup.PRINTED_DATE.search(f"{around}\n{labels}")
    if printed:
        return printed[0]
    is_beside = bare_date is not None and bare_date in around
    return bare_date if is_beside else date_in(labels, bare_date)
