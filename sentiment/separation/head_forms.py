"""Heads whose form a page repeats: "Eva Kern 3 Wochen", "Eva — Heute um 18:02", "[08:15] Eva".

An article tells times and durations beside capitalised words, too. So such lines are heads where a
page has several with different names, right below a heading for comments, or where names are more
than nouns and texts sound like readers, and no article goes on below. Name and date become lines of
their own, as on other pages.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sentiment.separation.full_names import is_full_name
from sentiment.separation.heads_of_article import article_goes_on, dated_heads
from sentiment.separation.metadata import is_date, is_name
from sentiment.separation.printed_dates import is_clock, may_hold_date
from sentiment.separation.printed_signs import without_icons
from sentiment.separation.site_lines import is_of_site
from sentiment.separation.words_of_sites import BADGE, CHANGED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sentiment.separation.line_model import LineModel
    from sentiment.separation.lines import Line

_LONGEST = 80
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?(?:uhr|[ap]m))?"
_DURATION = r"\d{1,3}\s?[^\W\d_]{1,8}\.?"
_CHANGED = rf"(?:\s(?:{'|'.join(CHANGED)}|angepinnt|pinned))?"
_NAME_THEN_DATE = re.compile(
    r"(?P<name>\S.*?)(?:\s*[—·]\s*(?P<any>.{3,30})"
    rf"|(?:\s*[,|]\s*|\s+[–-]\s+|\s+[(\[]?)(?P<when>(?:(?:heute|gestern|vorgestern),?\s(?:um\s)?)?"
    rf"{_CLOCK}|{_DURATION}|vor\s[^()\[\]]{{3,20}})[)\]]?){_CHANGED}",
    re.IGNORECASE,
)
_DATE_THEN_NAME = re.compile(r"\[(?P<when>[^\[\]]{4,30})\]\s*(?P<name>\S.*)")
_GAPS = frozenset("|/·•")
_LABELLED_NAME = re.compile(rf"name\s?:\s(.{{1,{_LONGEST}}})", re.IGNORECASE)
_LABELLED_DATE = re.compile(rf"(?:datum|date)\s?:\s(.{{1,{_LONGEST}}})", re.IGNORECASE)
_BADGE = re.compile(BADGE, re.IGNORECASE)
# "Anna Gast" is a name.
_BADGE_BESIDE = re.compile(rf"\s(?!(?:gast|meister|profi|schüler)$){BADGE}$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s\([^()]*\)$")
_NICKNAME = re.compile(r"(?:@|u/)?[^\W_][\w.-]+")
_DIGIT = re.compile(r"\d")
_UNSEEN = r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+"  # between the words of a name
_AGE = re.compile(r"\d{1,3}\s?jahre?", re.IGNORECASE)
_MINUTES = re.compile(r"\d{1,2}[:.](\d{2})(?:\s?uhr)?", re.IGNORECASE)
_ROUND = 5  # minutes, as programmes have them
_PLAIN_NAME = re.compile(r"[^\W\d_a-zäöüß][^\d_]*")
_BETWEEN = re.compile(r"[—–·,|(\[-]")
_DASHES = "—–"
_MOST_LINES = 3  # of a head
_NOUN = re.compile(r"[^\W\d_][^\W\d_A-ZÄÖÜ]+")
_BELOW_HEADING = 4  # lines, as buttons that sort the comments
_FEWEST = 3
_FEWEST_NAMES = 2
_SHARE = 0.1  # of the lines from the first head on
_PEOPLE = 0.5  # of the names
_SOUND = 0.3  # log-odds of the texts to be of readers and not of an article


class _Head(NamedTuple):
    """Who wrote what stands below, and the lines that say it in place of so many on the page."""

    name: str
    when: str
    form: str  # what sets name and date apart
    lines: tuple[Line, ...]
    height: int
    is_sure: bool = False


class _Heads(NamedTuple):
    """The heads of comments by the first line of each, and whether they are nothing else.

    They are so below a heading, or with labels and contacts.
    """

    by_line: Mapping[int, _Head]
    is_sure: bool


def with_heads(page: Sequence[Line], headings: Collection[int], model: LineModel) -> Sequence[Line]:
    """Return the lines of a page; heads whose form it repeats are taken apart.

    `headings` are the lines that say that comments follow.
    """
    heads, is_sure = _of_comments(page, headings)
    if len({head.name for head in heads.values()}) < _FEWEST_NAMES:
        return page
    first = min(heads)
    texts = [page[at] for at in _below(heads, len(page)) if first or at > heads[0].height]
    if len(heads) < _SHARE * (len(page) - first) or not texts:
        return page
    if is_sure or (
        len(heads) >= _FEWEST
        and _are_people(heads)
        and _sound(texts, model)
        and not _are_of_article(page, heads)
    ):
        return _apart(page, heads)
    return page


def _of_comments(page: Sequence[Line], headings: Collection[int]) -> _Heads:
    """Return what may be heads of comments: those below a heading, or below an article's list."""
    heads = _heads(page)
    starts = sorted(heads)
    for heading in sorted(headings):
        below = bisect_right(starts, heading)
        if below < len(starts) and starts[below] <= heading + _BELOW_HEADING:
            return _Heads({at: heads[at] for at in starts[below:]}, is_sure=True)
    first = max(headings, default=-1) + 1
    starts = _of_last_form(starts[bisect_left(starts, first) :], heads)
    found = {at: heads[at] for at in starts[_listed(page, starts, heads) :]}
    return _Heads(found, is_sure=any(head.is_sure for head in found.values()))


def _of_last_form(starts: list[int], heads: Mapping[int, _Head]) -> list[int]:
    """Return the heads without those of other forms above all of the last one's form."""
    if not starts:
        return starts
    same = [at for at in starts if heads[at].form == heads[starts[-1]].form]
    return [at for at in starts if at >= same[0]] if len(same) >= _FEWEST_NAMES else starts


def _listed(page: Sequence[Line], starts: Sequence[int], heads: Mapping[int, _Head]) -> int:
    """Return how many of the first ones are a list in the article: most have no text of their own.

    It is right below a head, but behind a blank line where it is so below the last one.
    """
    listed = alone = 0
    below = [at + heads[at].height for at in starts]
    is_apart = bool(below) and below[-1] < len(page) and page[below[-1]].blank_before
    for number, at in enumerate(below[:-1], start=1):
        if at in heads or (page[at].blank_before and not is_apart):
            alone += 1
            listed = number if 2 * alone > number else listed
    return listed


def _are_of_article(page: Sequence[Line], heads: Mapping[int, _Head]) -> bool:
    """Tell whether heads are a programme, or other heads or an article's paragraphs follow."""
    minutes = [_MINUTES.fullmatch(head.when) for head in heads.values()]
    if all(found and int(found[1]) % _ROUND == 0 for found in minutes):
        return True
    own = {at + row for at, head in heads.items() for row in range(head.height)}
    dated = dated_heads(page, min(heads) + 1)
    if dated and own.isdisjoint(dated):
        return True
    starts = sorted(heads)
    return all(_PLAIN_NAME.fullmatch(head.name) for head in heads.values()) and article_goes_on(
        page, [at + heads[at].height for at in starts], starts
    )


def _are_people(heads: Mapping[int, _Head]) -> bool:
    """Tell whether enough names are more than a noun, as parts of recipes and courses are."""
    names = {head.name for head in heads.values()}
    return sum(not _NOUN.fullmatch(name) for name in names) >= _PEOPLE * len(names)


def _sound(texts: Sequence[Line], model: LineModel) -> bool:
    return float(np.mean(model.like_readers(texts))) >= _SOUND


def with_heads_above(
    page: Sequence[Line], headings: Collection[int], begins: Collection[int]
) -> Sequence[Line]:
    """Return the lines of a page; heads are taken apart where comments begin below most.

    `begins` are the offsets at which comments begin.
    """
    heads, _ = _of_comments(page, headings)
    cut = sum(page[at].start in begins for at in _below(heads, len(page)))
    return _apart(page, heads) if 2 * cut > len(heads) else page


def _heads(page: Sequence[Line]) -> dict[int, _Head]:
    """Return what may be heads, by the first line of each."""
    heads: dict[int, _Head] = {}
    free = 0
    for at in _near_dates(page):
        if at < free:
            continue
        lines = page[at : at + _MOST_LINES]
        if head := _one_line(page[at]) or _some_lines(lines) or _labelled(lines):
            heads[at] = head
            free = at + head.height
    return heads


def _near_dates(page: Sequence[Line]) -> list[int]:
    """Return the lines with which a head may begin: those that may hold a date, and those above."""
    shorts = (at for at, line in enumerate(page) if line.length <= _LONGEST)
    dated = [at for at in shorts if may_hold_date(page[at].head)]
    return sorted({max(at - above, 0) for at in dated for above in range(_MOST_LINES)})


def _below(heads: Mapping[int, _Head], end: int) -> list[int]:
    """Return the lines right below heads that are none themselves; the page ends at `end`."""
    below = (at + head.height for at, head in heads.items())
    return [at for at in below if at < end and at not in heads]


def _apart(page: Sequence[Line], heads: Mapping[int, _Head]) -> list[Line]:
    """Return the page with heads in place of its lines, known for such.

    One that opens it stays: what stands below may be an article, as the first message of a chat.
    Between heads, a time alone is that of somebody's next message.
    """
    cut: list[Line] = []
    free = 0
    for at, line in enumerate(page):
        if head := heads.get(at):
            cut += [own._replace(is_head=True) for own in head.lines] if at else page[: head.height]
            free = at + head.height
        elif at >= free:
            cut.append(line._replace(is_head=free > 0 and is_clock(line.head)))
    return cut


def _one_line(line: Line) -> _Head | None:
    """Return a line taken apart where it is a name and a date."""
    if line.length > _LONGEST or not _DIGIT.search(line.head):
        return None
    seen = without_icons(line.head)
    found = _NAME_THEN_DATE.fullmatch(seen) or _DATE_THEN_NAME.fullmatch(seen)
    if found is None:
        return None
    name = _BADGE_BESIDE.sub("", found["name"].strip())
    when = found["when"] or found["any"]
    if not (is_date(when) and _is_who(name)) or _AGE.fullmatch(when) or is_date(seen):
        return None
    said = sorted((name, when), key=found.string.index)
    printed = re.search(_UNSEEN.join(map(re.escape, said[0].split())), line.head)
    if printed is None:
        return None
    # The second one is all that stands behind the first, also a bracket.
    start = line.start + len(line.head) - len(line.head[printed.end() :].lstrip())
    parts = (
        line._replace(end=start, head=said[0], tail=said[0]),
        line._replace(start=start, head=said[1], tail=said[1], blank_before=False),
    )
    between = _BETWEEN.search(found.string.replace(name, "", 1).split(when, 1)[0])
    return _Head(name, when, between[0] if between else "", parts, height=1)


def _some_lines(lines: Sequence[Line]) -> _Head | None:
    """Return lines that are a name, perhaps a badge, and a time, or a date as chats have it."""
    name = lines[0].head
    if len(name) > _LONGEST or len(lines) == 1:
        return None
    is_badge = len(lines) == _MOST_LINES and _BADGE.fullmatch(lines[1].head)
    height = 3 if is_badge else 2
    when = lines[height - 1].head
    # Hardly any line is a date, so that this is asked first.
    if len(when) > _LONGEST or not is_date(when):
        return None
    shows = is_clock(when) or when[0] in _DASHES or _shows_icon(when)
    if not (shows and _is_who(without_icons(name))):
        return None
    form = when[0] if when[0] in _DASHES else "\n"
    return _Head(name, when, form, tuple(lines[:height]), height)


def _labelled(lines: Sequence[Line]) -> _Head | None:
    """Return "Name: Eva" and "Datum: 3. Mai 2024", as in guest books, and a row of contacts."""
    name = _LABELLED_NAME.fullmatch(lines[0].head)
    when = _LABELLED_DATE.fullmatch(lines[1].head) if name and len(lines) > 1 else None
    if not (name and when and is_name(name[1]) and is_date(when[1])):
        return None
    has_contacts = len(lines) == _MOST_LINES and is_of_site(lines[2].head)
    head = tuple(lines if has_contacts else lines[:2])
    # One link alone may be that of a feast.
    is_sure = has_contacts and not _GAPS.isdisjoint(lines[2].head)
    return _Head(name[1], when[1], ":", head, len(head), is_sure)


def _shows_icon(line: str) -> bool:
    return without_icons(line) != " ".join(line.split())


def _is_who(name: str) -> bool:
    """Tell whether a name is a nickname, or looks like nothing but a name."""
    name = _IN_BRACKETS.sub("", name)
    return is_full_name(name) or (_NICKNAME.fullmatch(name) is not None and is_name(name))
