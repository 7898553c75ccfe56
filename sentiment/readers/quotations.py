"""Quotations of other readers in a comment: its stance is not theirs, so that they are left out.

Only what quotes another comment: a reader may quote the article, or a book. It does where it names
another reader of the page, and where the software of a forum says which post this is.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sentiment.readers import comment_markup
from sentiment.readers.answers import answered_name
from sentiment.readers.html_text import is_small, outermost, selected, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.html import HtmlElement

    from sentiment.readers.answers import Names

_MOST = 20  # quotations in one comment
_LONGEST = 20_000  # characters of a comment in which words are looked for
_AROUND_WORDS = " \n\t\"'„“”»«.…[]()-–"


class Quotation(NamedTuple):
    """What a comment may quote of another one.

    `name` is who wrote it, `number` that of the post; `is_stated` where it says that this is a
    post, whoever is named. `element` is where it stands.
    """

    element: HtmlElement
    name: str | None
    number: str | None
    is_stated: bool


class QuotingComment(NamedTuple):
    """A comment with all that it may quote, and the text of each quotation.

    `answered` is the place of the comment that it answers, as far as that is known.
    """

    text: str
    quoted: Sequence[tuple[Quotation, str]]
    answered: int | None


class OwnWords(NamedTuple):
    """The text of a comment without what it quotes, and the place of the comment it answers."""

    text: str
    answered: int | None


class _Page(NamedTuple):
    """What is known of all comments of a page, by their places.

    `texts` are without what they may quote, and `numbers` those of their posts.
    """

    names: Names
    texts: Sequence[str]
    numbers: Mapping[str, int]


class _Said(NamedTuple):
    """What a line says of who wrote what follows; `is_dated` where also when, to the minute."""

    name: str | None = None
    is_dated: bool = False
    is_all: bool = False  # that it says


def quotations(item: HtmlElement) -> list[Quotation]:
    """Return what a comment may quote, in its order; of one in another, the outer one."""
    found = dict.fromkeys(comment_markup.QUOTATION(item))
    return [_quotation(element) for element in islice(outermost(found, item), _MOST)]


def _quotation(element: HtmlElement) -> Quotation:
    places = list(comment_markup.QUOTED_PLACE(element))
    heading = next(iter(comment_markup.QUOTE_HEADING(element)), None)
    line = text_of(element).partition("\n")[0]
    bare = None
    if heading is not None and is_small(heading):
        places += [link.get("href", "") for link in heading.iter("a")]
        line = text_of(heading).replace("\n", " ")
        bare = line.strip(" :")
    said = _said(line)
    stated = next((name for name in comment_markup.QUOTED_NAME(element) if name.strip()), None)
    numbers = (comment_markup.POST_NUMBER.search(place.strip()) for place in places)
    number = next((found[1] for found in numbers if found), None)
    is_reddit = bool(comment_markup.IS_REDDIT(element))
    return Quotation(
        element,
        name=stated or said.name or bare or None,
        number=number,
        is_stated=said.is_dated or number is not None or is_reddit,
    )


def _said(line: str) -> _Said:
    said = comment_markup.SAID.match(line)
    if said:
        return _Said(said["name"], _is_dated(said["rest"]), not line[said.end() :].strip())
    quoted = comment_markup.FROM.match(line)
    if quoted:
        return _Said(quoted["name"], _is_dated(quoted["rest"]), is_all=True)
    quoted = comment_markup.QUOTED.match(line)
    return _Said(quoted["name"], is_all=True) if quoted else _Said()


def _is_dated(rest: str | None) -> bool:
    """Tell whether it says when, to the minute: no reader does so who quotes a book."""
    return comment_markup.TIME_OF_DAY.search(rest or "") is not None


def number_of_post(item: HtmlElement) -> str | None:
    """Return the number by which quotations name a comment, if its ids have one."""
    named = selected(comment_markup.NUMBER_OF_POST, item)
    numbers = (comment_markup.LAST_NUMBER.search(str(name)) for name in named)
    return next((number[0] for number in numbers if number), None)


def own_words(
    comments: Sequence[QuotingComment], names: Names, numbers: Mapping[str, int]
) -> list[OwnWords]:
    """Leave out of comments what they quote of others, unless one says nothing else.

    Parameters
    ----------
    comments : sequence of QuotingComment
        All of a page, in its order.
    names : Names
        Who wrote them.
    numbers : mapping of str to int
        Their places, by the numbers of their posts.

    Returns
    -------
    list of OwnWords
        Each with the place of the comment that it answers: as known before, as its first line says,
        or the first that it quotes.
    """
    texts = [_without(text, [words for _, words in quoted]) for text, quoted, _ in comments]
    page = _Page(names, texts, numbers)
    return [_own_words(comment, page, place) for place, comment in enumerate(comments)]


def _own_words(comment: QuotingComment, page: _Page, place: int) -> OwnWords:
    text, quoted, answered = comment
    lines = text.split("\n")
    first = _answered(lines[0], page, place)
    if first is not None and len(lines) > 1:
        del lines[0]
        answered = first if answered is None else answered
    kept = "\n".join(lines)
    start = 0
    for quotation, words in quoted:
        at = _find(kept, words, start)
        if at is None:
            continue
        before = kept[:at].removesuffix("\n")
        name = quotation.name
        heading = before.rpartition("\n")[2]
        above = _heading(heading, page.names)
        if above is not None and (name is None or name not in page.names):
            name = above.name
        is_stated = quotation.is_stated or (above is not None and above.is_dated)
        if not is_stated and (name is None or name not in page.names):
            start = at + len(words)
            continue
        if answered is None:
            answered = _source(quotation, name, words, page, place)
        if above is not None:
            before = before.removesuffix(heading).removesuffix("\n")
        behind = kept[at + len(words) :].removeprefix("\n")
        kept = "\n".join(filter(None, (before, behind)))
        start = len(before)
    return OwnWords(kept or text, answered)


def _without(text: str, quoted: Iterable[str]) -> str:
    """Return a text without all that it may quote."""
    start = 0
    for words in quoted:
        at = _find(text, words, start)
        if at is not None:
            text = "\n".join(filter(None, (text[:at].rstrip("\n"), text[at + len(words) + 1 :])))
            start = at
    return text


def _find(text: str, words: str, start: int) -> int | None:
    """Return where whole lines stand in a text."""
    if not words:
        return None
    at = f"\n{text}\n".find(f"\n{words}\n", max(0, start - 1))
    return None if at < 0 else at


def _answered(line: str, page: _Page, place: int) -> int | None:
    """Return whose comment a line such as "Antwort auf Eva" says to be answered."""
    name = answered_name(line)
    return next(iter(page.names.before(name, place)), None) if name else None


def _heading(line: str, names: Names) -> _Said | None:
    """Return what a line above a quotation says, if that is all: which reader wrote it, or when."""
    said = _said(line)
    if said.name is None and line.endswith(":"):
        said = _Said(line.rstrip(": "), is_all=True)
    if said.name is None or not said.is_all:
        return None
    return said if said.is_dated or said.name in names else None


def _source(
    quotation: Quotation, name: str | None, words: str, page: _Page, place: int
) -> int | None:
    """Return the place of the comment that is quoted."""
    numbered = page.numbers.get(quotation.number) if quotation.number else None
    # The number may be that of a post in another thread.
    is_elsewhere = (
        numbered is not None
        and name is not None
        and name in page.names
        and not page.names.wrote(name, numbered)
    )
    if numbered not in (None, place) and not is_elsewhere:
        return numbered
    by_name = page.names.before(name, place) if name else []
    with_words = (other for other in by_name if _holds(page.texts[other], words))
    return next(with_words, next(iter(by_name), None))


def _holds(text: str, words: str) -> bool:
    """Tell whether the last line that is quoted stands in a text."""
    said = words.rpartition("\n")[2].strip(_AROUND_WORDS)
    return bool(said) and said in text[:_LONGEST]
