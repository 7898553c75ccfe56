"""Lists of comments in which each line begins with who wrote it: "Eva: Na endlich" and the like.

Such a line is taken apart, so that the name is a line above its comment, as on other pages.
Interviews, recipes and results look alike. So a list is one of comments where a heading says so;
elsewhere it must hold many names, or dates, and sound like readers. The same is true of names that
stand before a colon in lines of their own, which need not be taken apart, and of "Eva sagt:"; they
are the article's where heads with dates or a heading stand below.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sentiment.separation.announcement import announces_comments, is_heading, number_announced
from sentiment.separation.full_names import is_full_name
from sentiment.separation.head_forms import with_heads, with_heads_above
from sentiment.separation.heads_of_article import article_goes_on, dated_heads
from sentiment.separation.lines import Line, lines
from sentiment.separation.mails import is_field
from sentiment.separation.metadata import has_date, is_date, is_name
from sentiment.separation.site_lines import buttons_to_answer, lines_of_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sentiment.discussion import Comment
    from sentiment.separation.line_model import LineModel

# Several words of a name begin with a capital letter; a nickname is one word.
_CAPITAL = r"[^\W\d_a-zäöüß][^\s:;,!?()\[\]/]{0,30}"
_NAME = (
    rf"@?(?:{_CAPITAL}(?: (?:(?:von|van|de|der|aus|und) )?(?:{_CAPITAL}|\d{{1,4}})){{1,2}}"
    r"|[^\W\d][^\s:;,!?()\[\]/]{1,30})"
)
_SAID = re.compile(
    rf"(?P<name>{_NAME}(?: [^\w\s:]{{1,4}})?)"
    r"(?:(?:,| ?[(\[|·•–-]| am| um) ?(?P<when>(?:[^:\[\]]|:(?=\d)){3,40}?)[)\]]?)?:\s+(?=\S)"
)
_SAYS = re.compile(rf"{_NAME} (?:sagt|schreibt|schrieb|meint|kommentiert|antwortet):")
_NAME_ALONE = re.compile(rf"(?P<name>{_NAME})(?: ?\([^()]{{1,30}}\)|, [^:,]{{1,30}})?:")
# What stands before a colon in a text.
_OF_TEXT = frozenset(
    (
        "ps edit nachtrag update fazit früher heute damals jetzt beispiel beispiele quelle quellen "
        "zitat frage fragen antwort pro contra kontra vorteile nachteile tipp tipps zutaten "
        "zubereitung inhalt handlung cover charaktere schreibstil bewertung hinweis info übrigens"
    ).split()
)
_LIST_SIGNS = "-–—•*·"
_QUOTE_MARKS = "\"'„“”»«‚‘›‹"
_LONGEST_HEAD = 120
_FEWEST = 2
_FEWEST_NAMES = 3  # where no heading stands above the list
_NAMES = 0.75  # as many, of the lines of such a list
_FEWEST_ALONE = 4  # names in lines of their own, where no heading stands above them
_FULL = 0.5  # of these have two words or more: others may be headings in a text
_BELOW_HEADING = 3  # lines: among them how comments are sorted
_BLANK = 0.75  # of names stand behind blank lines where those that do not are of a text
_LISTED = 0.5  # of the lines of any other, whose comments may have more lines than one
_SOUND = 0.9  # of the comments are more like readers than like an article
_SENTENCES = 0.6  # of them end like sentences


class _Said(NamedTuple):
    """Who wrote what a line says, and where parts of this end: the name, the date, or both."""

    who: str
    ends: tuple[int, ...]
    is_dated: bool


class _List(NamedTuple):
    """Where a list begins, and whether its form says that it is one of comments."""

    first: int
    is_sure: bool


def separable_lines(text: str, model: LineModel) -> list[Line]:
    """Return the lines of a text; heads and what is a list of comments are taken apart."""
    page = list(lines(text))
    cut, is_sure = _cut(page)
    if is_sure:
        return cut
    if len(cut) == len(page):
        return list(with_heads(page, _headings(page), model))
    said = [line for head, line in pairwise(cut) if head.is_head and not line.is_head]
    return cut if _sound_like_readers(said, model) else page


def lines_as_cut(text: str, comments: Iterable[Comment]) -> list[Line]:
    """Return the lines of a text; those of a list are taken apart where comments begin in them.

    So are heads where comments begin below them.
    """
    page = list(lines(text))
    starts = {line.start for line in page}
    begins = {own.span.start for own in comments if own.span is not None}
    if begins <= starts:
        return list(with_heads_above(page, _headings(page), begins))
    return _cut(page)[0]


def _headings(page: Sequence[Line]) -> set[int]:
    return {at for at, line in enumerate(page) if is_heading(line.head)}


def _cut(page: list[Line]) -> tuple[list[Line], bool]:
    said = {at: own for at, line in enumerate(page) if ": " in line.head and (own := _said(line))}
    found = _list(page, said) if len(said) >= _FEWEST else None
    if found is None:
        return page, False
    cut = page[: found.first]
    for at in range(found.first, len(page)):
        cut += _apart(page[at], said[at].ends) if at in said else [page[at]]
    return cut, found.is_sure


def lines_that_say(page: Sequence[Line], model: LineModel, dated: Sequence[range]) -> list[int]:
    """Return the lines that are nothing but "Eva sagt:", where these are heads of comments.

    A story tells who says what in the same form. So a heading must stand above, or buttons to
    answer between them; elsewhere, what they say must sound like readers, and neither other
    comments nor more of the article may follow. Below the first of the heads with a date, `dated`,
    they are heads, too, and above it where at least as many have none.
    """
    found = [
        at
        for at, line in enumerate(page[:-1])
        if line.head.endswith(":") and line.length <= _LONGEST_HEAD and _SAYS.fullmatch(line.head)
    ]
    if not found or (len(found) < _FEWEST and not dated):
        return []
    end = dated[0].start if dated else found[-1]
    headings = [at for at in range(end) if announces_comments(page[at].head)]
    top = headings[-1] + 1 if headings else 0
    found = [at for at in found if at >= top]
    if dated:
        above = [at for at in found if at + 1 < end]
        below = [at for at in found if at >= end]
        may_be_heads = above and 2 * len(dated) <= len(found)
        are_heads = may_be_heads and _end_with_readers(page[:end], above, model)
        return above + below if are_heads else below
    is_below_heading = bool(headings) and found[0] - top < _BELOW_HEADING
    are_answered = buttons_to_answer([line.head for line in page[found[0] : found[-1]]])
    if not (is_below_heading or are_answered) and (
        _comments_follow(page, found[-1] + 1) or not _end_with_readers(page, found, model)
    ):
        return []
    return found if len(found) >= _FEWEST and not _quotes(page, found) else []


def _end_with_readers(page: Sequence[Line], heads: Sequence[int], model: LineModel) -> bool:
    """Tell whether what stands below heads sounds like readers, and no article goes on below."""
    texts = [at + 1 for at in heads]
    sounds = _sound_like_readers([page[at] for at in texts], model)
    return sounds and not article_goes_on(page, texts, heads)


def _comments_follow(page: Sequence[Line], text: int) -> bool:
    """Tell whether below the text of what looks like the last comment stand heads of others."""
    below = range(text + 1, len(page))
    return any(announces_comments(page[at].head) for at in below) or bool(
        dated_heads(page, text + 1)
    )


def may_be_date(line: str) -> bool:
    """Tell whether a line below a name is rather a date than a text."""
    return line[0].isdigit() or has_date(line)


def _quotes(page: Sequence[Line], heads: Sequence[int]) -> bool:
    return any(page[at + 1].head[0] in _QUOTE_MARKS for at in heads)


class _Alone(NamedTuple):
    """A line that is a name and a colon."""

    at: int
    name: str


def names_alone(page: Sequence[Line], model: LineModel) -> list[int]:
    """Return the lines that are nothing but "Eva:", where these are the heads of all comments.

    Interviews look alike, but few speak in them. So a heading must stand right above and announce
    as many comments, or most must be of different names; elsewhere, what many say must sound like
    readers, and neither heads of other comments nor more of the article may follow. Polls tell an
    age, a job or a place beside the name.
    """
    found = [
        _Alone(at, name)
        for at, line in enumerate(page[:-1])
        if line.tail[-1] == ":" and (name := _name_alone(line.head, page[at + 1].head))
    ]
    own = _below_heading(page, found)
    if own:
        return [one.at for one in own]
    many = _apart_from_texts(page, found)
    heads = [one.at for one in many]
    if (
        len(many) < _FEWEST_ALONE
        or any("," in page[at].head or "(" in page[at].head for at in heads)
        or len({one.name for one in many}) < _NAMES * len(many)
        or sum(" " in one.name for one in many) < _FULL * len(many)
        or _quotes(page, heads)
        or _comments_follow(page, heads[-1] + 1)
    ):
        return []
    return heads if _end_with_readers(page, heads, model) else []


def _name_alone(line: str, below: str) -> str | None:
    """Return the name that a line is, but for a colon, where a text may be below."""
    found = _NAME_ALONE.fullmatch(line) if len(line) <= _LONGEST_HEAD else None
    if found is None or is_heading(line) or is_field(line) or below[0] in _LIST_SIGNS:
        return None
    name = found["name"].removeprefix("@")
    is_nickname = not name[0].isupper() or not name.isalpha()
    may_be = is_full_name(name) or (" " not in name and is_nickname and is_name(name))
    return name.casefold() if may_be and name.casefold() not in _OF_TEXT else None


def _below_heading(page: Sequence[Line], found: Sequence[_Alone]) -> Sequence[_Alone]:
    """Return the names below the last heading that has them right below it."""
    names: set[str] = set()
    for number in range(len(found) - 1, -1, -1):
        first = found[number].at
        names.add(found[number].name)
        top = found[number - 1].at + 1 if number else 0
        above = [page[at].head for at in range(max(first - _BELOW_HEADING, top), first)]
        headings = [line for line in above if announces_comments(line)]
        if headings:
            count = len(found) - number
            is_announced = count in map(number_announced, headings)
            if is_announced or (count >= _FEWEST and len(names) > _LISTED * count):
                return found[number:] if is_announced else _apart_from_texts(page, found[number:])
    return []


def _apart_from_texts(page: Sequence[Line], found: Sequence[_Alone]) -> Sequence[_Alone]:
    """Return the names without those that stand in a text, where most are behind a blank line."""
    apart = [one for one in found[1:] if page[one.at].blank_before]
    return [found[0], *apart] if len(apart) >= max(_BLANK * (len(found) - 1), 1) else found


def _sound_like_readers(said: list[Line], model: LineModel) -> bool:
    sound = np.mean(model.like_readers(said) > 0)
    end = np.mean([_ends_like_a_sentence(line) for line in said])
    return bool(sound >= _SOUND and end >= _SENTENCES)


def _ends_like_a_sentence(line: Line) -> bool:
    return not (line.tail[-1].isalnum() or line.tail[-1] in ",;:")


def _said(line: Line) -> _Said | None:
    found = _SAID.match(line.head[:_LONGEST_HEAD])
    if found is None or is_field(line.head) or (found["when"] and not is_date(found["when"])):
        return None
    ends = (found.start("when"), found.end()) if found["when"] else (found.end(),)
    return _Said(found["name"].casefold(), ends, is_dated=bool(found["when"]))


def _list(page: Sequence[Line], said: Mapping[int, _Said]) -> _List | None:
    of_site = set(lines_of_site([line.head for line in page]))
    end = len(page)
    while end and end - 1 in of_site:
        end -= 1
    headed = [at for at in said if at and is_heading(page[at - 1].head)]
    dated = [at for at, own in said.items() if own.is_dated]
    for first in headed[-1:] + dated[:1]:
        listed = [own.who for at, own in said.items() if at >= first]
        if len(listed) >= _LISTED * (end - first) and len(set(listed)) >= _FEWEST:
            return _List(first, is_sure=first in headed)
    first = end
    while first - 1 in said:
        first -= 1
    names = {said[at].who for at in range(first, end)}
    is_apart = first < end and (first == 0 or page[first].blank_before)
    if is_apart and len(names) >= max(_FEWEST_NAMES, _NAMES * (end - first)):
        return _List(first, is_sure=False)
    return None


def _apart(line: Line, ends: Sequence[int]) -> list[Line]:
    """Cut a line where parts of its head end."""
    parts = []
    for begin, end in pairwise((0, *ends)):
        own = line.head[begin:end].rstrip()
        start = line.start + begin
        is_first = line.blank_before and not begin
        parts.append(Line(start, start + len(own), own, own, is_first, is_head=True))
    begin = ends[-1]
    start = line.start + begin
    tail = line.tail[-(line.end - start) :]
    return [*parts, Line(start, line.end, line.head[begin:], tail, blank_before=False)]
