"""The line model: what each line of a plain text is, alone and as a page.

Where somebody copied a whole page, most short lines are its site's; where only the article and the
comments were copied, they are greetings, names, and captions. So there are two experts, and what
the lines of a page look like says which one is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from sentiment.estimator import Estimator
from sentiment.features import HashedViews, View, tokens
from sentiment.log_probabilities import log_softmax
from sentiment.ngram_model import NgramModel
from sentiment.separation.lexicon import Lexicon
from sentiment.separation.line_features import LineFeatures, line_features
from sentiment.separation.looks import KINDS, Looks
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.features import WordGrams
    from sentiment.separation.lexicon import KnownWords
    from sentiment.separation.lines import Line

    Floats = NDArray[np.float64]

ROLES = ("article", "begin", "furniture", "inside")
"""What a line can be; `begin` is the first line of a comment, `inside` any other of it."""

_REGISTER, _WHOLE = "register.", "whole."
_KIND_C = 0.01  # inverse strength of the penalty
# Log-odds from which on a page counts as a whole one, chosen on real pages (docs/separation.md).
_RARER = 1.0
_LONGEST = 2  # n-gram of words
_SUREST = 8.0  # log-odds of the register


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """The lines of a page as a model sees them, whether it is a base or corrects one."""

    features: LineFeatures
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
            [(row, " ".join(tokens(text)), 0) for row, text in enumerate(texts)],
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
        are_whole: Sequence[bool] = (),
    ) -> Self:
        """Fit on the lines of `pages` and the role of each.

        `are_whole` tells which pages were copied with all that their site puts around them.
        Without it, or where none was, there is one expert for all.
        """
        weights = np.ones(len(pages)) if page_weight is None else np.asarray(page_weight)
        seen = [self._seen(page) for page in pages]
        dense = [
            np.hstack([own.features.rows(0, len(own.features)), self._of_base(own)]) for own in seen
        ]
        # Robust to zero spread: a feature that never varies is left as it is.
        everything = np.vstack(dense)
        self.mean_, spread = everything.mean(axis=0), everything.std(axis=0)
        self.spread_ = np.where(spread > 0, spread, 1.0)
        whole = np.array(are_whole or [False] * len(pages))

        def expert(rows: NDArray[np.intp]) -> NgramModel:
            features = [dense[row] for row in rows]
            return self._fitted(
                [pages[row] for row in rows], [roles[row] for row in rows], features, weights[rows]
            )

        self.ngrams_ = expert(np.flatnonzero(~whole))
        self.whole_: NgramModel | None = None
        if whole.any():
            self.whole_ = expert(np.arange(len(pages)))
            columns = np.array([own.features.page_columns() for own in seen])
            self.kind_ = _kind(columns, whole, weights)
        return self

    def _fitted(
        self,
        pages: Sequence[Sequence[Line]],
        roles: Sequence[Sequence[str]],
        dense: Sequence[Floats],
        weights: Floats,
    ) -> NgramModel:
        views: list[View] = []
        row = 0
        for page in pages:
            words = [tokens(line.head) for line in page]
            looks = Looks.of(np.array([len(own) for own in words]))
            views += looks.spelled([word for own in words for word in own], row)
            row += len(page)
        return NgramModel(
            bits=self.bits,
            characters=None,
            words=(1, _LONGEST),
            min_df=5,
            ratio_power=0.0,
            C=self.C,
        ).fit(
            views,
            np.concatenate([np.array(page) for page in roles]),
            dense=(np.vstack(dense) - self.mean_) / self.spread_,
            sample_weight=np.repeat(weights, [len(page) for page in pages]),
        )

    def log_proba(self, page: Sequence[Line]) -> Floats:
        """Return the log-probability of each role, shape (lines, 4), in the order of ROLES."""
        return self.judged(page)[0]

    def judged(self, page: Sequence[Line]) -> tuple[Floats, bool]:
        """Return what `log_proba` does, and whether the page looks like a whole one.

        Such a page was copied with all that its site puts around it.
        """
        seen = self._seen(page)
        expert = self._expert_of(seen)
        return self._log_proba(seen, expert), expert is self.whole_

    def like_readers(self, page: Sequence[Line]) -> Floats:
        """Return how much each line sounds like a reader and not like an article: log-odds."""
        words = self._read(page)
        lines = np.repeat(np.arange(len(page)), words.lengths)
        kinds = np.zeros(len(page), np.uint64)
        return self._sounds(words, HashedViews(words.hashes, lines, kinds).grams(_LONGEST))

    def state(self) -> State:
        """Return what `from_state` needs."""
        inner = self.ngrams_.state()
        arrays = {**inner.arrays, "mean": self.mean_, "spread": self.spread_}
        settings = dict(inner.settings)
        if self.whole_ is not None:
            whole = self.whole_.state()
            settings["whole"] = whole.settings
            arrays |= {f"{_WHOLE}{key}": array for key, array in whole.arrays.items()}
            arrays["kind"] = self.kind_
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
        model.spread_ = state.array("spread", None)
        model.mean_ = state.array("mean", len(model.spread_))
        if base is None:
            model.register_ = _inner(_REGISTER, "register", arrays, settings)
            model._lexicon = Lexicon(model.register_)
        model.whole_ = None
        experts = []
        if "whole" in settings:
            model.kind_ = state.array("kind", None).astype(np.float64)
            model.whole_ = _inner(_WHOLE, "whole", arrays, settings)
            experts.append(model.whole_)
        model.ngrams_ = NgramModel.from_state(State(arrays=arrays, settings=settings))
        experts.append(model.ngrams_)
        for expert in experts:
            classes = expert.classes_.tolist()
            # A correction may have learnt some roles alone.
            known = [role for role in ROLES if base is None or role in classes]
            if not known or classes != known or len(expert.dense_weights_) != len(model.spread_):
                raise ValueError
        return model

    def _log_proba(self, page: _Seen, expert: NgramModel) -> Floats:
        # Weights are divided instead of columns, of which there are three hundred a line.
        weights = expert.dense_weights_ / self.spread_[:, None]
        of_base = self._of_base(page)
        own, further = np.split(weights, [len(weights) - of_base.shape[1]])
        said = page.features.times(own) + of_base @ further - self.mean_ @ weights
        grams = expert.hasher().gram_blocks(page.grams)
        of_views = expert.sums(grams, KINDS * len(said))
        sums = of_views.reshape(KINDS, len(said), -1).sum(axis=0)
        logs: Floats = log_softmax(expert.scores(sums, said))
        if len(expert.classes_) < len(ROLES):
            return _completed(logs, expert.classes_, of_base)
        return logs

    def _expert_of(self, page: _Seen) -> NgramModel:
        """Return the expert for whole pages where the page looks like one, else the other."""
        if self.whole_ is None:
            return self.ngrams_
        odds = np.append(page.features.page_columns(), 1.0) @ self.kind_
        return self.whole_ if odds > _RARER else self.ngrams_

    def _of_base(self, page: _Seen) -> Floats:
        """Return what the base says of lines, shape (lines, 4), or without any, (lines, 0)."""
        if self.base is None:
            return np.zeros((len(page.features), 0))
        return self.base._log_proba(page, self.base._expert_of(page))

    def _seen(self, page: Sequence[Line]) -> _Seen:
        words = self._read(page)
        grams = Looks.of(words.lengths).hashed(words.hashes).grams(_LONGEST)
        return _Seen(line_features(page, words.cues, self._sounds(words, grams)), grams)

    def _read(self, page: Sequence[Line]) -> KnownWords:
        return self._root()._lexicon.read([line.head for line in page])

    def _sounds(self, words: KnownWords, grams: Sequence[WordGrams]) -> Floats:
        """Return how much each line sounds like a reader, by n-grams of which those come first."""
        n = len(words.lengths)
        register = self._root().register_
        # The register has read the lines themselves, and its single tokens are in the lexicon.
        beyond_tokens = [of_length.first(n) for of_length in grams[1:]]
        between = register.sums(register.hasher().gram_blocks(beyond_tokens), n)
        scores = register.scores(words.register + between, 0.0)
        said: Floats = np.clip(scores[:, -1], -_SUREST, _SUREST)
        return said

    def _root(self) -> LineModel:
        return self if self.base is None else self.base._root()


def _completed(logs: Floats, classes: NDArray[np.str_], of_base: Floats) -> Floats:
    """Return log-probabilities of all roles, where a correction has learnt some alone.

    The others stay as likely as the base says; what it leaves is shared as was learnt.
    """
    learnt = np.isin(ROLES, classes)
    found = of_base.copy()
    found[:, learnt] = logs + np.logaddexp.reduce(of_base[:, learnt], axis=1)[:, None]
    return found


def _inner(prefix: str, name: str, arrays: dict[str, Any], settings: dict[str, Any]) -> NgramModel:
    """Take out of a state that of a model within."""
    names = [key for key in arrays if key.startswith(prefix)]
    own = {key.removeprefix(prefix): arrays.pop(key) for key in names}
    return NgramModel.from_state(State(arrays=own, settings=settings.pop(name)))


def _kind(columns: Floats, whole: NDArray[np.bool_], weights: Floats) -> Floats:
    """Return what tells whole pages apart: weights of the columns, and the intercept."""
    from sklearn.linear_model import LogisticRegression

    mean, spread = columns.mean(axis=0), columns.std(axis=0) + 1e-9
    found = LogisticRegression(C=_KIND_C, max_iter=2000).fit(
        (columns - mean) / spread, whole, sample_weight=weights
    )
    scale = found.coef_[0] / spread
    return np.append(scale, found.intercept_[0] - mean @ scale)
