"""The estimator: what scikit-learn asks of a classifier, and what `sentiment train` does."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
import polars as pl
import pytest
from sklearn.base import clone
from sklearn.ensemble import VotingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import check_estimator
from sklearn.utils.validation import check_is_fitted, validate_data

import sentiment
from sentiment import CommentSentiment
from sentiment.bundle import LITE
from sentiment.errors import BundleError, DataError, SampleError
from sentiment.question import Question
from sentiment.training.samples import Sample, Samples
from sentiment.training.train import train

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from sentiment.sources import Texts

# A newsroom's own jargon, which no base can know.
PLACES = "Ulm Köln Gera Bern Kiel Jena Linz Chur Bonn Hof Wels Trier".split()
JARGON = {"negative": "Das ist wieder voll flurbig, {}.", "positive": "Total knorke-quapp, {}!"}
MOODS = [label for label, _ in product(JARGON, PLACES)]
TEXTS = [JARGON[label].format(place) for label, place in product(JARGON, PLACES)]
UNSEEN = ["Echt flurbig, Thun.", "Knorke-quapp, Enns!"]


class OfNumbers(CommentSentiment):
    """Reads rows of numbers as texts, since scikit-learn checks estimators with nothing else."""

    def fit(
        self,
        X: Any,  # noqa: ANN401, N803 - scikit-learn's
        y: ArrayLike,
        sample_weight: ArrayLike | None = None,
    ) -> Self:
        rows, labels = validate_data(self, X, y)
        return super().fit(as_texts(rows), labels, sample_weight)

    def predict_proba(self, X: Any) -> NDArray[np.float64]:  # noqa: ANN401, N803 - likewise
        check_is_fitted(self)
        return super().predict_proba(as_texts(validate_data(self, X, reset=False)))

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - likewise
        tags = super().__sklearn_tags__()
        tags.input_tags.string = tags.input_tags.one_d_array = False
        tags.input_tags.two_d_array = True
        return tags


def as_texts(rows: NDArray[Any]) -> list[str]:
    return [" ".join(f"s{column}w{cell:.1f}" for column, cell in enumerate(row)) for row in rows]


FEW = "has fewer texts than training needs: five different ones for each of two labels"
EXPECTED_TO_FAIL = {
    "check_sample_weights_shape": FEW,
    "check_sample_weights_not_overwritten": FEW,
    "check_fit2d_1feature": f"{FEW}; a text has no features to be too few of",
    "check_sample_weight_equivalence_on_dense_data": (
        "a weight is no number of copies: which n-grams are dropped, and which fold a text is in, "
        "depends on the texts alone"
    ),
}


def test_it_is_a_classifier_as_scikit_learn_wants_it(model: sentiment.Bundle) -> None:
    found = check_estimator(
        OfNumbers(base=model), expected_failed_checks=EXPECTED_TO_FAIL, on_skip=None, on_fail=None
    )
    failed = {each["check_name"] for each in found if each["status"] == "failed"}
    assert not failed
    # One that passes by now shall not stay named.
    assert {each["check_name"] for each in found if each["status"] == "xfail"} == set(
        EXPECTED_TO_FAIL
    )
    assert sum(each["status"] == "passed" for each in found) > 50


def test_fitting_does_what_the_command_does(model: sentiment.Bundle, tmp_path: Path) -> None:
    fitted = CommentSentiment(base=model).fit(TEXTS, MOODS)
    rows = [
        Sample(question=Question(text), label=label, source="")
        for text, label in zip(TEXTS, MOODS, strict=True)
    ]
    trained = train(Samples(task="sentiment", rows=tuple(rows)), model)
    assert fitted.report_.choice == trained.report.choice
    assert fitted.report_.after.macro_f1 == trained.report.after.macro_f1
    assert fitted.predict(UNSEEN).tolist() == ["negative", "positive"]
    # Two labels were learnt, and the model that is saved has three.
    fitted.save(tmp_path / "mine")
    mine = sentiment.load_model(tmp_path / "mine").sentiment
    asked = mine.predict_proba([Question(text) for text in UNSEEN])[:, [0, 2]]
    expected = asked / asked.sum(axis=1, keepdims=True)
    assert np.array_equal(fitted.predict_proba(UNSEEN), expected)
    (analysis,) = sentiment.analyse(UNSEEN, tmp_path / "mine")
    assert [found.sentiment.label for found in analysis.opinions] == ["negative", "positive"]


@pytest.mark.parametrize("names", [("mies", "prima"), (0, 1), (True, False), (2.0, -1.0)])
def test_labels_may_be_called_anything(
    model: sentiment.Bundle, tmp_path: Path, names: tuple[object, object]
) -> None:
    called = dict(zip(JARGON, names, strict=True))
    fitted = CommentSentiment(base=model).fit(TEXTS, np.array([called[mood] for mood in MOODS]))
    assert fitted.classes_.tolist() == sorted(names)  # type: ignore[type-var]
    assert fitted.predict(UNSEEN).tolist() == list(names)
    assert np.allclose(fitted.predict_proba(UNSEEN).sum(axis=1), 1)
    with pytest.raises(SampleError, match="other labels than negative, neutral, positive"):
        fitted.save(tmp_path / "mine")


def test_own_labels_profit_from_what_the_base_knows(model: sentiment.Bundle) -> None:
    # No word of the unseen ones is among the texts: only the base can know.
    texts = ["Furchtbar, einfach nur schlecht.", "Was für ein Mist!", "Eine Schande ist das.",
             "Ich bin entsetzt.", "So eine Frechheit!", "Wunderbar, vielen Dank!", "Großartig!",
             "Das freut mich sehr.", "Tolle Idee, weiter so!", "Sehr schön."]  # fmt: skip
    fitted = CommentSentiment(base=model).fit(texts, ["mies"] * 5 + ["prima"] * 5)
    assert fitted.predict(["Das ist doch peinlich!", "Herzlichen Glückwunsch 😊"]).tolist() == [
        "mies",
        "prima",
    ]


@pytest.mark.parametrize("base", [LITE, "german"])
def test_a_pickle_answers_the_same(base: str) -> None:
    fitted = CommentSentiment(base=base).fit(TEXTS, MOODS)
    content = pickle.dumps(fitted)
    assert len(content) < 500_000  # the base is not in it
    again = pickle.loads(content)  # noqa: S301
    assert np.array_equal(again.predict_proba(UNSEEN), fitted.predict_proba(UNSEEN))


def test_a_pickle_holds_a_model_that_does_not_ship(model: sentiment.Bundle, tmp_path: Path) -> None:
    CommentSentiment(base=model).fit(TEXTS, MOODS).save(tmp_path / "mine")
    upon_own = CommentSentiment(base=tmp_path / "mine").fit(TEXTS, MOODS)
    content = pickle.dumps(upon_own)
    shutil.rmtree(tmp_path / "mine")
    again = pickle.loads(content)  # noqa: S301
    assert np.array_equal(again.predict_proba(UNSEEN), upon_own.predict_proba(UNSEEN))


def test_a_pickle_is_refused_upon_another_model(model: sentiment.Bundle) -> None:
    content = pickle.dumps(CommentSentiment(base=model).fit(TEXTS, MOODS))
    name, digest = model.version.split("@")
    older = content.replace(model.version.encode(), f"{name}@{digest[::-1]}".encode())
    with pytest.raises(BundleError, match=f"what was pickled needs {name}@{digest[::-1]}"):
        pickle.loads(older)  # noqa: S301


@pytest.mark.parametrize("library", [pd.DataFrame, pl.DataFrame])
def test_it_works_inside_of_scikit_learn(
    model: sentiment.Bundle, library: Callable[..., pd.DataFrame | pl.DataFrame]
) -> None:
    frame = library({"text": TEXTS, "mood": MOODS})
    mine = CommentSentiment(base=model)
    assert np.array_equal(
        clone(mine).fit(frame, frame["mood"]).predict_proba(frame),
        clone(mine).fit(TEXTS, MOODS).predict_proba(TEXTS),
    )
    assert (cross_val_predict(mine, frame, frame["mood"], cv=2) == MOODS).all()
    words = make_pipeline(TfidfVectorizer(), LogisticRegression())
    both = VotingClassifier([("mine", mine), ("words", words)], voting="soft")
    assert both.fit(TEXTS, MOODS).predict(UNSEEN).tolist() == ["negative", "positive"]
    search = GridSearchCV(make_pipeline(mine), {"commentsentiment__base": [LITE, model]}, cv=2)
    assert search.fit(TEXTS, MOODS).score(TEXTS, MOODS) == 1


def test_weights_count(model: sentiment.Bundle) -> None:
    contrary = [text.replace("Das ist", "Ach, das ist") for text in TEXTS[:8]]
    texts, moods = [*TEXTS, *contrary], [*MOODS, *["positive"] * 8]

    def negative(weight: Sequence[float] | None) -> float:
        fitted = CommentSentiment(base=model).fit(texts, moods, sample_weight=weight)
        return float(fitted.predict_proba(UNSEEN[:1])[0, 0])

    weight = np.array([1.0] * len(TEXTS) + [0.0] * 8)
    left_out = CommentSentiment(base=model).fit(TEXTS, MOODS).predict_proba(UNSEEN[:1])[0, 0]
    assert negative(weight.tolist()) == left_out
    assert weight.sum() == len(TEXTS)
    assert negative([1.0] * len(texts)) == negative(None)
    assert negative([9.0] * len(TEXTS) + [0.1] * 8) > negative([0.5] * len(TEXTS) + [9.0] * 8)


@pytest.mark.parametrize(
    ("texts", "labels", "weight", "says"),
    [
        ("Gut.", ["positive"], None, r"put it into a list"),
        (["Gut.", None] * 9, MOODS[:18], None, "number 2 is NoneType"),
        (np.array([[text] for text in TEXTS]), MOODS, None, "number 1 is ndarray"),
        (TEXTS, MOODS[1:], None, "y: holds 23 labels, and there are 24 texts"),
        (TEXTS, [0.1 * number for number in range(24)], None, "continuous"),
        (TEXTS, [1.0, float("nan")] * 12, None, "y contains NaN"),
        (TEXTS, [MOODS] * 24, None, "should be a 1d array"),
        (TEXTS, np.array([*MOODS[1:], None], object), None, "labels are missing"),
        (TEXTS, [*MOODS[1:], float("nan")], None, "labels are missing"),
        (TEXTS, [*MOODS[1:], 1], None, "labels are missing, or of another type"),
        (TEXTS, [*MOODS[1:], " "], None, "labels are missing"),
        (TEXTS, ["negative"] * 24, None, "holds 1 class"),
        (TEXTS[10:14], MOODS[10:14], None, "X: too few samples"),
        (TEXTS, MOODS, [1.0] * 23, "sample_weight: has the shape"),
        (TEXTS, MOODS, [[1.0] * 24], "sample_weight: has the shape"),
        (TEXTS, MOODS, [-1.0] * 24, "negative or not finite"),
        (TEXTS, MOODS, [0.0] * 24, "zeros alone"),
        (TEXTS, MOODS, ["viel"] * 24, "or what is no number"),
    ],
)
def test_what_cannot_be_learnt_from_is_named(
    model: sentiment.Bundle, texts: Texts, labels: ArrayLike, weight: ArrayLike | None, says: str
) -> None:
    with pytest.raises(DataError, match=says) as caught:
        CommentSentiment(base=model).fit(texts, labels, sample_weight=weight)
    assert "\n" not in str(caught.value)


def test_an_unknown_base_and_no_text_are_named(model: sentiment.Bundle) -> None:
    with pytest.raises(BundleError, match="neither an installed model"):
        CommentSentiment(base="no-such-model").fit(TEXTS, MOODS)
    fitted = CommentSentiment(base=model).fit(TEXTS, MOODS)
    assert fitted.predict_proba([]).shape == (0, 2)
    with pytest.raises(DataError, match="one string stands"):
        fitted.predict("Gut.")
