"""Fits the model of mentions upon a bundle: ``python -m sentiment.training.mentions --help``.

The labels are kept without their texts, which are not all ours to pass on: `samples/mentions` says
where each stands. What a comment only names has no label there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.bundle import load_model, save_bundle
from sentiment.language.as_seen import as_seen
from sentiment.mention_candidates import article_nouns, find_mentions
from sentiment.mentions import LABELS, PART, MentionModel
from sentiment.opinion import SIDES
from sentiment.question import Question
from sentiment.training.bundle_builder import arguments
from sentiment.training.corpora import check_labelled, pages_of, rows_of, texts_by_id
from sentiment.training.folds import FOLDS, folds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from sentiment.bundle import Bundle
    from sentiment.mention_candidates import Candidate

    Floats = NDArray[np.float64]

_PAGES, _COMPARISONS = "pages/", "comparisons/"  # begin the names of this project's own files
_LEAST = tuple(n / 100 for n in range(10, 61, 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A candidate, its label, the comment that names it, and whether that was chosen to compare."""

    candidate: Candidate
    label: str
    comment: str
    compares: bool


def read_named(corpora: Path, samples: Path, model: Bundle) -> list[Named]:
    """Read the labelled comments, and find what each names.

    Raises
    ------
    SampleError
        Where a corpus holds another text than the one that was labelled.
    """
    found = []
    for row in rows_of(samples / "mentions" / "labels.jsonl.gz"):
        text, of_article = _labelled(corpora, samples, row)
        for candidate in find_mentions(as_seen(text), of_article, model.nouns, model.sentences):
            label = row["sides"].get(candidate.target, "none")
            compares = row.get("compares", False)
            found.append(Named(candidate=candidate, label=label, comment=text, compares=compares))
    return found


def add_mentions(model: Bundle, named: list[Named], folder: Path) -> Mapping[str, Any]:
    """Fit on candidates, and save the model with what was fitted; return the figures.

    Each figure is of comments that were not learnt from, but for `least`, which was chosen by them;
    those that were chosen since they compare have their own, and no say in that.
    """
    candidates = [one.candidate for one in named]
    labels = np.array([one.label for one in named])
    asked = [Question(one.clauses, one.target) for one in candidates]
    reading = model.stance.read(asked) if model.is_semantic("stance") else None
    answers = np.zeros((len(named), len(LABELS)))
    for seen, others in folds([one.comment for one in named], labels.tolist()):
        fold = MentionModel().fit(
            [candidates[row] for row in seen], labels[seen], reading and reading[seen]
        )
        answers[others] = fold.predict_proba(
            [candidates[row] for row in others], reading and reading[others]
        )
    compares = np.array([one.compares for one in named])
    least = max(_LEAST, key=lambda at: _figures(answers, labels, ~compares, at)["f0.5"])
    figures: dict[str, Any] = {
        **_figures(answers, labels, ~compares, least),
        "comparisons": _figures(answers, labels, compares, least),
    }
    fitted = MentionModel(least=least).fit(candidates, labels, reading)
    how = f"{FOLDS}-fold cross-validation by comment; what the labels call a side, found as such"
    card = {
        **model.card,
        "figures": {**model.card["figures"], PART: {"how": how, "least": least, **figures}},
    }
    save_bundle(folder, card, {PART: fitted.state()}, base=model)
    return figures


def _figures(
    answers: Floats, labels: NDArray[np.str_], rows: NDArray[np.bool_], least: float
) -> dict[str, float]:
    """Return how many of the rows there are, and precision, recall and F0.5 of the sides told."""
    answers, labels = answers[rows], labels[rows]
    sides = answers[:, [LABELS.index(side) for side in SIDES]]
    told = np.where(sides.max(axis=1) >= least, np.array(SIDES)[sides.argmax(axis=1)], "none")
    right = np.sum((told == labels) & (labels != "none"))
    precision = right / max(np.sum(told != "none"), 1)
    recall = right / max(np.sum(labels != "none"), 1)
    # Precision counts twice: who adds up mentions is misled more by a wrong one than by none.
    f_half = 1.25 * precision * recall / max(0.25 * precision + recall, 1e-12)
    found = {"precision": precision, "recall": recall, "f0.5": f_half}
    return {"n": len(labels), **{name: round(float(figure), 4) for name, figure in found.items()}}


def _labelled(corpora: Path, samples: Path, row: Mapping[str, Any]) -> tuple[str, frozenset[str]]:
    """Return the text that a row labels, and the nouns of its article."""
    corpus, id_ = str(row["corpus"]), str(row["id"])
    if corpus.startswith(_PAGES):
        page, comment = map(int, id_.split("/"))
        of_page = pages_of(samples / f"{corpus}.jsonl")[page]
        text = "\n".join(of_page["comments"][comment]["text"])
        article = as_seen("\n".join(of_page["article"]))
        nouns = article_nouns(as_seen(of_page["headline"]), article)
    else:
        own = corpus.startswith(_COMPARISONS)
        path = samples / f"{corpus}.jsonl" if own else corpora / f"{corpus}.jsonl.gz"
        text = texts_by_id(path).get(id_, "")
        nouns = frozenset()
    check_labelled(text, crc32=row["crc32"], id_=id_, where=corpus)
    return text, nouns


def main() -> None:
    """Fit as the command line says."""
    asked = arguments(__doc__)
    model = load_model(asked.model)
    named = read_named(asked.corpora, asked.samples, model)
    figures = add_mentions(model, named, asked.output)
    print(json.dumps(figures))  # noqa: T201 - a build script


if __name__ == "__main__":
    main()
