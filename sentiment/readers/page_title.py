"""The title of what a saved page is about, without what the site adds to it."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from trafilatura import metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BETWEEN = re.compile(r"\s+[|•·»«:–—-]{1,2}\s+")
_SHORTEST_SITE = 4  # letters of a part of its name
_OF_ANOTHER_BLOG = re.compile(r"rebloggt von [^:]{1,80}:\s+", re.IGNORECASE)


def page_title(page: HtmlElement) -> str | None:
    """Return the title that a page states, else its headline.

    As trafilatura does among all its metadata, of which author, date, tags and licence would take
    a quarter of the time for nothing.
    """
    said = metadata.examine_meta(page)
    with contextlib.suppress(Exception):  # there are many ways to be wrong in JSON-LD
        said = metadata.extract_meta_json(page, said)
    said.title = said.title or metadata.extract_title(page)
    said.clean_and_trim()
    if not said.title:
        return None
    host = ""
    with contextlib.suppress(ValueError):
        host = urlsplit(said.url or "").hostname or ""
    title = _without_site(said.title, said.sitename or "", host.removeprefix("www."))
    return _OF_ANOTHER_BLOG.sub("", title, count=1)


def _without_site(title: str, site: str, host: str) -> str:
    """Return a title without the site's name before or behind: "Müde, aber da! | Fräulein Lenz"."""
    own = _letters(site)
    names = {own, _letters(host), _letters(host.rpartition(".")[0])} - {""}
    for sign in _BETWEEN.finditer(title):
        before, behind = title[: sign.start()], title[sign.end() :]
        name = _letters(behind)
        if name in names or (len(name) >= _SHORTEST_SITE and own.startswith(name)):
            return before
        if _letters(before) in names:
            return behind
    return title


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
