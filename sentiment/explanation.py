"""Which words moved a result, found by leaving them out.

Whatever the classifier, the weight of a span is what really happens without it (occlusion: Zeiler
and Fergus, 2014, arXiv:1311.2901; Li et al., 2016, arXiv:1612.08220): by how much the log-odds of
the label, against all others, fall when a blank stands in its place. No gradient and no sampling is
involved, so a weight is exact for its own span, for linear classifiers and encoders alike. Weights
of several spans do not add up to the result: words that stand together share what they do.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from sentiment.discussion import Span
from sentiment.log_probabilities import log_sum
from sentiment.opinion import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.opinion_classifier import OpinionClassifier
    from sentiment.question import Question

    Floats = NDArray[np.float64]
    Weights = dict[range, float]  # of runs of words, by their numbers

_MOST_RUNS = 60  # left out of one text at first; a longer one loses several words at once
_MOST_PHRASES = 20  # tried after that
_LONGEST_PHRASE = 3  # words
_REFINED, _PARTS = 4, 5  # the heaviest runs of a long text, and what each is cut into
_MORE_THAN_PARTS = 1.25
_LEAST = 0.1  # log-odds: at even odds, two and a half points of probability
_LEAST_SHARE = 0.1  # of the heaviest
_MOST_KEPT = 8
_QUESTIONS = 50  # explained at once: some 3000 texts for the classifier

# Characters of a long text: as many as are searched for things, and the end, which encoders read,
# too. Sixty copies of ten million would fill the memory.
_HEAD, _TAIL = 20_000, 1000

# Soft hyphens and combining accents stand inside of words. Signs that only divide sentences are no
# evidence, unless they are alone and several, as emoticons are.
_LETTER = "[\\w\u00ad\u0300-\u036f]"
_WORD = re.compile(
    rf"(?:https?://|www\.)\S+|@?{_LETTER}+(?:[-'’]{_LETTER}+)*"
    r"|(?<!\S)[^\w\s]{2,}(?!\S)"
    r"""|[^\w\s.,;:'"‘’‚‛“”„»«›‹()\[\]/–—-]+"""
)

# Words with nothing but blanks between: a phrase ends where its clause does.
_PHRASE = re.compile(rf"(?:{_LETTER}|[-'’ ])+")


def explain(
    classifier: OpinionClassifier, questions: Sequence[Question]
) -> list[tuple[Evidence, ...]]:
    """Return what moved the likeliest label of each question.

    Words are left out one at a time, then the most promising phrases of two and three: a phrase
    takes the place of its words where it weighs clearly more than they do together. Of a text with
    more than sixty words, runs of words are left out, then parts of the heaviest. So a question
    costs at most some eighty others.

    Returns
    -------
    list of tuple of Evidence
        For each question at most eight spans of its text, in their order, without overlap; none
        that weighs less than 0.1, or less than a tenth of the heaviest. Of a text of more than
        21,000 characters, the first 20,000 and the last 1000 are searched.
    """
    found = []
    for start in range(0, len(questions), _QUESTIONS):
        asked = questions[start : start + _QUESTIONS]
        short = [replace(question, text=_without_middle(question.text)) for question in asked]
        found += [
            _in_whole(evidence, question.text)
            for evidence, question in zip(_explain(classifier, short), asked, strict=True)
        ]
    return found


def _without_middle(text: str) -> str:
    return text if _is_short(text) else f"{text[:_HEAD]}\n{text[-_TAIL:]}"


def _in_whole(evidence: tuple[Evidence, ...], text: str) -> tuple[Evidence, ...]:
    """Return evidence of a text without its middle as it stands in the whole."""
    if _is_short(text):
        return evidence
    cut = len(text) - _TAIL - _HEAD - 1
    return tuple(
        replace(found, start=found.start + cut, end=found.end + cut)
        if found.start >= _HEAD
        else replace(found, end=min(found.end, _HEAD))
        for found in evidence
    )


def _is_short(text: str) -> bool:
    return len(text) <= _HEAD + _TAIL


def _explain(
    classifier: OpinionClassifier, questions: Sequence[Question]
) -> list[tuple[Evidence, ...]]:
    logs = classifier.log_proba(questions)
    winners = logs.argmax(axis=1)
    odds = _log_odds(logs, winners)
    words = [_words(question.text) for question in questions]

    def weigh(runs: Sequence[Sequence[range]]) -> list[Weights]:
        """Leave out all runs of words of all questions in one pass."""
        asked, owners = [], []
        for row, own in enumerate(runs):
            text = questions[row].text
            for run in own:
                span = _span(run, words[row])
                without = f"{text[: span.start]} {text[span.end :]}"
                asked.append(replace(questions[row], text=without))
                owners.append(row)
        if not asked:
            return [{} for _ in runs]
        left = _log_odds(classifier.log_proba(asked), winners[owners])
        falls = iter((odds[owners] - left).tolist())
        return [{run: next(falls) for run in own} for own in runs]

    first = weigh([_cut(range(len(own)), _MOST_RUNS) for own in words])
    phrases = [_phrases(question.text, own) for question, own in zip(questions, words, strict=True)]
    second = weigh(
        [_second_tries(weights, own) for weights, own in zip(first, phrases, strict=True)]
    )
    return [
        _kept(_chosen(singles, others), own)
        for singles, others, own in zip(first, second, words, strict=True)
    ]


def _words(text: str) -> list[Span]:
    return [Span(start=match.start(), end=match.end()) for match in _WORD.finditer(text)]


def _span(run: range, words: Sequence[Span]) -> Span:
    return Span(start=words[run.start].start, end=words[run.stop - 1].end)


def _log_odds(logs: Floats, labels: NDArray[np.intp]) -> Floats:
    """Return the log-odds of one label a row against all others, shape (rows,)."""
    rows = np.arange(len(logs))
    others = logs.copy()
    others[rows, labels] = -np.inf
    odds: Floats = logs[rows, labels] - log_sum(others)[:, 0]
    return odds


def _cut(run: range, most: int) -> list[range]:
    """Cut a run into parts of like length, as many as it has words and at most so many."""
    count = min(len(run), most)
    bounds = [run.start + len(run) * part // count for part in range(count + 1)] if count else []
    return [range(*pair) for pair in pairwise(bounds)]


def _phrases(text: str, words: Sequence[Span]) -> list[range]:
    """Return all runs of two or three words that nothing divides."""
    runs = (
        range(start, start + length)
        for length in range(2, _LONGEST_PHRASE + 1)
        for start in range(len(words) - length + 1)
    )
    return [run for run in runs if _PHRASE.fullmatch(_span(run, words).of(text))]


def _second_tries(weights: Weights, phrases: Sequence[range]) -> list[range]:
    """Return phrases of the words that weigh most; of a long text, parts of the heaviest runs."""
    runs = list(weights)
    if any(len(run) > 1 for run in runs):
        heaviest = sorted(runs, key=lambda run: -abs(weights[run]))[:_REFINED]
        return [part for run in heaviest if len(run) > 1 for part in _cut(run, _PARTS)]
    promise = {phrase: abs(_sum_within(phrase, weights)) / len(phrase) for phrase in phrases}
    return sorted(promise, key=lambda phrase: -promise[phrase])[:_MOST_PHRASES]


def _chosen(first: Weights, second: Weights) -> Weights:
    """Of spans that were tried whole and in parts, take the whole or the parts."""
    tried = first | second
    wholes = [run for run in tried if any(_within(part, run) for part in tried)]
    parts = {run: weight for run, weight in tried.items() if run not in wholes}
    excess = {
        run: abs(tried[run]) - _MORE_THAN_PARTS * abs(_sum_within(run, parts)) for run in wholes
    }
    chosen: Weights = {}
    for run in sorted(wholes, key=lambda run: -excess[run] / len(run)):
        if excess[run] >= _LEAST and not any(_overlap(run, other) for other in chosen):
            chosen[run] = tried[run]
    free = {
        run: weight
        for run, weight in parts.items()
        if not any(_overlap(run, other) for other in chosen)
    }
    return chosen | free


def _within(part: range, run: range) -> bool:
    return part != run and run.start <= part.start and part.stop <= run.stop


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _sum_within(run: range, weights: Weights) -> float:
    return sum(weight for part, weight in weights.items() if _within(part, run))


def _kept(weights: Weights, words: Sequence[Span]) -> tuple[Evidence, ...]:
    """Return what matters, in the order of the text."""
    least = max([_LEAST, *(_LEAST_SHARE * abs(weight) for weight in weights.values())])
    heavy = sorted(weights, key=lambda run: -abs(weights[run]))[:_MOST_KEPT]
    spans = {run: _span(run, words) for run in sorted(heavy, key=lambda run: run.start)}
    return tuple(
        Evidence(start=span.start, end=span.end, weight=weights[run])
        for run, span in spans.items()
        if abs(weights[run]) >= least
    )
