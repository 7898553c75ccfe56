"""What explanations promise: each weight is what really happens without the words."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from conftest import DISCUSSIONS
from hypothesis import example, given, settings
from hypothesis import strategies as st

import sentiment
from sentiment.explanation import explain
from sentiment.opinion_classifier import OpinionClassifier, Reading
from sentiment.question import Question

if TYPE_CHECKING:
    from sentiment.features import View

Tool = Callable[..., subprocess.CompletedProcess[str]]

QUESTIONS = st.builds(
    Question,
    st.lists(
        st.sampled_from("Das Bad ist nicht schlecht , aber teuer !!! 😅 a\u0308 So\u00adße".split())
        | st.text(max_size=5),
        max_size=90,
    ).map(" ".join),
    st.sampled_from(["Bad", "Die Gebühr soll steigen."]),
)


@cache  # and no fixture, since Hypothesis would print all of its numbers with a failure
def lite() -> sentiment.Bundle:
    return sentiment.load_model("german-lite")


@pytest.mark.parametrize("task", ["sentiment", "stance"])
@settings(max_examples=25)
@given(st.lists(QUESTIONS, max_size=3))
@example([Question("Das Bad ist ein Skandal! " * 40, "Bad"), Question("")])
def test_a_weight_is_the_fall_of_the_log_odds_without_its_words(
    task: str, questions: list[Question]
) -> None:
    classifier: OpinionClassifier = getattr(lite(), task)
    explanations = explain(classifier, questions)
    assert len(explanations) == len(questions)
    for question, found in zip(questions, explanations, strict=True):
        text = question.text
        offsets = [offset for evidence in found for offset in (evidence.start, evidence.end)]
        assert offsets == sorted(offsets)
        assert all(text[evidence.start : evidence.end].strip() for evidence in found)
        winner = classifier.predict_proba([question])[0].argmax()
        for evidence in found:
            without = replace(question, text=f"{text[: evidence.start]} {text[evidence.end :]}")
            before, after = classifier.predict_proba([question, without])[:, winner]
            fall = np.log(before / (1 - before)) - np.log(after / (1 - after))
            assert evidence.weight == pytest.approx(fall, abs=1e-6)


class Rule(OpinionClassifier):
    """Says yes as firmly as a function of the words tells it to."""

    labels = ("no", "yes")

    def __init__(self, rule: Callable[[list[str]], float]) -> None:
        self.rule = rule
        self.asked = 0

    def read(self, questions: Sequence[Question]) -> Reading:
        self.asked += len(questions)
        odds = np.array([self.rule(question.text.strip(".").split()) for question in questions])
        logs = -np.logaddexp(0, np.column_stack([odds, -odds]))
        return Reading(logs, np.zeros((len(questions), 0)))

    def views(self, row: int, question: Question) -> Iterator[View]:
        raise NotImplementedError


def words_of(text: str, rule: Callable[[list[str]], float]) -> dict[str, float]:
    (found,) = explain(Rule(rule), [Question(text)])
    return {text[e.start : e.end]: round(e.weight, 6) for e in found}


def test_a_phrase_stands_for_words_that_matter_only_together() -> None:
    text = "Das kann mir gestohlen bleiben."
    idiom = {"gestohlen", "bleiben"}
    assert words_of(text, lambda words: 3 * bool(idiom & set(words))) == {"gestohlen bleiben": 3}
    apart = {"gestohlen": 2.0, "bleiben": -1.0}
    told = words_of(text, lambda words: 1 + sum(apart.get(word, 0) for word in words))
    assert told == apart


@pytest.mark.parametrize("length", [60, 400, 5000])
def test_a_long_text_costs_no_more_and_its_decisive_word_is_found(length: int) -> None:
    text = "und " * (length // 3) + "Skandal" + " und" * (length - length // 3 - 1)
    rule = Rule(lambda words: 2.0 * ("Skandal" in words))
    (found,) = explain(rule, [Question(text)])
    assert rule.asked <= 100
    (evidence,) = found
    words = text[evidence.start : evidence.end].split()
    assert "Skandal" in words
    assert len(words) <= max(1, length / 60 / 2)
    assert evidence.weight == pytest.approx(2)


def test_json_explains_only_when_asked(tool: Tool) -> None:
    def results(*options: str) -> list[dict[str, object]]:
        done = tool("classify", DISCUSSIONS / "wechat.txt", "--format", "json", *options)
        assert done.returncode == 0, done.stderr
        (comment,) = json.loads(done.stdout)["discussions"][0]["comments"]
        return [comment["sentiment"], comment["stance"], *comment["stances"]]

    options = ("--target", "WeChat", "--target", "ICQ")
    explained = results(*options, "--explain")
    assert all(list(result)[-1] == "explanation" for result in explained)
    for result in explained:
        del result["explanation"]
    assert explained == results(*options)


@pytest.mark.parametrize(
    ("model", "most"),
    [("german", {"sentiment": 1, "stance": 2}), ("german-lite", {"sentiment": 1})],
)
def test_the_words_behind_the_mission(tool: Tool, model: str, most: dict[str, int]) -> None:
    done = tool("classify", DISCUSSIONS / "wechat.txt", "--explain", "--format", "json",
                "--model", model)  # fmt: skip
    (comment,) = json.loads(done.stdout)["discussions"][0]["comments"]
    for result, count in most.items():
        weights = sorted(comment[result]["explanation"], key=lambda found: -found["weight"])
        words = [comment["text"][word["start"] : word["end"]] for word in weights[:count]]
        assert any("Nerven" in word for word in words)
