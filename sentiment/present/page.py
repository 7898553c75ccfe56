"""One HTML page that shows how texts were cut: for the eye, not for programs.

Nothing of an input becomes mark-up, and the page itself forbids scripts and the network.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from sentiment.discussion import Span
from sentiment.present import page_template as template
from sentiment.present.threads import thread_depths
from sentiment.present.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sentiment.discussion import Comment, Discussion


def of_discussions(discussions: Iterable[Discussion]) -> Iterator[str]:
    """Yield the page in pieces, a section for each discussion."""
    count = 0
    for count, discussion in enumerate(discussions, start=1):
        if count == 1:
            yield template.HEAD
        yield "".join(_section(discussion))
    if count:
        yield template.END


def _section(discussion: Discussion) -> Iterator[str]:
    yield template.DISCUSSION.substitute(
        title=_escaped(discussion.title or discussion.source), about=_about(discussion)
    )
    yield from (_in_order if discussion.plain is not None else _one_by_one)(discussion)
    yield template.END_OF_DISCUSSION


def _in_order(discussion: Discussion) -> Iterator[str]:
    """Yield the parts of plain text as they stand in it."""
    plain = discussion.plain or ""
    article = discussion.article
    parts = [(span, _part("furniture", "Beiwerk", span.of(plain))) for span in discussion.furniture]
    if article.text and article.span:
        parts.append((article.span, _part("article", "Artikel", article.text)))
    depths = thread_depths(discussion.comments)
    end = Span(start=len(plain), end=len(plain))  # of a comment that somebody added without a place
    parts += [
        (comment.span or end, _comment(comment, depths[comment.id]))
        for comment in discussion.comments
    ]
    yield from (part for _, part in sorted(parts, key=lambda found: found[0].start))


def _one_by_one(discussion: Discussion) -> Iterator[str]:
    """Yield the article and the comments, where nothing says what stood between them."""
    if discussion.article.text:
        yield _part("article", "Artikel", discussion.article.text)
    depths = thread_depths(discussion.comments)
    for comment in discussion.comments:
        yield _comment(comment, depths[comment.id])


def _about(discussion: Discussion) -> str:
    count = len(discussion.comments)
    facts = [_escaped(discussion.source), f"{count} Kommentar{'' if count == 1 else 'e'}"]
    if not discussion.article.text:
        facts.append("kein Artikel")
    if discussion.announced is not None:
        facts.append(f"{discussion.announced} angekündigt")
    if discussion.left_out:
        facts.append(f"{discussion.left_out} ausgelassen")
    if discussion.furniture and discussion.plain is None:
        facts.append("Beiwerk hier nicht zu sehen, da der ursprüngliche Text fehlt")
    return " · ".join(facts)


def _comment(comment: Comment, depth: int) -> str:
    # Names are apart from what stands around them, whatever their direction of writing.
    facts = [f"Kommentar {_bdi(comment.id)}"]
    facts += [_bdi(fact) for fact in (comment.author, comment.date) if fact]
    if comment.parent is not None:
        facts.append(f"Antwort auf {_bdi(comment.parent)}")
    return _part("comment", " · ".join(facts), comment.text, depth=depth)


def _part(kind: str, label: str, text: str, *, depth: int = 0) -> str:
    style = f' style="--depth: {depth}"' if depth else ""
    return template.PART.substitute(kind=kind, style=style, label=label, text=_escaped(text))


def _bdi(text: str) -> str:
    return f"<bdi>{_escaped(text)}</bdi>"


def _escaped(text: str) -> str:
    return html.escape(visible(text))
