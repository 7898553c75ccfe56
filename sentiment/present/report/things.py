"""Things that readers are for or against, numbered, so that a page can be filtered by them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sentiment.opinion import Opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A target that was asked for, or something that comments mention.

    `against` and `favor` count mentions alone.
    """

    number: int
    name: str
    is_target: bool
    against: int
    favor: int


def things(opinions: Sequence[Opinion]) -> Mapping[str, Thing]:
    """Return all things by their names without case: targets, then mentions, most frequent first.

    Of spellings that differ in case alone, the first is kept.
    """
    asked: Counter[str] = Counter()
    mentioned: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    for opinion in opinions:
        for stance in opinion.stances:
            asked[stance.target.casefold()] += 1
            names.setdefault(stance.target.casefold(), stance.target)
    for opinion in opinions:
        for mention in opinion.mentions:
            mentioned[mention.target.casefold(), mention.label] += 1
            names.setdefault(mention.target.casefold(), mention.target)
    total = Counter({key: mentioned[key, "against"] + mentioned[key, "favor"] for key in names})
    order = [key for key, _ in asked.most_common()]
    order += [key for key, _ in total.most_common() if key not in asked]
    return {
        key: Thing(
            number=number,
            name=names[key],
            is_target=key in asked,
            against=mentioned[key, "against"],
            favor=mentioned[key, "favor"],
        )
        for number, key in enumerate(order)
    }
