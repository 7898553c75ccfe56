"""Builds the bundle `german-lite`: ``python -m sentiment.training.german_lite --help``.

Every corpus is a file of JSON lines, gzip, as `CORPORA` describes it. What the bundle says of its
accuracy comes from cross-validation: each figure is of rows that the model had not seen.
"""

from __future__ import annotations

import argparse
import platform
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.bundle import load_model, save_bundle
from sentiment.classifiers import SentimentClassifier, StanceClassifier
from sentiment.confusion import PART, Confusion
from sentiment.language.nouns import NounBackground
from sentiment.language.sentences import Sentences
from sentiment.opinion import SENTIMENT_LABELS, STANCE_LABELS
from sentiment.question import Question
from sentiment.training.answer_counts import counted
from sentiment.training.composing import compose, lay_out, written_pages
from sentiment.training.corpora import rows_of
from sentiment.training.folds import FOLDS, folds
from sentiment.training.metrics import measure
from sentiment.training.multitask_data import certain_sides
from sentiment.training.separation import fit_line_model
from sentiment.training.separation_samples import read_page_files, read_pages
from sentiment.training.site_layouts import drawn_pages, paste, read_sites
from sentiment.training.subject import add_subject, read_articles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from sentiment.classifiers import LexicalClassifier
    from sentiment.confusion import Counts
    from sentiment.separation.line_model import LineModel

    Floats = NDArray[np.float64]

DATA = (
    ("sentiment/sb10k", "SB10k tweets (Cieliebak et al. 2017)", "research use"),
    ("sentiment/potts", "PotTS tweets (Sidarenka 2016)", "research use"),
    ("sentiment/germeval17", "GermEval 2017, texts on Deutsche Bahn", "research use"),
    ("sentiment/omp", "One Million Posts (Schabus et al. 2017)", "CC BY-NC-SA 4.0"),
    (
        "stance/wahlomat",
        "qual-o-mat-data: Wahl-O-Mat theses and parties' reasons (bpb)",
        "not stated",
    ),
    ("stance/gerntsa", "GerNTSA news sentences", "CC BY 4.0"),
    ("stance/youtube", "Linguistic-Liberty-Project: YouTube comments", "not stated"),
    ("text/articles-wikinews", "WikiNews articles", "CC BY-NC-SA 4.0"),
    ("text/articles-derstandard", "10kGNAD articles", "CC BY-NC-SA 4.0"),
    ("text/comments-derstandard", "One Million Posts (Schabus et al. 2017)", "CC BY-NC-SA 4.0"),
    ("text/comments-rp", "RP-Mod comments", "CC BY-NC-SA 4.0"),
    ("text/comments-germs", "GerMS comments (GermEval 2024)", "CC BY-NC-SA 4.0"),
    ("text/contributions-cimt", "CIMT contributions to town planning", "CC BY-SA 4.0"),
    ("supportive/flausch", "GermEval 2025 candy speech", "research use"),
    ("toxic/germeval21", "GermEval 2021", "research use"),
)
"""Path below the corpora's folder, name and source, licence as stated there."""

_CORPUS_POWER = 0.5  # 0 weighs all rows alike, 1 all corpora
LABEL_POWER = {"sentiment": 0.7, "stance": 0.5}
"""How far rare labels of a corpus count more, see `weights`."""

_SAMPLE_FOLDERS = (
    "labelled",
    "discussed",
    "contrasts",
    "comparisons",
    "arguments",
    "stories",
    "posts",
    "blogs",
)
_PAGES = 4000  # composed
_REGISTER_PAGES = 6000  # others, from which the register is learnt
_LAYOUTS_OF_WRITTEN = 3  # of each page that was written for this
_PASTED = 1200  # pages of corpora amid the furniture of a site, beside each that was written
_REAL_PAGE_WEIGHT = 4.0
_SAMPLE_WEIGHT = 30.0
_LINE_MODEL_C = 0.1
_SHORTEST = 15  # characters of a comment in a composed page
_SHORTEST_ARTICLE = 400
_OPINIONS = "germeval17's opinions"
_SILVER = "silver"  # begins the names of corpora whose labels no person checked
_WITHOUT_FIGURE = (_OPINIONS, _SILVER)
_OPINION_TARGET = "Deutsche Bahn"  # of opinions in germeval17 whose target is not named


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A labelled text and the corpus that it is from."""

    question: Question
    label: str
    corpus: str


def build(
    corpora: Path, pages: Path | None, samples: Path, silver: Path | None, output: Path
) -> None:
    """Train everything and save the bundle."""
    found = list(_silver_rows(silver)) if silver else []
    moods = sentiment_rows(corpora, samples) + [row for row in found if not row.question.target]
    mood, mood_figures, mood_errors = _fitted(SentimentClassifier(), moods, "sentiment")
    sides = stance_rows(corpora, samples) + [row for row in found if row.question.target]
    # A mood that learnt the very texts whose stance is asked would be believed too much. For
    # germeval17 it does, since without that corpus the stance of news was found less often; so its
    # figure would say nothing, and is left out.
    elsewhere = [row for row in moods if not row.corpus.startswith(("samples", _SILVER))]
    other_mood = SentimentClassifier().fit(
        [row.question for row in elsewhere],
        [row.label for row in elsewhere],
        sample_weight=weights(elsewhere, LABEL_POWER["sentiment"]),
    )
    stance, stance_figures, stance_errors = _fitted(
        StanceClassifier(mood=other_mood), sides, "stance"
    )
    texts = {name: _texts(corpora, name) for name, _, _ in DATA if name.startswith("text/")}
    articles = [t for name, own in texts.items() if "articles" in name for t in own]
    comments = [t for name, own in texts.items() if "comments" in name for t in own]
    parts = {
        "sentiment": mood.state(),
        "stance": stance.state(),
        "separation": line_model(corpora, pages, samples).state(),
        "sentences": Sentences.fit(articles).state(),
        "nouns": NounBackground.fit([*articles, *comments]).state(),
        PART: Confusion(by_task={"sentiment": mood_errors, "stance": stance_errors}).state(),
    }
    card: dict[str, Any] = {
        "description": "TF-IDF of words and characters under linear classifiers; the fast one.",
        "tasks": {
            "sentiment": {"labels": list(SENTIMENT_LABELS), "parts": ["sentiment"]},
            "stance": {"labels": list(STANCE_LABELS), "parts": ["stance"], "mood": "sentiment"},
            "separation": {"parts": ["separation"]},
        },
        "licence": "MIT for the numbers; the terms of the training data are listed with it.",
        "data": [{"name": source, "licence": licence} for _, source, licence in DATA]
        + [
            {
                "name": "samples of this project: "
                + ", ".join((*_SAMPLE_FOLDERS, "discussions", "pages", "layouts", "subjects"))
                + (", silver labels of texts above" if silver else ""),
                "licence": "MIT",
            }
        ],
        "figures": {
            "how": f"{FOLDS}-fold cross-validation; all rows with one text are in one fold",
            "sentiment": mood_figures,
            "stance": stance_figures,
        },
        "made": {"date": f"{datetime.now(UTC):%Y-%m-%d}", "python": platform.python_version()},
    }
    save_bundle(output, card, parts)
    add_subject(load_model(output), read_articles(corpora, samples), output)


def sentiment_rows(corpora: Path, samples: Path) -> list[Row]:
    """Read all corpora and samples that are labelled with sentiment."""
    rows = [
        Row(question=Question(record["text"]), label=record["sentiment"], corpus=name)
        for name, _, _ in DATA
        if name.startswith("sentiment/")
        for record in rows_of(corpora / f"{name}.jsonl.gz")
    ]
    own = {
        (name, record["text"]): record["sentiment"]
        for name, record in _sample_records(samples)
        if "sentiment" in record
    }
    return rows + [
        Row(question=Question(text), label=label, corpus=name)
        for (name, text), label in own.items()
    ]


def stance_rows(corpora: Path, samples: Path) -> list[Row]:
    """Read all corpora and samples that are labelled with stance."""
    rows = [
        Row(
            question=Question(record["text"], record["target"]),
            label=record["stance"],
            corpus=name,
        )
        for name, _, _ in DATA
        if name.startswith("stance/")
        for record in rows_of(corpora / f"{name}.jsonl.gz")
    ]
    for record in rows_of(corpora / "sentiment/germeval17.jsonl.gz"):
        rows += [
            Row(
                question=Question(record["text"], target or _OPINION_TARGET),
                label=side,
                corpus=_OPINIONS,
            )
            for target, side in certain_sides(
                record.get("opinions") or [], str(record["id"])
            ).items()
        ]
    return rows + [
        Row(
            question=Question(record["text"], record["target"]),
            label=record["stance"],
            corpus=name,
        )
        for name, record in _sample_records(samples)
        if "stance" in record
    ]


def _silver_rows(silver: Path) -> Iterator[Row]:
    """Yield what `sentiment.training.silver` joined."""
    for path in sorted(silver.glob("*.jsonl")):
        for record in _rows_but_dev(path):
            yield Row(
                question=Question(record["text"], record.get("target", "")),
                label=record.get("stance") or record["sentiment"],
                corpus=f"{_SILVER} {path.stem}",
            )


def weights(rows: Sequence[Row], label_power: float) -> Floats:
    """Weigh rows so that small corpora and rare labels are heard, too; the mean is 1.

    With a power of 0, a label counts as often as it comes, with 1 all labels of a corpus alike.
    """
    corpora = Counter(row.corpus for row in rows)
    labels = Counter((row.corpus, row.label) for row in rows)
    weight = np.array(
        [
            (1 / corpora[row.corpus]) ** _CORPUS_POWER
            * (corpora[row.corpus] / 3 / labels[row.corpus, row.label]) ** label_power
            for row in rows
        ]
    )
    scaled: Floats = weight / weight.mean()
    return scaled


def line_model(corpora: Path, pages: Path | None, samples: Path) -> LineModel:
    """Fit the line model on composed pages, real ones, and the samples."""
    articles = long_articles(corpora)
    pools = comment_pools(corpora)
    composed = list(compose(articles[::2], [pool[::2] for pool in pools], count=_PAGES, seed=1))
    heard = compose(articles[1::2], [pool[1::2] for pool in pools], count=_REGISTER_PAGES, seed=2)
    real = [page for own in read_page_files(pages).values() for page in own] if pages else []
    golds = sorted((samples / "discussions").glob("*.gold.json"))
    own = read_pages([gold for gold in golds if gold.with_name(_text_name(gold)).is_file()])
    written = written_pages(samples / "pages")
    composed += lay_out(written, times=_LAYOUTS_OF_WRITTEN, seed=4)
    drawn = drawn_pages(articles[::2], [pool[::2] for pool in pools], count=_PASTED, seed=5)
    pasted = list(paste([*written, *drawn], read_sites(samples / "layouts"), seed=6))
    kinds = ((composed, 1.0), (pasted, 1.0), (real, _REAL_PAGE_WEIGHT), (own, _SAMPLE_WEIGHT))
    return fit_line_model(
        [page for kind, _ in kinds for page in kind],
        weights=[weight for kind, weight in kinds for _ in kind],
        C=_LINE_MODEL_C,
        register=list(heard),
        are_whole=[kind is pasted for kind, _ in kinds for _ in kind],
    )


def long_articles(corpora: Path) -> list[str]:
    """Return the articles that are long enough to stand above comments."""
    return [
        text
        for name in ("text/articles-wikinews", "text/articles-derstandard")
        for text in _texts(corpora, name)
        if len(text) >= _SHORTEST_ARTICLE
    ]


def comment_pools(corpora: Path) -> list[list[str]]:
    """Return the comments of each corpus that has any."""
    names = [name for name, _, _ in DATA if name.startswith("text/") and "articles" not in name]
    names += ["supportive/flausch", "toxic/germeval21", "sentiment/omp"]
    return [[text for text in _texts(corpora, name) if len(text) >= _SHORTEST] for name in names]


def _text_name(gold: Path) -> str:
    return gold.name.replace(".gold.json", ".txt")


def _fitted(
    classifier: LexicalClassifier, rows: Sequence[Row], task: str
) -> tuple[LexicalClassifier, dict[str, Any], dict[str, Counts]]:
    """Cross-validate, calibrate on what was held out, and fit on all.

    Returns
    -------
    tuple
        The classifier, the figures of each corpus, and how its rows were answered.
    """
    from joblib import Parallel, delayed

    questions = [row.question for row in rows]
    y = [row.label for row in rows]
    weight = weights(rows, LABEL_POWER[task])
    logs = np.zeros((len(rows), len(classifier.labels)))
    strata = [f"{row.corpus} {row.label}" for row in rows]
    cuts = folds([question.text for question in questions], strata)

    def held_out(seen: NDArray[np.intp], others: NDArray[np.intp]) -> Floats:
        model = type(classifier)(**classifier.get_params(deep=False))
        model.fit([questions[i] for i in seen], [y[i] for i in seen], sample_weight=weight[seen])
        return model.log_proba([questions[i] for i in others])

    for (_, others), found in zip(
        cuts, Parallel(n_jobs=-1)(delayed(held_out)(*cut) for cut in cuts), strict=True
    ):
        logs[others] = found
    temperatures = classifier.temperatures(questions, y, logs)
    figures = {}
    probabilities = np.exp(classifier.at_temperatures(questions, logs, temperatures))
    for corpus in dict.fromkeys(row.corpus for row in rows):
        if corpus.startswith(_WITHOUT_FIGURE):
            continue
        own = [i for i, row in enumerate(rows) if row.corpus == corpus]
        metrics = measure([y[i] for i in own], probabilities[own], classifier.labels)
        figures[corpus] = metrics.summary()
        print(task, corpus, figures[corpus], flush=True)  # noqa: T201 - a build script
    told = [i for i, row in enumerate(rows) if row.corpus in figures]
    truth, corpora = [classifier.labels.index(y[i]) for i in told], [rows[i].corpus for i in told]
    errors = counted(probabilities[told], truth, corpora, classifier.labels)
    return classifier.fit(questions, y, sample_weight=weight).scale(temperatures), figures, errors


def _texts(corpora: Path, name: str) -> list[str]:
    return [record["text"] for record in rows_of(corpora / f"{name}.jsonl.gz")]


def _sample_records(samples: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the corpus and the record of each labelled sample of this project, but dev rows."""
    for name in _SAMPLE_FOLDERS:
        for path in sorted((samples / name).glob("*.jsonl")):
            for record in _rows_but_dev(path):
                yield f"samples/{name}", record


def _rows_but_dev(path: Path) -> Iterator[dict[str, Any]]:
    return (record for record in rows_of(path) if record.get("split") != "dev")


def main() -> None:
    """Build the bundle as the command line says."""
    parser = argparse.ArgumentParser(description="Build the bundle german-lite from corpora.")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--pages", type=Path, help="folder with real pages: gold/ and plain/")
    parser.add_argument("--samples", type=Path, default=Path("samples"))
    parser.add_argument(
        "--silver", type=Path, help="what `python -m sentiment.training.silver` wrote"
    )
    parser.add_argument("--output", type=Path, default=Path("models/german-lite"))
    asked = parser.parse_args()
    build(asked.corpora, asked.pages, asked.samples, asked.silver, asked.output)


if __name__ == "__main__":
    main()
