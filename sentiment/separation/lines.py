"""The lines of a plain text, with their offsets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.discussion import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    at = end = 0
    blank = False
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            start = at + len(line) - len(line.lstrip())
            end = start + len(body)
            span = Span(start=start, end=end)
            yield Line(span, body[:_MOST_SHOWN], body[-_MOST_SHOWN:], blank)
            blank = False
        else:
            blank = end > 0
        at += len(line)
