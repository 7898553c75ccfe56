"""Replies that say nothing of their own, such as "Genau", "👍" or "Stimmt nicht".

They take the side of the comment that they answer, or deny it. Alone, a classifier hears praise in
"Genau", also where it is said of "Der Windpark ist eine Katastrophe".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.addressees import without_addressees
from sentiment.language.as_seen import as_seen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sentiment.addressees import Addressees
    from sentiment.discussion import Comment

_LONGEST = 80  # signs of such a reply
_MOST_ABOVE = 20  # replies that are looked through, each as bare as the one below it

# Without these, many ways to agree are one: "Da hast du leider absolut recht".
_FILLERS = frozenset(
    "absolut aber ach auch da doch einfach ganz genauso ja leider na nur oh prozent sehr so total"
    " und voll vollkommen völlig vollste 100".split()
)


def _phrases(lines: str) -> frozenset[str]:
    return frozenset(re.split(r"\||\n\s*", lines.strip()))


_AGREES = _phrases(
    """
    genau|genau das|stimmt|das stimmt|stimme zu|stimme dir zu|stimme ihnen zu|stimme ich zu
    stimme ich dir zu|stimme ich ihnen zu|dem stimme ich zu|kann ich zustimmen
    dem kann ich zustimmen|zustimmung|volle zustimmung|meine zustimmung
    richtig|das ist richtig|korrekt|exakt|eben|wahr|wie wahr|wahre worte|ist es|genau ist es
    isses|siehts aus|sieht s aus|sieht es aus|sehe ich|seh ich|das sehe ich|das seh ich
    sehe ich genau|das sehe ich genau|geht mir|hast du recht|du hast recht|haben sie recht
    sie haben recht|recht hast du|recht haben sie|bin deiner meinung|bin ich deiner meinung
    bin ihrer meinung|bin ich ihrer meinung|meine meinung|meiner meinung|meine rede|dito|jawohl
    amen|jep|jup|gut gesagt|schön gesagt|treffend gesagt|auf den punkt|auf den punkt gebracht
    danke|danke dir|danke ihnen|danke dafür|danke schön|dankeschön|vielen dank|besten dank
    herzlichen dank|+ 1|+ 1 👍|👍|👏|💯
    """
)
_DISAGREES = _phrases(
    """
    stimmt nicht|das stimmt nicht|falsch|das ist falsch|nein|nö|nope|sehe ich anders
    seh ich anders|das sehe ich anders|das seh ich anders|im gegenteil|widerspruch|unsinn
    das ist unsinn|quatsch|das ist quatsch|👎
    """
)
_ADDRESS = re.compile(r"@[\w.-]*")
# "Genau 🙄" says the contrary, and "Oh nein!" nothing of who is answered.
_IRONY = re.compile("[🤡🙄🤦🤣😂🤮]|\\b(?:na danke|oh nein|ach nein)\\b")
_PART = re.compile(r"[^.!,;:…\n–-]+")
_WORD = re.compile(r"([👍👏💯👎])(?:[\U0001f3fb-\U0001f3ff]|\1)*|[^\W_]+|\+")


@dataclass(frozen=True, slots=True)
class BareReply:
    """A reply that says no more than whether it agrees.

    `text` is that of the nearest comment above it which says more, and `is_same_side` whether the
    reply is on that one's side: who denies a denial may be.
    """

    agrees: bool
    text: str
    is_same_side: bool


def bare_replies(
    comments: Sequence[Comment], elsewhere: Mapping[str, str], authors: Addressees
) -> tuple[BareReply | None, ...]:
    """Return what each comment of a discussion means that is a bare reply; see `bare_reply`."""
    by_id = {comment.id: comment for comment in comments}
    return tuple(bare_reply(comment, by_id, elsewhere, authors) for comment in comments)


def bare_reply(
    comment: Comment,
    comments: Mapping[str, Comment],
    elsewhere: Mapping[str, str],
    authors: Addressees,
) -> BareReply | None:
    """Return what a bare reply means; None for all other comments.

    Parameters
    ----------
    comments, elsewhere : mapping
        By their ids, the comments, and the texts of others that are answered.
    authors : Addressees
        Whose names may stand before an answer.
    """
    agrees = _agrees(comment.text, authors)
    if agrees is None:
        return None
    is_same_side, parent = agrees, comment.parent
    for _ in range(_MOST_ABOVE):
        if parent is None or (parent not in comments and parent not in elsewhere):
            return None
        above = comments.get(parent)
        text = elsewhere[parent] if above is None else above.text
        too = _agrees(text, authors)
        if too is None:
            is_answer = not is_same_side and text.rstrip().endswith("?")  # "Nein." takes no side
            return None if is_answer else BareReply(agrees, text, is_same_side)
        is_same_side, parent = is_same_side is too, None if above is None else above.parent
    return None


def _agrees(text: str, authors: Addressees) -> bool | None:
    """Return whether a comment only agrees, or only denies; None where it says more."""
    if len(text) > _LONGEST or "?" in text:
        return None
    seen = _ADDRESS.sub("", without_addressees(as_seen(text), authors).lower())
    if _IRONY.search(seen):
        return None
    said = {_core(part) for part in _PART.findall(seen)} - {""}
    if not said:
        return None
    return True if said <= _AGREES else False if said <= _DISAGREES else None


def _core(part: str) -> str:
    words = (found.group(1) or found.group() for found in _WORD.finditer(part))
    return " ".join(word for word in words if word not in _FILLERS)
