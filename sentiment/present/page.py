"""One HTML page that shows how texts were cut: for the eye, not for programs.

Nothing of an input becomes mark-up, and the page itself forbids scripts and the network.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sentiment.discussion import Span
from sentiment.present.report.rendering import environment, rendered
from sentiment.present.threads import thread_depths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sentiment.discussion import Comment, Discussion

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of a text: "article", "comment" or "furniture", and how deep a comment stands."""

    kind: str
    text: str
    comment: Comment | None = None
    depth: int = 0


def of_discussions(discussions: Iterable[Discussion]) -> Iterator[str]:
    """Yield the page in pieces, a section for each discussion; nothing where there is none."""
    left = iter(discussions)
    if (first := next(left, None)) is not None:
        sections = ((found, _boxes(found)) for found in chain([first], left))
        template = environment(_TEMPLATES).get_template("separated.html")
        yield from rendered(template, sections=sections)


def _boxes(discussion: Discussion) -> list[Box]:
    """Return the parts of plain text as they stand in it, else the article and the comments."""
    plain, article = discussion.plain, discussion.article
    depths = thread_depths(discussion.comments)
    end = Span(start=len(plain or ""), end=len(plain or ""))
    placed = [
        # A comment that somebody added has no place.
        (own.span or end, Box(kind="comment", text=own.text, comment=own, depth=depths[own.id]))
        for own in discussion.comments
    ]
    of_article = Box(kind="article", text=article.text)
    if plain is None:  # nothing says what stood between them
        return [*([of_article] if article.text else []), *(box for _, box in placed)]
    if article.text and article.span:
        placed.insert(0, (article.span, of_article))
    furniture = [
        (span, Box(kind="furniture", text=span.of(plain))) for span in discussion.furniture
    ]
    return [box for _, box in sorted(furniture + placed, key=lambda found: found[0].start)]
