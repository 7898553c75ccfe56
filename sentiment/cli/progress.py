"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress(what: str, *, shown: bool = True) -> Iterator[Callable[[int, int | None], None]]:
    """Yield a function that takes (steps done, steps in all or None where nobody knows).

    Parameters
    ----------
    what : str
        Stands before the bar.
    shown : bool
        False where results come to the same terminal meanwhile: they would run into the bar.
    """
    if not (shown and sys.stderr.isatty()):
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def rate(what: str, *, shown: bool = True) -> Iterator[Callable[[int, float], None]]:
    """Yield a function that takes (pieces of work done, share of all the work).

    The bar shows the share, the pieces, how many are done a second, and the time that is left.

    Parameters
    ----------
    what, shown
        As for `progress`.
    """
    if not (shown and sys.stderr.isatty()):
        yield lambda _done, _share: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[done]:,} ({task.fields[speed]:,.0f}/s)"),
        TimeRemainingColumn(),
    )
    start = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=1.0, done=0, speed=0.0)

        def tell(done: int, share: float) -> None:
            speed = done / max(time.monotonic() - start, 1e-9)
            bar.update(task, completed=share, done=done, speed=speed)

        yield tell
