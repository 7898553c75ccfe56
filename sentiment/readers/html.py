"""A saved web page: its article by trafilatura, its comments by their mark-up."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import trafilatura
from lxml import etree
from trafilatura.settings import Document

from sentiment.discussion import Article, Discussion
from sentiment.errors import InputError
from sentiment.readers import comment_markup, html_text, json_ld
from sentiment.readers.announced import announced, loader, saved_frame, to_get_all, unread
from sentiment.readers.decoding import declared_charset, decode
from sentiment.readers.deleted import WAS_DELETED, WITHOUT_TEXT, says_deleted, tell_left_out
from sentiment.readers.hosts import who_wrote, with_hosts
from sentiment.readers.html_comments import Taken, take_comments
from sentiment.readers.names import names_in
from sentiment.readers.page_title import letters, page_title
from sentiment.readers.threads import assemble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_log = logging.getLogger("sentiment")

# To look for the article takes trafilatura half a minute where a page has half a million elements,
# and longer where they are tables. The longest real page seen has ten thousand.
_MOST_ELEMENTS = 30_000  # beside the comments
_ELEMENTS = etree.XPath("count(//*)")

# Boxes in an article that are none of it: where to order mails, who wrote and when (Joomla), and
# what customers praise.
_BOXES = etree.XPath(
    "//body//*[@class][contains(@class, 'ewsletter') and (.//button or .//form or .//input)"
    " and contains(concat(' ', translate(@class, 'N', 'n')), ' newsletter')"
    " or self::dl and contains(concat(' ', @class, ' '), ' article-info ')"
    " or contains(@class, 'testimonial') and not(contains(@class, 'tag-testimonial'))]"
    "[not(descendant-or-self::article or descendant-or-self::main or .//h1)]"
)
_HEADLINE_WITHIN = 2  # lines
# Of a page that SingleFile saved, which keeps them all, with those of adverts; and a frame in one.
_MOST_FRAMES = 200
_DEEPEST_FRAME = 2

_REMEDY = "save the page as HTML once more, after its comments are shown"


def read_html(data: bytes, source: str) -> Iterator[Discussion]:
    """Yield the discussion of a page.

    Parameters
    ----------
    data : bytes
        The page as saved.
    source : str
        Its name.

    Yields
    ------
    Discussion
        Title, article and comments. Texts are paragraphs joined by line ends, without spans.

    Raises
    ------
    InputError
        Where the page holds neither an article nor comments.
    """
    text = decode(data, source, declared=declared_charset(data))
    page, is_whole = _parse(text, source)
    said = announced(page)
    taken = take_comments(page, text)
    if not taken.drafts and (frames := list(_open_frames(page, source))):
        said = announced(page) if said is None else said
        taken = take_comments(page, text)
        html_text.remove(frames, page)  # what else they show is of other pages
    stated = json_ld.comments(page)
    to_read = [draft for draft in stated if not says_deleted(draft.text)]
    comments = with_hosts(max(taken.drafts, to_read, key=len), _house(page, taken))
    deleted = max(taken.deleted, len(stated) - len(to_read))  # which most pages say twice
    left_out = taken.pings + taken.without_text + deleted
    _warn(page, text, source, len(comments), (said or 0) - left_out)
    tell_left_out(source, {WITHOUT_TEXT: taken.without_text, WAS_DELETED: deleted})
    html_text.remove((s for selector in comment_markup.SECTION for s in selector(page)), page)
    whole = html_text.text_of(page)
    if taken.article is None:
        title, body = _article(page, whole, source)
    else:
        title, body = page_title(page), taken.article
    if not comments:
        body = body or whole  # where nothing but a headline was found
    if not body and not comments:
        raise InputError("the page holds no text", where=source, remedy=_REMEDY)
    if not is_whole:
        _log.warning(
            "%s: tags stand in more than 2000 others, as where none is closed; what follows them "
            "is not read, so look whether comments are missing",
            source,
        )
    yield Discussion(
        source=source,
        title=title,
        article=Article(text=body),
        comments=assemble(comments),
        announced=said,
        left_out=left_out,
    )


def _house(page: HtmlElement, taken: Taken) -> Iterator[str | None]:
    """Yield the names of who wrote what is discussed, and of the page, without its comments."""
    yield taken.opener
    yield from (draft.author for draft in taken.drafts if draft.is_host)
    yield from json_ld.authors(page)
    for found in html_text.selected(comment_markup.HOUSE, page):
        if isinstance(found, str):
            yield found
        elif html_text.is_small(found):
            for line in html_text.text_of(found).split("\n"):
                yield from names_in(comment_markup.AUTHOR_WORDS.sub("", who_wrote(line)))


def _warn(page: HtmlElement, text: str, source: str, found: int, said: int) -> None:
    """Say where comments are missing, so that nobody takes them for none."""
    system = None if found else loader(page, text)
    if system and (frame := saved_frame(page, text)):
        _log.warning(
            "%s: its comments come from %s and are in a file beside it; give %s as well",
            source,
            system,
            frame,
        )
    elif found < said:
        _log.warning(
            "%s: %d of the %d comments that the page announces are in it; %s",
            source,
            found,
            said,
            to_get_all(page),
        )
    elif system:
        _log.warning(
            "%s: its comments come from %s and are not in it; wait until they are shown, then "
            "save it again",
            source,
            system,
        )
    elif not found and (marked := unread(page, text)):
        _log.warning(
            "%s: readers' texts are in it, marked as by %s, which is not read; %s", source, *marked
        )


def _parse(text: str, source: str) -> tuple[HtmlElement, bool]:
    """Return the page as a browser shows it, and whether it is whole.

    The templates of shadow roots are what a browser shows of them.
    """
    page, is_whole = html_text.parsed(text, source, remedy=_REMEDY)
    for template in page.iter("template"):
        if template.get("shadowrootmode"):
            template.tag = "div"
    _open_forms(page)
    return page, is_whole


def _open_frames(page: HtmlElement, source: str) -> Iterator[HtmlElement]:
    """Put the documents that are in frames behind these, and yield each.

    Comments of Disqus, Facebook or Ghost are in one. Those of frames in frames stand behind the
    outer one, so that the page gets little deeper.
    """
    frames = [(frame, frame) for frame in page.iter("iframe")]
    left = _MOST_FRAMES
    for _ in range(_DEEPEST_FRAME):
        inner: list[tuple[HtmlElement, HtmlElement]] = []
        for frame, place in frames:
            held = frame.attrib.pop("srcdoc", "")
            if not held.strip() or not left:
                continue
            left -= 1
            try:
                document, _ = _parse(held, source)
            except InputError:
                continue
            body = document.find("body")
            if body is not None:
                html_text.remove(body.iter("script"), body)  # with what they say of other pages
                body.tag = "div"
                inner += [(element, body) for element in body.iter("iframe")]
                place.addnext(body)
                yield body
        frames = inner


def _open_forms(page: HtmlElement) -> None:
    """Make text of the forms that ask for nothing: old Reddit puts each comment into one."""
    asking: set[HtmlElement] = set()
    for field in page.iter("input", "select", "textarea"):
        if field.get("type", "").lower() == "hidden":
            continue
        for around in field.iterancestors():
            if around in asking:
                break
            asking.add(around)
    for form in list(page.iter("form")):
        if form not in asking:
            form.tag = "div"


def _article(page: HtmlElement, whole: str, source: str) -> tuple[str | None, str]:
    """Return title and body of a page without its comments; where none is found, `whole`."""
    if _ELEMENTS(page) > _MOST_ELEMENTS:
        _log.warning(
            "%s: more than %d elements beside its comments; all its text is taken for the article",
            source,
            _MOST_ELEMENTS,
        )
        return page_title(page), whole
    if boxes := list(filter(html_text.is_small, _BOXES(page))):
        html_text.remove(boxes, page)
    found = trafilatura.bare_extraction(page, favor_precision=True, include_comments=False)
    title = page_title(page)
    if not isinstance(found, Document) or not found.text:
        return title, whole
    return title, _below_headline(found.text, title or "")


def _below_headline(text: str, title: str) -> str:
    """Return an article without its headline, which is part of it on some pages.

    Above it may stand a sentence that leads to it, or the name of the site, which is none of it.
    """
    lines, headline = text.split("\n"), letters(title)
    for place, line in enumerate(lines[:_HEADLINE_WITHIN]):
        if headline and letters(line) == headline:
            lead = [above for above in lines[:place] if above.endswith((".", "!", "?", "…", ":"))]
            return "\n".join([*lead, *lines[place + 1 :]]).lstrip("\n")
    return text
