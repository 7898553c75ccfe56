"""Retraining on corrections: only what is better on answers drawn by lot comes into use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from slang import slang

from sentiment.bundle import Bundle, load_model
from sentiment.labelling.correction import BY_LOT, BY_QUEUE, Correction
from sentiment.labelling.retraining import Retraining, TooFew, retrain, split
from sentiment.question import Question

ROWS = st.builds(
    Correction,
    question=st.builds(Question, st.sampled_from("abcde"), st.sampled_from(["Bad", "Rat"])),
    label=st.sampled_from(["against", "favor"]),
    chosen_by=st.sampled_from([BY_LOT, BY_QUEUE, None]),
)


@given(st.lists(ROWS, max_size=12))
def test_what_is_held_back_is_all_that_was_drawn_and_never_learnt(rows: list[Correction]) -> None:
    learnt, held_back = split(rows, "labels.jsonl")
    # Each question once, with the last answer: two annotators make no two draws of it.
    last = {row.question: row.label for row in rows if row.chosen_by == BY_LOT}
    assert {row.question: row.label for row in held_back} == last
    assert len(held_back) == len(last)
    texts = {row.question.text for row in held_back}
    assert [row.question for row in learnt] == [
        row.question for row in rows if row.question.text not in texts
    ]


def test_what_a_reader_sees_is_learnt() -> None:
    hidden = Question("Sch\u00adön!", "Bad", "Das B\u200bad")
    learnt, _ = split([Correction(question=hidden, label="favor")], "labels.jsonl")
    assert learnt[0].question == Question("Schön!", "Bad", "Das Bad")


def test_signs_that_nobody_sees_make_no_other_text() -> None:
    drawn = Correction(question=Question("Toll!"), label="positive", chosen_by=BY_LOT)
    same = Correction(question=Question("Toll!\u200b"), label="positive")
    learnt, held_back = split([drawn, same], "labels.jsonl")
    assert (len(learnt), len(held_back)) == (0, 1)


def run(
    rows: list[Correction], in_use: Bundle, folder: Path, *, start: Bundle | None = None
) -> tuple[Retraining, list[tuple[str, int, int]]]:
    steps: list[tuple[str, int, int]] = []
    found = retrain(
        {"sentiment": rows, "stance": []},
        start or in_use,
        in_use,
        folder,
        source="labels.jsonl",
        on_step=lambda *step: steps.append(step),
    )
    return found, steps


def test_a_better_model_is_saved_and_one_that_is_not_leaves_nothing(
    model: Bundle, tmp_path: Path
) -> None:
    folder = tmp_path / "models" / "mine-1"
    found, steps = run(slang(), model, folder)
    (task,) = found.tasks
    assert (task.task, task.learnt, task.comparison.n) == ("sentiment", 80, 20)
    assert task.comparison.after > task.comparison.before
    assert task.comparison.interval().low > 0
    assert found.left_out == {"stance": TooFew(learnt=0, held_back=0)}
    assert [done for _, done, _ in steps] == list(range(1, len(steps) + 1))
    assert {(task, total) for task, _, total in steps} == {("sentiment", len(steps))}
    assert found.model is not None
    saved = load_model(folder)
    assert saved.name == found.model.name == "mine-1"
    question = [Question("Das Stadtfest ist zum Davonlaufen schaurig.")]
    assert saved.sentiment.log_proba(question).argmax() == 2
    assert saved.stance.log_proba(question).tolist() == model.stance.log_proba(question).tolist()
    # Once more: as good as what is in use is not better.
    again, _ = run(slang(), saved, tmp_path / "models" / "mine-2", start=model)
    assert again.model is None
    assert again.tasks[0].comparison.gain == 0
    assert [path.name for path in folder.parent.iterdir()] == ["mine-1"]


def test_too_few_corrections_are_counted(model: Bundle, tmp_path: Path) -> None:
    folder = tmp_path / "models" / "mine-1"
    by_choice = [replace(row, chosen_by=None) for row in slang()]
    found, _ = run(by_choice, model, folder)
    assert (found.tasks, found.model) == ((), None)
    assert found.left_out["sentiment"] == TooFew(learnt=100, held_back=0)
    praise = [row for row in slang() if row.chosen_by == BY_LOT or row.label == "positive"]
    found, _ = run(praise, model, folder)
    assert found.left_out["sentiment"].held_back == 20
    assert not list(folder.parent.iterdir())
