"""Queues of questions for the mode in which the page asks.

A queue is made when a browser first asks for questions, from the documents that lie open there and
the labels that stand, and kept for as long as it asks. Where the server was started anew, the next
request makes it again, without what was answered meanwhile.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from sentiment.labelling.agreement import contradictions
from sentiment.labelling.estimate import estimate
from sentiment.labelling.items import items_of
from sentiment.labelling.queue import Queue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sentiment.bundle import Bundle
    from sentiment.discussion import Discussion
    from sentiment.labelling.agreement import Conflict
    from sentiment.labelling.estimate import Estimate
    from sentiment.labelling.items import Item
    from sentiment.labelling.queue import Ask
    from sentiment.question import Question
    from sentiment.web.labels import Labels

    _AskedAbout = Sequence[tuple[Discussion, str | None]]

_MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class QueueKey:
    """What a queue is made of: another model, annotator or page gets a queue of its own."""

    session: str
    task: str
    annotator: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Questions to ask next, and how far the annotator is."""

    asks: tuple[tuple[Item, Ask], ...]
    labelled: int
    left: int
    without_target: int
    estimate: Estimate
    contradictions: Sequence[Conflict]


@dataclass(frozen=True, slots=True)
class _Kept:
    queue: Queue
    items: Mapping[Question, Item]
    without_target: int


class _Place:
    """Where a queue is, or will be as soon as the first who holds the lock has made it."""

    def __init__(self, discussions: _AskedAbout) -> None:
        self.lock = Lock()
        self._discussions = discussions
        self._kept: _Kept | None = None

    def kept(self, key: QueueKey, model: Bundle, labels: Labels) -> _Kept:
        """Return the queue; the lock must be held."""
        if self._kept is None:
            self._kept = _made(key, self._discussions, model, labels)
            self._discussions = ()
        return self._kept


class Queues:
    """The queues that were asked for last.

    To make one, each comment is read: meanwhile only those wait who ask for the same.
    """

    def __init__(self) -> None:
        self._places: OrderedDict[QueueKey, _Place] = OrderedDict()
        self._lock = Lock()

    def next(
        self,
        key: QueueKey,
        count: int,
        discussions: Callable[[], _AskedAbout],
        model: Bundle,
        labels: Labels,
    ) -> Batch:
        """Return up to `count` more questions.

        Parameters
        ----------
        discussions : callable
            Returns what to ask about: discussions, each with the target to ask for, or None for
            what it is found to be about. Called where there is no queue yet.
        """
        with self._lock:
            place = self._places.get(key)
            if place is None:
                place = self._places[key] = _Place(discussions())
                while len(self._places) > _MOST_KEPT:
                    self._places.popitem(last=False)
            self._places.move_to_end(key)
        with place.lock:
            kept = place.kept(key, model, labels)
            asks = kept.queue.next(count)
            left = len(kept.queue)
        own = [found for found in labels.standing(key.task) if found.annotator == key.annotator]
        return Batch(
            asks=tuple((kept.items[ask.question], ask) for ask in asks),
            labelled=len(own),
            left=left,
            without_target=kept.without_target,
            estimate=estimate(own, key.model),
            contradictions=contradictions(own),
        )


def _made(
    key: QueueKey,
    discussions: _AskedAbout,
    model: Bundle,
    labels: Labels,
) -> _Kept:
    items: dict[Question, Item] = {}
    without_target = 0
    for discussion, target in discussions:
        targets = (target,) if target else ()
        found = items_of([discussion], key.task, model.subjects, targets=targets)
        items = {item.question: item for item in found.items} | items
        without_target += found.without_target
    queue = Queue(
        list(items),
        model.classifier(key.task),
        answered=labels.standing(key.task),
        annotator=key.annotator,
        seen=labels.taken_back(key.task, key.annotator),
    )
    return _Kept(queue, items, without_target)
