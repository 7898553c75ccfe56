"""How a classifier errs: of the texts that people gave a label, how many it answered in which way.

A bundle holds such counts as its part `confusion`, for each task and corpus::

    {"steps": [0.5, 0.7],
     "sentiment": {"omp": [[40, 25, ...], [...], [...]], ...},
     "stance": ...}

A row is a label, in the order of the task's labels; a column is a kind of answer, see `certainty`.
All counted texts are ones that the classifier has not learnt.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from sentiment.certainty import STEPS, kinds
from sentiment.opinion import LABELS
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping

PART = "confusion"

Counts = tuple[tuple[int, ...], ...]
"""Rows are labels, columns are kinds of answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """The counts of each task, by the name of the corpus; a task may be missing."""

    by_task: Mapping[str, Mapping[str, Counts]] = field(default_factory=dict)

    def of(self, task: str) -> tuple[Counts, ...]:
        """Return the counts of each corpus, none where the task was not measured."""
        return tuple(self.by_task.get(task, {}).values())

    def without(self, task: str) -> Confusion:
        """Return what stays true when the classifier of a task becomes another one."""
        return Confusion(by_task={name: own for name, own in self.by_task.items() if name != task})

    def state(self) -> State:
        """Return what `from_state` needs."""
        return State(settings={"steps": list(STEPS), **self.by_task})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """Return what a bundle holds.

        Raises
        ------
        ValueError
            Where it was counted in other steps, or counts are no counts.
        """
        if tuple(state.settings["steps"]) != STEPS:
            raise ValueError("counted in other steps of certainty")
        return cls(
            by_task={
                task: {
                    corpus: _checked(counts, task)
                    for corpus, counts in state.settings[task].items()
                }
                for task in LABELS
                if task in state.settings
            }
        )


def _checked(counts: list[list[int]], task: str) -> Counts:
    labels = LABELS[task]
    found = tuple(tuple(row) for row in counts)
    if [len(row) for row in found] != [kinds(labels)] * len(labels):
        raise ValueError("not one count for each label and kind of answer")
    if not all(type(count) is int and 0 <= count < 2**53 for row in found for count in row):
        raise ValueError("a count is no number from 0 on")
    return found
