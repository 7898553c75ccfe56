"""Labelling in a terminal and through a pipe, and what becomes of the labels."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DISCUSSIONS

Tool = Callable[..., subprocess.CompletedProcess[str]]
TITLE = (DISCUSSIONS / "velo.txt").read_text("utf-8").partition("\n")[0]
LABEL = ("label", DISCUSSIONS / "velo.txt", "--task", "stance", "--output", "labels.jsonl",
         "--model", "german-lite")  # fmt: skip


def rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_labels_are_kept_gone_on_with_and_learnt_from(tool: Tool, tmp_path: Path) -> None:
    done = tool(*LABEL, stdin=b"1\nx\n2\nu\n3\ns\nq\n1\n")
    assert done.returncode == 0, done.stderr
    assert "2 labelled" in done.stdout
    assert "sentiment train labels.jsonl --task stance --base german-lite" in done.stderr
    first = rows(tmp_path / "labels.jsonl")
    assert [row["stance"] for row in first] == ["against", "neutral", None, "favor"]
    assert {row["target"] for row in first} == {"Velostrasse"}
    assert {row["headline"] for row in first} == {TITLE}
    (version,) = {row["model"] for row in first}
    assert re.fullmatch("german-lite@[0-9a-f]{8}", version)
    done = tool(*LABEL, "--annotator", "Bernd", stdin=b"1\n" * 99)
    assert "Nothing is left to ask." in done.stdout
    done = tool(*LABEL, stdin=b"2\n" * 99)
    assert "Nothing is left to ask." in done.stdout
    done = tool("labels", "check", "labels.jsonl", "--task", "stance", "--format", "json")
    found = json.loads(done.stdout)
    assert set(found["by_annotator"]) == {"Bernd", "editor"}
    assert found["labels"] == sum(found["by_label"].values())
    assert tool("evaluate", "labels.jsonl", "--task", "stance").returncode == 0


def test_labelled_samples_can_be_labelled_again(tool: Tool, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("target;text\nBad;Bleibt offen!\nBad;Zusperren.\n", "utf-8")
    done = tool("label", "mine.csv", "--task", "stance", "--output", "l.jsonl", stdin=b"3\n1\n")
    assert done.returncode == 0, done.stderr
    assert {row["target"] for row in rows(tmp_path / "l.jsonl")} == {"Bad"}
    assert ["headline" in row for row in rows(tmp_path / "l.jsonl")] == [False] * 2
    done = tool("label", "mine.csv", "--task", "sentiment", "--output", "m.jsonl", stdin=b"3\n")
    assert ["target" in row for row in rows(tmp_path / "m.jsonl")] == [False]


def test_the_last_answer_can_be_taken_back(tool: Tool, tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("text\nBleibt offen!\n", "utf-8")
    arguments = ("label", "one.csv", "--task", "sentiment", "--output", "l.jsonl",
                 "--model", "german-lite")  # fmt: skip
    done = tool(*arguments, stdin=b"1\nu\n3\n")
    assert done.returncode == 0, done.stderr
    assert [row["sentiment"] for row in rows(tmp_path / "l.jsonl")] == [
        "negative", None, "positive",
    ]  # fmt: skip
    assert done.stdout.endswith("Nothing is left to ask.\nu undo  q quit\n")
    # Who comes again has nothing to take back, and is not asked.
    assert tool(*arguments).stdout == "Nothing is left to ask.\n"


def test_the_command_to_learn_with_can_be_pasted(tool: Tool, tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("text\nBleibt offen!\n", "utf-8")
    done = tool("label", "one.csv", "--task", "sentiment", "--output", "my labels.jsonl",
                "--model", "german-lite", stdin=b"1\n")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "sentiment train 'my labels.jsonl' --task sentiment --base german-lite" in done.stderr


def test_who_labelled_nothing_is_not_told_to_train(tool: Tool) -> None:
    done = tool(*LABEL, stdin=b"q\n")
    assert done.returncode == 0
    assert "sentiment train" not in done.stderr


def test_check_tells_what_differs(tool: Tool, tmp_path: Path) -> None:
    columns = ("text", "sentiment", "annotator", "chosen_by", "guess", "model")
    labels = [
        ("Toll!", "positive", "Anna", "random", "positive", "german"),
        ("toll!", "negative", "Anna", "random", "positive", "german"),
        ("Nun ja.", "neutral", "Anna", "queue", "neutral", "german"),
        ("Nun ja.", "negative", "Bernd", "queue", "neutral", "german"),
        ("Mist.", "negative", "Bernd", "random", "negative", "german"),
    ]
    text = "".join(json.dumps(dict(zip(columns, row, strict=True))) + "\n" for row in labels)
    (tmp_path / "l.jsonl").write_text(text, "utf-8")
    done = tool("labels", "check", "l.jsonl", "--task", "sentiment")
    assert done.stdout == (
        "5 labels\n"
        "annotator  labels\n"
        "Anna            3\n"
        "Bernd           2\n"
        "\n"
        "label     labels\n"
        "negative       3\n"
        "neutral        1\n"
        "positive       1\n"
        "\n"
        "german was right on 2 of 3 drawn by lot: 0.67 (0.21 to 0.94)\n"
        "Krippendorff's alpha 0.000 on 1 shared questions\n"
        "\n"
        "1 contradictions of an annotator\n"
        "Toll!\n"
        "  l.jsonl: line 1: positive Anna\n"
        "  l.jsonl: line 2: negative Anna\n"
        "\n"
        "1 disagreements between annotators\n"
        "Nun ja.\n"
        "  l.jsonl: line 3: neutral Anna\n"
        "  l.jsonl: line 4: negative Bernd\n"
    )


@pytest.mark.parametrize("tool_name", ["label-studio", "doccano"])
def test_labels_go_to_another_tool_and_back(tool: Tool, tmp_path: Path, tool_name: str) -> None:
    tool(*LABEL, stdin=b"1\n2\n3\n")
    done = tool("labels", "export", "labels.jsonl", "--task", "stance", "--format", tool_name,
                "--output", "there")  # fmt: skip
    assert done.returncode == 0, done.stderr
    done = tool("labels", "import", "there", "--task", "stance", "--output", "back.jsonl")
    assert "3 of 3 labels are new in back.jsonl" in done.stderr
    assert rows(tmp_path / "back.jsonl") == rows(tmp_path / "labels.jsonl")
    done = tool("labels", "import", "there", "--task", "stance", "--output", "back.jsonl")
    assert "0 of 3 labels are new" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["label", "-", "--task", "stance", "--output", "l.jsonl"], 2, "standard input"),
        (["label", "x.txt", "--task", "sentiment", "--output", "l", "--target", "Bad"], 2, "mood"),
        (["label", "x.txt", "--task", "stance", "--output", "l", "--annotator", " "], 2, "name"),
        (["label", "x.txt", "--task", "stance", "--output", "l.csv"], 1, "l.csv"),
        (["label", "x.txt", "--task", "stance", "--output", "no/l.jsonl"], 1, "create the folder"),
        (["label", "x.txt", "--task", "stance", "--output", "l.jsonl"], 1, "x.txt"),
        (["labels", "check", "x.jsonl", "--task", "stance"], 1, "x.jsonl"),
        (["labels", "import", "x.json", "--task", "stance", "--output", "l.jsonl"], 1, "x.json"),
    ],
)
def test_errors_are_short(tool: Tool, arguments: list[str], status: int, says: str) -> None:
    done = tool(*arguments)
    assert done.returncode == status
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_on_a_terminal_one_press_is_enough(tmp_path: Path) -> None:
    master, terminal = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "sentiment", *map(str, LABEL)],
        stdin=terminal, stdout=terminal, stderr=terminal, cwd=tmp_path,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
    )  # fmt: skip
    os.close(terminal)
    seen = b""
    for key in (b"1", b"3", b"\x04"):  # Ctrl-D
        while not seen.endswith(b"q quit\x1b[0m\r\n"):
            seen += os.read(master, 65536)
        seen = b""
        while not select.select([master], [], [], 0.2)[0]:
            os.write(master, key)  # what is typed before a comment is shown does not count
    try:
        while os.read(master, 65536):
            pass
    except OSError:  # what Linux says when the other side has closed
        pass
    os.close(master)
    assert process.wait(60) == 0
    assert [row["stance"] for row in rows(tmp_path / "labels.jsonl")] == ["against", "favor"]
