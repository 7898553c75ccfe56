"""Training and measuring of the line model that separates plain text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sentiment.bundle import LITE, load_model, save_bundle
from sentiment.errors import SampleError
from sentiment.separation import roles_of
from sentiment.separation.line_model import LineModel
from sentiment.separation.roles import last_of
from sentiment.training.separation_samples import read_pages
from sentiment.training.train import free_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sentiment.bundle import Bundle
    from sentiment.separation.page_reader import PageReader
    from sentiment.training.separation_samples import Page


_FOLDS = 5
_STRENGTHS = (0.003, 0.03, 0.3)
_OF_COMMENTS = ("begin", "inside")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeparationFigures:
    """How well pages were separated.

    `boundaries` is the share of pages whose article ends at the right line, `precision` and
    `recall` count comments whose lines are all right, `exact` is the share of pages without any
    wrong line, and `line_accuracy` the share of right lines. `word_f1` counts words of comments,
    wherever one is taken to end and the next to begin.
    """

    pages: int
    boundaries: float
    precision: float
    recall: float
    exact: float
    line_accuracy: float
    word_f1: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _f1(self.precision, self.recall)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedSeparation:
    """A retrained line model, not yet saved.

    The figures are cross-validated, and the choice was made by them.
    """

    before: SeparationFigures
    after: SeparationFigures
    choice: str
    carrier: Bundle
    model: LineModel | None  # None where the base stays as it is

    def save(self, folder: Path) -> None:
        """Write the new bundle, whole or not at all."""
        card = dict(self.carrier.card)
        parts = {}
        if self.model is not None:
            name = free_name("separation", self.carrier)
            older = card["tasks"]["separation"]
            newer = {**older, "parts": [*older["parts"], name]}
            card["tasks"] = {**card["tasks"], "separation": newer}
            parts[name] = self.model.state()
        save_bundle(folder, card, parts, base=self.carrier)


def train_separation(
    paths: Sequence[Path],
    base: Bundle | None = None,
    *,
    on_step: Callable[[int, int], None] | None = None,
) -> TrainedSeparation:
    """Correct a line model on a user's own pages; without a base, that of `german-lite`.

    The penalty is chosen by the number of wrong lines on pages that were left out, and the figures
    are of the same pages. Pages with one text may be in several folds.

    Raises
    ------
    SampleError
        Where a file does not fit its text, there are fewer than five pages, or all of their lines
        are of one kind.
    """
    pages = [page for page in read_pages(paths) if page.page]
    if len(pages) < _FOLDS:
        raise SampleError(
            f"too few pages to train separation ({len(pages)})",
            where=", ".join(map(str, paths)),
            remedy=f"give at least {_FOLDS} corrected discussions",
        )
    if len(_kinds(pages)) < 2:
        raise SampleError(
            "all lines of the pages are of one kind",
            where=", ".join(map(str, paths)),
            remedy="give pages with an article and comments",
        )
    carrier = base or load_model(LITE)
    reader = carrier.page_reader
    before = [_found(carrier.separation, page, reader) for page in pages]
    choices: dict[float, list[list[str]]] = {}
    steps = len(_STRENGTHS) * _FOLDS + 1
    for strength in _STRENGTHS:
        found: list[list[str]] = [[] for _ in pages]
        for fold in range(_FOLDS):
            seen = [page for i, page in enumerate(pages) if i % _FOLDS != fold]
            model = carrier.separation  # who saw one kind of lines knows nothing better
            if len(_kinds(seen)) > 1:
                model = fit_line_model(seen, C=strength, base=carrier.separation)
            for i in range(fold, len(pages), _FOLDS):
                found[i] = _found(model, pages[i], reader)
            if on_step:
                on_step(len(choices) * _FOLDS + fold + 1, steps)
        choices[strength] = found
    best = max(choices, key=lambda strength: _figures(pages, choices[strength]).line_accuracy)
    gold = _figures(pages, before)
    learnt = _figures(pages, choices[best])
    helps = learnt.line_accuracy > gold.line_accuracy
    return TrainedSeparation(
        before=gold,
        after=learnt if helps else gold,
        choice=f"corrections, C = {best:g}" if helps else "the base as it is",
        carrier=carrier,
        model=fit_line_model(pages, C=best, base=carrier.separation) if helps else None,
    )


def fit_line_model(
    pages: Sequence[Page],
    *,
    weights: Sequence[float] | None = None,
    C: float = 0.1,  # noqa: N803 - scikit-learn's name
    base: LineModel | None = None,
    register: Sequence[Page] = (),
    are_whole: Sequence[bool] = (),
) -> LineModel:
    """Fit a line model on pages whose lines have known roles.

    Parameters
    ----------
    pages : sequence of Page
        To learn roles from.
    weights : sequence of float, optional
        One for each page.
    C : float
        Inverse strength of the penalty.
    base : LineModel, optional
        The model to correct.
    register : sequence of Page
        Other pages, from which a model without a base learns what readers sound like.
    are_whole : sequence of bool
        Which pages were copied with all that their site puts around them.
    """
    kept = [number for number, page in enumerate(pages) if page.page]
    model = LineModel(C=C, base=base)
    if base is None:
        heard = [
            (line.head, "article" if role == "article" else "comment")
            for page in register
            for line, role in zip(page.page, page.roles, strict=True)
            if role != "furniture"
        ]
        model.fit_register([head for head, _ in heard], [kind for _, kind in heard])
    return model.fit(
        [pages[number].page for number in kept],
        [pages[number].roles for number in kept],
        page_weight=None if weights is None else [weights[number] for number in kept],
        are_whole=[are_whole[number] for number in kept] if are_whole else (),
    )


def measure_separation(
    model: LineModel, pages: Sequence[Page], reader: PageReader | None = None
) -> SeparationFigures:
    """Compare found with known roles."""
    return _figures(pages, [_found(model, page, reader) for page in pages])


def _kinds(pages: Sequence[Page]) -> set[str]:
    return {role for page in pages for role in page.roles}


def _found(model: LineModel, page: Page, reader: PageReader | None) -> list[str]:
    return roles_of(page.page, model, reader) if page.page else []


def _figures(pages: Sequence[Page], all_found: Sequence[Sequence[str]]) -> SeparationFigures:
    pairs = [(list(page.roles), list(found)) for page, found in zip(pages, all_found, strict=True)]
    words = [
        (len(line.span.of(page.text).split()), a in _OF_COMMENTS, b in _OF_COMMENTS)
        for page, (roles, found) in zip(pages, pairs, strict=True)
        for line, a, b in zip(page.page, roles, found, strict=True)
    ]
    both = sum(count for count, a, b in words if a and b)
    gold = sum(len(_comments(roles)) for roles, _ in pairs)
    said = sum(len(_comments(found)) for _, found in pairs)
    hits = sum(len(_comments(roles) & _comments(found)) for roles, found in pairs)
    right = sum(a == b for roles, found in pairs for a, b in zip(roles, found, strict=True))
    return SeparationFigures(
        pages=len(pairs),
        boundaries=float(np.mean([_last(roles) == _last(found) for roles, found in pairs])),
        precision=_share(hits, said),
        recall=_share(hits, gold),
        exact=float(np.mean([roles == found for roles, found in pairs])),
        line_accuracy=right / sum(len(roles) for roles, _ in pairs),
        word_f1=_f1(
            _share(both, sum(count for count, _, b in words if b)),
            _share(both, sum(count for count, a, _ in words if a)),
        ),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _last(roles: Sequence[str]) -> int:
    return max((i for i, role in enumerate(roles) if role == "article"), default=-1)


def _comments(roles: Sequence[str]) -> set[tuple[int, int]]:
    found = set()
    for start, role in enumerate(roles):
        if role == "begin":
            found.add((start, last_of(roles, start, "inside") + 1))
    return found
