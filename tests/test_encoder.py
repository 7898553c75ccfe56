"""The model `german`: what its vectors rest on, and what is made of them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT

import sentiment
from sentiment.question import Question
from sentiment.semantic_classifier import SemanticClassifier
from sentiment.state import State
from sentiment.training.samples import read_samples
from sentiment.training.train import train

ASKED = [
    Question("Nie wieder!"),
    Question("Da bin ich dafür, das wurde höchste Zeit.", "Tempolimit"),
    Question("Da bin ich dafür, das wurde höchste Zeit.", "Raserei"),
    Question("Erst war ich skeptisch. " * 60),
    Question(""),
    Question("halbes Zeichen \ud83d"),
    Question("Nie wieder!"),
]


@pytest.fixture(scope="module")
def german() -> sentiment.Bundle:
    return sentiment.load_model("german")


def test_neighbours_and_order_change_nothing(german: sentiment.Bundle) -> None:
    rows = read_samples([ROOT / "samples" / "unseen" / "tv_duell.jsonl"], "stance").rows
    asked = [*ASKED, *(row.question for row in rows)]  # of any length, and many of the same
    together = german.encoder.encode(asked)
    alone = np.vstack([german.encoder.encode([question]) for question in asked])
    assert np.array_equal(together, alone)
    assert np.array_equal(together[::-1], german.encoder.encode(asked[::-1]))


def test_the_target_matters(german: sentiment.Bundle) -> None:
    _, one, other, *_ = german.encoder.encode(ASKED)
    assert not np.array_equal(one, other)


def test_no_part_of_a_long_comment_is_lost_but_the_middle_of_an_endless_one(
    german: sentiment.Bundle,
) -> None:
    long = ["Das Bad war immer schön. " * 100, "Jetzt ist es zu. " * 60]
    first, second, whole = german.encoder.encode([Question(t) for t in [*long, "".join(long)]])
    assert not np.array_equal(whole, first)
    assert not np.array_equal(whole, second)
    endless = "So ist das. " * 10_000
    there, gone = german.encoder.encode([Question(endless), Question(endless + endless)])
    assert np.array_equal(there, gone)


def test_a_side_is_that_toward_the_target(german: sentiment.Bundle) -> None:
    text = "Seit ich wieder bei ICQ bin, kann mir WhatsApp gestohlen bleiben."
    asked = [Question(text, target) for target in ("WhatsApp", "Kartoffelsalat")]
    labels = [german.stance.labels[i] for i in german.stance.predict_proba(asked).argmax(axis=1)]
    assert labels == ["against", "neutral"]


def test_head_and_n_grams_answer_together(german: sentiment.Bundle) -> None:
    classifier = german.sentiment
    assert isinstance(classifier, SemanticClassifier)
    weight, intercept = german.head("sentiment")
    scores = german.encoder.encode(ASKED) @ weight + intercept
    scores += classifier.lexical_weights_["text"] * german.mood().log_proba(ASKED)
    scores /= classifier.temperatures_["text"]
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    assert np.allclose(classifier.predict_proba(ASKED), shares)


def test_each_kind_of_question_has_its_own_weight_and_temperature(
    german: sentiment.Bundle,
) -> None:
    shipped = german.stance
    assert isinstance(shipped, SemanticClassifier)
    values = {kind: 0.5 + at for at, kind in enumerate(shipped.kinds)}
    classifier = SemanticClassifier(shipped.lexical, encoder=german.encoder).restore(
        State(
            arrays=shipped.state().arrays,
            settings={"lexical_weights": values, "temperatures": values},
        )
    )
    asked = [
        Question("Da bin ich dafür.", target, headline)
        for target in ("Tempolimit", "Das Tempolimit soll kommen.")
        for headline in ("", "Rat streitet um Tempo 30")
    ]
    assert {classifier.kind_of(question) for question in asked} == set(values)
    weight, intercept = german.head("stance")
    own = np.array([values[classifier.kind_of(question)] for question in asked])[:, None]
    scores = german.encoder.encode(asked) @ weight + intercept
    scores = (scores + own * classifier.lexical.log_proba(asked)) / own
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    assert np.allclose(classifier.predict_proba(asked), shares)


def test_retraining_needs_no_torch_and_does_not_touch_the_encoder(
    german: sentiment.Bundle, tmp_path: Path
) -> None:
    samples = read_samples([ROOT / "samples" / "unseen" / "verkehr.jsonl"], "stance")
    other_side = {"favor": "against", "against": "favor", "neutral": "neutral"}
    swapped = tuple(replace(row, label=other_side[row.label]) for row in samples.rows)
    trained = train(replace(samples, rows=swapped), german)
    assert trained.report.after.macro_f1 > trained.report.before.macro_f1
    trained.save(tmp_path / "mine")
    mine = sentiment.load_model(tmp_path / "mine")
    assert mine.files["encoder.onnx"] == german.files["encoder.onnx"]
    assert np.array_equal(
        mine.sentiment.predict_proba(ASKED), german.sentiment.predict_proba(ASKED)
    )
    assert not {"torch", "transformers"} & set(sys.modules)
