"""Comments that a page states for search engines: schema.org/Comment as JSON-LD."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sentiment.readers.comment_markup import COUNT, JSON_LD
from sentiment.readers.html_text import text_of_markup
from sentiment.readers.json_values import at, string_at, text_at
from sentiment.readers.names import name_of
from sentiment.readers.threads import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

_BY_READERS = frozenset({"Comment", "Review", "Answer", "Question"})

# What hides a script from readers of XML, around the JSON.
_HIDING = re.compile(
    r"\A\s*(?:/[/*]\s*)?<!(?:\[CDATA\[|--)(?:\s*\*/)?"
    r"|(?:/[/*]\s*+)?(?:\]\]|--)>(?:\s*\*/)?\s*\Z"
)


def comments(page: HtmlElement) -> list[Draft]:
    """Return the comments below `comment` of any article or posting, replies with their parent.

    They may stand there whole, or be named by their `@id` and stand elsewhere on the page.

    Parameters
    ----------
    page : HtmlElement
        The whole page.

    Returns
    -------
    list of Draft
        In the order of the page; empty where there are none. Broken JSON counts as none.
    """
    return _collect(list(_values(page)))


def authors(page: HtmlElement) -> Iterator[str | None]:
    """Yield the names of who wrote what is on the page, but for its comments, and of its publisher.

    They may be named by their `@id` and stand elsewhere on the page.
    """
    nodes = list(_nodes(list(_values(page)), but_comments=True))
    by_id = {string_at(node, "@id"): node for node in nodes if string_at(node, "name")}
    for node in nodes:
        if _type(node) in _BY_READERS:
            continue
        for key in ("author", "publisher"):
            named = at(node, key)
            for one in named if isinstance(named, list) else [named]:
                whole = by_id.get(string_at(one, "@id") or "", one)
                yield text_at(whole, "name") or (one if isinstance(one, str) else None)


def count_of_comments(page: HtmlElement) -> int | None:
    """Return how often readers commented, where a page counts that as an interaction.

    Parameters
    ----------
    page : HtmlElement
        The whole page.
    """
    for node in _nodes(list(_values(page)), but_comments=True):
        if _type(at(node, "interactionType")) == "CommentAction":
            count = string_at(node, "userInteractionCount") or ""
            if COUNT.fullmatch(count):
                return int(count)
    return None


def _values(page: HtmlElement) -> Iterator[object]:
    for script in JSON_LD(page):
        try:
            # Not strict: line ends stand inside the texts of some pages.
            yield json.loads(_HIDING.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue


def _nodes(roots: list[object], *, but_comments: bool = False) -> Iterator[dict[str, object]]:
    """Yield all objects of the JSON, in its order."""
    # A stack, since the nesting is the page's choice. Reversed, so that order is kept.
    stack = roots[::-1]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            yield value
            inside: Iterable[object] = (
                item for key, item in value.items() if not (but_comments and key == "comment")
            )
        else:
            inside = value if isinstance(value, list) else ()
        stack.extend([item for item in inside if isinstance(item, (dict, list))][::-1])


def _type(node: object) -> str:
    """Return the type of a node, without the address of schema.org before it."""
    stated = text_at(node, "@type") or (node if isinstance(node, str) else "")
    return stated.rpartition("/")[2]


def _collect(roots: list[object]) -> list[Draft]:
    elsewhere = {string_at(node, "@id"): node for node in _nodes(roots) if _is_whole(node)}
    drafts: list[Draft] = []
    answered: list[str | None] = []
    numbers: dict[str | None, str] = {}
    looked_up: set[str | None] = set()  # also what has no text, which may name itself
    stack: list[tuple[object, str | None, bool]] = [(roots, None, False)]
    while stack:
        value, parent, is_comment = stack.pop()
        if isinstance(value, list):
            stack.extend((item, parent, is_comment) for item in reversed(value))
        elif isinstance(value, dict):
            name = string_at(value, "@id")
            is_comment = is_comment or _type(value) == "Comment"
            if is_comment and (name in numbers or name in looked_up):
                continue
            whole = value
            if is_comment and name in elsewhere:
                whole = elsewhere[name]
                looked_up.add(name)
            if is_comment and (text := _text(whole)):
                # An id of our own, by which replies find their parent; it is unique in the page.
                id_ = str(len(drafts) + 1)
                drafts.append(_draft(whole, text, id_, parent))
                answered.append(string_at(whole, "parentItem", "@id"))
                parent = id_
                if name is not None:
                    numbers[name] = id_
            stack.extend(
                (item, parent, key == "comment")
                for key, item in reversed(whole.items())
                if isinstance(item, (dict, list))
            )
    return [
        replace(draft, parent=draft.parent or numbers.get(above))
        for draft, above in zip(drafts, answered, strict=True)
    ]


def _is_whole(node: object) -> bool:
    """Tell whether a node is a comment that others may name by its id."""
    named = string_at(node, "@id") is not None
    return named and _type(node) == "Comment" and bool(text_at(node, "text"))


def _text(node: object) -> str:
    # Some systems put in what they store, with its tags and entities.
    return text_of_markup(text_at(node, "text") or "", line_ends=True)


def _draft(value: object, text: str, id_: str, parent: str | None) -> Draft:
    authors = at(value, "author") or at(value, "creator")
    first = authors[0] if isinstance(authors, list) and authors else authors
    named = first if isinstance(first, dict) else {"name": first}
    date = text_at(value, "datePublished") or text_at(value, "dateCreated") or ""
    return Draft(
        text=text,
        id=id_,
        parent=parent,
        author=name_of(text_of_markup(text_at(named, "name") or "")),
        date=date.strip() or None,
    )
