"""An encoder corrects the line model: by how much, and never about furniture."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sentiment.log_probabilities import log_softmax
from sentiment.separation.line_model import ROLES
from sentiment.separation.line_reader import LINE_ROLES, line_question, pooled, text_before

SCORES = st.floats(-20, 20)


@given(scores=arrays(float, (5, 4), elements=SCORES), read=arrays(float, (2, 3), elements=SCORES))
def test_what_is_read_moves_a_line_between_article_and_comments_alone(
    scores: np.ndarray, read: np.ndarray
) -> None:
    logs = log_softmax(scores)
    rows = np.array([1, 3])
    better = pooled(logs, rows, log_softmax(read))
    assert np.allclose(np.exp(better).sum(axis=1), 1)
    furniture = ROLES.index("furniture")
    assert np.allclose(better[:, furniture], logs[:, furniture])
    assert (better[[0, 2, 4]] == logs[[0, 2, 4]]).all()
    even = pooled(log_softmax(np.zeros((1, 4))), np.array([0]), log_softmax(read[:1]))
    likeliest = LINE_ROLES[read[0].argmax()]
    assert even[0, ROLES.index(likeliest)] == even[0, [0, 1, 3]].max()


def test_a_line_is_read_after_the_end_of_what_stands_before_it() -> None:
    lines = ["Anfang " * 40, "Ende.", "Danke!"]
    ends = text_before(lines)
    assert ends[0] == ""
    assert line_question(lines[0], ends[0]).target == "|"
    assert ends[2].endswith("Anfang  | Ende.")
    assert all(len(end) <= 200 for end in ends)
    assert len(line_question("x" * 1000, "").text) == 300
