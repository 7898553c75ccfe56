"""Comments under videos: what yt-dlp writes, and answers of the YouTube Data API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentiment.readers.exports import (
    NOT_APPROVED,
    UNREADABLE,
    Entry,
    Placed,
    Post,
    comment,
)
from sentiment.readers.json_values import at, count_at, html_at, list_at, string_at, text_at, utc_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sentiment.readers.json_values import Row


def is_video_info(rows: Sequence[object]) -> bool:
    """Whether the rows are `.info.json` files of yt-dlp, even shortened ones."""
    return any(
        isinstance(row, dict)
        and "article" not in row
        and (
            (text_at(row, "extractor") and text_at(row, "webpage_url"))
            or any(at(entry, "parent") == "root" for entry in list_at(row, "comments"))
        )
        for row in rows
    )


def read_video_info(rows: Iterable[Row]) -> Iterator[Placed]:
    """Yield the entries of yt-dlp's files: the description is the article of a video."""
    for number, row in rows:
        if not isinstance(row, dict):
            yield None, UNREADABLE
            continue
        thread = str(number)  # not its id, since a video may come without one
        if row.keys() != {"comments"}:
            yield (
                thread,
                Post(
                    title=string_at(row, "title"),
                    text=(text_at(row, "description") or "").strip(),
                    announced=count_at(row, "comment_count"),
                ),
            )
        for entry in list_at(row, "comments"):
            text = text_at(entry, "text")
            yield (
                thread,
                comment(
                    html_at(entry, "html") if text is None else text,
                    id_=string_at(entry, "id"),
                    parent=string_at(entry, "parent"),
                    author=string_at(entry, "author"),
                    date=utc_at(entry, "timestamp"),
                    is_host=at(entry, "author_is_uploader") is True,
                ),
            )


def is_youtube_api(rows: Sequence[object]) -> bool:
    """Whether the rows are answers to `commentThreads.list` or `comments.list`, or their items."""
    return any(
        isinstance(at(item, "snippet", "topLevelComment"), dict)
        or text_at(item, "snippet", "textDisplay") is not None
        for item in _items(rows)
    )


def read_youtube_api(rows: Iterable[Row]) -> Iterator[Placed]:
    """Yield the entries of answers of the API, one thread for each video."""
    for item in _items(row for _, row in rows):
        video = string_at(item, "snippet", "videoId")
        top = at(item, "snippet", "topLevelComment")
        yield video, _api_comment(item if top is None else top)
        for reply in list_at(item, "replies", "comments"):
            yield video, _api_comment(reply)


def _items(rows: Iterable[object]) -> Iterator[object]:
    for row in rows:
        items = at(row, "items")
        if isinstance(items, list):
            yield from items
        else:
            yield row


def _api_comment(item: object) -> Entry:
    snippet = at(item, "snippet")
    # Only the owner of a channel gets comments of another status.
    if string_at(snippet, "moderationStatus") not in (None, "published"):
        return NOT_APPROVED
    text = text_at(snippet, "textOriginal")
    return comment(
        html_at(snippet, "textDisplay") if text is None else text,
        id_=string_at(item, "id"),
        parent=string_at(snippet, "parentId"),
        author=string_at(snippet, "authorDisplayName"),
        date=string_at(snippet, "publishedAt"),
        is_host=_is_channel(snippet),
    )


def _is_channel(snippet: object) -> bool:
    """Tell whether a comment is by the channel whose video it is under."""
    channel = string_at(snippet, "channelId")
    return channel is not None and channel == string_at(snippet, "authorChannelId", "value")
