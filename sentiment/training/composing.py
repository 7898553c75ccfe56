"""Pages composed from articles and comments, in the layouts that sites and copied texts have."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.separation.lines import lines
from sentiment.training.corpora import rows_of
from sentiment.training.separation_samples import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    Piece = tuple[str, str]  # (role, one line of text); an empty line has no role

_FIRST = (
    "Anna Ben Clara David Elif Finn Greta Hannes Ida Jonas Karin Lukas Maria Nico Olga Paul Petra "
    "Ralf Sabine Thomas Uwe Vera Walter Yasmin Zoe Heinz Gerda Sepp Reto Urs Fritz Monika Jürgen"
).split()
_LAST = (
    "Müller Schmidt Huber Wagner Keller Fischer Weber Bauer Koch Richter Klein Wolf Schröder "
    "Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Steiner Moser Gruber Frei"
).split()
_NICKS = (
    "sonnenblume leser wutbuerger nachteule gast kritiker hans_wurst tuxfan berliner realist mama "
    "querleser pendler ottonormal skeptiker bergziege kaffeetante fahrradfahrer zaungast User"
).split()
MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
).split()
_UNITS = ("Stunden", "Tagen", "Monaten", "Jahren")
_HEADINGS = (
    "Kommentare", "{n} Kommentare", "Kommentare ({n})", "Leserkommentare",
    "{n} Kommentare zu „{t}“",
    "Diskussion", "Forum", "{n} Antworten", "{n} Gedanken zu „{t}“", "Das sagen unsere Leser",
    "Ihre Meinung", "Leserbriefe", "KOMMENTARE", "Kommentare:", "{n} Responses", "Postings ({n})",
    "Alle {n} Kommentare anzeigen", "Neueste zuerst", "Reaktionen auf diesen Beitrag",
)  # fmt: skip
_BUTTONS = (
    "Antworten", "Antworten Melden", "Gefällt mir", "Gefällt mir · Antworten", "Melden", "Teilen",
    "Auf Kommentar antworten", "Zitieren", "{k} Likes", "+{k}", "👍 {k}", "Reply", "Permalink",
    "Antworten ↓", "Kommentar melden", "Empfehlen ({k})",
)  # fmt: skip
_ENDINGS = (
    "Quelle: {s}", "Quelle: {s}", "Quellen: {s}, eigene Recherche", "Foto: {s}", "({s})",
    "Bild: {s}",
    "Von {name}", "Autor: {name}", "Stand: {date}", "Text: {name}", "Mehr zum Thema: {t}",
    "Dieser Artikel erschien zuerst bei {s}.", "Tags: {t}", "© {s}", "Grafik: {s}", "{name}",
    "Weitere Informationen: www.{s}.de", "(Quelle: {s})", "Lesen Sie auch: {t}",
)  # fmt: skip
_BLOG_ENDINGS = (
    "Danke fürs Lesen!", "Viel Spaß beim Nachmachen!", "Eure {name}", "Liebe Grüße, {name}",
    "Was meint ihr? Schreibt es mir gerne in die Kommentare!", "Euer {name}", "Schönes Wochenende!",
    "Wie haltet ihr es damit? Ich freue mich auf eure Meinung.", "Lasst es euch schmecken!",
    "Ich hoffe, der Beitrag hat euch gefallen.", "Kennt ihr das auch?", "Fortsetzung folgt.",
    "Guten Appetit!", "Und was denken Sie?", "Bleibt gesund!", "Bis bald!", "{name}",
    "Ich bin gespannt, wie es weitergeht.",
)  # fmt: skip
_SOURCES = (
    "dpa",
    "APA",
    "Reuters",
    "sda",
    "Statista",
    "AFP",
    "Pixabay",
    "privat",
    "Destatis",
    "epd",
)
_ABOVE = (
    "Von {name}", "{date}", "{date}, {clock} Uhr", "Von {name}, {date}", "Veröffentlicht am {date}",
    "Foto: {s}", "Lesezeit: {k} Minuten", "Artikel teilen", "Drucken", "Home > Nachrichten",
)  # fmt: skip
_BELOW = (
    "Teilen", "Facebook Twitter WhatsApp", "Newsletter abonnieren", "Werbung", "Artikel drucken",
    "Mehr aus diesem Ressort", "Weiterlesen", "Zur Startseite",
)  # fmt: skip
_INVITATIONS = (
    "Schreiben Sie einen Kommentar", "Kommentar verfassen", "Jetzt kommentieren", "Impressum",
    "Die Kommentarfunktion ist geschlossen.", "Bitte melden Sie sich an, um zu kommentieren.",
    "Schreibe einen Kommentar", "Mehr Kommentare laden", "Datenschutz",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPage:
    """An article and comments that belong together, without any layout."""

    headline: str
    article: tuple[str, ...]
    comments: tuple[str, ...]


def written_pages(folder: Path) -> list[WrittenPage]:
    """Read the pages of `samples/pages`."""
    return [
        WrittenPage(
            headline=row["headline"],
            article=tuple(row["article"]),
            comments=tuple("\n".join(comment["text"]) for comment in row["comments"]),
        )
        for path in sorted(folder.glob("*.jsonl"))
        for row in rows_of(path)
    ]


def lay_out(pages: Sequence[WrittenPage], *, times: int, seed: int) -> Iterator[Page]:
    """Yield each page in so many layouts."""
    for number, page in enumerate(pages):
        for time in range(times):
            chance = random.Random(f"{seed}-{number}-{time}")  # noqa: S311 - no secret
            yield _Composer(chance).laid_out(page)


def compose(
    articles: Sequence[str], comments: Sequence[Sequence[str]], *, count: int, seed: int
) -> Iterator[Page]:
    """Yield pages of known roles, of articles and comments that do not belong together.

    Parameters
    ----------
    articles : sequence of str
        Bodies of articles.
    comments : sequence of sequences of str
        Pools of comments; a page takes all its comments from one.
    count : int
        How many pages.
    seed : int
        The same seed composes the same pages.
    """
    for number in range(count):
        yield _Composer(random.Random(f"{seed}-{number}")).page(articles, comments)  # noqa: S311 - no secret


class _Composer:
    """Chooses one layout and writes one page in it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def page(self, articles: Sequence[str], pools: Sequence[Sequence[str]]) -> Page:
        chance = self._chance
        kind = chance.choices(("both", "article", "comments"), (0.82, 0.11, 0.07))[0]
        pool = chance.choice(pools)
        pieces: list[Piece] = []
        article = chance.choice(articles)
        voice = chance.choices(("report", "blog", "interview"), (0.78, 0.17, 0.05))[0]
        if voice == "blog":
            # Long comments read like a blog: "I" all over.
            long = sorted(chance.sample(pool, min(40, len(pool))), key=len)[-chance.randint(1, 4) :]
            article = "\n".join(long)
            pool = [comment for comment in pool if comment not in long]
        title = title_of(article)
        if kind != "comments":
            asked = [c for c in chance.sample(pool, min(200, len(pool))) if c.endswith("?")]
            questions = asked if voice == "interview" else []
            endings = _BLOG_ENDINGS if voice == "blog" else _ENDINGS
            pieces += self._article(article, title, questions, endings)
        if kind != "article":
            count = chance.choices(
                (1, 2, 3, 5, 8, 14, 25), (0.2, 0.12, 0.14, 0.2, 0.16, 0.12, 0.06)
            )[0]
            pieces += self._comments(chance.sample(pool, min(count, len(pool))), title)
        return made(pieces, chance)

    def laid_out(self, page: WrittenPage) -> Page:
        article = "\n".join(page.article)
        pieces = [
            *self._article(article, page.headline, (), ()),
            *self._comments(page.comments, page.headline),
        ]
        return made(pieces, self._chance)

    def _article(
        self, article: str, title: str, questions: Sequence[str], endings: Sequence[str]
    ) -> Iterator[Piece]:
        chance = self._chance
        if chance.random() < 0.2:
            yield from self._furniture(_ABOVE, title, chance.randint(1, 2))
        has_title = chance.random() < 0.6
        if has_title:
            yield "article", title
            yield from self._gap(0.5)
            for _ in range(chance.choices((0, 1, 2), (0.6, 0.3, 0.1))[0]):
                yield "article", self._filled(chance.choice(_ABOVE), title)
        blank = chance.random() < 0.55
        for number, paragraph in enumerate(paragraphs(article, chance)):
            if blank or (number and chance.random() < 0.05):
                yield "", ""
            if number and chance.random() < 0.1:
                yield "article", title_of(paragraph)
                yield from self._gap(0.3)
            if number < len(questions):
                yield "article", re.sub(r"\s+", " ", questions[number])
                yield from self._gap(0.5 if blank else 0.0)
            yield "article", paragraph
        for _ in range(chance.choices((0, 1, 2), (0.55, 0.35, 0.1))[0] if endings else 0):
            yield from self._gap(0.4)
            yield "article", self._filled(chance.choice(endings), title)
        if chance.random() < 0.15:
            yield from self._furniture(_BELOW, title, chance.randint(1, 3))

    def _comments(self, chosen: Sequence[str], title: str) -> Iterator[Piece]:
        chance = self._chance
        if chance.random() < 0.35:
            yield from self._gap(0.6)
            heading = chance.choice(_HEADINGS)
            yield "furniture", heading.format(n=len(chosen), t=title)
        header = self._header_style()
        buttons = chance.sample(_BUTTONS, chance.randint(1, 3)) if chance.random() < 0.35 else []
        gap = chance.random() < 0.5
        flat = not gap and header is None and chance.random() < 0.75
        for number, comment in enumerate(chosen):
            if gap or (number == 0 and chance.random() < 0.3):
                yield "", ""
            if header:
                for line in header():
                    yield "furniture", line
                    yield from self._gap(0.08)
            yield from self._comment(comment, flat=flat)
            for button in buttons:
                if chance.random() < 0.85:
                    yield "furniture", self._filled(button, title)
        if chance.random() < 0.12:
            yield from self._gap(0.7)
            yield from self._furniture(_INVITATIONS, title, chance.randint(1, 2))

    def _comment(self, comment: str, *, flat: bool) -> Iterator[Piece]:
        text = re.sub(r"\s*\n\s*", " ", comment) if flat else comment.replace("\r", "")
        if not flat and self._chance.random() < 0.5:
            text = re.sub(r"\n\s*\n", "\n", text)
        role = "begin"
        for line in text.strip().split("\n"):
            if line.strip():
                yield role, line.strip()
                role = "inside"
            else:
                yield "", ""

    def _header_style(self) -> Callable[[], list[str]] | None:
        chance = self._chance
        clock = chance.random() < 0.7
        form = chance.choice(("{d}.{m}.{y}", "{d}. {month} {y}", "{d}.{m}.{yy}", "{y}-{m}-{d}"))
        after = chance.choice((", {t} Uhr", " {t}", " um {t}", " um {t} Uhr", " | {t}", " - {t}"))
        number = 0

        def date() -> str:
            return self._date(form, after if clock else "")

        def numbered() -> list[str]:
            nonlocal number
            number += 1
            return [f"{number}. {self._name()} {date()}"]

        styles: list[Callable[[], list[str]]] = [
            lambda: [f"{self._name()} sagt:", date()],
            lambda: [f"{self._name()} sagt:", f"{date()}"],
            lambda: [f"{self._name()} schrieb am {date()}:"],
            lambda: [f"{self._name()} meint:"],
            lambda: [self._name(), date()],
            lambda: [self._name()],
            lambda: [f"{self._name()} | {date()}"],
            lambda: [f"{self._name()}, {date()}"],
            lambda: [f"{self._name()} am {date()}"],
            lambda: [f"{self._name()} ({date()})"],
            lambda: [f"Von {self._name()} am {date()}"],
            lambda: [date(), self._name()],
            lambda: [date()],
            lambda: [f"Kommentar von {self._name()}", date()],
            lambda: [f"{self._name()} vor {chance.randint(2, 11)} {chance.choice(_UNITS)}"],
            lambda: [self._name(), f"vor {chance.randint(2, 11)} Stunden"],
            numbered,
            lambda: [f"#{chance.randint(1, 99)}", self._name(), date()],
        ]
        return chance.choice(styles) if chance.random() < 0.55 else None

    def _name(self) -> str:
        chance = self._chance
        first, last, nick = chance.choice(_FIRST), chance.choice(_LAST), chance.choice(_NICKS)
        return chance.choice(
            (
                first, f"{first} {last}", f"{first} {last}", f"{first} {last[0]}.", nick,
                f"{nick}{chance.randint(1, 99)}", f"{first.lower()}_{last.lower()}",
                f"{first[0]}. {last}", f"{first}{chance.randint(50, 99)}", f"@{nick}",
                nick.capitalize(),
            )
        )  # fmt: skip

    def _date(self, form: str, after: str) -> str:
        chance = self._chance
        day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(2004, 2026)
        clock = f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}"
        day_text = form.format(
            d=f"{day:02}", m=f"{month:02}", y=year, yy=year % 100, month=MONTHS[month - 1]
        )
        return day_text + after.format(t=clock)

    def _filled(self, template: str, title: str) -> str:
        chance = self._chance
        return template.format(
            s=chance.choice(_SOURCES), t=title, k=chance.randint(1, 40), name=self._name(),
            date=self._date("{d}.{m}.{y}", ""), clock=f"{chance.randint(6, 22)}:15",
        )  # fmt: skip

    def _furniture(self, templates: Sequence[str], title: str, count: int) -> Iterator[Piece]:
        for template in self._chance.sample(templates, count):
            yield "furniture", self._filled(template, title)

    def _gap(self, share: float) -> Iterator[Piece]:
        if self._chance.random() < share:
            yield "", ""


_OTHER_BREAKS = re.compile(r"[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SENTENCE = re.compile(r"(?<=[a-zäöüß]{2}[.!?])\s+(?=[A-ZÄÖÜ„\"])")


def paragraphs(article: str, chance: random.Random) -> list[str]:
    """Return an article's own paragraphs, or such of a few sentences each."""
    own = [line.strip() for line in article.split("\n") if line.strip()]
    if len(own) > 2:
        return own
    sentences = _SENTENCE.split(" ".join(own))
    size = chance.randint(1, 5)
    cuts = range(0, len(sentences), size)
    return [" ".join(sentences[cut : cut + size]) for cut in cuts][: chance.randint(3, 30)]


def title_of(article: str) -> str:
    """Return some first words as a headline."""
    sentence = _SENTENCE.split(article.strip(), maxsplit=1)[0].strip(" .")
    words = sentence.split()
    return " ".join(words[:9]) or "Ohne Titel"


def made(pieces: Sequence[Piece], chance: random.Random) -> Page:
    """Join the pieces; sometimes hard-wrapped, as mails and old exports are."""
    width = chance.choice((72, 80, 100)) if chance.random() < 0.06 else 0
    text_lines: list[str] = []
    roles: list[str] = []
    for role, raw in pieces:
        line = _OTHER_BREAKS.sub(" ", raw)
        parts = _wrapped(line, width) if width else [line]
        for number, part in enumerate(parts):
            text_lines.append(part)
            if part.strip():
                roles.append("inside" if role == "begin" and number else role)
    text = ("\r\n" if chance.random() < 0.1 else "\n").join(text_lines)
    return Page(text=text, page=tuple(lines(text)), roles=tuple(roles))


def _wrapped(line: str, width: int) -> list[str]:
    from textwrap import wrap

    return wrap(line, width) or [""]
