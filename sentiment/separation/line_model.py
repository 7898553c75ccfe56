"""The line model: what each line of a plain text is, alone and as a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from sentiment.estimator import Estimator
from sentiment.features import View, tokens
from sentiment.log_probabilities import log_softmax
from sentiment.ngram_model import NgramModel
from sentiment.separation.lexicon import Lexicon
from sentiment.separation.line_features import line_features
from sentiment.separation.looks import KINDS, Looks
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.features import WordGrams
    from sentiment.separation.lines import Line

    Floats = NDArray[np.float64]

ROLES = ("article", "begin", "furniture", "inside")
"""What a line can be; `begin` is the first line of a comment, `inside` any other of it."""

_REGISTER = "register."
_LONGEST = 2  # n-gram of words
_SUREST = 8.0  # log-odds of the register


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """The lines of a page as a model sees them, whether it is a base or corrects one."""

    features: Floats
    grams: list[WordGrams]


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
        self.register_ = NgramModel(
            bits=17, characters=(2, 4), words=(1, _LONGEST), min_df=3, C=1.0
        ).fit(
            [View(row, " ".join(tokens(text))) for row, text in enumerate(texts)],
            np.array(kinds),
            dense=np.zeros((len(texts), 0)),
        )
        self._lexicon = Lexicon(self.register_)
        return self

    def fit(
        self,
        pages: Sequence[Sequence[Line]],
        roles: Sequence[Sequence[str]],
        *,
        page_weight: Sequence[float] | None = None,
    ) -> Self:
        """Fit on the lines of `pages` and the role of each."""
        dense = np.vstack([self._dense(self._seen(page)) for page in pages])
        # Robust to zero spread: a feature that never varies is left as it is.
        self.mean_, spread = dense.mean(axis=0), dense.std(axis=0)
        self.spread_ = np.where(spread > 0, spread, 1.0)
        views: list[View] = []
        row = 0
        for page in pages:
            words = [tokens(line.head) for line in page]
            looks = Looks.of(np.array([len(own) for own in words]))
            views += looks.spelled([word for own in words for word in own], row)
            row += len(page)
        weights = np.ones(len(pages)) if page_weight is None else np.asarray(page_weight)
        self.ngrams_ = NgramModel(
            bits=self.bits,
            characters=None,
            words=(1, _LONGEST),
            min_df=5,
            ratio_power=0.0,
            C=self.C,
        ).fit(
            views,
            np.concatenate([np.array(page) for page in roles]),
            dense=(dense - self.mean_) / self.spread_,
            sample_weight=np.repeat(weights, [len(page) for page in pages]),
        )
        return self

    def log_proba(self, page: Sequence[Line]) -> Floats:
        """Return the log-probability of each role, shape (lines, 4), in the order of ROLES."""
        return self._log_proba(self._seen(page))

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
            model._lexicon = Lexicon(model.register_)
        model.ngrams_ = NgramModel.from_state(State(arrays=arrays, settings=settings))
        if tuple(model.ngrams_.classes_) != ROLES:
            raise ValueError
        return model

    def _log_proba(self, page: _Seen) -> Floats:
        # Weights are divided instead of columns, of which there are three hundred a line.
        weights = self.ngrams_.dense_weights_ / self.spread_[:, None]
        said = self._dense(page) @ weights - self.mean_ @ weights
        grams = self.ngrams_.hasher().gram_blocks(page.grams)
        of_views = self.ngrams_.sums(grams, KINDS * len(said))
        sums = of_views.reshape(KINDS, len(said), -1).sum(axis=0)
        logs: Floats = log_softmax(self.ngrams_.scores(sums, said))
        return logs

    def _dense(self, page: _Seen) -> Floats:
        if self.base is None:
            return page.features
        return np.hstack([page.features, self.base._log_proba(page)])

    def _seen(self, page: Sequence[Line]) -> _Seen:
        root = self._root()
        words = root._lexicon.read([line.head for line in page])
        grams = Looks.of(words.lengths).hashed(words.hashes).grams(_LONGEST)
        n = len(page)
        register = root.register_
        # The register has read the lines themselves, and its single tokens are in the lexicon.
        beyond_tokens = [of_length.first(n) for of_length in grams[1:]]
        between = register.sums(register.hasher().gram_blocks(beyond_tokens), n)
        scores = register.scores(words.register + between, 0.0)
        said = np.clip(scores[:, -1], -_SUREST, _SUREST)
        return _Seen(line_features(page, words.cues, said), grams)

    def _root(self) -> LineModel:
        return self if self.base is None else self.base._root()
