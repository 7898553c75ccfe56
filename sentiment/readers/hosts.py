"""Which comments are by the house: by who wrote the article, or who runs its page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sentiment.readers.dates import WRITTEN
from sentiment.readers.names import name_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sentiment.readers.threads import Draft

# What systems print where there is no name; two who are called so need not be one.
_NOBODY = frozenset(
    {"unknown", "unbekannt", "anonym", "anonymous", "gast", "guest", "noreply", "user", "nutzer"}
)
# Readers choose no such name, and most systems forbid it.
_HOUSE = frozenset(
    {"redaktion", "die redaktion", "redaktionsteam", "das redaktionsteam", "moderation", "admin"}
)

# "Geschrieben von Eva Kern"; "Dieser Eintrag wurde am 3. Mai von Eva Kern veröffentlicht und".
_WROTE = re.compile(
    rf"\bvon\s(?P<name>\S.{{0,59}}?)\s{WRITTEN}\b"
    rf"|^{WRITTEN}\s(?:von|by)\s(?P<rest>.+?)(?=\s(?:am|um|vor|on|at|in|unter)\s|\s[|·–]|$)",
    re.IGNORECASE,
)


def who_wrote(byline: str) -> str:
    """Return what stands in a byline for the name; all of it where no verb says who wrote."""
    found = _WROTE.search(byline)
    return (found["name"] or found["rest"]) if found else byline


def with_hosts(drafts: Sequence[Draft], names: Iterable[str | None]) -> list[Draft]:
    """Mark the comments of the house.

    What a page or an export itself marks is surer than a name, which a reader may have as well: so
    `names` are compared only where nothing is marked.

    Parameters
    ----------
    drafts : sequence of Draft
        All comments of a discussion.
    names : iterable of str or None
        Of those who wrote what is discussed, and of the page itself.
    """
    if not drafts:
        return []  # to look for names goes through the whole page
    is_marked = any(draft.is_host for draft in drafts)
    house = set() if is_marked else {_key(name) for name in names if name} - _NOBODY - {""}
    return [
        replace(draft, is_host=True)
        if is_house(draft.author) or (draft.author and _key(draft.author) in house)
        else draft
        for draft in drafts
    ]


def is_mark_misused(drafts: Collection[Draft]) -> bool:
    """Tell whether a page marks all of its comments as by the house, and by several names."""
    return all(draft.is_host for draft in drafts) and len({draft.author for draft in drafts}) > 1


def is_house(author: str | None) -> bool:
    """Tell whether a name is one that nobody has but who runs a page."""
    return author is not None and _key(author) in _HOUSE


def _key(name: str) -> str:
    return " ".join((name_of(name) or "").casefold().split())
