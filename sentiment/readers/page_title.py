"""The title of what a saved page is about, without what the site adds to it.

A headline may hold a dash, and a heading may be the name of the blog: so of a title is cut off only
what is known to be a name or looks like one, or stands behind a sign that few headlines have.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from lxml import etree
from trafilatura import metadata

from sentiment.readers.html_text import is_small, text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable

    from lxml.html import HtmlElement

_BETWEEN = re.compile(r"\s+[|•·»«›‹:–—-]{1,2}\s+")
# A blog's name may also stand before a colon, but only a heading tells it from a headline's words.
_BETWEEN_OR_COLON = re.compile(rf":\s+|{_BETWEEN.pattern}")
_IN_FEW_HEADLINES = re.compile(r"\s+(?:[|»«›‹]{1,2}|::)\s+")
# What may be a name, where nothing on the page says whether it is: "– Kurier am Fluss".
_LIKE_A_NAME = re.compile(
    r"\s[•·:–—-]{1,2}\s(?!(?:Eine?|Meine?|Teil|Tag)\s)[A-ZÄÖÜ][^\s?!…]{1,29}"
    r"(?:\s(?:[A-ZÄÖÜ0-9&][^\s?!…]{0,29}|am|an|auf|aus|de[rms]|die|für|im|in|und|vom|von|zu[mr]?))"
    r"{0,3}$"
)
_PATH = re.compile(r"[\s»›:]+")  # from the site to the page
_ARCHIVE = re.compile(r"^.{1,200}»\s*blog[ -]archive?\s*»\s*", re.IGNORECASE)  # of old WordPress
_OF_ANOTHER_BLOG = re.compile(r"rebloggt von [^:]{1,80}:\s+", re.IGNORECASE)

_SHORTEST_SITE = 4  # letters of a part of its name
_LONGEST = 500  # characters of a title with parts
_TELLING_WORD = re.compile(r"\w{4,}")

_TITLE = etree.XPath("string(//title[not(ancestor::svg)])")
_HEADINGS = etree.XPath("//h1|//h2|//h3")
_MARKED = etree.XPath(
    "//*[self::h1 or self::h2 or self::h3][re:test(concat(@class, ' ', @id, ' ', @itemprop), "
    "'(entry|post|article|topic|thread)[-_]*title|headline', 'i')]",
    namespaces={"re": "http://exslt.org/regular-expressions"},
)

# A site names itself in the link to its beginning; web.archive.org puts its own address before.
_LINKS = etree.XPath("//a[@href]")
_HOME = re.compile(
    r"(?:(?:https?://web\.archive\.org)?/web/\d{4,14}[a-z_]{0,4}/)?(?:https?://([^/?#\s]{1,200}))?(/?)"
)
_HOST = re.compile(r"(?:.{0,60}/web/\d{4,14}[a-z_]{0,4}/)?https?://([^/?#\s]{1,200})")
_ANY_HOST = re.compile(r"(?:www\.)?[\w-]{2,60}\.[a-z]{2,10}", re.IGNORECASE)


class _Heading(NamedTuple):
    level: str
    place: int  # among the headings of the page
    text: str


def page_title(page: HtmlElement) -> str | None:
    """Return the title that a page states, else its headline.

    As trafilatura does among all its metadata, of which author, date, tags and licence would take
    a quarter of the time for nothing.
    """
    said = metadata.examine_meta(page)
    with contextlib.suppress(Exception):  # there are many ways to be wrong in JSON-LD
        said = metadata.extract_meta_json(page, said)
    said.clean_and_trim()
    host, linked = _host_and_names(page, said.url or "")
    stated = {letters(said.sitename or ""), letters(host), letters(host.rpartition(".")[0])} - {""}
    names = stated.union(linked) - {""}
    title = said.title or ""
    if letters(title) in names or letters(title) not in map(letters, map(_line, _HEADINGS(page))):
        title = _without_site(title, names, stated)
    if not title or letters(title) in names:
        title = _headline(page, names, stated) or title
    return _OF_ANOTHER_BLOG.sub("", title, count=1) or None


def _host_and_names(page: HtmlElement, url: str) -> tuple[str, set[str]]:
    """Return the host of a page, and the letters of what its links to its beginning say."""
    links = [(link, link.get("href", "").strip()) for link in _LINKS(page)]
    host = ""
    with contextlib.suppress(ValueError):
        host = urlsplit(url or metadata.extract_url(page) or "").hostname or ""
    if not host:
        hosts = Counter(found[1] for _, href in links if (found := _HOST.match(href)))
        host = max(hosts, key=lambda name: hosts[name], default="")
    host = host.lower().removeprefix("www.")
    names: set[str] = set()
    for link, href in links:
        home = _HOME.fullmatch(href)
        of = (home[1] or "").lower().removeprefix("www.") if home else ""
        is_home = (home and (of == host if of else home[2])) or link.get("rel") == "home"
        if is_home and is_small(link):
            names.add(letters(_line(link)))
            names.update(letters(image.get("alt", "")) for image in link.iter("img"))
    return host, names


def _headline(page: HtmlElement, names: Collection[str], stated: Collection[str]) -> str:
    """Return the heading that the title of the window holds, else the likelier one of the two."""
    window = _ARCHIVE.sub("", " ".join(_TITLE(page).split()), count=1)
    window = _without_site(window, names, stated)
    none = {"", *names}
    headings = [
        _Heading(level=element.tag, place=place, text=text)
        for place, element in enumerate(_HEADINGS(page))
        if letters(text := _line(element)) not in none
    ]
    headings.sort(key=lambda heading: heading.level)
    top = {heading.text for heading in headings if heading.level == "h1"}
    only = top.pop() if len(top) == 1 else ""
    held = _held(window, headings, names)
    if held and (letters(only) in letters(window) or not _is_like(only, window)):
        return held
    if only:
        return only
    is_site = not window or letters(window) in names
    for heading in map(_line, _MARKED(page)):
        if heading and (is_site or _is_like(heading, window)):
            return heading
    cut = _LIKE_A_NAME.sub("", _IN_FEW_HEADLINES.split(window[:_LONGEST])[0])
    return cut or next((heading.text for heading in headings), "")


def _held(window: str, headings: Iterable[_Heading], names: Container[str]) -> str | None:
    """Return the heading that is the title of a window, or its part that is not the site."""
    by_letters: dict[str, _Heading] = {}
    for heading in headings:
        by_letters.setdefault(letters(heading.text), heading)
    if whole := by_letters.get(letters(window)):
        return whole.text
    if len(window) > _LONGEST:
        return None
    for sign in _BETWEEN_OR_COLON.finditer(window):
        before = letters(window[: sign.start()])
        first, last = by_letters.get(before), by_letters.get(letters(window[sign.end() :]))
        is_colon = sign[0].startswith(":")
        if first and last:  # the name of the site stands above the headline
            is_site_first = last.level < first.level or bool(_PATH.fullmatch(sign[0]))
            return (last if is_site_first and first.place < last.place else first).text
        if last and (not is_colon or before in names):
            return last.text
        if first and not is_colon:
            return first.text
    return None


def _is_like(heading: str, window: str) -> bool:
    """Tell whether a heading shares a word with the title of the window."""
    said, words = (set(_TELLING_WORD.findall(text.casefold())) for text in (window, heading))
    return not said.isdisjoint(words)


def _without_site(title: str, names: Collection[str], stated: Collection[str]) -> str:
    """Return a title without the site's name before or behind: "Müde, aber da! | Fräulein Lenz".

    It may be the beginning of a `stated` name; where none is, also any host.
    """
    if len(title) > _LONGEST:
        return title
    for sign in _BETWEEN.finditer(title):
        before, behind = title[: sign.start()], title[sign.end() :]
        name = letters(behind)
        is_part = len(name) >= _SHORTEST_SITE and any(known.startswith(name) for known in stated)
        if is_part or name in names or (not stated and _ANY_HOST.fullmatch(behind)):
            return before
        if letters(before) in names or (not stated and _ANY_HOST.fullmatch(before)):
            return behind
    return title


def _line(element: HtmlElement) -> str:
    return " ".join(text_of(element).split()) if is_small(element) else ""


def letters(text: str) -> str:
    """Return what a name or a headline is compared by."""
    return "".join(filter(str.isalnum, text.casefold()))
