"""Fits the model of subjects upon a bundle: ``python -m sentiment.training.subject --help``.

The labels are kept without their texts, which are not all ours to pass on: `samples/subjects` says
where each stands.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.bundle import load_model, save_bundle
from sentiment.language.as_seen import as_seen
from sentiment.language.names import name_key
from sentiment.state import State
from sentiment.subject import PART, READ, READER, SubjectModel, SubjectReader
from sentiment.training.bundle_builder import arguments
from sentiment.training.corpora import check_labelled, pages_of, rows_of, texts_by_id
from sentiment.training.folds import FOLDS, folds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from sentiment.article_things import Thing
    from sentiment.bundle import Bundle
    from sentiment.language.nouns import NounBackground

    Floats = NDArray[np.float64]

_PAGES = "pages/"  # begins the names of this project's own files
_HEADLINE_IN_ID = re.compile(r"\d+ - (.*?)(?: \(\d{4}-\d\d-\d\d\))?")  # of WikiNews


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledArticle:
    """An article and the keys of the things that are right for its subject, the best first.

    Its kind is `real`, `pages` (of `samples/pages`) or `items`: short ones of this project, which
    only the reader of an encoder learns from. Their headlines are hard on purpose.
    """

    title: str | None
    text: str
    subjects: tuple[str, ...]
    kind: str


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
            page = pages_of(samples / f"{corpus}.jsonl")[int(id_)]
            title, text = page["headline"], "\n".join(page["article"])
        else:
            headline = _HEADLINE_IN_ID.fullmatch(id_)
            title = headline and headline.group(1)
            text = texts_by_id(corpora / f"{corpus}.jsonl.gz").get(id_, "")
        check_labelled(text, crc32=row["crc32"], id_=id_, where=corpus)
        found.append(_labelled(title, text, row["subjects"], "pages" if is_own else "real"))
    for path in sorted((samples / "subjects").glob("*.jsonl")):
        found += [
            _labelled(row["headline"], row["text"], row["subjects"], "items")
            for row in rows_of(path)
        ]
    return found


def add_subject(model: Bundle, articles: Sequence[LabelledArticle], folder: Path) -> dict[str, Any]:
    """Fit on articles, and save the model with what was fitted; return the figures.

    Each figure is of articles that were not learnt from; but the scores that a reader learns from
    are of folds that may have.
    """
    kinds = [article.kind for article in articles]
    cuts = folds([article.text for article in articles], kinds)
    ranked: dict[int, list[Thing]] = {}
    columns: dict[int, Floats] = {}
    for seen, others in cuts:
        fold = _fitted(model.nouns, [articles[row] for row in seen])
        for row in others.tolist():
            title, text = articles[row].title, articles[row].text
            things, scores = fold.scored(title, text)
            ranked[row] = things[:READ]
            if things and model.is_semantic("stance"):
                columns[row] = SubjectReader.columns(
                    model.encoder, title, text, things[:READ], scores[:READ]
                )
    first = {row: things[0].key for row, things in ranked.items() if things}
    parts = {PART: _fitted(model.nouns, articles).state()}
    if columns:
        for seen, others in cuts:
            weights = _weights(seen.tolist(), articles, ranked, columns)
            for row in columns.keys() & set(others.tolist()):
                first[row] = ranked[row][int(np.argmax(columns[row] @ weights))].key
        weights = _weights(range(len(articles)), articles, ranked, columns)
        parts[READER] = State(arrays={"weights": weights})
    figures = {kind: _figures(articles, first, kind) for kind in dict.fromkeys(kinds)}
    how = f"{FOLDS}-fold cross-validation by article; right where the labels have it, at any place"
    card = {**model.card, "figures": {**model.card["figures"], PART: {"how": how, **figures}}}
    save_bundle(folder, card, parts, base=model)
    return figures


def _figures(
    articles: Sequence[LabelledArticle], first: Mapping[int, str], kind: str
) -> dict[str, float]:
    """Return of how many articles of a kind what comes first is right, and is the best."""
    rows = [row for row, article in enumerate(articles) if article.kind == kind]
    right = [first.get(row) in articles[row].subjects for row in rows]
    best = [first.get(row) in articles[row].subjects[:1] for row in rows]
    means = {"right": float(np.mean(right)), "best": float(np.mean(best))}
    return {"n": len(rows), **{name: round(mean, 4) for name, mean in means.items()}}


def _weights(
    rows: Iterable[int],
    articles: Sequence[LabelledArticle],
    ranked: Mapping[int, Sequence[Thing]],
    columns: Mapping[int, Floats],
) -> Floats:
    """Return what tells the right ones of the likeliest things apart; the best count twice."""
    from sklearn.linear_model import LogisticRegression

    read = [row for row in rows if row in columns]
    keys = [(row, thing.key) for row in read for thing in ranked[row]]
    right = [key in articles[row].subjects for row, key in keys]
    weight = [2.0 if key in articles[row].subjects[:1] else 1.0 for row, key in keys]
    found = LogisticRegression(C=1.0, max_iter=2000).fit(
        np.vstack([columns[row] for row in read]), right, sample_weight=weight
    )
    weights: Floats = found.coef_[0]
    return weights


def _fitted(background: NounBackground, articles: Sequence[LabelledArticle]) -> SubjectModel:
    whole = [article for article in articles if article.kind != "items"]
    return SubjectModel(background).fit(
        [(article.title, article.text) for article in whole],
        [article.subjects for article in whole],
    )


def _labelled(title: str | None, text: str, subjects: Sequence[str], kind: str) -> LabelledArticle:
    return LabelledArticle(
        title=title and as_seen(title),
        text=as_seen(text),
        subjects=tuple(map(name_key, subjects)),
        kind=kind,
    )


def main() -> None:
    """Fit as the command line says."""
    asked = arguments(__doc__)
    articles = read_articles(asked.corpora, asked.samples)
    figures = add_subject(load_model(asked.model), articles, asked.output)
    print(json.dumps(figures))  # noqa: T201 - a build script


if __name__ == "__main__":
    main()
