"""Where labels differ, and how far annotators agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.labelling.agreement import (
    Agreement,
    agreement,
    contradictions,
    disagreements,
    krippendorff_alpha,
)
from sentiment.labelling.correction import Correction
from sentiment.question import Question

# The example of Krippendorff, 2011: four observers of twelve units, and what they left out.
OBSERVERS = ("1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3",
             ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .")  # fmt: skip
ANSWERS = st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=12)


def correction(annotator: str, text: str, label: str, target: str = "") -> Correction:
    return Correction(question=Question(text, target), label=label, annotator=annotator)


def test_alpha_is_that_of_the_textbook() -> None:
    columns = zip(*(observer.split() for observer in OBSERVERS), strict=True)
    units = [[label for label in column if label != "."] for column in columns]
    assert krippendorff_alpha(units) == pytest.approx(0.743, abs=5e-4)


@given(ANSWERS)
def test_alpha_is_one_for_full_agreement_and_never_more(units: list[list[str]]) -> None:
    alpha = krippendorff_alpha(units)
    assert alpha is None or alpha <= 1
    same = krippendorff_alpha([[label, label] for unit in units for label in unit])
    assert same is None or same == pytest.approx(1)
    assert krippendorff_alpha([*units, ["a"]]) == alpha  # one label alone says nothing


def test_conflicts_are_found_whatever_the_spelling() -> None:
    found = [
        correction("Anna", "Schön war's.", "positive"),
        correction("Anna", "SCHÖN  war's.\n", "negative"),
        correction("Anna", "Na ja.", "neutral"),
        correction("Bernd", "na ja.", "negative"),
        correction("Bernd", "Zu!", "neutral", "Bad"),
        correction("Bernd", "Zu!", "negative", "Stadtrat"),
    ]
    assert contradictions(found) == [(found[0], found[1])]
    assert disagreements(found) == [(found[2], found[3])]
    assert agreement(found) == Agreement(shared=1, alpha=0.0)
    assert agreement(found[:2]) == Agreement(shared=0, alpha=None)
