"""How many comments say what: the figures under a discussion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.language.thing_names import by_use, spellings_of, thing_key
from sentiment.opinion import SIDES, UNSURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sentiment.opinion import Mention, Opinion
    from sentiment.pipeline import Analysis

MOST_NAMED = 5
"""Of targets, and of things that several readers take a side on, so many head a discussion."""

_FEWEST_READERS = 2  # that make a side theirs

# What thanks to an author name: the article itself. Not "Bild" and "Post", which are newspapers
# and firms, too.
_ARTICLE = frozenset(
    map(
        thing_key,
        (
            "Artikel Beitrag Blogbeitrag Blogartikel Bericht Analyse Beobachtung Recherche Foto "
            "Worte Rezept Blog Kommentar Posting Text Reportage Kolumne Zeilen"
        ).split(),
    )
)


def count_labels(
    found: Mapping[str, int], labels: Sequence[str], *, unsure: bool
) -> dict[str, int]:
    """Return the counts of `labels`, in their order, and of `unsure` where that is asked for."""
    return {label: found.get(label, 0) for label in (*labels, *((UNSURE,) if unsure else ()))}


def opinions_of_readers(analysis: Analysis) -> tuple[Opinion, ...]:
    """Return the opinions that are counted: all but those of the house."""
    pairs = zip(analysis.discussion.comments, analysis.opinions, strict=True)
    return tuple(opinion for comment, opinion in pairs if not comment.is_host)


def counted(count: int, noun: str) -> str:
    """Return a number and an English noun that fits it: 1 label, 2 labels."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedThing:
    """What readers mention, under its usual spelling.

    `against` and `favor` are the readers who take that side, however often they do, and
    `certainty` is the highest with which anybody does. `is_instead` tells whether one of them takes
    it in place of the subject; `is_article` whether it means what the comments are about.
    """

    name: str
    against: frozenset[str]
    favor: frozenset[str]
    certainty: float
    is_instead: bool
    is_article: bool

    def readers(self, side: str) -> int:
        """Return how many take a side."""
        return len(self.against if side == SIDES[0] else self.favor)

    @property
    def is_shared(self) -> bool:
        """Whether several readers take one side on it: what only one mentions is often misread."""
        return max(map(self.readers, SIDES)) >= _FEWEST_READERS


def named_things(analysis: Analysis) -> dict[str, NamedThing]:
    """Return what the readers of a discussion mention, by its `thing_key`.

    Who wrote several comments is one reader; without names, each comment is by another one.
    """
    mentions: dict[str, list[tuple[str, Mention]]] = {}
    instead: set[str] = set()
    for comment, opinion in zip(analysis.discussion.comments, analysis.opinions, strict=True):
        if not comment.is_host:
            reader = f"by {comment.author.casefold()}" if comment.author else comment.id
            labels = [stance.label for stance in opinion.stances]
            is_beside = not labels or "favor" in labels  # in place of nothing
            for mention in opinion.mentions:
                key = thing_key(mention.target)
                mentions.setdefault(key, []).append((reader, mention))
                if mention.is_instead and not is_beside:
                    instead.add(key)
    spellings = spellings_of(own.target for found in mentions.values() for _, own in found)
    return {
        key: NamedThing(
            name=by_use(spellings[key])[0],
            against=frozenset(reader for reader, own in found if own.label == "against"),
            favor=frozenset(reader for reader, own in found if own.label == "favor"),
            certainty=max(own.certainty for _, own in found),
            is_instead=key in instead,
            is_article=key in _ARTICLE,
        )
        for key, found in mentions.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedThings:
    """What readers mention, most of them first: what several favor or oppose, and all else.

    `single` begins with what is taken in place of something else, and with what is surest.
    `article` are how many readers are against and for what the comments are about.
    """

    favored: tuple[NamedThing, ...]
    opposed: tuple[NamedThing, ...]
    single: tuple[NamedThing, ...]
    article: tuple[int, int]


def rank_things(named: Mapping[str, NamedThing], *, without: Iterable[str]) -> RankedThings:
    """Return what readers mention, but for the targets that are counted elsewhere."""
    left_out = set(map(thing_key, without))
    others = [own for key, own in named.items() if key not in left_out]
    article = [own for own in others if own.is_article]
    things = [own for own in others if not own.is_article]
    against, favor = SIDES
    return RankedThings(
        favored=_shared(things, favor),
        opposed=_shared(things, against),
        single=tuple(
            sorted(
                (own for own in things if not own.is_shared),
                key=lambda own: (not own.is_instead, -own.certainty),
            )
        ),
        article=(
            len(frozenset().union(*(own.against for own in article))),
            len(frozenset().union(*(own.favor for own in article))),
        ),
    )


def _shared(things: Sequence[NamedThing], side: str) -> tuple[NamedThing, ...]:
    """Return those on which several readers take a side, most of them first."""
    shared = (own for own in things if own.readers(side) >= _FEWEST_READERS)
    return tuple(sorted(shared, key=lambda own: -own.readers(side)))
