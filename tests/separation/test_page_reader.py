"""What a page reader is asked, and what its answers may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sentiment.log_probabilities import log_softmax
from sentiment.separation.decoder import decode
from sentiment.separation.page_reader import line_questions

if TYPE_CHECKING:
    import numpy as np

SCORES = st.floats(-20, 20)


@given(
    scores=arrays(float, (6, 4), elements=SCORES),
    blank=arrays(bool, 6),
    first=arrays(float, 6, elements=SCORES),
)
def test_a_page_is_an_article_and_then_comments(
    scores: np.ndarray, blank: np.ndarray, first: np.ndarray
) -> None:
    roles = decode(log_softmax(scores), blank, first)
    begins = [at for at, role in enumerate(roles) if role == "begin"]
    assert "article" not in roles[begins[0] :] if begins else "inside" not in roles
    assert all(roles[at - 1] in ("begin", "inside") for at, r in enumerate(roles) if r == "inside")


def test_a_line_is_read_with_the_title_and_what_stands_around_it() -> None:
    lines = ["Der Titel", "Anfang " * 40, "Ende.", "Danke!", "Gern."]
    first, _, third, fourth, last = line_questions(lines)
    assert (first.target, first.text[:12]) == ("#", "Der Titel | ")
    assert third.target.startswith("Der Titel ‖ ")
    assert fourth.target.endswith("Anfang  | Ende.")
    assert fourth.text == "Danke! | Gern."
    assert last.text == "Gern. | #"
    assert all(len(q.topic) <= 200 and len(q.text) <= 300 for q in line_questions(lines))
