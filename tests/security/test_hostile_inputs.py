"""Files made to break out, to blow up or to crash: a result, or one sentence in its place."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Tool = Callable[..., subprocess.CompletedProcess[str]]

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
FEED = '<?xml version="1.0"?><!DOCTYPE rss [{}]><rss><channel><item>{}</item></channel></rss>'
FAR = 300_000


def is_sound(done: subprocess.CompletedProcess[str]) -> bool:
    """Tell whether there is a result, or one sentence in its place."""
    if done.returncode == 0:
        return bool(done.stdout) and not done.stderr
    return done.returncode == 1 and done.stderr.count("\n") == 1 and done.stderr.endswith(".\n")


def test_no_name_in_an_archive_leads_out_of_it(tool: Tool, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("../oben.txt", "/../../wurzel.txt", "..\\..\\fenster.txt", "in/unten.txt"):
            archive.writestr(name, "Das Bad ist zu.")
    inner = tmp_path / "innen"
    inner.mkdir()
    (inner / "a.zip").write_bytes(packed.getvalue())
    done = tool("separate", inner / "a.zip", "--format", "jsonl")
    sources = [json.loads(line)["source"] for line in done.stdout.splitlines()]
    assert len(sources) == 4
    assert all(source.startswith(f"{inner}/a.zip/") and ".." not in source for source in sources)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "innen"]


@pytest.mark.parametrize("name", ["a.xml", "a.html", "a.xhtml"])
@pytest.mark.parametrize("entity", ["bomb", "file"])
def test_no_entity_explodes_or_reads_a_file(
    tool: Tool, tmp_path: Path, name: str, entity: str
) -> None:
    (tmp_path / "geheim").write_text("Passwort", "utf-8")
    declared, used = {
        "bomb": (f'<!ENTITY a0 "haha">{LAUGHS}', "&a9;"),
        "file": (f'<!ENTITY x SYSTEM "file://{tmp_path}/geheim">', "&x;"),
    }[entity]
    page = FEED.format(declared, used)
    if name != "a.xml":
        page = f"<!DOCTYPE html [{declared}]><html><body><p>Hallo {used}</p></body></html>"
    (tmp_path / name).write_text(page, "utf-8")
    done = tool("separate", name, "--format", "json")
    assert is_sound(done)
    assert "Passwort" not in done.stdout + done.stderr
    assert "hahahaha" not in done.stdout
    assert len(done.stdout) < 10_000


def test_nothing_packed_unpacks_without_end(tool: Tool, tmp_path: Path) -> None:
    bomb = gzip.compress(b" " * 2**28)
    (tmp_path / "a.csv.gz").write_bytes(bomb)
    (tmp_path / "a.jsonl.gz").write_bytes(bomb)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b" " * 2**28)
    for arguments in (
        ("classify", "a.csv.gz"),
        ("classify", "a.zip"),
        ("evaluate", "a.jsonl.gz", "--task", "sentiment"),
    ):
        done = tool(*arguments)
        assert is_sound(done)
        assert "unpacks to more than" in done.stderr


HUGE = {
    "a long comment": ("a.jsonl", '{"text": "%s"}' % ("gut " * 2_500_000)),
    "a long word": ("a.jsonl", '{"text": "%s"}' % ("ä!" * 5_000_000)),
    "dots": ("a.jsonl", "\n".join(f'{{"text": "{n}{"." * 20_000}?"}}' for n in range(99))),
    "many lines": ("a.jsonl", '{"text": "%s"}' % ("a\\n" * 5_000_000)),
    "a long page": ("a.html", f"<li id=comment-1><p>{'gut ' * 2_500_000}</p></li>"),
    "columns": ("a.csv", f"text{';c' * FAR}\ngut{';x' * FAR}\n"),
    "cells": ("a.csv", f"text;author\n{'x;' * FAR}\n"),
    "lists": ("a.json", "[" * FAR),
    "closed lists": ("a.jsonl", f'{{"text": "gut", "x": {"[" * FAR}{"]" * FAR}}}\n'),
    "elements": ("a.html", f"{'<div>' * FAR}gut"),
    "elements of XML": ("a.xml", FEED.format("", "<a>" * FAR + "</a>" * FAR)),
    "digits": ("a.json", f'{{"text": "gut", "id": {"9" * FAR}}}'),
    "NUL": ("a.jsonl", '{"text": "\\u0000gut", "author": "\\u0000", "id": "\\u0000"}'),
    "half characters": (
        "a.json",
        '{"title": "\\ud800", "article": {"text": "\\udfff"}, "source": "\\ud800",'
        ' "comments": [{"text": "\\ud83d", "id": "\\ud800", "target": "\\ud800"}]}',
    ),
    "accents": ("a.jsonl", '{"text": "g%sut"}' % ("\u0301" * FAR)),
}


@pytest.mark.parametrize("case", HUGE)
def test_no_size_or_depth_crashes(tool: Tool, tmp_path: Path, case: str) -> None:
    name, content = HUGE[case]
    (tmp_path / name).write_text(content, "utf-8")
    assert is_sound(tool("classify", name, "--format", "csv"))


@pytest.mark.skipif(sys.platform == "win32", reason="FIFOs of POSIX")
def test_a_folder_is_not_read_without_end(tool: Tool, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("/dev/zero")
    (tmp_path / "c.txt").write_text("Das Bad bleibt.", "utf-8")
    (tmp_path / "d.txt").symlink_to("nothing")
    done = tool("separate", tmp_path, "--format", "jsonl")
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == [
        str(tmp_path / "c.txt")
    ]
    assert done.stderr.startswith(f"{tmp_path}/d.txt: cannot be found")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_many_long_comments_are_explained_in_little_memory(tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"{n} {'Bad ' * 250_000}"}) for n in range(20)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), "utf-8")
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_DATA, (2**30, 2**30));"
        "from sentiment.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "classify", "a.jsonl", "--explain", "--model", "german-lite"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        text=True,
    )
    assert is_sound(done)
