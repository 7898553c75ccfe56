"""`sentiment serve` as a process, which can be killed and started again at the same address."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from sentiment.bundle import LITE


class Server:
    """A server in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.labels = folder / "labels.jsonl"
        self._port = 0
        self.start()

    def start(self) -> None:
        """Start, or start again at the same address."""
        options = ["--port", str(self._port), "--model", LITE]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sentiment", "serve", *options],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.greeting = self.process.stdout.readline()
        self.address = self.greeting.split()[0].rstrip("/")
        self._port = urlsplit(self.address).port or 0
        self.client = httpx.Client(base_url=self.address, timeout=60, trust_env=False)

    def kill(self) -> None:
        """Kill without any warning."""
        self.process.kill()
        self.end()

    def interrupt(self) -> None:
        """End as Ctrl+C does."""
        self.process.send_signal(signal.SIGINT)
        self.end()

    def end(self) -> None:
        """Wait for the end."""
        self.process.wait(30)
        self.client.close()
        assert self.process.stdout
        self.process.stdout.close()

    def rows(self) -> list[dict[str, Any]]:
        """Return all rows of the file of labels."""
        if not self.labels.exists():
            return []
        return [json.loads(line) for line in self.labels.read_text("utf-8").splitlines()]
