"""Conditions on classes and other attributes, as XPath 1.0 has none; each is compiled once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable

# XPath 1.0 has no regular expressions, and those that lxml adds have no memory: a page has a few
# hundred classes, over and over. Each pattern is a function of its own, by its name in a path.
_TESTS: dict[tuple[None, str], Callable[[object, str], bool]] = {}
_REMEMBERED = 1024  # values of an attribute
_LONGEST_REMEMBERED = 200  # characters
_MOST_ASKED = 3  # classes for which XPath itself is asked one by one


def compiled(*paths: str) -> tuple[etree.XPath, ...]:
    """Return paths that may hold these conditions."""
    return tuple(etree.XPath(path, extensions=_TESTS, regexp=False) for path in paths)


def token(*names: str) -> str:
    """Predicate: the class attribute has one of these as a whole word."""
    if len(names) > _MOST_ASKED:
        return like("class", rf"(^|\s)({'|'.join(names)})(\s|$)")
    # The first question answers most, and is much cheaper.
    padded = "concat(' ', normalize-space(@class), ' ')"
    asked = (f"contains(@class, '{n}') and contains({padded}, ' {n} ')" for n in names)
    return f"({' or '.join(asked)})"


def like(attribute: str, pattern: str, flags: int = 0) -> str:
    """Predicate: `pattern` is found in an attribute.

    It is asked for before it is tested, since most elements have none and each test is a call from
    C to Python.
    """
    return f"(@{attribute} and {tested(pattern, flags)}(string(@{attribute})))"


def tested(pattern: str, flags: int) -> str:
    """Return the name of what tells in a path whether `pattern` is found in a string."""
    search = re.compile(pattern, flags).search

    @lru_cache(_REMEMBERED)
    def is_found(text: str) -> bool:
        return search(text) is not None

    def test(_context: object, text: str) -> bool:
        return is_found(text) if len(text) <= _LONGEST_REMEMBERED else search(text) is not None

    name = f"test-{len(_TESTS)}"
    _TESTS[None, name] = test
    return name


def class_like(pattern: str) -> str:
    """Predicate: a class matches the whole of `pattern`, case ignored; `.*` stays in that class.

    It would run through all classes behind, from each of them again.
    """
    within = pattern.replace(".*", r"\S*")
    return like("class", rf"(^|\s)({within})(\s|$)", re.IGNORECASE)
