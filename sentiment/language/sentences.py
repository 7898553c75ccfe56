"""Sentences: NLTK's Punkt (Kiss and Strunk, 2006), trained on German articles and comments."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD = re.compile(r"\w+")
_FEWEST = 10  # occurrences of a word whose orthography is kept


class Sentences:
    """Splits German text into sentences.

    Parameters
    ----------
    parameters : mapping
        What Punkt learnt: `abbreviations`, `collocations`, `sentence_starters` and the orthographic
        contexts of word types.
    """

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self._parameters = parameters

    @classmethod
    def fit(cls, texts: Iterable[str]) -> Self:
        """Learn abbreviations, collocations and sentence starters from unmarked text."""
        from nltk.tokenize.punkt import PunktTrainer

        trainer = PunktTrainer()
        trainer.INCLUDE_ALL_COLLOCS = True
        counts: Counter[str] = Counter()
        for text in texts:
            trainer.train(text, finalize=False)
            counts.update(_WORD.findall(text.lower()))
        trainer.finalize_training()
        learnt = trainer.get_params()
        # Punkt asks for the context only of words that follow an abbreviation or a number; the
        # frequent ones decide nearly all of these, and the rest would be half of a bundle.
        context = {
            word: int(flags)
            for word, flags in learnt.ortho_context.items()
            if flags and counts[word] >= _FEWEST
        }
        return cls(
            {
                "abbreviations": sorted(learnt.abbrev_types),
                "collocations": sorted(map(list, learnt.collocations)),
                "sentence_starters": sorted(learnt.sent_starters),
                "orthography": dict(sorted(context.items())),
            }
        )

    def split(self, text: str) -> list[str]:
        """Return the sentences of `text`; each line break ends one, too."""
        return [
            sentence
            for line in text.splitlines()
            if line.strip()
            for sentence in self._tokenizer.tokenize(line)
        ]

    def state(self) -> State:
        """Return what `from_state` needs."""
        return State(settings=self._parameters)

    @classmethod
    def from_state(cls, state: State) -> Self:
        """Return the splitter whose `state` this is."""
        missing = {"abbreviations", "collocations", "sentence_starters", "orthography"} - set(
            state.settings
        )
        if missing:
            raise KeyError(*missing)
        return cls(state.settings)

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - NLTK has no types
        from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

        parameters = PunktParameters()
        parameters.abbrev_types = set(self._parameters["abbreviations"])
        parameters.collocations = {(a, b) for a, b in self._parameters["collocations"]}
        parameters.sent_starters = set(self._parameters["sentence_starters"])
        parameters.ortho_context.update(self._parameters["orthography"])
        return PunktSentenceTokenizer(parameters)
