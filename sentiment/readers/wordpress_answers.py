"""The line that WordPress puts above each answer in its feeds of comments: no reader wrote it."""

from __future__ import annotations

import re
from typing import NamedTuple

# The tag is matched as a whole before its address is looked for, so that a tag made of thousands of
# addresses takes no longer than another one of its length.
_LINE = re.compile(
    r"\s*+(?:<p\b[^<>]*+>\s*+)?(?:(?:(?:als|in) )?antwort auf|in reply to)\s++"
    r"<a(?P<rest>\s[^<>]*+)>[^<]*+</a>(?:\s*+\.)?+[^\S\n]*+(?:</p>|<br\s*+/?>|\n)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\shref=[\"'][^\"']*\#comment-(?P<number>[0-9]{1,18})[\"']", re.IGNORECASE)
_NUMBER = re.compile(r"(?<=#comment-)[0-9]{1,18}\Z")


class WithoutLine(NamedTuple):
    """What a reader wrote, as HTML, and the number of the comment that it says to answer."""

    markup: str
    number: str | None


def without_line(markup: str) -> WithoutLine:
    """Take "Als Antwort auf <a href="…#comment-6">Max</a>." from the beginning of a comment."""
    line = _LINE.match(markup)
    address = _ADDRESS.search(line["rest"]) if line else None
    if line is None or address is None:
        return WithoutLine(markup, None)
    return WithoutLine(markup[line.end() :], address["number"])


def id_beside(id_: str | None, number: str | None) -> str | None:
    """Return the id of the comment with a number, where `id_` is that of another on its page."""
    if not id_ or not number or not _NUMBER.search(id_):
        return None
    return _NUMBER.sub(number, id_)
