"""Channels and groups of Telegram, as its desktop application exports them (`result.json`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from sentiment.readers.exports import UNREADABLE, Placed, Post, comment
from sentiment.readers.json_values import ITEM, at, clean, list_at, string_at, text_at, utc_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sentiment.readers.json_values import Path, Row

# In the export of a whole account, anything else is letters, notes or codes, and not for us.
_WITH_READERS = ("group", "channel")

_OF_ACCOUNT = ("chats", "left_chats")
LISTS_OF_TELEGRAM: tuple[Path, ...] = (
    ("messages",),
    *((chats, "list") for chats in _OF_ACCOUNT),
    *((chats, "list", ITEM, "messages") for chats in _OF_ACCOUNT),
)


class _Message(NamedTuple):
    """What is read of a message, which is a small part of it."""

    id: str | None
    answered: str | None
    sender: str
    author: str | None
    date: str | None
    text: str | None


@dataclass(slots=True)
class _Chat:
    """A chat, put together from its parts; a message is None where it is unreadable."""

    name: str | None = None
    kind: str = ""
    id: str | None = None
    messages: list[_Message | None] = field(default_factory=list)

    def take(self, part: object) -> None:
        """Add a part of the chat, or all of it."""
        self.name = self.name or string_at(part, "name")
        self.kind = self.kind or text_at(part, "type") or ""
        self.id = self.id or string_at(part, "id")
        self.messages += [
            _message(entry) for entry in list_at(part, "messages") if at(entry, "type") != "service"
        ]


def is_telegram(rows: Sequence[object]) -> bool:
    """Whether the rows are an exported chat or account."""
    return any(
        at(message, "type") in ("message", "service") and string_at(message, "id") is not None
        for row in rows
        for chat in (row, *_chats_of_account(row))
        for message in list_at(chat, "messages")
    )


def read_telegram(rows: Iterable[Row]) -> Iterator[Placed]:
    """Yield the entries of an export.

    A post of a channel makes a thread of its own, with all that answers it, directly or not. What
    answers no post is one thread without an article for each chat.
    """
    place = 0
    for _, parts in groupby(rows, key=itemgetter(0)):
        for chat in _chats(part for _, part in parts):
            yield from _entries(chat, str(place))
            place += 1


def _chats(parts: Iterable[object]) -> Iterator[_Chat]:
    """Yield the chats of one object: itself, and of an account those that readers write in."""
    itself, shared = _Chat(), list[_Chat]()
    for part in parts:
        itself.take(part)
        for place, of_account in enumerate(_chats_of_account(part)):
            if place == len(shared):
                shared.append(_Chat())
            shared[place].take(of_account)
    yield itself
    yield from (chat for chat in shared if chat.kind.endswith(_WITH_READERS))


def _chats_of_account(row: object) -> list[object]:
    return [chat for chats in _OF_ACCOUNT for chat in list_at(row, chats, "list")]


def _message(entry: object) -> _Message | None:
    if not isinstance(entry, dict):
        return None
    return _Message(
        id=string_at(entry, "id"),
        answered=_answered(entry),
        sender=text_at(entry, "from_id") or "",
        author=string_at(entry, "from"),
        date=utc_at(entry, "date_unixtime") or string_at(entry, "date"),
        text=_text(at(entry, "text")),
    )


def _entries(chat: _Chat, name: str) -> Iterator[Placed]:
    numbered = [(m.id, m) for m in chat.messages if m is not None and m.id is not None]
    parents = {id_: message.answered for id_, message in numbered}
    posts = {id_ for id_, message in numbered if _is_post(message, chat, parents)}
    post_of = _posts_answered(parents, posts)
    with_comments = {post for id_, post in post_of.items() if id_ not in posts}
    senders = {id_: message.sender for id_, message in numbered if id_ in posts}
    is_named = False
    for message in chat.messages:
        if message is None:
            yield None, UNREADABLE
            continue
        post = None if message.id is None else post_of[message.id]
        if message.id in posts:
            # A picture alone is no article, but readers may have talked about it.
            if message.text or message.id in with_comments:
                yield f"{name} {message.id}", Post(text=message.text or "")
        else:
            if post is None and not is_named:
                is_named = True
                yield name, Post(title=chat.name)
            yield (
                name if post is None else f"{name} {post}",
                comment(
                    message.text,
                    id_=message.id,
                    parent=parents[message.id] if message.id is not None else message.answered,
                    author=message.author,
                    date=message.date,
                    is_host=_is_host(message, chat, None if post is None else senders[post]),
                ),
            )


def _answered(message: object) -> str | None:
    # A message of another chat may have the number of one in this chat.
    if at(message, "reply_to_peer_id") is not None:
        return None
    return string_at(message, "reply_to_message_id")


def _is_post(message: _Message, chat: _Chat, known: Collection[str]) -> bool:
    if chat.kind.endswith("channel"):
        return message.sender.startswith("channel") or not message.sender
    # Those who run a group may speak in its name, and a channel may answer its readers.
    itself = chat.kind.endswith("group") and message.sender == f"channel{chat.id}"
    return message.sender.startswith("channel") and not itself and message.answered not in known


def _is_host(message: _Message, chat: _Chat, of_post: str | None) -> bool:
    """Tell whether somebody answers in the name of the chat, or of the channel above."""
    return message.sender.startswith("channel") and message.sender in (
        of_post,
        f"channel{chat.id}",
    )


def _posts_answered(
    parents: Mapping[str, str | None], posts: Collection[str]
) -> Mapping[str, str | None]:
    """Find the post at the root of each message's chain of answers, without recursion."""
    found: dict[str, str | None] = {post: post for post in posts}
    for start in parents:
        chain: dict[str, None] = {}
        above: str | None = start
        while above is not None and above not in found and above not in chain:
            chain[above] = None
            above = parents.get(above)
        root = None if above is None else found.get(above)
        found.update(dict.fromkeys(chain, root))
    return found


def _text(value: object) -> str | None:
    """Join the parts of a text: strings, and objects for what is bold or linked."""
    if isinstance(value, str):
        return clean(value).strip()
    if not isinstance(value, list):
        return None
    parts = (part if isinstance(part, str) else text_at(part, "text") or "" for part in value)
    return clean("".join(parts)).strip()
