"""What several tests share: the samples, the shipped model, and the tool as a process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from serving import Server

import sentiment
from sentiment.bundle import LITE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

# Timings belong in benchmarks: a busy machine is no defect.
settings.register_profile("without deadline", deadline=None)
settings.load_profile("without deadline")

ROOT = Path(__file__).parent.parent
DISCUSSIONS = ROOT / "samples" / "discussions"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_OPTIONS = (
    "--no-sandbox",  # which root cannot have, and CI is root
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def model() -> sentiment.Bundle:
    """The fast one of the shipped models."""
    return sentiment.load_model(LITE)


@pytest.fixture(scope="session")
def gold() -> Callable[[str], dict[str, Any]]:
    """Return the gold of one sample discussion."""

    def read(name: str) -> dict[str, Any]:
        path = DISCUSSIONS / f"{Path(name).stem}.gold.json"
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))["discussions"][0]
        return found

    return read


@pytest.fixture
def tool(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line as a user would, in an empty folder."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "sentiment", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            check=False,
            timeout=120,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start headless Chromium; where there is none, skip the test, unless CI says that it must run.

    A test opens a page of its own, with the settings that it needs.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        reason = "needs Chromium (Debian: apt-get install chromium)"
        if os.environ.get("SENTIMENT_TEST_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(BROWSER_OPTIONS))
        yield chromium
        chromium.close()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Server]]:
    """Return what starts a server in an empty folder."""
    servers: list[Server] = []

    def start_one() -> Server:
        servers.append(Server(tmp_path))
        return servers[-1]

    yield start_one
    for server in servers:
        if server.process.poll() is None:
            server.kill()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server that the tests of a module share."""
    found = Server(tmp_path_factory.mktemp("server"))
    yield found
    found.kill()
