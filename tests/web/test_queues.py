"""Queues of several annotators at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

import pytest

from sentiment.discussion import Article, Comment, Discussion
from sentiment.web.labels import Labels
from sentiment.web.problems import RefusedError
from sentiment.web.queues import Batch, QueueKey, Queues

if TYPE_CHECKING:
    from pathlib import Path

    from sentiment import Bundle

PAGE = Discussion(
    source="bad.txt",
    article=Article(text="Der Rat baut ein Bad."),
    comments=tuple(Comment(id=str(n), text=f"Na ja, {n}.") for n in range(6)),
)
SECONDS = 60  # a slow machine is no defect


class Slow(list[tuple[Discussion, str | None]]):
    """Discussions that are not read before they may be."""

    def __init__(self) -> None:
        super().__init__([(PAGE, None)])
        self.is_begun, self.may_go_on = Event(), Event()

    def __iter__(self) -> Iterator[tuple[Discussion, str | None]]:
        self.is_begun.set()
        assert self.may_go_on.wait(SECONDS)
        return super().__iter__()


def test_who_waits_for_a_queue_holds_up_nobody_else(model: Bundle, tmp_path: Path) -> None:
    queues, labels, slow = Queues(), Labels(tmp_path / "labels.jsonl"), Slow()
    made: list[str] = []

    def asked(annotator: str, about: list[tuple[Discussion, str | None]]) -> Batch:
        def discussions() -> list[tuple[Discussion, str | None]]:
            made.append(annotator)
            return about

        key = QueueKey("session", "sentiment", annotator, model.version)
        return queues.next(key, 3, discussions, model, labels)

    with ThreadPoolExecutor() as threads:
        try:
            first, second = (threads.submit(asked, "Eva", slow) for _ in range(2))
            assert slow.is_begun.wait(SECONDS)
            other = threads.submit(asked, "Jo", [(PAGE, None)]).result(SECONDS)
        finally:
            slow.may_go_on.set()
        both = [found.result(SECONDS) for found in (first, second)]
    assert len(other.asks) == 3
    assert sorted(found.left for found in both) == [0, 3]
    # Who asks for the same queue at once gets other questions of it.
    assert {item.question.text for found in both for item, _ in found.asks} == {
        comment.text for comment in PAGE.comments
    }
    assert sorted(made) == ["Eva", "Jo"]


def test_where_nothing_lies_open_no_queue_is_lost(model: Bundle, tmp_path: Path) -> None:
    queues, labels = Queues(), Labels(tmp_path / "labels.jsonl")
    key = QueueKey("session", "sentiment", "Eva", model.version)

    def closed() -> list[tuple[Discussion, str | None]]:
        raise RefusedError(404, "This file is not open any more; drop it again.")

    assert queues.next(key, 4, lambda: [(PAGE, None)], model, labels).left == 2
    for number in range(20):
        other = QueueKey(str(number), "sentiment", "Eva", model.version)
        with pytest.raises(RefusedError):
            queues.next(other, 1, closed, model, labels)
    assert queues.next(key, 4, closed, model, labels).left == 0
