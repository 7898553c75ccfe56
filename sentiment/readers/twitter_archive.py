"""Posts of an account, as the archive that X (Twitter) hands out has them (`tweets.js`)."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

from sentiment.errors import InputError
from sentiment.readers.decoding import decode
from sentiment.readers.exports import comment, discussions
from sentiment.readers.json_values import at, string_at, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sentiment.discussion import Discussion
    from sentiment.readers.exports import Entry

BEGINNING = re.compile(r"window\.YTD\.\w{1,60}\.part\d{1,4}\s*=\s*(?=\[)")


def read_twitter_archive(data: bytes, source: str) -> Iterator[Discussion]:
    """Yield the posts, which have no article.

    Parameters
    ----------
    data : bytes
        The file: JSON behind the name of a variable.
    source : str
        Its name.

    Yields
    ------
    Discussion
        One.

    Raises
    ------
    InputError
        Where the JSON is broken, or no post is in it.
    """
    text = decode(data, source).lstrip()
    beginning = BEGINNING.match(text)
    try:
        rows = json.loads(text[beginning.end() if beginning else 0 :].rstrip().removesuffix(";"))
    except (ValueError, RecursionError) as error:
        raise InputError(
            "the JSON is broken", where=source, remedy="take it out of the archive again"
        ) from error
    yield from discussions([[_post(at(row, "tweet") or row) for row in rows]], source)


def _post(value: object) -> Entry:
    text = text_at(value, "full_text")
    return comment(
        None if text is None else unescape(text),
        id_=string_at(value, "id_str"),
        parent=string_at(value, "in_reply_to_status_id_str"),
        date=string_at(value, "created_at"),
    )
