"""Comments that are only a sign: an emoji, "+1", "!!!". By itself, such a line looks like a button.

It is a comment where it stands as others do: right below a head that looks like theirs, or among
comments without heads, and no text of a comment follows it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sentiment.separation.metadata import signature
from sentiment.separation.roles import begins_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.separation.lines import Line

_LONGEST = 60
# Stars and arrows are of ratings and buttons.
_EMOJI = (
    "\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u2604\u2607-\u2704\u270a-\u2727"
    "\u2753-\u2757\u2763\u2764"
)
_SMILEY = r"[:;=8xX][-o^]?[)(DPp|]|\^\^|<3"
_SIGN = re.compile(rf"(?:[{_EMOJI}\u200d\ufe0f\s.!?…]|\+10{{0,3}}(?!\d)|{_SMILEY})+")
_LIKE_OTHERS = 0.3  # of the comments stand below a head such as the reaction's

_Above = tuple[bool, bool] | None
_TEXT = (False, False)


def with_reactions(page: Sequence[Line], roles: Sequence[str]) -> list[str]:
    """Return the roles with the lines that are comments as well, though they are only a sign."""
    roles = _without_likes(page, roles)
    last_of_article = max((at for at, role in enumerate(roles) if role == "article"), default=-1)
    seem = [
        at
        for at in range(last_of_article + 1, len(page))
        if roles[at] == "furniture" and _is_sign(page[at].head)
    ]
    if not seem:
        return list(roles)
    begins = begins_of(roles)
    usual = Counter(_above(page, roles, at) for at in begins[1:] or begins)
    found = list(roles)
    for at in seem:
        above = _above(page, roles, at)
        below = roles[at + 1] if at + 1 < len(roles) else None
        # A sign below a head and above a text says how many like it.
        is_free = below in ((None, "begin") if above == _TEXT else (None, "furniture"))
        if begins:
            is_alike = 0 < usual[above] >= _LIKE_OTHERS * usual.total()
        else:
            is_alike = last_of_article >= 0 and _is_signed(page, at)
        if above is not None and is_free and is_alike:
            found[at] = "begin"
    return found


def _without_likes(page: Sequence[Line], roles: Sequence[str]) -> list[str]:
    """Return the roles where comments have heads, and no sign beside their texts begins one."""
    found = list(roles)
    for at, role in enumerate(roles):
        if role == "begin" and _is_sign(page[at].head):
            above, below = _above(page, roles, at), roles[at + 1 : at + 2]
            is_between = above is not None and below == ["begin"]
            if is_between or (above == _TEXT and below != ["inside"]):
                found[at] = "furniture"
    begins = [at for at, role in enumerate(found) if role == "begin"]
    have_heads = begins and all(_has_head(roles, found, at) for at in begins)
    return found if have_heads else list(roles)


def _has_head(roles: Sequence[str], found: Sequence[str], at: int) -> bool:
    """Tell whether furniture stands above a comment, or above the sign that is none any more."""
    above = at - 1
    if above > 0 and found[above] != roles[above]:
        above -= 1
    return above >= 0 and roles[above] == "furniture"


def _is_sign(line: str) -> bool:
    return len(line) <= _LONGEST and _SIGN.fullmatch(line) is not None


def _above(page: Sequence[Line], roles: Sequence[str], at: int) -> _Above:
    """Return whether a name and a date stand in the line above; `_TEXT` below a comment's line."""
    if not at or roles[at - 1] == "article":
        return None
    if roles[at - 1] != "furniture":
        return _TEXT
    told = signature([page[at - 1].head])
    return (told.author is not None, told.date is not None) if told.author or told.date else None


def _is_signed(page: Sequence[Line], at: int) -> bool:
    """Tell whether the two lines above have a name and a date."""
    return signature([line.head for line in page[max(at - 2, 0) : at]]).is_whole
