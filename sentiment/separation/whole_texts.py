"""Comments that are found in part, since a list, a verse or an aside in them seems furniture.

Sites are regular: where other comments have the same head above them, and buttons below, all that
stands between the two is one comment.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.separation.line_forms import form
from sentiment.separation.metadata import is_name
from sentiment.separation.roles import furniture_above, last_of
from sentiment.separation.short_texts import around_comments, ends_texts
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
