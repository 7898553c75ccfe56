"""Mails pasted one below the other, known by their heads before any line is judged.

Where lines stand together as "Von: ...", "Gesendet: ..." and "Betreff: ...", or where one says who
wrote when and gives the address, the form alone is certain: what follows is a mail, up to the head
of the next one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sentiment.readers.names import name_of
from sentiment.separation.metadata import Signature, signature
from sentiment.separation.roles import begins_of, furniture_above

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sentiment.separation.lines import Line

_KEYS = {
    "sender": "von|from|absender",
    "date": "datum|date",
    "sent": "gesendet|gesendet am|sent",
    "other": (
        "an|to|cc|kopie|bcc|betreff|subject|antwort an|antworten an|reply-to|priorität|wichtigkeit|"
        "importance|priority|anlagen?|anhänge|attachments?"
    ),
}
_HEADER = re.compile(
    rf"\*{{0,2}}(?:{'|'.join(f'(?P<{kind}>{keys})' for kind, keys in _KEYS.items())})\*{{0,2}}"
    r"\s?:\*{0,2}\s*(?P<value>.*)",
    re.IGNORECASE,
)
_LONGEST_KEY = 20  # characters, up to the colon
_SAYS = ("Am ", "On ")
_ADDRESS = re.compile(r"[^\s<>\"]@[\w-]+\.\w")
_ENDS_WITH_ADDRESS = re.compile(r".{0,600}@[\w.-]{1,200}[>;,]*")
_DIGIT = re.compile(r"\d")
_ZONE = re.compile(r"\s\(?(?:MESZ|MEZ|CEST|CET)\)?$")  # of an hour that is the readers' own
_BEFORE_ADDRESS = re.compile(r"[<\[]|\bmailto:")
_AROUND_NAME = " \t\"'„“”*,;"

# "Am 03.05.2024 um 10:12 schrieb Eva Huber <eva@example.org>:"; "On ... Eva Huber <...> wrote:".
_TO_ADDRESS = r"\s(?P<name>[^<>@]{0,80}?)\s?<[^\s<>]{3,200}>\s?"
_WROTE = (
    re.compile(rf"Am\s(?P<date>.{{6,60}}?)\s(?:schrieb|hat){_TO_ADDRESS}(?:geschrieben)?\s?:"),
    re.compile(
        r"On\s(?P<date>.{6,60}?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?),?"
        rf"{_TO_ADDRESS}wrote\s?:"
    ),
)
_LONGEST_HEAD = 300  # characters of such a line, which programs break in two
_FEWEST_WROTE = 2  # where nothing else is the head of a mail

_QUOTE = ">"
_SIGNATURE = "--"
_LONGEST_SIGNATURE = 10  # lines
_DEVICE = r"(?:iphone|ipad|galaxy|handy|smartphone|mobiltelefon|android|outlook|gmx|web\.de|mail)"
# Below the words of a mail, what a program wrote.
_FOOT = re.compile(
    r"[-_=*~–—]{3,}"
    r"|[-_\s]*(?:ursprüngliche nachricht|originalnachricht|weitergeleitete nachricht"
    r"|original message|forwarded message)[-_\s]*"
    r"|(?:anfang der weitergeleiteten (?:nachricht|e-mail)|begin forwarded message):"
    rf"|(?:gesendet|sent) (?:von|mit|via|from|with)\b.{{0,40}}{_DEVICE}.{{0,60}}"
    rf"|(?:diese nachricht wurde )?von .{{0,60}}{_DEVICE}.{{0,40}} gesendet\.?"
    r"|(?:get|holen sie sich|hol dir) outlook (?:for|für) \w+",
    re.IGNORECASE,
)
_FEWEST_OTHERS = 2


class Mail(NamedTuple):
    """Where a mail stands: its head, all below it, and of that its text, which may be empty."""

    head: range
    below: range
    text: range
    signed: Signature


class _Head(NamedTuple):
    """The lines of a head, and what they say; `sender` is None where they are no head at all."""

    first: int
    end: int
    sender: str | None
    date: str
    has_fields: bool


def mails(page: Sequence[Line]) -> list[Mail]:
    """Return the mails of a page, in order; below the first one, there is nothing else."""
    heads = list(_heads(page))
    if not any(head.has_fields for head in heads) and len(heads) < _FEWEST_WROTE:
        return []
    ends = [*(head.first for head in heads[1:]), len(page)]
    found: list[Mail] = []
    above_is_own = False  # whether the mail above has words that are no quotation
    for head, end in zip(heads, ends, strict=True):
        text = _without_foot(page, head.end, end)
        is_quoted = all(page[at].head.startswith(_QUOTE) for at in text)
        if is_quoted and above_is_own:
            text = range(end, end)  # it is what that one answers
        elif not is_quoted:
            text = _without_quotations(page, text)
        above_is_own = above_is_own if is_quoted else True
        signed = Signature(_name(head.sender or ""), _ZONE.sub("", head.date.strip()) or None)
        lines = range(head.first, head.end), range(head.end, end)
        found.append(Mail(*lines, text, signed))
    return found


def roles_with_mails(
    page: Sequence[Line], found: Sequence[Mail], above: Sequence[str]
) -> list[str]:
    """Return the role of each line, given the mails and the roles of the lines above them all.

    What stands there and is not furniture is what the mails are about.
    """
    roles = ["furniture"] * len(page)
    for at, role in enumerate(above):
        if role != "furniture" and not _FOOT.fullmatch(page[at].head):
            roles[at] = "article"
    for mail in found:
        for at in mail.text:
            roles[at] = "inside" if at > mail.text.start else "begin"
    return roles


def has_other_comments(page: Sequence[Line], found: Sequence[Mail], roles: Sequence[str]) -> bool:
    """Tell whether comments have dates above them that are in no head of a mail.

    Then a mail is rather one that an article or a reader quotes.
    """
    in_heads = {at for mail in found for at in mail.head}
    begins = begins_of(roles)
    others = 0
    for above in (furniture_above(roles, begin) for begin in begins):
        if above and in_heads.isdisjoint(above):
            others += signature([page[at].head for at in above]).date is not None
    return others >= _FEWEST_OTHERS


def signatures(page: Sequence[Line], roles: Sequence[str]) -> Mapping[int, Signature]:
    """Return what the heads of mails say, by the line with which the comment below begins."""
    found: dict[int, Signature] = {}
    for mail in mails(page):
        first = next((at for at in mail.below if roles[at] != "furniture"), None)
        if first is not None and roles[first] == "begin":
            found[first] = mail.signed
    return found


def is_field(line: str) -> bool:
    """Tell whether a line is one of those at the head of a mail: "Von: Eva"."""
    return _HEADER.match(line) is not None


def _heads(page: Sequence[Line]) -> Iterator[_Head]:
    free = 0
    for at, line in enumerate(page):
        if at < free or not (
            line.head.find(":", 0, _LONGEST_KEY) > 0 or line.head.startswith(_SAYS)
        ):
            continue  # most lines are read no further
        is_said = at > 0 and page[at - 1].is_head  # behind a name in a list of comments
        head = None if is_said else _fields(page, at) or _wrote(page, at)
        if head is not None:
            free = head.end
            if head.sender is not None:
                yield head


def _fields(page: Sequence[Line], first: int) -> _Head | None:
    """Return the block of fields that begins at a line; without a sender where it is no head."""
    told: dict[str, str] = {}
    are_apart = True  # by blank lines, as some programs copy them
    at = first
    while at < len(page):
        line = page[at]
        field = _HEADER.match(line.head)
        if field is None:
            if at == first or not _goes_on(page[at - 1], line):
                break
        elif at > first:
            are_apart = are_apart and line.blank_before
            begins_next = bool(field["sender"]) and "sender" in told
            if begins_next or (line.blank_before and not are_apart and _is_dated(told)):
                break
        if field is not None:
            told.update({kind: field["value"] for kind in _KEYS if field[kind]})
        at += 1
    if at == first:
        return None
    has_address = any(_ADDRESS.search(line.head) for line in page[first:at])
    is_head = _is_dated(told) and (has_address or "sent" in told or "other" in told)
    date = told.get("date") or told.get("sent") or ""
    return _Head(first, at, told["sender"] if is_head else None, date, has_fields=True)


def _is_dated(told: Mapping[str, str]) -> bool:
    dates = told.get("date", "") + told.get("sent", "")
    return bool(told.get("sender")) and _DIGIT.search(dates) is not None


def _goes_on(above: Line, line: Line) -> bool:
    """Tell whether a line holds the addresses that had no room in the field above."""
    is_list = above.tail.endswith((";", ",")) and not line.blank_before
    return is_list and _ENDS_WITH_ADDRESS.fullmatch(line.tail) is not None


def _wrote(page: Sequence[Line], at: int) -> _Head | None:
    """Return the line, or the two, that say who wrote when."""
    if not page[at].head.startswith(_SAYS):
        return None
    for end in (at + 1, at + 2):
        said = " ".join(line.head for line in page[at:end])
        if "@" in said and len(said) <= _LONGEST_HEAD:
            for pattern in _WROTE:
                if wrote := pattern.fullmatch(said):
                    return _Head(at, end, wrote["name"], wrote["date"], has_fields=False)
    return None


def _without_foot(page: Sequence[Line], first: int, end: int) -> range:
    """Return the lines of a mail without what stands below its words."""
    signs = (at for at in range(first, end) if page[at].head == _SIGNATURE)
    sign = next((at for at in signs if end - at <= _LONGEST_SIGNATURE), end)
    while sign > first and _FOOT.fullmatch(page[sign - 1].head):
        sign -= 1
    while first < sign and _FOOT.fullmatch(page[first].head):
        first += 1
    return range(first, sign)


def _without_quotations(page: Sequence[Line], text: range) -> range:
    """Return the lines from the first to the last that is not quoted."""
    own = [at for at in text if not page[at].head.startswith(_QUOTE)]
    return range(own[0], own[-1] + 1)


def _name(printed: str) -> str | None:
    """Return the name of a sender without the address that stands behind it."""
    return name_of(_BEFORE_ADDRESS.split(printed, maxsplit=1)[0].strip(_AROUND_NAME))
