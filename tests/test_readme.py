"""What the README shows is what the tool prints, on every kind of processor."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from conftest import ROOT

NUMBER = re.compile(r"\d\.\d\d")


def test_the_output_in_the_readme_is_real() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"```console\n\$ sentiment (.*?)\n(.*?)```", readme, re.DOTALL)
    assert blocks
    for command, shown in blocks:
        done = subprocess.run(
            [sys.executable, "-m", "sentiment", *command.split()],
            capture_output=True,
            check=True,
            cwd=ROOT,
        )
        printed = done.stdout.decode().rstrip()
        assert NUMBER.sub("#", printed) == NUMBER.sub("#", shown.rstrip())
        # Processors round the sums of an encoder in orders of their own.
        ours, theirs = ([float(x) for x in NUMBER.findall(text)] for text in (printed, shown))
        assert ours == pytest.approx(theirs, abs=0.011)
