"""The best reading of a plain text: which role each line has, by all that speaks for it."""

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
from sentiment.separation.counters import without_counters
from sentiment.separation.dated_buttons import above_dated_buttons
from sentiment.separation.decoder import decode
from sentiment.separation.headings import heading_of_comments, heads_below_heading
from sentiment.separation.heads import heads_with_pictures, without_heads, without_numbered_titles
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
from sentiment.separation.metadata import (
    has_date,
    is_name,
    is_name_of_account,
    is_row_of_buttons,
    signature,
)
from sentiment.separation.numbered_posts import numbered_posts
from sentiment.separation.quotations import without_quotations
from sentiment.separation.reactions import with_reactions
from sentiment.separation.roles import IN_COMMENTS, begins_of, furniture_above, last_of
from sentiment.separation.short_texts import with_short_texts
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
from sentiment.separation.teasers import texts_on_overview, without_teasers
from sentiment.separation.whole_texts import with_greetings, with_whole_texts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from sentiment.separation.headings import BelowHeading
    from sentiment.separation.line_model import LineModel
    from sentiment.separation.lines import Line
    from sentiment.separation.numbered_posts import Post
    from sentiment.separation.page_reader import PageReader

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

# The line model takes what neighbours have in common for new evidence, line by line, and so is too
# sure: where the reader is asked, what it says counts this many times (docs/separation.md).
_READER_COUNTS = 7
_FEWEST_ANSWERS = 2  # one alone might be a word of an article
_MOST = 0.75  # of the comments of a page
_SURE = np.log(0.98)
_SEVERAL = 3  # comments whose heads are hardly chance
_FEWEST_ACCOUNTS = 2  # of a post and of an answer
_LINES_TO_DATE = 3  # below the name of an account: the date may stand behind a middle dot
_LONGEST_DATE = 60  # characters of a line
_SHORTEST_POST = 40
_SHORTEST_ARTICLE = 150  # characters
_LINES_OF_FOOT = 3
_LINES_OF_HEAD = 2  # right above a comment: its name and its date
_COMMENT, _ANSWER = "ommentieren", "ntworten"
_OF_COMMENTS = [ROLES.index("begin"), ROLES.index("inside")]
_FURNITURE = ROLES.index("furniture")
_OF_LIST = re.compile(r"\d{1,2}[.)]\s\w")
_CERTAIN = {role: np.where(np.array(ROLES) == role, 0.0, -np.inf) for role in ROLES}


def roles_of(page: Sequence[Line], model: LineModel, reader: PageReader | None) -> list[str]:
    """Return the role of each line, in the best reading of the whole page."""
    said = _Said.of(page, model)
    found = said.best()
    if set(found) == {"furniture"}:  # somebody wrote these few lines all the same
        said.logs[:, _FURNITURE] = -np.inf
        found = said.best()
    if heading := heading_of_comments(page, found):
        found = _below(heading, said, found)
    if reader is not None:
        found = _heard(said, found, model, reader)
    regular = with_reactions(page, without_counters(page, without_heads(page, found)))
    furniture = said.furniture(found, regular)
    found = with_short_texts(page, with_whole_texts(page, regular, furniture))
    found = with_greetings(page, without_teasers(page, without_numbered_titles(page, found)))
    return without_quotations(page, _with_heads(found) if _headed(found) >= _MOST else found)


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """What is said of the lines of a page, for the best reading to be found.

    `logs` are the log-probabilities of roles, shape (lines, 4), and `first` is how much speaks for
    each line to begin the first comment, shape (lines,).
    """

    page: Sequence[Line]
    logs: Floats
    blank_before: Flags
    first: Floats

    @classmethod
    def of(cls, page: Sequence[Line], model: LineModel) -> Self:
        """Take what the model says, and what is known by the form of lines."""
        logs = model.log_proba(page)
        printed = [line.head for line in page]
        ticker = minutes_of_match(page)
        of_article = [*notes_of_editors(printed), *ticker, *texts_on_overview(printed)]
        logs[np.ix_(of_article, _OF_COMMENTS)] = -np.inf
        names = names_alone(page, model)
        if names and not any(may_be_date(page[at + 1].head) for at in names):
            logs[: names[-1], ROLES.index("begin")] = -np.inf  # but for those below the names
            others = [at for at in range(names[0], len(page)) if page[at].tail[-1] == ":"]
            logs[others, _FURNITURE] = -np.inf  # "Früher:" in a text is no head
        say = {*lines_that_say(page, model), *names}
        for role, sure in _known(page, say).items():
            logs[sure] = _CERTAIN[role]
        logs[_goes_on(page, logs)] = _CERTAIN["inside"]
        _say_posts(page, logs, numbered_posts(page))
        if row := _below_post(printed) or _date_of_post(printed):
            above = logs[:row]
            above[np.isin(above.argmax(axis=1), _OF_COMMENTS), _FURNITURE] = -np.inf
            above[:, ROLES.index("begin")] = -np.inf
            logs[row:, ROLES.index("article")] = -np.inf
        answers = _below_comments(buttons_to_answer(printed), page, logs)
        if len(answers) >= _FEWEST_ANSWERS:  # an article has none
            logs[answers[0] :, ROLES.index("article")] = -np.inf
        places = places_of_list(page)
        if any(map(announces_comments, printed[: places.start])):
            places = range(0)
        texts = [at for at in places if page[at].length >= SHORTEST_TEXT_OF_PLACE]
        logs[places.start : places.stop, ROLES.index("begin")] = -np.inf
        logs[texts, _FURNITURE] = -np.inf
        below = heads_below_heading(page)
        if below and _has_article(page, logs, below.heads[0][-1]):
            _say_below_heading(page, logs, below)
        _say_signed(printed, logs, answers)
        blank_before = np.array([line.blank_before for line in page])
        first = np.zeros(len(page))
        first[[*ticker, *places]] = -np.inf
        if end := _end(page, logs):
            logs[end] = _CERTAIN["furniture"]
            logs[end:, ROLES.index("begin")] = first[end:] = -np.inf
        return cls(page, logs, blank_before, first)

    def best(self, heard: Floats | float = 0.0) -> list[str]:
        """Return the best reading, with what was `heard` added to what speaks for a first line."""
        found = decode(self.logs, self.blank_before, self.first + heard)
        return without_lines_above_heads(self.page, found)

    def furniture(self, found: Sequence[str], regular: Sequence[str]) -> list[float]:
        """Return how likely each line is furniture, but for what was `found` to be `regular`."""
        likely = np.exp(self.logs[:, _FURNITURE])
        likely[np.array(found) != np.array(regular)] = 1.0
        return [float(one) for one in likely]


def _say_signed(printed: Sequence[str], logs: Floats, answers: Sequence[int]) -> None:
    """Let texts be comments that a name and a date beside the buttons sign, or a whole head."""
    for own in above_dated_buttons(printed, answers):
        for role, lines in (
            ("furniture", [*range(own.name, own.begin), own.end]),
            ("begin", [own.begin]),
            ("inside", range(own.begin + 1, own.end)),
        ):
            logs[list(lines)] = _CERTAIN[role]
    for head in heads_with_pictures(printed):
        if logs[head.stop, _FURNITURE] <= _SURE:  # no more of the head, nor a heading
            logs[list(head)] = _CERTAIN["furniture"]
            logs[head.stop] = _CERTAIN["begin"]


def _say_posts(page: Sequence[Line], logs: Floats, posts: Sequence[Post]) -> None:
    """Let the numbered posts of a forum be comments; the first of all is what these discuss.

    Below an article, it is a comment, too. What surely is furniture at the end of a text stays, and
    so does the foot of the page.
    """
    if posts:
        logs[: posts[0].head.start, _OF_COMMENTS] = -np.inf
    for post in posts:
        first, *below = post.text
        logs[[*post.head, *post.foot]] = _CERTAIN["furniture"]
        is_article = post.is_first and not _has_article(page, logs, post.head.start)
        begins, goes_on = ("article", "article") if is_article else ("begin", "inside")
        logs[first] = _CERTAIN[begins]
        others = [at for at, role in enumerate(ROLES) if role not in (goes_on, "furniture")]
        logs[np.ix_(below, others)] = -np.inf
        if post is not posts[-1] or post.foot:
            of_text = (at for at in reversed(below) if _may_end(page[at], logs[at]))
            logs[first + 1 : next(of_text, first) + 1] = _CERTAIN[goes_on]


def _may_end(line: Line, logs: Floats) -> bool:
    """Tell whether a line may be the last one of a post; lists look like furniture."""
    return bool(logs[_FURNITURE] < _SURE) or _OF_LIST.match(line.head) is not None


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
            and np.count_nonzero(likely[at + 1 :] == ROLES.index("begin")) < _SEVERAL
            and not any(is_heading(line.head) for line in page[at + 1 :])
        ),
        0,
    )


def _say_below_heading(page: Sequence[Line], logs: Floats, below: BelowHeading) -> None:
    """Let what stands below heads be comments, though it sounds like an article.

    Elsewhere, names and dates stand below comments, or names below dates. Where they do not, what
    stands between the heading and the first head is of the site, unless it is much.
    """
    article, begin, inside = (ROLES.index(role) for role in ("article", "begin", "inside"))
    heads = below.heads
    text = np.logaddexp.reduce(logs[:, [article, *_OF_COMMENTS]], axis=1)
    texts = _texts_below(page, text > logs[:, _FURNITURE], logs[:, _FURNITURE] > _SURE, heads)
    are_above = heads[-1].stop in (first - row for first in texts[-1][:1] for row in (0, 1))
    first = heads[0].start
    if are_above and 2 * _seeming(page, logs, below.heading) > _seeming(page, logs, first):
        of_site = [at for at in range(below.heading, first) if logs[at, begin] < 0]
        logs[of_site] = _CERTAIN["furniture"]
    if len(dated_heads(page[: below.heading], 0)) <= 1:  # an article's own
        logs[: below.heading, begin] = -np.inf
    names_below = sum(is_name(page[head.stop].head) for head in heads[:-1])
    are_whole = are_above and 2 * names_below < len(heads)
    logs[heads[0][-1] :, article] = -np.inf
    for head, own in zip(heads, texts, strict=True):
        logs[list(head if are_whole else head[1:] or head)] = _CERTAIN["furniture"]
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
    seem = np.flatnonzero(logs[:end].argmax(axis=1) != _FURNITURE).tolist()
    return sum(page[at].length for at in seem)


def _below(heading: range, said: _Said, found: Sequence[str]) -> list[str]:
    """Return the best reading in which no comment begins above the heading of all comments."""
    said.first[: heading.start + 1] = -np.inf
    if "article" in {found[at] for at in heading}:
        said.logs[list(heading)] = _CERTAIN["furniture"]
    seemed = [at for at in range(heading.start) if found[at] == "begin"]
    below = said.best()
    if "article" not in below and seemed:  # what stands below a video is what is discussed
        said.logs[seemed, _FURNITURE] = -np.inf
        below = said.best()
    return below


def _heard(said: _Said, found: list[str], model: LineModel, reader: PageReader) -> list[str]:
    """Return the roles with what the reader hears, and those that were `found` where heads tell.

    It is asked unless furniture stands above every comment, and there are several, or one has a
    name and a date there, or a whole page was copied: in other texts, a first name or a full stop
    of its own looks like furniture, too.
    """
    page, logs = said.page, said.logs
    signed = _any_is_signed(page, found)
    has_heads = signed or found.count("begin") >= _SEVERAL or model.is_whole(page)
    if has_heads and _headed(found) == 1:
        return found
    heard = _below_its_head(page, said.best(_READER_COUNTS * reader.first(logs, page)), found)
    # It hears no voices in heads: where these are clear, it must not drop what is below them.
    if "begin" not in heard and (signed or (has_heads and _headed(found) >= _MOST)):
        return found
    if "begin" not in found and _is_of_list(page, heard):
        return found
    return _ended(heard, logs[:, _FURNITURE] < np.log(0.5))


def _is_of_list(page: Sequence[Line], heard: Sequence[str]) -> bool:
    """Tell whether one comment alone has below it what stands below parts of the article."""
    begins = begins_of(heard)
    if len(begins) != 1:
        return False
    above = Counter(line.head for line in page[: begins[0]])
    end = last_of(heard, begins[0], "inside") + 1
    below = {line.head for line in page[end : end + _LINES_OF_FOOT] if not is_of_site(line.head)}
    return sum(above[line] >= _SEVERAL for line in below) >= _FEWEST_ANSWERS


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


def _below_comments(answers: Sequence[int], page: Sequence[Line], logs: Floats) -> Sequence[int]:
    """Return which of the buttons to answer stand below comments.

    An article may have posts of others in it, with their buttons, and so may questions and answers
    have headings. So they are those below the last heading of comments that has most of them below;
    without one, no text may go on below them.
    """
    if len(answers) < _FEWEST_ANSWERS:  # on most pages
        return answers
    fewest = max(_FEWEST_ANSWERS, (len(answers) + 1) // 2)
    above = range(answers[-fewest] - 1, -1, -1)
    heading = next((at for at in above if announces_comments(page[at].head)), None)
    if heading is not None:
        return [at for at in answers if at > heading]
    below_all = logs[answers[-1] + 1 :].argmax(axis=1)
    return answers if (below_all == _FURNITURE).all() else []


def _below_post(printed: Sequence[str]) -> int:
    """Return where the one row of buttons stands with which to comment, above others to answer."""
    rows = [at for at, line in enumerate(printed) if _COMMENT in line and is_row_of_buttons(line)]
    if len(rows) != 1 or _ANSWER in printed[rows[0]]:  # on most pages
        return 0
    below = printed[rows[0] + 1 :]
    return rows[0] if any(_ANSWER in line and is_row_of_buttons(line) for line in below) else 0


def _date_of_post(printed: Sequence[str]) -> int:
    """Return where the date of a network's post stands, 0 where there is none such.

    It stands below the post, while those of answers stand above them, below the name of an account.
    """
    accounts = [at for at, line in enumerate(printed) if is_name_of_account(line)]
    if len(accounts) < _FEWEST_ACCOUNTS:  # on most pages
        return 0
    first, second, *_ = accounts
    dates = [
        at
        for at in range(first + 1, second)
        if len(printed[at]) <= _LONGEST_DATE and has_date(printed[at])
    ]
    # An article may have posts in it.
    is_in_article = max(map(len, printed[:first]), default=0) >= _SHORTEST_ARTICLE
    if is_in_article or not dates or sum(map(len, printed[first + 1 : dates[-1]])) < _SHORTEST_POST:
        return 0
    below = (printed[at + 1 : at + _LINES_TO_DATE] for at in accounts[1:])
    heads = (next((line for line in lines if any(map(str.isalnum, line))), "") for lines in below)
    return dates[-1] if sum(map(has_date, heads)) >= _MOST * (len(accounts) - 1) else 0


def _goes_on(page: Sequence[Line], logs: Floats) -> list[int]:
    """Return the lines that go on with a comment: between two known heads, and above all feet.

    A foot surely is furniture, or stands at other comments, too. Below the last head, nothing tells
    where the foot of the page begins.
    """
    heads = [at for at, line in enumerate(page) if line.is_head]
    rests = [range(above + 2, below) for above, below in pairwise(heads) if below > above + 2]
    forms = Counter(own for rest in rests for own in {form(page[at].head) for at in rest})
    are_sure = logs[:, _FURNITURE] > _SURE
    return [
        at
        for rest in rests
        for at in takewhile(lambda at: not are_sure[at] and forms[form(page[at].head)] == 1, rest)
    ]


def _headed(roles: Sequence[str]) -> float:
    """Return the share of comments with furniture right above them; 0 where there is none."""
    begins = begins_of(roles)
    return sum(i > 0 and roles[i - 1] == "furniture" for i in begins) / max(len(begins), 1)


def _any_is_signed(page: Sequence[Line], roles: Sequence[str]) -> bool:
    """Tell whether below an article, a comment has a name and a date right above it."""
    first = roles.index("article") if "article" in roles else len(roles)
    heads = (
        signature([page[at].head for at in furniture_above(roles, begin)[-_LINES_OF_HEAD:]])
        for begin, role in enumerate(roles)
        if role == "begin" and begin > first
    )
    return any(head.is_whole for head in heads)


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


def _ended(roles: Sequence[str], are_text: Flags) -> list[str]:
    """Let the article go on to the first comment where what stands between looks like text.

    A credit or a greeting closes an article; without names, nothing else says that it is furniture.
    """
    ended = list(roles)
    at = ended.index("begin") if "begin" in ended else 0
    while at and ended[at - 1] == "furniture" and are_text[at - 1]:
        at -= 1
        ended[at] = "article"
    return ended
