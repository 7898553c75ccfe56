"""Labels come back from other tools as they went, and theirs are understood."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sentiment.errors import InputError, SampleError
from sentiment.labelling.correction import Correction, read_corrections
from sentiment.labelling.exchange import exported, merge, read_export
from sentiment.labelling.store import Store
from sentiment.labelling.tools import Tool
from sentiment.question import Question

TEXT = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)
LABEL = st.sampled_from(["against", "neutral", "favor"])
CORRECTIONS = st.lists(
    st.builds(
        Correction,
        question=st.builds(Question, TEXT, TEXT),
        label=LABEL,
        id=TEXT,
        annotator=TEXT,
        time=st.none() | st.just("2026-05-03T10:12:00+00:00"),
        chosen_by=st.sampled_from(["queue", "random"]) | st.none(),
        guess=LABEL | st.none(),
        model=TEXT | st.none(),
        others=st.dictionaries(
            st.sampled_from(["url", "Forum", "label", "Comments", "sample_id", "sample_sample_id"]),
            st.none() | st.integers() | TEXT | st.lists(TEXT),
        ),
    ),
    min_size=1,
    unique_by=lambda found: found.id,
)

# What Label Studio gives back, in the shape that its documentation describes.
STUDIO: list[dict[str, Any]] = [
    {
        "id": 7,
        "data": {"text": "Endlich offen!", "target": "Freibad"},
        "annotations": [
            {
                "id": 71,
                "completed_by": {"id": 3, "email": "anna@example.org"},
                "result": [
                    {"id": "x", "from_name": "mood", "to_name": "text", "type": "choices",
                     "value": {"choices": ["Positive"]}},
                    {"id": "y", "from_name": "stance", "to_name": "text", "type": "choices",
                     "value": {"choices": ["Favor"]}},
                ],
                "was_cancelled": False,
                "created_at": "2026-05-03T10:12:00Z",
            },
            {"id": 72, "completed_by": 4, "was_cancelled": True, "result": []},
            {
                "id": 73,
                "completed_by": 4,
                "result": [{"from_name": "stance", "to_name": "text", "type": "choices",
                            "value": {"choices": ["neutral"]}}],
            },
        ],
        "predictions": [],
    },
    {"id": 8, "data": {"text": "Zu teuer.", "target": "Freibad"}, "annotations": []},
]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(corrections=CORRECTIONS)
@pytest.mark.parametrize("tool", Tool)
def test_nothing_is_lost_on_the_way_there_and_back(
    tmp_path: Path, tool: Tool, corrections: list[Correction]
) -> None:
    path = tmp_path / "exported"
    path.write_text("".join(exported(corrections, "stance", tool)), "utf-8")
    assert list(read_export(path, "stance").corrections) == corrections


@pytest.mark.parametrize("tool", Tool)
def test_columns_of_ones_own_come_back(tmp_path: Path, tool: Tool) -> None:
    path = tmp_path / "s.jsonl"
    rows: list[dict[str, Any]] = [
        {"text": "Toll!", "sentiment": "positive", "id": 7, "url": "https://example.org/1"},
        {"text": "Mist.", "sentiment": "negative", "id": 7, "label": "x", "tags": ["a"]},
        {"text": "So?", "sentiment": "neutral", "id": "c", "annotator": "Anna", "headline": "Bad"},
    ]
    other_task = {"target": "Bad", "stance": "favor"}
    lines = [json.dumps(rows[0] | other_task), *map(json.dumps, rows[1:])]
    path.write_text("\n".join(lines), "utf-8")
    corrections, _ = read_corrections([path], "sentiment")
    (tmp_path / "exported").write_text("".join(exported(corrections, "sentiment", tool)), "utf-8")
    found = read_export(tmp_path / "exported", "sentiment").corrections
    for count, output in ((3, tmp_path / "new.jsonl"), (0, tmp_path / "new.jsonl"), (0, path)):
        assert merge(found, Store.open(output, "sentiment")) == count
    written = (tmp_path / "new.jsonl").read_text("utf-8").splitlines()
    assert list(map(json.loads, written)) == [rows[0] | {"target": "Bad"}, *rows[1:]]


def test_what_label_studio_exports(tmp_path: Path) -> None:
    path = tmp_path / "project.json"
    path.write_text(json.dumps(STUDIO), "utf-8")
    first, second = read_export(path, "stance").corrections
    question = Question("Endlich offen!", "Freibad")
    assert (first.question, first.label, first.annotator, first.time) == (
        question, "favor", "anna@example.org", "2026-05-03T10:12:00Z",
    )  # fmt: skip
    assert (second.question, second.label, second.annotator) == (question, "neutral", "user 4")


def test_an_answer_about_the_mood_is_none_about_the_stance(tmp_path: Path) -> None:
    def choice(name: str, label: str) -> dict[str, Any]:
        return {"from_name": name, "type": "choices", "value": {"choices": [label]}}

    results = [
        [choice("sentiment", "neutral")],
        [choice("sentiment", "negative")],
        [choice("sentiment", "negative"), choice("stance", "favor")],
        [choice("Seite", "against")],
        [{**choice("", "against"), "from_name": []}],
    ]
    data = {"text": "Endlich offen!", "target": "Freibad"}
    tasks = [{"data": data, "annotations": [{"result": result}]} for result in results]
    path = tmp_path / "project.json"
    path.write_text(json.dumps(tasks), "utf-8")
    assert [found.label for found in read_export(path, "stance").corrections] == [
        "favor", "against", "against",
    ]  # fmt: skip


def test_what_doccano_exports(tmp_path: Path) -> None:
    path = tmp_path / "anna.jsonl"
    rows = [
        {"id": 1, "text": "Toll!", "label": ["positive"], "Comments": []},
        {"id": 2, "text": "Nun ja.", "label": []},
        {"id": 3, "text": "Mist.", "labels": ["Negative"], "username": "root"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    found = read_export(path, "sentiment", annotator="Anna").corrections
    assert [(one.question.text, one.label, one.annotator) for one in found] == [
        ("Toll!", "positive", "Anna"),
        ("Mist.", "negative", "Anna"),
    ]


def test_a_label_is_imported_once_and_a_changed_one_replaces_it(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "labels.jsonl", "stance")
    store.record(
        Correction(
            question=Question("Zu!", "Bad"),
            label="against",
            id="1",
            annotator="Anna",
            guess="favor",
        )
    )
    path = tmp_path / "project.json"
    path.write_text("".join(exported(store.standing(), "stance", Tool.LABEL_STUDIO)), "utf-8")
    assert merge(read_export(path, "stance").corrections, store) == 0
    changed = json.loads(path.read_text("utf-8"))
    changed[0]["annotations"][0]["result"][0]["value"]["choices"] = ["neutral"]
    changed[0]["annotations"][0]["completed_by"] = 1  # whose account it was done under
    path.write_text(json.dumps(changed + STUDIO), "utf-8")
    assert merge(read_export(path, "stance").corrections, store) == 3
    assert merge(read_export(path, "stance").corrections, store) == 0
    labels = [(one.question.text, one.label, one.annotator) for one in store.standing()]
    assert labels == [
        ("Zu!", "neutral", "Anna"),
        ("Endlich offen!", "favor", "anna@example.org"),
        ("Endlich offen!", "neutral", "user 4"),
    ]


def test_a_changed_label_has_the_time_of_its_change(tmp_path: Path) -> None:
    same, changed = (
        replace(of_anna("favor"), id=id_, time="2026-05-03T10:12:00+00:00") for id_ in ("1", "2")
    )
    path = tmp_path / "export"
    tasks = json.loads("".join(exported([same, changed], "stance", Tool.LABEL_STUDIO)))
    for task in tasks:  # which has times of its own also for what nobody touched there
        task["annotations"][0]["updated_at"] = "2026-06-01T08:00:00Z"
    tasks[1]["annotations"][0]["result"][0]["value"]["choices"] = ["Neutral"]
    path.write_text(json.dumps(tasks), "utf-8")
    assert read_export(path, "stance").corrections == (
        same,
        replace(changed, label="neutral", time="2026-06-01T08:00:00Z"),
    )
    # doccano does not tell it.
    text = "".join(exported([same, changed], "stance", Tool.DOCCANO))
    path.write_text('["neutral"]'.join(text.rsplit('["favor"]', 1)), "utf-8")
    assert read_export(path, "stance").corrections == (
        same,
        replace(changed, label="neutral", time=None),
    )


def of_anna(label: str, annotator: str | None = "Anna") -> Correction:
    return Correction(
        question=Question("Zu!", "Bad"), label=label, id="1", annotator=annotator,
        chosen_by="random", guess="favor", model="german",
    )  # fmt: skip


def test_a_mind_may_change_again_and_again(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "labels.jsonl", "stance")
    store.record(of_anna("favor"))
    for label in ("against", "neutral", "favor", "against"):
        assert merge([of_anna(label)], store) == 1
        assert merge([of_anna(label)], store) == 0
        assert [found.label for found in store.standing()] == [label]
    # Who says two things of one text means the last.
    assert merge([of_anna("favor"), of_anna("neutral")], store) == 1
    assert merge([of_anna("favor"), of_anna("neutral")], store) == 0
    assert [found.label for found in store.standing()] == ["neutral"]


def test_what_was_taken_back_stays_so_unless_it_was_changed(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "labels.jsonl", "stance")
    store.record(of_anna("favor"))
    store.record(replace(of_anna("favor"), id="2", label=None))
    assert merge([of_anna("favor")], store) == 0
    assert store.standing() == ()
    for new in (1, 0):
        assert merge([of_anna("against")], store) == new
        assert [found.label for found in store.standing()] == ["against"]


def test_a_changed_label_that_was_taken_back_does_not_come_back(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "labels.jsonl", "stance")
    store.record(of_anna("favor"))
    assert merge([of_anna("against")], store) == 1
    store.record(replace(of_anna("favor"), id="2", label=None))
    assert merge([of_anna("against")], store) == 0
    assert store.standing() == ()


@pytest.mark.parametrize("tool", Tool)
def test_labels_without_an_id_come_back_to_their_file_once(tmp_path: Path, tool: Tool) -> None:
    path, export = tmp_path / "labels.jsonl", tmp_path / "exported"
    by_hand = [{"text": f"Satz {number}", "sentiment": "neutral"} for number in (1, 2, 2)]
    path.write_text("".join(json.dumps(row) + "\n" for row in by_hand), "utf-8")
    store = Store.open(path, "sentiment")
    export.write_text("".join(exported(store.standing(), "sentiment", tool)), "utf-8")
    assert merge(read_export(export, "sentiment").corrections, store) == 0
    export.write_text(export.read_text("utf-8").replace("neutral", "positive"), "utf-8")
    assert merge(read_export(export, "sentiment").corrections, store) == 2
    assert [found.label for found in store.standing()] == ["neutral"] * 3 + ["positive"] * 2


def test_labels_that_name_nobody_add_up(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "labels.jsonl", "stance")
    store.record(of_anna("favor", None))
    for label, new in (("against", 1), ("against", 0), ("favor", 0)):
        assert merge([of_anna(label, None)], store) == new
    assert [found.label for found in store.standing()] == ["favor", "against"]


def test_what_another_annotator_says_is_not_taken_for_the_exported_label(tmp_path: Path) -> None:
    path = tmp_path / "export"
    bernd = [(Question("Zu!", "Bad"), "against", None, None, None)]

    def found(annotator: str | None = None) -> list[tuple[object, ...]]:
        corrections = read_export(path, "stance", annotator=annotator).corrections
        assert "1" not in {one.id for one in corrections}
        return [(one.question, one.label, one.chosen_by, one.guess, one.model)
                for one in corrections if one.annotator in {"Bernd", "user 2"}]  # fmt: skip

    task = json.loads("".join(exported([of_anna("favor")], "stance", Tool.LABEL_STUDIO)))[0]
    (anna,) = task["annotations"]
    choice = {**anna["result"][0], "value": {"choices": ["against"]}}
    for first in ({**anna, "was_cancelled": True}, {**anna, "result": []}):
        task["annotations"] = [first, {"result": [choice], "completed_by": 2}]
        path.write_text(json.dumps([task]), "utf-8")
        assert found() == bernd

    line = json.loads("".join(exported([of_anna("against")], "stance", Tool.DOCCANO)))
    path.write_text(json.dumps(line), "utf-8")
    assert found("Bernd") == bernd
    assert read_export(path, "stance", annotator="Anna").corrections == (of_anna("against"),)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"text": "Gut.", "label": ["positive", "neutral"]}\n', "line 1: column 'sentiment'"),
        ('{"text": "Gut.", "label": ["good"]}\n', "negative, neutral, positive"),
        ("Kein JSON\n", 'choose JSONL in doccano, or "JSON" in Label Studio'),
        ("text,label\nGut.,positive\n", "no line in it is JSON with a label"),
        ('{"text": "Gut.", "sentiment": "positive"}\n', "no line in it is JSON with a label"),
        # Label Studio's JSON-MIN, and doccano's lines as a list.
        ('[{"id": 1, "text": "Gut.", "sentiment": "positive", "annotator": 1}]', 'not "JSON-MIN"'),
        ('[{"id": 1, "text": "Gut.", "label": ["positive"]}]', "or JSONL in doccano"),
        ('[{"data": {"text": "Gut."}, "annotations": []}]', "no label of sentiment"),
        ('{"text": "Gut.", "label": []}', "no label of sentiment"),
        ("[]", "no label of sentiment"),
        ('\n\n{"text": "Gut.", "label": ["neutral"]}\n{"text": "Gut.", "label": ["neg', "line 4: "),
        ('[{"data": {"text": "Gut."}', "not JSON"),
        ("", "no label of sentiment"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises((SampleError, InputError), match=says):
        read_export(path, "sentiment")


def test_invalid_labels_can_be_skipped(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(
        '{"text": "Gut.", "label": ["good"]}\n\n{"text": "Gut.", "label": ["positive"]}\n'
        '{"text": "Schlecht.", "label": ["neg',
        "utf-8",
    )
    found = read_export(path, "sentiment", skip_invalid=True)
    assert [one.where for one in found.corrections] == [f"{path}: line 3"]
    assert found.skipped == 2
