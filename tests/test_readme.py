"""What the README shows is what the tool prints."""

from __future__ import annotations

import re
import subprocess
import sys

from conftest import ROOT


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
        assert done.stdout.decode().rstrip() == shown.rstrip()
