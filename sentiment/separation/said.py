"""What is said of the lines of a plain text: by the model, and by all forms that tell a role.

Each `_say_...` writes into log-probabilities of roles what it knows for certain, or forbids.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import dropwhile, pairwise, takewhile
from typing import TYPE_CHECKING, Self

import numpy as np

from sentiment.separation.above_heads import without_lines_above_heads
from sentiment.separation.announcement import announces_comments, announces_none, is_heading
from sentiment.separation.answers import lines_to_titles
from sentiment.separation.dated_buttons import above_dated_buttons
from sentiment.separation.decoder import decode
from sentiment.separation.headings import heads_below_heading
from sentiment.separation.heads import heads_with_pictures
from sentiment.separation.heads_of_article import (
    SHORTEST_TEXT_OF_PLACE,
    dated_heads,
    minutes_of_match,
    places_of_list,
)
from sentiment.separation.line_forms import form
from sentiment.separation.line_model import ROLES
from sentiment.separation.listed import (
    lines_that_say,
    may_be_date,
    names_alone,
)
from sentiment.separation.metadata import is_name
from sentiment.separation.network_posts import end_of_post
from sentiment.separation.numbered_posts import numbered_posts
from sentiment.separation.site_lines import (
    answered_below,
    answers_to_votes,
    buttons_to_answer,
    grades_of_parts,
    heads_with_votes,
    is_copyright,
    is_of_site,
    lines_of_site,
    names_of_pictures,
    notes_of_editors,
)
from sentiment.separation.speaker_heads import speaker_heads
from sentiment.separation.teasers import texts_on_overview

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from sentiment.separation.headings import BelowHeading
    from sentiment.separation.line_model import LineModel
    from sentiment.separation.lines import Line
    from sentiment.separation.numbered_posts import Post

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

FURNITURE = ROLES.index("furniture")
CERTAIN = {role: np.where(np.array(ROLES) == role, 0.0, -np.inf) for role in ROLES}
"""The log-probabilities of a line whose role is known, by role."""

SEVERAL = 3
"""Comments whose heads are hardly chance."""

FEWEST_ANSWERS = 2
"""Buttons to answer; one alone might be a word of an article."""

_SURE = np.log(0.98)
_SHORTEST_ARTICLE = 150  # characters
_OF_COMMENTS = [ROLES.index("begin"), ROLES.index("inside")]
_OF_LIST = re.compile(r"\d{1,2}[.)]\s\w")


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What is said of the lines of a page, for the best reading to be found.

    `logs` are the log-probabilities of roles, shape (lines, 4), and `first` is how much speaks for
    each line to begin the first comment, shape (lines,). A page `is_whole` that looks as if it was
    copied with all that its site puts around it.
    """

    page: Sequence[Line]
    logs: Floats
    blank_before: Flags
    first: Floats
    is_whole: bool

    @classmethod
    def of(cls, page: Sequence[Line], model: LineModel) -> Self:
        """Take what the model says, and what is known by the form of lines."""
        logs, is_whole = model.judged(page)
        printed = [line.head for line in page]
        ticker = minutes_of_match(page)
        of_article = [*notes_of_editors(printed), *ticker, *texts_on_overview(printed)]
        logs[np.ix_(of_article, _OF_COMMENTS)] = -np.inf
        names = names_alone(page, model)
        _say_names(page, logs, names)
        below = heads_below_heading(page)
        # What somebody says above that heading, an article tells.
        top = below.heading if below else 0
        dated = [head for head in speaker_heads(page) if head.start >= top]
        say = {*lines_that_say(page, model, dated), *names}
        for role, sure in _known(page, say).items():
            logs[sure] = CERTAIN[role]
        heads = [range(at, at + 1) for at, line in enumerate(page) if line.is_head]
        logs[_goes_on(page, logs, heads)] = CERTAIN["inside"]
        _say_speakers(page, logs, dated, say)
        _say_posts(page, logs, numbered_posts(page))
        _say_post(logs, end_of_post(printed))
        answers = _below_comments(buttons_to_answer(printed), page, logs)
        if len(answers) >= FEWEST_ANSWERS:  # an article has none
            logs[answers[0] :, ROLES.index("article")] = -np.inf
        places = _say_places(page, logs)
        if below and _has_article(page, logs, below.heads[0][-1]):
            _say_below_heading(page, logs, below)
        _say_signed(printed, logs, answers)
        blank_before = np.array([line.blank_before for line in page])
        first = np.zeros(len(page))
        first[[*ticker, *places]] = -np.inf
        if end := _end(page, logs):
            logs[end] = CERTAIN["furniture"]
            logs[end:, ROLES.index("begin")] = first[end:] = -np.inf
        return cls(page, logs, blank_before, first, is_whole)

    def best(self, heard: Floats | float = 0.0) -> list[str]:
        """Return the best reading, with what was `heard` added to what speaks for a first line."""
        found = decode(self.logs, self.blank_before, self.first + heard)
        return without_lines_above_heads(self.page, found)

    def furniture(self, found: Sequence[str], regular: Sequence[str]) -> list[float]:
        """Return how likely each line is furniture, but for what was `found` to be `regular`."""
        likely = np.exp(self.logs[:, FURNITURE])
        likely[np.array(found) != np.array(regular)] = 1.0
        return [float(one) for one in likely]


def _say_names(page: Sequence[Line], logs: Floats, names: Sequence[int]) -> None:
    """Let names in lines of their own, with a colon, be heads where no dates stand below them."""
    if names and not any(may_be_date(page[at + 1].head) for at in names):
        logs[: names[-1], ROLES.index("begin")] = -np.inf  # but for those below the names
        others = [at for at in range(names[0], len(page)) if page[at].tail[-1] == ":"]
        logs[others, FURNITURE] = -np.inf  # "Früher:" in a text is no head


def _say_speakers(
    page: Sequence[Line], logs: Floats, heads: Sequence[range], say: Collection[int]
) -> None:
    """Let a comment begin below each head "Eva sagt:" with a date, and what a site adds there.

    Where an article stands above, it ends above the first head. Then comments begin nowhere else
    but where others `say` something without a date, unless there are other heads with dates.
    """
    if not heads:
        return
    ends = [*(head.start for head in heads[1:]), len(page)]
    heads = [_down_to_text(logs, head, end) for head, end in zip(heads, ends, strict=True)]
    for head, end in zip(heads, ends, strict=True):
        logs[list(head)] = CERTAIN["furniture"]
        if head.stop < end:
            logs[head.stop] = CERTAIN["begin"]
    logs[_goes_on(page, logs, heads)] = CERTAIN["inside"]
    first = heads[0].start
    if not _has_article(page, logs, first):
        return
    logs[first:, ROLES.index("article")] = -np.inf
    below = {*dated_heads(page, first)} - {at for head in heads for at in head}
    if not below and len(dated_heads(page[:first], 0)) <= 1:  # an article's own
        begins = {head.stop for head in heads} | {at + 1 for at in say}
        logs[[at for at in range(len(page)) if at not in begins], ROLES.index("begin")] = -np.inf


def _down_to_text(logs: Floats, head: range, end: int) -> range:
    """Return a head with the lines below that are furniture by their form, such as buttons."""
    below = range(head.stop, end)
    return range(head.start, next((at for at in below if logs[at, FURNITURE] < 0), end))


def _say_post(logs: Floats, end: int) -> None:
    """Let what stands above the `end` of a network's post be what is discussed."""
    if end:
        above = logs[:end]
        above[np.isin(above.argmax(axis=1), _OF_COMMENTS), FURNITURE] = -np.inf
        above[:, ROLES.index("begin")] = -np.inf
        logs[end:, ROLES.index("article")] = -np.inf


def _say_places(page: Sequence[Line], logs: Floats) -> range:
    """Let the places of a list, above all comments, be the article's; return their lines."""
    places = places_of_list(page)
    if any(announces_comments(line.head) for line in page[: places.start]):
        return range(0)
    texts = [at for at in places if page[at].length >= SHORTEST_TEXT_OF_PLACE]
    logs[places.start : places.stop, ROLES.index("begin")] = -np.inf
    logs[texts, FURNITURE] = -np.inf
    return places


def _say_posts(page: Sequence[Line], logs: Floats, posts: Sequence[Post]) -> None:
    """Let the numbered posts of a forum be comments; the first of all is what these discuss.

    Below an article, it is a comment, too; else nothing above it is of the article. What surely is
    furniture at the end of a text stays, and so does the foot of the page.
    """
    if posts:
        logs[: posts[0].head.start, _OF_COMMENTS] = -np.inf
    for post in posts:
        first, *below = post.text
        logs[[*post.head, *post.foot]] = CERTAIN["furniture"]
        is_article = post.is_first and not _has_article(page, logs, post.head.start)
        begins, goes_on = ("article", "article") if is_article else ("begin", "inside")
        if is_article:
            logs[: post.head.start, ROLES.index("article")] = -np.inf
        logs[first] = CERTAIN[begins]
        others = [at for at, role in enumerate(ROLES) if role not in (goes_on, "furniture")]
        logs[np.ix_(below, others)] = -np.inf
        if post is not posts[-1] or post.foot:
            of_text = (at for at in reversed(below) if _may_end(page[at], logs[at]))
            logs[first + 1 : next(of_text, first) + 1] = CERTAIN[goes_on]


def _may_end(line: Line, logs: Floats) -> bool:
    """Tell whether a line may be the last one of a post; lists look like furniture."""
    return bool(logs[FURNITURE] < _SURE) or _OF_LIST.match(line.head) is not None


def _below_comments(answers: Sequence[int], page: Sequence[Line], logs: Floats) -> Sequence[int]:
    """Return which of the buttons to answer stand below comments.

    An article may have posts of others in it, with their buttons, and so may questions and answers
    have headings. So they are those below the last heading of comments that has most of them below;
    without one, no text may go on below them.
    """
    if len(answers) < FEWEST_ANSWERS:  # on most pages
        return answers
    fewest = max(FEWEST_ANSWERS, (len(answers) + 1) // 2)
    above = range(answers[-fewest] - 1, -1, -1)
    heading = next((at for at in above if announces_comments(page[at].head)), None)
    if heading is not None:
        return [at for at in answers if at > heading]
    below_all = logs[answers[-1] + 1 :].argmax(axis=1)
    return answers if (below_all == FURNITURE).all() else []


def _say_below_heading(page: Sequence[Line], logs: Floats, below: BelowHeading) -> None:
    """Let what stands below heads be comments, though it sounds like an article.

    Elsewhere, names and dates stand below comments, or names below dates. Where they do not, what
    stands between the heading and the first head is of the site, unless it is much.
    """
    article, begin, inside = (ROLES.index(role) for role in ("article", "begin", "inside"))
    heads = below.heads
    text = np.logaddexp.reduce(logs[:, [article, *_OF_COMMENTS]], axis=1)
    texts = _texts_below(page, text > logs[:, FURNITURE], logs[:, FURNITURE] > _SURE, heads)
    are_above = heads[-1].stop in (first - row for first in texts[-1][:1] for row in (0, 1))
    first = heads[0].start
    if are_above and 2 * _seeming(page, logs, below.heading) > _seeming(page, logs, first):
        of_site = [at for at in range(below.heading, first) if logs[at, begin] < 0]
        logs[of_site] = CERTAIN["furniture"]
    if len(dated_heads(page[: below.heading], 0)) <= 1:  # an article's own
        logs[: below.heading, begin] = -np.inf
    names_below = sum(is_name(page[head.stop].head) for head in heads[:-1])
    are_whole = are_above and 2 * names_below < len(heads)
    logs[heads[0][-1] :, article] = -np.inf
    for head, own in zip(heads, texts, strict=True):
        logs[list(head if are_whole else head[1:] or head)] = CERTAIN["furniture"]
        logs[own[:1], begin] = text[own[:1]]
        logs[own[1:], inside] = text[own[1:]]


def _texts_below(
    page: Sequence[Line], are_text: Flags, are_sure: Flags, heads: Sequence[range]
) -> list[list[int]]:
    """Return the lines below each head up to the first that seems furniture, or is a title."""
    texts = []
    for head, end in zip(heads, [*(head.start for head in heads[1:]), len(page)], strict=True):
        below = dropwhile(are_sure.__getitem__, range(head.stop, end))
        own = [*takewhile(are_text.__getitem__, below)]
        if len(own) > 1 and _may_be_title(page[own[-1] : end + 1]):
            own.pop()
        texts.append(own)
    return texts


def _may_be_title(above: Sequence[Line]) -> bool:
    """Tell whether the first of the lines above a head is a title, with a picture below at most."""
    return above[0].blank_before and not any(
        line.blank_before or is_of_site(line.head) for line in above[1:]
    )


def _has_article(page: Sequence[Line], logs: Floats, end: int) -> bool:
    """Tell whether more than headings above line `end` seems no furniture."""
    return _seeming(page, logs, end) >= _SHORTEST_ARTICLE


def _seeming(page: Sequence[Line], logs: Floats, end: int) -> int:
    """Return how many characters above line `end` seem no furniture."""
    seem = np.flatnonzero(logs[:end].argmax(axis=1) != FURNITURE).tolist()
    return sum(page[at].length for at in seem)


def _say_signed(printed: Sequence[str], logs: Floats, answers: Sequence[int]) -> None:
    """Let texts be comments that a name and a date beside the buttons sign, or a whole head."""
    for own in above_dated_buttons(printed, answers):
        for role, lines in (
            ("furniture", [*range(own.name, own.begin), own.end]),
            ("begin", [own.begin]),
            ("inside", range(own.begin + 1, own.end)),
        ):
            logs[list(lines)] = CERTAIN[role]
    for head in heads_with_pictures(printed):
        if logs[head.stop, FURNITURE] <= _SURE:  # no more of the head, nor a heading
            logs[list(head)] = CERTAIN["furniture"]
            logs[head.stop] = CERTAIN["begin"]


def _end(page: Sequence[Line], logs: Floats) -> int:
    """Return the line below which nobody comments, 0 without any.

    It says that nobody did, or whose the page is, below the heading of comments. A counter says so
    above comments, too, and a copyright may be that of the article.
    """
    none = [at for at, line in enumerate(page) if announces_none(line.head)][-1:]
    foot = [at for at, line in enumerate(page) if is_copyright(line.head)][-1:]
    if foot and not any(announces_comments(line.head) for line in page[: foot[0]]):
        foot = []
    likely = logs.argmax(axis=1)
    return next(
        (
            at
            for at in none + foot
            if _has_article(page, logs, at)
            and not dated_heads(page, at)
            and np.count_nonzero(likely[at + 1 :] == ROLES.index("begin")) < SEVERAL
            and not any(is_heading(line.head) for line in page[at + 1 :])
        ),
        0,
    )


def _known(page: Sequence[Line], say: Collection[int]) -> dict[str, list[int]]:
    """Return the lines whose role is known by their form, by role; those that `say` are heads."""
    heads = [at for at, line in enumerate(page) if line.is_head]
    headings = [at - 1 for at in heads if at and is_heading(page[at - 1].head)]
    below = [at + 1 for at in heads if at + 1 < len(page) and not page[at + 1].is_head]
    said = [at + 1 for at in say if at + 1 not in say and not may_be_date(page[at + 1].head)]
    printed = [line.head for line in page]
    of_site = {
        *lines_of_site(printed),
        *names_of_pictures(printed),
        *answered_below(printed),
        *answers_to_votes(printed),
        *grades_of_parts(printed),
        *lines_to_titles(printed),
    }
    below_all = {*of_site, len(page)}
    voted = [
        head
        for head in heads_with_votes(printed)
        if head.stop not in below_all and _is_of_head(printed[head.start])
    ]
    return {
        "furniture": [*of_site, *headings, *heads, *say, *(at for head in voted for at in head)],
        "begin": below + said + [head.stop for head in voted],
    }


def _is_of_head(line: str) -> bool:
    """Tell whether a line above votes may be of a head: below texts, these stand there as well."""
    return is_name(line) or may_be_date(line)


def _goes_on(page: Sequence[Line], logs: Floats, heads: Sequence[range]) -> list[int]:
    """Return the lines that go on with a comment: between two known heads, and above all feet.

    A foot surely is furniture, or stands at other comments, too. Below the last head, nothing tells
    where the foot of the page begins.
    """
    rests = [range(above.stop + 1, below.start) for above, below in pairwise(heads)]
    forms = Counter(own for rest in rests for own in {form(page[at].head) for at in rest})
    are_sure = logs[:, FURNITURE] > _SURE
    return [
        at
        for rest in rests
        for at in takewhile(lambda at: not are_sure[at] and forms[form(page[at].head)] == 1, rest)
    ]
