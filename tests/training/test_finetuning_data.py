"""What fine-tuning reads, in which order, and how it is varied."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from sentiment.errors import InputError, SampleError
from sentiment.opinion import STANCE_LABELS
from sentiment.question import Question
from sentiment.separation.page_reader import line_questions
from sentiment.training.augmentation import as_question, contradict, respell
from sentiment.training.mixing import batches, draw
from sentiment.training.multitask_data import UNLABELLED, Example, read_multitask_data

if TYPE_CHECKING:
    from pathlib import Path


def _file(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return path


def test_a_row_feeds_each_task_whose_label_it_has(tmp_path: Path) -> None:
    both = {"text": "Nie wieder!", "sentiment": "negative", "target": "Zug", "stance": "against"}
    judged: dict[str, Any] = {
        "text": "Der Zug kam, der Bus nicht.",
        "sentiment": "neutral",
        "opinions": [
            {"target": "Zug", "stance": "positive"},
            {"target": "Bus", "stance": "negative"},
            {"target": "Bus", "stance": "positive"},  # says nothing certain
            {"target": None, "stance": "negative"},
        ],
    }
    held_back = {"text": "Schön.", "sentiment": "positive", "split": "dev"}
    known = {"text": "Nie wieder!", "target": "Bus", "stance": "neutral", "split": "dev"}
    data = read_multitask_data([_file(tmp_path / "a.jsonl", [both, judged, held_back, known])])
    found = {(e.task, e.question, e.label) for e in data.train}
    assert found == {
        ("sentiment", Question("Nie wieder!"), 0),
        ("stance", Question("Nie wieder!", "Zug"), STANCE_LABELS.index("against")),
        ("sentiment", Question(judged["text"]), 1),
        ("stance", Question(judged["text"], "Zug"), STANCE_LABELS.index("favor")),
    }
    assert [e.question.text for e in data.dev] == ["Schön."]


def test_a_page_feeds_opinions_under_its_headline_and_the_roles_of_its_lines(
    tmp_path: Path,
) -> None:
    page = {
        "headline": "Bad zu?",
        "subject": "Bad",
        "article": ["Es ist alt."],
        "comments": [{"text": ["Nein!", "Bleibt."], "stance": "favor", "sentiment": "negative"}],
    }
    plain = {
        "article": ["Danke fürs Lesen!"],
        "comments": [{"text": ["Gern."]}, {"text": ["Ach."]}],
    }
    data = read_multitask_data([_file(tmp_path / "a.jsonl", [page, plain])])
    named = line_questions(["Bad zu?", "Es ist alt.", "Nein!", "Bleibt."])
    unnamed = line_questions(["Danke fürs Lesen!", "Gern.", "Ach."])
    assert {(e.task, e.question, e.label) for e in data.train} == {
        ("sentiment", Question("Nein!\nBleibt."), 0),
        ("stance", Question("Nein!\nBleibt.", "Bad", "Bad zu?"), STANCE_LABELS.index("favor")),
        *zip(["role"] * 4, named, [0, 0, 1, 3], strict=True),
        *zip(["role"] * 3, unnamed, [0, 1, 2], strict=True),
    }


def test_whole_pages_have_the_lines_that_a_plain_text_of_them_has(tmp_path: Path) -> None:
    comments = [{"text": ["Nein!"]}]
    pages: list[dict[str, Any]] = [
        {"headline": "Bad zu?", "article": ["Alt\nund kalt.", " "], "comments": comments},
        {"article": [], "comments": comments},
        {"article": ["Nur ein Satz."], "comments": []},
        {"article": [" "], "comments": []},
        {"article": ["Zum Messen."], "comments": comments, "split": "dev"},
    ]
    data = read_multitask_data([_file(tmp_path / "a.jsonl", pages)])
    assert [([line.head for line in page.lines], page.end) for page in data.pages] == [
        (["Bad zu?", "Alt", "und kalt.", "Nein!"], 3),
        (["Nein!"], 0),
        (["Nur ein Satz."], 1),
    ]


def test_texts_without_a_label_are_kept_apart_once_and_never_as_dev_rows(tmp_path: Path) -> None:
    rows = [
        {"text": "Nein.", "sentiment": "negative"},
        {"text": "Schön.", "sentiment": "positive", "split": "dev"},
        *({"text": text} for text in ("Nein.", "Schön.", "Naja.", "Naja.")),
        {"text": "Soso.", "split": "dev"},
    ]
    path = _file(tmp_path / "a.jsonl", rows)
    data = read_multitask_data([path, path])
    assert [(e.question.text, e.label) for e in data.unlabelled] == [("Naja.", UNLABELLED)]
    assert [e.question.text for e in (*data.train, *data.dev)] == ["Nein.", "Schön."]
    assert data.times == {"a": 2}


def test_corpora_of_one_name_are_told_apart(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a/x.jsonl", "b/x.jsonl", "b/x.jsonl.gz", "c/b/x.jsonl")]
    for number, path in enumerate(paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        _file(path, [{"text": f"Text {number}", "sentiment": "neutral"}])
    paths[2].write_bytes(gzip.compress(paths[2].read_bytes()))
    data = read_multitask_data([paths[0], paths[0], *paths[1:]])
    assert data.times == {"a/x.jsonl": 2}
    assert len({e.corpus for e in data.train}) == len(paths)


@pytest.mark.parametrize(
    "line",
    [
        "kaputt",
        '{"text": "Gut.", "sentiment": "Positive"}',
        '{"text": "Gut.", "target": "Bad", "stance": "favour"}',
        '{"comments": [{"text": [], "stance": "favor"}], "article": [], "subject": "Bad"}',
        '{"text": "Gut.", "target": ["Bad"], "stance": "favor"}',
        '{"text": "Gut.", "opinions": ["Bad"]}',
        '{"text": "Gut.", "opinions": 3}',
        '{"article": "Satz.", "comments": [{"text": ["Gut."]}]}',
        '{"article": ["Satz."], "comments": [{"text": "Gut."}]}',
        '{"article": ["Satz."], "comments": [{"text": {"Gut.": 1}}]}',
        '{"article": [], "headline": ["Satz."], "comments": [{"text": ["Gut."]}]}',
        '{"text": "Gut.", "opinions": [{"target": "Bad", "stance": ["positive"]}]}',
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "Gut.", "sentiment": "positive"}}\n{line}\n', "utf-8")
    with pytest.raises(SampleError, match=r"a\.jsonl: line 2"):
        read_multitask_data([path])


def test_what_separate_writes_is_no_page_to_learn_from() -> None:
    with pytest.raises(SampleError, match="line 1: is no page"):
        read_multitask_data([ROOT / "tests" / "golden" / "discussion.jsonl"])


def test_a_packed_corpus_is_read_within_limits(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    row = json.dumps({"text": "Gut.", "sentiment": "positive"}).encode()
    path.write_bytes(gzip.compress(row))
    assert [e.question.text for e in read_multitask_data([path]).train] == ["Gut."]
    path.write_bytes(gzip.compress(row + b" " * 2**27))
    with pytest.raises(InputError, match="unpacks to more than 200 times its size"):
        read_multitask_data([path])
    damaged = bytearray(gzip.compress(row * 99))
    damaged[12] ^= 0xFF
    path.write_bytes(damaged)
    with pytest.raises(InputError, match="damaged or incomplete"):
        read_multitask_data([path])


def test_rare_sides_count_more_and_the_mean_stays_one(tmp_path: Path) -> None:
    rows = [{"text": f"Text {n}", "target": "Maut", "stance": "neutral"} for n in range(9)]
    rows.append({"text": "Ach", "target": "Maut", "stance": "against"})
    data = read_multitask_data([_file(tmp_path / "a.jsonl", rows)])
    weights = {e.label: e.weight for e in data.train}
    assert weights[0] > weights[1]
    assert sum(e.weight for e in data.train) == pytest.approx(len(rows))


def test_moods_count_as_often_as_they_come(tmp_path: Path) -> None:
    rows = [{"text": f"Text {n}", "sentiment": "neutral"} for n in range(9)]
    rows.append({"text": "Ach", "sentiment": "negative"})
    data = read_multitask_data([_file(tmp_path / "a.jsonl", rows)])
    assert {e.weight for e in data.train} == {1.0}


def _examples() -> list[Example]:
    small = [
        Example(task="stance", corpus="small", question=Question(f"Nein {n}.", "Maut"), label=0)
        for n in range(10)
    ]
    large = [
        Example(task="sentiment", corpus="large", question=Question(f"Naja {n}. " * n), label=1)
        for n in range(160)
    ]
    return small + large


def test_small_corpora_are_drawn_more_often_than_their_size_says() -> None:
    drawn = Counter(e.corpus for e in draw(_examples(), 100, temperature=0.5, seed=1))
    assert drawn == {"small": 20, "large": 80}
    twice = draw(_examples(), 120, temperature=0.5, seed=1, times={"small": 2})
    assert Counter(e.corpus for e in twice) == {"small": 40, "large": 80}


def test_batches_hold_one_task_and_depend_on_the_seed_alone() -> None:
    drawn = draw(_examples(), 300, temperature=0.5, seed=1)
    once = list(batches(drawn, size=8, seed=1))
    assert once == list(batches(drawn, size=8, seed=1))
    assert once != list(batches(drawn, size=8, seed=2))
    assert all(len({e.task for e in batch}) == 1 for batch in once)
    assert sum(map(len, once)) == len(drawn)


@given(st.text(), st.integers())
def test_respelling_never_empties_a_text(text: str, seed: int) -> None:
    assert bool(respell(text, Random(seed)).strip()) >= bool(text.strip())


@pytest.mark.parametrize(
    ("claim", "contrary", "question"),
    [
        (
            "Das Freibad soll geschlossen werden.",
            "Das Freibad soll nicht geschlossen werden.",
            "Soll das Freibad geschlossen werden?",
        ),
        (
            "Die Läden sollen sonntags nicht öffnen.",
            "Die Läden sollen sonntags öffnen.",
            "Sollen die Läden sonntags nicht öffnen?",
        ),
        (
            "In Grundschulen soll es keine Noten geben.",
            "In Grundschulen soll es eine Noten geben.",
            "Soll es in Grundschulen keine Noten geben?",
        ),
        (
            "Das Bad soll schließen, wenn nicht mehr kommen.",
            None,
            "Soll das Bad schließen, wenn nicht mehr kommen?",
        ),
        ("Mehr Radwege!", None, None),
    ],
)
def test_claims_are_turned_round_and_asked(
    claim: str, contrary: str | None, question: str | None
) -> None:
    assert contradict(claim) == contrary
    assert as_question(claim) == question
