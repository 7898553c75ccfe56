"""Answers inside a comment that have another class, found by what they hold.

As where a `div.comment` holds its answers as `div.reply`: what holds a name, a date and a marked
text of its own, below those of the comment around it. Where it says whose answer it is, as systems
let the house answer, it needs no date.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from sentiment.readers import comment_markup
from sentiment.readers.html_text import Nearest, has_words, is_small, selected, text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Mapping, Sequence

    from lxml.etree import XPath
    from lxml.html import HtmlElement

_AUTHOR, _DATE, _TEXT = 1, 2, 4
_ALL = _AUTHOR | _DATE | _TEXT
_MOST_FRAMES = 20  # around an answer, whose names are looked at

# Of an element, or of one around it: what it holds is an answer even inside a text, or none.
_ANSWER = re.compile(r"repl(?:y|ies)|answer|antwort|response|child", re.IGNORECASE)
_SHOWN_AGAIN = re.compile(
    r"quot|zitat|zitier|parent|embed|preview|tooltip|hover|card", re.IGNORECASE
)


class _Within(NamedTuple):
    """What was found in one comment, in the order of the page, answers aside."""

    answers: list[HtmlElement]
    signs: dict[int, list[int]]  # the places of its own name, date and text


def inner_answers(items: Collection[HtmlElement], page: HtmlElement) -> list[HtmlElement]:
    """Return the elements inside `items` that are one answer each and none of `items`.

    Parameters
    ----------
    items : collection of HtmlElement
        What is known to be a comment.
    page : HtmlElement
        The whole page. What says whose answer one is gets the class of an author.

    Returns
    -------
    list of HtmlElement
        The innermost that holds a name, a date and a text. Not what a comment quotes or shows of
        another, and not the first where nothing else in the comment has a date: that one is what
        holds all of the comment. And what holds a text below a line such as "Antwort von Eva".
    """
    dated = _dated_answers(items, page)
    return [*dated, *_labelled_answers({*items, *dated})]


def _labelled_answers(items: Collection[HtmlElement]) -> list[HtmlElement]:
    """Return the innermost that are called answers, and say whose they are beside a marked text."""
    item_of = Nearest(items)
    tops = [item for item in items if item_of(item) is None]
    around = {
        label: _called_answers(label, item)
        for label in dict.fromkeys(selected(comment_markup.MAY_SAY_WHO_ANSWERS, *tops))
        if (item := item_of(label)) is not None
        and is_small(label)
        and comment_markup.SAYS_WHO_ANSWERS.fullmatch(text_of(label))
    }
    if not any(around.values()):
        return []
    called_of = Nearest(set(chain.from_iterable(around.values())))
    with_text = {
        called_of(text)
        for text in selected(comment_markup.CONTENT, *tops)
        if text not in around and has_words(text)
    }
    with_items = {called_of(item) for item in items}
    answers: dict[HtmlElement, None] = {}
    for label, called in around.items():
        answer = next((element for element in called if element in with_text), None)
        if answer is not None and answer not in with_items and answer not in answers:
            answers[answer] = None
            label.set("class", f"{label.get('class', '')} author")
    return list(answers)


def _called_answers(label: HtmlElement, item: HtmlElement) -> list[HtmlElement]:
    """Return what is called an answer around `label` in a comment, the innermost first."""
    above = islice(label.iterancestors(), _MOST_FRAMES)
    around = list(takewhile(lambda element: element is not item, above))
    if any(_SHOWN_AGAIN.search(element.get("class", "")) for element in around):
        return []
    return [element for element in around if _ANSWER.search(element.get("class", ""))]


def _dated_answers(items: Collection[HtmlElement], page: HtmlElement) -> list[HtmlElement]:
    """Return the innermost that hold a name, a date and a text."""
    signs = _signs(items, page)
    if not signs:
        return []
    order = list(page.iter(etree.Element))
    places = {element: place for place, element in enumerate(order)}
    candidates = _candidates(items, signs, order)
    if not candidates:
        return []
    item_of, candidate_of = Nearest(items), Nearest({*candidates, *items})
    found: dict[HtmlElement, _Within] = defaultdict(lambda: _Within([], defaultdict(list)))
    for element in sorted(candidates, key=places.__getitem__):
        if (item := item_of(element)) is not None:
            found[item].answers.append(element)
    for element, sign in signs.items():
        item = element if element in items else item_of(element)
        if item in found and element not in candidates and candidate_of(element) in (None, item):
            for one in (_AUTHOR, _DATE, _TEXT):
                if sign & one:
                    found[item].signs[one].append(places[element])
    return [
        answer for item, within in found.items() for answer in _answers(item, within, places, order)
    ]


def _candidates(
    items: Container[HtmlElement],
    signs: Mapping[HtmlElement, int],
    order: Sequence[HtmlElement],
) -> set[HtmlElement]:
    """Return the innermost elements that hold all signs, beside those of others inside them."""
    held: dict[HtmlElement, int] = defaultdict(int)
    candidates: set[HtmlElement] = set()
    # From the last to the first: what is inside an element is known before it.
    for element in reversed(order):
        held[element] |= signs.get(element, 0)
        parent = element.getparent()
        if element in items or parent is None:
            continue
        if held[element] == _ALL:
            candidates.add(element)
        else:
            held[parent] |= held[element]
    return candidates


def _signs(items: Collection[HtmlElement], page: HtmlElement) -> dict[HtmlElement, int]:
    """Return which elements inside comments, but in no quotation, hold a name, a date or a text.

    Of comments with one date alone, as most are, none.
    """
    item_of = Nearest(items)
    tops = {item: None for item in items if item_of(item) is None}
    top_of = Nearest(tops)
    dates = set(selected(comment_markup.DATE, *tops))
    of_items = Counter(
        item_of(date)
        for date in dates
        if dates.isdisjoint(islice(date.iterancestors(), _MOST_FRAMES))
    )
    with_several = {item for item, count in of_items.items() if item is not None and count > 1}
    if not with_several:
        return {}
    within = {item if item in tops else top_of(item) for item in with_several}
    quoted_in = Nearest({q for q in comment_markup.QUOTATION(page) if item_of(q) is not None})
    signs: dict[HtmlElement, int] = defaultdict(int)
    kinds: tuple[tuple[int, Sequence[XPath]], ...] = (
        (_AUTHOR, comment_markup.AUTHOR),
        (_DATE, comment_markup.DATE),
        (_TEXT, comment_markup.CONTENT),
    )
    for sign, selectors in kinds:
        for element in (e for top in tops if top in within for e in selected(selectors, top)):
            if (
                not isinstance(element, str)
                and (element in items or item_of(element) is not None)
                and quoted_in(element) is None
                and (has_words(element) or element.get("datetime"))
            ):
                signs[element] |= sign
    return signs


def _answers(
    item: HtmlElement,
    within: _Within,
    places: Mapping[HtmlElement, int],
    order: Sequence[HtmlElement],
) -> Iterator[HtmlElement]:
    answers = within.answers if within.signs[_DATE] else within.answers[1:]
    begins = min(within.signs[_TEXT] or within.signs[_DATE], default=0)
    texts = {order[place] for place in within.signs[_TEXT]}
    for answer in answers:
        above = islice(answer.iterancestors(), _MOST_FRAMES)
        around = list(takewhile(lambda element: element is not item, above))
        names = " ".join(element.get("class", "") for element in (answer, *around))
        if _SHOWN_AGAIN.search(names) or places[answer] < begins:
            continue
        if _ANSWER.search(names) or texts.isdisjoint(around):
            yield answer
