"""How deep replies stand and in which order, for what indents them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sentiment.discussion import Comment


def thread_depths(comments: Iterable[Comment]) -> Mapping[str, int]:
    """Return how deep each comment stands, by id, 0 at the top.

    An answer may stand before what it answers. A parent that is not among the comments, or that
    closes a circle, counts as none: readers of files see to that, but not everybody who uses this
    as a library.
    """
    parents = {comment.id: comment.parent for comment in comments}
    depths: dict[str, int] = {}
    for start in parents:
        path: dict[str, None] = {}
        at: str | None = start
        while at in parents and at not in depths and at not in path:
            path[at] = None
            at = parents[at]
        depth = -1 if at is None else depths.get(at, -1)
        for id_ in reversed(path):
            depth += 1
            depths[id_] = depth
    return depths


def thread_order(comments: Sequence[Comment]) -> list[int]:
    """Return the places of the comments so that each answer stands under what it answers.

    Comments that answer the same one, or none, stay in their order.
    """
    depths = thread_depths(comments)
    answers: dict[str | None, list[int]] = defaultdict(list)
    for place, comment in enumerate(comments):
        answers[comment.parent if depths[comment.id] else None].append(place)
    order = []
    waiting = answers[None][::-1]
    while waiting:
        place = waiting.pop()
        order.append(place)
        waiting += answers[comments[place].id][::-1]
    return order
