"""Comments as a format states them, made into a thread that holds together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sentiment.discussion import Comment, Span
from sentiment.readers.dates import iso_or_printed

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A comment as it was found.

    `id` may be absent or used twice, `parent` may lead nowhere, and `date` is as printed.
    """

    text: str
    id: str | None = None
    parent: str | None = None
    author: str | None = None
    date: str | None = None
    target: str | None = None
    span: Span | None = None


def assemble(drafts: Sequence[Draft]) -> tuple[Comment, ...]:
    """Make comments whose ids are unique and whose parents exist, without circles.

    A comment without an id, or with one that an earlier comment has, is numbered by its place
    ("1" is the first), or by the next number that is free. A parent that is not among the
    comments, or that closes a circle, is left out: the comment then stands at the top. A date
    becomes ISO 8601 where it is certain.

    Parameters
    ----------
    drafts : sequence of Draft
        The comments in the order of the input.

    Returns
    -------
    tuple of Comment
        One for each draft, in the same order.
    """
    ids = _unique_ids(drafts)
    # Numbers that were given here mean nothing to the file, unless it has no ids at all.
    known = {draft.id for draft in drafts if draft.id is not None} or set(ids)
    comments = [
        Comment(
            id=id_,
            text=draft.text,
            parent=draft.parent if draft.parent in known else None,
            author=draft.author,
            date=iso_or_printed(draft.date),
            target=draft.target,
            span=draft.span,
        )
        for id_, draft in zip(ids, drafts, strict=True)
    ]
    in_circle = _closing_a_circle({comment.id: comment.parent for comment in comments})
    return tuple(
        replace(comment, parent=None) if comment.id in in_circle else comment
        for comment in comments
    )


def _unique_ids(drafts: Sequence[Draft]) -> list[str]:
    stated = Counter(draft.id for draft in drafts)
    used: set[str] = set()
    ids = []
    number_after = 0
    for place, draft in enumerate(drafts, start=1):
        id_ = draft.id
        if id_ is None or id_ in used:
            number_after = max(number_after + 1, place)
            while str(number_after) in stated:
                number_after += 1
            id_ = str(number_after)
        used.add(id_)
        ids.append(id_)
    return ids


def _closing_a_circle(parents: dict[str, str | None]) -> set[str]:
    """Return one comment of each circle: the one at which a walk towards the top comes back."""
    closing = set()
    safe: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in safe:
            path[at] = None
            above = parents[at]
            if above in path:
                closing.add(at)
                break
            at = above
        safe.update(path)
    return closing
