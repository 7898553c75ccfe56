"""A linear model over hashed n-grams: the engine of the `german-lite` classifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from sentiment.estimator import Estimator
from sentiment.features import NgramHasher, View
from sentiment.linear import by_row
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]


class NgramModel(Estimator):
    """TF-IDF of hashed n-grams under multinomial logistic regression.

    A column's weight is its inverse document frequency times a power of its largest log-count
    ratio between classes (after Wang and Manning, 2012, "Baselines and Bigrams"), so that words
    that tell classes apart count for more from the start. A few dense columns may stand beside
    the n-grams.

    Parameters
    ----------
    bits, characters, words
        See `NgramHasher`.
    min_df : int
        N-grams that fewer training rows hold are dropped.
    ratio_power : float
        Power of the log-count ratio; 0 leaves plain TF-IDF.
    C : float
        Inverse strength of the L2 penalty.
    """

    def __init__(
        self,
        *,
        bits: int = 19,
        characters: tuple[int, int] | None = (2, 5),
        words: tuple[int, int] = (1, 2),
        min_df: int = 2,
        ratio_power: float = 0.5,
        C: float = 4.0,  # noqa: N803 - scikit-learn's name
    ) -> None:
        self.bits = bits
        self.characters = characters
        self.words = words
        self.min_df = min_df
        self.ratio_power = ratio_power
        self.C = C

    def fit(
        self,
        views: Sequence[View],
        y: NDArray[np.str_],
        *,
        dense: Floats,
        sample_weight: Floats | None = None,
    ) -> Self:
        """Fit on the views of ``len(y)`` rows; `dense` has shape (rows, any small number)."""
        from scipy.sparse import csr_matrix, hstack
        from sklearn.linear_model import LogisticRegression

        counts = self._counts(views, len(y))
        frequency = np.bincount(counts.indices, minlength=counts.shape[1])
        columns = np.flatnonzero(frequency >= self.min_df)
        counts = counts[:, columns]
        scale = np.log((1 + len(y)) / (1 + frequency[columns])) + 1
        if self.ratio_power and len(columns):
            scale = scale * _ratio(_scaled(counts, scale), y, sample_weight) ** self.ratio_power
        model = LogisticRegression(C=self.C, max_iter=1000)
        rows = hstack([_scaled(counts, scale), csr_matrix(dense)]).tocsr()
        model.fit(rows, y, sample_weight=sample_weight)
        coef, intercept = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            coef, intercept = np.vstack([0 * coef, coef]), np.append([0.0], intercept)
        # Half precision and rows one after the other here already, so that a saved model predicts
        # what this one does.
        self.classes_ = model.classes_
        self.columns_ = columns.astype(np.uint32)
        self.scale_ = scale.astype(np.float16)
        self.weights_ = coef[:, : len(columns)].T.astype(np.float16)
        self.dense_weights_ = np.ascontiguousarray(coef[:, len(columns) :].T)
        self.intercept_ = intercept
        self._tabulate()
        return self

    def scale(self, factor: float) -> Self:
        """Multiply all scores by `factor`, for good."""
        self.weights_ = (self.weights_ * factor).astype(np.float16)
        self.dense_weights_ = self.dense_weights_ * factor
        self.intercept_ = self.intercept_ * factor
        self._tabulate()
        return self

    def decision_function(self, views: Sequence[View], *, dense: Floats) -> Floats:
        """Return unnormalised log-probabilities, shape (rows of `dense`, classes)."""
        sums = self.sums(self.hasher().blocks(views), len(dense))
        return self.scores(sums, by_row(dense, self.dense_weights_))

    def sums(self, blocks: Iterable[tuple[Places, Places]], rows: int) -> Floats:
        """Return what n-grams add up to, shape (rows, classes + 1), as `scores` takes it.

        `blocks` are (row, column) of each n-gram; a row only grows within a block.
        """
        sums = np.zeros((rows, self._table.shape[1]))
        for row, columns in blocks:
            if len(row):
                begins = np.ones(len(row), bool)
                np.not_equal(row[1:], row[:-1], out=begins[1:])
                starts = begins.nonzero()[0]
                found = self._table.take(columns, axis=0)
                sums[row[starts]] += np.add.reduceat(found, starts)
        return sums

    def scores(self, sums: Floats, said: Floats | float) -> Floats:
        """Return unnormalised log-probabilities, shape (rows, classes).

        The n-grams of the rows add up to `sums`; `said` is what their dense columns add.
        """
        norm = np.sqrt(np.maximum(sums[:, -1:], 1e-12))
        scores: Floats = sums[:, :-1] / norm + said + self.intercept_
        return scores

    def state(self) -> State:
        """Return what `from_state` needs to predict the same again."""
        return State(
            arrays={
                "columns": self.columns_,
                "scale": self.scale_,
                "weights": self.weights_,
                "dense_weights": self.dense_weights_,
                "intercept": self.intercept_,
            },
            settings={**self.get_params(), "classes": self.classes_.tolist()},
        )

    @classmethod
    def from_state(cls, state: State) -> Self:
        """Return the fitted model whose `state` this is.

        Raises
        ------
        ValueError
            Where the arrays do not fit to each other.
        """
        settings = dict(state.settings)
        classes = settings.pop("classes")
        for name in ("characters", "words"):
            settings[name] = settings[name] and tuple(settings[name])
        model = cls(**settings)
        model.classes_ = np.array(classes)
        of_classes = len(model.classes_)
        model.columns_ = state.array("columns", None)
        of_columns = len(model.columns_)
        model.scale_ = state.array("scale", of_columns)
        model.weights_ = state.array("weights", of_columns, of_classes)
        model.dense_weights_ = state.array("dense_weights", None, of_classes)
        model.intercept_ = state.array("intercept", of_classes)
        model._tabulate()
        return model

    def _tabulate(self) -> None:
        """Lay weights and squared scales side by side, so that one look-up brings both."""
        scale = self.scale_.astype(np.float32)[:, None]
        table = np.zeros((1 << self.bits, len(self.classes_) + 1), np.float32)
        table[self.columns_] = np.hstack([self.weights_ * scale, scale**2])
        self._table = table

    def hasher(self) -> NgramHasher:
        """Return what turns views into columns."""
        return NgramHasher(bits=self.bits, characters=self.characters, words=self.words)

    def _counts(self, views: Sequence[View], rows: int) -> csr_matrix:
        from scipy.sparse import csr_matrix

        # Half the bytes of the default: long texts have thousands of n-grams each.
        blocks = [
            (row.astype(np.int32), column.astype(np.int32))
            for row, column in self.hasher().blocks(views)
        ]
        row, column = map(np.concatenate, zip(*blocks, strict=True))
        ones = np.ones(len(row), np.float32)
        return csr_matrix((ones, (row, column)), shape=(rows, 1 << self.bits))


def _scaled(counts: csr_matrix, scale: Floats) -> csr_matrix:
    """Weight the columns, and divide each row by the length that prediction sums up."""
    norm = np.sqrt(np.maximum(counts @ scale**2, 1e-12))
    scaled = counts.astype(np.float64)
    scaled.data *= scale[scaled.indices]
    scaled.data /= np.repeat(norm, np.diff(scaled.indptr))
    return scaled


def _ratio(rows: csr_matrix, y: NDArray[np.str_], sample_weight: Floats | None) -> Floats:
    """Return each column's largest log-count ratio between a class and the mean of all."""
    from sklearn.naive_bayes import MultinomialNB

    logs = MultinomialNB(alpha=0.5).fit(rows, y, sample_weight=sample_weight).feature_log_prob_
    ratio: Floats = np.abs(logs - logs.mean(axis=0)).max(axis=0)
    return ratio
