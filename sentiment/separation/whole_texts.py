"""Comments that are found in part, since a list, a verse or a greeting in them seems furniture.

Sites are regular: where other comments have the same head above them, and buttons below, all that
stands between the two is one comment.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.separation.cues import folded
from sentiment.separation.line_forms import form
from sentiment.separation.metadata import has_date, is_date, is_name, signature
from sentiment.separation.roles import IN_COMMENTS, furniture_above, last_of
from sentiment.separation.short_texts import around_comments, ends_texts
from sentiment.separation.site_lines import is_of_site
from sentiment.separation.words_of_sites import SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sentiment.separation.lines import Line
    from sentiment.separation.short_texts import Around

_SURE = 0.95  # such furniture is no text
_LIKELY = 0.5  # such is text, also right below a head, where more may stand that is a site's
_SENTENCE = re.compile(r"(?:\S+\s+){2}.*[.!?…]", re.DOTALL)
_MOST_ABOVE = 3  # lines between a head and what was found
_SIGNATURE = re.compile(SIGNATURE)
_GREETING = re.compile(
    r"(?:mfg|[vl]g|(?:mit )?(?:(?:ganz |den )?\w{2,20} )?gr(?:üße?|üsse?|uß|uss)n?)"
    r"(?:[ ,;.!–-].{0,40})?"
)
_LONGEST_GREETING = 60
_LINES_OF_HEAD = 3  # one of which has a date


def with_whole_texts(
    page: Sequence[Line], roles: Sequence[str], furniture: Sequence[float]
) -> list[str]:
    """Return the roles with all lines of such comments; `furniture` is how likely each is some."""
    found = list(roles)
    cut = list(_cut(roles, furniture))
    around = around_comments(page, roles) if cut else None
    if around is None or not around.have_feet:
        return found
    below = range(roles.index("begin"), len(page))
    forms = Counter(form(page[at].head) for at in below if roles[at] == "furniture")
    search = _Search(page, roles, furniture, around, forms)
    free = 0
    for begin, end in cut:
        if begin < free or (first := search.first(begin)) is None:
            continue
        free = search.stop(end)
        if free < len(page) and roles[free] == "furniture" and search.is_foot(free):
            last = search.last(end, free)
            found[first : last + 1] = ["begin", *["inside"] * (last - first)]
    return found


def with_greetings(page: Sequence[Line], roles: Sequence[str]) -> list[str]:
    """Return the roles with greetings that end comments, and names below, as parts of these.

    They stand above a button or the next head; at the end of a page, editors may greet.
    """
    found = list(roles)
    for end in range(len(page) - 2):
        if found[end] not in IN_COMMENTS or found[end + 1] != "furniture":
            continue
        greeting = next((at for at in (end, end + 1) if _is_greeting(page[at].head)), None)
        if greeting is None:
            continue
        if _is_signed(page, roles, greeting + 1):
            found[end + 1 : greeting + 2] = ["inside"] * (greeting + 1 - end)
        elif greeting > end and _follows_comments(page, greeting + 1):
            found[greeting] = "inside"
    return found


def _is_greeting(line: str) -> bool:
    return len(line) <= _LONGEST_GREETING and _GREETING.fullmatch(folded(line)) is not None


def _is_signed(page: Sequence[Line], roles: Sequence[str], at: int) -> bool:
    """Tell whether a name below a greeting is that of who greets, and not of the next head."""
    line, below = page[at], page[at + 1 : at + 2]
    return (
        roles[at] == "furniture"
        and not line.blank_before
        and is_name(line.head)
        and not is_of_site(line.head)
        and bool(below)
        and (is_of_site(below[0].head) or signature([below[0].head]).is_whole)
    )


def _follows_comments(page: Sequence[Line], at: int) -> bool:
    """Tell whether a button or a head stands below a greeting, and no date: "LG Eva" is a name."""
    near = [line.head for line in page[at : at + _LINES_OF_HEAD]]
    return is_of_site(near[0]) or (any(map(has_date, near)) and not is_date(near[0]))


def _cut(roles: Sequence[str], furniture: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield the first and last lines of comments with what may be text right above or below."""
    for begin, role in enumerate(roles):
        if role == "begin":
            end = last_of(roles, begin, "inside")
            above = roles[begin - 1 : begin] == ["furniture"] and furniture[begin - 1] < _LIKELY
            below = roles[end + 1 : end + 2] == ["furniture"] and furniture[end + 1] < _SURE
            if above or below:
                yield begin, end


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    """Looks for all lines of a comment of which some were found."""

    page: Sequence[Line]
    roles: Sequence[str]
    furniture: Sequence[float]
    around: Around
    forms: Mapping[str, int]  # of furniture, how many lines have each

    def first(self, begin: int) -> int | None:
        """Return the first line below the head, None where there is none such as others have."""
        above = furniture_above(self.roles, begin)
        first = begin
        while first > max(above.start, begin - _MOST_ABOVE) and self._may_begin(first - 1):
            first -= 1
        for at in range(first, begin + 1):
            if self.around.is_head([self.page[row].head for row in above if row < at]):
                return at
        return None

    def stop(self, end: int) -> int:
        """Return the first line below `end` that cannot be of the same comment."""
        at = end + 1
        while at < len(self.page) and self._may_go_on(at):
            at += 1
        return at

    def last(self, end: int, foot: int) -> int:
        """Return the last line of the comment above its foot.

        Numbers there are the site's, and so may be one line alone: "Bearbeitet von Eva".
        """
        found = max(at for at in range(end, foot) if self.roles[at] != "furniture")
        below = [at for at in range(found + 1, foot) if any(map(str.isalpha, self.page[at].head))]
        is_text = len(below) > 1 or any(map(self._is_likely, below))
        return below[-1] if is_text else found

    def is_foot(self, at: int) -> bool:
        """Tell whether furniture stands below comments."""
        line = self.page[at].head
        return (
            self.around.is_foot(line)
            or _SIGNATURE.fullmatch(line) is not None
            or (self.furniture[at] >= _SURE and not any(map(str.isalpha, line)))
            or (self._is_repeated(line) and not is_name(line) and not ends_texts(line))
        )

    def _may_begin(self, at: int) -> bool:
        return self.furniture[at] < _LIKELY and self._may_go_on(at)

    def _is_likely(self, at: int) -> bool:
        is_sentence = _SENTENCE.fullmatch(self.page[at].tail) is not None
        return is_sentence or self.furniture[at] < _LIKELY

    def _may_go_on(self, at: int) -> bool:
        """Tell whether a line may be a comment's, and is no foot."""
        if self.roles[at] != "furniture":
            return self.roles[at] != "article"
        line = self.page[at].head
        is_of_site = self.furniture[at] >= _SURE or self._is_repeated(line)
        return not (is_of_site or self.is_foot(at) or ends_texts(line))

    def _is_repeated(self, line: str) -> bool:
        return self.forms[form(line)] > 1
