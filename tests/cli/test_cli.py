"""The command line as a process: results, exit statuses, and one sentence for each failure."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DISCUSSIONS

from sentiment.cli.language import language_of_system

Tool = Callable[..., subprocess.CompletedProcess[str]]
HEAVY = {
    "sklearn", "numpy", "scipy", "nltk", "trafilatura", "lxml", "joblib", "jinja2", "pygal",
    "fastapi",
}  # fmt: skip


def test_the_mission(tool: Tool) -> None:
    done = tool("classify", DISCUSSIONS / "wechat.txt", "--format", "json")
    assert done.returncode == 0, done.stderr
    (discussion,) = json.loads(done.stdout)["discussions"]
    assert discussion["subject"] == "WeChat"
    assert discussion["article"]["text"].endswith("Quelle: Statista")
    (comment,) = discussion["comments"]
    assert comment["text"].startswith("😅 Immerhin")
    assert comment["stance"]["target"] == "WeChat"
    assert comment["stance"]["label"] == "against"
    assert comment["sentiment"]["label"] == "negative"
    assert {"target": "ICQ", "label": "favor"} in [
        {"target": mention["target"], "label": mention["label"]} for mention in comment["mentions"]
    ]


def test_the_json_is_the_contract(tool: Tool) -> None:
    done = tool("classify", DISCUSSIONS / "velo.txt", "--format", "json", "--target", "Velostrasse")
    document = json.loads(done.stdout)
    assert list(document) == ["schema", "model", "discussions"]
    (discussion,) = document["discussions"]
    text = (DISCUSSIONS / "velo.txt").read_text("utf-8")
    assert list(discussion) == [
        "source", "title", "subject", "article", "comments", "summary", "announced", "left_out",
    ]  # fmt: skip
    for comment in discussion["comments"]:
        assert list(comment) == [
            "id", "parent", "author", "date", "text", "start", "end",
            "sentiment", "stance", "mentions", "reply_stance",
        ]  # fmt: skip
        assert text[comment["start"] : comment["end"]] == comment["text"]
        mood = comment["sentiment"]
        shares = mood["probabilities"]
        assert mood["label"] == max(shares, key=shares.__getitem__)
        assert sum(shares.values()) == pytest.approx(1, abs=2e-4)
        assert mood["score"] == pytest.approx(shares["positive"] - shares["negative"], abs=2e-4)
        assert comment["stance"]["target"] == "Velostrasse"
    summary = discussion["summary"]
    assert summary["comments"] == sum(summary["sentiment"].values()) == 6
    assert sum(summary["stance"].values()) == 6


def test_several_targets_and_unsure_labels(tool: Tool) -> None:
    done = tool(
        "classify", DISCUSSIONS / "velo.txt", "--format", "jsonl",
        "--target", "Velostrasse", "--target", "Stadtrat", "--target", " Velostrasse ",
        "--min-confidence", "1",
    )  # fmt: skip
    discussion = json.loads(done.stdout)
    for comment in discussion["comments"]:
        assert [stance["target"] for stance in comment["stances"]] == ["Velostrasse", "Stadtrat"]
        assert comment["stance"] == comment["stances"][0]
        assert comment["sentiment"]["label"] == "unsure"
    assert discussion["summary"]["stance"]["unsure"] == 6


def test_who_gets_no_stance_is_told_why(tool: Tool, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("id;comment\n1;Eine Schande.\n2;Endlich!\n", "utf-8")
    mine = ("classify", "mine.csv", "--model", "german-lite")
    assert "no subject was found; name one with --target" in tool(*mine).stdout
    assert "no subject" not in tool(*mine, "--target", "Tempolimit").stdout


def test_jobs_change_nothing(tool: Tool) -> None:
    one, two = (
        tool("classify", DISCUSSIONS, "--format", "jsonl", "--jobs", jobs) for jobs in ("1", "2")
    )
    assert one.returncode == two.returncode == 0
    assert one.stdout == two.stdout
    assert len(one.stdout.splitlines()) == 16


def test_separate_writes_what_it_reads_again(tool: Tool, tmp_path: Path) -> None:
    first = tool("separate", DISCUSSIONS / "klima.txt", "--format", "json")
    document = json.loads(first.stdout)
    assert set(document) == {"schema", "discussions"}
    assert not {"sentiment", "stance", "mentions"} & set(document["discussions"][0]["comments"][0])
    (tmp_path / "again.json").write_text(first.stdout, "utf-8")
    assert tool("separate", "again.json", "--format", "json").stdout == first.stdout


def test_one_bad_input_does_not_lose_the_others(tool: Tool, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("b/1.txt", "b/2.csv"):
            archive.writestr(name, "")
        archive.write(DISCUSSIONS / "klima.txt", "klima.txt")
    done = tool(
        "separate", "empty.txt", "a.zip", DISCUSSIONS / "velo.txt", "none.txt", "--format", "jsonl",
        "--output", "out.jsonl",
    )  # fmt: skip
    assert done.returncode == 1
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [row["source"] for row in found] == ["a.zip/klima.txt", str(DISCUSSIONS / "velo.txt")]
    errors = [line.split(":")[0] for line in done.stderr.splitlines()]
    # The page announces more comments than were pasted.
    assert errors == ["empty.txt", "a.zip/b/1.txt", "a.zip/klima.txt", "a.zip/b/2.csv", "none.txt"]


def test_a_file_that_is_named_twice_is_read_once(tool: Tool, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.csv", "b.csv"):
        (tmp_path / "in" / name).write_text("text\nJa!\n", "utf-8")
    (tmp_path / "in" / "c.csv").symlink_to("b.csv")
    said = "in/a.csv: named more than once, and read once (likewise 2 more)"
    for command in ("classify", "separate"):
        done = tool(command, "in/a.csv", "./in/a.csv", "in", "--format", "csv")
        sources = [line.partition(",")[0] for line in done.stdout.splitlines()[1:]]
        assert sources == ["in/a.csv", "in/b.csv"]
        assert done.stderr.splitlines() == [said]


def test_a_report_is_one_page_of_all_that_could_be_read(tool: Tool, tmp_path: Path) -> None:
    good = (DISCUSSIONS / "wechat.txt", DISCUSSIONS / "velo.txt")
    done = tool("report", good[0], "none.txt", good[1], "--lang", "de", "--output", "r.html")
    assert done.returncode == 1
    assert not done.stdout
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["none.txt"]
    page = (tmp_path / "r.html").read_text("utf-8")
    assert page.count('<section class="discussion"') == 2
    assert "<title>Was die Leser meinen</title>" in page
    assert re.search(r'<mark [^>]*class="for"', page)
    assert tool("report", "none.txt", "--output", "none.html").returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]


def test_a_report_without_explanations_is_what_classify_writes(tool: Tool, tmp_path: Path) -> None:
    sample = DISCUSSIONS / "velo.txt"
    written = tool("classify", sample, "--format", "html")
    assert written.returncode == 0, written.stderr
    assert "<mark" not in written.stdout
    tool("report", sample, "--no-explain", "--output", "r.html")
    assert (tmp_path / "r.html").read_text("utf-8") == written.stdout
    # In the same words, as often as it is asked, by one process or several.
    explained = tool("classify", sample, "--format", "html", "--explain", "--jobs", "2").stdout
    tool("report", sample, "--output", "r.html")
    assert (tmp_path / "r.html").read_text("utf-8") == explained


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "de_CH"}, "de"),
        ({"LC_ALL": "", "LANG": "German_Germany.1252"}, "de"),
        ({"LANG": "en_US.UTF-8"}, "en"),
    ],
)
def test_a_report_speaks_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language_of_system() == language


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["classify"], 2, "Missing argument"),
        (["classify", "x.txt", "--format", "word"], 2, "word"),
        (["report", "x.txt"], 2, "--output"),
        (["report", "x.txt", "--output", "x.html", "--lang", "fr"], 2, "--lang"),
        (["classify", "x.txt", "--min-confidence", "2"], 2, "--min-confidence"),
        (["classify", "x.txt", "--model", "nope"], 1, "german-lite"),
        (["models", "nope"], 1, "nope"),
        (["evaluate", "x.jsonl", "--task", "stance", "--labels", "pro"], 2, "against"),
        (["evaluate", "x.jsonl", "--task", "stance"], 1, "x.jsonl"),
        (["train", "x.jsonl", "--task", "stance", "--output", "m"], 1, "x.jsonl"),
    ],
)
def test_errors_are_short_and_have_the_right_status(
    tool: Tool, arguments: list[str], status: int, says: str
) -> None:
    done = tool(*arguments)
    assert done.returncode == status
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes it")
def test_a_closed_standard_input_ends_in_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("text\nJa!\n", "utf-8")

    def run(*arguments: str) -> tuple[int, str]:
        closed = ["sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-m", "sentiment", *arguments]
        done = subprocess.run(closed, capture_output=True, check=False, cwd=tmp_path, text=True)
        return done.returncode, done.stderr

    assert run("separate", "-") == (
        1, "-: standard input is closed; send a text to it, or name a file.\n"
    )  # fmt: skip
    labelled = run("label", "mine.csv", "--task", "sentiment", "--output", "mine.jsonl")
    assert labelled[0] == 0
    assert "Traceback" not in labelled[1]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes it")
@pytest.mark.parametrize("command", [["models"], ["separate", "mine.csv", "--format", "table"]])
def test_a_closed_standard_output_is_one_sentence(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "mine.csv").write_text("text\nJa!\n", "utf-8")
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "-m", "sentiment", *command]
    done = subprocess.run(closed, stderr=subprocess.PIPE, check=False, cwd=tmp_path, text=True)
    assert (done.returncode, done.stderr) == (
        1, "standard output: is closed; open it, or redirect it to a file.\n"
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes it")
@pytest.mark.parametrize(
    "command", [["classify", "--format", "csv", "--jobs", "2"], ["report", "--no-explain"]]
)
def test_a_closed_standard_error_changes_no_result(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "mine.csv").write_text("text\nJa!\n", "utf-8")
    arguments = [sys.executable, "-m", "sentiment", *command, "mine.csv", "--output"]
    subprocess.run([*arguments, "open"], check=True, cwd=tmp_path)
    subprocess.run(
        ["sh", "-c", 'exec "$@" 2>&-', "sh", *arguments, "closed"], check=True, cwd=tmp_path
    )
    assert (tmp_path / "closed").read_bytes() == (tmp_path / "open").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="/dev/stdout is of POSIX")
@pytest.mark.parametrize("command", ["classify", "separate", "report"])
def test_what_others_write_to_standard_output_is_not_lost(tmp_path: Path, command: str) -> None:
    (tmp_path / "in.csv").write_text("text,author\nJa!,Jo\n", "utf-8")
    (tmp_path / "out").write_text("first\n")
    options = ["--no-explain"] if command == "report" else ["--format", "csv"]
    with (tmp_path / "out").open("a") as out:
        subprocess.run(
            [sys.executable, "-m", "sentiment", command, "in.csv", *options, "--output",
             "/dev/stdout"], check=True, cwd=tmp_path, stdout=out,
        )  # fmt: skip
        out.write("last\n")
    written = (tmp_path / "out").read_text("utf-8")
    assert written.startswith("first\n")
    assert "Ja!" in written
    assert written.endswith("last\n")


def test_an_unwritable_output_leaves_nothing_behind(tool: Tool, tmp_path: Path) -> None:
    done = tool("separate", DISCUSSIONS / "velo.txt", "--output", "none/out.txt")
    assert done.returncode == 1
    assert "none/out.txt" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["classify", "in.csv", "--format", "csv"], "loop"),
        (["classify", "in.csv", "--format", "csv"], "x" * 300),
        (["report", "in.csv"], "loop/out"),
        (["train", "in.csv", "--task", "stance"], "loop"),
        (["finetune", "in.csv", "--encoder", "."], "loop"),
        (["label", "in.csv", "--task", "sentiment"], "x" * 300),
    ],
)
def test_an_output_that_nothing_can_be_called_is_one_sentence(
    tool: Tool, tmp_path: Path, command: list[str], name: str
) -> None:
    (tmp_path / "in.csv").write_text("text\nJa!\n", "utf-8")
    (tmp_path / "loop").symlink_to("other")
    (tmp_path / "other").symlink_to("loop")
    done = tool(*command, "--output", name)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}: cannot be written (")
    assert done.stderr.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"in.csv", "loop", "other"}


@pytest.mark.parametrize(
    "command",
    [
        ["evaluate", "--task", "stance"],
        ["labels", "check", "--task", "stance"],
        ["labels", "export", "--task", "stance", "--format", "doccano"],
    ],
)
def test_labels_are_not_replaced_by_what_is_made_of_them(
    tool: Tool, tmp_path: Path, command: list[str]
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "Toll!", "target": "Bad", "stance": "favor"}\n')
    before = file.read_bytes()
    done = tool(*command, "./a.jsonl", "--output", "a.jsonl")
    assert done.returncode == 2
    assert "is one of the inputs" in " ".join(done.stderr.split())
    assert file.read_bytes() == before


@pytest.mark.parametrize("command", ["classify", "separate", "report"])
def test_an_input_is_not_replaced(tool: Tool, tmp_path: Path, command: str) -> None:
    table = tmp_path / "table.csv"
    table.write_text("id,text,grade\n1,Toll!,2\n", "utf-8")
    (tmp_path / "gone.csv").symlink_to("nowhere.csv")
    (tmp_path / "again.csv").symlink_to(table)
    # In a folder, too: what is written there would be read as comments of the next run.
    for named in (table, tmp_path):
        done = tool(command, named, "--output", tmp_path / "again.csv")
        assert done.returncode == 2
        assert "is one of the inputs" in " ".join(done.stderr.split())
        assert table.read_text("utf-8").endswith("grade\n1,Toll!,2\n")


@pytest.mark.parametrize("ending", ["part", "journal", "provenance.json"])
def test_an_input_is_not_replaced_by_what_is_written_beside_the_output(
    tool: Tool, tmp_path: Path, ending: str
) -> None:
    table = tmp_path / f"out.csv.{ending}"
    table.write_text("text,author\nToll!,Jo\n", "utf-8")
    (tmp_path / "link.csv").symlink_to("out.csv")
    outputs = ["out.csv"] if ending == "provenance.json" else ["out.csv", "link.csv"]
    for output in outputs:
        arguments = ("--format", "csv", "--output", output, "--provenance")
        done = tool("classify", table.name, *arguments)
        assert done.returncode == 2
        told = " ".join(done.stderr.replace("\u2502", " ").split())
        assert f"{table.name}, which is written beside it, is one of the inputs" in told
        assert table.read_text("utf-8") == "text,author\nToll!,Jo\n"


def test_no_name_is_not_the_folder_at_hand(tool: Tool) -> None:
    done = tool("classify", "")
    assert done.returncode == 1
    assert done.stderr == '"": is no name of a file; name a file or a folder.\n'
    assert not done.stdout


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="bytes that are no text")
@pytest.mark.parametrize(
    "arguments",
    [
        ["classify", "--format", "parquet", "--output", "o.parquet", "mine.csv"],
        ["report", "--output", "o.html", "mine.csv"],
        ["label", "--task", "stance", "--output", "o.jsonl", "mine.csv"],
    ],
)
def test_what_is_typed_in_another_encoding_is_refused(
    tool: Tool, tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "mine.csv").write_text("text\nBleibt offen!\n", "utf-8")
    done = tool(*arguments, "--target", os.fsdecode(b"M\xfcller"), stdin=b"1\n")
    assert done.returncode == 2
    assert "no UTF-8" in done.stderr
    assert not list(tmp_path.glob("o.*"))


def test_help_and_usage_errors_load_nothing_heavy() -> None:
    for arguments in (
        ["--help"],
        ["classify", "--help"],
        ["report", "--help"],
        ["label", "--help"],
        ["serve", "--help"],
        ["labels", "import", "--help"],
        ["classify", "--jobs", "x"],
        ["--version"],
    ):
        code = (
            "import sys\nfrom sentiment.cli import main\n"
            f"sys.argv = ['sentiment', *{arguments!r}]\n"
            "try:\n    main()\nexcept SystemExit:\n    pass\n"
            "loaded = sorted({name.split('.')[0] for name in sys.modules})\n"
            "print('LOADED', *loaded, file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        loaded = set(done.stderr.decode().rpartition("LOADED")[2].split())
        assert "sentiment" in loaded
        assert not loaded & HEAVY, arguments


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_interrupting_leaves_no_traceback_and_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)  # opens for reading only when somebody writes: the tool waits there
    with subprocess.Popen(
        [sys.executable, "-m", "sentiment", "separate", pipe, "--output", tmp_path / "out"],
        stderr=subprocess.PIPE,
    ) as process:
        while process.poll() is None:
            try:
                writer = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
                break
            except OSError:  # nobody reads yet
                time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        os.close(writer)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_reader_cannot_steer_the_terminal(tool: Tool) -> None:
    rude = "\x1b[2J\x1b]0;owned\x07 [bold red]laut[/] Böse.\r\n".encode()
    done = tool("separate", "-", stdin=b"text\n" + b'"' + rude + b'"\n')
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout
    assert "[bold red]laut[/]" in done.stdout
