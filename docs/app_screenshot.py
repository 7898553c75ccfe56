"""Make the picture of the page in the README: `make screenshot`; needs Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "discussions" / "velo.txt"
PICTURE = ROOT / "docs" / "web.png"
SIZE = {"width": 1000, "height": 1200}


def main() -> None:
    """Start a server in an empty folder, correct a sample, and take a picture of that."""
    with tempfile.TemporaryDirectory() as folder, _server(folder) as server:
        assert server.stdout  # noqa: S101 - it is a pipe
        address = server.stdout.readline().split()[0]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(locale="de-DE", viewport=SIZE)
            page.goto(address)
            _correct(page)
            page.screenshot(path=PICTURE)
        server.terminate()


def _server(folder: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sentiment", "serve", "--port", "0"]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)  # noqa: S603


def _correct(page: Page) -> None:
    page.set_input_files("#files", SAMPLE)
    page.wait_for_selector(".comment")
    page.locator("#d1-c1").focus()
    page.keyboard.press("3")
    page.wait_for_selector("[data-state=recorded]")
    page.locator("#documents").evaluate("e => e.scrollIntoView()")


if __name__ == "__main__":
    main()
