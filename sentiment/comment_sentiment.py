"""The mood of comments as a classifier for scikit-learn, retrained on a user's own samples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, column_or_1d

from sentiment.bundle import DEFAULT, Bundle, load_model
from sentiment.errors import DataError, SampleError
from sentiment.language.as_seen import as_seen
from sentiment.question import Question
from sentiment.sources import texts_of
from sentiment.training.metrics import restricted
from sentiment.training.samples import Sample, Samples
from sentiment.training.train import train

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from sentiment.sources import Texts

    Floats = NDArray[np.float64]

_TASK = "sentiment"
_CHUNK = 1000  # texts whose vectors are in memory at once


class CommentSentiment(ClassifierMixin, BaseEstimator):
    """Learns the mood of comments from labelled texts, upon a model that knows it already.

    Fitting does what `sentiment train --task sentiment --base` does. With the labels `negative`,
    `neutral` and `positive`, or some of them, cross-validation chooses how far to leave the base,
    and leaves it only for the better. Any other labels are told from what the base says and from
    n-grams; `negative` and `positive` alone are two labels, as of 0 and 1.

    Parameters
    ----------
    base : str, Path or Bundle
        The model to build on: its name, its folder, or itself.

    Attributes
    ----------
    classes_ : array of shape (classes,)
        The labels, sorted.
    report_ : TrainingReport
        What fitting brought on folds that had no say in it, and what was chosen. Where the labels
        are not the base's own, it names them as `str` does.

    Notes
    -----
    `X` is whatever `sentiment.analyse` takes for texts: an iterable of strings, or a frame with a
    column for the text.

    Examples
    --------
    >>> import sentiment
    >>> places = ["Ulm", "Graz", "Chur", "Kiel", "Bern", "Linz", "Bonn", "Jena"]
    >>> texts = [f"Total flurbig in {place}." for place in places]
    >>> texts += [f"Echt knorke-quapp in {place}!" for place in places]
    >>> moods = ["negative"] * len(places) + ["positive"] * len(places)
    >>> model = sentiment.CommentSentiment().fit(texts, moods)
    >>> model.predict(["Flurbig, dieses Trier.", "Knorke-quapp!"]).tolist()
    ['negative', 'positive']
    """

    classes_: NDArray[Any]

    def __init__(self, *, base: Bundle | str | Path = DEFAULT) -> None:
        self.base = base

    def fit(
        self,
        X: Texts,  # noqa: N803 - scikit-learn's name
        y: ArrayLike,
        sample_weight: ArrayLike | None = None,
    ) -> Self:
        """Learn from texts and their labels.

        Parameters
        ----------
        X : iterable of str, or frame
            The texts.
        y : array of shape (texts,)
            Their labels: strings, numbers or booleans.
        sample_weight : array of shape (texts,), optional
            How much each text counts. One of weight 0 is left out; a weight is otherwise no number
            of copies, since n-grams and folds are those of the texts.

        Raises
        ------
        DataError
            Where texts, labels or weights cannot be used, or are too few: two labels need five
            different texts each.
        BundleError
            Where there is no such base.
        """
        texts = list(map(as_seen, texts_of(X)))
        labels = _checked_labels(y, len(texts))
        weights = _checked_weights(sample_weight, len(texts))
        rows = np.flatnonzero(weights)
        classes, codes = np.unique(labels[rows], return_inverse=True)
        if len(classes) < 2:
            raise DataError(
                f"holds {len(classes)} class, which leaves nothing to learn",
                where="y",
                remedy="give texts of two classes or more",
            )
        names = _names(classes)
        samples = Samples(
            task=_TASK,
            rows=tuple(
                Sample(question=Question(texts[row]), label=names[code], source="X")
                for row, code in zip(rows, codes, strict=True)
            ),
        )
        base = self.base if isinstance(self.base, Bundle) else load_model(self.base)
        try:
            trained = train(samples, base, sample_weight=weights[rows].tolist())
        except SampleError as error:
            raise DataError(error.problem, where=error.where, remedy=error.remedy) from error
        self.classes_ = classes
        self.report_ = trained.report
        self._trained = trained
        self._classifier = trained.classifier()
        return self

    def predict_proba(self, X: Texts) -> Floats:  # noqa: N803 - scikit-learn's name
        """Return the probability of each class, shape (texts, classes)."""
        check_is_fitted(self)
        if not hasattr(self, "_classifier"):  # which no pickle holds
            self._classifier = self._trained.classifier()
        answering, names = self._classifier, _names(self.classes_)
        questions = [Question(as_seen(text)) for text in texts_of(X)]
        found = [np.zeros((0, len(names)))]
        for start in range(0, len(questions), _CHUNK):
            answers = answering.predict_proba(questions[start : start + _CHUNK])
            found.append(restricted(answers, answering.labels, names))
        return np.concatenate(found)

    def predict(self, X: Texts) -> NDArray[Any]:  # noqa: N803 - scikit-learn's name
        """Return the likeliest class of each text, shape (texts,)."""
        probabilities = self.predict_proba(X)  # before `classes_`, which only a fitted one has
        likeliest: NDArray[Any] = self.classes_[probabilities.argmax(axis=1)]
        return likeliest

    def save(self, folder: str | Path) -> None:
        """Write what was learnt as a model, for `--model` and `sentiment.analyse`.

        Raises
        ------
        SampleError
            Where the labels are not those of a model.
        OutputError
            Where the folder holds something else, or cannot be written.
        """
        check_is_fitted(self)
        self._trained.save(Path(folder))

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - scikit-learn has no types
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        return tags

    def __getstate__(self) -> dict[str, Any]:
        # An encoder cannot be pickled, and is made anew of the base.
        state: dict[str, Any] = super().__getstate__()
        return {name: value for name, value in state.items() if name != "_classifier"}


def _checked_labels(y: ArrayLike, samples: int) -> NDArray[Any]:
    try:
        if isinstance(y, Sequence):
            _check_all_are_labels(y)
        labels: NDArray[Any] = column_or_1d(y, warn=True)
        _check_all_are_labels(labels.tolist())
        with np.errstate(invalid="ignore"):  # NaN, of which the error tells
            check_classification_targets(labels)
    except TypeError as error:  # also from sorting them
        raise DataError(
            "some labels are missing, or of another type than others",
            where="y",
            remedy="leave out the texts without a label",
        ) from error
    except ValueError as error:
        reason = re.split(r"\.\s|\.$|\n", str(error))[0]  # what follows supposes, or quotes
        raise DataError(
            f"holds no labels of classes ({reason})",
            where="y",
            remedy="give each text a label: a string, a number or a boolean",
        ) from error
    if len(labels) != samples:
        raise DataError(
            f"holds {len(labels)} labels, and there are {samples} texts",
            where="y",
            remedy="give each text a label",
        )
    return labels


def _check_all_are_labels(labels: Sequence[Any]) -> None:
    """Refuse strings that say nothing, and others beside them: numpy makes "nan" of NaN there.

    Raises
    ------
    TypeError
        Where there are any.
    """
    strings = [label for label in labels if isinstance(label, str)]
    if strings and (len(strings) < len(labels) or not all(map(str.strip, strings))):
        raise TypeError


def _names(classes: NDArray[Any]) -> Sequence[str]:
    return [str(label) for label in classes.tolist()]


def _checked_weights(weights: ArrayLike | None, samples: int) -> Floats:
    if weights is None:
        return np.ones(samples)
    try:
        checked = np.asarray(weights, float)
    except (TypeError, ValueError):
        checked = np.array([np.nan] * samples)
    if checked.shape != (samples,):
        problem = f"has the shape {checked.shape}, and there are {samples} texts"
    elif not np.isfinite(checked).all() or (checked < 0).any():
        problem = "holds numbers that are negative or not finite, or what is no number"
    elif not checked.any():
        problem = "holds zeros alone"
    else:
        return checked
    raise DataError(problem, where="sample_weight", remedy="give each text a weight of 0 or more")
