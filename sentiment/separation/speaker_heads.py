"""Heads such as "Eva sagt:" above "3. Mai 2018 um 10:12", as WordPress prints them.

A story tells who says what as well, but not when in a line of its own. So the name may be any.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sentiment.separation.metadata import is_date
from sentiment.separation.words_of_sites import SAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.separation.lines import Line

_SAYS = re.compile(rf"\S.{{0,80}} {SAYS}:")
_LONGEST = 120
_LONGEST_DATE = 40
_OF_SENTENCES = ".!?…\"'„“”«»‚‘’"  # first or last in a line that is no date


def speaker_heads(page: Sequence[Line]) -> list[range]:
    """Return the two lines of each such head that has a text below."""
    return [
        range(at, at + 2)
        for at, (above, below) in enumerate(pairwise(page[:-1]))
        if above.tail[-1] == ":"
        and above.length <= _LONGEST
        and _SAYS.fullmatch(above.head)
        and _is_date(below)
    ]


def _is_date(line: Line) -> bool:
    return (
        line.length <= _LONGEST_DATE
        and line.head[0] not in _OF_SENTENCES
        and line.tail[-1] not in _OF_SENTENCES
        and is_date(line.head)
    )
