"""One annotator's way through a queue: ask, record, skip, take back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sentiment.labelling.agreement import contradictions
from sentiment.labelling.correction import BY_QUEUE, Correction, new_id, now
from sentiment.labelling.estimate import estimate
from sentiment.labelling.queue import Queue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sentiment.bundle import Bundle
    from sentiment.labelling.agreement import Conflict
    from sentiment.labelling.estimate import Estimate
    from sentiment.labelling.items import Item
    from sentiment.labelling.queue import Ask
    from sentiment.labelling.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many labels the annotator has given, how many questions are left, how good the model is.

    A question that was skipped is left for another session.
    """

    labelled: int
    left: int
    estimate: Estimate


class Session:
    """Asks one annotator, and records each answer at once."""

    def __init__(
        self,
        items: Sequence[Item],
        task: str,
        model: Bundle,
        store: Store,
        *,
        annotator: str,
        on_step: Callable[[int, int], None] | None = None,
    ) -> None:
        self._items = {item.question: item for item in items}
        self._model = model.version
        self._store = store
        self._annotator = annotator
        self._queue = Queue(
            list(self._items),
            model.classifier(task),
            answered=store.standing(),
            annotator=annotator,
            seen=store.taken_back(annotator),
            on_step=on_step,
        )
        self._again: list[Ask] = []  # what was taken back, and what it was taken back before
        self._answered: list[Ask] = []
        self._current = self._next()

    @property
    def current(self) -> tuple[Item, Ask] | None:
        """What to ask now, or None where nothing is left."""
        if self._current is None:
            return None
        return self._items[self._current.question], self._current

    @property
    def can_undo(self) -> bool:
        """Whether an answer of this session stands."""
        return bool(self._answered)

    def answer(self, label: str) -> list[Conflict]:
        """Record a label for what is asked now; return what else the annotator said of it."""
        ask = self._asked()
        self._record(ask, label)
        self._answered.append(ask)
        self._current = self._next()
        return [
            conflict
            for conflict in contradictions(self._own())
            if any(found.question == ask.question for found in conflict)
        ]

    def skip(self) -> None:
        """Ask the next one; this one comes again in another session."""
        self._asked()
        self._current = self._next()

    def undo(self) -> bool:
        """Take the last answer of this session back and ask again; False where there is none.

        What was drawn by lot no longer is: the annotator has seen what the model says of it.
        """
        if not self._answered:
            return False
        ask = self._answered.pop()
        self._record(ask, None)
        if self._current is not None:
            self._again.append(self._current)
        self._current = replace(ask, chosen_by=BY_QUEUE)
        return True

    def progress(self) -> Progress:
        """Return how far the annotator is."""
        own = self._own()
        left = len(self._queue) + len(self._again) + (self._current is not None)
        return Progress(labelled=len(own), left=left, estimate=estimate(own, self._model))

    def _own(self) -> list[Correction]:
        standing = self._store.standing()
        return [found for found in standing if found.annotator == self._annotator]

    def _next(self) -> Ask | None:
        return self._again.pop() if self._again else next(iter(self._queue.next()), None)

    def _asked(self) -> Ask:
        if self._current is None:
            raise LookupError("nothing is asked")
        return self._current

    def _record(self, ask: Ask, label: str | None) -> None:
        self._store.record(
            Correction(
                question=ask.question,
                label=label,
                id=new_id(),
                annotator=self._annotator,
                time=now(),
                chosen_by=ask.chosen_by,
                guess=ask.guess,
                model=self._model,
            )
        )
