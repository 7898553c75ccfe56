"""`sentiment serve` as a command: where it listens, what it refuses, how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from serving import Server

Tool = Callable[..., subprocess.CompletedProcess[str]]


def test_it_says_where_it_listens_and_where_corrections_go(
    start: Callable[[], Server], tool: Tool
) -> None:
    server = start()
    assert server.address.startswith("http://127.0.0.1:")
    assert server.greeting.endswith("/ (corrections go to labels.jsonl, Ctrl+C ends)\n")
    port = server.address.rpartition(":")[2]
    done = tool("serve", "--port", port)
    assert done.returncode == 1
    assert done.stderr.startswith(f"127.0.0.1:{port}: ")
    assert "--port" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    server.interrupt()
    assert server.process.returncode == 130


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--host", "198.51.100.7"], "198.51.100.7:8765: no server"),
        (["--host", "no.such.name.invalid"], "no.such.name.invalid:8765: no server"),
        (["--labels", "other.jsonl"], "other.jsonl: line 1"),
        (["--labels", "none/labels.jsonl"], "none/labels.jsonl"),
        (["--labels", "labels.csv"], ".jsonl"),
        (["--model", "nope"], "german-lite"),
    ],
)
def test_what_it_cannot_do_it_says_before_it_promises_anything(
    tool: Tool, tmp_path: Path, arguments: list[str], says: str
) -> None:
    (tmp_path / "other.jsonl").write_text('{"a": 1}\n', "utf-8")
    done = tool("serve", *arguments)
    assert done.returncode == 1
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--host", "a..b"], "--host"),
        pytest.param(
            ["--labels", os.fsdecode(b"l\xff.jsonl")],
            "--labels",
            marks=pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names of Linux"),
        ),
    ],
)
def test_names_that_nothing_can_have_are_refused(
    tool: Tool, tmp_path: Path, arguments: list[str], says: str
) -> None:
    done = tool("serve", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_without_the_extra_it_says_what_to_install() -> None:
    code = (
        "import sys\nsys.modules['fastapi'] = None\nsys.argv = ['sentiment', 'serve']\n"
        "from sentiment.cli import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert 'pip install ".[web]"' in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_on_the_network_it_warns_and_answers_to_no_foreign_name(tmp_path: Path) -> None:
    import httpx

    with subprocess.Popen(
        [sys.executable, "-m", "sentiment", "serve", "--host", "0.0.0.0", "--port", "0"],  # noqa: S104
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        port = int(process.stdout.readline().split()[0].rstrip("/").rpartition(":")[2])
        with httpx.Client(trust_env=False) as client:
            for name, status in (
                (f"192.0.2.1:{port}", 200),
                ("[2001:db8::1]", 200),
                (socket.gethostname(), 200),
                ("evil.example", 421),
            ):
                answer = client.get(f"http://127.0.0.1:{port}/", headers={"Host": name})
                assert answer.status_code == status, name
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert "there is no login" in errors
    assert "Traceback" not in errors
