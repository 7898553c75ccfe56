"""The lines of a plain text, with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.discussion import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

_MOST_SHOWN = 600  # characters of a line that are looked at, from either end


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds more than white space; `span` is without the white space around it.

    `head` and `tail` are its first and its last characters, the same where it is not very long.
    """

    span: Span
    head: str
    tail: str
    blank_before: bool

    @property
    def length(self) -> int:
        """The number of characters."""
        return self.span.end - self.span.start


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of `text` that hold more than white space, in order."""
    end = 0
    for match in _LINE.finditer(text):
        start, stop = match.span()
        line = match.group()
        body = line.strip()
        if not body:
            continue
        start += len(line) - len(line.lstrip())
        stop = start + len(body)
        blank = end > 0 and len(_BREAK.findall(text, end, start)) > 1
        yield Line(Span(start=start, end=stop), body[:_MOST_SHOWN], body[-_MOST_SHOWN:], blank)
        end = stop
