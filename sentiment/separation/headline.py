"""The headline of a copied article, which stands amid what its site puts above every article.

It is the line for which most speaks, each sign counting as one: words, what it shares with the
article, who or what wrote below it. Signs weighed by regression on written pages in the layouts of
invented sites found hardly more of them (docs/separation.md).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sentiment.separation.accounts import is_name_of_account
from sentiment.separation.metadata import has_date, is_date
from sentiment.separation.printed_dates import is_clock
from sentiment.separation.site_lines import names_of_pictures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.separation.lines import Line
    from sentiment.separation.numbered_posts import Post

_PARAGRAPH = 120  # characters; no headline is so long, and every article has one that is
_LONGEST = 25  # words
_ABOVE = 40  # lines above the first paragraph
_FAR = 20
_FEW = 4  # lines above the article; no menu is so short
_READ = 10_000  # characters of the article and of the page, to see what comes again
_ENOUGH_WORDS = 5
_BELOW = 3  # lines below a headline, one of which says who wrote the article, or when
_MOST_SAID = 3
_LEAD = 7  # words of a sentence above the article that sums it up
_LEAST = 2
_LONGEST_TITLE = 150
_FEWEST_LINES = 2  # a text of one line has no title of its own
_LINES_BELOW_TITLE = 3  # among them one of the body: below the title may stand a name or date

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 7
_PATH = re.compile(r"[›»>|/→←].")  # "Home › Politik", "/ dpa"
_SENTENCES = re.compile(r"[^\W\d_]{3,}\. [A-ZÄÖÜ„»«\"]")
_CREDIT = re.compile(
    r"(?:von|by|text|fotos?|bild|quelle|autor(?:in)?|interview|stand|lesezeit|lesedauer|publiziert"
    r"|veröffentlicht|aktualisiert|copyright|reading time|mitglied seit"
    r"|(?:geschrieben|verfasst|eingestellt|gepostet) von"
    r"|(?:ein |eine )?(?:kolumne|kommentar|analyse|gastbeitrag|glosse|reportage) von)\b|©",
    re.I,
)
_TERMS = (
    r"(?:(?:allgemeine )?(?:nutzungs|geschäfts)bedingungen|(?:community-?)?richtlinien|impressum|"
    r"datenschutz(?:erklärung|richtlinien?)?|terms of (?:service|use)|privacy policy)"
)
# Links above all else, and entries of menus.
_SKIP = re.compile(
    r"(?:zu[mr] (?:haupt)?(?:inhalt|navigation|menü|startseite)|direkt zum |skip to |im browser )"
    r"|diese app ist für .{1,40} verfügbar|this app is available for "
    rf"|(?:{_TERMS}(?:(?:, ?| und | & | ?/ ?){_TERMS}){{0,3}}|"
    r"über (?:mich|uns)|wer (?:ich bin|wir sind)|about(?: me| us)?|mein(?:e bücher| shop)|"
    r"(?:rund )?um den blog|zusammenarbeit|kooperationen?|leichte sprache"
    r"|(?:(?:hanse)?stadt|(?:samt|verbands)?gemeinde|landkreis) (?-i:[A-ZÄÖÜ])[\w-]+)$",
    re.I,
)
_HERE = re.compile(
    r"(?:sie (?:sind|befinden sich) hier|you are here|startseite|home)\b.*[›»>/→|].*", re.I
)
_LABEL = re.compile(r"(?:thema|betreff|topic|subject): +", re.I)  # before the title of a thread
_AGENCY = re.compile(r"©|\b(?:dpa|apa|afp|reuters|imago|(?:archiv|symbol)bild)\b", re.I)


def headline(page: Sequence[Line], roles: Sequence[str], posts: Sequence[Post]) -> str | None:
    """Return the headline of the article, or None where nothing looks like one.

    `posts` as `numbered_posts` finds them on the page.
    """
    of_article = [at for at, role in enumerate(roles) if role == "article"]
    if not of_article:
        return None
    body = next(
        (at for at in of_article if page[at].length >= _PARAGRAPH),
        max(of_article, key=lambda at: page[at].length),
    )
    # The box of who opened a thread of a forum has no title, but where nothing stands above it.
    post = next((own for own in posts if body in own.text), None)
    end = post.head.start if post and post.head.start else body
    above = [line.head.strip() for line in page[max(0, end - _ABOVE) : end]]
    words = _stems(" ".join(page[at].head for at in of_article if at >= body)[:_READ])
    printed = "\n".join(line.head for line in page)[:_READ]
    said = [has_date(line) or _is_credit(line) for line in above]
    of_accounts = _of_accounts(above)
    leads = [_is_lead(line) for line in above]
    rows = [at for at, is_said in enumerate(said) if not is_said and at not in of_accounts]
    first = next((above[at] for at in rows), "")
    # What the article has no word of may be the name of the site, or its menu in one line.
    if len(above) <= _FEW and not words.isdisjoint(_stems(first)) and _may_be_headline(first):
        return first
    best, most = None, float(_LEAST)
    for at in rows:
        line = above[at]
        if not _may_be_headline(line):
            continue
        own = _stems(line)
        shared = len(own & words)
        signs = (
            min(len(line.split()), _ENOUGH_WORDS)
            + (shared > 0)
            + (shared > 0 and 2 * shared >= len(own))
            + (printed.count(line) > 1)
            + any(said[at + 1 : at + 1 + _BELOW])
            + (at == 0 and body <= _ABOVE)
            + (at > 0 and _HERE.fullmatch(above[at - 1]) is not None) * _LEAST
            + (1 if _is_below_date(above, at) else -min(sum(said[:at]), _MOST_SAID))
            - any(leads[:at])
            - min(len(above) - at, _FAR) / 10
        )
        if signs > most:
            best, most = line, signs
    return _LABEL.sub("", best, count=1) if best else _first_line([page[at] for at in of_article])


def _of_accounts(above: Sequence[str]) -> set[int]:
    """Return the lines that name who posted something: a picture, a name and a handle below it."""
    handles = [at for at, line in enumerate(above) if is_name_of_account(line)]
    return {*names_of_pictures(above), *handles, *(at - 1 for at in handles)}


def _is_below_date(above: Sequence[str], at: int) -> bool:
    """Tell whether a line stands between a date and the article, as titles of many blogs do."""
    date = above[at - 1]
    return 0 < at == len(above) - 1 and is_date(date) and not is_clock(date)


def _may_be_headline(line: str) -> bool:
    count = len(line.split())
    return (
        0 < count <= _LONGEST
        and not line.endswith((".", ",", ";", ":"))
        and not _PATH.search(line)
        and not _SKIP.match(line)
        and not (count >= _LEAD and _SENTENCES.search(line))
    )


def _is_credit(line: str) -> bool:
    """Tell whether a line says who wrote something, or took the picture."""
    return bool(_CREDIT.match(line) or (len(line.split()) < _LEAD * 2 and _AGENCY.search(line)))


def _is_lead(line: str) -> bool:
    return line.endswith((".", ",", ";", ":")) and len(line.split()) >= _LEAD


def _stems(text: str) -> set[str]:
    return {word[:_STEM].lower() for word in _WORD.findall(text)}


def _first_line(article: Sequence[Line]) -> str | None:
    """Return the article's first line where it looks like a headline."""
    if len(article) < _FEWEST_LINES:
        return None
    first, *following = article[: 1 + _LINES_BELOW_TITLE]
    if is_name_of_account(following[0].head):
        return None
    is_short = first.length < min(_LONGEST_TITLE, max(line.length for line in following))
    return first.head if is_short and not first.tail.endswith((".", ":", ",", ";")) else None
