"""The command line: one module a command; parse, call, present."""

from __future__ import annotations

import sys

from sentiment.cli.app import app
from sentiment.cli.failures import INTERRUPTED, silence_stdout

__all__ = ["main"]


def main() -> None:
    """Run the command line and leave with its exit status."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        silence_stdout()
        sys.exit(0)
