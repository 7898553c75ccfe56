"""Dates of comments that no element marks, but that one says and nothing else: "vor 3 Std."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from sentiment.readers import comment_markup
from sentiment.readers.bylines import says_when
from sentiment.readers.html_text import Nearest, outermost, selected, set_apart, text_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.html import HtmlElement

_NEVER_BARE = comment_markup.NEVER_TEXT | {"time"}
_SHARE = 0.8  # of a page's comments, that have a bare date


def bare_dates(items: Collection[HtmlElement], page: HtmlElement) -> dict[HtmlElement, str]:
    """Return what the first element of each comment says that is a date and no more.

    Where nearly all have one that is not marked. It touches no other element any longer, as where
    a style sheet sets it apart from the name.
    """
    fewest = _SHARE * len(items)
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
        if element.tag not in _NEVER_BARE and says_when(element):
            item = item_of(element)
            if item is not None and item not in dated:
                found.setdefault(item, element)
    if len(found) < fewest:
        return {}
    for element in found.values():
        set_apart(element)
    return {item: text_of(element) for item, element in found.items()}
