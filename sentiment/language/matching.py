"""Where a text names a target: inflected, in other spellings, or by its head alone."""

from __future__ import annotations

import re
from functools import lru_cache

from sentiment.discussion import Span

# Endings of nouns, names and adjectives; taken off a target's words and allowed after them.
_ENDING = re.compile(r"(?:ern|em|en|er|es|e|n|s)$")
# One by one: sets of letters take twice as long to compile, which each new target waits for.
_ENDINGS = r"(?:innen|in|e|em|en|er|es|ern|n|ns|s|)"
_SHORTEST_STEM = 4
_LONGEST_NAME = 12  # words; longer ones are comments that are answered, and slow to search for

# Words that a target may begin with, and that a text may replace.
_DETERMINERS = frozenset(
    "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem "
    "unser unsere unserem unseren unserer mein meine kein keine".split()
)
# After its noun, these begin what only says more about it: "Tempolimit auf Autobahnen".
_ATTRIBUTE = frozenset(
    "der des den dem die das von vom auf in im an am für gegen mit ohne zu zum zur bei beim über "
    "nach aus durch um und oder".split()
)
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")

# Spellings without umlaut keys, without ß (Switzerland), and plurals that change their vowel.
_SPELLINGS = {
    "ä": "(?:ae|[aä]\u0308?)",
    "ö": "(?:oe|[oö]\u0308?)",
    "ü": "(?:ue|[uü]\u0308?)",
    "a": "[aä]\u0308?",
    "o": "[oö]\u0308?",
    "u": "[uü]\u0308?",
    "ß": "(?:ß|ss)",
}


def locate(target: str, text: str) -> tuple[Span, ...]:
    """Return where `text` names `target`, in order.

    Where the whole target is not found, its head is looked for: "Weber" of "Trainer Weber",
    "Tempolimit" of "ein Tempolimit auf Autobahnen". Of more than twelve words, the head alone is.
    """
    for form in _forms(target):
        found = tuple(Span(start=m.start(), end=m.end()) for m in _pattern(form).finditer(text))
        if found:
            return found
    return ()


@lru_cache(maxsize=4096)
def _forms(target: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of each way to name a target, the fullest first."""
    words = tuple(_WORD.findall(target))
    while len(words) > 1 and words[0].lower() in _DETERMINERS:
        words = words[1:]
    if not words:
        return ()
    end = next((i for i, word in enumerate(words) if i and word.lower() in _ATTRIBUTE), len(words))
    while end > 1 and words[end - 1].isdecimal():
        end -= 1  # "Tempo 30" is called "Tempo", and never "30"
    head = words[end - 1 : end]
    if words[end - 1].lower() in _ATTRIBUTE:
        return (words,)  # "Aus für die Sternwarte" is not called "aus"
    return (head,) if head == words or len(words) > _LONGEST_NAME else (words, head)


@lru_cache(maxsize=4096)
def _pattern(form: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b" + r"[\s-]+".join(map(_inflected, form)) + r"\b", re.IGNORECASE)


def _inflected(word: str) -> str:
    stem = _ENDING.sub("", word.lower())
    if len(stem) < _SHORTEST_STEM or word.isupper():
        stem = word.lower()
    spelled = "".join(_SPELLINGS.get(letter, re.escape(letter)) for letter in stem)
    return spelled.replace("ss", "(?:ß|ss)") + _ENDINGS
