"""Which comment of a page each answers: by its place, its attributes, its links, or a name."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from sentiment.readers import comment_markup
from sentiment.readers.html_text import Nearest, is_small, text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

    from lxml.html import HtmlElement

_MOST_FRAMES = 3
_LOOKED_AT = 20  # comments by one author


def answered_items(items: Collection[HtmlElement]) -> dict[HtmlElement, HtmlElement | None]:
    """Return the comment that each answers.

    It is the one that its attributes name, the one around it, the one before what holds its
    answers, or the last one less deep; where a page has nothing of this, the one that it links to:
    "Antwort auf #1".
    """
    names = _named(items)
    replies = set(filter(_holds_replies, _frames(items)))
    framed = _framed(items) if replies else {}
    nearest_item, nearest_replies = Nearest(items), Nearest(replies)
    above: dict[HtmlElement, HtmlElement | None] = {}
    last_at: dict[int, HtmlElement] = {}
    for item, level in _levels(items).items():
        found = (
            *(names.get(item.get(key, "")) for key in comment_markup.NAMES_OF_PARENT),
            nearest_item(item),
            _in_front(nearest_replies(item), framed) if replies else None,
            last_at.get(level - 1),
        )
        above[item] = next((other for other in found if other is not None), None)
        last_at[level] = item
    return above if any(item is not None for item in above.values()) else _linked(items)


def _frames(items: Iterable[HtmlElement]) -> set[HtmlElement]:
    """Return all elements around comments."""
    frames: set[HtmlElement] = set()
    for item in items:
        for frame in item.iterancestors():
            if frame in frames:
                break
            frames.add(frame)
    return frames


def _holds_replies(frame: HtmlElement) -> bool:
    return comment_markup.REPLIES.search(frame.get("class", "")) is not None


def _framed(items: Iterable[HtmlElement]) -> dict[HtmlElement, HtmlElement | None]:
    """Return what each comment is the only one in: itself, and a few frames around it."""
    framed: dict[HtmlElement, HtmlElement | None] = {}
    for item in items:
        for frame in islice(item.iterancestors(), _MOST_FRAMES):
            framed[frame] = None if frame in framed else item
    return framed | {item: item for item in items}


def _in_front(
    replies: HtmlElement | None, framed: Mapping[HtmlElement, HtmlElement | None]
) -> HtmlElement | None:
    if replies is None:
        return None
    return framed.get(next(replies.itersiblings("*", preceding=True), None))


def answered_names(item: HtmlElement, quoted: Container[HtmlElement]) -> Iterator[str]:
    """Yield whom a comment may say to answer, in an element of its own outside of `quoted`."""
    for element in comment_markup.ANSWERED(item):
        if element not in quoted and is_small(element):
            line = text_of(element)
            yield answered_name(line) or line.strip("@: ")
    says = comment_markup.SAYS_ANSWER(item)
    for element in dict.fromkeys(near for e in says for near in (e, e.getparent())):
        if element not in quoted and element is not item and is_small(element):
            yield answered_name(text_of(element)) or ""


def answered_name(line: str) -> str | None:
    """Return who is answered in a line that says nothing else; None where it is none."""
    found = comment_markup.ANSWERED_NAME.fullmatch(line.replace("\n", " "))
    return found["name"] if found else None


class Names:
    """Who wrote which comments of a page."""

    def __init__(self, authors: Iterable[str | None]) -> None:
        """Take the author of each comment, in the order of the page."""
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, author in enumerate(authors):
            if author:
                self._places[_folded(author)].append(place)

    def __contains__(self, name: str) -> bool:
        """Tell whether somebody of this name wrote a comment."""
        return _folded(name) in self._places

    def wrote(self, name: str, place: int) -> bool:
        """Tell whether somebody wrote the comment at a place."""
        places = self._places.get(_folded(name), [])
        at = bisect_left(places, place)
        return places[at : at + 1] == [place]

    def before(self, name: str, place: int) -> list[int]:
        """Return the places of somebody's comments before one, the last one first.

        Where there is none, that of the first one behind, as on a page that begins with the newest.
        """
        places = self._places.get(_folded(name), [])
        at = bisect_left(places, place)
        earlier = places[max(0, at - _LOOKED_AT) : at][::-1]
        return earlier or [other for other in places[at : at + 2] if other != place][:1]


def _folded(name: str) -> str:
    return " ".join(name.casefold().lstrip("@").split())


def _linked(items: Collection[HtmlElement]) -> dict[HtmlElement, HtmlElement | None]:
    """Return the comment that each says to answer: "Antwort auf #1", with a link to it."""
    named: dict[str, HtmlElement] = {}
    for item in items:
        for element in item.iter("*"):
            for name in ("id", "name"):
                named.setdefault(element.get(name, ""), item)
    return {item: next(_answers(item, named), None) for item in items}


def _named(items: Iterable[HtmlElement]) -> dict[str, HtmlElement]:
    """Return each comment by what it is called in its own attributes."""
    named: dict[str, HtmlElement] = {}
    for item in items:
        for key in comment_markup.NAMES_OF_ITEM:
            if name := item.get(key):
                named.setdefault(name, item)
    return named


def _answers(item: HtmlElement, named: Mapping[str, HtmlElement]) -> Iterator[HtmlElement]:
    for link in item.iter("a"):
        place = link.get("href", "").partition("#")[2]
        answered = named.get(place) if place else None
        if answered is None or answered is item:
            continue
        said = (text_of(near) for near in (link, link.getparent()) if is_small(near))
        if any(map(comment_markup.ANSWER.search, said)):
            yield answered


def _levels(items: Collection[HtmlElement]) -> dict[HtmlElement, int]:
    """Return how deep each comment stands; some themes say so for those at the top alone."""
    depths = {item: _depth(item) for item in items}
    known = {item: depth for item, depth in depths.items() if depth is not None}
    if len(known) == len(depths):
        return known
    top = min(known.values(), default=0)
    indents: dict[HtmlElement | None, int] = {None: 0}
    indented = {
        element: None for item in islice(items, 1) for element in comment_markup.INDENTED(item)
    }
    nearest = Nearest(indented)
    for element in indented:
        indents[element] = 1 + indents[nearest(element)]
    return {
        item: top + indents[nearest(item)] if depth is None else depth
        for item, depth in depths.items()
    }


def _depth(item: HtmlElement) -> int | None:
    for path in comment_markup.DEPTH_CLASSES:
        for classes in path(item):
            if depth := comment_markup.DEPTH.search(classes):
                return int(depth[1])
    return None
