"""What the furniture of each comment says: read above the comments of a page, or below them.

What stands between two comments may belong to either. The dates of a page keep to one side.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sentiment.separation.accounts import is_handle
from sentiment.separation.full_names import is_full_name
from sentiment.separation.metadata import (
    has_date,
    is_date,
    is_name,
    is_rating,
    is_since,
    name_key,
    repeated,
    signature,
)
from sentiment.separation.printed_dates import is_clock
from sentiment.separation.quotations import head_and_quoted
from sentiment.separation.roles import furniture_above, last_of
from sentiment.separation.site_lines import lines_of_site, names_of_pictures

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sentiment.separation.lines import Line
    from sentiment.separation.metadata import Signature
    from sentiment.separation.numbered_posts import Post

_MOST = 0.75  # of the comments of a page
_ALMOST_ALL, _FEW = 0.9, 0.5  # of heads with names
_FEWEST_HEADS = 4
_BETWEEN_NAMES = ("  ", " @", " an ", "(an ")
_AROUND_NAME = " @(:)"
# "@Eva", "3. @Eva:", "Re: Eva", "An: Eva", "> Eva" in a line of its own.
_TO_NAME = re.compile(
    r"(?:\d{1,4}\. )?(?P<to>@ ?|re:? |aw:? (?:an )?|an:? |bezug: |[>→↪⤷] )?@?"
    r"(?P<name>[^@: ][^@:]{0,60}?):?",
    re.IGNORECASE,
)
_BEFORE_DATE = frozenset("·•|")
_FEWEST_JOBS = 3
_FEWEST_OF_HEAD = 2  # names: the one may be a job


def signatures(
    page: Sequence[Line],
    roles: Sequence[str],
    begins: Sequence[int],
    ends: Sequence[int],
    posts: Sequence[Post],
) -> list[Signature]:
    """Return what the furniture of each comment says; it goes from `begins` to `ends`.

    `posts` as `numbered_posts` finds them on the page.
    """
    above = [furniture_above(roles, first) for first in begins]
    if posts:
        return _of_posts(posts, above, _of_heads(_heads(page, above)))
    below = [range(end + 1, last_of(roles, end, "furniture") + 1) for end in ends]
    longest = 1 + max(map(len, above[1:]), default=0)
    below[-1:] = [run[:longest] for run in below[-1:]]  # further down is the foot of the page
    nearest = [run[-longest:] for run in above]  # further up is its top
    if len(begins) > 1 and _has_dates_below(page, nearest, below):
        return _of_dates_below(page, above, below)
    return _of_heads(_heads(page, above))


def _of_posts(
    posts: Sequence[Post], above: Sequence[range], signed: Sequence[Signature]
) -> list[Signature]:
    """Return what heads say; where names and dates of numbered posts stand is known."""
    by_text = {post.text.start: post for post in posts}
    found = [
        next((by_text[at] for at in (*run[1:], run.stop) if at in by_text), None) for run in above
    ]
    return [
        own if post is None else own._replace(author=post.author or own.author, date=post.date)
        for own, post in zip(signed, found, strict=True)
    ]


def _has_dates_below(page: Sequence[Line], above: Sequence[range], below: Sequence[range]) -> bool:
    """Tell whether the dates of most comments stand below them.

    Between comments, dates are above the one and below the other; so the first comment and the last
    one tell it, unless blank lines or buttons tell otherwise. If both have dates, blank lines tell
    it, or where dates keep the same distance more often.
    """
    first, last = _dates(page, above[0]), _dates(page, below[-1])
    if first and not last:  # as on most pages
        return False
    of_above, of_below = ([_dates(page, run) for run in runs] for runs in (above, below))
    if sum(map(bool, of_below)) < _MOST * len(below):
        return False
    between = list(zip(below, of_below, strict=True))[:-1]
    dated = [(run, dates) for run, dates in between if dates]
    nearer = sum(_blank_below_dates(page, run, dates) for run, dates in dated)
    if last and not first:
        # The first comment may be none, and the text below the last date may be lost.
        heads = sum(_ends_with_head(page, run, dates) for run, dates in dated)
        return nearer > 0 or (nearer == 0 and heads < max(_MOST * len(dated), 1))
    if not first:
        return nearer > 0
    if abs(nearer) >= _MOST * len(between):
        return nearer > 0
    below_buttons = sum(_is_below_button(page, run, dates) for run, dates in dated)
    if below_buttons >= max(_MOST * len(dated), 1):
        return False
    return _most_alike(
        dates[0] - run.start for run, dates in zip(below, of_below, strict=True) if dates
    ) > _most_alike(
        run.stop - dates[-1] for run, dates in zip(above, of_above, strict=True) if dates
    )


def _blank_below_dates(page: Sequence[Line], run: range, dates: Sequence[int]) -> int:
    """Return 1 if the dates between two comments stand apart from the lower one, -1 from the upper.

    What stands at a comment without a blank line, and apart from the next one, is its own.
    """
    above = any(page[i].blank_before for i in range(run.start, dates[0] + 1))
    below = any(page[i].blank_before for i in range(dates[-1] + 1, run.stop + 1))
    return below - above


def _ends_with_head(page: Sequence[Line], run: range, dates: Sequence[int]) -> bool:
    """Tell whether lines between comments begin with a button, and end with a name and a date."""
    first, head = run.start, page[run.start + 1 : run.stop]
    return (
        dates[-1] == run.stop - 1
        and first not in dates
        and not is_name(page[first].head)
        and signature([line.head for line in head]).author is not None
    )


def _is_below_button(page: Sequence[Line], run: range, dates: Sequence[int]) -> bool:
    """Tell whether a button ends the upper comment, and a name stands on the line of the date.

    Between them may stand the title of the lower one.
    """
    is_button = len(lines_of_site([page[run.start].head])) > 0
    return is_button and signature([page[dates[0]].head]).is_whole


def _most_alike(numbers: Iterable[int]) -> int:
    return max(Counter(numbers).values())


def _of_dates_below(
    page: Sequence[Line], above: Sequence[range], below: Sequence[range]
) -> list[Signature]:
    """Return what is said where dates stand below comments: names may stand below, too, or above.

    Social networks have the name above and the date below.
    """
    feet = [range(run.start, (*_dates(page, run), run.stop - 1)[0] + 1) for run in below]
    heads = [range((run.start - 1, *_dates(page, run))[-1] + 1, run.stop) for run in above]
    under = _read(_heads(page, feet), below=True)
    # Behind a date, badges and whom it answers stand below the name; but a handle is unique.
    over = _read(
        [sorted(head, key=lambda line: not is_handle(line)) for head in _heads(page, heads)],
        below=True,
    )
    # The first one, and one below a post with its own date, have the top of the page above.
    for at, (head, run) in enumerate(zip(heads, above, strict=True)):
        if at == 0 or head == run:
            (over[at],) = _read(_heads(page, [head if under[at].date and head else run]))
    names_below, names_above = (len({own.author for own in side}) for side in (under, over))
    return [
        low
        if low.author and names_below >= names_above
        else high._replace(date=low.date or high.date)
        for low, high in zip(under, over, strict=True)
    ]


def _of_heads(heads: Sequence[Sequence[str]]) -> list[Signature]:
    """Return what heads say, and whom the quotations below them quote.

    A time alone is that of the same person's next message.
    """
    split = [head_and_quoted(head) for head in _without_titles(heads)]
    signed = _with_first_names(_read([head for head, _ in split]), [head for head, _ in split])
    signed = _with_names_above_ranks(signed, [head for head, _ in split])
    signed = _with_names_apart(signed, [head for head, _ in split])
    signed = _with_names_above_dates(signed, [head for head, _ in split])
    signed = _with_names_at_pictures(signed, [head for head, _ in split])
    for at, (head, _) in enumerate(split[1:], start=1):
        if signed[at].author is None and len(head) == 1 and is_clock(head[0]):
            signed[at] = signed[at]._replace(author=signed[at - 1].author)
    return [
        own._replace(answered=own.answered or whom)
        for own, (_, whom) in zip(signed, split, strict=True)
    ]


def _without_titles(heads: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Return heads without titles, where most have one below stars: "Eva", "★★★★☆", "Sehr gut"."""
    titles = [
        next((at for at in range(len(head) - 1, 1, -1) if _is_title(head, at)), 0) for head in heads
    ]
    if sum(map(bool, titles)) <= _FEW * len(heads):
        return heads
    return [
        [line for at, line in enumerate(head) if at != title or not title]
        for head, title in zip(heads, titles, strict=True)
    ]


def _is_title(head: Sequence[str], at: int) -> bool:
    above, stars = head[at - 2], head[at - 1]
    return is_rating(stars) and is_name(above) and not has_date(head[at])


def _with_names_apart(signed: list[Signature], heads: Sequence[Sequence[str]]) -> list[Signature]:
    """Return what heads say; two names with a sign or "an" between them are two readers.

    Disqus shows whom a comment answers behind an arrow that is not copied: "Eva  Jo". That must be
    an author of the page, as there may be two blanks in a name.
    """
    apart = [_names_apart(own, head) for own, head in zip(signed, heads, strict=True)]
    if not any(apart):  # on most pages
        return signed
    names = {own.author for own in signed} | {pair[0] for pairs in apart for pair in pairs}
    found = (next((pair for pair in pairs if pair[1] in names), None) for pairs in apart)
    return [
        own._replace(author=pair[0], answered=pair[1]) if pair else own
        for own, pair in zip(signed, found, strict=True)
    ]


def _names_apart(own: Signature, head: Sequence[str]) -> list[tuple[str, str]]:
    """Return which two names an author may be, as its own words or a line of the head part them."""
    pairs = []
    author = own.author or ""
    for line in (author, *head) if " " in author else ():
        for between in _BETWEEN_NAMES:
            name, gap, behind = line.partition(between)
            name = name.strip(_AROUND_NAME)
            if gap and author.startswith(f"{name} "):
                answered = author[len(name) :].strip(_AROUND_NAME).removeprefix("an ").lstrip("@")
                if answered and " ".join(behind.split()).startswith(answered):
                    pairs.append((name, answered))
    return pairs


def _with_names_above_dates(
    signed: list[Signature], heads: Sequence[Sequence[str]]
) -> list[Signature]:
    """Return what heads say; in some, the name of another author says who is answered.

    It stands behind "@" or "An:", below the date, or, at few comments, between name and date.
    """
    names = {name_key(own.author) for own in signed if own.author and own.author[0] != "@"}
    worded = [[line for line in head if any(map(str.isalpha, line))] for head in heads]
    two = [_names_above_date(head)[-_FEWEST_OF_HEAD:] for head in worded]
    are_few = sum(len(run) > 1 for run in two) <= _FEW * len(two)
    found = []
    alone: set[str] = set()
    for own, head, run in zip(signed, worded, two, strict=True):
        told = own if own.answered else _with_answered_line(own, head, names)
        if (
            are_few
            and told.answered is None
            and len(run) > 1
            and run[-1] == own.author
            and own.author in alone
            and is_full_name(run[0])
        ):
            told = own._replace(author=run[0], answered=own.author)
        if len(run) == 1 and own.author:
            alone.add(own.author)
        found.append(told)
    return found


def _with_answered_line(own: Signature, head: Sequence[str], names: Collection[str]) -> Signature:
    """Return what a head says, where a line of it is the name of who is answered."""
    date = max((at for at, line in enumerate(head) if has_date(line)), default=len(head))
    for at, line in enumerate(head):
        found = _TO_NAME.fullmatch(line)
        if found is None or not (found["to"] or at > date):
            continue
        whom = found["name"]
        if name_key(whom) not in names or (line == own.author and not found["to"]):
            continue
        author = own.author
        if author is None or author.endswith(whom):
            author = signature([other for other in head if other is not line]).author
        if author and name_key(author) != name_key(whom):
            return own._replace(author=author, answered=whom)
    return own


def _with_first_names(signed: list[Signature], heads: Sequence[Sequence[str]]) -> list[Signature]:
    """Return what heads say, by the names above jobs where all have a first name and a last name.

    Some may tell no job. Elsewhere, what stands above a name is the title of the comment.
    """
    runs = [_names_above_date(head) for head in heads]
    longest = max(map(len, runs[1:]), default=0)  # above the first one, more may seem a name
    named = [run[-longest:] for run in runs if run]
    if longest < _FEWEST_OF_HEAD or len(named) < max(_FEWEST_HEADS, _MOST * len(heads)):
        return signed
    several = [run for run in named if len(run) > 1]
    full, near = (sum(_is_first_and_last(run[at]) for run in several) for at in (0, -1))
    if (
        len(several) < _FEWEST_JOBS
        or full < _ALMOST_ALL * len(several)
        or near > _FEW * len(several)
    ):
        return signed
    return [
        own._replace(author=signature(run[-longest:][:1]).author) if len(run) > 1 else own
        for own, run in zip(signed, runs, strict=True)
    ]


def _with_names_at_pictures(
    signed: list[Signature], heads: Sequence[Sequence[str]]
) -> list[Signature]:
    """Return what heads say; below "Profilfoto von Eva", "Eva" is no job, and jobs may follow."""
    return [_with_name_at_picture(own, head) for own, head in zip(signed, heads, strict=True)]


def _with_name_at_picture(own: Signature, head: Sequence[str]) -> Signature:
    at = next((at + 1 for at in reversed(names_of_pictures(head))), len(head))
    author = signature(head[at : at + 1]).author
    if author is None or author == own.answered or is_handle(own.author or ""):  # that is unique
        return own
    return own._replace(author=author) if any(map(has_date, head[at:])) else own


def _with_names_above_ranks(
    signed: list[Signature], heads: Sequence[Sequence[str]]
) -> list[Signature]:
    """Return what heads say; forums show a rank between a name and since when somebody is there."""
    runs = [_names_above_account(head) for head in heads]
    longest = max(map(len, runs[1:]), default=0)  # above the first one, more may seem a name
    named = sum(map(bool, runs))
    if longest < _FEWEST_OF_HEAD or named < max(_FEWEST_HEADS, _MOST * len(heads)):
        return signed
    return [
        own._replace(author=signature(run[-longest:][:1]).author) if len(run) > 1 else own
        for own, run in zip(signed, runs, strict=True)
    ]


def _names_above_account(head: Sequence[str]) -> Sequence[str]:
    """Return the lines right above what a head says of an account that may all be names.

    An initial stands in place of a picture.
    """
    end = next((at for at in range(len(head) - 1, -1, -1) if is_since(head[at])), 0)
    start = end
    while start and len(head[start - 1]) > 1 and is_name(head[start - 1]):
        start -= 1
    return head[start:end]


def _names_above_date(head: Sequence[str]) -> Sequence[str]:
    """Return the lines right above the last date of a head that may all be names."""
    end = next((at for at in range(len(head) - 1, -1, -1) if is_date(head[at])), 0)
    if end and head[end - 1] in _BEFORE_DATE:
        end -= 1
    start = end
    while start and is_name(head[start - 1]):
        start -= 1
    return head[start:end]


def _is_first_and_last(name: str) -> bool:
    return len(name.split()) > 1 and is_full_name(name)


def _dates(page: Sequence[Line], run: range) -> list[int]:
    return [i for i in run if has_date(page[i].head)]


def _heads(page: Sequence[Line], runs: Sequence[range]) -> list[list[str]]:
    return [[page[i].head for i in run] for run in runs]


def _read(runs: Sequence[Sequence[str]], *, below: bool = False) -> list[Signature]:
    of_most = repeated(runs)
    return [signature(run, of_most, below=below) for run in runs]
