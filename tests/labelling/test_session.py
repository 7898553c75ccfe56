"""One annotator's session, from the first question to what stands in the file."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import ROOT
from known_answers import Doubtful, bundle

from sentiment.labelling.correction import BY_LOT
from sentiment.labelling.items import Item
from sentiment.labelling.session import Session
from sentiment.labelling.store import Store
from sentiment.present.label_tables import of_answer, of_question
from sentiment.present.terminal import printed
from sentiment.question import Question

GOLDEN = ROOT / "tests" / "golden" / "label.txt"
KEYS = {"1": "negative", "2": "neutral", "3": "positive", "q": "quit"}
ITEMS = [
    Item(question=Question(f"{share} ist viel, schreibt {name}.\n\nUnd [bold]laut[/]\x1b[2J"),
         title="Freibad: Eintritt wird teurer", answers=None if number % 2 else "Wer zahlt das?")
    for number, (share, name) in enumerate(
        [(0.4, "Ines"), (0.9, "Gerd"), (0.5, "Uwe"), (0.45, "Bea"), (0.99, "Olaf"), (0.6, "Kim")])
]  # fmt: skip


def session(path: Path, annotator: str = "Anna", name: str = "model") -> Session:
    store = Store.open(path, "sentiment")
    return Session(ITEMS, "sentiment", bundle(Doubtful(4), name), store, annotator=annotator)


def test_what_an_annotator_sees(tmp_path: Path) -> None:
    labelling = session(tmp_path / "labels.jsonl")
    seen: list[str] = []
    for label in ("negative", "neutral", "positive"):
        assert labelling.current
        item, ask = labelling.current
        seen += printed([of_question(item, ask, KEYS)])
        conflicts = labelling.answer(label)
        seen += printed([of_answer(ask, label, conflicts, labelling.progress(), "\x1bmodel")])
    assert "".join(seen) == GOLDEN.read_text("utf-8")


def test_undo_skip_and_going_on_later(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    first = session(path)
    assert not first.undo()
    assert first.current
    one = first.current
    first.answer("negative")
    two = first.current
    assert first.undo()
    assert first.current
    assert first.current[0] == one[0]
    assert first.progress().labelled == 0
    first.answer("positive")
    assert first.current == two
    first.skip()
    while first.current:
        first.answer("neutral")
    assert first.progress().left == 0
    again = session(path)
    assert again.current
    assert two
    assert again.current[0] == two[0]  # what was skipped
    assert again.progress().labelled == len(ITEMS) - 1
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [row["sentiment"] for row in rows][:3] == ["negative", None, "positive"]
    assert len({row["id"] for row in rows}) == len(rows) == len(ITEMS) + 1


def test_who_has_seen_what_the_model_says_measures_it_no_more(tmp_path: Path) -> None:
    labelling = session(tmp_path / "labels.jsonl")
    assert labelling.current
    assert labelling.current[1].chosen_by == BY_LOT
    labelling.answer("positive")
    estimate = labelling.progress().estimate
    assert (estimate.right, estimate.n) == (0, 1)
    assert labelling.undo()
    labelling.answer("negative")  # as the model says, for which the annotator was wrong
    assert labelling.progress().estimate.n == 0


def test_nor_in_another_session(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    first = session(path)
    assert first.current
    item, ask = first.current
    assert ask.chosen_by == BY_LOT
    first.answer("positive")
    assert first.undo()
    again, of_bernd = session(path), session(path, "Bernd")
    assert of_bernd.current == (item, ask)
    while again.current:
        answered, asked = again.current
        assert asked.chosen_by != BY_LOT or answered != item
        again.answer("negative")
    assert again.progress().labelled == len(ITEMS)


def test_a_contradiction_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    text = ITEMS[0].question.text.upper()
    path.write_text(json.dumps({"text": text, "sentiment": "positive", "annotator": "Anna"}) + "\n")
    labelling = session(path)
    told = []
    while labelling.current:
        item = labelling.current[0]
        told += [(item, conflict) for conflict in labelling.answer("negative")]
    ((item, conflict),) = told
    assert item == ITEMS[0]
    assert [found.label for found in conflict] == ["positive", "negative"]
