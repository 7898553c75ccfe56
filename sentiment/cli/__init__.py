"""The command line: one module a command; parse, call, present."""

from __future__ import annotations

from sentiment.cli.app import app
from sentiment.cli.failures import have_stderr, show_warnings

__all__ = ["main"]


def main() -> None:
    """Run the command line and leave with its exit status.

    0 is fine, 1 a failure that was reported, 2 wrong use, and 130 an interruption (which Typer
    itself turns into an exit).
    """
    have_stderr()
    show_warnings()
    app()
