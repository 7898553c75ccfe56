"""How much n-grams say beside the encoder: chosen on dev rows, for each kind of question."""

from __future__ import annotations

import numpy as np

import sentiment
from sentiment.question import Question
from sentiment.semantic_classifier import SemanticClassifier
from sentiment.training.multitask_data import Example
from sentiment.training.semantic import best_shares

ROWS = 30


def test_words_count_where_they_help_and_not_where_they_harm() -> None:
    classifier = sentiment.load_model("german").stance
    assert isinstance(classifier, SemanticClassifier)
    helped = Question("So nicht.", "Tempolimit")
    harmed = Question("So nicht.", "Tempolimit", "Rat streitet um Tempo 30")
    claim = Question("So nicht.", "Das Tempolimit soll kommen.")
    rows, of_head, of_words = [], [], []
    for question in (helped, harmed, claim):
        for label in np.arange(ROWS) % 3:
            right, wrong = np.eye(3)[label], np.eye(3)[(label + 1) % 3]
            rows.append(
                Example(task="stance", corpus="invented", question=question, label=int(label))
            )
            of_head.append(0.5 * (right if question is harmed else wrong))
            of_words.append(wrong if question is harmed else right)
    shares = best_shares(np.array(of_head), np.array(of_words), rows, classifier)
    assert shares[classifier.kind_of(harmed)] < 0.5 < shares[classifier.kind_of(helped)]
    assert set(shares) == set(classifier.kinds)
    unasked = Question(claim.text, claim.target, harmed.headline)
    assert shares[classifier.kind_of(unasked)] == shares[classifier.kind_of(claim)]
