"""What a plain text says of answers but by names: how far they are indented, titles, quotations.

Who copies nested lists out of some browsers gets answers indented below what they answer.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from sentiment.separation.quotations import sentences
from sentiment.separation.roles import furniture_above

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sentiment.separation.lines import Line

_MOST = 0.75  # of the comments
_LEAST_STEP = 2  # blanks
_NEAR = 3  # lines at the end of a head
_QUOTED_LINE = ">"
_QUOTED_FIRST = re.compile(r"[„“\"»«](?P<words>[^„“”\"»«]{20,400})[“”\"«»]")
# "Antwort auf „Bravo!“"; without the marks, it says whose that is: "Antwort auf Bravo! von Eva".
_TO_TITLE = re.compile(
    r"(?:(?:als )?(?:antwort|reaktion|erwiderung) (?:auf|zu)|in reply to) "
    r"(?:[„“\"»«](?P<title>.{1,120})[“”\"«»](?: (?:von|by) .{1,60})?"
    r"|(?P<bare>.{1,120}) (?:von|by) (?P<name>.{1,60}))",
    re.IGNORECASE,
)
_LONGEST_TO_TITLE = 220
_END_OF_WORD = re.compile(r"(?<=\S)(?!\w)")
_NUMBER = re.compile(r"^\d{1,4}\. ")
_FEWEST_WORDS = 5  # of a sentence that hardly two say by chance


def said_answers(
    text: str, page: Sequence[Line], roles: Sequence[str], begins: Sequence[int]
) -> list[int | None]:
    """Return the place of the comment that each answers, by what stands around it or in it."""
    heads = [furniture_above(roles, begin) for begin in begins]
    ways = (
        _by_depth(_depths(text, page, heads)),
        _by_title(page, heads),
        _by_quotation(page, roles, heads),
    )
    return [next((at for at in own if at is not None), None) for own in zip(*ways, strict=True)]


def lines_to_titles(lines: Sequence[str]) -> list[int]:
    """Return which lines say that they answer a title, which stands above in a line of its own.

    In place of a title may stand how a comment begins, if lines above begin with its author, too.
    """
    answered = {row: whom for row, line in enumerate(lines) if (whom := _title_answered(line))}
    wanted = {one for whom in answered.values() for one in whom if one}
    above: set[str] = set()
    begun: set[str] = set()
    found = []
    for row, line in enumerate(lines if answered else ()):
        title, name = answered.get(row, (None, None))
        if title in above or (title in begun and name in begun):
            found.append(row)
        own = _title(line[:_LONGEST_TO_TITLE])
        above.add(own)
        begun |= _beginnings(own, wanted)
    return found


def _beginnings(line: str, wanted: Collection[str]) -> set[str]:
    """Return the `wanted` words with which a line begins."""
    ends = (end.start() for end in _END_OF_WORD.finditer(line))
    return {line[:end] for end in ends if line[:end] in wanted}


def _title_answered(line: str) -> tuple[str, str | None] | None:
    """Return the title and the name that a line says to answer, both in lower case."""
    found = _TO_TITLE.fullmatch(line) if len(line) <= _LONGEST_TO_TITLE else None
    if not found:
        return None
    name = found["name"]
    return (found["title"] or found["bare"]).casefold(), name and name.casefold()


def _title(line: str) -> str:
    return _NUMBER.sub("", line).casefold()


def _depths(text: str, page: Sequence[Line], heads: Sequence[range]) -> list[int | None]:
    """Return how far comments are indented, with their heads; None where most are not alike.

    Somebody may begin a comment with blanks, but the head above it then stands elsewhere than those
    of others.
    """
    own = [_indent(text, page[head.stop]) for head in heads]
    above = [_indent(text, page[head.stop - 1]) if head else None for head in heads]
    apart = [None if up is None else up - here for here, up in zip(own, above, strict=True)]
    usual, count = Counter(apart).most_common(1)[0] if apart else (None, 0)
    depths = [here if gap == usual else None for here, gap in zip(own, apart, strict=True)]
    known = sorted({depth for depth in depths if depth is not None})
    steps = [deeper - depth for depth, deeper in pairwise(known)]
    if (
        usual is None
        or count < _MOST * len(heads)
        or not steps
        or depths[0] != known[0]
        or min(steps) < _LEAST_STEP
        or any(step % min(steps) for step in steps)
    ):
        return [None] * len(heads)
    return depths


def _indent(text: str, line: Line) -> int:
    start = text.rfind("\n", 0, line.start) + 1
    return len(text[start : line.start].expandtabs())


def _by_depth(depths: Sequence[int | None]) -> list[int | None]:
    """Return the last comment above each that is less deep."""
    found: list[int | None] = []
    open_at: list[tuple[int, int]] = []
    for at, depth in enumerate(depths):
        while depth is not None and open_at and open_at[-1][0] >= depth:
            open_at.pop()
        found.append(open_at[-1][1] if depth is not None and open_at else None)
        if depth is not None:
            open_at.append((depth, at))
    return found


def _by_title(page: Sequence[Line], heads: Sequence[range]) -> list[int | None]:
    """Return the comment whose title each says to answer, right below its text or in its head."""
    answered: dict[int, str] = {}
    for at, head in enumerate(heads):
        for row in (*head[:1], *head[-_NEAR:]):
            if whom := _title_answered(page[row].head):
                answered[at - (row == head[0])] = whom[0]
    if not answered:  # on most pages
        return [None] * len(heads)
    wanted = set(answered.values())
    titled: dict[str, int] = {}
    begun: dict[str, int] = {}
    found: list[int | None] = []
    for at, head in enumerate(heads):
        title = answered.get(at, "")
        found.append(titled.get(title, begun.get(title)))
        for row in (*head[-1:], head.stop):
            own = _title(page[row].head)
            titled[own] = at
            begun |= dict.fromkeys(_beginnings(own[:_LONGEST_TO_TITLE], wanted), at)
    return found


def _by_quotation(
    page: Sequence[Line], roles: Sequence[str], heads: Sequence[range]
) -> list[int | None]:
    """Return the comment above whose very words each quotes first, where no name is beside them."""
    quotes = [_quoted(page, head) for head in heads]
    if not any(quotes):  # on most pages
        return [None] * len(heads)
    article = (at for at, role in enumerate(roles) if role == "article")
    said: dict[str, int | None] = dict.fromkeys(_long_sentences(page, article))
    found: list[int | None] = []
    for at, head in enumerate(heads):
        end = heads[at + 1].start if at + 1 < len(heads) else len(page)
        found.append(next((said[one] for one in _sentences(quotes[at]) if one in said), None))
        for one in _long_sentences(page, range(head.stop, end)):
            said.setdefault(one, at)
    return found


def _quoted(page: Sequence[Line], head: range) -> str:
    """Return what is quoted where a comment begins."""
    above = [page[at].head for at in head if page[at].head.startswith(_QUOTED_LINE)]
    first = page[head.stop].head
    if above or first.startswith(_QUOTED_LINE):
        return "\n".join(line.lstrip("> ") for line in (*above, first))
    found = _QUOTED_FIRST.match(first)
    return found["words"] if found else ""


def _long_sentences(page: Sequence[Line], rows: Iterable[int]) -> Iterable[str]:
    return (one for at in rows for one in _sentences(page[at].head))


def _sentences(text: str) -> list[str]:
    found = (one for line in text.split("\n") for one in sentences(line))
    return [one for one in found if len(one.split()) >= _FEWEST_WORDS]
