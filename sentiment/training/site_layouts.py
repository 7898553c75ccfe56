"""Whole pages as they are pasted from a browser: texts amid the furniture of invented sites.

`samples/layouts` holds what a site puts around an article and its comments: menus, prompts, lines
above and below each comment, teasers, legal notes. A page is written and one layout is laid
around it, with all of the furniture or some, since people mark more or less before they copy.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sentiment.training.composing import MONTHS, WrittenPage, made, paragraphs, title_of
from sentiment.training.corpora import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sentiment.training.composing import Piece
    from sentiment.training.separation_samples import Page

    Lines = tuple[str, ...]

_KEPT = 0.92  # share of the lines of a block that a page has
_WEEKDAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
_AGO = ("vor {k} Stunden", "vor {k} Tagen", "vor einem Monat", "vor 2 Jahren", "gestern")
_MOST_COMMENTS = 12
_QUOTED = 120  # characters
# Short lines are not all furniture: how readers and authors end.
_GREETINGS = (
    "Liebe Grüße", "LG", "Viele Grüße", "Herzlichst", "Gruß", "Mit freundlichen Grüßen", "Moin",
    "Alles Liebe", "Bis bald", "Schönen Tag noch", "VG", "Beste Grüße aus {city}", "MfG", "Grüßle",
    "Herzliche Grüße", "Hab einen schönen Tag", "Ganz liebe Grüße", "Liebste Grüße", "Servus", "x",
    "Grüsse aus {city}", "Mit besten Grüßen", "Alles Gute", "Danke und Gruß", "Schönes Wochenende",
)  # fmt: skip
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLayout:
    """What a site puts around texts; see `samples/layouts/README.md` for each field."""

    site: str
    top: Lines
    above: Lines
    boxes: tuple[Lines, ...]
    between: tuple[Lines, ...]
    head: tuple[Lines, ...]
    answer_head: tuple[Lines, ...]
    quote: Lines
    below: tuple[Lines, ...]
    notices: Lines
    apart: tuple[Lines, ...]
    foot: tuple[Lines, ...]
    closed: tuple[Lines, ...]
    dates: Lines
    blank: float
    agos: Lines = _AGO


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Layouts, and the names of those who comment on all of them."""

    layouts: tuple[SiteLayout, ...]
    names: Lines


def read_sites(folder: Path) -> Sites:
    """Read `samples/layouts`."""
    layouts = [
        SiteLayout(**{key: _frozen(value) for key, value in row.items()})
        for path in sorted(folder.glob("*.jsonl"))
        for row in rows_of(path)
    ]
    names = (folder / "names.txt").read_text("utf-8").splitlines()
    return Sites(layouts=tuple(layouts), names=tuple(names))


def drawn_pages(
    articles: Sequence[str], pools: Sequence[Sequence[str]], *, count: int, seed: int
) -> Iterator[WrittenPage]:
    """Yield pages of articles and comments that do not belong together; one in nine has none."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(count):
        article, pool = chance.choice(articles), chance.choice(pools)
        most = chance.choice((0, 1, 2, 3, 4, 5, 6, 8, _MOST_COMMENTS))
        yield WrittenPage(
            headline=title_of(article),
            article=tuple(paragraphs(article, chance)),
            comments=tuple(chance.sample(pool, min(most, len(pool)))),
        )


def paste(pages: Sequence[WrittenPage], sites: Sites, *, seed: int) -> Iterator[Page]:
    """Yield each page in the layout of a site; the same seed yields the same ones."""
    for number, page in enumerate(pages):
        chance = random.Random(f"{seed}-{number}")  # noqa: S311 - no secret
        yield _Paste(chance, sites, pages).of(page)


class _Paste:
    """Lays one layout around one page."""

    def __init__(self, chance: random.Random, sites: Sites, others: Sequence[WrittenPage]) -> None:
        self._chance = chance
        self._layout = chance.choice(sites.layouts)
        self._others = others
        self._names = sites.names
        self._known: dict[str, Any] = {"author": self._name(), "city": "Neustadt"}
        self._date = chance.choice(self._layout.dates or ("{d}.{m}.{yyyy}",))

    def of(self, page: WrittenPage) -> Page:
        chance, layout = self._chance, self._layout
        comments = page.comments[:_MOST_COMMENTS]
        self._known |= {"title": page.headline, "n": len(comments)}
        pieces: list[Piece] = []
        if chance.random() < 0.6:
            top = layout.top[-chance.randint(1, len(layout.top)) :] if layout.top else ()
            pieces += self._furniture(layout.top if chance.random() < 0.6 else top)
        pieces += self._article(page)
        if comments:
            pieces += self._furniture(self._one(layout.between))
            pieces += self._comments(comments)
        else:
            pieces += self._furniture(self._one(layout.closed))
        if chance.random() < 0.65:
            foot = self._one(layout.foot)
            pieces += self._furniture(foot if chance.random() < 0.7 else foot[: len(foot) // 2])
        return made(pieces, chance)

    def _article(self, page: WrittenPage) -> Iterator[Piece]:
        chance = self._chance
        blank = chance.random() < 0.6
        boxes = chance.sample(
            self._layout.boxes, min(len(self._layout.boxes), chance.choice((0, 1, 2, 3)))
        )
        places = {chance.randrange(1, len(page.article) + 1): box for box in boxes}
        if chance.random() < 0.95:
            yield "article", page.headline
            if chance.random() < 0.8:
                yield from self._furniture(self._layout.above)
        for number, paragraph in enumerate(page.article):
            if number in places:
                yield from self._set_apart(places[number])
            if blank and number:
                yield "", ""
            if number and chance.random() < 0.1:
                yield "article", " ".join(paragraph.split()[: chance.randint(1, 6)])
            yield "article", paragraph
        if chance.random() < 0.2:
            for line in self._signed():
                yield "article", line
        if len(page.article) in places:
            yield from self._set_apart(places[len(page.article)])

    def _comments(self, comments: Sequence[str]) -> Iterator[Piece]:
        chance, layout = self._chance, self._layout
        head, answer_head = self._one(layout.head), self._one(layout.answer_head)
        below = self._one(layout.below)
        flat, blank = chance.random() < 0.5, chance.random() < layout.blank
        written: list[tuple[str, str]] = []  # name and text of each so far
        for number, comment in enumerate(comments, start=1):
            name = self._name()
            own = {"name": name, "i": number, "initials": name[:2].upper(), "date": self._moment()}
            answered = chance.choice(written) if written and chance.random() < 0.3 else None
            parent, quotable = answered or (self._name(), "")
            lines = answer_head if answered else head
            if written and blank:
                yield "", ""
            if written and layout.apart and chance.random() < 0.06:
                yield from self._furniture(chance.choice(layout.apart))
            yield from self._filled(lines, {**own, "parent": parent})
            text = comment
            if layout.notices and chance.random() < 0.05:
                text = chance.choice(layout.notices).format_map(
                    self._values({**own, "parent": parent})
                )
            quote = layout.quote if answered and chance.random() < 0.5 else ()
            yield from self._text(text, quote, parent, quotable, flat=flat)
            yield from self._filled(below, {**own, "parent": parent})
            written.append((name, comment))

    def _text(
        self, text: str, quote: Lines, parent: str, quotable: str, *, flat: bool
    ) -> Iterator[Piece]:
        role = "begin"
        for line in quote:
            said = " ".join(quotable.split())[:_QUOTED]
            values = self._values({"parent": parent, "quote": said, "date": self._moment()})
            filled = line.format_map(values)
            if "{quote}" in line:
                yield role, filled
                role = "inside"
            else:
                yield "furniture", filled
        own = " ".join(text.split()) if flat else text.strip()
        if self._chance.random() < 0.1:
            own = _SENTENCE_END.sub("\n", own)
        if self._chance.random() < 0.15:
            own = "\n".join([own, *self._signed()])
        for line in own.splitlines():
            if line.strip():
                yield role, line.strip()
                role = "inside"
            else:
                yield "", ""

    def _signed(self) -> list[str]:
        """Return how somebody ends a text: a greeting and a name, in one line or two, or either."""
        chance = self._chance
        greeting = chance.choice(_GREETINGS).format_map(self._known) + chance.choice(
            ("", "", ",", "!")
        )
        name = chance.choice(("{}", "{}", "Eure {}", "{} aus Neustadt", "({})")).format(
            self._name()
        )
        return chance.choice(
            ([greeting, name], [greeting, name], [f"{greeting} {name}"], [greeting], [name])
        )

    def _set_apart(self, box: Lines) -> Iterator[Piece]:
        around = self._chance.random() < 0.6
        if around:
            yield "", ""
        yield from self._furniture(box)
        if around:
            yield "", ""

    def _furniture(self, block: Lines) -> Iterator[Piece]:
        kept = [line for line in block if self._chance.random() < _KEPT]
        yield from self._filled(kept, {"name": self._name(), "parent": self._name(), "i": 1})

    def _filled(self, block: Sequence[str], own: Mapping[str, Any]) -> Iterator[Piece]:
        for line in block:
            filled = line.format_map(self._values(own))
            yield ("furniture", filled) if filled.strip() else ("", "")

    def _values(self, own: Mapping[str, Any]) -> dict[str, Any]:
        chance = self._chance
        other = chance.choice(self._others)
        return {
            "date": self._moment(),
            "article_date": self._moment(),
            "initials": "AB",
            "k": chance.choice((1, 2, 3, 4, 5, 7, 9, 12, 17, 23, 41, 108)),
            "teaser": other.headline,
            "lead": re.split(r"(?<=[.!?])\s", other.article[0], maxsplit=1)[0],
            **self._known,
            **own,
        }

    def _moment(self) -> str:
        """Return a date as the site shows it."""
        chance = self._chance
        day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(2004, 2026)
        hour, minute = chance.randint(0, 23), chance.randint(0, 59)
        return self._date.format_map(
            {
                "d": day, "dd": f"{day:02}", "m": month, "mm": f"{month:02}",
                "month": MONTHS[month - 1], "mon": MONTHS[month - 1][:3], "yyyy": year,
                "yy": f"{year % 100:02}", "weekday": chance.choice(_WEEKDAYS), "H": hour,
                "HH": f"{hour:02}", "MM": f"{minute:02}", "SS": f"{chance.randint(0, 59):02}",
                "ago": chance.choice(self._layout.agos).replace("{k}", str(chance.randint(2, 11))),
            }
        )  # fmt: skip

    def _name(self) -> str:
        return self._chance.choice(self._names)

    def _one(self, alternatives: Sequence[Lines]) -> Lines:
        return self._chance.choice(alternatives) if alternatives else ()


def _frozen(value: Any) -> Any:  # noqa: ANN401 - JSON
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
