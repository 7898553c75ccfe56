"""Things that readers are for or against, numbered, so that a page can be filtered by them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.language.names import thing_key, usual_spelling

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
    """Return all things by their `thing_key`: targets, then mentions, most frequent first.

    A target goes by its own name, what is only mentioned by its usual spelling.
    """
    asked: Counter[str] = Counter()
    mentioned: Counter[tuple[str, str]] = Counter()
    targets: dict[str, str] = {}
    spellings: dict[str, Counter[str]] = {}
    for opinion in opinions:
        for stance in opinion.stances:
            asked[thing_key(stance.target)] += 1
            targets.setdefault(thing_key(stance.target), stance.target)
        for mention in opinion.mentions:
            spellings.setdefault(thing_key(mention.target), Counter())[mention.target] += 1
        mentioned.update({(thing_key(own.target), own.label) for own in opinion.mentions})
    names = {key: usual_spelling(found) for key, found in spellings.items()} | targets
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
