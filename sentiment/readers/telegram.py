"""Channels and groups of Telegram, as its desktop application exports them (`result.json`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentiment.readers.exports import UNREADABLE, Placed, Post, comment
from sentiment.readers.json_values import at, clean, list_at, string_at, text_at, utc_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

# In the export of a whole account, anything else is letters, notes or codes, and not for us.
_WITH_READERS = ("group", "channel")


def is_telegram(rows: Sequence[object]) -> bool:
    """Whether the rows are an exported chat or account."""
    return any(
        at(message, "type") in ("message", "service") and string_at(message, "id") is not None
        for row in rows
        for chat in (row, *_chats_of_account(row))
        for message in list_at(chat, "messages")
    )


def read_telegram(rows: Sequence[object]) -> Iterator[Placed]:
    """Yield the entries of an export.

    A post of a channel makes a thread of its own, with all that answers it, directly or not. What
    answers no post is one thread without an article for each chat.
    """
    place = 0
    for row in rows:
        chats = _chats_of_account(row)
        shared = [c for c in chats if (text_at(c, "type") or "").endswith(_WITH_READERS)]
        for chat in (row, *shared):
            yield from _chat(chat, str(place))
            place += 1


def _chats_of_account(row: object) -> list[object]:
    return [*list_at(row, "chats", "list"), *list_at(row, "left_chats", "list")]


def _chat(chat: object, name: str) -> Iterator[Placed]:
    messages = [entry for entry in list_at(chat, "messages") if at(entry, "type") != "service"]
    parents = {id_: _answered(m) for m in messages if (id_ := string_at(m, "id")) is not None}
    posts = {
        id_
        for message in messages
        if (id_ := string_at(message, "id")) is not None and _is_post(message, chat, parents)
    }
    post_of = _posts_answered(parents, posts)
    with_comments = {post for id_, post in post_of.items() if id_ not in posts}
    for message in messages:
        id_ = string_at(message, "id")
        post = None if id_ is None else post_of[id_]
        text = _text(at(message, "text"))
        if id_ is not None and id_ in posts:
            # A picture alone is no article, but readers may have talked about it.
            if text or id_ in with_comments:
                yield f"{name} {id_}", Post(text=text or "")
        elif not isinstance(message, dict):
            yield None, UNREADABLE
        else:
            thread = name if post is None else f"{name} {post}"
            if post is None:
                yield thread, Post(title=string_at(chat, "name"))
            yield (
                thread,
                comment(
                    text,
                    id_=id_,
                    parent=parents[id_] if id_ is not None else _answered(message),
                    author=string_at(message, "from"),
                    date=utc_at(message, "date_unixtime") or string_at(message, "date"),
                ),
            )


def _answered(message: object) -> str | None:
    # A message of another chat may have the number of one in this chat.
    if at(message, "reply_to_peer_id") is not None:
        return None
    return string_at(message, "reply_to_message_id")


def _is_post(message: object, chat: object, known: Collection[str]) -> bool:
    sender, kind = text_at(message, "from_id") or "", text_at(chat, "type") or ""
    if kind.endswith("channel"):
        return sender.startswith("channel") or not sender
    # Those who run a group may speak in its name, and a channel may answer its readers.
    itself = kind.endswith("group") and sender == f"channel{string_at(chat, 'id')}"
    return sender.startswith("channel") and not itself and _answered(message) not in known


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
