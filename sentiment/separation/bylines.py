"""Who wrote a copied article, as lines above or below it say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sentiment.readers.dates import PUBLISHED
from sentiment.readers.names import BETWEEN_NAMES, names_in
from sentiment.separation.accounts import is_name_of_account
from sentiment.separation.printed_signs import without_icons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.separation.lines import Line

_LONGEST = 120
_WORD = (
    r"(?:(?:v[ao]n|de[rnm]?|d[aiu]|l[ae]|el|al|zu[mr]?|te[nr])\s){0,2}(?:[dl]')?(?-i:[A-ZÀ-ÖØ-Þ])"
)
_NAME = rf"(?-i:[A-ZÀ-ÖØ-Þ])[\w.'-]{{0,30}}(?:\s{_WORD}[\w.'-]{{0,29}}){{0,3}}"
# "Von Eva Kern", "Eine Reportage von Eva Kern, Wien", "Text: Eva Kern und Jo Huber, 12.3.2024",
# "Geschrieben von Eva Kern am 12.3.2024".
_BYLINE = re.compile(
    r"(?:(?:(?:eine?\s\w{3,20}|(?:gast)?(?:kommentar|beitrag|artikel)|analyse|rezept|"
    rf"{PUBLISHED})\s)?(?:von|by)|(?:text|autor(?:in)?|author|redaktion):)\s+"
    rf"({_NAME}(?:{BETWEEN_NAMES}{_NAME}){{0,3}})(?:\s?[,|·•–(].*|\s-\s.*|(?:\s(?:am|on))?\s\d.*)?",
    re.IGNORECASE,
)
_LINES_OF_HEAD = 2


def bylines(above: Sequence[Line]) -> frozenset[str]:
    """Return whom a line above the comments, or at the end of the article, names as its author."""
    found = (_BYLINE.fullmatch(line.head) for line in above if line.length <= _LONGEST)
    return frozenset(name.casefold() for named in found if named for name in names_in(named[1]))


def posted_by(page: Sequence[Line], article: Sequence[int]) -> frozenset[str]:
    """Return the handle of who posted the article with these lines, and the name above it.

    Networks print both above a post, in lines of their own, which may seem its first ones.
    """
    first = min(article, default=0)
    above = [*range(max(first - _LINES_OF_HEAD, 1), first), *article[:_LINES_OF_HEAD]]
    handles = [at for at in above if at and is_name_of_account(page[at].head)][-1:]
    return frozenset(
        without_icons(page[row].head).casefold() for at in handles for row in (at - 1, at)
    )
