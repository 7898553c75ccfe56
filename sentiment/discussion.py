"""What is read from a file: an article and the comments that its readers left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sentiment.repetition import Repetitions

STANDARD_INPUT = "-"
"""The `source` of what is read from standard input, and the input that stands for it."""

SCHEMA = 1
"""The version of the JSON that discussions are written as, and read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open range of character offsets into the decoded input."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The body of the article; an empty `text` where the input holds comments alone."""

    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One reader's comment, or one of the house, where `is_host`.

    The house is whoever wrote the article or runs its page. What it answers is shown, and counted
    nowhere among what readers think.

    `parent` is the `id` of the comment that this one answers. `date` is ISO 8601 as far as it was
    printed ("2024-03-12", "2024-03-12T18:22"); one that is not certain ("vor 3 Stunden", "21:00",
    "11/08/2020") stays as it was printed. `target` is set where the input itself names what the
    comment is about. `span` is None where the input is not plain text.
    """

    id: str
    text: str
    parent: str | None = None
    author: str | None = None
    date: str | None = None
    target: str | None = None
    span: Span | None = None
    is_host: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which piece of a table a discussion is, where the table is too large to be held in memory.

    Parts are numbered from 1 and come one after the other; `comments` counts those of all.
    `repetitions` tells what is said more than once in the whole table, and stands in the last part
    alone.
    """

    number: int
    of: int
    comments: int
    repetitions: Repetitions | None = None

    @property
    def is_last(self) -> bool:
        """Whether the table ends with this part."""
        return self.number == self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """An article and its comments.

    `furniture` are the spans of plain text that are neither: headings of the comment section,
    author and date lines, buttons. Article, comments and furniture never overlap, and together
    they hold every character of the input that is not white space.

    `announced` is how many comments the input itself says that there are, where it does: more than
    `comments` has where a page was saved before they were all shown. `left_out` counts the entries
    of an export that are no comment to read: not approved, spam, deleted, pings, without text.

    `plain` is the decoded text that the spans index, kept to show the furniture; None where the
    input is not plain text. It is not part of the JSON, so what is read from there has none.

    `part` is None unless this is a piece of a large table. `elsewhere` are then the beginnings of
    the comments in other parts that comments of this one answer, as a reader sees them, by id.
    """

    source: str
    title: str | None = None
    article: Article
    comments: tuple[Comment, ...] = ()
    furniture: tuple[Span, ...] = field(default=())
    announced: int | None = None
    left_out: int = 0
    plain: str | None = field(default=None, repr=False)
    part: Part | None = None
    elsewhere: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainText:
    """Decoded text without mark-up, in which article and comments are still one."""

    source: str
    text: str
