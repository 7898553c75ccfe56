"""How many comments say what, added up as they go by."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self, TypeVar

from sentiment.certainty import kind_of, kinds
from sentiment.language.thing_names import by_use, spellings_of, thing_key
from sentiment.opinion import SENTIMENT_LABELS, STANCE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sentiment.discussion import Comment
    from sentiment.opinion import Opinion

_MOST_DAYS = 10_000
_MOST_THINGS = 2000
_MOST_SPELLINGS = 20  # of a thing
_KEPT = 0.5  # of those that there is no more room for
_Group = TypeVar("_Group")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How many answers there are of each kind, see `certainty`, among `comments`.

    The stance is that toward the first target; a comment without a target has none.
    """

    comments: int = 0
    sentiment: tuple[int, ...] = (0,) * kinds(SENTIMENT_LABELS)
    stance: tuple[int, ...] = (0,) * kinds(STANCE_LABELS)

    def plus(self, moods: Counter[int], stances: Counter[int]) -> Answers:
        """Return these answers and as many more of each kind; each comment has one mood."""
        return Answers(
            comments=self.comments + moods.total(),
            sentiment=tuple(count + moods[kind] for kind, count in enumerate(self.sentiment)),
            stance=tuple(count + stances[kind] for kind, count in enumerate(self.stance)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """What some comments take a side on, how often under which name, and their answers."""

    spellings: Mapping[str, int]
    answers: Answers

    @property
    def name(self) -> str:
        """The usual one of its spellings."""
        return by_use(self.spellings)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toward:
    """The stances toward a target by their label, and the answers of the comments that have one.

    Of `first` comments it is the first target, or the only one.
    """

    stance: Mapping[str, int]
    answers: Answers
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many comments there are, and how many have each mood and each stance by its label.

    The stance is that toward the first target; a comment without a target has none. `answers` are
    the same by their kinds. `by_day` has those of the comments with a certain date, by the day in
    ISO 8601; `by_thing` those of the comments that mention a thing, by its `thing_key`;
    `by_target` all stances toward each target. Of more than 2000 things or targets, or 10,000 days,
    the 1000, or 5000, with the most comments are kept; one that comes back is counted anew.

    Comments of the house count in `by_host` alone.
    """

    comments: int = 0
    by_host: int = 0
    sentiment: Mapping[str, int] = field(default_factory=dict)
    stance: Mapping[str, int] = field(default_factory=dict)
    answers: Answers = Answers()
    by_day: Mapping[str, Answers] = field(default_factory=dict)
    by_thing: Mapping[str, Mentioned] = field(default_factory=dict)
    by_target: Mapping[str, Toward] = field(default_factory=dict)

    @property
    def has_one_target(self) -> bool:
        """Whether `stance` is toward one target, be it for those comments alone that have any."""
        return sum(own.first > 0 for own in self.by_target.values()) == 1

    def plus(self, comments: Iterable[Comment], opinions: Iterable[Opinion]) -> Tally:
        """Return this tally with more comments in it."""
        moods, stances = Counter(self.sentiment), Counter(self.stance)
        count, by_host = self.comments, self.by_host
        every, days, things = _Kinds(), dict[str, _Kinds](), dict[str, _Kinds]()
        named: list[str] = []
        targets, firsts = dict[str, _Kinds](), Counter[str]()
        labels: dict[str, Counter[str]] = {}
        for comment, opinion in zip(comments, opinions, strict=True):
            if comment.is_host:
                by_host += 1
                continue
            count += 1
            moods[opinion.sentiment.label] += 1
            stances.update(stance.label for stance in opinion.stances[:1])
            groups = [every]
            if day := day_of(comment.date):
                groups.append(days.setdefault(day, _Kinds()))
            own = [mention.target for mention in opinion.mentions]
            named += own
            keys = set(map(thing_key, own))
            groups += [things.setdefault(key, _Kinds()) for key in keys]
            mood = kind_of(opinion.sentiment.probabilities, SENTIMENT_LABELS)
            sides = [kind_of(stance.probabilities, STANCE_LABELS) for stance in opinion.stances]
            for group in groups:
                group.moods[mood] += 1
                group.stances.update(sides[:1])
            firsts.update(stance.target for stance in opinion.stances[:1])
            for stance, side in zip(opinion.stances, sides, strict=True):
                toward = targets.setdefault(stance.target, _Kinds())
                toward.moods[mood] += 1
                toward.stances[side] += 1
                labels.setdefault(stance.target, Counter())[stance.label] += 1
        by_day = dict(self.by_day)
        for day, found in days.items():
            by_day[day] = found.added_to(by_day.get(day, Answers()))
        by_thing = dict(self.by_thing)
        for key, written in spellings_of(named).items():
            known = by_thing.get(key, Mentioned(spellings={}, answers=Answers()))
            by_thing[key] = Mentioned(
                spellings=_usual(Counter(known.spellings) + written),
                answers=things[key].added_to(known.answers),
            )
        by_target = dict(self.by_target)
        for target, found in targets.items():
            before = by_target.get(target, Toward(stance={}, answers=Answers(), first=0))
            by_target[target] = Toward(
                stance=Counter(before.stance) + labels[target],
                answers=found.added_to(before.answers),
                first=before.first + firsts[target],
            )
        return Tally(
            comments=count,
            by_host=by_host,
            sentiment=moods,
            stance=stances,
            answers=every.added_to(self.answers),
            by_day=_most(by_day, {day: own.comments for day, own in by_day.items()}, _MOST_DAYS),
            by_thing=_most(
                by_thing, {key: own.answers.comments for key, own in by_thing.items()}, _MOST_THINGS
            ),
            by_target=_most(
                by_target,
                {key: own.answers.comments for key, own in by_target.items()},
                _MOST_THINGS,
            ),
        )

    def as_json(self) -> dict[str, Any]:
        """Return what `from_json` needs."""
        return {
            "comments": self.comments,
            "by_host": self.by_host,
            "sentiment": dict(self.sentiment),
            "stance": dict(self.stance),
            "answers": _listed(self.answers),
            "by_day": {day: _listed(own) for day, own in self.by_day.items()},
            "by_thing": {
                key: [dict(own.spellings), _listed(own.answers)]
                for key, own in self.by_thing.items()
            },
            "by_target": {
                target: [dict(own.stance), _listed(own.answers), own.first]
                for target, own in self.by_target.items()
            },
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Self:
        """Return the tally whose `as_json` this is."""
        return cls(
            comments=record["comments"],
            by_host=record["by_host"],
            sentiment=record["sentiment"],
            stance=record["stance"],
            answers=_answers(record["answers"]),
            by_day={day: _answers(own) for day, own in record["by_day"].items()},
            by_thing={
                key: Mentioned(spellings=spellings, answers=_answers(own))
                for key, (spellings, own) in record["by_thing"].items()
            },
            by_target={
                target: Toward(stance=stance, answers=_answers(own), first=first)
                for target, (stance, own, first) in record["by_target"].items()
            },
        )


@lru_cache(maxsize=1000)
def day_of(written: str | None) -> str | None:
    """Return the day of a date in ISO 8601; None where there is no certain one."""
    found = _DAY.fullmatch(written or "")
    try:
        return str(date.fromisoformat(found[1])) if found else None
    except ValueError:  # the 31st of February
        return None


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The answers of a group while they are counted."""

    moods: Counter[int] = field(default_factory=Counter)
    stances: Counter[int] = field(default_factory=Counter)

    def added_to(self, answers: Answers) -> Answers:
        return answers.plus(self.moods, self.stances)


def _most(groups: dict[str, _Group], comments: Mapping[str, int], most: int) -> dict[str, _Group]:
    """Return the groups; of more than `most`, half as many, those with the most comments."""
    if len(groups) <= most:
        return groups
    kept = sorted(groups, key=lambda name: -comments[name])[: int(most * _KEPT)]
    return {name: groups[name] for name in kept}


def _usual(spellings: Mapping[str, int]) -> Mapping[str, int]:
    return {name: spellings[name] for name in by_use(spellings)[:_MOST_SPELLINGS]}


def _listed(answers: Answers) -> list[Any]:
    return [answers.comments, answers.sentiment, answers.stance]


def _answers(listed: list[Any]) -> Answers:
    comments, moods, stances = listed
    return Answers(comments=comments, sentiment=tuple(moods), stance=tuple(stances))
