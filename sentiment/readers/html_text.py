"""The text of an element: paragraphs and `<br>` as line ends, emoji images as characters."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from sentiment.errors import InputError
from sentiment.readers.comment_markup import NEVER_TEXT
from sentiment.readers.html_names import BLOCKS, ENDS_LINES

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Sequence

    from lxml.etree import XPath
    from lxml.html import HtmlElement

# WordPress puts pictures in the place of emoji and smileys, with the characters as `alt`.
_EMOJI_CLASS = re.compile(r"(?:^|\s)(?:wp-smiley|emoji|smiley|smilie)", re.IGNORECASE)
_LONGEST_EMOJI = 12

# No XML, and so no tree, can hold these.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# No element of HTML: the name of those that are taken out.
_EMPTIED = "emptied"

# Of a heading or a link, with all that may stand in it.
_MOST_ELEMENTS = 50
_MOST_CHARACTERS = 2000

# Others end at 10 MB, and at 256 levels, which tags that nobody closed make.
_PARSER = lxml_html.HTMLParser(huge_tree=True)


def text_of(element: HtmlElement) -> str:
    """Return the visible text of `element`, without recursion.

    Parameters
    ----------
    element : HtmlElement
        Any part of a page.

    Returns
    -------
    str
        One line for each paragraph or line of it, without empty lines and outer blanks.
    """
    lines: list[list[str]] = [[]]
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event in ("comment", "pi"):
            if node is not element and node.tail:
                lines[-1].append(node.tail)
        elif event == "start":
            if node.tag in NEVER_TEXT:
                walk.skip_subtree()
            else:
                _open(node, lines)
        else:
            if node.tag in BLOCKS:
                lines.append([])
            if node is not element and node.tail:
                lines[-1].append(node.tail)
    return _joined("".join(parts) for parts in lines)


def text_of_markup(markup: str, *, line_ends: bool = False) -> str:
    """Return the text of a piece of HTML, as exports hold it.

    Parameters
    ----------
    markup : str
        Tags, entities, or plain text with neither.
    line_ends : bool
        Whether a line end of `markup` is one of the text, too, as where a blog stores what was
        typed; else it is a blank, as in HTML.

    Returns
    -------
    str
        As `text_of`.
    """
    markup = FORBIDDEN.sub(" ", markup)
    if line_ends:
        markup = markup.replace("\r\n", "\n")
    if "<" not in markup and "&" not in markup:
        # As most comments and all names: to parse one takes longer than all else.
        return _joined(markup.split("\n") if line_ends else [markup])
    if line_ends:
        markup = markup.replace("\n", "<br>")
    # In a frame of its own, even a doctype alone can be parsed.
    page = lxml_html.document_fromstring(f"<html><body>{markup}", parser=_PARSER)
    # A reference such as `&#1;` brings in what was taken out above.
    return FORBIDDEN.sub("", text_of(page))


def parsed(text: str, source: str, *, remedy: str) -> tuple[HtmlElement, bool]:
    """Return a page, and whether it is whole; the parser ends at a depth of 2048.

    Raises
    ------
    InputError
        Where it is no HTML at all, with this `remedy`.
    """
    # As bytes, since lxml refuses text that declares an encoding of its own.
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        page = lxml_html.document_fromstring(
            FORBIDDEN.sub(" ", text).encode(errors="replace"), parser=parser
        )
    except (etree.LxmlError, ValueError) as error:
        raise InputError("this is not HTML", where=source, remedy=remedy) from error
    is_whole = all(error.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)
    return page, is_whole


def is_small(element: HtmlElement) -> bool:
    """Tell whether an element may be a heading or a link; spares the reading of large ones."""
    nodes = list(islice(element.iter(), _MOST_ELEMENTS + 1))
    written = sum(len(node.text or "") + len(node.tail or "") for node in nodes)
    return len(nodes) <= _MOST_ELEMENTS and written <= _MOST_CHARACTERS


def has_words(element: HtmlElement) -> bool:
    """Tell whether any text stands in an element, seen or not; quicker than to read it."""
    return any(map(str.strip, element.itertext()))


def empty(element: HtmlElement) -> None:
    """Take away all that an element is and holds, but not the text that follows it."""
    element.clear(keep_tail=True)
    element.tag = _EMPTIED


def set_apart(element: HtmlElement) -> None:
    """Put blanks around an element that touches others, as where style sheets set it apart."""
    before, parent = element.getprevious(), element.getparent()
    if not (parent is not None and parent.text if before is None else before.tail):
        element.text = f" {element.text or ''}"
    element.tail = element.tail or " "


def remove(elements: Iterable[HtmlElement], around: HtmlElement) -> None:
    """Take `elements` out of what is `around` them; the text that follows each stays.

    Those that were emptied before go, too. All in one pass: to move the text behind each by itself
    takes a time that grows with the square of their number.
    """
    for element in elements:
        empty(element)
    etree.strip_elements(around, _EMPTIED, with_tail=False)


class Nearest:
    """Tells the innermost of `items` around elements, each ancestor of which is looked at once.

    Items may be added before the elements inside them are asked about. Of a page as deep as the
    parser goes, a thousand comments would have two million ancestors.
    """

    def __init__(self, items: Container[HtmlElement]) -> None:
        self._items = items
        self._known: dict[HtmlElement, HtmlElement | None] = {}  # at an element, or around it

    def __call__(self, element: HtmlElement) -> HtmlElement | None:
        """Return it, or None where there is none around the element."""
        passed: list[HtmlElement] = []
        found = None
        for around in element.iterancestors():
            if around in self._known:
                found = self._known[around]
                break
            passed.append(around)
            if around in self._items:
                found = around
                break
        self._known.update(dict.fromkeys(passed, found))
        return found


def outermost(elements: Collection[HtmlElement], item: HtmlElement) -> Iterator[HtmlElement]:
    """Yield those of `elements`, all of which are in `item`, that are in no other of them."""
    if not elements:
        return
    nearest = Nearest({*elements, item})
    for element in elements:
        around = nearest(element)
        if around is None or (around is item and item not in elements):
            yield element


def selected(selectors: Sequence[XPath], *items: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what each of the selectors finds in `items`, those of the first one first."""
    for selector in selectors:
        for item in items:
            yield from selector(item)


def is_found(selectors: Sequence[XPath], item: HtmlElement) -> bool:
    """Tell whether any of the selectors finds anything in `item`."""
    return any(True for _ in selected(selectors, item))


def take_out(elements: Collection[HtmlElement], item: HtmlElement) -> str:
    """Take `elements` out of the `item` that they are in, and return their text."""
    whole = list(outermost(elements, item))
    texts = [text_of(element) for element in whole]
    remove(whole, item)
    return "\n".join(texts)


def _joined(lines: Iterable[str]) -> str:
    """Return the lines that hold anything, without outer blanks, and with one for several.

    Also for the wide ones of Chinese: of a run of what they call a blank, patterns that look at
    lines take a time that grows with its cube.
    """
    spaced = (" ".join(line.split()) for line in lines)
    return "\n".join(filter(None, spaced))


def _open(node: HtmlElement, lines: list[list[str]]) -> None:
    if node.tag in ENDS_LINES:
        lines.append([])
    elif node.tag == "img" and _EMOJI_CLASS.search(node.get("class", "")):
        lines[-1].append(node.get("alt", "")[:_LONGEST_EMOJI])
    if node.text:
        lines[-1].append(node.text)
