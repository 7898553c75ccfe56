"""How many comments say what, added up as they go by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sentiment.opinion import Opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many comments there are, and how many have each mood and each stance by its label.

    The stance is that toward the first target; a comment without a target has none.
    """

    comments: int = 0
    sentiment: Mapping[str, int] = field(default_factory=dict)
    stance: Mapping[str, int] = field(default_factory=dict)

    def plus(self, opinions: Iterable[Opinion]) -> Tally:
        """Return this tally with more comments in it."""
        moods, stances = Counter(self.sentiment), Counter(self.stance)
        comments = self.comments
        for opinion in opinions:
            comments += 1
            moods[opinion.sentiment.label] += 1
            stances.update(stance.label for stance in opinion.stances[:1])
        return Tally(comments=comments, sentiment=moods, stance=stances)
