"""What the user sees of an error or a warning: one line on standard error, and an exit status."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from sentiment.errors import SentimentError

if TYPE_CHECKING:
    from collections.abc import Callable

FAILED = 1
_STDERR = 2  # its number in every process


class Group(TyperGroup):
    """Commands whose errors of ours become one sentence instead of a traceback."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer's own click has no public types
        """Run a command."""
        try:
            return super().invoke(ctx)
        except SentimentError as error:
            report(error)
            raise typer.Exit(FAILED) from None
        except BrokenPipeError:  # Typer would exit with 1, as if an input had failed
            _silence_stdout()
            raise typer.Exit from None


def have_stderr() -> None:
    """Let messages go nowhere where whoever started the program closed standard error.

    Worker processes, which inherit it, would not start without one.
    """
    if sys.stderr is None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), _STDERR)
        os.set_inheritable(_STDERR, True)
        sys.stderr = os.fdopen(_STDERR, "w", encoding="utf-8")


def report(error: SentimentError) -> None:
    """Print an error on one line of standard error."""
    typer.echo(_one_line(str(error)), err=True)


def show_warnings() -> None:
    """Print what the package warns of as errors are printed: it names files, too."""
    shown = logging.StreamHandler()
    shown.setFormatter(_OneLine())
    logging.getLogger("sentiment").addHandler(shown)


def collector() -> tuple[Callable[[SentimentError], None], Callable[[], None]]:
    """Return a function that reports an input's error, and one that exits if there was any."""
    failed: list[SentimentError] = []

    def take(error: SentimentError) -> None:
        failed.append(error)
        report(error)

    def leave() -> None:
        if failed:
            raise typer.Exit(FAILED)

    return take, leave


def tell_skipped(rows: int) -> None:
    """Say on standard error how many invalid rows were skipped, where any were."""
    from sentiment.present.counting import counted

    if rows:
        typer.echo(f"{counted(rows, 'invalid row')} skipped", err=True)


class _OneLine(logging.Formatter):
    """The message alone, on one line."""

    def format(self, record: logging.LogRecord) -> str:
        return _one_line(record.getMessage())


def _one_line(text: str) -> str:
    """Return a text without what steers a terminal, as the name of a file may."""
    return "".join(sign if sign.isprintable() else "?" for sign in " ".join(text.split()))


def _silence_stdout() -> None:
    """Let the interpreter's last flush go nowhere: the reader of the pipe has left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
