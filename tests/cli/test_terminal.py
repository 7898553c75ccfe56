"""The command line where a person sits before it, and where a pipe ends early."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DISCUSSIONS
from screen import TOOL, on_a_terminal

Tool = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")


def test_a_bar_never_mixes_with_results(tmp_path: Path) -> None:
    sample = DISCUSSIONS / "velo.txt"
    together = on_a_terminal("classify", sample)
    assert "Velostrasse" in together
    assert "━" not in together
    apart = on_a_terminal("classify", sample, results=tmp_path / "out")
    assert "━" in apart
    assert "Velostrasse" not in apart
    written = (tmp_path / "out").read_text("utf-8")
    assert "Velostrasse" in written
    assert "\x1b" not in written


@pytest.mark.parametrize("command", [["report"], ["classify", "--format", "html"]])
def test_a_page_is_the_same_from_a_terminal(tool: Tool, tmp_path: Path, command: list[str]) -> None:
    table = tmp_path / "mine.csv"
    table.write_bytes(b'text\n"Toll!\r\nDas Bad bleibt \x1b[1moffen."\n')
    arguments = [*command, str(table), "--model", "german-lite", "--output"]
    assert tool(*arguments, "piped.html").returncode == 0
    on_a_terminal(*arguments, tmp_path / "shown.html")
    shown = (tmp_path / "shown.html").read_bytes()
    assert shown == (tmp_path / "piped.html").read_bytes()


def test_a_closed_pipe_is_no_failure(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text('{"text": "Ja."}\n' * 50_000, "utf-8")
    command = [*TOOL, "separate", str(many), "--format", "csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b"source,id")
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["classify", "x.txt", "--target", " "], "--target"),
        (["classify", "x.txt", "--min-confidence", "nan"], "--min-confidence"),
        (["classify", "x.txt", "--jobs", "0"], "--jobs"),
        (["classify", "x.txt", "--explain", "--format", "csv"], "--explain"),
        (
            ["train", "x.json", "--task", "separation", "--output", "m", "--skip-invalid"],
            "--skip-invalid",
        ),
    ],
)
def test_wrong_use_is_refused_before_any_work(
    tool: Tool, tmp_path: Path, arguments: list[str], says: str
) -> None:
    done = tool(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert not done.stdout
    assert not list(tmp_path.iterdir())


def test_the_card_of_each_listed_model_can_be_read(tool: Tool) -> None:
    listed = tool("models").stdout.splitlines()
    assert [line for line in listed if " (default): " in line]
    for line in listed:
        name = line.split(":")[0].removesuffix(" (default)")
        assert tool("models", name).stdout.startswith(f"name: {name}\n")
