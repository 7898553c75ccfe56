"""Comments that are no elements: each begins with a line that says who wrote it when.

As in lists of terms (`dt`, `dd`), and where headings and paragraphs follow one another.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lxml import html as lxml_html

from sentiment.readers import comment_markup
from sentiment.readers.html_text import is_small

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lxml.html import HtmlElement

    from sentiment.readers.repeated_structure import Search

_HEADS = ("dt", "h3", "h4", "h5", "h6", "p")
_FEWEST = 2
# What ends the last comment.
_BEHIND = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "form", "nav", "footer", "section", "hr"})


def headed_items(search: Search) -> list[HtmlElement]:
    """Put each comment with the line above it into an element of its own.

    Parameters
    ----------
    search : Search
        Of the whole page, which is changed in place.

    Returns
    -------
    list of HtmlElement
        The new elements, in the order of the page. Empty where fewer than two comments of one
        parent begin alike, or nothing around them speaks of comments.
    """
    groups: dict[tuple[HtmlElement, str], list[HtmlElement]] = defaultdict(list)
    for element in search.page.iter(*_HEADS):
        parent = element.getparent()
        if parent is not None and element in search.dated and _is_head(element, search):
            groups[parent, element.tag].append(element)
    best = max(groups.values(), key=len, default=[])
    if len(best) < _FEWEST or not search.speaks_of_comments(best[0]):
        return []
    heads = set(best)
    bodies = [list(_body(head, heads)) for head in best]
    if not all(bodies):
        return []
    return [_wrapped(head, body) for head, body in zip(best, bodies, strict=True)]


def _is_head(element: HtmlElement, search: Search) -> bool:
    """Tell whether an element says who wrote when, and no more."""
    line = search.text(element) if is_small(element) else ""
    dated = comment_markup.ANY_DATE.search(line)
    if dated is None:
        return False
    beside = f"{line[: dated.start()]} {line[dated.end() :]}".strip(comment_markup.AROUND_SIGN)
    return comment_markup.AUTHOR_LINE.fullmatch(beside) is not None


def _body(head: HtmlElement, heads: Collection[HtmlElement]) -> Iterator[HtmlElement]:
    for element in head.itersiblings():
        if element in heads or element.tag in _BEHIND:
            break
        yield element


def _wrapped(head: HtmlElement, body: Sequence[HtmlElement]) -> HtmlElement:
    item = lxml_html.Element("div")
    head.addprevious(item)
    item.extend([head, *body])
    head.tag = "p"  # headings inside a comment are dropped
    return item
