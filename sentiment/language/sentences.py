"""Sentences: where a full stop ends one, and where it only ends "z. B." or "3."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Signs that may end a sentence, with the brackets and quotation marks that go along.
# Where they fail, no shorter stretch of them is tried: a comment may be dots alone.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'“”»«)\]]*+\s+")
_INITIAL_OR_ORDINAL = re.compile(r"[(„\"]?(?:\w|\d{1,4})\.")


@dataclass(frozen=True, slots=True)
class Sentences:
    """Splits German text into sentences.

    Which words are abbreviations is learnt with NLTK's Punkt (Kiss and Strunk, 2006). Splitting
    itself needs nothing but that list: importing NLTK would take longer than classifying a page.

    Parameters
    ----------
    abbreviations : frozenset of str
        In lower case, without their last full stop.
    """

    abbreviations: frozenset[str]

    @classmethod
    def fit(cls, texts: Iterable[str]) -> Self:
        """Learn abbreviations from unmarked text."""
        from nltk.tokenize.punkt import PunktTrainer

        trainer = PunktTrainer()
        for text in texts:
            trainer.train(text, finalize=False)
        trainer.finalize_training()
        return cls(frozenset(trainer.get_params().abbrev_types))

    def split(self, text: str) -> list[str]:
        """Return the sentences of `text`; each line break ends one, too."""
        return [
            sentence for line in text.splitlines() if line.strip() for sentence in self._split(line)
        ]

    def _split(self, line: str) -> Iterator[str]:
        start = 0
        for match in _END.finditer(line):
            if not self._is_abbreviated(line[start : match.end()].rstrip()):
                yield line[start : match.end()].strip()
                start = match.end()
        if rest := line[start:].strip():
            yield rest

    def _is_abbreviated(self, sentence: str) -> bool:
        if not sentence.endswith("."):
            return False
        word = sentence.rsplit(maxsplit=1)[-1]
        known = word.rstrip(".").lstrip("(„\"'").lower() in self.abbreviations
        return known or bool(_INITIAL_OR_ORDINAL.fullmatch(word))

    def state(self) -> State:
        """Return what `from_state` needs."""
        return State(settings={"abbreviations": sorted(self.abbreviations)})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """Return the splitter whose `state` this is."""
        return cls(frozenset(state.settings["abbreviations"]))
