"""Which comment each comment of a plain text answers, as far as that is said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

from sentiment.separation.addressed import addressed, may_address, parts_of, short_names
from sentiment.separation.metadata import name_key, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sentiment.separation.metadata import Signature

_LONGEST_LINE = 120  # that may say who is quoted
_LONGEST_CHAIN = 1000  # of answers; nobody closes a longer circle
_SEVERAL = 2  # others, or answers: one may be to what was deleted
_MANY = 3  # others, whom hardly anybody answers but who wrote the article
_LOOKED_AT = 20  # comments of a host


def parents(
    signed: Sequence[Signature],
    texts: Sequence[str],
    said: Sequence[int | None],
    writers: Collection[str] = (),
) -> list[str | None]:
    """Return the id of each comment's parent, None where nothing says one that is on the page.

    Ids count from 1. Furniture says it best, with a name or a number such as "#1.2", then what is
    said without names; else a text may begin with the name of whom it answers.

    Parameters
    ----------
    said : sequence of int or None
        The place of whom each answers, as `said_answers` finds it.
    writers : collection of str
        Who wrote the article, as `name_key` returns it. Who addresses them does not answer a
        comment of theirs, but where that is itself an answer to the same reader.
    """
    page = _Page.of(signed, texts, writers)
    found: list[int | None] = []
    last: int | None = None  # that is no answer to nobody; where the first is one, all are
    for at, own in enumerate(signed):
        whom = page.whom[at]
        by_name = None if whom is None else page.nearest(at, whom, found)
        in_order = (by_name, said[at]) if whom and whom.is_in_head else (said[at], by_name)
        marked = last if own.is_answer and not signed[0].is_answer else None
        may_be = (page.by_number.get(_number_above(own)), *in_order, marked)
        found.append(next((parent for parent in may_be if parent is not None), None))
        last = last if own.is_answer else at
    for at, parent in enumerate(found):
        if parent is not None and parent > at and at in _above(found, parent):
            found[at] = None  # two who answer each other: the first one began
    return [None if parent is None else str(parent + 1) for parent in found]


class _Whom(NamedTuple):
    """The places of comments by the author whom a comment answers, and how that is said."""

    places: Sequence[int]
    is_in_head: bool
    is_sure: bool
    called: str | None = None  # as the text begins


@dataclass(frozen=True, slots=True)
class _Page:
    """Where comments stand, by their numbers and by the names of their authors."""

    signed: Sequence[Signature]
    by_number: Mapping[str | None, int]
    by_name: Mapping[str, Sequence[int]]  # also by short names that are only one author's
    whom: Sequence[_Whom | None]
    hosts: Collection[int]  # the first places of who wrote the article
    hosts_or_so: Collection[int]  # and of who answers three others or more
    is_newest_first: bool

    @classmethod
    def of(
        cls, signed: Sequence[Signature], texts: Sequence[str], writers: Collection[str]
    ) -> Self:
        by_name = _by_name(signed, writers)
        parts = parts_of(by_name)
        whom = [_whom(own, text, by_name, parts) for own, text in zip(signed, texts, strict=True)]
        # Of comments by one author, some may stand on either side.
        sides = [
            (one.places[0] > at) - (one.places[-1] < at)
            for at, one in enumerate(whom)
            if one is not None and one.is_sure
        ]
        is_newest_first = sum(sides) >= _SEVERAL
        hosts = {by_name[name][0] for name in writers if name in by_name}
        if not is_newest_first:
            hosts |= _greeted_before_they_wrote(signed, whom, by_name)
        by_number: dict[str | None, int] = {
            own.number: at for at, own in enumerate(signed) if own.number
        }
        hosts_or_so = hosts | _answer_many(signed, whom, by_name)
        return cls(signed, by_number, by_name, whom, hosts, hosts_or_so, is_newest_first)

    def nearest(self, at: int, whom: _Whom, found: Sequence[int | None]) -> int | None:
        """Return the comment above by whom one answers, or the one below; `found` are parents."""
        before, behind = bisect_left(whom.places, at), bisect_right(whom.places, at)
        hosts = self.hosts if whom.is_sure else self.hosts_or_so
        if whom.places[0] in hosts and not whom.is_in_head:
            earlier = reversed(whom.places[max(0, before - _LOOKED_AT) : before])
            return next((place for place in earlier if self._is_by(found[place], at)), None)
        if at and whom.called and whom.called in short_names(self.signed[at - 1].author or ""):
            return at - 1  # "Liebe Eva" below "Eva H.", though another one is called "Eva"
        above = whom.places[before - 1] if before else None
        below = whom.places[behind] if behind < len(whom.places) else None
        if self.is_newest_first and below is not None:
            return below
        return below if above is None and whom.is_sure else above

    def _is_by(self, place: int | None, at: int) -> bool:
        """Tell whether a comment has the same author as the one at `at`."""
        if place is None:
            return False
        return _of(self.signed[place], self.by_name)[:1] == _of(self.signed[at], self.by_name)[:1]


def _by_name(signed: Sequence[Signature], writers: Collection[str]) -> dict[str, list[int]]:
    """Return the places of comments by their authors, and by what only one of all is called.

    "Liebe Eva" may be said to who wrote the article, too.
    """
    by_name: dict[str, list[int]] = defaultdict(list)
    printed = {}
    for at, own in enumerate(signed):
        if own.author:
            by_name[name_key(own.author)].append(at)
            printed[name_key(own.author)] = own.author
    names_of: dict[str, list[str]] = defaultdict(list)
    for name, author in printed.items():
        for short in short_names(author):
            names_of[short].append(name)
    for name in set(writers) - by_name.keys():
        for short in name.split():
            names_of[short].append(name)
    for short, names in names_of.items():
        if len(names) == 1 and short not in by_name and names[0] in by_name:
            by_name[short] = by_name[names[0]]
    return dict(by_name)


def _of(own: Signature, by_name: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """Return the places of comments by the same author."""
    return by_name.get(name_key(own.author), ()) if own.author else ()


def _whom(
    own: Signature, text: str, by_name: Mapping[str, Sequence[int]], parts: Collection[str]
) -> _Whom | None:
    """Return whom a comment answers, by its head, by whom it quotes first, or by how it begins.

    `parts` are those of all names.
    """
    others = _of(own, by_name)

    def is_known(name: str) -> bool:
        return name in by_name and by_name[name] is not others

    if own.answered and name_key(own.answered) in by_name:
        is_handle = own.answered.startswith("@")
        return _Whom(by_name[name_key(own.answered)], not is_handle, is_sure=True)
    first = quoted(text[:_LONGEST_LINE].partition("\n")[0].strip())
    if first and is_known(name_key(first)):
        return _Whom(by_name[name_key(first)], is_in_head=False, is_sure=True)
    found = addressed(text, is_known) if may_address(text, parts) else None
    if found is None:
        return None
    places = by_name[found.name]
    return _Whom(places, is_in_head=False, is_sure=found.is_sure, called=found.name)


def _greeted_before_they_wrote(
    signed: Sequence[Signature],
    whom: Sequence[_Whom | None],
    by_name: Mapping[str, Sequence[int]],
) -> set[int]:
    """Return the first places of whom several addressed before, and who then answered one of them.

    The first readers write to who wrote the article, which then says something below. One alone may
    have answered a comment that was deleted.
    """
    hosts = set()
    greeting: dict[int, set[int]] = defaultdict(set)
    for at, (own, one) in enumerate(zip(signed, whom, strict=True)):
        mine = _of(own, by_name)
        if one is None or not mine:
            continue
        if one.places[0] > at:
            greeting[one.places[0]].add(mine[0])
        if mine[0] == at and one.places[0] in greeting[at] and len(greeting[at]) >= _SEVERAL:
            hosts.add(at)
    return hosts


def _answer_many(
    signed: Sequence[Signature],
    whom: Sequence[_Whom | None],
    by_name: Mapping[str, Sequence[int]],
) -> set[int]:
    """Return the first places of who answers several others."""
    answered: dict[int, set[int]] = defaultdict(set)
    for own, one in zip(signed, whom, strict=True):
        if one is not None and (mine := _of(own, by_name)):
            answered[mine[0]].add(one.places[0])
    return {first for first, others in answered.items() if len(others) >= _MANY}


def _number_above(own: Signature) -> str | None:
    """Return the number of the comment that "#1.2" answers, or that stands in place of a name."""
    if own.answered and own.answered.startswith("#"):
        return own.answered
    return own.number.rpartition(".")[0] if own.number else None


def _above(found: Sequence[int | None], at: int | None) -> set[int]:
    """Return the places of a comment and of all that it answers in turn."""
    chain: set[int] = set()
    while at is not None and at not in chain and len(chain) < _LONGEST_CHAIN:
        chain.add(at)
        at = found[at]
    return chain
