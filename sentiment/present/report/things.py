"""Things that readers are for or against, numbered, so that a page can be filtered by them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.language.thing_names import by_use, spellings_of, thing_key
from sentiment.opinion import SIDES

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Things:
    """All things: targets, then mentions, most frequent first.

    `targets` are by their names without case, `mentioned` by their `thing_key`.
    """

    all: tuple[Thing, ...]
    targets: Mapping[str, Thing]
    mentioned: Mapping[str, Thing]

    def of_target(self, name: str) -> Thing:
        """Return the target of this name."""
        return self.targets[name.casefold()]

    def of_mention(self, name: str) -> Thing:
        """Return what a mention names, which may be a target."""
        return self.mentioned[thing_key(name)]


def things(opinions: Sequence[Opinion], by_readers: Sequence[Opinion]) -> Things:
    """Return all things; what is only mentioned goes by its usual spelling.

    `opinions` are all that a page shows, of which those `by_readers` are counted.
    """
    asked = Counter(stance.target for opinion in opinions for stance in opinion.stances)
    names: dict[str, str] = {}
    for name, _ in asked.most_common():
        names.setdefault(name.casefold(), name)
    sides: Counter[tuple[str, str]] = Counter()
    for opinion in by_readers:
        sides.update({(thing_key(own.target), own.label) for own in opinion.mentions})
    spellings = spellings_of(own.target for opinion in opinions for own in opinion.mentions)
    # Of targets that are forms of one name, the most frequent one is what a mention names.
    first = {thing_key(name): name for name in reversed(names.values())}
    others = [key for key in spellings if key not in first]
    others.sort(key=lambda key: -sum(sides[key, side] for side in SIDES))
    keys = {name: thing_key(name) for name in names.values()}
    listed = [
        *((name, keys[name] if first[keys[name]] == name else None, True) for name in keys),
        *((by_use(spellings[key])[0], key, False) for key in others),
    ]
    found = [
        Thing(
            number=number,
            name=name,
            is_target=is_target,
            against=sides[key, "against"] if key else 0,
            favor=sides[key, "favor"] if key else 0,
        )
        for number, (name, key, is_target) in enumerate(listed)
    ]
    return Things(
        all=tuple(found),
        targets={thing.name.casefold(): thing for thing in found if thing.is_target},
        mentioned={
            key: thing for thing, (_, key, _) in zip(found, listed, strict=True) if key is not None
        },
    )
