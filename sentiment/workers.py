"""Work spread over processes: results in order, and no more of them waiting than is needed."""

from __future__ import annotations

import warnings
from collections import deque
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from sentiment.errors import WorkerError
from sentiment.garbage import look_seldom_for_garbage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
_Awaited_co = TypeVar("_Awaited_co", covariant=True)

_AHEAD = 3  # tasks a worker, so that none waits while the oldest result is written

# Whatever computes in a worker has one core: libraries that start a thread for each core of the
# machine in every worker would only wait for each other.
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
_IDLE_SECONDS = 20  # after which a worker leaves, also where the main process was killed


class Promise(Protocol[_Awaited_co]):
    """A result that is still to come."""

    def result(self) -> _Awaited_co:
        """Wait for it, and return it, or raise what the work raised."""

    def cancel(self) -> object:
        """Have it no more, if nobody works on it yet."""


def in_order(
    submit: Callable[[_Task], Promise[_Result]], tasks: Iterable[_Task], ahead: Callable[[], int]
) -> Iterator[_Result]:
    """Yield the result of each task in the order of the tasks.

    Unlike joblib's generators, no task is taken while more than a few results wait for whoever
    writes them, so that memory stays the same however many tasks there are.

    Parameters
    ----------
    submit : callable
        Has a task done somewhere.
    tasks : iterable
        Taken one by one.
    ahead : callable
        Returns how many tasks may be unfinished, or finished and not yet yielded.
    """
    waiting: deque[Promise[_Result]] = deque()
    try:
        for task in tasks:
            waiting.append(submit(task))
            while len(waiting) > ahead():
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for promise in waiting:
            promise.cancel()


def spread(
    work: Callable[[_Task], _Result], tasks: Iterable[_Task], *, jobs: int
) -> Iterator[_Result]:
    """Yield the result of `work` for each task, in the order of the tasks, as `in_order` does.

    Parameters
    ----------
    work : callable
        A function of a module, or a partial one; it and its tasks and results are pickled.
    tasks : iterable
        Taken one by one.
    jobs : int
        The number of worker processes.

    Raises
    ------
    WorkerError
        Where a worker process is gone.
    """
    from loky import get_reusable_executor

    # A worker that leaves just when a task comes, after long reading, has a successor at once.
    warnings.filterwarnings("ignore", message="A worker stopped while some jobs were given")
    executor = get_reusable_executor(
        max_workers=jobs, timeout=_IDLE_SECONDS, env=_ONE_THREAD, initializer=_begin
    )
    try:
        yield from in_order(partial(executor.submit, work), tasks, lambda: _AHEAD * jobs)
    except BrokenProcessPool as error:
        raise WorkerError(
            "a worker process was lost",
            where=f"--jobs {jobs}",
            remedy="see whether memory ran out, and use fewer jobs",
        ) from error


def _begin() -> None:
    """Prepare a worker; Ctrl-C is left to the main process, which has workers stopped."""
    import signal

    look_seldom_for_garbage()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
