"""Heads such as "Eva sagt:" above "3. Mai 2018 um 10:12", as WordPress prints them.

A story tells who says what as well, but not when in a line of its own. So the name may be any.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sentiment.separation.metadata import has_date
from sentiment.separation.printed_dates import is_clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.separation.lines import Line

_SAYS = re.compile(r"\S.{0,80} (?:sagte?|schreibt|schrieb|meinte?|kommentierte?|says|said):")
_LONGEST = 120
_LONGEST_DATE = 40


def speaker_heads(page: Sequence[Line]) -> list[range]:
    """Return the two lines of each such head that has a text below."""
    return [
        range(at, at + 2)
        for at, (above, below) in enumerate(pairwise(page[:-1]))
        if above.length <= _LONGEST
        and below.length <= _LONGEST_DATE
        and _SAYS.fullmatch(above.head)
        and (has_date(below.head) or is_clock(below.head))
    ]
