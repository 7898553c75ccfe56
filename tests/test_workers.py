"""Work in other processes: in order, a few tasks ahead, and a lost worker is one sentence."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest

from sentiment import workers
from sentiment.errors import WorkerError
from sentiment.workers import spread


def doubled(number: int) -> int:
    time.sleep(0.05 * (number % 3 == 0))  # later ones are done earlier
    return 2 * number


def lost(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_results_come_in_order_and_tasks_are_taken_as_they_are_used() -> None:
    taken = []

    def tasks() -> Iterator[int]:
        for number in range(40):
            taken.append(number)
            yield number

    for number, result in enumerate(spread(doubled, tasks(), jobs=2)):
        assert result == 2 * number
        assert len(taken) <= number + 8


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_lost_worker_is_named_and_the_next_run_has_new_ones() -> None:
    with pytest.raises(WorkerError, match="a worker process was lost; see whether memory ran out"):
        list(spread(lost, range(8), jobs=2))
    assert list(spread(doubled, range(8), jobs=2)) == list(range(0, 16, 2))


def test_workers_that_leave_while_tasks_come_slowly_lose_none_and_say_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "_IDLE_SECONDS", 0.1)

    def tasks() -> Iterator[int]:
        for number in range(30):
            time.sleep(0.12)  # about when a worker leaves
            yield number

    assert list(spread(doubled, tasks(), jobs=2)) == list(range(0, 60, 2))
