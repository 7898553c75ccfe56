"""How deep replies stand, for what indents them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sentiment.discussion import Comment


def thread_depths(comments: Iterable[Comment]) -> Mapping[str, int]:
    """Return how deep each comment stands, by id; an answer may stand before what it answers."""
    parents = {comment.id: comment.parent for comment in comments}
    depths: dict[str, int] = {}
    for start in parents:
        path: list[str] = []
        at: str | None = start
        while at is not None and at not in depths:
            path.append(at)
            at = parents[at]
        depth = -1 if at is None else depths[at]
        for id_ in reversed(path):
            depth += 1
            depths[id_] = depth
    return depths
