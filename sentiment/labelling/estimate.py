"""How often a model is right, as far as the answers drawn by lot can tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.labelling.correction import BY_LOT
from sentiment.shares import wilson
from sentiment.training.metrics import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sentiment.labelling.correction import Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The model was right on `right` of `n` questions drawn by lot."""

    n: int
    right: int

    @property
    def accuracy(self) -> float:
        """The share that was right; 0 where nothing was drawn yet."""
        return self.right / self.n if self.n else 0.0

    def interval(self) -> Interval:
        """Return the 95 % interval (Wilson, 1927), which holds for few answers, too."""
        low, high = wilson(self.right, self.n) if self.n else (0.0, 1.0)
        return Interval(low=low, high=high)


def estimate(corrections: Iterable[Correction], model: str) -> Estimate:
    """Count how often the model guessed the label of what was drawn by lot.

    The guesses are those that were made before the label was known, so that what was learnt from
    it since makes no model look better.
    """
    guessed = drawn_by_lot(found for found in corrections if found.model == model and found.guess)
    right = sum(found.guess == found.label for found in guessed)
    return Estimate(n=len(guessed), right=right)


def drawn_by_lot(corrections: Iterable[Correction]) -> list[Correction]:
    """Return the last answer to each question that was drawn by lot.

    Annotators are asked the same lot. Counted for each of them, a question would make intervals
    too narrow, since the answers to it are much alike.
    """
    last = {
        (found.question.text, found.question.target): found
        for found in corrections
        if found.chosen_by == BY_LOT
    }
    return list(last.values())
