"""Comments that a page states for search engines: schema.org/Comment as JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sentiment.readers.comment_markup import JSON_LD
from sentiment.readers.json_values import at, text_at
from sentiment.readers.names import name_of
from sentiment.readers.threads import Draft

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def comments(page: HtmlElement) -> list[Draft]:
    """Return the comments below `comment` of any article or posting, replies with their parent.

    Parameters
    ----------
    page : HtmlElement
        The whole page.

    Returns
    -------
    list of Draft
        In the order of the page; empty where there are none. Broken JSON counts as none.
    """
    drafts: list[Draft] = []
    for script in JSON_LD(page):
        try:
            value = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        _collect(value, drafts)
    return drafts


def _collect(root: object, drafts: list[Draft]) -> None:
    # A stack, since the nesting is the page's choice. Reversed, so that order is kept.
    stack: list[tuple[object, str | None, bool]] = [(root, None, False)]
    while stack:
        value, parent, is_comment = stack.pop()
        if isinstance(value, list):
            stack.extend((item, parent, is_comment) for item in reversed(value))
        elif isinstance(value, dict):
            text = (text_at(value, "text") or "").strip()
            if is_comment and text:
                # An id of our own, by which replies find their parent; it is unique in the page.
                id_ = str(len(drafts) + 1)
                drafts.append(_draft(value, text, id_, parent))
                parent = id_
            stack.extend(
                (item, parent, key == "comment")
                for key, item in reversed(value.items())
                if isinstance(item, (dict, list))
            )


def _draft(value: object, text: str, id_: str, parent: str | None) -> Draft:
    authors = at(value, "author")
    first = authors[0] if isinstance(authors, list) and authors else authors
    named = first if isinstance(first, dict) else {"name": first}
    date = text_at(value, "datePublished") or text_at(value, "dateCreated") or ""
    return Draft(
        text=text,
        id=id_,
        parent=parent,
        author=name_of(text_at(named, "name")),
        date=date.strip() or None,
    )
