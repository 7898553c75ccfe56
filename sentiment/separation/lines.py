"""The lines of a plain text, with their offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sentiment.discussion import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_SHOWN = 600  # characters of a line that are looked at, from either end


class Line(NamedTuple):
    """A line that holds more than white space, which is left out around it.

    `start` and `end` are offsets into the text. `head` and `tail` are its first and its last
    characters, the same where it is not very long. A part of a line `is_head` where it says who
    wrote what follows in the same line, or when.
    """

    start: int
    end: int
    head: str
    tail: str
    blank_before: bool
    is_head: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(start=self.start, end=self.end)

    @property
    def length(self) -> int:
        """The number of characters."""
        return self.end - self.start


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of `text` that hold more than white space, in order."""
    at = end = 0
    blank = False
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            start = at + line.find(body)
            end = start + len(body)
            yield Line(start, end, body[:_MOST_SHOWN], body[-_MOST_SHOWN:], blank)
            blank = False
        else:
            blank = end > 0
        at += len(line)
