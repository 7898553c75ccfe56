"""Who wrote a comment, when, and in answer to whom: read from the lines above or below it.

Sites put much else there: badges, buttons, counters, when an account was opened, the title of the
comment, and the name and date of whoever is answered or quoted. So the comment's own date is
found first, and its author near it.

Patterns in lower case read what `folded` returns, as those of `cues` do. Most lines lack what the
dearer ones need, which is seen without trying them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sentiment.readers.dates import PUBLISHED
from sentiment.separation.cues import folded
from sentiment.separation.printed_dates import (
    MONTH,
    SIGNS_AROUND_CLOCK,
    dated,
    holds_date,
    is_clock,
    is_date_alone,
    is_month_of_year,
    may_hold_date,
)
from sentiment.separation.printed_signs import GAP, SIGNS_AROUND, without_icons
from sentiment.separation.words_of_sites import (
    ANSWER_TO,
    AWARD,
    BADGE,
    BOUGHT,
    BUTTON,
    CHANGED,
    OF,
    PICTURE,
    SAYS,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_DIGIT = re.compile(r"\d")
_EDITED = re.compile(rf"[\s·•|(\[,-]*\b(?:zuletzt\s)?(?:{'|'.join(CHANGED)})\b[\s)\]]*$")
_BEHIND_CHANGED = " )]"
# MyBB: "(Dieser Beitrag wurde zuletzt bearbeitet: 03.08.2022, 08:57 von Eva.)" behind the date.
_EDITED_WHEN = re.compile(
    rf"\s\([^()]{{0,60}}\b(?:{'|'.join(CHANGED)})\b[^()]{{0,120}}\)$", re.IGNORECASE
)
# A picture beside the name says so; "Blatt Online" is all a name.
_IS_ONLINE = re.compile(r"(?<=\S)\s(?:(?:ist|is)\sonline|(?:(?:ist|is)\s)?offline)$", re.IGNORECASE)
# Of an account, or of a later change: such dates are not the comment's.
_OF_ACCOUNT = re.compile(
    r"(?:registriert|mitglied|dabei|angemeldet|member|joined|wohnort|ort|beiträge|themen|punkte|"
    r"karma|rang|danke|bewertung\w*|reaktion\w*)\b(?:\sse?i[nt]\w*)?\s*[:(]?\s*[\d.]*.*\d.*"
    r"|(?:mehr\sals\s)?[\d.]+\s(?:beiträge|kommentare|posts|follower|punkte|rezension|bewertung|"
    r"foto|video|abonnent)\w*\b.*"
)
# The same behind a name or a date: "registriert Mai 2020".
_IS_MEMBER = ("registriert", "mitglied", "angemeldet", "beigetreten", "dabei", "member", "joined")
# The date may stand on the line below; "Mitglied" alone is a badge.
_SINCE_WHEN = rf"(?:{'|'.join(_IS_MEMBER)})(?:\s(?:seit|since|am)\b:?|:)"
_IS_SINCE = re.compile(rf"{_SINCE_WHEN}(?:\s.*\d.*)?")
_BEFORE_SINCE = re.compile(_SINCE_WHEN)
_COUNTED_SINCE = ("beiträge", "kommentare", "postings", "posts")
_OF_SINCE = (*_IS_MEMBER, *_COUNTED_SINCE)
_SINCE = re.compile(
    rf"(?:\b|(?<=\d))(?:(?:{'|'.join(_IS_MEMBER)})\b:?"
    rf"|(?:mehr\sals\s)?\d[\d.]{{0,9}}\s(?:{'|'.join(_COUNTED_SINCE)})\s(?=seit|since))"
    rf"\s?(?:(?:seit|since|am|im|in)\s)?(?:dem\s)?(?:\d{{1,2}}\.\s?)?(?:{MONTH}\s|\d{{1,2}}[./])?"
    r"(?:\d{2}|\d{4})[)\]]?$"
)
_SCALE = r"(?:(?:k|tsd\.?|mio\.?)\s)?"  # thousands or millions, behind a number
_OF_PAGE = re.compile(rf"[\d.,]+\s?{_SCALE}(?:aufrufe?|views?|klicks|wiedergaben)\b")
# Of answers that were not opened.
_OF_THREAD = re.compile(r".{1,60}\s(?:hat|haben)\sgeantwortet\s?[·•|]\s?\d", re.IGNORECASE)
_OF_CHANGE = re.compile(rf".*\b(?:{'|'.join(CHANGED)})\b.*\d.*")
_BEHIND_NAME = re.compile(
    rf"\s*\b{SAYS}\b.*$"
    r"|\s+mod$|(?:\s/)+$|\s*(?:\b(?:am|um|at|on)\b\s*)*[\s:|·•,»@–—-]*$"
)
_SAID = (
    *("sagt", "schrieb", "schreibt", "meint", "kommentiert", "antwortet", "says", "said", "wrote"),
    " hat ",
)
_ENDS_BEHIND = (*" :|·•,»@–—-", "am", "um", "at", "on", " mod", " /")
_NUMBERED = r"(?:#\d+(?:\.\d+)*[.)]?|\d{1,3}[.)]|#{1,6})\s+"
# What somebody did: it stands before a date, or before "von" and a name.
_DONE = (
    rf"(?:{PUBLISHED}|eingestellt|gespeichert|kommentiert|beantwortet|gefragt|bewertet|rezensiert|"
    r"rezension|besucht|gekauft|geteilt|gesendet|hinzugefügt|aktualisiert|reviewed|submitted|sent)"
)
# How sites call who runs a shop or a page, and answers there.
_HOST = r"(?:(?:inhaber|betreiber|eigentümer)(?:in)?|redaktion|moderation|owner)"
_IS_HOST = re.compile(_HOST, re.IGNORECASE)
_BY_HOST = (
    r"(?:(?:antwort|rückmeldung|stellungnahme)\s+(?:vom|der)|(?:reply|response)\s+from\s+the)\s+"
    rf"(?={_HOST}$)"
)
_BY = (
    rf"(?:(?:kommentar|beitrag|post|frage|antwort|bewertung|meinung|{_DONE})\s+(?:von|by)\b:?\s+"
    rf"|{_BY_HOST})"
)
_IS_BY = re.compile(_BY, re.IGNORECASE)
_VOTES = r"[+−–-]?\d{1,3}"
# "von" and "am" may begin a name, too, but hardly beside a date or a colon.
_BEFORE_NAME = re.compile(
    r"(?:(?:#\d+|\d{1,3})[.)]?\s+)?"
    rf"(?:{_BY}|von:?\s+|by:?\s+|autor(?:in)?:?\s+|name:\s+)"
    rf"|{_VOTES}\s+|(?:am|um|on)[\s,]+(?:(?:von|schrieb|hat)\s+)?|{_NUMBERED}"
    # Beside a name and a date, that of a picture is no title: "Profilbild Eva am 3. Mai 2024".
    r"|/\s+|(?:profil-?(?:bild|foto)|avatar)\s+(?!(?:von|für|of|for)\s)"
)
_BEFORE_BARE_NAME = re.compile(rf"{_BY}|{_NUMBERED}")
# The heads of mails; "Von:" names the author.
_OTHER_FIELD = re.compile(
    r"(?:an|cc|bcc|betreff|gesendet|datum|kopie|subject|sent|to|date)\s*:", re.IGNORECASE
)
_COUNTED = (
    r"(?:rezension(?:en)?|bewertung(?:en)?|fotos?|bilder|videos?|aufrufe?|views?|follower|"
    r"abonnent(?:en|innen)|punkte?|zitate?|likes?|reposts?|points?|stimmen?|votes?|sterne|herzen|danke|mal|boosts?|"
    r"favoriten|retweets?|tweets|posts?|shares?|reviews?|ratings?|photos?|personen|mitglieder)"
)
_COUNT = re.compile(rf"\d[\d.,]*\s?{_SCALE}{_COUNTED}", re.IGNORECASE)
_NOT_NAMES = re.compile(
    r"(?:.*\d\s)?(?:kommentare?|leserbriefe?|reaktionen|meinungen|antwort(?:en)?|reply|melden|"
    r"zitieren|„?gefällt mir|teilen|likes?|permalink\w*|comments?|"
    rf"{PICTURE} {OF}|"
    r"empfehl\w+|avatar\w*|profilbild|löschen|bearbeite\w*|mehr anzeigen|lesenswert|beiträge|"
    r"website|e-?mail|übersetz(?:en|ung)|sortier(?:en|t|ung)|hilfreich|nützlich|"
    r"verifiziert\w*|"
    r"(?:alle|weitere|mehr|keine|ältere|neuere|frühere|vorherige)\s+"
    r"(?:antworten|kommentare|beiträge)|"
    r"(?:beitrag|post(?:ing)?)\s*#?\d+)\b"
    r"|.*(?:[·|•]|\s\s|\d)\s*(?:antworten|melden|teilen|zitieren|reply)\b"  # buttons in one line
    # Words that begin names, too: "Forum-Leser".
    r"|(?:diskussion|forum|datum|date|uhrzeit|link|themen)\b(?=\W*(?:$|\d)|\s*:)"
    rf"|.*\d\s?{_SCALE}{_COUNTED}\b|{_DONE}\b(?!\s(?:von|by)\b)"
    # What is none as a whole.
    r"|(?:name|o(?:n|ff)line|die(?:ser?|ses)\s+(?:beitrag|kommentar|posting)\b.*|"
    r"öffentlich|ganze story|kommentieren|reagieren|folgen|abonnieren|speichern|weiterleiten|"
    r"merken|senden|posten|drucken|"
    rf"jetzt\s\w+en|neue?|new|web|{AWARD}|{BOUGHT}|"
    r"(?:neue|älte|relevante|beliebte)ste[ns]?(?:\s(?:zuerst|kommentare))?|mehr|"
    r"markieren\sals\s.+|(?:.+\s)?(?:anzeigen|ansehen|ausblenden|melden|markieren)|.+\savatar|"
    r"vom\sersteller|"
    r"(?:mehr|weitere)\s.*laden)\W*$"
    r"|danke(?:\ssagen)?(?:\W{0,3}\d+\W?)?$"
    r"|.+\sfor\s(?:ios|ipad|iphone|android|mac|web|windows)\W*$"  # programs that post
    r"|[\d.,]+\s?(?:k|tsd|mio)\.?$"
    r"|(?:copyright\s)?(?:©|\(c\)\s)"
    r"|(?:\S+\s){3,}\w{3,}\.$"  # a sentence
    r"|[^\d,]+\s\d{1,4}\s?[a-z]?,\s\d{4,5}\s"  # an address
    r"|[\W\d]*$",
    re.IGNORECASE,
)
# That somebody answers, but not whom.
_MARKED = re.compile(
    # "Antwort" alone is a button of the comment above.
    r"[↳↪⤷└] ?|(?:antwort|rückmeldung|stellungnahme|reply|response)"
    r"(?: (?:(?:#?\d{1,4} )?(?:von|vom|der|des|by|from)(?: the)?:?|#?\d{1,4})|:) ?",
    re.IGNORECASE,
)
# What stands beside a name; alone, it may be all that there is of one.
_BADGE = re.compile(BADGE, re.IGNORECASE)
# How far somebody is from the reader on a network for jobs: "• 3.+".
_DEGREE = re.compile(
    r"(?P<name>.*?)\s?(?P<degree>[·•]\s?[1-3](?:\.\+?|(?:st|nd|rd)\+?))", re.IGNORECASE
)
# Between a name and a date: "eva_88 84 points 1 year ago".
_POINTS = re.compile(r"(?<=\S)\s-?\d[\d.,]{0,9}k?\s(?:points?|punkte?)$", re.IGNORECASE)
_RATING = re.compile(
    r"(?:(?:bewertet\smit|bewertung:?|rated)\s)?\d(?:[.,]\d{1,2})?"
    r"(?:(?:\s(?:von|out\sof)\s|\s?/\s?)(?:5|10)(?:\s(?:sternen?|stars|punkten)\b.*)?"
    r"|\s(?:sterne?|stars?))"
    r"|(?:[★☆⭐✩✭✮]\ufe0f?\s?){3}.*"
)
_NUMBER_AS_NAME = re.compile(r"\d{3,}")
_LONGEST_NAME = 60
_KNOWN = 16_384  # lines that are remembered
_FEW_LINES = 6  # of a head that is remembered: above all comments, there may be hundreds
_LONGEST_REST = 120  # of a line in which a name may be found
_MOST_WORDS = 6
_OF_COMMENT = r"(?:kommentar|beitrag|leserbrief|zuschrift|posting|stellungnahme)"
_ANSWER = re.compile(
    # "Antworten auf meine Frage gab es nie." is what a reader writes.
    r"(?!antworten\b.*\w{3}[.!?]$)"
    rf"(?:\d{{1,4}}\.\s)?[(\[]?(?:(?:{'|'.join(ANSWER_TO)}):?\s|antwortete?t?\s|zum\s(?={_OF_COMMENT}))"
    rf"(?:(?:den\s|die\s)?{_OF_COMMENT}\s)?(?:#?\d+(?:\.\d+)*\s)?(?:von\s)?"
    r"(?P<answered>@?\S+(?:\s\S+){0,5})",
    re.IGNORECASE,
)
# "Eva antwortete Jo", "Eva antwortet auf Jo:"; but "Eva antwortet am 3. Mai".
_ANSWERS_WHOM = re.compile(
    r"(?<=\S)\santwortete?t?\s(?:(?:auf|an)\s)?(?!(?:am|um|auf|an|vor)\b)(?=@?\w)"
)
_ANSWERS = (*(f"{words} " for words in ANSWER_TO), "antwort", "zitat ")
_LONGEST_ANSWER = max(map(len, _ANSWERS))
_QUOTED = re.compile(
    r"(?:zitat\s(?:von\s)?)(?P<name>.+)"
    r"|am\s+(?:schrieb|hat)\s+(?P<sender>[^<:]+)\b.*"
    r"|(?P<writer>.+?)\s(?:schrieb|schreibt|wrote|hat\s(?:am\s+)?(?:folgendes\s)?geschrieben)\b.*",
    re.IGNORECASE,
)
_QUOTES = ("zitat", "schrieb", "schreibt", "wrote")
_LINKS = re.compile(
    r"\s*\(\d[\d.]{0,8}\s(?:kommentare?|beiträge?|beitrag|postings?|posts?|comments?)\)"
    r"|\s*[(\[](?:link|antwort(?:en)?|homepage|website|reply|mail|zitieren|nicht\süberprüft|"
    r"not\sverified)[)\]]"
    r"|\[[–+-]\]\s?|\[[SMA]\]",  # Reddit: with which to fold a comment; who submitted the post
    re.IGNORECASE,
)
_ARROWS = frozenset("➦→►▸↪⤷➤▶")
_ARROW = " → "
_TO_ARROW = re.compile(
    rf"(?P<name>.+?)(?:\s*[{''.join(sorted(_ARROWS))}]\s*|\s[>›]\s"
    rf"|(?:[\s,·|•(]+|(?<=[a-zäöüß])(?=(?-i:A)))(?:{'|'.join(ANSWER_TO)})\s)(?P<answered>.+)",
    re.IGNORECASE,
)
_ARROW_SIGNS = _ARROWS | {">", "›"}
_IN_PATH = re.compile(r"\s[>›]\s")
_ADDRESS = re.compile(r"(?<=\S)\s*[<\[](?:mailto:)?[^<>\[\]\s]+@[^<>\[\]\s]+[>\]]\W*$")
_GAPS = frozenset("·•|")
_GAP_SIGN = re.compile(f"[{''.join(sorted(_GAPS))}]")
_JOINING = re.compile(
    rf"[{''.join(sorted(_GAPS | _ARROWS))}]|^(?:(?:{'|'.join(ANSWER_TO)}):?|{_SINCE_WHEN})$",
    re.IGNORECASE | re.MULTILINE,
)
_FEW_DIGITS = re.compile(r"\W*\d{0,3}\W*")
_BUTTON = re.compile(rf"(?:{BUTTON}|danke)(?:\s\(?\d+\)?)?", re.IGNORECASE)
_THREAD_NUMBER = re.compile(r"#\d+(?:\.\d+)*\b")
# Behind a name: the stop of a sentence, which "Jo H." has, too, or a number.
_BEHIND_ANSWERED = re.compile(r"(?<=\w{4})\.$|\s\(#\d+\)$")
_WHEN = re.compile(r"[\s,]+(?:vom|am|um|von\s(?:gestern|heute))\s*$", re.IGNORECASE)
_REPEATED = 0.5  # of the comments' furniture
_FEWEST_RUNS = 4


class Signature(NamedTuple):
    """What the furniture of a comment says, as printed: who wrote it, when, in answer to whom.

    `number` is the comment's number where sites count answers within it: "#1.2" answers "#1".
    It `is_answer` where the furniture says no more than that: "Antwort von Eva", "↳ Eva".
    """

    author: str | None
    date: str | None
    answered: str | None = None
    number: str | None = None
    is_answer: bool = False

    @property
    def is_by_host(self) -> bool:
        """Whether it is called an answer of who runs the place: "Antwort vom Inhaber"."""
        return self.is_answer and _IS_HOST.fullmatch(self.author or "") is not None

    @property
    def is_whole(self) -> bool:
        """Whether it tells both who wrote and when, as hardly anything but a head does."""
        return bool(self.author and self.date)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its date: a name, perhaps, or who is answered."""

    rest: str
    date: str | None
    answered: str | None
    is_quote: bool
    name: str | None = None
    is_clock: bool = False  # the date is a time of day alone
    is_badge: bool = False  # nothing but one
    is_name: bool = False  # nothing but one


def name_key(name: str) -> str:
    """Return what is the same for all ways in which a name is printed: "@Eva", "u/eva"."""
    return " ".join(name.removeprefix("@").removeprefix("u/").casefold().split())


def is_name(line: str) -> bool:
    """Tell whether a line may be the name of somebody, and nothing more."""
    if len(line) > _LONGEST_NAME and len(without_icons(line).strip(SIGNS_AROUND)) > _LONGEST_NAME:
        return False
    read = _read(line)
    return read is not None and read.is_name


def is_date(line: str) -> bool:
    """Tell whether a line is a date, with no words beside it that could be a name."""
    if len(line) > _LONGEST_REST or not may_hold_date(line):
        return False
    read = _read(line)
    return read is not None and read.date is not None and read.name is None


def quoted(line: str) -> str | None:
    """Return whom a line quotes or answers, None where it does neither."""
    if not (line.endswith((":", "]")) or line[:_LONGEST_ANSWER].casefold().startswith(_ANSWERS)):
        return None  # most lines are read no further
    read = _read(line) if len(line) <= _LONGEST_REST else None
    if read is None or not (read.answered or (read.is_quote and line.endswith(":"))):
        return None
    return _trimmed(read.answered or _quoted(read.rest))


def has_date(line: str) -> bool:
    """Tell whether a line holds a date that is not that of who is answered."""
    if not may_hold_date(line):
        return False
    read = _read(line)
    return read is not None and read.date is not None and read.answered is None


def is_since(line: str) -> bool:
    """Tell whether a line says since when there is an account: "Dabei seit", "Joined: 2011"."""
    return len(line) <= _LONGEST_REST and _IS_SINCE.fullmatch(folded(line)) is not None


def is_rating(line: str) -> bool:
    """Tell whether a line says how good something is, as above reviews: "4 von 5 Sternen Gut"."""
    return len(line) <= _LONGEST_REST and _RATING.fullmatch(folded(line)) is not None


def is_row_of_buttons(line: str) -> bool:
    """Tell whether a line is buttons or counts and what stands beside them, and nothing else."""
    if len(line) > _LONGEST_REST or not _GAP_SIGN.search(line):
        return False
    parts = [part.strip(SIGNS_AROUND) for part in GAP.split(line)[::2]]
    return any(_BUTTON.fullmatch(part) or _COUNT.fullmatch(part) for part in parts) and all(
        _is_button(part) or is_date(part) for part in parts
    )


def repeated(runs: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the lines that stand in the furniture of most comments: buttons rather than names.

    Many may answer the same reader, whose name then stands below "Antwort auf".
    """
    if len(runs) < _FEWEST_RUNS:
        return frozenset()
    counts = Counter(
        line
        for run in runs
        for line in {
            line
            for above, line in pairwise(("", *run))
            if above.casefold().removesuffix(":") not in ANSWER_TO
        }
    )
    return frozenset(line for line, count in counts.items() if count > _REPEATED * len(runs))


def signature(
    furniture: Sequence[str], repeated: frozenset[str] = frozenset(), *, below: bool = False
) -> Signature:
    """Read the lines above a comment, or those below it, in the order of the page.

    `repeated` are lines that are hardly names, since they stand at most comments.
    """
    read = _known_signature if len(furniture) <= _FEW_LINES else _signature
    return read(tuple(furniture), repeated, below=below)


def _signature(furniture: Sequence[str], repeated: frozenset[str], *, below: bool) -> Signature:
    own = [line for line in map(_read, _joined(furniture)) if line is not None]
    nearest_first = range(len(own)) if below else range(len(own) - 1, -1, -1)
    dated = [at for at in nearest_first if own[at].date and not own[at].answered]
    dated.sort(key=lambda at: own[at].is_clock)
    # Below a head of one's own, who "wrote" is quoted; without any, it is the head.
    head = min(dated, default=len(own))
    quotes = {at for at, line in enumerate(own) if line.is_quote and head < at}
    dated = [at for at in dated if at not in quotes]
    if dated:
        # A name stands beside the date or above it; further down are titles of comments, too, or,
        # below a comment, the head of the next one.
        first = dated[0]
        after = () if below else range(first + 1, len(own))
        order = [first, *range(first - 1, -1, -1), *after]
        if not below and first and _IS_BY.match(own[first - 1].rest):
            order[:2] = [first - 1, first]  # beside the date may stand a place
        if first and (named := _above_badge(own[: first + 1], repeated)):
            order.insert(0, named - 1)
        date = own[first].date
    else:
        order = [*nearest_first]
        date = next((own[at].date for at in order if own[at].date), None)
    answered = next((own[at].answered for at in nearest_first if own[at].answered), None)
    # "@Eva" between a head and a text is who is answered; alone, it is a name.
    if dated and not below and own[-1].rest.startswith("@") and dated[0] < len(own) - 1:
        answered = answered or own.pop().rest
        order = [at for at in order if at < len(own)]
    if quotes:
        answered = answered or _quoted(own[max(quotes)].rest)
    lines = [own[at] for at in order if at not in quotes]
    author = _author(lines, repeated)
    if author and (arrow := _to_arrow(author)):
        author = _bare(arrow["name"], _BEFORE_BARE_NAME)
        answered = answered or _WHEN.sub("", arrow["answered"].rstrip(SIGNS_AROUND))
    # A nickname may be all digits; but most bare numbers are none, so any other name is better.
    if author is None and date:
        author = next((one for one in furniture if _NUMBER_AS_NAME.fullmatch(one)), None)
    numbered = (_THREAD_NUMBER.match(line) for line in furniture if line.startswith("#"))
    number = next((found[0] for found in numbered if found), None)
    answered = answered and _trimmed(_BEHIND_ANSWERED.sub("", answered))
    author = author and _trimmed(author)
    is_answer = author is not None and not answered and _is_marked(furniture, author)
    return Signature(author, date, answered, number, is_answer)


# Several rules ask about the same heads.
_known_signature = lru_cache(maxsize=_KNOWN)(_signature)


def _author(lines: Iterable[_Line], repeated: Collection[str]) -> str | None:
    """Return the first name; what may be none comes last: a badge, what stands at most comments."""
    names = []
    for line in lines:
        if name := line.name:
            is_badge = _BADGE.fullmatch(name) is not None and not _IS_BY.match(line.rest)
            doubts = (line.rest in repeated, is_badge)
            if not any(doubts):
                return name
            names.append((doubts, name))
    return min(names, key=lambda one: one[0])[1] if names else None


def _is_marked(furniture: Sequence[str], author: str) -> bool:
    """Tell whether the line with a name, or the one above it, says that an answer follows."""
    named = [at for at, line in enumerate(furniture) if author in line][-1:]
    before = [furniture[at].partition(author)[0] for at in named]
    above = [furniture[at - 1] for at in named if at]
    return any(map(_MARKED.fullmatch, (*before, *above)))


def _above_badge(lines: Sequence[_Line], repeated: Collection[str]) -> int:
    """Return the last badge with a name right above it, 0 without any; a job may stand below.

    Further up may stand what is left of a comment that was lost.
    """
    return next(
        (
            at
            for at in range(len(lines) - 1, 0, -1)
            if lines[at].is_badge
            and not (above := lines[at - 1]).is_badge
            and not above.date
            and above.rest not in repeated
            and above.name
        ),
        0,
    )


def _joined(furniture: Sequence[str]) -> Iterator[str]:
    """Yield lines; an arrow that has one of its own joins those around it, a degree is alone.

    "Antwort auf" goes on with the name below, and "Dabei seit" with when that was.
    """
    if not _JOINING.search("\n".join(furniture)):  # in most heads
        yield from furniture
        return
    kept: list[str] = []
    for line in furniture:
        if not _GAPS.isdisjoint(line[:-1]) and (found := _DEGREE.fullmatch(line)):
            kept += filter(None, found.groups())
        elif kept and (
            line in _ARROWS
            or kept[-1][-1:] in _ARROWS
            or (line[0] in _ARROWS and is_name(kept[-1]))
            or folded(kept[-1]).removesuffix(":") in ANSWER_TO
            or _BEFORE_SINCE.fullmatch(folded(kept[-1]))
        ):
            kept[-1] = f"{kept[-1]} {line}"
        else:
            kept.append(line)
    yield from kept


@lru_cache(maxsize=_KNOWN)
def _read(line: str) -> _Line | None:
    """Return what a line says, None where it is of the account, the page or a later change."""
    line = _IS_ONLINE.sub("", without_icons(line))
    bare = line.strip(SIGNS_AROUND)
    if _is_degree(line):
        return _Line("", None, None, is_quote=False, is_badge=True)
    ago = None
    if not _GAPS.isdisjoint(line):
        line, ago = _without_buttons(line)
    if "(" in line or "[" in line:
        line = _EDITED_WHEN.sub("", _LINKS.sub("", line))
    if "@" in line:
        line = _ADDRESS.sub("", line)
    seen = folded(line)
    if seen.rstrip(_BEHIND_CHANGED).endswith(CHANGED) and (edited := _EDITED.search(seen)):
        line, seen = line[: edited.start()], seen[: edited.start()]
    has_digit = _DIGIT.search(seen) is not None
    if _OF_THREAD.match(bare) or (
        has_digit and (_OF_ACCOUNT.fullmatch(seen) or _OF_PAGE.match(seen) or _is_changed(seen))
    ):
        return None
    if has_digit and _holds(seen, _OF_SINCE) and (since := _SINCE.search(seen)):
        line = line[: since.start()].rstrip(SIGNS_AROUND_CLOCK)
        seen = seen[: len(line)]
    if not line and not ago:
        return None
    date, rest = dated(line, seen)
    has_clock = not (date or ago) and has_digit and is_clock(rest)
    if has_clock:
        date, rest = rest.strip(SIGNS_AROUND_CLOCK), ""
    date = date or ago
    rest = _with_arrow(rest)
    answer = _ANSWER.fullmatch(rest)
    answered = _WHEN.sub("", answer["answered"]) if answer else None
    name = None if answered else _name(rest, is_dated=date is not None)
    return _Line(
        rest=rest,
        date=date,
        answered=answered,
        is_quote=_holds(folded(rest), _QUOTES) and _QUOTED.fullmatch(rest) is not None,
        name=name,
        is_clock=has_clock,
        is_badge=_BADGE.fullmatch(rest.strip(SIGNS_AROUND)) is not None,
        # "Mai 1968" may be a nickname, but only a date beside it tells.
        is_name=date is None and name == bare and not is_month_of_year(seen),
    )


def _is_degree(line: str) -> bool:
    found = None if line[:1] not in _GAPS else _DEGREE.fullmatch(line)
    return found is not None and not found["name"]


def _without_buttons(line: str) -> tuple[str, str | None]:
    """Return a line without what is no name between its gaps, and how long ago it says."""
    first, *others = GAP.split(line)
    parts = [("", first), *zip(others[::2], others[1::2], strict=True)]
    if _OF_PAGE.match(folded(first)):
        return line, None
    ago, kept = None, ""
    for gap, part in parts:
        bare = part.strip(SIGNS_AROUND)
        if is_date_alone(folded(bare)):
            ago = ago or bare
        elif not _is_button(bare):
            kept += f"{gap if kept else ''}{part}"
    return kept, ago


def _is_button(part: str) -> bool:
    """Tell whether part of a line is a button, a count or the like: no name, date or answer."""
    if len(part) > _LONGEST_REST:
        return False
    if not any(map(str.isalpha, part)):
        return _FEW_DIGITS.fullmatch(part) is not None  # and no time of day
    return (
        _NOT_NAMES.match(part) is not None
        and not _ANSWER.fullmatch(part)
        and not _IS_BY.match(part)
        and not holds_date(folded(part))
    )


def _is_changed(seen: str) -> bool:
    """Tell whether a folded line says when its comment was changed."""
    return _holds(seen, CHANGED) and _OF_CHANGE.fullmatch(seen) is not None


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(map(text.__contains__, words))


def _name(printed: str, *, is_dated: bool) -> str | None:
    """Return the name in what stands beside a date, or in a line without any."""
    if len(printed) > _LONGEST_REST or (not is_dated and is_rating(printed)):
        return None
    before = _BEFORE_NAME if is_dated or ":" in printed else _BEFORE_BARE_NAME
    rest = printed if _GAPS.isdisjoint(printed) else _without_badges(printed)
    if is_dated:
        rest = _POINTS.sub("", rest.rstrip(SIGNS_AROUND))
    name = _bare(rest, before)
    if name != rest:  # what stood around it may have stood around more
        name = _bare(name, before)
    name = name.strip(SIGNS_AROUND)
    if not 0 < len(name) <= _LONGEST_NAME or name.endswith("?") or len(_IN_PATH.findall(name)) > 1:
        return None
    arrow = _to_arrow(name)
    own = arrow["name"] if arrow else name
    is_name = len(own.split()) <= _MOST_WORDS and not _OTHER_FIELD.match(printed)
    return name if is_name and not _NOT_NAMES.match(name) else None


def _with_arrow(rest: str) -> str:
    """Return "Eva antwortete Jo" with an arrow, so that it is read like other such lines."""
    return _ANSWERS_WHOM.sub(_ARROW, rest, count=1) if "antwortet" in rest else rest


def _to_arrow(name: str) -> re.Match[str] | None:
    """Return a name and whom it answers, where both are said."""
    may_be = _holds(name, ("ntwort", "repl")) or not _ARROW_SIGNS.isdisjoint(name)
    return _TO_ARROW.fullmatch(name) if may_be else None


def _without_badges(rest: str) -> str:
    """Return what is said of an author without badges, unless there is nothing else."""
    first, *others = GAP.split(rest)
    parts = [("", first), *zip(others[::2], others[1::2], strict=True)]
    kept = ""
    for gap, part in parts:
        if part and not _BADGE.fullmatch(part):
            kept += f"{gap if kept else ''}{part}"
    return kept or rest


def _bare(name: str, before: re.Pattern[str]) -> str:
    """Return a name without what stands `before` it, and without what stands behind it."""
    seen = folded(name)
    if found := before.match(seen):
        name, seen = name[found.end() :], seen[found.end() :]
    if seen.endswith(_ENDS_BEHIND) or _holds(seen, _SAID):
        found = _BEHIND_NAME.search(seen)
        return name[: found.start()] if found else name
    return name


def _quoted(rest: str) -> str:
    found = _QUOTED.fullmatch(rest)
    return (found["name"] or found["sender"] or found["writer"]) if found else rest


def _trimmed(name: str) -> str | None:
    """Return a name without signs around it, or brackets that enclose nothing or all of it."""
    bare = name.replace("[]", "").replace("()", "").strip(SIGNS_AROUND)
    for opening, closing in ("()", "[]"):
        if bare.startswith(opening) and bare.endswith(closing):
            bare = bare[1:-1]
        elif bare.count(opening) != bare.count(closing):
            bare = bare.strip(opening + closing)
    return bare.strip(SIGNS_AROUND) or None
