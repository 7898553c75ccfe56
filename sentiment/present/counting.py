"""How many comments say what: the figures under a discussion."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sentiment.opinion import UNSURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sentiment.opinion import Mention


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


def counted(count: int, noun: str) -> str:
    """Return a number and an English noun that fits it: 1 label, 2 labels."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def rank_mentions(
    mentions: Iterable[Mention], label: str, *, without: Iterable[str] = ()
) -> list[tuple[str, int]]:
    """Return what is mentioned with `label`, most often first.

    Spellings that differ in case alone are one thing, under the spelling that came first.

    Parameters
    ----------
    mentions : iterable of Mention
        Of all comments.
    label : str
        `favor` or `against`.
    without : iterable of str
        Targets that are counted elsewhere.
    """
    left_out = {target.casefold() for target in without}
    spelling: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for mention in mentions:
        key = mention.target.casefold()
        if mention.label == label and key not in left_out:
            spelling.setdefault(key, mention.target)
            counts[key] += 1
    return [(spelling[key], count) for key, count in counts.most_common()]
