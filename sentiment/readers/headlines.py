"""Headlines that readers gave their comments: they say what the reader thinks, and often all.

None are names, ranks and labels of a site, which stand in headings, too: these hold what marks who
wrote when, or are the same above many comments. Titles that software makes of the first
words are taken out.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from sentiment.readers import comment_markup
from sentiment.readers.html_text import is_found, is_small, selected, text_of

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from lxml.html import HtmlElement

_LOOKED_AT = 3  # elements of a comment
_LONGEST = 150  # characters
_MOST_ALIKE = 0.2  # of a page's comments
_TITLE_WITHIN = 4  # lines of a comment
_FRAMES = 5  # around a heading, whose names are looked at


def headline_of(
    item: HtmlElement, author: str | None, quoted: Container[HtmlElement], *, is_alone: bool
) -> str:
    """Return what may be the headline of a comment; empty where there is none.

    Parameters
    ----------
    item : HtmlElement
        The comment.
    author : str, optional
        Who wrote it, if known; else a heading may be the name.
    quoted : container of HtmlElement
        What stands in quotations.
    is_alone : bool
        Whether the page has no other comment to compare it with: then only a class tells.
    """
    if not is_found(comment_markup.HEADLINE, item):
        return ""
    signs = {
        around
        for sign in selected((*comment_markup.AUTHOR, *comment_markup.DATE), item)
        if not isinstance(sign, str)
        for around in (sign, *islice(sign.iterancestors(), _FRAMES))
    }
    for element in islice(selected(comment_markup.HEADLINE, item), _LOOKED_AT):
        if element in signs or element in quoted or not is_small(element):
            continue
        text = text_of(element)
        is_marked = is_found(comment_markup.MARKED_HEADLINE, element)
        if (
            text
            and len(text) <= _LONGEST
            and (is_marked or (author and not is_alone and not _is_of_site(element, item)))
            and (author is None or author not in text)
            and not comment_markup.NO_HEADLINE.fullmatch(text)
        ):
            return text
    return ""


def _is_of_site(element: HtmlElement, item: HtmlElement) -> bool:
    for around in (element, *islice(element.iterancestors(), _FRAMES)):
        if around is item:
            break
        if comment_markup.PARTS_OF_SITE.search(around.get("class", "")):
            return True
    return False


def own_headlines(headlines: Mapping[HtmlElement, str]) -> dict[HtmlElement, str]:
    """Return the headlines that are not above many comments, as that of a thread or a label."""
    often = Counter(map(str.casefold, headlines.values()))
    most = max(1, _MOST_ALIKE * len(headlines))
    return {
        item: text for item, text in headlines.items() if text and often[text.casefold()] <= most
    }


def with_headline(headline: str, text: str) -> str:
    """Return a comment below its headline, unless that is but its beginning, or in it."""
    lines: Sequence[str] = text.split("\n")
    if headline in lines or " ".join(lines).startswith(_without_dots(headline)):
        return text
    return f"{headline}\n{text}" if text else headline


def without_repeated_title(content: HtmlElement, text: str) -> str:
    """Leave out a title that is but the beginning of what follows: Drupal makes such a one.

    Parameters
    ----------
    content : HtmlElement
        What holds the text.
    text : str
        What it says.
    """
    if "\n" not in text:
        return text
    lines = text.split("\n")
    titles = filter(is_small, selected(comment_markup.TITLE, content))
    for title in map(text_of, islice(titles, _LOOKED_AT)):
        if title not in lines[:_TITLE_WITHIN]:
            continue
        place = lines.index(title)
        below = " ".join(lines[place + 1 :])
        words = _without_dots(title)
        is_whole = words != title or not below[len(words) : len(words) + 1].isalnum()
        if words and below.startswith(words) and is_whole:
            return "\n".join(lines[:place] + lines[place + 1 :])
    return text


def _without_dots(title: str) -> str:
    return title.removesuffix("…").removesuffix("...").rstrip()
