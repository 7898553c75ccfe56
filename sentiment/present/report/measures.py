"""What the report counts: the mood, and the stance toward each of a few targets.

Moods are counted under the names of stances, so that one set of colours and columns serves both.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sentiment.opinion import SENTIMENT_LABELS, SIDES, STANCE_LABELS, UNSURE
from sentiment.present.counting import MOST_NAMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sentiment.opinion import Opinion, Stance
    from sentiment.present.report.texts import Texts

SERIES = (*STANCE_LABELS, UNSURE)
_CLEAR = 0.5
SERIES_OF_MOOD = dict(zip((*SENTIMENT_LABELS, UNSURE), SERIES, strict=True))


@dataclass(frozen=True, slots=True)
class Measure:
    """The stance toward `target`, or the mood where there is none."""

    target: str | None

    def counts(self, opinions: Iterable[Opinion]) -> tuple[int, ...]:
        """Return how many opinions fall to each of `SERIES`, in their order."""
        found: Counter[str] = Counter()
        for opinion in opinions:
            if self.target is None:
                found[SERIES_OF_MOOD[opinion.sentiment.label]] += 1
            else:
                found.update(s.label for s in opinion.stances if s.target == self.target)
        return tuple(found[series] for series in SERIES)

    def clear_counts(self, opinions: Iterable[Opinion]) -> tuple[int, ...]:
        """Return how many take a side on the target by one half or more; of all else, all."""
        if self.target is None:
            return self.counts(opinions)
        return self.counts(
            replace(opinion, stances=tuple(filter(_is_clear, opinion.stances)))
            for opinion in opinions
        )

    def labels(self, texts: Texts) -> Mapping[str, str]:
        """Return what each of `SERIES` is called."""
        if self.target is None:
            return {SERIES_OF_MOOD[label]: name for label, name in texts.mood_labels.items()}
        return texts.stance_labels


def _is_clear(stance: Stance) -> bool:
    return stance.label not in SIDES or stance.probabilities[stance.label] >= _CLEAR


def measures(opinions: Iterable[Opinion]) -> tuple[tuple[Measure, ...], int]:
    """Return what to count: stances, most frequent target first, then the mood.

    The number is that of the targets for which there is no room.
    """
    targets = Counter(stance.target for opinion in opinions for stance in opinion.stances)
    shown = [Measure(target) for target, _ in targets.most_common(MOST_NAMED)]
    return (*shown, Measure(None)), len(targets) - len(shown)
