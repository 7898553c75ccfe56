"""Retraining on corrections, with a part of them held back to tell whether it helped.

Held back is what was drawn by lot: the only answers that are a fair sample of all comments. What
an annotator picked, or the queue chose, is there because the model was wrong or unsure, and on that
any other model would look better.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sentiment.bundle import load_model
from sentiment.errors import SampleError
from sentiment.labelling.correction import BY_LOT
from sentiment.labelling.estimate import drawn_by_lot
from sentiment.opinion import LABELS
from sentiment.present.writing import explaining
from sentiment.training.comparison import compare
from sentiment.training.samples import Sample, Samples
from sentiment.training.train import train

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sentiment.bundle import Bundle
    from sentiment.labelling.correction import Correction
    from sentiment.training.comparison import Comparison

FEWEST_HELD_BACK = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrained:
    """What retraining on one task brought.

    `choice` says what was chosen on the `learnt` corrections, `comparison` how the new model does
    beside the one in use on those that were held back.
    """

    task: str
    learnt: int
    choice: str
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class TooFew:
    """Why a task was not retrained: how many corrections there are of either kind."""

    learnt: int
    held_back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraining:
    """What retraining brought.

    `left_out` are the tasks with too few corrections. `model` is None where the new one is not
    better, and was thrown away.
    """

    tasks: tuple[Retrained, ...]
    left_out: Mapping[str, TooFew]
    model: Bundle | None


def split(corrections: Sequence[Correction], source: str) -> tuple[list[Sample], list[Sample]]:
    """Return what to learn from and what to hold back; no text, as a reader sees it, is in both.

    Of several answers to a question that was drawn by lot, the last is held back.

    Parameters
    ----------
    source : str
        The file of the corrections.
    """
    held_back = [_sample(found, source) for found in drawn_by_lot(corrections)]
    drawn = {sample.question.text for sample in held_back}
    others = (_sample(found, source) for found in corrections if found.chosen_by != BY_LOT)
    return [sample for sample in others if sample.question.text not in drawn], held_back


def retrain(
    corrections: Mapping[str, Sequence[Correction]],
    start: Bundle,
    in_use: Bundle,
    folder: Path,
    *,
    source: str,
    on_step: Callable[[str, int, int], None],
) -> Retraining:
    """Train a model on corrections, and save it where it is better than the one in use.

    It is better where, of what was held back, it has more right than the one in use for some task,
    and fewer for none.

    Parameters
    ----------
    corrections : mapping of str to sequence of Correction
        Those that stand, by task.
    start : Bundle
        What to build on: a model that has not learnt any of them.
    in_use : Bundle
        What to compare with.
    folder : Path
        Becomes the new model.
    source : str
        The file of the corrections.
    on_step : callable
        Called with (task, steps done, steps in all).

    Raises
    ------
    OutputError
        Where the folder cannot be written.
    """
    tasks: list[Retrained] = []
    left_out: dict[str, TooFew] = {}
    model = start
    with _workplace(folder) as work:
        for task in LABELS:
            learnt, held_back = split(corrections[task], source)
            trained = None
            if len(held_back) >= FEWEST_HELD_BACK:
                with suppress(SampleError):  # too few of two labels
                    trained = train(
                        Samples(task=task, rows=tuple(learnt)),
                        model,
                        on_step=partial(on_step, task),
                    )
            if trained is None:
                left_out[task] = TooFew(learnt=len(learnt), held_back=len(held_back))
                continue
            # Under its last name, which the bundle holds; the next task is built upon it.
            saved = work / task / folder.name
            trained.save(saved)
            model = load_model(saved)
            tasks.append(
                Retrained(
                    task=task,
                    learnt=len(learnt),
                    choice=trained.report.choice,
                    comparison=compare(held_back, in_use.classifier(task), model.classifier(task)),
                )
            )
        is_better = _is_better([found.comparison for found in tasks])
        if is_better:
            model.folder.rename(folder)
    return Retraining(
        tasks=tuple(tasks), left_out=left_out, model=load_model(folder) if is_better else None
    )


def _sample(found: Correction, source: str) -> Sample:
    return Sample(question=found.question.as_seen(), label=found.label or "", source=source)


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """Make a folder for models that are not yet chosen, beside the one that is to come."""
    with explaining(str(folder)):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as work:
            yield Path(work)


def _is_better(comparisons: Sequence[Comparison]) -> bool:
    return any(found.gain > 0 for found in comparisons) and all(
        found.gain >= 0 for found in comparisons
    )
