"""What the readers of streamed exports share: articles whose comments come one by one."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sentiment.discussion import Article, Discussion
from sentiment.errors import InputError
from sentiment.readers.threads import Draft, assemble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_log = logging.getLogger("sentiment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """An article, the comments found so far, and the reasons why others were left out."""

    title: str | None = None
    article: str = ""
    drafts: list[Draft] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, draft: Draft, reason: str = "") -> None:
        """Take a comment in, or count it where there is a `reason` to leave it out."""
        reason = reason or ("" if draft.text else "without text")
        if reason:
            self.left_out[reason] += 1
        else:
            self.drafts.append(draft)

    def discussion(self, source: str) -> Discussion:
        """Return what was found."""
        return Discussion(
            source=source,
            title=self.title,
            article=Article(text=self.article),
            comments=assemble(self.drafts),
            left_out=self.left_out.total(),
        )


def discussions(threads: Iterable[Thread], source: str) -> Iterator[Discussion]:
    """Yield the discussions of an export, and log once how many comments were left out, and why.

    Parameters
    ----------
    threads : iterable of Thread
        In the order of the file.
    source : str
        Its name.

    Yields
    ------
    Discussion
        One for each thread with comments; where the whole file has none, one for each article.

    Raises
    ------
    InputError
        Where there are neither comments nor articles.
    """
    bare: list[Thread] = []
    has_comments = False
    left_out: Counter[str] = Counter()
    try:
        for thread in threads:
            left_out += thread.left_out
            if thread.drafts:
                has_comments = True
                bare.clear()
                yield thread.discussion(source)
            elif thread.article and not has_comments:
                bare.append(thread)
    finally:
        # Also where the file turns out to be broken.
        if left_out:
            reasons = ", ".join(f"{count} {reason}" for reason, count in left_out.items())
            _log.warning("%s: %d comments left out: %s", source, left_out.total(), reasons)
    if not has_comments and not bare:
        raise InputError(
            "the file holds no comments that readers see",
            where=source,
            remedy="check that comments were exported, too",
        )
    for thread in bare:
        yield thread.discussion(source)
