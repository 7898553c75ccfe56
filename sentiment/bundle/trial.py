"""What the parts that answer anything have to answer before use, however good their checksums.

A part with senseless contents raises whatever Python and numpy do, or `ValueError` where its answer
is no number; `complaining` makes one clear error of all that.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sentiment.discussion import PlainText
from sentiment.errors import BundleError
from sentiment.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import ArrayLike

    from sentiment.language.nouns import NounBackground
    from sentiment.language.sentences import Sentences
    from sentiment.mentions import MentionModel
    from sentiment.opinion_classifier import OpinionClassifier
    from sentiment.separation.line_model import LineModel
    from sentiment.separation.page_reader import PageReader
    from sentiment.subject import SubjectModel

_PAGE = PlainText(
    source="", text="Das neue Bad\n\nDer Rat baut.\n\nEva\nDas Bad ist gut. Nein danke!\n"
)
_TARGETS = ("Bad", "Radweg", "Das Bad soll bleiben.")  # one that is named, one that is not, a claim


@contextmanager
def complaining(folder: Path) -> Iterator[None]:
    """Turn what goes wrong with well-signed but senseless contents into one clear error."""
    try:
        yield
    except (
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        ArithmeticError,
        MemoryError,
        RecursionError,
    ) as e:
        raise BundleError(
            "holds numbers or settings that this version cannot use",
            where=str(folder),
            remedy="train it anew, or install the version that wrote it",
        ) from e


def try_classifier(classifier: OpinionClassifier) -> None:
    """Ask about a text alone, and about each target."""
    asked = [Question(_PAGE.text), *(Question(_PAGE.text, target) for target in _TARGETS)]
    _check_finite(classifier.predict_proba(asked))


def try_separation(model: LineModel, reader: PageReader | None = None) -> None:
    """Have a page taken apart."""
    from sentiment.separation import separate

    separate(_PAGE, model, reader)


def try_sentences(sentences: Sentences) -> None:
    """Have a text split."""
    sentences.split(_PAGE.text)


def try_nouns(nouns: NounBackground) -> None:
    """Have the things of an article found."""
    from sentiment.article_things import things_of

    things_of(None, _PAGE.text, nouns)


def try_subjects(model: SubjectModel) -> None:
    """Ask for the subject of an article, and its reader for all things in it."""
    things, scores = model.scored(None, _PAGE.text)
    _check_finite(scores)
    if model.reader is not None:
        _check_finite(model.reader.scores(None, _PAGE.text, things, scores))


def try_mentions(model: MentionModel, stance: OpinionClassifier | None) -> None:
    """Ask for sides, with what `stance` reads where the model needs that."""
    from sentiment.mention_candidates import Candidate

    asked = [Question(_PAGE.text, target) for target in _TARGETS]
    reading = None if stance is None else stance.read(asked)
    named = [Candidate(target, target, _PAGE.text) for target in _TARGETS]
    _check_finite(model.predict_proba(named, reading))


def _check_finite(answers: ArrayLike) -> None:
    import numpy as np

    if not np.isfinite(answers).all():
        raise ValueError
