"""Where the post of a network ends: its row of buttons, or its date below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentiment.separation.accounts import is_name_of_account
from sentiment.separation.metadata import has_date, is_row_of_buttons

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMENT, _ANSWER = "ommentieren", "ntworten"
_FEWEST_ACCOUNTS = 2  # of a post and of an answer
_LINES_TO_DATE = 3  # below the name of an account: the date may stand behind a middle dot
_LONGEST_DATE = 60  # characters of a line
_SHORTEST_POST = 40
_LONGEST_POST = 150  # an article is longer, and may have posts in it
_MOST = 0.75  # of the answers


def end_of_post(printed: Sequence[str]) -> int:
    """Return the line below which there are answers to a network's post, 0 where none is known."""
    return _below_post(printed) or _date_of_post(printed)


def _below_post(printed: Sequence[str]) -> int:
    """Return where the one row of buttons stands with which to comment, above others to answer."""
    rows = [at for at, line in enumerate(printed) if _COMMENT in line and is_row_of_buttons(line)]
    if len(rows) != 1 or _ANSWER in printed[rows[0]]:  # on most pages
        return 0
    below = printed[rows[0] + 1 :]
    return rows[0] if any(_ANSWER in line and is_row_of_buttons(line) for line in below) else 0


def _date_of_post(printed: Sequence[str]) -> int:
    """Return where the date of a network's post stands, 0 where there is none such.

    It stands below the post, while those of answers stand above them, below the name of an account.
    """
    accounts = [at for at, line in enumerate(printed) if is_name_of_account(line)]
    if len(accounts) < _FEWEST_ACCOUNTS:  # on most pages
        return 0
    first, second, *_ = accounts
    dates = [
        at
        for at in range(first + 1, second)
        if len(printed[at]) <= _LONGEST_DATE and has_date(printed[at])
    ]
    is_in_article = max(map(len, printed[:first]), default=0) >= _LONGEST_POST
    if is_in_article or not dates or sum(map(len, printed[first + 1 : dates[-1]])) < _SHORTEST_POST:
        return 0
    below = (printed[at + 1 : at + _LINES_TO_DATE] for at in accounts[1:])
    heads = (next((line for line in lines if any(map(str.isalnum, line))), "") for lines in below)
    return dates[-1] if sum(map(has_date, heads)) >= _MOST * (len(accounts) - 1) else 0
