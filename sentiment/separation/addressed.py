"""Whom the beginning of a comment addresses: "@Eva", "Liebe Eva,", "Danke, Eva!", "Eva: Nein"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sentiment.separation.full_names import OPENINGS, is_full_name
from sentiment.separation.metadata import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

_READ = 160  # characters
_MOST_WORDS = 6  # of a name
_MOST_BEFORE = 5  # words and emoji before it
_WORD = re.compile(r"[^\s:,!]+")
# Behind a name of one word, which might be any word.
_SIGN = re.compile(r" ?[:,!]|\s*\n")
_END = re.compile(r"\s*(?:[^\w\s]|$)")
# Hardly anything but a name follows these; much else follows the other `OPENINGS`.
_GREETINGS = frozenset("hallo hi hey huhu hoi moin servus danke dankeschön dank merci".split())
_BEFORE_NAME = frozenset(
    "grüezi grüss dich gott morgen tag abend liebste liebster geehrte geehrter werte werter "
    "dir ihnen herzlichen thanks thank you hello dear sorry re herr herrn frau hr fr dr "
    "prof".split()
).union(OPENINGS, _GREETINGS)
_AROUND = "@.;-–—_()[]"
_PART_OF_NAME = re.compile(r"[^\s:,!@.;–—_()\[\]-]+")
_FEWEST_LETTERS = 3
_PARTS = (2, 3)  # words of a name, the first and the last of which somebody may be called


class Address(NamedTuple):
    """The name with which a text begins, as `name_key` returns it.

    Where it `is_sure`, readers only are called so; who is greeted may have written the article.
    """

    name: str
    is_sure: bool


def may_address(text: str, parts: Collection[str]) -> bool:
    """Tell whether the beginning of a text has any of the `parts` of names; most have none."""
    return any(part in parts for part in _PART_OF_NAME.findall(name_key(text[:_READ])))


def parts_of(names: Iterable[str]) -> frozenset[str]:
    """Return what names are made of, as `may_address` looks for it."""
    return frozenset(part for name in names for part in _PART_OF_NAME.findall(name))


def addressed(text: str, is_known: Callable[[str], bool]) -> Address | None:
    """Return the longest known name with which a text begins.

    One word alone needs "@", a greeting before it, or a sign behind it.
    """
    words = list(_WORD.finditer(text[:_READ]))
    first = 0
    is_greeted = is_called = False
    while first < min(len(words), _MOST_BEFORE):
        word = words[first]
        is_called = word[0][0] == "@"
        bare = word[0].strip(_AROUND).casefold()
        if bare not in _BEFORE_NAME and any(map(str.isalnum, bare)):
            break
        is_greeted = bare in _GREETINGS and text[word.end() : word.end() + 1] == " "
        first += 1
        if is_called:
            break
    for end in range(min(len(words), first + _MOST_WORDS), first, -1):
        stop = words[end - 1].end()
        name = name_key(text[words[first].start() : stop].removeprefix("@"))
        name = name if is_known(name) else name.rstrip(_AROUND)
        if not is_known(name):
            continue
        is_alone = end == first + 1
        if is_called or not is_alone:
            return Address(name, is_sure=is_called or first == 0)
        if is_greeted or _SIGN.match(text, stop) or (first and _END.match(text, stop)):
            return Address(name, is_sure=False)
    return None


def short_names(author: str) -> list[str]:
    """Return what others may call an author, but for the whole name.

    That is the name without a server or place, "eva" of "eva@server.example", without numbers, and
    the first or the last name.
    """
    name = name_key(author)
    short = name.partition("@")[0].partition(",")[0].strip()
    words = short.split()
    parts = [words[0], words[-1]] if len(words) in _PARTS and is_full_name(author) else []
    bare = short.rstrip("0123456789_-. ")
    parts += [bare] if len(bare) >= _FEWEST_LETTERS else []
    return [one for one in dict.fromkeys([short, *parts]) if one and one != name]
