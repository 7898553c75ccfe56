"""The roles of a page's lines: read off a discussion, in runs, and changed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.discussion import Discussion
    from sentiment.separation.lines import Line

IN_COMMENTS = ("begin", "inside")


def roles_in(discussion: Discussion, page: Sequence[Line]) -> list[str]:
    """Return the role of each line of the plain text that a discussion was cut from."""
    ends = {comment.span.start: comment.span.end for comment in discussion.comments if comment.span}
    article = discussion.article.span
    roles = []
    end = -1
    for line in page:
        if line.start in ends:
            end = ends[line.start]
            roles.append("begin")
        elif line.start < end:
            roles.append("inside")
        elif article and article.start <= line.start < article.end:
            roles.append("article")
        else:
            roles.append("furniture")
    return roles


def begins_of(roles: Sequence[str]) -> list[int]:
    """Return the lines with which comments begin."""
    return [at for at, role in enumerate(roles) if role == "begin"]


def last_of(roles: Sequence[str], at: int, role: str) -> int:
    """Return the last line of a run of `role` that follows line `at`, or `at`."""
    while at + 1 < len(roles) and roles[at + 1] == role:
        at += 1
    return at


def furniture_above(roles: Sequence[str], first: int) -> range:
    """Return the run of furniture right above a line."""
    start = first
    while start and roles[start - 1] == "furniture":
        start -= 1
    return range(start, first)


def with_role(roles: Sequence[str], first: int, last: int, role: str) -> list[str]:
    """Return the roles after somebody said what some lines are.

    What contradicts it gives way, so that the page stays an article and then comments: above an
    article no comment begins, below a comment no article goes on, and what is inside of a comment
    follows its beginning.

    Parameters
    ----------
    first, last : int
        The lines, both included.
    role : str
        One of `ROLES`; of lines that `begin` a comment, the others are inside of it.
    """
    found = list(roles)
    found[first : last + 1] = [role] * (last + 1 - first)
    if role == "begin":
        found[first + 1 : last + 1] = ["inside"] * (last - first)
    if role == "article":
        found[:first] = ["article" if r in IN_COMMENTS else r for r in found[:first]]
    elif role in IN_COMMENTS:
        found[last + 1 :] = ["inside" if r == "article" else r for r in found[last + 1 :]]
    for at, (above, here) in enumerate(zip(["", *found], found, strict=False)):
        if here == "inside" and above not in IN_COMMENTS:
            found[at] = "begin"
    return found
