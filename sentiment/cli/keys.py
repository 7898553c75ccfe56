"""Keys: one press each on a terminal, one a line from a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator


def keys() -> Iterator[str]:
    """Yield keys until there are no more: a file ends, or Ctrl-D is pressed."""
    if sys.stdin is None:  # closed by whoever started the program
        return
    if not sys.stdin.isatty():
        yield from (line.strip() for line in sys.stdin)
        return
    while True:
        try:
            yield typer.getchar()
        except EOFError:
            return
