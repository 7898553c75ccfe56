"""Lines of heads and feet that seem parts of comments: names, dates, rows of buttons.

Sites are regular: what one comment has around it, the others have, too.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sentiment.separation.accounts import is_account
from sentiment.separation.full_names import is_full_name
from sentiment.separation.metadata import has_date, is_date, is_name, is_row_of_buttons
from sentiment.separation.roles import IN_COMMENTS, begins_of, furniture_above
from sentiment.separation.site_lines import is_of_site, names_of_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sentiment.separation.lines import Line

_LIKE_OTHERS = 0.3  # of the comments have the head that a line seems to be, when it seems a comment
_MOST = 0.75
_FEWEST = 3  # comments that show what is regular
_LONGEST_NAME = 60  # characters
_LINES_OF_HEAD = 8  # with a picture: a name, what somebody does, a date
_LONGEST_OF_HEAD = 80  # characters of each
_TITLE = re.compile(r"(?P<number>\d{1,4})\. .{1,80}")


def heads_with_pictures(lines: Sequence[str]) -> list[range]:
    """Return the heads that begin with a picture's name and end with a date, above a text.

    The first of all is left out: below it may stand what is discussed.
    """
    pictures = names_of_pictures(lines)
    heads = []
    for at, end in zip(pictures, [*pictures[1:], len(lines)], strict=False):
        near = range(at + 1, min(end - 1, at + _LINES_OF_HEAD))
        date = next((row for row in near if is_date(lines[row])), None)
        shorts = (lines[row] for row in range(at, date or at))
        if date and max(map(len, shorts)) <= _LONGEST_OF_HEAD and not is_of_site(lines[date + 1]):
            heads.append(range(at, date + 1))
    return heads[1:] if len(heads) >= max(_FEWEST, _MOST * len(pictures)) else []


def without_heads(page: Sequence[Line], roles: Sequence[str]) -> list[str]:
    """Return the roles with such lines as furniture."""
    found = _as_furniture(roles, _names_above_dates(page, roles))
    found = _as_furniture(found, _rows_of_buttons(page, found))
    found = _as_furniture(found, _accounts(page, found))
    found = _as_furniture(found, _first_dates(page, found))
    return _as_furniture(found, _first_names(page, found))


def _as_furniture(roles: Sequence[str], lines: Iterable[int]) -> list[str]:
    """Return the roles with some lines as furniture; behind it, a comment begins anew."""
    found = list(roles)
    for at in lines:
        found[at] = "furniture"
        if at + 1 < len(found) and found[at + 1] == "inside":
            found[at + 1] = "begin"
    return found


def _names_above_dates(page: Sequence[Line], roles: Sequence[str]) -> list[int]:
    """Return names above dates that seem comments, where other comments have such heads."""
    begins = begins_of(roles)
    first = [
        i
        for i in begins
        if tuple(roles[i + 1 : i + 3]) == ("furniture", "begin")
        and is_name(page[i].head)
        and is_date(page[i + 1].head)
    ]
    if not first:  # on most pages
        return []
    named = [
        i - 2
        for i in begins
        if i > 1
        and tuple(roles[i - 2 : i]) == ("furniture", "furniture")
        and is_name(page[i - 2].head)
        and is_date(page[i - 1].head)
    ]
    return first if named and len(named) >= _LIKE_OTHERS * (len(begins) - len(first)) else []


def _rows_of_buttons(page: Sequence[Line], roles: Sequence[str]) -> list[int]:
    return [
        i for i, role in enumerate(roles) if role in IN_COMMENTS and is_row_of_buttons(page[i].head)
    ]


def _accounts(page: Sequence[Line], roles: Sequence[str]) -> list[int]:
    """Return names above a handle or above counts of an account, and these."""
    return [
        at
        for i, role in enumerate(roles[:-1])
        if (role in IN_COMMENTS or roles[i + 1] in IN_COMMENTS)
        and page[i].length <= _LONGEST_NAME
        and is_account(page[i + 1].head)
        and is_full_name(page[i].head)
        for at in (i, i + 1)
        if roles[at] in IN_COMMENTS
    ]


def _first_dates(page: Sequence[Line], roles: Sequence[str]) -> list[int]:
    """Return dates that seem the first lines of comments, where others have them above."""
    begins = [i for i in begins_of(roles) if i]
    below_heads = [i for i in begins if roles[i - 1] == "furniture"]
    seem = [
        i
        for i in below_heads
        if tuple(roles[i + 1 : i + 2]) == ("inside",) and is_date(page[i].head)
    ]
    if not seem:  # on most pages
        return []
    dated = sum(has_date(page[i - 1].head) for i in below_heads)
    return seem if dated >= _LIKE_OTHERS * len(begins) else []


def without_numbered_titles(page: Sequence[Line], roles: Sequence[str]) -> list[str]:
    """Return the roles without titles "3. Nein" as first lines, where others have them above.

    The numbers must run on: a list in a comment begins with 1.
    """
    begins = begins_of(roles)
    titled = [
        (int(found["number"]) - own, row)
        for own, begin in enumerate(begins)
        for row in (begin - 1, begin)
        if row >= 0 and (found := _TITLE.fullmatch(page[row].head))
    ]
    above = Counter(first for first, row in titled if roles[row] == "furniture")
    usual, count = above.most_common(1)[0] if above else (0, 0)
    if count < max(_LIKE_OTHERS * len(begins), _FEWEST):
        return list(roles)
    seem = (
        row
        for first, row in titled
        if first == usual and tuple(roles[row : row + 2]) == IN_COMMENTS
    )
    return _as_furniture(roles, seem)


def _first_names(page: Sequence[Line], roles: Sequence[str]) -> list[int]:
    """Return names that seem the first lines of comments, where others end with a date.

    Most comments must have a name, there or in the furniture behind the last date.
    """
    begins = begins_of(roles)
    heads = [_behind_date(page, roles, first) for first in begins]
    dated = sum(head is not None for head in heads[1:])
    if len(begins) < _FEWEST or dated < _MOST * (len(begins) - 1):
        return []
    seem, named = [], 0
    for first, head in zip(begins, heads, strict=True):
        # Without a date above, it is the first one, perhaps, below much else.
        nearest = range(max(first - 1, 0), first) if head is None else head
        if any(roles[i] == "furniture" and is_name(page[i].head) for i in nearest):
            named += 1
        elif tuple(roles[first + 1 : first + 2]) == ("inside",) and is_full_name(page[first].head):
            seem.append(first)
    return seem if len(seem) + named >= _MOST * len(begins) else []


def _behind_date(page: Sequence[Line], roles: Sequence[str], first: int) -> range | None:
    """Return the furniture between the last date above a comment and its beginning, if any."""
    above = reversed(furniture_above(roles, first))
    last = next((at for at in above if has_date(page[at].head)), None)
    return None if last is None else range(last + 1, first)
