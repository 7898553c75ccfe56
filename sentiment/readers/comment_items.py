"""Which elements of a page are one comment each, and the numbers that these have.

Found by the rules of `comment_rules`; where none finds a comment, by what is repeated on the page.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from sentiment.readers import comment_markup, comment_rules
from sentiment.readers.headed_comments import headed_items
from sentiment.readers.html_text import Nearest, has_words, outermost, selected
from sentiment.readers.inner_answers import inner_answers
from sentiment.readers.repeated_structure import Search, repeated_items

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator

    from lxml.html import HtmlElement

    from sentiment.readers.comment_rules import ItemRule

_NUMBER = re.compile(
    r"(?:^|[-_])(?:comment|comm|kommentar|cid|c)[-_]?(\d+)(?:_\d+)?$", re.IGNORECASE
)
_NUMBER_WITHIN = 200  # elements


class Found(NamedTuple):
    """What may be the comments of a page, in its order, each with its number if it has one.

    `post` is what they are about, if marked: one of them, as in a forum, or an element of its own.
    """

    items: dict[HtmlElement, str | None]
    post: HtmlElement | None = None
    may_have_headlines: bool = True


def comment_items(page: HtmlElement, source: str) -> Iterator[Found]:
    """Yield what each rule finds that finds anything, and at last what is repeated.

    Parameters
    ----------
    page : HtmlElement
        The whole page. What belongs to a comment and stands beside it is moved into it. Whoever
        asks for the next ones has taken these out of it: else they are found again.
    source : str
        Its HTML.
    """
    templates = set(page.iter("template"))  # which scripts fill
    for rule in comment_rules.ITEMS:
        numbers = _marked_items(rule, page, templates) if rule.sign in source else {}
        if not numbers:
            continue
        if rule.is_unspecific:
            numbers = _with_answers(numbers, page)
        _gather(numbers, rule)
        post = next(iter(rule.article(page)), None) if rule.article is not None else None
        yield Found(numbers, post, rule.is_unspecific)
    search = Search(page)
    repeated = dict.fromkeys(repeated_items(search) or headed_items(search))
    if repeated:
        yield Found(_with_answers({item: _number(item, repeated) for item in repeated}, page))


def _marked_items(
    rule: ItemRule, page: HtmlElement, templates: Container[HtmlElement]
) -> dict[HtmlElement, str | None]:
    in_template = Nearest(templates)
    matches = dict.fromkeys(e for e in rule.path(page) if in_template(e) is None)
    numbers = {match: _number(match, matches) for match in matches}
    is_unsure = rule.has_wrappers and None in numbers.values()
    own = _own_texts(matches, page) if is_unsure else {}
    items: dict[HtmlElement, str | None] = {}
    nearest = Nearest(items)
    texts: dict[HtmlElement, list[HtmlElement]] = {}  # of each item, with its wrappers
    for element, number in numbers.items():
        above = nearest(element)
        if above is None:
            is_same = False
        elif number is None or items[above] is None:
            is_same = rule.has_wrappers and not _stands_beside(texts[above], element)
        else:
            is_same = number == items[above]
        item = above if above is not None and is_same else element
        items[item] = items.get(item) or number
        texts.setdefault(item, []).extend(own.get(element, ()))
    return items


def _own_texts(
    matches: Collection[HtmlElement], page: HtmlElement
) -> dict[HtmlElement, list[HtmlElement]]:
    """Return what is marked as text in each match, and not in another one inside it."""
    tops = list(outermost(matches, page))
    apart = {*matches, *selected(comment_markup.FURNITURE, *tops)}
    nearest = Nearest(apart)
    own: dict[HtmlElement, list[HtmlElement]] = {}
    for content in dict.fromkeys(selected(comment_markup.CONTENT, *tops)):
        match = None if content in apart else nearest(content)
        if match in matches and has_words(content):
            own.setdefault(match, []).append(content)
    return own


def _stands_beside(texts: Iterable[HtmlElement], element: HtmlElement) -> bool:
    """Tell whether one of `texts` is not around `element`, which then is another comment."""
    around = set(element.iterancestors())
    return any(text not in around for text in texts)


def _with_answers(
    numbers: dict[HtmlElement, str | None], page: HtmlElement
) -> dict[HtmlElement, str | None]:
    """Add the answers inside comments that have another class, in the order of the page."""
    answers = inner_answers(numbers, page)
    if not answers:
        return numbers
    known = numbers.keys() | set(answers)
    every = numbers | {answer: _number(answer, known) for answer in answers}
    return {element: every[element] for element in page.iter(etree.Element) if element in known}


def _gather(items: Iterable[HtmlElement], rule: ItemRule) -> None:
    """Move into each comment what belongs to it and stands beside it."""
    for item in items:
        # Not by an axis of XPath, which goes through all that stands before.
        for belongs, preceding in ((rule.behind, False), (rule.before, True)):
            near = next(item.itersiblings("*", preceding=preceding), None)
            if belongs is not None and near is not None and belongs(near):
                item.insert(0, near)


def _number(item: HtmlElement, items: Container[HtmlElement]) -> str | None:
    """Return the number in the comment's own id, or in the first id inside, up to another item."""
    for element in islice(item.iter("*"), _NUMBER_WITHIN):
        if element is not item and element in items:
            return None
        match = _NUMBER.search(element.get("id", ""))
        if match:
            return match[1]
    return None
