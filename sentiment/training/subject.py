"""Fits the model of subjects upon a bundle: ``python -m sentiment.training.subject --help``.

The labels are kept without their texts, which are not all ours to pass on: `samples/subjects` says
where each stands.
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.bundle import load_model, save_bundle
from sentiment.language.as_seen import as_seen
from sentiment.language.names import name_key
from sentiment.subject import PART, SubjectModel
from sentiment.training.corpora import check_labelled, rows_of
from sentiment.training.folds import FOLDS, folds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sentiment.bundle import Bundle
    from sentiment.language.nouns import NounBackground

_PAGES = "pages/"  # begins the names of this project's own files
_HEADLINE_IN_ID = re.compile(r"\d+ - (.*?)(?: \(\d{4}-\d\d-\d\d\))?")  # of WikiNews


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledArticle:
    """An article and the keys of the things that are right for its subject, the best first."""

    title: str | None
    text: str
    subjects: tuple[str, ...]
    is_own: bool


def read_articles(corpora: Path, samples: Path) -> list[LabelledArticle]:
    """Read the labelled articles.

    Raises
    ------
    SampleError
        Where a corpus holds another text than the one that was labelled.
    """
    found = []
    for row in rows_of(samples / "subjects" / "labels.jsonl.gz"):
        corpus, id_ = row["corpus"], row["id"]
        is_own = corpus.startswith(_PAGES)
        if is_own:
            page = _pages(samples / f"{corpus}.jsonl")[int(id_)]
            title, text = page["headline"], "\n".join(page["article"])
        else:
            headline = _HEADLINE_IN_ID.fullmatch(id_)
            title = headline and headline.group(1)
            text = _texts(corpora / f"{corpus}.jsonl.gz").get(id_, "")
        check_labelled(text, crc32=row["crc32"], id_=id_, where=corpus)
        found.append(
            LabelledArticle(
                title=title and as_seen(title),
                text=as_seen(text),
                subjects=tuple(map(name_key, row["subjects"])),
                is_own=is_own,
            )
        )
    return found


def add_subject(model: Bundle, articles: Sequence[LabelledArticle], folder: Path) -> dict[str, Any]:
    """Fit on articles, and save the model with what was fitted; return the figures.

    Each figure is of articles that were not learnt from.
    """
    right, best = np.zeros(len(articles), bool), np.zeros(len(articles), bool)
    own = np.array([article.is_own for article in articles])
    for seen, others in folds([article.text for article in articles], own.astype(str).tolist()):
        fold = _fitted(model.nouns, [articles[row] for row in seen])
        for row in others:
            article = articles[row]
            ranked = fold.ranked(article.title, article.text)
            right[row] = bool(ranked) and ranked[0].key in article.subjects
            best[row] = bool(ranked) and ranked[0].key in article.subjects[:1]
    figures = {
        name: {
            "n": int(rows.sum()),
            "right": round(float(right[rows].mean()), 4),
            "best": round(float(best[rows].mean()), 4),
        }
        for name, rows in (("real", ~own), ("written", own))
    }
    how = f"{FOLDS}-fold cross-validation by article; right where the labels have it, at any place"
    card = {**model.card, "figures": {**model.card["figures"], PART: {"how": how, **figures}}}
    save_bundle(folder, card, {PART: _fitted(model.nouns, articles).state()}, base=model)
    return figures


def _fitted(background: NounBackground, articles: Sequence[LabelledArticle]) -> SubjectModel:
    return SubjectModel(background).fit(
        [(article.title, article.text) for article in articles],
        [article.subjects for article in articles],
    )


@cache
def _pages(path: Path) -> list[Mapping[str, Any]]:
    return list(rows_of(path))


@cache
def _texts(path: Path) -> dict[str, str]:
    return {str(row["id"]): row["text"] for row in rows_of(path)}


def main() -> None:
    """Fit as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--samples", type=Path, default=Path("samples"))
    parser.add_argument("--model", required=True, help="name or folder of the bundle")
    parser.add_argument("--output", type=Path, required=True, help="folder of the new bundle")
    asked = parser.parse_args()
    articles = read_articles(asked.corpora, asked.samples)
    figures = add_subject(load_model(asked.model), articles, asked.output)
    print(json.dumps(figures))  # noqa: T201 - a build script


if __name__ == "__main__":
    main()
