"""The best reading of a plain text: which role each line has, by all that speaks for it."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from sentiment.separation.counters import without_counters
from sentiment.separation.headings import heading_of_comments, may_be_heading
from sentiment.separation.heads import without_heads, without_numbered_titles
from sentiment.separation.heads_of_article import is_signed
from sentiment.separation.metadata import is_row_of_buttons, signature
from sentiment.separation.quotations import without_quotations
from sentiment.separation.reactions import with_reactions
from sentiment.separation.roles import IN_COMMENTS, begins_of, furniture_above, last_of
from sentiment.separation.said import CERTAIN, FEWEST_ANSWERS, FURNITURE, SEVERAL, Said
from sentiment.separation.short_texts import with_short_texts
from sentiment.separation.site_lines import is_of_site
from sentiment.separation.teasers import without_teasers
from sentiment.separation.whole_texts import with_greetings, with_whole_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.separation.line_model import LineModel
    from sentiment.separation.lines import Line
    from sentiment.separation.page_reader import PageReader

    Flags = NDArray[np.bool_]

# The line model takes what neighbours have in common for new evidence, line by line, and so is too
# sure: where the reader is asked, what it says counts this many times (docs/separation.md).
_READER_COUNTS = 7
_HARDLY_TEXT = np.log(0.8)  # from which on a line is furniture at the end of an article, too
_MOST = 0.75  # of the comments of a page
_LINES_OF_FOOT = 3
_LINES_OF_HEAD = 2  # right above a comment: its name and its date


def roles_of(page: Sequence[Line], model: LineModel, reader: PageReader | None) -> list[str]:
    """Return the role of each line, in the best reading of the whole page."""
    said = Said.of(page, model)
    found = said.best()
    if set(found) == {"furniture"}:  # somebody wrote these few lines all the same
        said.logs[:, FURNITURE] = -np.inf
        found = said.best()
    if heading := heading_of_comments(page, found):
        found = _below(heading, said, found)
    if reader is not None:
        found = _heard(said, found, reader)
    if not said.is_whole:
        found = _ended(page, found, said.logs[:, FURNITURE] < _HARDLY_TEXT)
    regular = with_reactions(page, without_counters(page, without_heads(page, found)))
    furniture = said.furniture(found, regular)
    found = with_short_texts(page, with_whole_texts(page, regular, furniture))
    found = with_greetings(page, without_teasers(page, without_numbered_titles(page, found)))
    return without_quotations(page, _with_heads(found) if _headed(found) >= _MOST else found)


def _below(heading: range, said: Said, found: Sequence[str]) -> list[str]:
    """Return the best reading in which no comment begins above the heading of all comments."""
    said.first[: heading.start + 1] = -np.inf
    if "article" in {found[at] for at in heading}:
        said.logs[list(heading)] = CERTAIN["furniture"]
    seemed = [at for at in range(heading.start) if found[at] == "begin"]
    below = said.best()
    if "article" not in below and seemed:  # what stands below a video is what is discussed
        said.logs[seemed, FURNITURE] = -np.inf
        below = said.best()
    return below


def _heard(said: Said, found: list[str], reader: PageReader) -> list[str]:
    """Return the roles with what the reader hears, and those that were `found` where heads tell.

    It is asked unless furniture stands above every comment, and there are several, or one has a
    name and a date there, or a whole page was copied: in other texts, a first name or a full stop
    of its own looks like furniture, too.
    """
    page, logs = said.page, said.logs
    signed = _any_is_signed(page, found)
    has_heads = signed or found.count("begin") >= SEVERAL or said.is_whole
    if has_heads and _headed(found) == 1:
        return found
    heard = _below_its_head(page, said.best(_READER_COUNTS * reader.first(logs, page)), found)
    # It hears no voices in heads: where these are clear, it must not drop what is below them.
    if "begin" not in heard and (signed or (has_heads and _headed(found) >= _MOST)):
        return found
    if "begin" not in found and _is_of_list(page, heard):
        return found
    return heard


def _is_of_list(page: Sequence[Line], heard: Sequence[str]) -> bool:
    """Tell whether one comment alone has below it what stands below parts of the article."""
    begins = begins_of(heard)
    if len(begins) != 1:
        return False
    above = Counter(line.head for line in page[: begins[0]])
    end = last_of(heard, begins[0], "inside") + 1
    below = {line.head for line in page[end : end + _LINES_OF_FOOT] if not is_of_site(line.head)}
    return sum(above[line] >= SEVERAL for line in below) >= FEWEST_ANSWERS


def _headed(roles: Sequence[str]) -> float:
    """Return the share of comments with furniture right above them; 0 where there is none."""
    begins = begins_of(roles)
    return sum(i > 0 and roles[i - 1] == "furniture" for i in begins) / max(len(begins), 1)


def _any_is_signed(page: Sequence[Line], roles: Sequence[str]) -> bool:
    """Tell whether below an article, a comment has a name and a date right above it."""
    first = roles.index("article") if "article" in roles else len(roles)
    return any(
        is_signed(page, furniture_above(roles, begin)[-_LINES_OF_HEAD:])
        for begin in begins_of(roles)
        if begin > first
    )


def _below_its_head(page: Sequence[Line], heard: Sequence[str], alone: Sequence[str]) -> list[str]:
    """Let the first comment that is heard begin below the name and date above it.

    The reader finds where the article ends; `alone` is what the line model says without it.
    """
    roles = list(heard)
    if "begin" not in roles:
        return roles
    at = roles.index("begin")
    text = next((row for row in range(at, len(alone)) if alone[row] != "furniture"), at)
    if text > at and alone[text] == "begin":
        head, below = (signature([line.head for line in page[row:text]]) for row in (at, at + 1))
        if head.is_whole and not below.author:
            roles[at:text] = ["furniture"] * (text - at)
            roles[text] = "begin"
    return roles


def _with_heads(roles: Sequence[str]) -> list[str]:
    """Let comments go on where one without a head would begin, mostly behind a blank line."""
    return [
        "inside" if role == "begin" and at and roles[at - 1] in IN_COMMENTS else role
        for at, role in enumerate(roles)
    ]


def _ended(page: Sequence[Line], roles: Sequence[str], may_be_text: Flags) -> list[str]:
    """Let the article go on to the first comment, or its head, where nothing between is of a site.

    A credit, a name or a greeting closes an article. Sites are regular: no head has fewer lines
    than the least above other comments.
    """
    first, *others = begins_of(roles) or [0]
    above = furniture_above(roles, first)
    if not (above and above.start):  # nothing stands between, or there is no article
        return list(roles)
    runs = [[page[at].head for at in furniture_above(roles, other)] for other in others]
    least = min((len([*takewhile(_may_be_of_head, reversed(run))]) for run in runs), default=0)
    height = max(least, _height_of_head(page, above))
    ended = list(roles)
    for at in reversed(above[: max(len(above) - height, 0)]):
        line = page[at].head
        if not may_be_text[at] or may_be_heading(line) or is_of_site(line):
            break
        ended[at] = "article"
    return ended


def _may_be_of_head(line: str) -> bool:
    """Tell whether furniture above a comment is no button, which may stand below another one."""
    return not (is_of_site(line) or is_row_of_buttons(line))


def _height_of_head(page: Sequence[Line], above: range) -> int:
    """Return how many lines right above a comment are its name and its date."""
    heights = range(1, _LINES_OF_HEAD + 1)
    return next((height for height in heights if is_signed(page, above[-height:])), 0)
