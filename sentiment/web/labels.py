"""What is corrected on the page: labels of both tasks in one file, each at once and once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentiment.classifiers import Question
from sentiment.labelling.correction import Correction, now
from sentiment.labelling.store import Store
from sentiment.opinion import LABELS
from sentiment.web.requests import CorrectStance

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sentiment.web.requests import CorrectMood


class Labels:
    """The file of labelled samples.

    Parameters
    ----------
    path : Path
        JSON lines; made with the first label.

    Raises
    ------
    LabelsError
        Where the file holds something else.
    OutputError
        Where it cannot be read and written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stores = {task: Store.open(path, task) for task in LABELS}

    def record(self, asked: CorrectMood | CorrectStance) -> bool:
        """Append a label; return whether it is new. When this returns, it is on the disk."""
        about = (asked.target, asked.headline) if isinstance(asked, CorrectStance) else ()
        return self._stores[asked.task].record(
            Correction(
                question=Question(asked.text, *about),
                label=asked.label,
                id=asked.id,
                annotator=asked.annotator,
                time=now(),
                chosen_by=asked.chosen_by,
                guess=asked.guess,
                model=asked.model,
            )
        )

    def standing(self, task: str) -> tuple[Correction, ...]:
        """Return the labels of a task that stand."""
        return self._stores[task].standing()

    def taken_back(self, task: str, annotator: str) -> tuple[Question, ...]:
        """Return what an annotator took an answer to back."""
        return self._stores[task].taken_back(annotator)

    def of(self, annotator: str) -> Mapping[tuple[str, Question], str]:
        """Return the label that an annotator gave to each question, by task and question."""
        return {
            (task, Question(found.question.text, found.question.target)): found.label or ""
            for task in self._stores
            for found in self.standing(task)
            if found.annotator == annotator
        }
