"""Names of several words: capitalised words that follow each other, "Deutsche Bahn"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sentiment.language.nouns import Noun, nouns, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sentiment.language.nouns import NounBackground


def names(text: str, background: NounBackground) -> Iterator[Noun]:
    """Yield nouns and names in order; verbs that open a sentence are left out."""
    name = None
    for noun in nouns(text):
        if noun.opens_sentence and not background.is_noun(noun):
            continue
        if name is not None:
            if not noun.opens_sentence and text[name.end : noun.start] == " ":
                name = Noun(f"{name.text} {noun.text}", name.start, noun.end, name.opens_sentence)
                continue
            yield name
        name = noun
    if name is not None:
        yield name


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return what all forms of a name share: the stems of its words."""
    return " ".join(stem(word) for word in name.split())
