"""The comments of a page: found by their mark-up, read, and taken out of the page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from sentiment.readers import comment_markup
from sentiment.readers.answers import Names, answered_items, answered_names
from sentiment.readers.bylines import author_of, date_of, initials_in, name_above, says_when
from sentiment.readers.comment_items import comment_items
from sentiment.readers.comment_text import comment_text, marked_text
from sentiment.readers.deleted import says_deleted
from sentiment.readers.headlines import headline_of, own_headlines, with_headline
from sentiment.readers.house_words import common_labels, without_notes
from sentiment.readers.html_text import (
    Nearest,
    empty,
    outermost,
    remove,
    selected,
    set_apart,
    text_of,
)
from sentiment.readers.names import name_of
from sentiment.readers.pings import is_ping, links_elsewhere, says_ping
from sentiment.readers.quotations import Page, own_words, quotations, without
from sentiment.readers.reader_words import is_button, reader_words
from sentiment.readers.repeated_structure import heads_comments
from sentiment.readers.signed_lines import date_in, signed
from sentiment.readers.threads import Draft

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from lxml.html import HtmlElement

    from sentiment.readers.bylines import Above
    from sentiment.readers.quotations import Quotation

_SHARE_SIGNED = 0.8  # of a page's comments
_MOST_NAMED = 2  # comments of one reader, on pages with few
_NO_BARE_DATE = comment_markup.NEVER_TEXT | {"time"}


class Taken(NamedTuple):
    """The comments of a page in its order, and how many entries are none."""

    drafts: list[Draft]
    article: str | None = None  # where the page marks it among its comments, or beside them
    opener: str | None = None  # who wrote it, in a forum
    pings: int = 0  # notes of other pages
    without_text: int = 0
    deleted: int = 0


class _Marked(NamedTuple):
    """A comment as far as elements mark its parts; `around` is what stands beside its text.

    `bare_date` is what an element says that is a date and no more, but has no mark of one.
    `buttons` are the lines of a text that an element marks that are buttons; None where none does.
    `quoted` is what it may quote, and `answered` whom it may say to answer. `above` is what may be
    the name of who wrote it, where it has a date and no element marks the name.
    """

    author: str | None
    date: str | None
    bare_date: str | None
    text: str
    around: str
    buttons: frozenset[str] | None
    links_elsewhere: bool
    quoted: tuple[tuple[Quotation, str], ...]
    answered: tuple[str, ...]
    is_host: bool
    headline: str
    above: Above | None


def take_comments(page: HtmlElement, source: str) -> Taken:
    """Read the comments of `page`, and take them out of it.

    Parameters
    ----------
    page : HtmlElement
        The whole page; changed in place.
    source : str
        Its HTML.

    Returns
    -------
    Taken
        A comment that stands on the page twice, as among the most liked ones, is read once.
    """
    for heading in list(filter(heads_comments, page.iter("h1"))):
        heading.tag = "h2"  # the headline of a page is of its article
    taken = Taken([])
    for items in comment_items(page, source):
        taken = _take(
            items.numbers, page, taken, items.post, has_headlines=items.may_have_headlines
        )
        if taken.drafts:
            break
    return taken


def _take(
    items: dict[HtmlElement, str | None],
    page: HtmlElement,
    before: Taken,
    post: HtmlElement | None,
    *,
    has_headlines: bool,
) -> Taken:
    """Read the items and take them out of the page; `post` is what they are about, if marked."""
    article = None if post is None or post in items else marked_text(post)
    dates = _bare_dates(items, page)
    above = answered_items(items)
    numbers = {name: item for item in items if (name := _number_of_post(item))}
    read: dict[HtmlElement, _Marked] = {}
    # From the last to the first: an answer leaves the page before the comment around it is read.
    for item in reversed(items):
        if not is_ping(item):
            read[item] = _marked(item, dates.get(item), is_alone=len(items) == 1)
        empty(item)
    remove((), page)
    with_words = [comment for comment in read.values() if comment.text]
    are_signed, are_named = _are_signed(with_words), _are_named(with_words)
    found = {
        item: draft
        for item in items
        if item in read
        and (draft := _draft(read[item], are_signed=are_signed, are_named=are_named))
    }
    pings = before.pings + len(items) - len(found)
    found = _without_words_of_site(found, read)
    found, above = _without_quotations(found, read, above, numbers)
    if has_headlines:
        for item, headline in own_headlines({item: read[item].headline for item in found}).items():
            if not says_deleted(found[item].text):
                text = with_headline(headline, found[item].text)
                found[item] = replace(found[item], text=text)
    opener = None
    if post in found:
        opened = found.pop(post)
        article, opener = opened.text, opened.author
    found = _without_misused_mark(found)
    with_text = [item for item in found if found[item].text]
    to_read = [item for item in with_text if not says_deleted(found[item].text)]
    last = {(items[item] or item, found[item].text): item for item in to_read}
    kept = {item: last[items[item] or item, found[item].text] for item in to_read}
    order = [item for item in to_read if kept[item] is item]
    ids = {item: items[item] for item in order}
    if None in ids.values() or len(set(ids.values())) < len(ids):
        ids = {item: str(place) for place, item in enumerate(order, start=1)}
    return Taken(
        [
            replace(found[item], id=ids[item], parent=ids.get(kept.get(above[item])))
            for item in order
        ],
        article=article,
        opener=opener,
        pings=pings,
        without_text=len(found) - len(with_text) + (0 if order else before.without_text),
        deleted=before.deleted + len(with_text) - len(to_read),
    )


def _without_misused_mark(found: Mapping[HtmlElement, Draft]) -> dict[HtmlElement, Draft]:
    """Take no comment for one of the house where all are marked, and by several names."""
    is_misused = all(draft.is_host for draft in found.values()) and (
        len({draft.author for draft in found.values()}) > 1
    )
    return {item: replace(d, is_host=d.is_host and not is_misused) for item, d in found.items()}


def _bare_dates(items: Collection[HtmlElement], page: HtmlElement) -> dict[HtmlElement, str]:
    """Return what the first element of each comment says that is a date and no more.

    Where nearly all have one that is not marked. It touches no other element any longer, as where
    a style sheet sets it apart from the name.
    """
    fewest = _SHARE_SIGNED * len(items)
    item_of = Nearest(items)
    tops = list(outermost(items, page))
    dated: set[HtmlElement] = set()
    for element in selected(comment_markup.DATE, *tops):
        if (item := item_of(element)) is not None:
            dated.add(item)
        if len(items) - len(dated) < fewest:  # as on most pages
            return {}
    found: dict[HtmlElement, HtmlElement] = {}
    for element in (e for top in tops for e in top.iter(etree.Element)):
        if element.tag not in _NO_BARE_DATE and says_when(element):
            item = item_of(element)
            if item is not None and item not in dated:
                found.setdefault(item, element)
    if len(found) < fewest:
        return {}
    for element in found.values():
        set_apart(element)
    return {item: text_of(element) for item, element in found.items()}


def _number_of_post(item: HtmlElement) -> str | None:
    named = selected(comment_markup.NUMBER_OF_POST, item)
    numbers = (comment_markup.LAST_NUMBER.search(str(name)) for name in named)
    return next((number[0] for number in numbers if number), None)


def _without_words_of_site(
    found: Mapping[HtmlElement, Draft], read: Mapping[HtmlElement, _Marked]
) -> dict[HtmlElement, Draft]:
    """Leave out the notes below texts, and what stands above most of those that nothing marks."""
    bare = [found[item].text for item in found if read[item].buttons is None]
    labels = common_labels(bare)
    drafts: dict[HtmlElement, Draft] = {}
    for item, draft in found.items():
        text = without_notes(draft.text)
        label, _, below = text.partition("\n")
        if label in labels and below and read[item].buttons is None:
            text = below
        drafts[item] = replace(draft, text=text)
    return drafts


def _without_quotations(
    found: Mapping[HtmlElement, Draft],
    read: Mapping[HtmlElement, _Marked],
    above: Mapping[HtmlElement, HtmlElement | None],
    numbers: Mapping[str, HtmlElement],
) -> tuple[dict[HtmlElement, Draft], dict[HtmlElement, HtmlElement | None]]:
    """Leave out what comments quote of each other, and add whom they answer by that, or by name."""
    order = list(found)
    places = {item: place for place, item in enumerate(order)}
    names = Names(draft.author for draft in found.values())
    page = Page(
        names,
        [without(found[item].text, [words for _, words in read[item].quoted]) for item in order],
        {number: places[item] for number, item in numbers.items() if item in places},
    )
    drafts: dict[HtmlElement, Draft] = {}
    answered = dict(above)
    for place, item in enumerate(order):
        named = (names.before(name, place) for name in read[item].answered)
        known = places.get(above[item]) if above[item] is not None else None
        if known is None:
            known = next((other[0] for other in named if other), None)
        own = own_words(found[item].text, read[item].quoted, page, place, known)
        drafts[item] = replace(found[item], text=own.text)
        if above[item] is None and own.place is not None:
            answered[item] = order[own.place]
    return drafts, answered


def _marked(item: HtmlElement, bare_date: str | None, *, is_alone: bool) -> _Marked:
    """Read a comment, and take it apart on the way."""
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
    text, around, buttons = comment_text(item)
    words = tuple((quotation, text_of(quotation.element)) for quotation in quoted)
    return _Marked(
        author,
        date,
        bare_date,
        text,
        around,
        buttons,
        links,
        words,
        answered,
        is_host,
        headline,
        above,
    )


def _draft(comment: _Marked, *, are_signed: bool, are_named: bool) -> Draft | None:
    """Make a draft of a comment, perhaps without text, unless it is a ping."""
    author, date, bare_date, text, around, buttons, links, *_ = comment
    if are_signed and _is_unmarked(comment):
        author, date, text = signed(text, bare_date)
    elif are_named and comment.above and author is None:
        author = comment.above.name
    around_lines = around.strip().split("\n")
    head = "\n".join(row for row in around_lines if not is_button(row, None))
    if head and author is None and _is_unmarked(comment):
        author, beside, _ = signed(f"{head}\n{comment.text}", bare_date)
        date = date or beside
    labels, text = reader_words(text, author, buttons, bare_date, is_dated=date is not None)
    if says_ping(text, links_elsewhere=links):
        return None
    if date is None:
        printed = comment_markup.PRINTED_DATE.search(f"{around}\n{labels}")
        is_beside = bare_date is not None and bare_date in around
        date = printed[0] if printed else bare_date if is_beside else date_in(labels, bare_date)
    return Draft(text=text, author=name_of(author), date=date, is_host=comment.is_host)


def _is_unmarked(comment: _Marked) -> bool:
    return comment.author is None and comment.date is None


def _are_signed(comments: Collection[_Marked]) -> bool:
    """Tell whether the comments of a page say in their first lines who wrote when.

    All of them do, or none: one alone begins with a sentence, "Frau Kern schrieb am 3. Mai 2018".
    """
    signs = (signed(c.text, c.bare_date) for c in comments if _is_unmarked(c))
    dated = [sign for sign in signs if sign.date]
    if len(comments) == 1 and dated:
        # Nothing to compare with. The sentence would go on in the next line.
        return not dated[0].text[:1].islower()
    return len(dated) >= _SHARE_SIGNED * len(comments)


def _are_named(comments: Collection[_Marked]) -> bool:
    """Tell whether the first lines of a page's comments are the names of who wrote them.

    Nearly all those with a date, but no name, begin with what may be one. A label, "Gast", is the
    same on most; and what one alone begins with must not stand below its date.
    """
    unnamed = [c for c in comments if c.author is None and (c.date or c.bare_date) is not None]
    above = [c.above for c in unnamed if c.above]
    often = max(Counter(a.name for a in above).values(), default=0)
    if len(above) < _SHARE_SIGNED * len(unnamed) or often > max(_MOST_NAMED, len(above) / 2):
        return False
    is_usual = len(unnamed) >= _SHARE_SIGNED * len(comments) and often < len(above)
    return is_usual or all(a.is_dated for a in above)
