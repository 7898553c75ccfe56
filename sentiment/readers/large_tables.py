"""Tables that are too large to be held: kept in a database on disk, and given out in parts.

Which id is whose, and which comment answers which, is known only when the last row is read. So the
rows wait in a nameless database that is gone with the process, and parts are pieces of the very
discussion that `assemble` would make of all rows at once.
"""

from __future__ import annotations

import sqlite3
from array import array
from contextlib import closing, contextmanager
from hashlib import blake2b
from itertools import count, islice, pairwise, tee
from typing import TYPE_CHECKING, TypeVar

from sentiment.discussion import Article, Comment, Discussion, Part, Span
from sentiment.errors import InputError
from sentiment.language.as_seen import as_seen
from sentiment.readers.dates import iso_or_printed
from sentiment.readers.deleted import REASONS, tell_left_out, why_left_out
from sentiment.readers.names import seen_name
from sentiment.readers.threads import (
    as_whole,
    closing_a_circle,
    name_inside,
    numbered,
    place_of_row,
    spelled_otherwise,
    tell_used_twice,
    warn_of_lost_parents,
)
from sentiment.repetition import (
    FEWEST_WITH_CAMPAIGNS,
    LARGEST,
    Group,
    Groups,
    Repetitions,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sentiment.readers.threads import Draft

_Item = TypeVar("_Item")

# A part is classified and written as one. With all that is found about them, ten thousand comments
# take some fifty megabytes.
MOST_COMMENTS = 10_000
MOST_CHARACTERS = 20_000_000

_BEGINNING = 1000  # characters, as seen, of a comment that is answered in another part

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = FILE;
PRAGMA cache_size = -8192; -- kibibytes; what goes beyond is on disk
CREATE TABLE comment (
    place INTEGER PRIMARY KEY, id TEXT, text TEXT, parent TEXT, author TEXT, date TEXT, target TEXT,
    start INTEGER, stop INTEGER, digest BLOB, number INTEGER, answers INTEGER, name TEXT,
    row INTEGER, is_host INTEGER
)
"""
_INSERT = "INSERT INTO comment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INDICES = """
CREATE INDEX owners ON comment (id, place) WHERE id NOTNULL;
CREATE INDEX names ON comment (name, place) WHERE name NOTNULL;
CREATE INDEX numbers ON comment (number) WHERE number NOTNULL;
"""
# The first comment that states an id has it; a name that was made up is one that none states.
_ROWS = """
SELECT
    CASE place
        WHEN (SELECT min(place) FROM comment WHERE id = this.id) THEN id
        WHEN (SELECT min(place) FROM comment WHERE name = this.name) THEN
            CASE WHEN NOT EXISTS (SELECT 1 FROM comment WHERE id = this.name) THEN name END
    END,
    text,
    CASE
        WHEN parent ISNULL OR EXISTS (SELECT 1 FROM comment WHERE id = this.parent) THEN parent
        WHEN EXISTS (SELECT 1 FROM comment WHERE id = spelled_otherwise(this.parent, '.'))
            THEN spelled_otherwise(parent, '.')
        ELSE spelled_otherwise(parent, ',')
    END,
    author, date, target, start, stop, is_host, number, answers, row
FROM comment AS this ORDER BY place
"""
_PARENTS = """
SELECT
    place,
    CASE WHEN answers ISNULL THEN
        coalesce(
            (SELECT min(place) FROM comment WHERE id = this.parent),
            (SELECT min(place) FROM comment WHERE id = spelled_otherwise(this.parent, '.')),
            (SELECT min(place) FROM comment WHERE id = spelled_otherwise(this.parent, ','))
        )
    ELSE (SELECT place FROM comment WHERE number = this.answers) END,
    parent
FROM comment AS this WHERE parent NOTNULL OR answers NOTNULL
"""
_USED_TWICE = """
SELECT count(*)
FROM (SELECT 1 FROM comment WHERE id NOTNULL GROUP BY id HAVING count(*) > 1)
"""
_A_PARENT = """
SELECT parent FROM comment WHERE parent NOTNULL AND parent NOT IN ('0', '0.0', '0,0')
ORDER BY place LIMIT 1
"""
_HAS_IDS = "SELECT EXISTS (SELECT 1 FROM comment WHERE id NOTNULL OR number NOTNULL)"
_IS_STATED = """
SELECT 1 FROM comment WHERE id = ?1 UNION ALL SELECT 1 FROM comment WHERE name = ?1 LIMIT 1
"""
_LAST_ROW = "SELECT max(row) FROM comment"
_TEXT = "SELECT text FROM comment WHERE place = ?"  # its own functions would stop at a NUL
_COUNT_OF_GROUPS = """
SELECT count(*), coalesce(sum(size), 0)
FROM (
    SELECT count(*) AS size FROM comment WHERE NOT is_host GROUP BY digest HAVING count(*) > 1
)
"""
_LARGEST_GROUPS = """
SELECT min(place), count(*) FROM comment WHERE NOT is_host GROUP BY digest HAVING count(*) > 1
ORDER BY count(*) DESC, min(place) LIMIT ?
"""


def limited(items: Iterator[_Item], characters: Callable[[_Item], int]) -> Iterator[_Item]:
    """Yield as many items as one part may hold; one that is too long is the last of its part."""
    room = MOST_CHARACTERS
    for item in islice(items, MOST_COMMENTS):
        yield item
        room -= characters(item)
        if room <= 0:
            return


def length(draft: Draft) -> int:
    """Return the characters of a draft's text."""
    return len(draft.text)


def in_parts(drafts: Iterable[Draft], source: str, *, every: bool) -> Iterator[Discussion]:
    """Yield the parts of a discussion without an article, once all drafts are read.

    Parameters
    ----------
    drafts : iterable of Draft
        The rows of a table. Those without text, not public, or deleted, are logged, and counted in
        the last part.
    source : str
        The name of the file.
    every : bool
        Whether rows without text are comments, too.

    Yields
    ------
    Discussion
        With its `part`, unless there is only one.

    Raises
    ------
    InputError
        That of `drafts`, or where the disk has no room for the database.
    """
    with _explaining(source), closing(_database()) as store:
        table = _Table(store, drafts, every=every)
        tell_left_out(source, table.counts)
        tell_used_twice(source, table.used_twice)
        if table.lost_parent is not None:
            warn_of_lost_parents(source, table.lost_parent)
        yield from table.parts(source)


def _database() -> sqlite3.Connection:
    # Whoever asks for the next part may be another thread than the one that asked for the first.
    return sqlite3.connect("", check_same_thread=False)


class _Table:
    """All rows to read, or `every` row, by their places from 1 upwards."""

    def __init__(self, store: sqlite3.Connection, drafts: Iterable[Draft], *, every: bool) -> None:
        self._store = store
        self._every = every
        self._ends = [0]  # of each part, its last place; before them, where the first begins
        self.counts = dict.fromkeys(REASONS, 0)  # of what is left out
        self._left_out = array("q")  # rows, counted from 1
        store.executescript(_SCHEMA)
        store.executemany(_INSERT, self._rows(drafts))
        store.executescript(_INDICES)
        store.create_function("spelled_otherwise", 2, spelled_otherwise, deterministic=True)
        (self.used_twice,) = store.execute(_USED_TWICE).fetchone()
        (self._has_ids,) = store.execute(_HAS_IDS).fetchone()
        self._above = self._places_of_parents()
        self._in_circle = closing_a_circle(self._above)
        parent = None if any(self._above) else store.execute(_A_PARENT).fetchone()
        self.lost_parent: str | None = parent and parent[0]  # one of them, where all are

    def parts(self, source: str) -> Iterator[Discussion]:
        """Yield the parts, each read when it is asked for."""
        from sentiment.campaigns import Campaigns

        last = len(self._ends) - 1
        duplicates = _Duplicates(self._store)
        campaigns = Campaigns()
        places = enumerate(self._comments(), start=1)
        for number, (before, end) in enumerate(pairwise(self._ends), start=1):
            found = dict(islice(places, end - before))
            comments = tuple(found.values())
            duplicates.name(found)
            if self._ends[-1] >= FEWEST_WITH_CAMPAIGNS:
                campaigns.add([comment for comment in comments if not comment.is_host])
            part = Part(
                number=number,
                of=last,
                comments=self._ends[-1],
                repetitions=Repetitions(
                    duplicates=duplicates.groups(), campaigns=campaigns.groups()
                )
                if number == last
                else None,
            )
            yield Discussion(
                source=source,
                article=Article(text=""),
                comments=comments,
                left_out=len(self._left_out) if number == last else 0,
                part=part if last > 1 else None,
                elsewhere=self._elsewhere(found),
            )

    def _rows(self, drafts: Iterable[Draft]) -> Iterator[tuple[str | int | bytes | None, ...]]:
        rows = enumerate(drafts, start=1)
        kept = (item for item in rows if self._every or self._is_to_read(item[1], item[0]))
        places = count(1)
        while part := list(limited(kept, lambda item: length(item[1]))):
            for (row, draft), place in zip(part, places, strict=False):
                start, end = (draft.span.start, draft.span.end) if draft.span else (None, None)
                digest = blake2b(draft.text.encode(), digest_size=16).digest()
                head = (place, draft.id, draft.text, draft.parent, draft.author, draft.date)
                inside = draft.inside
                number, answers = (inside.number, inside.answers) if inside else (None, None)
                tail = (number, answers, name_inside(draft), row, draft.is_host)
                yield (*head, draft.target, start, end, digest, *tail)
            self._ends.append(self._ends[-1] + len(part))
        if self._ends == [0]:
            self._ends.append(0)  # a table without comments is a discussion, too

    def _is_to_read(self, draft: Draft, row: int) -> bool:
        why = why_left_out(draft.text, is_public=draft.is_public)
        if why:
            self.counts[why] += 1
            self._left_out.append(row)
        return why is None

    def _places_of_parents(self) -> array[int]:
        """Return the place of the comment that each one answers, or 0; the first entry is none's.

        A number that is given here means nothing to the file, unless it has no ids at all.
        """
        last = self._ends[-1]
        above = array("i", [0]) * (last + 1)
        for place, owner, parent in self._store.execute(_PARENTS):
            if self._has_ids:
                above[place] = owner or 0
            else:
                rows = last + len(self._left_out)
                above[place] = place_of_row(parent, self._left_out, rows)
        return above

    def _comments(self) -> Iterator[Comment]:
        rows, again = tee(self._store.execute(_ROWS))
        (last,) = self._store.execute(_LAST_ROW).fetchone()
        ids = numbered(((row[-1], row[0]) for row in again), last or 0, self._is_stated)
        insides: dict[int, str] = {}  # ids of those that stand inside each other, by place
        for place, (row, id_) in enumerate(zip(rows, ids, strict=True), start=1):
            _, text, parent, author, date, target, start, end, is_host, number, answers, _ = row
            above = self._above[place]
            if answers is not None:
                parent = insides.get(above)
            elif not self._has_ids:
                parent = parent and as_whole(parent)  # the number of a row
            if number is not None:
                insides = insides if answers is not None else {}
                insides[place] = id_
            yield Comment(
                id=id_,
                text=text,
                parent=parent if above and place not in self._in_circle else None,
                author=seen_name(author),
                date=iso_or_printed(date),
                target=target,
                span=None if start is None else Span(start=start, end=end),
                is_host=bool(is_host),
            )

    def _is_stated(self, id_: str) -> bool:
        return self._store.execute(_IS_STATED, (id_,)).fetchone() is not None

    def _elsewhere(self, part: Mapping[int, Comment]) -> dict[str, str]:
        """Return the beginnings of the comments that a part answers and does not hold."""
        answered = {
            comment.parent: self._above[place]
            for place, comment in part.items()
            if comment.parent is not None and self._above[place] not in part
        }
        return {
            id_: as_seen(self._store.execute(_TEXT, (place,)).fetchone()[0])[:_BEGINNING]
            for id_, place in answered.items()
        }


class _Duplicates:
    """Groups of comments with one text, named by the id of their first."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self._counts = store.execute(_COUNT_OF_GROUPS).fetchone()
        self._largest: dict[int, int] = dict(store.execute(_LARGEST_GROUPS, (LARGEST,)))
        self._ids: dict[int, str] = {}

    def name(self, comments: Mapping[int, Comment]) -> None:
        """Take the comments of a part by place, whose ids are known only now."""
        named = self._largest.keys() & comments.keys()
        self._ids.update((place, comments[place].id) for place in named)

    def groups(self) -> Groups:
        """Return the groups, once all comments are named."""
        groups, comments = self._counts
        largest = tuple(
            Group(first=self._ids[place], comments=size) for place, size in self._largest.items()
        )
        return Groups(groups=groups, comments=comments, largest=largest)


@contextmanager
def _explaining(source: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise InputError(
            f"no room on disk for so large a table ({error})",
            where=source,
            remedy="name a folder with more room in the environment variable TMPDIR",
        ) from error
