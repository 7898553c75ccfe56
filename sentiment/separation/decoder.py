"""The best reading of a whole page: an exact search (Viterbi, 1967) over the roles of its lines.

A reading is an article, in which furniture may stand, and then comments with furniture between
them; never an article again. Pages are regular, so that several layouts are tried: comments that
each follow a line of furniture, that are blocks between blank lines, that are one line each. What
does not keep to one layout pays for each line.

Up to the first comment, all layouts are one. Behind it, two numbers say all that the search must
know of the lines so far: how good the best reading is that ends in a comment, and the best that
ends in furniture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_FREE_COST = 0.7  # of each comment line that keeps to no layout
_OPENING_COST = 1.0  # of the one step from the article to comments
_NO_BLANK_COST = 3.0  # of a block that begins without a blank line, as after furniture
_FLOOR = -12.0  # no line alone makes a reading impossible


def decode(logs: Floats, blank_before: Flags, first: Floats) -> list[str]:
    """Return the role of each line.

    Parameters
    ----------
    logs : array of shape (lines, 4)
        Log-probability of each role, in the order of ROLES.
    blank_before : array of shape (lines,)
        Whether a blank line precedes.
    first : array of shape (lines,)
        How much speaks for each line to begin the first comment, beside that it begins one.
    """
    article, begin, furniture, inside = np.maximum(logs, _FLOOR).T
    opening = _Opening.of(article, furniture)
    of_furniture = furniture.tolist()
    best_score = opening.score
    best: _Comments | None = None
    for layout in _layouts(begin + first, begin, inside, blank_before):
        comments = _Comments.of(layout, opening, of_furniture)
        if comments.score > best_score:
            best_score, best = comments.score, comments
    if best is None:
        return opening.roles
    below = best.roles()
    return opening.roles_above(len(logs) - len(below)) + below


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    """What speaks for each line to begin the first comment or another one, or to be inside of one.

    Where comments are `headed`, each but the first follows a line of furniture.
    """

    first: Floats
    begin: Floats
    inside: Floats
    headed: bool = False


def _layouts(
    first: Floats, begin: Floats, inside: Floats, blank_before: Flags
) -> Iterator[_Layout]:
    """Yield the layouts: none, which costs; headed; blocks between blank lines; single lines."""
    never = np.full(len(inside), -np.inf)
    no_blank = np.where(blank_before, 0.0, _NO_BLANK_COST)
    yield _Layout(first - _FREE_COST, begin - _FREE_COST, inside - _FREE_COST)
    yield _Layout(first, begin, inside, headed=True)
    yield _Layout(first - no_blank, begin - no_blank, np.where(blank_before, never, inside))
    yield _Layout(first, begin, never)


@dataclass(frozen=True, slots=True, eq=False)
class _Opening:
    """All readings up to the first comment.

    `score` and `roles` are those of a page without comments. `before` says how good the best
    reading of what stands above each line is if this line begins the first comment, and
    `is_heading` which lines would then be no part of the article, nor of what stands in it.
    """

    score: float
    roles: list[str]
    before: list[float]
    is_heading: list[bool]

    @classmethod
    def of(cls, article: Floats, furniture: Floats) -> _Opening:
        """Weigh what speaks for each line to be of the article, and to be furniture."""
        sums = np.cumsum(np.maximum(article, furniture))
        before = [0.0]
        is_heading = []
        for opened, line in zip((sums - _OPENING_COST).tolist(), furniture.tolist(), strict=True):
            heading = before[-1] + line
            is_heading.append(heading > opened)
            before.append(heading if heading > opened else opened)
        return cls(
            score=float(sums[-1]),
            roles=np.where(article >= furniture, "article", "furniture").tolist(),
            before=before[:-1],
            is_heading=is_heading,
        )

    def roles_above(self, line: int) -> list[str]:
        """Return the roles of the lines above the one that begins the first comment."""
        top = line
        while top and self.is_heading[top - 1]:
            top -= 1
        return self.roles[:top] + ["furniture"] * (line - top)


@dataclass(frozen=True, slots=True, eq=False)
class _Comments:
    """All readings of one layout, by what each line ends.

    `comments` says how good the best reading is in which a line is of a comment, `amongs` the best
    in which it is furniture among comments.
    """

    layout: _Layout
    first: Floats
    comments: list[float]
    amongs: list[float]

    @classmethod
    def of(cls, layout: _Layout, opening: _Opening, furniture: list[float]) -> _Comments:
        """Go down the page; `furniture` is what speaks for each line to be that."""
        first = layout.first + opening.before
        comments, amongs = [], []
        comment = among = -np.inf
        headed = layout.headed
        for opens, begins, goes_on, separates in zip(
            first.tolist(),
            layout.begin.tolist(),
            layout.inside.tolist(),
            furniture,
            strict=True,
        ):
            above = comment if comment > among else among
            begun = (among if headed else above) + begins
            comment += goes_on
            if begun > comment:
                comment = begun
            if opens > comment:
                comment = opens
            among = above + separates
            comments.append(comment)
            amongs.append(among)
        return cls(layout, first, comments, amongs)

    @property
    def score(self) -> float:
        """How good the best reading of the page is."""
        return max(self.comments[-1], self.amongs[-1])

    def roles(self) -> list[str]:
        """Return the roles, from the line on that begins the first comment."""
        comment, among = np.array(self.comments), np.array(self.amongs)
        above = among if self.layout.headed else np.maximum(among, comment)
        begun = np.concatenate([[-np.inf], above[:-1]]) + self.layout.begin
        is_first = self.first >= comment
        is_begin = begun >= comment
        is_comment = (comment > among) | (is_first & (comment == among))
        roles: list[str] = []
        below = ""  # where no line says what the one above it must be
        for opens, begins, in_comment in zip(
            is_first[::-1].tolist(),
            is_begin[::-1].tolist(),
            is_comment[::-1].tolist(),
            strict=True,
        ):
            if below == "begin" or not (in_comment or below == "inside"):
                roles.append("furniture")
                below = ""
            elif opens:
                roles.append("begin")
                break
            elif begins:
                roles.append("begin")
                below = "begin" if self.layout.headed else ""
            else:
                roles.append("inside")
                below = "inside"
        return roles[::-1]
