"""The tool on a terminal, as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TOOL = [sys.executable, "-m", "sentiment"]


def on_a_terminal(*arguments: str | Path, results: Path | None = None, status: int = 0) -> str:
    """Run the tool with standard error, and results unless they go to a file, on a terminal."""
    master, terminal = os.openpty()
    with results.open("wb") if results else os.fdopen(os.dup(terminal), "wb") as stdout:
        process = subprocess.Popen(
            [*TOOL, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=terminal,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "60"},
        )
    os.close(terminal)
    seen = b""
    try:
        while part := os.read(master, 65536):
            seen += part
    except OSError:  # what Linux says when the other side has closed
        pass
    os.close(master)
    assert process.wait(60) == status
    return seen.decode().replace("\r\n", "\n")
