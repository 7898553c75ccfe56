"""A comment of a page as far as elements mark its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.readers import comment_markup
from sentiment.readers.answers import answered_names
from sentiment.readers.bylines import author_of, date_of, initials_in, name_above
from sentiment.readers.comment_text import comment_text
from sentiment.readers.headlines import headline_of
from sentiment.readers.html_text import remove, selected, text_of
from sentiment.readers.pings import links_elsewhere
from sentiment.readers.quotations import quotations

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from sentiment.readers.bylines import Above
    from sentiment.readers.comment_text import CommentText
    from sentiment.readers.quotations import Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedComment:
    """What elements say of a comment.

    `bare_date` is what an element says that is a date and no more, but has no mark of one.
    `quoted` is what it may quote, and `answered` whom it may say to answer. `above` is what may be
    the name where it `is_unnamed`.
    """

    author: str | None
    date: str | None
    bare_date: str | None
    shown: CommentText
    links_elsewhere: bool
    quoted: tuple[tuple[Quotation, str], ...]
    answered: tuple[str, ...]
    is_host: bool
    headline: str
    above: Above | None

    @property
    def is_unnamed(self) -> bool:
        """Whether it has a date, and no element marks who wrote it."""
        return self.author is None and (self.date or self.bare_date) is not None

    @property
    def is_unmarked(self) -> bool:
        """Whether no element marks who wrote it, nor when."""
        return self.author is None and self.date is None


def marked_comment(item: HtmlElement, bare_date: str | None, *, is_alone: bool) -> MarkedComment:
    """Read a comment, and take it apart on the way.

    Parameters
    ----------
    item : HtmlElement
        The comment, without those that answer it inside.
    bare_date : str, optional
        As `bare_dates` finds it.
    is_alone : bool
        Whether the page has no other comment.
    """
    quoted = quotations(item)
    within = {element for quotation in quoted for element in quotation.element.iter("*")}
    answered = tuple(answered_names(item, within))
    is_host = bool(comment_markup.HOST(item))
    author, date = author_of(item, within), date_of(item, within)
    links = links_elsewhere(item)
    headline = headline_of(item, author, within, is_alone=is_alone)
    initials = initials_in(item, author)
    pictures = selected(comment_markup.AVATAR, item)
    remove(pictures if initials is None else [initials, *pictures], item)
    is_unnamed = author is None and (date or bare_date) is not None
    above = name_above(item, within, bare_date) if is_unnamed else None
    shown = comment_text(item)
    return MarkedComment(
        author=author,
        date=date,
        bare_date=bare_date,
        shown=shown,
        links_elsewhere=links,
        # Only now: what is no text went out of quotations, too.
        quoted=tuple((quotation, text_of(quotation.element)) for quotation in quoted),
        answered=answered,
        is_host=is_host,
        headline=headline,
        above=above,
    )
