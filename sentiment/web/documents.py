"""What lies open on the page: the discussions of the files that were dropped there lately.

They are held in memory alone. A document is called by the digest of its content, so that a browser
that sends it again, after the server was started anew, goes on with the same one.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from sentiment.discussion import Comment, PlainText
from sentiment.errors import InputError
from sentiment.readers.deleted import says_deleted, without_deleted
from sentiment.separation import assemble
from sentiment.separation.listed import lines_as_cut
from sentiment.separation.roles import roles_in, with_role
from sentiment.web.problems import RefusedError
from sentiment.web.reading import discussions_in

if TYPE_CHECKING:
    from sentiment.bundle import Bundle
    from sentiment.discussion import Discussion
    from sentiment.errors import SentimentError
    from sentiment.web.cuts import Cuts

MOST_COMMENTS = 2000
"""Of one document: a page of more cannot be scrolled through."""

_MOST_OPEN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The discussions of one file, and what of it cannot be read."""

    id: str
    discussions: tuple[Discussion, ...]
    failures: tuple[SentimentError, ...] = ()


class Documents:
    """The documents that were opened or asked for last."""

    def __init__(self, cuts: Cuts) -> None:
        self._cuts = cuts
        self._open: OrderedDict[str, Document] = OrderedDict()
        self._lock = Lock()
        self._cutting = Lock()

    def open(self, content: bytes, name: str, model: Bundle) -> Document:
        """Read a file, with what was corrected of its cuts, and keep it open.

        Raises
        ------
        InputError
            Where nothing of it can be read, or it holds too many comments.
        """
        failures: list[SentimentError] = []
        read = discussions_in(content, name, model, on_error=failures.append)
        discussions = tuple(map(self._cuts.apply, read))
        count = sum(len(discussion.comments) for discussion in discussions)
        if count > MOST_COMMENTS:
            raise InputError(
                f"holds {count:,} comments, more than the {MOST_COMMENTS:,} that the page shows",
                where=name,
                remedy="split it, or use the command line",
            )
        digest = hashlib.sha256(f"{name}\0".encode(errors="replace") + content).hexdigest()
        document = Document(id=digest, discussions=discussions, failures=tuple(failures))
        self._keep(document)
        return document

    def get(self, id_: str) -> Document:
        """Return an open document.

        Raises
        ------
        RefusedError
            Where it was closed since, or the server was started anew.
        """
        with self._lock:
            if id_ not in self._open:
                raise RefusedError(404, "This file is not open any more; drop it again.")
            self._open.move_to_end(id_)
            return self._open[id_]

    def discussion(self, id_: str, number: int) -> Discussion:
        """Return one discussion of an open document, counted from 0.

        Raises
        ------
        RefusedError
            Where there is none.
        """
        found = self.get(id_).discussions
        if not 0 <= number < len(found):
            raise RefusedError(404, "The file has no such discussion; drop it again.")
        return found[number]

    def recut(self, id_: str, number: int, first: int, last: int, role: str) -> None:
        """Change what some lines of a plain text are; when this returns, that is kept in a file.

        Raises
        ------
        RefusedError
            Where there are no such lines.
        OutputError
            Where the cut cannot be written.
        """
        with self._cutting:  # one correction begins with what the one before it left
            document = self.get(id_)
            old = self.discussion(id_, number)
            new = _recut(old, first, last, role)
            self._cuts.save(new)
            discussions = [new if found is old else found for found in document.discussions]
            self._keep(replace(document, discussions=tuple(discussions)))

    def _keep(self, document: Document) -> None:
        with self._lock:
            self._open[document.id] = document
            self._open.move_to_end(document.id)
            while len(self._open) > _MOST_OPEN:
                self._open.popitem(last=False)


def _recut(old: Discussion, first: int, last: int, role: str) -> Discussion:
    if old.plain is None:
        raise RefusedError(409, "Only plain text can be cut otherwise.")
    page = lines_as_cut(old.plain, old.comments)
    if not first <= last < len(page):
        raise RefusedError(409, "The text has no such lines; reload the page.")
    roles = with_role(roles_in(_with_deleted(old, old.plain), page), first, last, role)
    return without_deleted(assemble(PlainText(source=old.source, text=old.plain), page, roles))


def _with_deleted(discussion: Discussion, text: str) -> Discussion:
    """Return a discussion with the comments that were deleted, so that they are counted again."""
    deleted = [
        Comment(id="", text=span.of(text), span=span)
        for span in discussion.furniture
        if says_deleted(span.of(text))
    ]
    return replace(discussion, comments=(*discussion.comments, *deleted))
