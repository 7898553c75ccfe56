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
    from sentiment.present.counting import NamedThing


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedThing:
    """A target that was asked for, or something that comments mention.

    `against` and `favor` are how many readers mention it on that side; `is_shared` tells whether
    several take one side on it, and it is not the article itself.
    """

    number: int
    name: str
    is_target: bool
    against: int
    favor: int
    is_shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Things:
    """All things: targets, then mentions, most frequent first.

    `targets` are by their names without case, `mentioned` by their `thing_key`.
    """

    all: tuple[NumberedThing, ...]
    targets: Mapping[str, NumberedThing]
    mentioned: Mapping[str, NumberedThing]

    def of_target(self, name: str) -> NumberedThing:
        """Return the target of this name."""
        return self.targets[name.casefold()]

    def of_mention(self, name: str) -> NumberedThing:
        """Return what a mention names, which may be a target."""
        return self.mentioned[thing_key(name)]


def things(opinions: Sequence[Opinion], named: Mapping[str, NamedThing]) -> Things:
    """Return all things; what is only mentioned goes by its usual spelling.

    `opinions` are all that a page shows, `named` are the things whose readers are counted.
    """
    asked = Counter(stance.target for opinion in opinions for stance in opinion.stances)
    names: dict[str, str] = {}
    for name, _ in asked.most_common():
        names.setdefault(name.casefold(), name)
    spellings = spellings_of(own.target for opinion in opinions for own in opinion.mentions)
    # Of targets that are forms of one name, the most frequent one is what a mention names.
    first = {thing_key(name): name for name in reversed(names.values())}
    others = [key for key in spellings if key not in first]
    others.sort(key=lambda key: -sum(map(named[key].readers, SIDES)) if key in named else 0)
    keys = {name: thing_key(name) for name in names.values()}
    listed = [
        *((name, keys[name] if first[keys[name]] == name else None, True) for name in keys),
        *((by_use(spellings[key])[0], key, False) for key in others),
    ]
    found = [
        _thing(number, name, named.get(key or ""), is_target=is_target)
        for number, (name, key, is_target) in enumerate(listed)
    ]
    return Things(
        all=tuple(found),
        targets={thing.name.casefold(): thing for thing in found if thing.is_target},
        mentioned={
            key: thing for thing, (_, key, _) in zip(found, listed, strict=True) if key is not None
        },
    )


def _thing(number: int, name: str, named: NamedThing | None, *, is_target: bool) -> NumberedThing:
    return NumberedThing(
        number=number,
        name=name,
        is_target=is_target,
        against=named.readers("against") if named else 0,
        favor=named.readers("favor") if named else 0,
        is_shared=named is not None and named.is_shared and not named.is_article,
    )
