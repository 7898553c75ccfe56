"""Comments as a format states them, made into a thread that holds together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.discussion import Comment, Span
from sentiment.readers.dates import iso_or_printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


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
    parents = [draft.parent if draft.parent in known else None for draft in drafts]
    places = {id_: place for place, id_ in enumerate(ids, start=1)}
    in_circle = closing_a_circle([0, *(places.get(parent or "", 0) for parent in parents)])
    return tuple(
        Comment(
            id=id_,
            text=draft.text,
            parent=None if place in in_circle else parent,
            author=draft.author,
            date=iso_or_printed(draft.date),
            target=draft.target,
            span=draft.span,
        )
        for place, (id_, parent, draft) in enumerate(
            zip(ids, parents, drafts, strict=True), start=1
        )
    )


def numbered(own: Iterable[str | None], is_stated: Callable[[str], bool]) -> Iterator[str]:
    """Yield the id of each comment: its own, or the next free number from its place upwards.

    Parameters
    ----------
    own : iterable of str or None
        In the order of the input; None for a comment without id, or with one that was used before.
    is_stated : callable
        Whether any comment, also a later one, states this id.
    """
    number = 0
    for place, id_ in enumerate(own, start=1):
        if id_ is None:
            number = max(number + 1, place)
            while is_stated(str(number)):
                number += 1
        yield str(number) if id_ is None else id_


def closing_a_circle(above: Sequence[int]) -> set[int]:
    """Return one comment of each circle: the one at which a walk towards the top comes back.

    Parameters
    ----------
    above : sequence of int
        For each place, from 1 upwards, that of the parent, or 0; the first entry belongs to none.
    """
    on_the_way, safe = 1, 2
    closing = set()
    seen = bytearray(len(above))
    for start in range(1, len(above)):
        path = []
        at = start
        while at and not seen[at]:
            seen[at] = on_the_way
            path.append(at)
            if seen[above[at]] == on_the_way:
                closing.add(at)
                break
            at = above[at]
        for place in path:
            seen[place] = safe
    return closing


def _unique_ids(drafts: Sequence[Draft]) -> list[str]:
    first: dict[str, int] = {}
    for place, draft in enumerate(drafts):
        if draft.id is not None:
            first.setdefault(draft.id, place)
    own = (
        draft.id if draft.id is not None and first[draft.id] == place else None
        for place, draft in enumerate(drafts)
    )
    return list(numbered(own, first.__contains__))
