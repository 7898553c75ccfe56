"""Plain text without mark-up, taken apart into an article and its readers' comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sentiment.discussion import Article, Comment, Discussion, Span
from sentiment.readers.dates import iso_or_printed
from sentiment.separation.decoder import decode
from sentiment.separation.line_model import ROLES
from sentiment.separation.lines import lines
from sentiment.separation.metadata import Signature, signature

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from sentiment.discussion import PlainText
    from sentiment.separation.line_model import LineModel
    from sentiment.separation.lines import Line
    from sentiment.separation.page_reader import PageReader

__all__ = ["roles_of", "separate"]

_LONGEST_TITLE = 150
_FEWEST_LINES = 2  # a text of one line has no title of its own
# The line model takes what neighbours have in common for new evidence, line by line, and so is too
# sure: where the reader is asked, what it says counts this many times (docs/separation.md).
_READER_COUNTS = 7
_LINES_BELOW_TITLE = 3  # among them one of the body: below the title may stand a name or date


def separate(plain: PlainText, model: LineModel, reader: PageReader | None = None) -> Discussion:
    """Find the article, the comments, and what is neither.

    Every character of the text that is not white space is in exactly one of them.

    Parameters
    ----------
    plain : PlainText
        The decoded text, as it is.
    model : LineModel
        Says what each line looks like.
    reader : PageReader, optional
        Says where the article ends.
    """
    page = list(lines(plain.text))
    if not page:
        nothing = Article(text="", span=Span(start=0, end=0))
        return Discussion(source=plain.source, article=nothing, plain=plain.text)
    return assemble(plain, page, roles_of(page, model, reader))


def roles_of(page: Sequence[Line], model: LineModel, reader: PageReader | None) -> list[str]:
    """Return the role of each line, in the best reading of the whole page.

    The reader is asked unless there are comments, and furniture stands above every one.
    """
    logs = model.log_proba(page)
    blank_before = np.array([line.blank_before for line in page])
    found = decode(logs, blank_before, np.zeros(len(page)))
    if reader is None or _are_headed(found):
        return found
    heard = decode(logs, blank_before, _READER_COUNTS * reader.first(logs, page))
    return _ended(heard, logs[:, ROLES.index("furniture")] < np.log(0.5))


def _are_headed(roles: Sequence[str]) -> bool:
    begins = [i for i, role in enumerate(roles) if role == "begin"]
    return bool(begins) and all(i and roles[i - 1] == "furniture" for i in begins)


def _ended(roles: Sequence[str], are_text: NDArray[np.bool_]) -> list[str]:
    """Let the article go on to the first comment where what stands between looks like text.

    A credit or a greeting closes an article; without names, nothing else says that it is furniture.
    """
    ended = list(roles)
    at = ended.index("begin") if "begin" in ended else 0
    while at and ended[at - 1] == "furniture" and are_text[at - 1]:
        at -= 1
        ended[at] = "article"
    return ended


def assemble(plain: PlainText, page: Sequence[Line], roles: Sequence[str]) -> Discussion:
    """Make a discussion of lines and their roles."""
    article_lines = [i for i, role in enumerate(roles) if role == "article"]
    begins = [i for i, role in enumerate(roles) if role == "begin"]
    last_of_article = max(article_lines, default=-1)
    article = _span(page, article_lines[0], last_of_article) if article_lines else None
    comments = []
    ids: dict[str, str] = {}  # of the last comment of each author
    for id_, (span, signed) in enumerate(_signed(page, roles, begins), start=1):
        comments.append(
            Comment(
                id=str(id_),
                text=span.of(plain.text),
                parent=ids.get(signed.answered or ""),
                author=signed.author,
                date=iso_or_printed(signed.date),
                span=span,
            )
        )
        if signed.author is not None:
            ids[signed.author] = str(id_)
    return Discussion(
        source=plain.source,
        title=_title(page, article_lines),
        article=Article(
            text=article.of(plain.text) if article else "",
            span=article or Span(start=0, end=0),
        ),
        comments=tuple(comments),
        furniture=tuple(_furniture(page, roles, article_lines)),
        plain=plain.text,
    )


def _signed(
    page: Sequence[Line], roles: Sequence[str], begins: Sequence[int]
) -> Iterator[tuple[Span, Signature]]:
    """Yield where each comment stands, and what the furniture above it says, or that below it."""
    ends = [_last_of(roles, first, "inside") for first in begins]
    above = [signature([page[i].head for i in _furniture_above(roles, i)]) for i in begins]
    signed = above
    # Dates behind each of several comments, and none before the first: letters to the editor.
    if len(begins) > 1 and above[0].date is None:
        below = [
            signature([page[i].head for i in range(_last_of(roles, end, "furniture"), end, -1)])
            for end in ends
        ]
        signed = below if all(found.date for found in below) else above
    for first, end, found in zip(begins, ends, signed, strict=True):
        yield _span(page, first, end), found


def _last_of(roles: Sequence[str], at: int, role: str) -> int:
    """Return the last line of a run of `role` that follows line `at`, or `at`."""
    while at + 1 < len(roles) and roles[at + 1] == role:
        at += 1
    return at


def _span(page: Sequence[Line], first: int, last: int) -> Span:
    return Span(start=page[first].start, end=page[last].end)


def _furniture_above(roles: Sequence[str], first: int) -> range:
    start = first
    while start and roles[start - 1] == "furniture":
        start -= 1
    return range(start, first)


def _furniture(
    page: Sequence[Line], roles: Sequence[str], article_lines: Sequence[int]
) -> list[Span]:
    """Return runs of furniture; what stands inside the article's span belongs to the article."""
    inside = range(article_lines[0], article_lines[-1]) if article_lines else range(0)
    runs: list[Span] = []
    for i, role in enumerate(roles):
        if role != "furniture" or i in inside:
            continue
        if i and roles[i - 1] == "furniture" and i - 1 not in inside and runs:
            runs[-1] = Span(start=runs[-1].start, end=page[i].end)
        else:
            runs.append(page[i].span)
    return runs


def _title(page: Sequence[Line], article_lines: Sequence[int]) -> str | None:
    """Return the article's first line where it looks like a headline."""
    if len(article_lines) < _FEWEST_LINES:
        return None
    first, *following = (page[i] for i in article_lines[: 1 + _LINES_BELOW_TITLE])
    is_short = first.length < min(_LONGEST_TITLE, max(line.length for line in following))
    return first.head if is_short and not first.tail.endswith((".", ":", ",", ";")) else None
