"""Comments cut where words begin and end that moved a label, so that a page can highlight them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sentiment.opinion import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a comment's text, and the labels that it moved.

    `speaks_for` and `speaks_against` hold the names of those labels, as `cut` was given them.
    """

    text: str
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()


def cut(text: str, explanations: Mapping[str, Sequence[Evidence]]) -> tuple[Piece, ...]:
    """Cut a text at each begin and end of evidence, which may overlap; the pieces are the text.

    Parameters
    ----------
    text : str
        The comment.
    explanations : mapping of str to sequence of Evidence
        What moved each label, by a name for that label.
    """
    marks = {0, len(text)}
    for explanation in explanations.values():
        for evidence in explanation:
            marks |= {evidence.start, evidence.end}
    pieces = []
    for start, end in pairwise(sorted(marks)):
        weights = [
            (name, evidence.weight)
            for name, explanation in explanations.items()
            for evidence in explanation
            if evidence.start <= start and end <= evidence.end
        ]
        pieces.append(
            Piece(
                text=text[start:end],
                speaks_for=tuple(name for name, weight in weights if weight > 0),
                speaks_against=tuple(name for name, weight in weights if weight <= 0),
            )
        )
    return tuple(pieces)
