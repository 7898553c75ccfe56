"""No correction is ever lost or doubled, whatever happens to the program that records it."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sentiment.errors import OutputError, SampleError
from sentiment.labelling.correction import Correction
from sentiment.labelling.store import Store
from sentiment.question import Question
from sentiment.training.multitask_data import read_multitask_data
from sentiment.training.samples import read_samples

FILE = """\
{"text": "Endlich wieder Freibad! 😀", "target": "Freibad", "stance": "favor", "id": "1", \
"annotator": "Anna", "time": "2026-05-03T10:12:00+00:00", "chosen_by": "random", \
"guess": "neutral", "model": "german"}
{"text": "Zusperren.", "target": "Freibad", "stance": "favor", "id": "2", "annotator": "Anna"}
{"text": "Zusperren.", "target": "Freibad", "stance": "against", "id": "3", "annotator": "Anna"}
{"text": "Endlich wieder Freibad! 😀", "target": "Freibad", "stance": null, "id": "4", \
"annotator": "Anna"}
"""


def correction(
    text: str, label: str | None, number: int, *, annotator: str = "Anna", target: str = "Freibad"
) -> Correction:
    return Correction(
        question=Question(text, target), label=label, id=str(number), annotator=annotator
    )


def labels(path: Path) -> list[tuple[str, str]]:
    return [(row.question.text, row.label) for row in read_samples([path], "stance").rows]


def test_every_answer_is_a_row_and_the_last_one_stands(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    store = Store.open(path, "stance")
    first = Correction(
        question=Question("Endlich wieder Freibad! 😀", "Freibad"),
        label="favor",
        id="1",
        annotator="Anna",
        time="2026-05-03T10:12:00+00:00",
        chosen_by="random",
        guess="neutral",
        model="german",
    )
    assert store.record(first)
    assert store.standing() == (first,)
    assert store.record(correction("Zusperren.", "favor", 2))
    assert store.record(correction("Zusperren.", "against", 3))
    assert store.record(correction("Endlich wieder Freibad! 😀", None, 4))
    assert not store.record(correction("Zusperren.", "neutral", 3))  # as a browser tries again
    assert path.read_text("utf-8") == FILE
    assert store.standing() == Store.open(path, "stance").standing()
    assert labels(path) == [("Zusperren.", "against")]
    assert [(e.question.text, e.label) for e in read_multitask_data([path]).train] == [
        ("Zusperren.", 0)
    ]


def test_annotators_and_rows_without_one_do_not_replace_each_other(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    by_hand = '{"text": "Zusperren.", "target": "Freibad", "stance": "against"}\n'
    path.write_text(by_hand * 2, "utf-8")
    store = Store.open(path, "stance")
    store.record(correction("Zusperren.", "neutral", 1))
    store.record(correction("Zusperren.", "favor", 2, annotator="Bernd"))
    store.record(correction("Zusperren.", "favor", 3, target="Stadtrat"))
    assert [label for _, label in labels(path)] == [
        "against", "against", "neutral", "favor", "favor",
    ]  # fmt: skip


def test_labels_may_be_spelt_as_train_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    by_hand = "".join(
        f'{{"text": "Satz {label}", "target": "Bad", "stance": "{label}"}}\n'
        for label in ("dafür", " Against ", "neutral")
    )
    path.write_text(by_hand, "utf-8")
    store = Store.open(path, "stance")
    assert [(found.question.text, found.label) for found in store.standing()] == labels(path)
    assert [found.label for found in store.standing()] == ["favor", "against", "neutral"]
    assert path.read_text("utf-8") == by_hand


def test_one_file_may_hold_labels_of_both_tasks(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    stances, moods = Store.open(path, "stance"), Store.open(path, "sentiment")
    mood = Correction(question=Question("Zusperren."), label="negative", id="2", annotator="Anna")
    stance = correction("Zusperren.", "against", 1)
    assert stances.record(stance)
    assert moods.record(mood)
    assert not stances.record(correction("Zusperren.", "favor", 2))  # ids are those of the file
    assert (stances.standing(), moods.standing()) == ((stance,), (mood,))
    for task, label in (("stance", "against"), ("sentiment", "negative")):
        assert [row.label for row in read_samples([path], task).rows] == [label]
    path.write_text('{"text": "Zusperren.", "stance": "against"}\n', "utf-8")
    with pytest.raises(SampleError, match="no valid sample for sentiment"):
        read_samples([path], "sentiment")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(min_size=1).filter(str.strip), min_size=1), cut=st.integers(1))
def test_a_row_that_was_cut_off_costs_nothing_else(
    tmp_path: Path, texts: list[str], cut: int
) -> None:
    path = tmp_path / "labels.jsonl"
    path.unlink(missing_ok=True)
    store = Store.open(path, "stance")
    store.record(correction("Bleibt offen!", "favor", 0))
    for number, text in enumerate(texts, 1):
        size = path.stat().st_size
        store.record(correction(text, "against", number, annotator=f"Leserin {number}"))
    whole = path.read_bytes()
    path.write_bytes(whole[: size + cut % (len(whole) - size)])
    before = read_samples([path], "stance")
    assert len(before.rows) + len(before.skipped * "x") in {len(texts), len(texts) + 1}
    again = Store.open(path, "stance")
    again.record(correction(texts[-1], "against", len(texts), annotator=f"Leserin {len(texts)}"))
    assert path.read_bytes() == whole
    assert len(read_samples([path], "stance").rows) == len(texts) + 1


@pytest.mark.parametrize(
    "content",
    [
        "Das Freibad öffnet am 1. Mai.",
        '{"text": "Gut."}\n',
        '{"text": "Gut.", "target": "Bad", "stance": "egal"}\n{"text": "Schl',
        '{"text": "Gut.", "target": "Bad", "stance": null}\n',  # nobody's, so it takes nothing back
        "[]\n",
    ],
)
def test_a_file_of_something_else_is_refused_and_stays(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(SampleError, match=r"x\.jsonl: line 1"):
        Store.open(path, "stance")
    assert path.read_text("utf-8") == content


def test_a_bad_row_that_somebody_appended_counts_no_other_twice(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    store = Store.open(path, "stance")
    store.record(correction("Bleibt offen!", "favor", 1))
    by_hand = '{"text": "Zusperren.", "target": "Freibad", "stance": "against"}\n'
    bad = '{"text": "Na ja.", "target": "Freibad", "stance": "egal"}\n'
    with path.open("a", encoding="utf-8") as file:
        file.write(by_hand + bad)
    for _ in range(2):
        with pytest.raises(SampleError, match=r"labels\.jsonl: line 3"):
            store.standing()
    with path.open("r+", encoding="utf-8") as file:
        mended = file.read().replace('"egal"', '"neutral"')
        file.seek(0)
        file.write(mended)
    assert [found.label for found in store.standing()] == ["favor", "against", "neutral"]


@pytest.mark.parametrize("label", ["neutral", "favor"])
def test_a_file_that_is_edited_in_place_is_read_anew(tmp_path: Path, label: str) -> None:
    path = tmp_path / "labels.jsonl"
    store = Store.open(path, "stance")
    store.record(correction("Bleibt offen!", "against", 1))
    store.record(correction("Zusperren.", "against", 2))
    first = path.stat().st_ino
    path.write_text(path.read_text("utf-8").replace("against", label), "utf-8")
    store.record(correction("Na ja.", "neutral", 3))
    assert path.stat().st_ino == first
    assert [found.label for found in store.standing()] == [label, label, "neutral"]
    assert store.standing() == Store.open(path, "stance").standing()


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_who_comes_by_a_link_waits_for_the_others(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    path, link = tmp_path / "labels.jsonl", tmp_path / "elsewhere" / "link.jsonl"
    link.symlink_to(path)
    Store.open(link, "stance").record(correction("Zusperren.", "against", 1))
    assert not list(link.parent.glob(".*"))  # the lock lies beside the file, for all names of it
    store = Store.open(path, "stance")
    assert [found.where for found in store.standing()] == [f"{path}: line 1"]
    path.write_text('{"text": "Gut."}\n', "utf-8")
    with pytest.raises(SampleError, match=r"link\.jsonl: line 1"):
        Store.open(link, "stance")
    path.unlink()
    link.unlink()
    link.symlink_to(tmp_path / "none" / "labels.jsonl")
    with pytest.raises(OutputError, match=r"link\.jsonl: .*create the folder"):
        Store.open(link, "stance")


def test_what_is_no_label_is_not_recorded(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "labels.jsonl", "stance")
    for wrong in (
        correction("Zu.", "negative", 1),
        correction(" ", "favor", 2),
        correction("Zu.", "favor", 3, target=""),
    ):
        with pytest.raises(SampleError):
            store.record(wrong)
    assert store.standing() == ()
    with pytest.raises(OutputError, match="jsonl"):
        Store.open(tmp_path / "labels.csv", "stance")
    with pytest.raises(OutputError, match="create the folder"):
        Store.open(tmp_path / "none" / "labels.jsonl", "stance")


def test_programs_and_threads_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from sentiment.question import Question\n"
        "from sentiment.labelling.correction import Correction\n"
        "from sentiment.labelling.store import Store\n"
        "store = Store.open(Path(sys.argv[1]), 'sentiment')\n"
        "for number in range(100):\n"
        "    store.record(Correction(question=Question(f'Satz {number}'), label='neutral',\n"
        "        id=str(number), annotator='Anna'))\n"  # all write the same ids
    )
    command = [sys.executable, "-c", code, str(path)]
    programs = [subprocess.Popen(command) for _ in range(3)]
    store = Store.open(path, "sentiment")

    def record(number: int) -> bool:
        return store.record(
            Correction(question=Question(f"Faden {number}"), label="positive", id=f"t{number // 2}")
        )

    with ThreadPoolExecutor(4) as threads:
        new = list(threads.map(record, range(100)))
    assert [program.wait(60) for program in programs] == [0, 0, 0]
    assert sum(new) == 50
    ids = [found.id for found in store.standing()]
    assert len(ids) == len(set(ids)) == 150


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    Store.open(path, "stance").record(correction("Zusperren.", "against", 1))
    before = path.read_bytes()
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from sentiment.question import Question\n"
        "from sentiment.errors import OutputError\n"
        "from sentiment.labelling.correction import Correction\n"
        "from sentiment.labelling.store import Store\n"
        "store = Store.open(Path(sys.argv[1]), 'stance')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)\n"
        "try:\n"
        "    store.record(Correction(question=Question('Bleibt! ' * 99, 'Bad'), label='favor'))\n"
        "except OutputError as error:\n"
        "    print(error)\n"
    )
    room = str(len(before) + 50)  # for a part of the row
    done = subprocess.run(
        [sys.executable, "-c", code, path, room], capture_output=True, text=True, check=True
    )
    assert "labels.jsonl: cannot be written" in done.stdout
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_killing_the_program_loses_and_doubles_nothing() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "crashes.py", "--corrections", "300"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 lost, 0 double, 300 rows" in done.stdout


def test_a_row_whose_label_is_empty_beside_another_is_no_label(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(
        '{"text": "Weg damit", "sentiment": null, "target": "Bad", "stance": "against"}\n', "utf-8"
    )
    assert not Store.open(path, "sentiment").standing()
    (correction,) = Store.open(path, "stance").standing()
    assert correction.label == "against"


def test_nor_does_it_take_one_back(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    store = Store.open(path, "stance")
    store.record(correction("Toll", "favor", 1))
    with path.open("a", encoding="utf-8") as stream:
        stream.write(
            '{"text": "Toll", "stance": null, "sentiment": "positive", "annotator": "Anna"}\n'
        )
    assert [found.label for found in store.standing()] == ["favor"]
    assert store.taken_back("Anna") == ()
