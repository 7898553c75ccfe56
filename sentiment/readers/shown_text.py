"""The text of a comment as a browser shows it whole: no hidden labels, no "Mehr anzeigen"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from sentiment.readers.html_names import BLOCKS
from sentiment.readers.html_text import outermost, remove, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
# For those who hear a page: labels, which stand beside what others see.
_FOR_HEARING = re.compile(
    r"(?:^|\s)(?:visually-?hidden|sr-only|screen-?reader-(?:text|only)|element-invisible)(?:\s|$)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:\W{0,5}(?:(?:mehr|weniger)\s(?:anzeigen|zeigen|lesen|sehen)|weiterlesen|(?:weiter|mehr)"
    r"(?=\W*$)|(?:show|read|see)\s(?:more|less)|alles\sanzeigen|(?:ganzen\s)?(?:kommentar|beitrag)"
    r"\s(?:anzeigen|lesen|ausklappen)|spoiler(?:\sanzeigen)?|ausklappen|einklappen)\W{0,5})",
    re.IGNORECASE,
)
_MORE_TAGS = ("a", "span", "div", "p", "summary", "button")
_MORE_CLASS = re.compile(r"more|less|mehr|toggle|expand|collapse|truncat", re.IGNORECASE)
_LONGEST_MORE = 40  # characters
_CUT = "….> \n"
_CUT_OFF = ("…", "...")


def shows_more(item: HtmlElement) -> bool:
    """Tell whether a comment has a button that shows more of it."""
    return any(map(_shows_more, item.iter(*_MORE_TAGS)))


def shown_text(element: HtmlElement, *, has_button: bool) -> str:
    """Return the text of a comment, and take what is not shown out of it.

    Parameters
    ----------
    element : HtmlElement
        What holds the text; changed in place.
    has_button : bool
        As `shows_more` says of the whole comment.

    Returns
    -------
    str
        Without hidden elements and the buttons that show more. Where such a button is, or a
        sentence goes on, what is hidden is the rest of the text; or all of it below a shortened
        one, which goes. All of it where nothing else is left, as where a comment is folded.
    """
    whole = text_of(element)
    buttons = [e for e in element.iter(*_MORE_TAGS) if e is not element and _shows_more(e)]
    hidden = {e: None for e in element.iter(etree.Element) if e is not element and _is_hidden(e)}
    if not buttons and not hidden:
        return whole
    unseen = list(_unseen(element, hidden, has_button=has_button))
    remove([*buttons, *unseen], element)
    return text_of(element) or whole


def _unseen(
    element: HtmlElement, hidden: dict[HtmlElement, None], *, has_button: bool
) -> Iterator[HtmlElement]:
    for part in outermost(hidden, element):
        before = part.getprevious()
        begin = "" if before is None else text_of(before).rstrip(_CUT)
        if begin and text_of(part).startswith(begin):
            yield before
        elif _FOR_HEARING.search(part.get("class", "")) or not (has_button or _goes_on(part)):
            yield part


def _goes_on(part: HtmlElement) -> bool:
    """Tell whether a hidden part goes on with the sentence before it."""
    before, parent = part.getprevious(), part.getparent()
    if before is not None:
        near = before.tail or text_of(before)
    else:
        near = "" if parent is None else parent.text or ""
    near = near.rstrip()
    is_inline = part.tag not in BLOCKS
    return near.endswith(_CUT_OFF) or (is_inline and (near[-1:].isalnum() or near.endswith(",")))


def _is_hidden(element: HtmlElement) -> bool:
    return (
        "hidden" in element.attrib
        or _STYLE.search(element.get("style", "")) is not None
        or _FOR_HEARING.search(element.get("class", "")) is not None
    )


def _shows_more(element: HtmlElement) -> bool:
    """Tell whether an element is a button that shows more, or less, of a text."""
    written = (element.text or "").strip()
    return (
        not len(element)
        and len(written) <= _LONGEST_MORE
        and _MORE.fullmatch(written) is not None
        and not (element.tag == "a" and _is_within_line(element))
        and (
            element.tag in ("a", "summary", "button")
            or element.get("role") == "button"
            or _MORE_CLASS.search(element.get("class", "")) is not None
        )
    )


def _is_within_line(element: HtmlElement) -> bool:
    """Tell whether words follow on the same line: of a link, those of who wrote the text."""
    return any(map(str.isalnum, (element.tail or "").partition("\n")[0]))
