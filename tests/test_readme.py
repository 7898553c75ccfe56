"""What the README and the docs show is what the tool prints."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

import sentiment
from sentiment import comment_sentiment


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


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "docs" / "python.md"])
def test_the_python_in_the_docs_is_real(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```pycon\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    example = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page.name, str(page), 0)
    assert example.examples
    assert doctest.DocTestRunner().run(example).failed == 0


def test_the_python_in_docstrings_is_real() -> None:
    for module in (sentiment, comment_sentiment):
        found = doctest.testmod(module)
        assert found.attempted
        assert found.failed == 0
