"""How many comments say what: the figures under a discussion."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from sentiment.language.thing_names import by_use, spellings_of, thing_key
from sentiment.opinion import UNSURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sentiment.opinion import Opinion
    from sentiment.pipeline import Analysis


def count_labels(
    found: Iterable[str] | Mapping[str, int], labels: Sequence[str], *, unsure: bool
) -> dict[str, int]:
    """Count each of `labels`, in their order, and `unsure` after them where that is asked for.

    Parameters
    ----------
    found : iterable of str, or mapping
        The label of each comment, or how many comments have each.
    """
    counts = Counter(found)
    return {label: counts[label] for label in (*labels, *((UNSURE,) if unsure else ()))}


def opinions_of_readers(analysis: Analysis) -> tuple[Opinion, ...]:
    """Return the opinions that are counted: all but those of the house."""
    pairs = zip(analysis.discussion.comments, analysis.opinions, strict=True)
    return tuple(opinion for comment, opinion in pairs if not comment.is_host)


def counted(count: int, noun: str) -> str:
    """Return a number and an English noun that fits it: 1 label, 2 labels."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def rank_mentions(
    opinions: Iterable[Opinion], label: str, *, without: Iterable[str] = ()
) -> list[tuple[str, int]]:
    """Return what is mentioned with `label`, and in how many comments, most often first.

    The forms of a name are one thing, under its usual spelling.

    Parameters
    ----------
    opinions : iterable of Opinion
        Of all comments.
    label : str
        `favor` or `against`.
    without : iterable of str
        Targets that are counted elsewhere.
    """
    left_out = set(map(thing_key, without))
    named = [
        [mention.target for mention in opinion.mentions if mention.label == label]
        for opinion in opinions
    ]
    spellings = spellings_of(chain.from_iterable(named))
    counts = Counter(key for own in named for key in dict.fromkeys(map(thing_key, own)))
    return [
        (by_use(spellings[key])[0], count)
        for key, count in counts.most_common()
        if key not in left_out
    ]
