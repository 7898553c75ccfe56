"""What is corrected on the page: labels of both tasks in one file, each at once and once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentiment.labelling.correction import Correction, now
from sentiment.labelling.store import Store
from sentiment.opinion import LABELS
from sentiment.question import Question
from sentiment.web.replies import Recorded
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
        self._held_any = self._holds_any()

    def record(self, asked: CorrectMood | CorrectStance) -> Recorded:
        """Append a label; when this returns, it is on the disk."""
        about = (asked.target, asked.headline) if isinstance(asked, CorrectStance) else ()
        # Reading makes the file, too, so that one that was moved away may be there, and empty.
        is_gone = self._held_any and not self._holds_any()
        is_new = self._stores[asked.task].record(
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
        self._held_any = True
        return Recorded(new=is_new, begins_anew=is_gone)

    def _holds_any(self) -> bool:
        try:
            return self.path.stat().st_size > 0
        except OSError:
            return False

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
