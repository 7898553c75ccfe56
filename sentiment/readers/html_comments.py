"""The comments of a page: found by their mark-up, read, and taken out of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sentiment.readers.answers import Names, answered_items
from sentiment.readers.bare_dates import bare_dates
from sentiment.readers.comment_drafts import comment_drafts
from sentiment.readers.comment_items import comment_items
from sentiment.readers.comment_text import marked_text
from sentiment.readers.deleted import says_deleted
from sentiment.readers.headlines import own_headlines, with_headline
from sentiment.readers.hosts import is_mark_misused
from sentiment.readers.house_words import common_labels, without_notes
from sentiment.readers.html_text import empty, remove
from sentiment.readers.marked_comments import marked_comment
from sentiment.readers.pings import is_ping
from sentiment.readers.quotations import QuotingComment, number_of_post, own_words
from sentiment.readers.repeated_structure import heads_comments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from sentiment.readers.comment_items import Found
    from sentiment.readers.marked_comments import MarkedComment
    from sentiment.readers.threads import Draft


class Taken(NamedTuple):
    """The comments of a page in its order, and how many entries are none."""

    drafts: list[Draft]
    article: str | None = None  # where the page marks it among its comments, or beside them
    opener: str | None = None  # who wrote it, in a forum
    pings: int = 0  # notes of other pages
    without_text: int = 0
    deleted: int = 0


def take_comments(page: HtmlElement, source: str) -> Taken:
    """Read the comments of `page`, and take them out of it.

    The first rule that finds a comment decides; where none does, what is repeated on the page.

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
    for candidates in comment_items(page, source):
        taken = _take(candidates, page, taken)
        if taken.drafts:
            break
    return taken


def _take(candidates: Found, page: HtmlElement, before: Taken) -> Taken:
    """Read the candidates and take them out of the page; count on from `before`."""
    items, post, may_have_headlines = candidates
    article = None if post is None or post in items else marked_text(post)
    dates = bare_dates(items, page)
    above = answered_items(items)
    posts = {name: item for item in items if (name := number_of_post(item))}
    read = _read(items, dates)
    remove((), page)
    found = comment_drafts(read)
    pings = before.pings + len(items) - len(found)
    found = _without_words_of_site(found, read)
    found, above = _without_quotations(found, read, above, posts)
    if may_have_headlines:
        found = _with_headlines(found, read)
    opener = None
    if post in found:
        opened = found.pop(post)
        article, opener = opened.text, opened.author
    if is_mark_misused(found.values()):
        found = {item: replace(draft, is_host=False) for item, draft in found.items()}
    with_text = [item for item, draft in found.items() if draft.text]
    to_read = {item: found[item] for item in with_text if not says_deleted(found[item].text)}
    return Taken(
        _numbered_once(to_read, items, above),
        article=article,
        opener=opener,
        pings=pings,
        without_text=len(found) - len(with_text) + (0 if to_read else before.without_text),
        deleted=before.deleted + len(with_text) - len(to_read),
    )


def _read(
    items: dict[HtmlElement, str | None], dates: Mapping[HtmlElement, str]
) -> dict[HtmlElement, MarkedComment]:
    """Read each item but pings, in the order of the page, and empty all."""
    read: dict[HtmlElement, MarkedComment] = {}
    # From the last to the first: an answer leaves the page before the comment around it is read.
    for item in reversed(items):
        if not is_ping(item):
            read[item] = marked_comment(item, dates.get(item), is_alone=len(items) == 1)
        empty(item)
    return dict(reversed(read.items()))


def _without_words_of_site(
    found: Mapping[HtmlElement, Draft], read: Mapping[HtmlElement, MarkedComment]
) -> dict[HtmlElement, Draft]:
    """Leave out the notes below texts, and what stands above most of those that nothing marks."""
    bare = {item for item in found if read[item].shown.buttons is None}
    labels = common_labels([found[item].text for item in bare])
    drafts: dict[HtmlElement, Draft] = {}
    for item, draft in found.items():
        text = without_notes(draft.text)
        label, _, below = text.partition("\n")
        if label in labels and below and item in bare:
            text = below
        drafts[item] = replace(draft, text=text)
    return drafts


def _without_quotations(
    found: Mapping[HtmlElement, Draft],
    read: Mapping[HtmlElement, MarkedComment],
    above: Mapping[HtmlElement, HtmlElement | None],
    posts: Mapping[str, HtmlElement],
) -> tuple[dict[HtmlElement, Draft], dict[HtmlElement, HtmlElement | None]]:
    """Leave out what comments quote of each other, and add whom they answer by that, or by name."""
    order = list(found)
    places = {item: place for place, item in enumerate(order)}
    names = Names(draft.author for draft in found.values())
    quoting: list[QuotingComment] = []
    for place, item in enumerate(order):
        answered = places.get(above[item])
        if answered is None:
            named = (names.before(name, place) for name in read[item].answered)
            answered = next((earlier[0] for earlier in named if earlier), None)
        quoting.append(QuotingComment(found[item].text, read[item].quoted, answered))
    numbers = {number: places[item] for number, item in posts.items() if item in places}
    own = dict(zip(order, own_words(quoting, names, numbers), strict=True))
    drafts = {item: replace(found[item], text=words.text) for item, words in own.items()}
    said = {
        item: order[words.answered] for item, words in own.items() if words.answered is not None
    }
    return drafts, {
        item: said.get(item) if other is None else other for item, other in above.items()
    }


def _with_headlines(
    found: Mapping[HtmlElement, Draft], read: Mapping[HtmlElement, MarkedComment]
) -> dict[HtmlElement, Draft]:
    """Return all comments; those that have a headline of their own, with it."""
    headlines = own_headlines({item: read[item].headline for item in found})
    return dict(found) | {
        item: replace(found[item], text=with_headline(headline, found[item].text))
        for item, headline in headlines.items()
        if not says_deleted(found[item].text)
    }


def _numbered_once(
    found: Mapping[HtmlElement, Draft],
    numbers: Mapping[HtmlElement, str | None],
    above: Mapping[HtmlElement, HtmlElement | None],
) -> list[Draft]:
    """Return each comment once, with its number and that of the comment it answers.

    Where two have one number, or one has none, all are numbered anew.
    """
    last = {(numbers[item] or item, draft.text): item for item, draft in found.items()}
    kept = {item: last[numbers[item] or item, draft.text] for item, draft in found.items()}
    order = [item for item in found if kept[item] is item]
    ids = {item: numbers[item] for item in order}
    if None in ids.values() or len(set(ids.values())) < len(ids):
        ids = {item: str(place) for place, item in enumerate(order, start=1)}
    return [
        replace(found[item], id=ids[item], parent=ids.get(kept.get(above[item]))) for item in order
    ]
