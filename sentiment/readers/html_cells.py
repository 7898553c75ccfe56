"""Texts of tables and of JSON that are HTML, as blogs and networks store them and hand them out.

Nothing says so but the texts themselves, and readers write "<3", "a < b", "<ironie>" and code. So
all texts of a column are asked, as far as they are held, and those that can be HTML alone outweigh
those that can be none: in HTML, a "<" or "&" that a reader types is `&lt;` or `&amp;`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING

from sentiment.readers.html_names import BLOCKS, ENDS_LINES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sentiment.readers.threads import Draft

_EMPTY = frozenset("br hr img input source wbr".split())
_PHRASES = frozenset(
    "a abbr acronym audio b bdi bdo big button caption cite code del details dfn em font i iframe "
    "ins kbd label mark q s samp small span strike strong sub sup svg time tt u var video".split()
)
_KNOWN = BLOCKS | _EMPTY | _PHRASES

# Attributes that have no value; of others, one at least has, or "<b und c>" would be a tag.
_BARE = (
    "allowfullscreen|autoplay|checked|compact|controls|disabled|hidden|ismap|itemscope|loop|muted|"
    "noshade|nowrap|open|readonly|required|reversed|selected"
)
_ATTRIBUTE = r"[\w:.@-]++(?:\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'|[^\s\"'<>]++))?+"

# Names with a colon or a hyphen are those of word processors and of scripts, and no reader's.
_TAG = re.compile(
    r"<(?:!--|(?P<end>/?)(?P<name>[a-z][a-z0-9:-]*+)"
    rf"(?:(?:[\s/]++(?:{_BARE})\b)*(?=[\s/]*+>)|(?=[^<>=]*+=)(?:[\s/]++{_ATTRIBUTE})++)"
    r"(?P<closing>[\s/]*+)>)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
# Before a tag that a reader speaks of: "Nimm <p> dafür", 'statt "<div>"'.
_SPOKEN_OF = re.compile(r"(?:[^\s>][ \t]|[\"'`„“»(])\Z")

# Of so many texts with words, one that is HTML alone may be a reader's who typed tags or code.
_MOST_FOR_ONE = 500


def are_html(texts: Iterable[str]) -> bool:
    """Tell whether the texts of a column are HTML."""
    count, evidence = 0, 0
    for text in texts:
        count += bool(text.strip())
        evidence += _evidence(text)
    return evidence > 0 and evidence * _MOST_FOR_ONE >= count


def text_of_html(text: str) -> str:
    """Return what a text of such a column says: without its tags, with its entities as characters.

    Line ends of a text that marks none with tags are its own.
    """
    names = {name for tag in _TAG.finditer(text) if (name := _name(tag)) in _KNOWN}
    if not names:
        return _REFERENCE.sub(_character, text)
    # Only columns of HTML pay for the library that reads it.
    from sentiment.readers.html_text import text_of_markup

    parts: list[str] = []
    at = 0
    while (found := text.find("<", at)) >= 0:
        parts += text[at:found], "<" if _is_tag(text, found) else "&lt;"
        at = found + 1
    markup = "".join([*parts, text[at:]])
    # What is folded in is so in Markdown, too, which has lines of its own.
    return text_of_markup(markup, line_ends=names.isdisjoint(ENDS_LINES - {"summary"}))


def without_html(draft: Draft) -> Draft:
    """Return a comment of such a column with its text and the name of its author as they read."""
    if draft.span is not None:  # which says that this is the very text
        return draft
    author = _REFERENCE.sub(_character, draft.author) if draft.author else None
    return replace(draft, text=text_of_html(draft.text), author=author)


def _evidence(text: str) -> int:
    """Return 1 for a text that is HTML, -1 for one that is none, 0 for one that could be either."""
    if "<" not in text and "&" not in text:
        return 0
    tags = list(_TAG.finditer(text))
    known = [tag for tag in tags if _name(tag) in _KNOWN]
    is_closed = _are_closed(known)
    if is_closed and _is_wrapped(text, known):
        return 1
    if any(not _is_tag(text, at.start()) for at in re.finditer("<", text)):
        return -1
    if any(_is_spoken_of(text, tag) for tag in known):
        return -1
    words = _TAG.sub("", text)
    references = sum(1 for found in _REFERENCE.finditer(words) if _character(found) != found[0])
    if words.count("&") > references:
        return 0 if references else -1
    if known:
        is_cut = not _are_closed(tag for tag in known if _name(tag) in _PHRASES)
        return is_closed - is_cut
    return int(references > 0 and not tags)


def _is_tag(text: str, at: int) -> bool:
    """Tell whether the "<" at a place begins a tag that HTML or a program may have."""
    tag = _TAG.match(text, at)
    return tag is not None and (
        tag["name"] is None or _name(tag) in _KNOWN or not tag["name"].isalnum()
    )


def _are_closed(tags: Iterable[re.Match[str]]) -> bool:
    """Tell whether each tag that has an end has it, in its order."""
    opened: list[str] = []
    for tag in tags:
        name = _name(tag)
        if tag["end"]:
            if not opened or opened.pop() != name:
                return False
        elif name not in _EMPTY and "/" not in tag["closing"]:
            opened.append(name)
    return not opened


def _is_wrapped(text: str, tags: list[re.Match[str]]) -> bool:
    """Tell whether a text begins and ends with tags, as what a blog has made of paragraphs."""
    if not tags or _name(tags[0]) not in BLOCKS:
        return False
    return not text[: tags[0].start()].strip() and not text[tags[-1].end() :].strip()


def _is_spoken_of(text: str, tag: re.Match[str]) -> bool:
    name, start = _name(tag), tag.start()
    before = _SPOKEN_OF.search(text, max(0, start - 2), start) is not None
    if before and text[start - 1] == text[tag.end() : tag.end() + 1] == "`":
        return True
    if name == "br":  # between two lines, one of which it touches
        return before and text[tag.end() : tag.end() + 1] in (" ", "\t", *"\"'`“«)")
    return before and name in BLOCKS and not tag["end"]


def _name(tag: re.Match[str]) -> str:
    return (tag["name"] or "").lower()


def _character(reference: re.Match[str]) -> str:
    """Return the character of an entity; one that HTML does not know stays."""
    is_known = reference[0][1] == "#" or reference[0][1:] in html5
    return unescape(reference[0]) if is_known else reference[0]
