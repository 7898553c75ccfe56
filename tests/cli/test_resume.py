"""Long runs of the tool as a process: killed at any moment, they end with the very same bytes."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from small_parts import SAID, SMALL, parts_noted

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")

Tool = Callable[..., subprocess.CompletedProcess[str]]

COMMENTS = 800
KILLS = 3


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Write a table of comments, some of them answers and some without text, and a broken file."""
    chosen = random.Random(3)
    rows = [
        {
            "id": number,
            "parent": chosen.randrange(number) if number % 4 == 3 else None,
            "text": f"{chosen.choice(SAID)} {chosen.choice(SAID)} {number % 300}",
        }
        for number in range(1, COMMENTS + 1)
    ]
    rows[7]["text"] = ""
    (tmp_path / "a_broken.jsonl").write_text("{\n", "utf-8")
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return tmp_path


def command(folder: Path, output: Path, *options: str) -> list[str]:
    inputs = [str(folder / "a_broken.jsonl"), str(folder / "b.jsonl")]
    return [sys.executable, "-c", SMALL, "classify", *inputs, "--output", str(output),
            "--model", "german-lite", *options]  # fmt: skip


def finished(arguments: list[str], **more: object) -> tuple[int, str]:
    done = subprocess.run(arguments, capture_output=True, timeout=120, check=False, **more)  # type: ignore[call-overload]
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stderr.decode()


def killed(arguments: list[str], journal: Path, seconds: float) -> bool:
    """Kill a run some time after its journal has grown; return whether it was still running."""
    before = parts_noted(journal)
    with subprocess.Popen(arguments, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and parts_noted(journal) <= before:
            time.sleep(0.005)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
    return process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("format_", ["csv", "json", "table", "parquet"])
def test_killed_runs_end_with_the_same_bytes(table: Path, format_: str) -> None:
    if format_ == "parquet":
        pytest.importorskip("pyarrow")
    whole, output = table / "whole", table / "out"
    status, told = finished(command(table, whole, "--format", format_))
    assert status == 1
    arguments = command(table, output, "--format", format_, "--resume")
    chosen = random.Random(format_)
    times = [chosen.uniform(0, 0.1) for _ in range(KILLS)]
    kills = 0
    while times and not output.exists():  # a fast machine may be done before the last of them
        kills += killed(arguments, table / "out.journal", times.pop())
    assert kills >= 2
    assert finished(arguments) == (status, told)
    assert output.read_bytes() == whole.read_bytes()
    assert not {path.name for path in table.iterdir()} & {"out.part", "out.journal"}


def test_a_full_disk_is_one_sentence_and_what_was_done_is_kept(table: Path) -> None:
    whole, output = table / "whole.csv", table / "out.csv"
    finished(command(table, whole, "--format", "csv"))
    arguments = command(table, output, "--format", "csv", "--resume")
    most = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (100_000, 100_000))
    status, told = finished(arguments, preexec_fn=most)
    assert status == 1
    assert f"{output}: what is done is kept, and --resume goes on" in told
    assert f"{output}: cannot be written" in told
    assert not output.exists()
    finished([*arguments, "--jobs", "2"])
    assert output.read_bytes() == whole.read_bytes()


def test_a_full_disk_for_a_copy_is_not_taken_for_a_file_that_cannot_be_read(table: Path) -> None:
    packed = table / "c.csv.gz"
    rows = (f'"{SAID[number % 4]}",{number}\n' for number in range(COMMENTS))
    packed.write_bytes(gzip.compress("".join(["text,id\n", *rows]).encode()))
    for name, stdin in ((str(packed), None), ("-", packed.read_bytes())):
        status, told = finished(
            [sys.executable, "-m", "sentiment", "classify", name, "--format", "csv"],
            input=stdin,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (10_000, 10_000)),
        )
        assert status == 1
        assert told.startswith(f"{name}: no room on disk for a copy of it (File too large)")
        assert "environment variable TMPDIR" in told


def test_other_options_do_not_go_on_with_a_run(table: Path) -> None:
    output = table / "out.csv"
    assert killed(command(table, output, "--format", "csv"), table / "out.csv.journal", 0)
    other = command(table, output, "--format", "csv", "--resume", "--min-confidence", "0.5")
    status, told = finished(other)
    assert status == 1
    assert "an earlier run was of other inputs or options" in told
    assert (table / "out.csv.part").exists()
    anew = command(table, output, "--format", "csv", "--min-confidence", "0.5")
    finished(anew)
    assert len(output.read_text("utf-8").splitlines()) == COMMENTS


def test_the_same_bytes_for_every_run_and_number_of_jobs(table: Path) -> None:
    outputs = []
    for seed, jobs in (("1", "1"), ("2", "2"), ("3", "3")):
        output = table / f"{seed}.jsonl"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        options = ("--format", "jsonl", "--jobs", jobs, "--provenance")
        finished(command(table, output, *options), env=environment)
        outputs.append(output)
    contents = {output.read_bytes() for output in outputs}
    assert len(contents) == 1
    records = [json.loads(Path(f"{o}.provenance.json").read_text("utf-8")) for o in outputs]
    for output, record in zip(outputs, records, strict=True):
        written = record.pop("output")
        assert written["path"] == str(output)
        assert written["sha256"] == hashlib.sha256(output.read_bytes()).hexdigest()
    assert all(record == records[0] for record in records)
    content = (table / "b.jsonl").read_bytes()
    assert records[0]["inputs"][1] == {
        "path": str(table / "b.jsonl"),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    assert records[0]["model"]["name"] == "german-lite"


def test_an_output_that_stays_as_it_was_keeps_its_record(tool: Tool, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("text,author\nJa!,Jo\n", "utf-8")
    output, record = tmp_path / "out.csv", tmp_path / "out.csv.provenance.json"

    def run(name: str) -> int:
        options = ("--format", "csv", "--output", output, "--provenance", "--model", "german-lite")
        return tool("classify", name, *options).returncode

    assert run("gone.csv") == 1
    assert not output.exists()
    assert not record.exists()
    assert run("in.csv") == 0
    before = output.read_bytes(), record.read_bytes()
    assert run("gone.csv") == 1
    assert (output.read_bytes(), record.read_bytes()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes and /dev/stdout are of POSIX")
@pytest.mark.parametrize("option", ["--resume", "--provenance", "--format=parquet"])
@pytest.mark.parametrize("output", [[], ["--output", "/dev/stdout"], ["--output", "pipe"]])
def test_standard_output_and_pipes_have_no_journal_nothing_beside_them_and_no_parquet(
    tool: Tool, tmp_path: Path, option: str, output: list[str]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "in.csv").write_text("text,author\nJa!,Jo\n", "utf-8")
    done = tool("classify", "in.csv", *output, option)
    assert done.returncode == 2
    assert "needs a file" in done.stderr


@pytest.mark.parametrize("options", [["-"], ["in.csv", "--format", "html"]])
def test_what_is_read_or_made_at_once_cannot_be_resumed(
    tool: Tool, tmp_path: Path, options: list[str]
) -> None:
    (tmp_path / "in.csv").write_text("text,author\nJa!,Jo\n", "utf-8")
    done = tool("classify", *options, "--resume", "--output", "out", stdin=b"text\nJa!\n")
    assert done.returncode == 2
    assert "--resume" in done.stderr
    assert not (tmp_path / "out").exists()
