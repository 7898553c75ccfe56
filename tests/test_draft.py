"""A file that is written for hours: whatever interrupts it, the whole is the same in the end."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment import draft
from sentiment.course import Done
from sentiment.draft import DraftFile
from sentiment.errors import InputError, OutputError
from sentiment.tally import Tally


class Crash(Exception):  # noqa: N818 - it is no error of anybody
    """What ends a run."""


class Pieces:
    """Pieces of a file, of which a run makes some before it crashes."""

    def __init__(self, pieces: list[str], *, after: Done, crash_at: int | None) -> None:
        self._pieces = pieces
        self._crash_at = crash_at
        self.done = after

    def __iter__(self) -> Iterator[str]:
        for number in range(self.done.analyses, len(self._pieces)):
            if number == self._crash_at:
                raise Crash
            self.done = Done(
                analyses=number + 1,
                files=number // 2,
                discussions=number % 2 + 1,
                so_far=Tally(comments=number, sentiment={"negative": number}, stance={}),
                failures=tuple(
                    InputError(f"problem {place}", where="a.txt", remedy="try")
                    for place in range(number // 3)
                ),
            )
            yield self._pieces[number]
        yield "END"


def run(output: Path, pieces: list[str], crash_at: int | None = None, name: str = "x") -> Done:
    """Go on with a run; return where it went on."""
    with patch.object(draft, "_SECONDS", 0):
        own = DraftFile(output, name, resume=True)
        found = Pieces(pieces, after=own.done, crash_at=crash_at)
        own.write(found, lambda: found.done)
    return own.done


@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=9), min_size=1, max_size=9),
    st.lists(
        st.tuples(st.integers(0, 9), st.binary(max_size=9), st.binary(max_size=9)), max_size=4
    ),
)
def test_interrupted_runs_end_with_the_bytes_of_an_uninterrupted_one(
    pieces: list[str], crashes: list[tuple[int, bytes, bytes]]
) -> None:
    with TemporaryDirectory() as folder:
        output = Path(folder) / "out.csv"
        part, journal = Path(folder) / "out.csv.part", Path(folder) / "out.csv.journal"
        for crash_at, in_draft, in_journal in crashes:
            with suppress(Crash):
                run(output, pieces, crash_at)
            # What a dying machine leaves behind the last byte that it was sure of.
            if part.exists() and journal.exists():
                part.write_bytes(part.read_bytes() + in_draft)
                journal.write_bytes(journal.read_bytes() + in_journal.replace(b"\n", b""))
        run(output, pieces)
        assert output.read_bytes().decode() == "".join(pieces) + "END"
        assert [path.name for path in Path(folder).iterdir()] == ["out.csv"]


def test_a_run_goes_on_where_it_stopped_and_tells_failures_again(tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    output.write_text("old", "utf-8")
    pieces = [str(number) for number in range(9)]
    with pytest.raises(Crash):
        run(output, pieces, crash_at=7)
    assert output.read_text("utf-8") == "old"
    last = json.loads((tmp_path / "out.csv.journal").read_text("utf-8").splitlines()[-1])
    assert (last["bytes"], last["analyses"]) == (7, 7)
    done = DraftFile(output, "x", resume=True).done
    assert (done.analyses, done.files, done.discussions) == (7, 3, 1)
    assert done.so_far == Tally(comments=6, sentiment={"negative": 6}, stance={})
    assert [str(error) for error in done.failures] == [
        "a.txt: problem 0; try.",
        "a.txt: problem 1; try.",
    ]
    run(output, pieces)
    assert output.read_text("utf-8") == "012345678END"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"bytes": 4', '"bytes": "4"'),
        ('"bytes": 4', '"bytes": 3'),
        ('"analyses": 4', '"analyses": null'),
        ('"analyses": 4', '"analyses": 2'),
        ('"failures": [[', '"failures": [7, ['),
        ('"a.txt"', "7"),
        ('"comments": 3', '"comments": "3"'),
        ('"sentiment": {"negative": 3}', '"sentiment": [3]'),
        ('"answers": [', '"answers": [1, '),
        ('"by_day": {}', '"by_day": {"2018-05-03": 1}'),
        ('"by_thing": {}', '"by_thing": {"icq": ["ICQ"]}'),
        ('{"bytes"', "[" * 100_000 + '{"bytes"'),
        ("}\n", "}\r\n"),
    ],
)
def test_a_changed_line_of_the_journal_and_all_after_it_count_as_not_done(
    tmp_path: Path, old: str, new: str
) -> None:
    output, journal = tmp_path / "out.csv", tmp_path / "out.csv.journal"
    pieces = ["a", "b", "c", "d", "e", "f"]
    with pytest.raises(Crash):
        run(output, pieces, crash_at=5)
    lines = journal.read_bytes().decode().splitlines(keepends=True)
    assert old in lines[4]
    lines[4] = lines[4].replace(old, new, 1)
    journal.write_bytes("".join(lines).encode())
    assert DraftFile(output, "x", resume=True).done.analyses == 3
    run(output, pieces)
    assert output.read_text("utf-8") == "abcdefEND"


@pytest.mark.parametrize(("old", "new"), [('"x"', "[]"), ('"run"', '"ran"'), ("3", '"3"')])
def test_a_journal_whose_head_was_changed_is_of_no_run(tmp_path: Path, old: str, new: str) -> None:
    output, journal = tmp_path / "out.csv", tmp_path / "out.csv.journal"
    with pytest.raises(Crash):
        run(output, ["a", "b", "c"], crash_at=2)
    text = journal.read_text("utf-8")
    assert old in text.splitlines()[0]
    journal.write_text(text.replace(old, new, 1), "utf-8")
    assert DraftFile(output, "x", resume=True).done == Done()
    run(output, ["a", "b", "c"])
    assert output.read_text("utf-8") == "abcEND"


def test_another_run_is_refused_and_without_resume_all_begins_anew(tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    with pytest.raises(Crash):
        run(output, ["a", "b", "c"], crash_at=2)
    with pytest.raises(OutputError, match=r"out\.csv: an earlier run was of other inputs"):
        DraftFile(output, "y", resume=True)
    assert (tmp_path / "out.csv.part").exists()
    own = DraftFile(output, "y", resume=False)
    found = Pieces(["d", "e"], after=own.done, crash_at=None)
    own.write(found, lambda: found.done)
    assert output.read_text("utf-8") == "deEND"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("name", ["out.csv.part", "out.csv.journal"])
@pytest.mark.parametrize("resume", [False, True])
def test_what_no_run_left_is_not_lost(tmp_path: Path, name: str, *, resume: bool) -> None:
    foreign, target = tmp_path / name, tmp_path / "notes"
    foreign.write_text("notes", "utf-8")
    with pytest.raises(OutputError, match=rf"{name}: is in the way, and no interrupted run left"):
        DraftFile(tmp_path / "out.csv", "x", resume=resume)
    foreign.rename(target)
    foreign.symlink_to(target)
    with pytest.raises(OutputError, match=rf"{name}: is in the way"):
        DraftFile(tmp_path / "out.csv", "x", resume=resume)
    assert target.read_text("utf-8") == "notes"
    assert {path.name for path in tmp_path.iterdir()} == {name, "notes"}


def test_what_a_run_left_that_was_killed_before_its_first_note_is_no_stranger(
    tmp_path: Path,
) -> None:
    (tmp_path / "out.csv.part").touch()
    for head in (None, "", '{"jour', '{"journal": 3, "run": "'):
        if head is not None:
            (tmp_path / "out.csv.journal").write_text(head, "utf-8")
            (tmp_path / "out.csv.part").write_text("a", "utf-8")
        run(tmp_path / "out.csv", ["a", "b"])
        assert (tmp_path / "out.csv").read_text("utf-8") == "abEND"


def test_each_draft_that_holds_anything_has_a_journal_beside_it(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        assert (tmp_path / "out.csv.part").stat().st_size == 0
        assert (tmp_path / "out.csv.journal").read_bytes().startswith(b'{"journal": ')
        yield b"a"

    DraftFile(tmp_path / "out.csv", "", resume=False).write(pieces(), Done)
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o400, 0o640])
def test_what_is_private_is_so_from_the_first_byte_on(tmp_path: Path, mode: int) -> None:
    output = tmp_path / "out.csv"
    output.touch()
    output.chmod(mode)

    def modes() -> dict[str, int]:
        return {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}

    def pieces(done: Done) -> Iterator[str]:
        for number in range(done.analyses, 3):
            found.done = Done(analyses=number + 1)
            yield str(number)
            written = mode | 0o600
            assert modes() == {
                "out.csv": mode, "out.csv.part": written, "out.csv.journal": written
            }  # fmt: skip
            if number == 1 and not done.analyses:
                raise Crash

    def finish(stream: Path, whole: Path) -> None:
        assert modes()[whole.name] == mode | 0o600
        whole.write_bytes(stream.read_bytes())

    found = Pieces([], after=Done(), crash_at=None)
    with patch.object(draft, "_SECONDS", 0):
        first = DraftFile(output, "x", resume=True)
        with pytest.raises(Crash):
            first.write(pieces(first.done), lambda: found.done)
        second = DraftFile(output, "x", resume=True)
        second.write(pieces(second.done), lambda: found.done, finish=finish)
    assert output.read_bytes() == b"012"
    assert modes() == {"out.csv": mode}


def test_a_short_run_that_fails_leaves_nothing(tmp_path: Path) -> None:
    own = DraftFile(tmp_path / "out.csv", "x", resume=False)
    found = Pieces(["a", "b"], after=own.done, crash_at=1)
    with pytest.raises(Crash):
        own.write(found, lambda: found.done)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files from others itself")
def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    first, second = (DraftFile(tmp_path / "out.csv", "x", resume=False) for _ in range(2))

    def pieces() -> Iterator[str]:
        with pytest.raises(OutputError, match="another run is writing it"):
            second.write(["b"], Done)
        yield "a"

    first.write(pieces(), Done)
    assert (tmp_path / "out.csv").read_text("utf-8") == "a"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files from others itself")
@pytest.mark.parametrize("ends", ["whole", "copied", "failed"])
def test_a_run_that_begins_while_another_ends_keeps_its_journal(tmp_path: Path, ends: str) -> None:
    output, journal = tmp_path / "out.csv", tmp_path / "out.csv.journal"
    first, unlink = DraftFile(output, "x", resume=False), Path.unlink
    told: list[str] = []

    def late(path: Path, *, missing_ok: bool = False) -> None:
        if path == journal and not told:
            # The draft has become the file, or is gone, and the journal is still there.
            with pytest.raises((OutputError, Crash)) as caught:
                run(output, ["a", "b", "c"], crash_at=2)
            told.append(str(caught.value))
        unlink(path, missing_ok=missing_ok)

    def pieces() -> Iterator[str]:
        yield "first"
        if ends == "failed":
            raise Crash

    def finish(stream: Path, whole: Path) -> None:
        whole.write_bytes(stream.read_bytes())

    with suppress(Crash), patch.object(Path, "unlink", late):
        first.write(pieces(), Done, finish=finish if ends == "copied" else None)
    assert told == [f"{output}: another run is writing it; wait for it, or name another file."]
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"] * (ends != "failed")
    with pytest.raises(Crash):
        run(output, ["a", "b", "c"], crash_at=2)
    assert DraftFile(output, "x", resume=True).done.analyses == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files from others itself")
def test_a_file_that_another_run_finished_while_this_one_began_is_not_touched(
    tmp_path: Path,
) -> None:
    first, second = (DraftFile(tmp_path / "out.csv", "x", resume=False) for _ in range(2))
    lock = draft._lock

    def late(*asked: Any) -> None:  # noqa: ANN401 - whatever it takes
        with patch.object(draft, "_lock", lock):
            first.write(["first"], Done)
        lock(*asked)

    with (
        patch.object(draft, "_lock", late),
        pytest.raises(OutputError, match="another run of it has just ended"),
    ):
        second.write(["second"], Done)
    assert (tmp_path / "out.csv").read_text("utf-8") == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
