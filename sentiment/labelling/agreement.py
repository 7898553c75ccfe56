"""Whether labels agree: of one annotator with themselves, and of several with each other."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sentiment.labelling.correction import Correction

    Conflict = tuple[Correction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far annotators agree.

    `shared` is the number of questions that two of them or more answered. `alpha` is Krippendorff's
    alpha on these: 1 is full agreement, 0 what chance would bring; None where nothing is shared, or
    where all said the same of everything, so that chance has no measure.
    """

    shared: int
    alpha: float | None


def contradictions(corrections: Iterable[Correction]) -> list[Conflict]:
    """Return the labels of one annotator each that differ though the question is the same.

    Case and white space of text and target make no other question.
    """
    groups: dict[tuple[str, ...], list[Correction]] = defaultdict(list)
    for correction in corrections:
        groups[(correction.annotator or "", *_folded(correction))].append(correction)
    return _conflicts(groups.values())


def disagreements(corrections: Iterable[Correction]) -> list[Conflict]:
    """Return the labels of several annotators that differ though the question is the same."""
    return [
        conflict
        for conflict in _conflicts(_by_question(corrections))
        if len({correction.annotator for correction in conflict}) > 1
    ]


def agreement(corrections: Iterable[Correction]) -> Agreement:
    """Compare annotators; the last label of each on a question counts."""
    units = [
        list({correction.annotator: correction.label or "" for correction in group}.values())
        for group in _by_question(corrections)
    ]
    shared = [unit for unit in units if len(unit) > 1]
    return Agreement(shared=len(shared), alpha=krippendorff_alpha(shared))


def krippendorff_alpha(units: Sequence[Sequence[str]]) -> float | None:
    """Return Krippendorff's alpha for nominal labels.

    The formula is that of Krippendorff, 2011, "Computing Krippendorff's Alpha-Reliability". It
    stands here since the package of that name is under the GPL.

    Parameters
    ----------
    units : sequence of sequence of str
        The labels that each unit got, in any order; who did not label a unit is missing. Units
        with one label say nothing and are left out.

    Returns
    -------
    float or None
        None where there are no two labels to compare, or only one label in all.
    """
    counts = [Counter(unit) for unit in units if len(unit) > 1]
    totals = sum(counts, Counter[str]())
    n = totals.total()
    expected = n * n - sum(count * count for count in totals.values())
    if not expected:
        return None
    observed = sum(
        (unit.total() ** 2 - sum(count * count for count in unit.values())) / (unit.total() - 1)
        for unit in counts
    )
    return 1 - (n - 1) * observed / expected


def _by_question(corrections: Iterable[Correction]) -> Iterable[list[Correction]]:
    groups: dict[tuple[str, ...], list[Correction]] = defaultdict(list)
    for correction in corrections:
        groups[_folded(correction)].append(correction)
    return groups.values()


def _conflicts(groups: Iterable[list[Correction]]) -> list[Conflict]:
    return [tuple(group) for group in groups if len({found.label for found in group}) > 1]


def _folded(correction: Correction) -> tuple[str, str]:
    """Return text and target as they are compared."""
    question = correction.question
    text, target = (
        " ".join(unicodedata.normalize("NFKC", part).casefold().split())
        for part in (question.text, question.target)
    )
    return text, target
