"""Plain text without mark-up, taken apart into an article and its readers' comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentiment.discussion import Article, Comment, Discussion, Span
from sentiment.readers.dates import iso_or_printed
from sentiment.readers.hosts import is_house
from sentiment.separation.announcement import announced
from sentiment.separation.answers import said_answers
from sentiment.separation.best_reading import roles_of
from sentiment.separation.bylines import bylines, posted_by
from sentiment.separation.headline import headline
from sentiment.separation.listed import separable_lines
from sentiment.separation.mails import has_other_comments, mails, roles_with_mails
from sentiment.separation.mails import signatures as signatures_of_mails
from sentiment.separation.metadata import name_key
from sentiment.separation.numbered_posts import numbered_posts
from sentiment.separation.parents import parents
from sentiment.separation.roles import begins_of, last_of
from sentiment.separation.signatures import signatures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.discussion import PlainText
    from sentiment.separation.line_model import LineModel
    from sentiment.separation.lines import Line
    from sentiment.separation.page_reader import PageReader

__all__ = ["assemble", "roles_of", "separate"]


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
    page = separable_lines(plain.text, model)
    if not page:
        nothing = Article(text="", span=Span(start=0, end=0))
        return Discussion(source=plain.source, article=nothing, plain=plain.text)
    found = mails(page)
    if found and not has_other_comments(page, found, roles_of(page, model, None)):
        above = page[: found[0].head.start]
        roles = roles_with_mails(page, found, roles_of(above, model, None) if above else [])
    else:
        roles = roles_of(page, model, reader)
    return assemble(plain, page, roles)


def assemble(plain: PlainText, page: Sequence[Line], roles: Sequence[str]) -> Discussion:
    """Make a discussion of lines and their roles."""
    article_lines = [i for i, role in enumerate(roles) if role == "article"]
    begins = begins_of(roles)
    last_of_article = max(article_lines, default=-1)
    article = _span(page, article_lines[0], last_of_article) if article_lines else None
    ends = [last_of(roles, first, "inside") for first in begins]
    spans = [_span(page, first, end) for first, end in zip(begins, ends, strict=True)]
    texts = [span.of(plain.text) for span in spans]
    of_mails = signatures_of_mails(page, roles)
    posts = numbered_posts(page)
    signed = [
        of_mails.get(at, own)
        for at, own in zip(begins, signatures(page, roles, begins, ends, posts), strict=True)
    ]
    names = bylines(page[: last_of_article + 1]) | posted_by(page, article_lines)
    writers = frozenset(map(name_key, names))
    said = said_answers(plain.text, page, roles, begins)
    comments = [
        Comment(
            id=str(number),
            text=text,
            parent=parent,
            author=own.author,
            date=iso_or_printed(own.date),
            span=span,
            is_host=own.is_by_host or is_house(own.author) or name_key(own.author or "") in writers,
        )
        for number, (span, text, own, parent) in enumerate(
            zip(spans, texts, signed, parents(signed, texts, said, writers), strict=True), start=1
        )
    ]
    return Discussion(
        source=plain.source,
        title=headline(page, roles, posts),
        article=Article(
            text=article.of(plain.text) if article else "",
            span=article or Span(start=0, end=0),
        ),
        comments=tuple(comments),
        furniture=tuple(_furniture(page, roles, article_lines)),
        plain=plain.text,
        announced=announced(
            [
                line.head
                for line, role in zip(page[: begins[0] if begins else None], roles, strict=False)
                if role == "furniture"
            ]
        ),
    )


def _span(page: Sequence[Line], first: int, last: int) -> Span:
    return Span(start=page[first].start, end=page[last].end)


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
