"""Tables for people: printed to fit a terminal, plain where there is none."""

from __future__ import annotations

import io
import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING

from sentiment.language.as_seen import as_seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rich.console import RenderableType
    from rich.table import Table

_PLAIN_WIDTH = 80  # of a file or a pipe, which has no width of its own


def is_terminal(output: Path | None) -> bool:
    """Tell whether what goes to `output` (None: standard output) appears on a terminal."""
    # There is no standard output where whoever started the program closed it.
    return output is None and sys.stdout is not None and sys.stdout.isatty()


def printed(
    renderables: Iterable[RenderableType], output: Path | None = None, *, after: int = 0
) -> Iterator[str]:
    """Yield each renderable as the text that a terminal, a pipe or a file gets.

    A blank line stands between them; `after` says how many were printed before.
    """
    from rich.console import Console

    on_terminal = is_terminal(output)
    width = shutil.get_terminal_size().columns if on_terminal else _PLAIN_WIDTH
    for number, renderable in enumerate(renderables, start=after):
        page = io.StringIO()
        console = Console(
            file=page, width=width, force_terminal=on_terminal, highlight=False, emoji=False,
            markup=False, legacy_windows=False, color_system="auto" if on_terminal else None,
        )  # fmt: skip
        console.print(renderable)
        # A table pads its lines to one width; where nobody sees it, that is only noise.
        lines = page.getvalue().splitlines()
        text = "\n".join(line if on_terminal else line.rstrip() for line in lines) + "\n"
        yield f"\n{text}" if number else text


def plain_table(*columns: str, numbers: Iterable[str] = ()) -> Table:
    """Return a table without lines, and with columns of `numbers` behind the others."""
    from rich.table import Table

    table = Table(*columns, box=None, pad_edge=False, header_style="dim")
    for column in numbers:
        table.add_column(column, justify="right")
    return table


def harmless(text: str) -> str:
    """Return a reader's text on one line, as it is seen, without what steers a terminal."""
    return " ".join("".join(map(_harmless_sign, as_seen(text))).split())


def _harmless_sign(sign: str) -> str:
    if sign.isprintable():
        return sign
    # Format signs that `as_seen` leaves join pictures.
    return "" if unicodedata.category(sign) == "Cf" else " "
