"""The platforms whose JSON exports are read, each with how it is recognised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.readers.comment_systems import (
    is_commento,
    is_coral,
    is_isso,
    is_isso_answer,
    is_remark42,
    read_commento,
    read_coral,
    read_isso,
    read_isso_answer,
    read_remark42,
)
from sentiment.readers.exports import by_thread, discussions
from sentiment.readers.reddit import is_reddit, read_reddit
from sentiment.readers.telegram import LISTS_OF_TELEGRAM, is_telegram, read_telegram
from sentiment.readers.wordpress_rest import is_wordpress, read_wordpress
from sentiment.readers.youtube import (
    is_video_info,
    is_youtube_api,
    read_video_info,
    read_youtube_api,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sentiment.discussion import Discussion
    from sentiment.readers.exports import Placed
    from sentiment.readers.json_values import Path, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """One kind of export.

    Both functions take the rows of a file: the items of its list, its lines, or the one object
    that it holds. `recognises` asks for keys that our own JSON and plain lists of comments never
    have together; `read` says with a `LeftOut` what it does not read, if a reader could have
    written it. Of a large object, `read` takes the parts, each with one item of one of `lists`.
    """

    recognises: Callable[[Sequence[object]], bool]
    read: Callable[[Iterable[Row]], Iterator[Placed]]
    lists: tuple[Path, ...] = ()


PLATFORMS = (
    Platform(recognises=is_video_info, read=read_video_info, lists=(("comments",),)),
    Platform(recognises=is_youtube_api, read=read_youtube_api, lists=(("items",),)),
    Platform(recognises=is_reddit, read=read_reddit),
    Platform(recognises=is_telegram, read=read_telegram, lists=LISTS_OF_TELEGRAM),
    Platform(recognises=is_wordpress, read=read_wordpress),
    Platform(recognises=is_commento, read=read_commento),
    Platform(recognises=is_remark42, read=read_remark42, lists=(("comments",),)),
    Platform(recognises=is_isso_answer, read=read_isso_answer, lists=(("replies",),)),
    Platform(recognises=is_isso, read=read_isso),
    Platform(recognises=is_coral, read=read_coral),
)

# A few odd rows may come first, but nobody should wait while a long list is searched ten times.
_ROWS_LOOKED_AT = 100


def read_export(value: object, source: str) -> Iterator[Discussion] | None:
    """Read the export of a platform.

    Parameters
    ----------
    value : object
        What the JSON of a file holds; for JSON lines, the list of what the lines hold.
    source : str
        The name of the file.

    Returns
    -------
    iterator of Discussion, or None
        None where no platform is recognised. The iterator raises an `InputError` where nothing in
        the export can be read.
    """
    rows = value if isinstance(value, list) else [value]
    platform = platform_of(rows)
    if platform is None:
        return None
    return discussions(by_thread(platform.read(enumerate(rows))), source)


def platform_of(rows: Sequence[object]) -> Platform | None:
    """Return the platform whose export begins with `rows`; None for any other JSON."""
    first = rows[:_ROWS_LOOKED_AT]
    return next((platform for platform in PLATFORMS if platform.recognises(first)), None)
