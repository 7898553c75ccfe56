"""The export of WordPress: "WordPress eXtended RSS", versions 1.0 to 1.2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from sentiment.readers.exports import (
    NOT_APPROVED,
    NOT_BY_READERS,
    Entry,
    Post,
    comment,
    discussions,
)
from sentiment.readers.html_text import text_of_markup
from sentiment.readers.threads import NO_PARENT
from sentiment.readers.xml_stream import line_of_markup, records, text_at

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from xml.etree.ElementTree import Element

    from sentiment.discussion import Discussion

# rss > channel > item. The namespace of `wp:` has the version in it, so any will do.
_DEPTH = 2
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"

# Pictures and entries of menus. Types of plugins may be articles, but only those that readers
# comment on; without comments they are as often forms and layouts.
_NO_ARTICLES = frozenset({"attachment", "nav_menu_item", "revision"})
_ARTICLES = frozenset({"", "post", "page"})

# Reviews are of a shop's products. All others are pingbacks, trackbacks, or notes of plugins.
_COMMENT_TYPES = frozenset({"", "comment", "review"})
_APPROVED = "1"
_NO_USER = "0"  # a reader who is not logged in

# A word in brackets is a shortcode where it is one of WordPress, has attributes, or is closed;
# "[sic]" stays. https://developer.wordpress.org/plugins/shortcodes/
_OF_WORDPRESS = "audio|caption|embed|gallery|playlist|video|wp_caption"
_CLOSED = re.compile(r"\[/([A-Za-z][\w-]*)\]")
_SHORTCODE = re.compile(
    rf"\[/?(?:(?:{_OF_WORDPRESS})(?:\s[^\[\]]*)?|[A-Za-z][\w-]*\s(?=[^\[\]=]*=)[^\[\]]*+)\]"
)
_NAMED = re.compile(r"\[/?([A-Za-z][\w-]*)(?:\s[^\[\]]*)?\]")


def read_wxr(stream: BinaryIO, source: str) -> Iterator[Discussion]:
    """Yield the discussions of an export of WordPress.

    Parameters
    ----------
    stream : BinaryIO
        The file.
    source : str
        Its name.

    Yields
    ------
    Discussion
        One for each post or page with comments. Comments that were not approved, pingbacks and
        trackbacks are left out and counted.

    Raises
    ------
    InputError
        As `records`.
    """
    yield from discussions(_threads(stream, source), source)


def _threads(stream: BinaryIO, source: str) -> Iterator[list[Entry]]:
    writers: set[str] = set()  # the numbers of those who write the blog
    for item in records(stream, source, _DEPTH):
        if item.tag.endswith("}author"):
            writers.add(text_at(item, "{*}author_id"))
        if item.tag != "item":
            continue
        type_ = text_at(item, "{*}post_type")
        comments = item.findall("{*}comment")
        if type_ in _NO_ARTICLES or not (comments or type_ in _ARTICLES):
            continue
        post = Post(
            title=line_of_markup(text_at(item, "title")),
            # WordPress, too, makes line ends of those that were typed.
            text=text_of_markup(_without_shortcodes(text_at(item, _CONTENT)), line_ends=True),
        )
        yield [post, *(_comment(element, writers) for element in comments)]


def _comment(element: Element, writers: Container[str]) -> Entry:
    if text_at(element, "{*}comment_type") not in _COMMENT_TYPES:
        return NOT_BY_READERS
    if text_at(element, "{*}comment_approved") != _APPROVED:
        return NOT_APPROVED
    parent = text_at(element, "{*}comment_parent")
    user = text_at(element, "{*}comment_user_id")
    return comment(
        text_of_markup(text_at(element, "{*}comment_content"), line_ends=True),
        id_=text_at(element, "{*}comment_id") or None,
        parent=parent if parent not in ("", NO_PARENT) else None,
        author=line_of_markup(text_at(element, "{*}comment_author")),
        date=text_at(element, "{*}comment_date") or text_at(element, "{*}comment_date_gmt") or None,
        is_host=user not in ("", _NO_USER) and user in writers,
    )


def _without_shortcodes(markup: str) -> str:
    closed = set(_CLOSED.findall(markup))
    markup = _NAMED.sub(lambda tag: "" if tag[1] in closed else tag[0], markup)
    return _SHORTCODE.sub("", markup)
