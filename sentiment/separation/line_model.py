"""The line model: what each line of a plain text is, alone and as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from sentiment.estimator import Estimator
from sentiment.features import View, tokens
from sentiment.log_probabilities import log_softmax
from sentiment.ngram_model import NgramModel
from sentiment.separation.line_features import line_features
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from sentiment.separation.lines import Line

    Floats = NDArray[np.float64]

ROLES = ("article", "begin", "furniture", "inside")
"""What a line can be; `begin` is the first line of a comment, `inside` any other of it."""

_FIRST_WORDS = 3
_REGISTER = "register."
_SUREST = 8.0  # log-odds of the register
_OWN, _FIRST, _BEFORE, _AFTER = range(4)


class LineModel(Estimator):
    """Log-probabilities of the roles of lines, by n-grams and by features of the page.

    Parameters
    ----------
    C : float
        Inverse strength of the L2 penalty.
    bits : int
        There are ``2**bits`` columns for n-grams.
    base : LineModel, optional
        Another model, whose log-probabilities are features, too: this one corrects it.
    """

    def __init__(
        self,
        *,
        C: float = 1.0,  # noqa: N803 - scikit-learn's name
        bits: int = 16,
        base: LineModel | None = None,
    ) -> None:
        self.C = C
        self.bits = bits
        self.base = base

    def fit_register(self, texts: Sequence[str], kinds: Sequence[str]) -> Self:
        """Learn from single lines, `article` or `comment`, what a reader sounds like.

        The lines should be others than those of the pages that `fit` gets, which would otherwise
        believe the register too much.
        """
        self.register_ = NgramModel(bits=17, characters=(2, 4), words=(1, 2), min_df=3, C=1.0).fit(
            [View(row, " ".join(tokens(text))) for row, text in enumerate(texts)],
            np.array(kinds),
            dense=np.zeros((len(texts), 0)),
        )
        return self

    def fit(
        self,
        pages: Sequence[Sequence[Line]],
        roles: Sequence[Sequence[str]],
        *,
        page_weight: Sequence[float] | None = None,
    ) -> Self:
        """Fit on the lines of `pages` and the role of each."""
        dense = np.vstack([self._dense(page) for page in pages])
        # Robust to zero spread: a feature that never varies is left as it is.
        self.mean_, spread = dense.mean(axis=0), dense.std(axis=0)
        self.spread_ = np.where(spread > 0, spread, 1.0)
        views: list[View] = []
        row = 0
        for page in pages:
            views += _views(page, row)
            row += len(page)
        weights = np.ones(len(pages)) if page_weight is None else np.asarray(page_weight)
        self.ngrams_ = NgramModel(
            bits=self.bits, characters=None, words=(1, 2), min_df=5, ratio_power=0.0, C=self.C
        ).fit(
            views,
            np.concatenate([np.array(page) for page in roles]),
            dense=(dense - self.mean_) / self.spread_,
            sample_weight=np.repeat(weights, [len(page) for page in pages]),
        )
        return self

    def log_proba(self, page: Sequence[Line]) -> Floats:
        """Return the log-probability of each role, shape (lines, 4), in the order of ROLES."""
        dense = (self._dense(page) - self.mean_) / self.spread_
        scores = self.ngrams_.decision_function(list(_views(page, 0)), dense=dense)
        logs: Floats = log_softmax(scores)
        return logs

    def state(self) -> State:
        """Return what `from_state` needs."""
        inner = self.ngrams_.state()
        arrays = {**inner.arrays, "mean": self.mean_, "spread": self.spread_}
        settings = dict(inner.settings)
        if self.base is None:
            register = self.register_.state()
            settings["register"] = register.settings
            arrays |= {f"{_REGISTER}{key}": array for key, array in register.arrays.items()}
        return State(arrays=arrays, settings=settings)

    @classmethod
    def from_state(cls, state: State, *, base: LineModel | None = None) -> Self:
        """Return the fitted model whose `state` this is; `base` is the one that it corrects."""
        arrays, settings = dict(state.arrays), dict(state.settings)
        model = cls(C=settings["C"], bits=settings["bits"], base=base)
        model.mean_, model.spread_ = arrays.pop("mean"), arrays.pop("spread")
        if base is None:
            names = [key for key in arrays if key.startswith(_REGISTER)]
            register = {key.removeprefix(_REGISTER): arrays.pop(key) for key in names}
            model.register_ = NgramModel.from_state(
                State(arrays=register, settings=settings.pop("register"))
            )
        model.ngrams_ = NgramModel.from_state(State(arrays=arrays, settings=settings))
        if tuple(model.ngrams_.classes_) != ROLES:
            raise ValueError
        return model

    def _dense(self, page: Sequence[Line]) -> Floats:
        views = [View(row, " ".join(tokens(line.head))) for row, line in enumerate(page)]
        scores = self._reader_register().decision_function(views, dense=np.zeros((len(page), 0)))
        own = line_features(page, np.clip(scores[:, -1], -_SUREST, _SUREST))
        return own if self.base is None else np.hstack([own, self.base.log_proba(page)])

    def _reader_register(self) -> NgramModel:
        return self.register_ if self.base is None else self.base._reader_register()


def _views(page: Sequence[Line], row: int) -> Iterator[View]:
    words = [tokens(line.head) for line in page]
    for i, own in enumerate(words):
        yield View(row + i, " ".join(own), _OWN)
        yield View(row + i, " ".join(own[:_FIRST_WORDS]), _FIRST)
        if i:
            yield View(row + i, " ".join([*words[i - 1][:6], *words[i - 1][-3:]]), _BEFORE)
        if i + 1 < len(words):
            yield View(row + i, " ".join(words[i + 1][:6]), _AFTER)
