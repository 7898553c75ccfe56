"""What can be corrected of each comment: its mood, and its side toward whatever it was read for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.opinion import LABELS
from sentiment.question import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sentiment.present.report.view import CommentView

_TASK_OF = {"stance": "stance", "mention": "stance", "mood": "sentiment"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correctable:
    """A question that a comment answers, with what the model says and what the annotator said.

    `kind` is that of the label: stance, mood or mention. `label` is None where the annotator has
    not said anything.
    """

    kind: str
    task: str
    target: str
    labels: tuple[str, ...]
    guess: str
    label: str | None

    @property
    def exact_target(self) -> str:
        """The target as JSON, of which HTML changes nothing."""
        return json.dumps(self.target)


def correctable(
    comment: CommentView, standing: Mapping[tuple[str, Question], str]
) -> tuple[Correctable, ...]:
    """Return the questions about a comment, in the order of its labels.

    The stance of a bare reply ("Genau") is none: it hangs on what is answered, so that a correction
    would be one of the same words everywhere.

    Parameters
    ----------
    standing : mapping of (task, Question) to str
        What the annotator said already.
    """
    found = []
    for label in comment.labels:
        task = _TASK_OF.get(label.kind)
        if task is not None and not label.is_taken_over:
            question = Question(comment.comment.text, label.target)
            found.append(
                Correctable(
                    kind=label.kind,
                    task=task,
                    target=label.target,
                    labels=LABELS[task],
                    guess=label.likeliest,
                    label=standing.get((task, question)),
                )
            )
    return tuple(found)
