"""Comments found by what they have in common, where no system marks them in a way that is known.

The elements of a page that share a tag and a class (or the beginning of a numbered id) are one
group, and so are those of one parent that begin alike, as where classes alternate. A group is
comments where nearly every member holds one date and words that are no link, and the page itself
speaks of comments around or above it. Of several such groups, the one with the most members wins,
then the one that holds the most text; but one whose members are the same number of cells in each
member of another loses to it, as where a forum sets who wrote beside what. After the idea of mining
data records by their repetition (Liu, Grossman and Zhai, 2003).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from lxml import etree

from sentiment.readers import comment_markup
from sentiment.readers.bylines import says_when
from sentiment.readers.comment_markup import NEVER_TEXT
from sentiment.readers.html_text import Nearest, is_small, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

_ITEM_TAGS = frozenset({"li", "div", "article", "section", "dd", "tr", "p", "blockquote", "td"})
_SHARE = 0.8  # of a group's members that must look like a comment
_MOST_DATES = 3  # in one comment: written, changed, and one that the reader names
_SHAPE = 2  # elements by which those of one parent are alike, whatever their classes
_SHORTEST = 2  # characters: ":)"
_WORDS_OF_A_TITLE = 4  # a link of so many words leads to another article; names are shorter
_MOST_LINKED = 0.5  # of a comment's characters
_FEWEST_ROWS = 3  # of cells, each of which is one comment
_HEADING_WITHIN = 3  # elements above
_LONGEST_HEADING = 90
_LARGEST_ALONE = 100_000  # of a comment that is the only one, in the units of `_sizes`

# To read an element takes as long as so many characters. A page that is made to keep the reader
# busy, with a thousand groups one inside the other, is left after some seconds.
_COST_OF_ELEMENT = 200
_MOST_READ = 1_000_000_000

_NO_COMMENTS = (0, 0, 0)  # the least rank

# Class or id of a section, or of a comment; but not of a post that is filed under such a topic.
_SECTION_NAME = re.compile(
    r"comment|kommentar|diskussion|discussion|leserbrief|leser-?(?:meinung|stimm)|posting"
    r"|repl(?:y|ies)|reaktion|response|gaestebuch|guestbook|feedback|conversation|talkback|thread",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"(?:category|tag|post_tag|cat|term|topic)-", re.IGNORECASE)
_HEADING = re.compile(
    r"\W*(?:alle|bisher|bisherige|neueste)?\s*(?:[1-9][\d.]*|eine?|zwei|drei)?\s*"
    r"(?:(?:leser|user|nutzer)(?:innen)?-?\s?)?"
    r"(?:kommentare?|comments?|meinung(?:en)?|briefe|antworten|reaktion(?:en)?|responses?"
    r"|gedanken? zu|thoughts? on|diskussion|postings?|wortmeldungen|stimmen|feedback)\b",
    re.IGNORECASE,
)
# All that a heading says, which then is no headline: that would begin so, and go on.
_HEADS_COMMENTS = re.compile(
    rf"(?:{_HEADING.pattern}|\W*(?:gespräch|unterhaltung|debatte|conversation|discussion))"
    r"\W*(?:\d+\W*)?",
    re.IGNORECASE,
)
# Comments on other pages, in a column beside the article.
_ELSEWHERE = re.compile(r"(?:recent|latest|neueste)[-_]?comments?", re.IGNORECASE)
_DIGIT = re.compile(r"\d+")
# At the end of a class, where an element stands among others: lists alternate these.
_POSITION = re.compile(
    r"(?:^|[-_])(?:even|odd|alt|first|last)(?:[-_]?(?:row|item|child))?$", re.IGNORECASE
)
_MAY_BE_DATE = re.compile(r"\d|\bvor\s", re.IGNORECASE)


def repeated_items(search: Search) -> list[HtmlElement]:
    """Return the elements that are one comment each, in the order of the page.

    Parameters
    ----------
    search : Search
        Of the whole page.

    Returns
    -------
    list of HtmlElement
        Replies may stand inside the comment that they answer. Empty where no group convinces.
    """
    best: list[HtmlElement] = []
    best_rank = _NO_COMMENTS
    groups = sorted(search.groups(), key=len, reverse=True)
    for members in groups:
        if len(members) < best_rank[0]:
            break
        rank = search.rank(members)
        if rank > best_rank:
            best, best_rank = members, rank
    wholes = (whole for whole in _around_cells(best, groups) if search.rank(whole) > _NO_COMMENTS)
    return next(wholes, best)


def heads_comments(heading: HtmlElement) -> bool:
    """Tell whether a heading says that comments follow, and no more."""
    return is_small(heading) and _HEADS_COMMENTS.fullmatch(text_of(heading)) is not None


def _around_cells(
    cells: Sequence[HtmlElement], groups: Iterable[list[HtmlElement]]
) -> Iterator[list[HtmlElement]]:
    """Yield the groups each of whose members holds as many cells, in one row, the inner ones first.

    Threads hold comments, too, but not all of them as many.
    """
    rows = Counter(cell.getparent() for cell in cells)
    if len(rows) < _FEWEST_ROWS or min(rows.values()) == 1 or len(set(rows.values())) > 1:
        return
    known = {tuple(members) for members in groups if len(members) == len(rows)}
    level = list(rows)
    while None not in level and len(set(level)) == len(rows):
        if tuple(level) in known:
            yield level
        level = [element.getparent() for element in level]


class Search:
    """One page, and what is asked of its elements more than once."""

    def __init__(self, page: HtmlElement) -> None:
        self.page = page
        self.text = cache(text_of)
        self.speaks_of_comments = cache(self._speaks_of_comments)
        self.dated = self._dated()
        self.with_headline = _and_around(page.iter("h1"))
        self.left = _MOST_READ

    @cached_property
    def sizes(self) -> Mapping[HtmlElement, int]:
        """How much work it is to read each element, in characters."""
        sizes: dict[HtmlElement, int] = defaultdict(int)
        for element in reversed(list(self.page.iter(etree.Element))):
            sizes[element] += len(element.text or "") + _COST_OF_ELEMENT
            parent = element.getparent()
            if parent is not None:
                sizes[parent] += sizes[element] + len(element.tail or "")
        return sizes

    def _dated(self) -> set[HtmlElement]:
        """Return all elements with a date somewhere in them: most of a page is none of these."""
        marked = {e for selector in comment_markup.DATE for e in selector(self.page)}

        def is_dated(element: HtmlElement) -> bool:
            if element in marked:
                return True
            written = element.text or ""
            if len(element):
                written = "".join((written, *(child.tail or "" for child in element)))
            elif written and element.tag not in NEVER_TEXT and says_when(element):
                return True
            return bool(_MAY_BE_DATE.search(written) and comment_markup.ANY_DATE.search(written))

        return _and_around(filter(is_dated, self.page.iter(etree.Element)))

    def groups(self) -> Iterator[list[HtmlElement]]:
        """Yield elements of one tag and name, those of the whole page and those of like parents.

        Without a name, too; where their parent has none either, those of one parent. And those of
        one parent that begin alike: their classes may alternate.
        """
        groups: dict[tuple[object, ...], list[HtmlElement]] = defaultdict(list)
        hashed: dict[tuple[object, ...], list[HtmlElement]] = defaultdict(list)
        names_of = cache(_joined_names)
        for element in self.page.iter(*_ITEM_TAGS):
            if comment_markup.PING_CLASS.search(element.get("class", "")):
                continue
            parent = element.getparent()
            above = "" if parent is None else names_of(parent)
            names = _names(element)
            for name in filter(None, names):
                groups[element.tag, name].append(element)
            for name in names or {""}:
                groups[element.tag, name, above].append(element)
            if not any(names) and not above:
                groups[element.tag, parent].append(element)
            if len(element) >= _SHAPE:
                shape = tuple(inside.tag for inside in element[:_SHAPE])
                groups[element.tag, parent, shape].append(element)
            for name in _with_digits(element):
                hashed[element.tag, name].append(element)
        # A class that only one element has may be its number.
        shared = (members for members in hashed.values() if len(members) > 1)
        for members in chain(groups.values(), shared):
            dated = sum(element in self.dated for element in members)
            if dated >= _SHARE * len(members):
                yield members

    def rank(self, members: Sequence[HtmlElement]) -> tuple[int, int, int]:
        """Return how many members look like a comment, how much text they hold, less the others."""
        if not self.speaks_of_comments(members[0]):
            return _NO_COMMENTS
        alone = len(members) == 1
        work = sum(self.sizes[element] for element in members)
        if work > (_LARGEST_ALONE if alone else self.left):
            return _NO_COMMENTS
        self.left -= work
        answers: dict[HtmlElement, list[HtmlElement]] = {element: [] for element in members}
        nearest = Nearest(answers)
        for element in members:
            around = nearest(element)
            if around is not None:
                answers[around].append(element)
        good = [size for item in members if (size := self._length(item, answers[item]))]
        if len(good) < _SHARE * len(members) or (alone and not self._stands_alone(members[0])):
            return _NO_COMMENTS
        return len(good), sum(good), len(good) - len(members)

    def _speaks_of_comments(self, first: HtmlElement) -> bool:
        """Tell whether names around the first member, or a heading above it, say what this is."""
        around = [first]
        for above in first.iterancestors():
            if above.tag in ("body", "html") or above in self.with_headline:
                break
            around.append(above)
        names = [name for element in around for name in _telling_names(element)]
        if any(map(_ELSEWHERE.search, names)):
            return False
        return any(map(_SECTION_NAME.search, names)) or any(
            _HEADING.match(heading) for element in around for heading in self._headings(element)
        )

    def _headings(self, element: HtmlElement) -> Iterator[str]:
        """Yield the short texts just above an element."""
        for above in islice(element.itersiblings(etree.Element, preceding=True), _HEADING_WITHIN):
            if is_small(above) and len(text := self.text(above)) <= _LONGEST_HEADING:
                yield text

    def _stands_alone(self, element: HtmlElement) -> bool:
        """Tell whether one element is a comment: by somebody, and not the section around it."""
        return (
            element not in self.with_headline
            and not any(True for _ in element.iter("textarea"))
            and not any(_HEADING.match(self.text(h)) for h in element.iter("h2", "h3", "h4", "h5"))
            and any(self._names(found) for path in comment_markup.AUTHOR for found in path(element))
        )

    def _names(self, found: HtmlElement | str) -> bool:
        """Tell whether what may be an author, an element or an attribute, holds a name."""
        return bool(found.strip() if isinstance(found, str) else self.text(found))

    def _leads_elsewhere(self, heading: HtmlElement) -> bool:
        """Tell whether a heading is the title of another page, as above a teaser."""
        return any(
            "#" not in link.get("href", "#") and len(self.text(link).split()) >= _WORDS_OF_A_TITLE
            for link in (*heading.iter("a"), *heading.iterancestors("a"))
        )

    def _length(self, element: HtmlElement, answers: Sequence[HtmlElement]) -> int:
        """Return how many characters a comment holds; 0 where it does not look like one."""
        if element not in self.dated:
            return 0
        if any(map(self._leads_elsewhere, element.iter("h2", "h3", "h4", "h5"))):
            return 0
        text = self.text(element)
        for inside in answers:
            text = text.replace(self.text(inside), "", 1)
        rest, dates = comment_markup.ANY_DATE.subn("", text)
        rest = rest.strip()
        titles = (self.text(link) for link in element.iter("a"))
        linked = sum(
            len(title)
            for title in titles
            if len(title.split()) >= _WORDS_OF_A_TITLE and not comment_markup.ANY_DATE.search(title)
        )
        is_head = "\n" not in text and comment_markup.AUTHOR_LINE.fullmatch(rest)
        if (
            is_head
            or dates > _MOST_DATES
            or len(rest) < _SHORTEST
            or linked > _MOST_LINKED * len(rest)
        ):
            return 0
        return len(rest)


def _and_around(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    """Return the elements and all that is around them."""
    found: set[HtmlElement] = set()
    for element in elements:
        at = element
        while at is not None and at not in found:
            found.add(at)
            at = at.getparent()
    return found


def _names(element: HtmlElement) -> set[str]:
    """Return the classes of an element, and its id, all without what numbers them.

    Nothing is left of "even" and the like: those elements are one of several without a name.
    """
    classes = element.get("class", "").split()
    names = {_POSITION.sub("", name) for name in classes if not _DIGIT.search(name)}
    id_ = element.get("id", "")
    return names | ({"#" + _DIGIT.sub("0", id_)} if id_ else set())


def _joined_names(element: HtmlElement) -> str:
    return " ".join(sorted(filter(None, _names(element))))


def _with_digits(element: HtmlElement) -> set[str]:
    """Return the classes of an element that are numbered, or made by a program ("css-1x8a9")."""
    return {name for name in element.get("class", "").split() if _DIGIT.search(name)}


def _telling_names(element: HtmlElement) -> list[str]:
    names = f"{element.get('id', '')} {element.get('class', '')}".split()
    return [name for name in names if not _TOPIC.match(name)]
