"""How many comments a page says that it has, and where else they are or in what else they stand."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from lxml import etree

from sentiment.readers import json_ld
from sentiment.readers.comment_markup import COUNT, JSON_LD, PLACES_OF_COUNT
from sentiment.readers.html_text import is_small, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

_STATED = re.compile(r'"commentCount"\s*:\s*"?(\d{1,6})\b')
_WHAT = (
    r"(?:leser|user|nutzer)?-?(?:kommentare?|comments?|meinung(?:en)?|antwort(?:en)?|reaktion(?:en)?"
    r"|responses?|replies|gedanken?|thoughts?|postings?|leserbriefe?|beiträge|wortmeldungen)"
)
_COUNT = re.compile(
    rf"(?<![\d.,])(\d{{1,3}}(?:\.\d{{3}})+|\d{{1,6}})\s+{_WHAT}\b"
    rf"|\b{_WHAT}\s*(?:\(|:)\s*(\d{{1,3}}(?:\.\d{{3}})+|\d{{1,6}})(?![\d.:])",
    re.IGNORECASE,
)
# Where the systems of comments say it: wpDiscuz, which loads them bit by bit, and Reddit.
_SYSTEMS = etree.XPath(
    "//*[@data-comments-count][contains(concat(' ', @class, ' '), ' wpd-thread-info ')"
    " or @data-type='link' or starts-with(@data-fullname, 't3_')]/@data-comments-count"
    "|//shreddit-comment-tree/@totalcomments|//shreddit-post/@comment-count"
)
_LONGEST = 90  # characters of a heading or link

_BELOW_HEADLINE = 2  # elements; a count elsewhere may be that of a teaser


class _Mark(NamedTuple):
    """What a system puts into pages, and its name; a source without the `sign` has none of it."""

    name: str
    sign: str
    path: etree.XPath
    remedy: str = ""


# What loads comments from elsewhere, by the names that users know it by.
_LOADERS = tuple(
    _Mark(name, sign, etree.XPath(path))
    for name, sign, path in (
        ("Disqus", "disqus", "//*[@id='disqus_thread']|//script[contains(@src, 'disqus.com/')]"),
        ("Isso", "isso", "//*[@id='isso-thread']|//script[@data-isso]"),
        ("Commento", "oment", "//*[@id='commento']|//comentario-comments"),
        ("Remark42", "remark42", "//*[@id='remark42']"),
        ("Coral", "coral_t", "//*[@id='coral_talk_stream' or @id='coral_thread']"),
        (
            "Facebook",
            "fb-comments",
            "//*[@class and contains(concat(' ', @class, ' '), ' fb-comments ')]",
        ),
        (
            "Ghost",
            "ghost-comments",
            "//*[@id='ghost-comments-root']|//script[@data-ghost-comments]",
        ),
        ("Hyvor Talk", "hyvor-talk", "//*[@id='hyvor-talk-view']|//hyvor-talk-comments"),
        ("utterances", "utteranc.es", "//script[contains(@src, 'utteranc.es')]"),
        ("giscus", "giscus.app", "//script[contains(@src, 'giscus.app')]"),
        ("OpenWeb", "spot", "//*[@data-spotim-module]|//*[contains(@src, 'spot.im/')]"),
    )
)

# A page saved with all its files: what a script shows in a frame is a file beside it.
_FRAMES = etree.XPath(".//iframe/@src")
_SAVED_FRAME = re.compile(
    r"(?:\./)?(?!\.\.)[^/:?#\\]{1,200}/[^/:?#\\]{1,200}\.html?", re.IGNORECASE
)

_TO_FETCH = "fetch them with `yt-dlp --write-comments`"
_IS_YOUTUBE = etree.XPath("//ytd-comments")
_TO_COPY = "copy what readers wrote from the browser into a text file, or use an export"
# Marks of readers' texts that are in a page and that no rule reads, and what to do instead.
_UNREAD = tuple(
    _Mark(name, sign, etree.XPath(path), remedy)
    for name, sign, path, remedy in (
        (
            "Trustpilot",
            "data-service-review-text-typography",
            "//*[@data-service-review-text-typography]",
            _TO_COPY,
        ),
        (
            "Google Maps",
            "Google Maps",
            "//*[@data-review-id][//title[contains(., 'Google Maps')]]",
            _TO_COPY,
        ),
        ("Amazon", "data-hook", "//*[@data-hook='review']", _TO_COPY),
        (
            "YouTube",
            "-comment-thread-renderer",
            "//ytd-comment-thread-renderer|//ytm-comment-thread-renderer",
            _TO_FETCH,
        ),
        ("X", "tweet", "//article[@data-testid='tweet']", _TO_COPY),
        (
            "Bluesky",
            "postThreadItem-by-",
            "//*[starts-with(@data-testid, 'postThreadItem-by-')]",
            _TO_COPY,
        ),
        ("TikTok", "comment-level-1", "//*[@data-e2e='comment-level-1']", _TO_COPY),
        (
            "Facebook",
            "aria-label",
            "//*[@role='article'][starts-with(@aria-label, 'Kommentar von ')"
            " or starts-with(@aria-label, 'Comment by ')]",
            _TO_COPY,
        ),
        # Classes are made by a program, and these two are on each page; one time is the post's.
        (
            "Instagram",
            "Instagram",
            "//title[contains(., 'Instagram')][count(//time) > 1]"
            "[//*[contains(@class, '_aaco') or contains(@class, 'x1n2onr6')]]",
            _TO_COPY,
        ),
    )
)


def announced(page: HtmlElement) -> int | None:
    """Return how many comments a page says that it has, None where it does not or is unclear.

    What it states for search engines is believed first, then the system of its comments, then
    headings and links with a number, then what stands below the headline, unless they disagree.

    Parameters
    ----------
    page : HtmlElement
        The whole page, its comments still in it.
    """
    for script in JSON_LD(page):
        stated = _STATED.search(script.text or "")
        if stated:
            return int(stated[1])
    counted = json_ld.count_of_comments(page)
    if counted is not None:
        return counted
    for element in page.iter("meta"):
        content = element.get("content", "")
        if element.get("itemprop") == "commentCount" and COUNT.fullmatch(content):
            return int(content)
    by_system = {int(count) for count in _SYSTEMS(page) if COUNT.fullmatch(count)}
    found = by_system or set(_counts(page)) or set(_counts_below_headline(page))
    return found.pop() if len(found) == 1 else None


def loader(page: HtmlElement, source: str) -> str | None:
    """Return the name of a system whose script would load the comments of a page."""
    return next((mark.name for mark, _ in _found(_LOADERS, page, source)), None)


def saved_frame(page: HtmlElement, source: str) -> str | None:
    """Return the name of a file beside a page, which holds what a script loaded into a frame."""
    names = (
        " ".join(unquote(address).split())
        for _, element in _found(_LOADERS, page, source)
        for address in _FRAMES(element)
    )
    return next(filter(_SAVED_FRAME.fullmatch, names), None)


def unread(page: HtmlElement, source: str) -> tuple[str, str] | None:
    """Return whose marks of readers' texts a page has, and what to do, where no rule reads them."""
    return next(((mark.name, mark.remedy) for mark, _ in _found(_UNREAD, page, source)), None)


def _found(
    marks: Iterable[_Mark], page: HtmlElement, source: str
) -> Iterator[tuple[_Mark, HtmlElement]]:
    """Yield the elements of a page with marks, in the order of these; `source` is its HTML."""
    for mark in marks:
        if mark.sign in source:
            for element in mark.path(page):
                yield mark, element


def to_get_all(page: HtmlElement) -> str:
    """Return what to do where not all comments of a page are in it."""
    if _IS_YOUTUBE(page):
        return _TO_FETCH
    return "open all of them in the browser, then save it again"


def _counts(page: HtmlElement) -> Iterator[int]:
    for element in PLACES_OF_COUNT(page):
        count = _COUNT.search(_short_text(element))
        if count:
            yield _number(count)


def _counts_below_headline(page: HtmlElement) -> Iterator[int]:
    for headline in page.iter("h1"):
        for below in islice(headline.itersiblings("*"), _BELOW_HEADLINE):
            for element in below.iter("*") if is_small(below) else ():
                count = _COUNT.fullmatch(_short_text(element).strip("() "))
                if count:
                    yield _number(count)


def _short_text(element: HtmlElement) -> str:
    text = text_of(element) if is_small(element) else ""
    return text if len(text) <= _LONGEST else ""


def _number(count: re.Match[str]) -> int:
    return int((count[1] or count[2]).replace(".", ""))
