"""Comments as a format states them, made into a thread that holds together."""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from sentiment.discussion import Comment, Span
from sentiment.readers.dates import iso_or_printed
from sentiment.readers.names import seen_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_log = logging.getLogger("sentiment")

# pandas writes whole numbers as fractions in a column with missing values: "7.0", or "7,0" where it
# was asked for decimal commas.
_NUMBER = re.compile(r"([0-9]+)([.,]0)?")
_DECIMAL_MARKS = (".", ",")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """Where a comment stands among those that stand inside each other.

    `number` is its own in the file, `answers` that of the comment that it stands in. `name` becomes
    its id where it states none, and no other comment has this one.
    """

    number: int
    answers: int | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A comment as it was found.

    `id` may be absent or used twice, `parent` may lead nowhere, and `date` is as printed. Who
    stands in another comment answers that one, whatever `parent` says. Readers see no comment that
    is not `is_public`, so it is left out.
    """

    text: str
    id: str | None = None
    parent: str | None = None
    author: str | None = None
    date: str | None = None
    target: str | None = None
    span: Span | None = None
    inside: Inside | None = None
    is_public: bool = True
    is_host: bool = False


def assemble(drafts: Sequence[Draft], rows: Sequence[int] | None = None) -> tuple[Comment, ...]:
    """Make comments whose ids are unique and whose parents exist, without circles.

    A comment without an id, or with one that an earlier comment has, is numbered by its row
    ("1" is the first); where another comment has this number, by one behind all rows. A parent that
    is not among the comments, or that closes a circle, is left out: the comment then stands at the
    top. Where only one of id and parent is written as a fraction ("7.0", "7,0"), they are the same.
    A date becomes ISO 8601 where it is certain.

    Parameters
    ----------
    drafts : sequence of Draft
        The comments in the order of the input.
    rows : sequence of int, optional
        The row of each in the input, from 1 upwards, where some rows are left out; else its place.

    Returns
    -------
    tuple of Comment
        One for each draft, in the same order.
    """
    ids = _unique_ids(drafts, rows or range(1, len(drafts) + 1))
    places = {id_: place for place, id_ in enumerate(ids, start=1)}
    # Numbers that were given here mean nothing to the file, unless it has no ids at all.
    if any(draft.id is not None or draft.inside for draft in drafts):
        stated = {draft.id for draft in drafts}
        places = {id_: place for id_, place in places.items() if id_ in stated}
    insides = {draft.inside.number: at for at, draft in enumerate(drafts, start=1) if draft.inside}

    def place_above(draft: Draft) -> int:
        if draft.inside and draft.inside.answers is not None:
            return insides.get(draft.inside.answers, 0)
        if draft.parent is None:
            return 0
        return next((places[id_] for id_ in spellings(draft.parent) if id_ in places), 0)

    above = [0, *map(place_above, drafts)]
    in_circle = closing_a_circle(above)
    return tuple(
        Comment(
            id=id_,
            text=draft.text,
            parent=ids[above[place] - 1] if above[place] and place not in in_circle else None,
            author=seen_name(draft.author),
            date=iso_or_printed(draft.date),
            target=draft.target,
            span=draft.span,
            is_host=draft.is_host,
        )
        for place, (id_, draft) in enumerate(zip(ids, drafts, strict=True), start=1)
    )


def numbered(
    own: Iterable[tuple[int, str | None]], last: int, is_stated: Callable[[str], bool]
) -> Iterator[str]:
    """Yield the id of each comment: its own, or its row, or a number that no row has.

    Parameters
    ----------
    own : iterable of (int, str or None)
        Its row, ascending, and its id: None for a comment without one, or with one that was used
        before.
    last : int
        The row of the last comment.
    is_stated : callable
        Whether any comment, also a later one, states this id.
    """
    spare = (number for number in map(str, count(last + 1)) if not is_stated(number))
    for row, id_ in own:
        if id_ is not None:
            yield id_
        else:
            yield next(spare) if is_stated(str(row)) else str(row)


def name_inside(draft: Draft) -> str | None:
    """Return what a comment without an id is called by those that it stands among, if by any."""
    return draft.inside.name if draft.inside and draft.id is None else None


def spelled_otherwise(id_: str, decimal_mark: str) -> str | None:
    """Return a whole number as a fraction, or the other way round; None where it is neither."""
    found = _NUMBER.fullmatch(id_)
    if found is None:
        return None
    return found[1] if found[2] else f"{id_}{decimal_mark}0"


def as_whole(number: str) -> str:
    """Return a whole number that is written as a fraction without it; anything else as it is."""
    found = _NUMBER.fullmatch(number)
    return found[1] if found else number


def spellings(id_: str) -> tuple[str, ...]:
    """Return an id, and the others that spreadsheets make of it where it is a whole number."""
    others = (spelled_otherwise(id_, mark) for mark in _DECIMAL_MARKS)
    return (id_, *(other for other in others if other is not None))


def place_of_row(number: str, left_out: Sequence[int], rows: int) -> int:
    """Return the place of the comment in a row, or 0 where there is none.

    Parameters
    ----------
    number : str
        That of the row, perhaps as a fraction ("7.0", "7,0").
    left_out : sequence of int
        The rows that are no comments, ascending.
    rows : int
        How many there are.
    """
    found = _NUMBER.fullmatch(number)
    if found is None or found[1].startswith("0") or len(found[1]) > len(str(rows)):
        return 0
    row = int(found[1])
    before = bisect_left(left_out, row)
    is_left_out = row in left_out[before : before + 1]
    return 0 if is_left_out or row > rows else row - before


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


def count_used_twice(drafts: Iterable[Draft]) -> int:
    """Return how many ids are stated by more than one draft."""
    times = Counter(draft.id for draft in drafts if draft.id is not None)
    return sum(uses > 1 for uses in times.values())


def tell_used_twice(source: str, ids: int) -> None:
    """Log how many ids stand in a file more than once, if any do."""
    if ids:
        _log.warning(
            "%s: ids that are used more than once: %d; the comments after the first get numbers, "
            "and answers to such an id count as answers to the first",
            source, ids,
        )  # fmt: skip


def tell_no_comment(source: str) -> None:
    """Log that a file has the form of comments, and not even one that was left out."""
    _log.warning("%s: holds no comment", source)


NO_PARENT = "0"  # as exports write it


def tell_lost_parents(source: str, drafts: Iterable[Draft], comments: Iterable[Comment]) -> None:
    """Log that parents are stated and none of them is the id of a comment, if that is so."""
    drafts = list(drafts)
    parents = dict.fromkeys(draft.parent for draft in drafts if draft.parent)
    named = [parent for parent in parents if as_whole(parent) != NO_PARENT]
    if named and not any(draft.inside for draft in drafts):
        ids = {comment.id for comment in comments}
        if ids.isdisjoint(id_ for parent in named for id_ in spellings(parent)):
            warn_of_lost_parents(source, named[0])


def warn_of_lost_parents(source: str, parent: str) -> None:
    """Log that no parent is the id of a comment, such as `parent`."""
    _log.warning(
        "%s: no comment is called what the column of parents says, such as %r: all stand alone",
        source, parent,
    )  # fmt: skip


def _unique_ids(drafts: Sequence[Draft], rows: Sequence[int]) -> list[str]:
    first: dict[str, int] = {}
    for place, draft in enumerate(drafts):
        if draft.id is not None:
            first.setdefault(draft.id, place)
    for place, draft in enumerate(drafts):
        if name := name_inside(draft):
            first.setdefault(name, place)  # what the file states goes first
    ids = (name_inside(draft) if draft.id is None else draft.id for draft in drafts)
    own = (
        id_ if id_ is not None and first[id_] == place else None for place, id_ in enumerate(ids)
    )
    last = rows[-1] if rows else 0
    return list(numbered(zip(rows, own, strict=True), last, first.__contains__))
