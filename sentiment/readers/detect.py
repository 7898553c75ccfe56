"""The registry of formats, and how a file finds its reader.

A suffix narrows the choice, the content decides. To add a format, add one `Format` to `FORMATS`;
the more special one stands first.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from sentiment.discussion import STANDARD_INPUT, Discussion, PlainText
from sentiment.errors import InputError
from sentiment.readers import (
    chat_lines,
    delimited,
    telegram_copy,
    twitter_archive,
    unknown_text,
    whatsapp,
)
from sentiment.readers.decoding import PREFIX_BYTES, decode_prefix
from sentiment.readers.unpacking import MOST_BYTES, Allowance, peek, unpacked, without_packing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sentiment.errors import SentimentError

    OnError = Callable[[SentimentError], None]

Document = PlainText | Discussion

_log = logging.getLogger("sentiment")


def _warn(error: SentimentError) -> None:
    _log.warning("%s", error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One supported format.

    `reader` is "module:function", imported when it is first needed, since some formats bring heavy
    libraries. The function takes the bytes of the file, or where `is_streamed` the open file
    itself, and its name, and yields documents. `matches` takes the beginning of the text, without
    white space before it; it is empty where the bytes are not text. Where a format is none, `magic`
    says how its bytes begin, which decides whatever the suffix is. The function of an archive also
    takes how many bytes its files may unpack to, and what takes the errors of all but one.
    """

    suffixes: tuple[str, ...]
    matches: Callable[[str], object]
    reader: str
    is_streamed: bool = False
    magic: tuple[bytes, ...] = ()
    is_archive: bool = False

    def read(
        self, stream: BinaryIO, source: str, limit: int, on_error: OnError
    ) -> Iterator[Document]:
        """Yield the documents of a file of this format."""
        module, function = self.reader.split(":")
        content = stream if self.is_streamed else stream.read()
        of_files = (limit, on_error) if self.is_archive else ()
        reader = getattr(import_module(module), function)
        documents: Iterator[Document] = reader(content, source, *of_files)
        return documents


# A doctype or a root element, after comments and an XML declaration; or, for a page that was cut
# out of its frame, an element that plain text would hardly start with. Each comment is matched once
# and for all: thirty of them, tried in all combinations, would take minutes.
_HTML_START = re.compile(
    r"(?>(?:<\?xml[^>]*>|<!--.*?-->)\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|main|article|section"
    r"|header|nav|div|p|ol|ul|table|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
# Not every bracket: an article may start with "[Update]".
_JSON_START = re.compile(r'\{\s*["}]|\[\s*[\[\]{"]')

# The name of the root element and its attributes, after all that may stand before it.
_XML_ROOT = re.compile(
    r"(?>(?:<\?.*?\?>|<!--.*?-->|<!doctype[^\[>]*(?:\[.*?\]\s*)?>)\s*)*+"
    r"<(?:[\w.-]+:)?([\w.-]+)([^>]*)>",
    re.IGNORECASE | re.DOTALL,
)
# "KEY: value" lines, the mark of five hyphens, and the name of a section.
_MOVABLE_TYPE_START = re.compile(
    r"(?:[A-Z][A-Z ]*+:.*\n\s*+){1,99}+-----\s*\n"
    r"(?:(?:EXTENDED )?BODY|EXCERPT|KEYWORDS|COMMENT|PING):"
)

# What the page of a chat says of itself, and no other page.
_TELEGRAM_PAGE = ('class="page_body chat_page"', 'class="history"')


def _is_wxr(start: str) -> bool:
    root = _XML_ROOT.match(start)
    return root is not None and root[1] == "rss" and "wordpress.org/export/1." in root[2]


def _is_root(name: str, start: str) -> bool:
    root = _XML_ROOT.match(start)
    return root is not None and root[1] == name


def _is_blogger(start: str) -> bool:
    # The declaration of a namespace, or the name of the feed or its first entry.
    marks = ("schemas.google.com/blogger/", "tag:blogger.com,1999:")
    return _is_root("feed", start) and any(mark in start for mark in marks)


def _is_xml(start: str) -> bool:
    root = _XML_ROOT.match(start)
    return start.startswith("<?xml") or (root is not None and "xmlns" in root[2])


def _is_whatsapp(start: str) -> bool:
    return chat_lines.is_chat(start, whatsapp.HEAD, lines_each=1)


def _is_telegram_copy(start: str) -> bool:
    return chat_lines.is_chat(start, telegram_copy.HEAD, lines_each=2)


def _is_telegram_page(start: str) -> bool:
    return _HTML_START.match(start) is not None and all(mark in start for mark in _TELEGRAM_PAGE)


def _is_anything(_: str) -> bool:
    return True


def _is_no_text(_: str) -> bool:
    return False


_ARCHIVE = Format(
    suffixes=(".zip",),
    matches=_is_no_text,
    magic=(b"PK\x03\x04", b"PK\x05\x06"),  # with and without files in it
    reader="sentiment.readers.archives:read_archive",
    is_streamed=True,
    is_archive=True,
)
# In an archive, another one is not opened: as text it is refused.
_IN_ARCHIVES = (
    Format(
        suffixes=(),
        matches=_is_no_text,
        magic=(b"SQLite format 3\x00",),
        reader="sentiment.readers.isso_database:read_isso_database",
    ),
    Format(
        suffixes=(".html", ".htm"),
        matches=_is_telegram_page,
        reader="sentiment.readers.telegram_page:read_telegram_page",
    ),
    Format(
        suffixes=(".html", ".htm", ".xhtml", ".xml"),
        matches=_HTML_START.match,
        reader="sentiment.readers.html:read_html",
    ),
    Format(
        suffixes=(".xml",),
        matches=_is_wxr,
        reader="sentiment.readers.wxr:read_wxr",
        is_streamed=True,
    ),
    Format(
        suffixes=(".xml",),
        matches=partial(_is_root, "disqus"),
        reader="sentiment.readers.disqus:read_disqus",
        is_streamed=True,
    ),
    Format(
        suffixes=(".xml", ".rss"),
        matches=partial(_is_root, "rss"),
        reader="sentiment.readers.feeds:read_rss",
        is_streamed=True,
    ),
    Format(
        suffixes=(".xml", ".atom"),
        matches=_is_blogger,
        reader="sentiment.readers.blogger:read_blogger",
        is_streamed=True,
    ),
    Format(
        suffixes=(".xml", ".atom", ".rss"),
        matches=partial(_is_root, "feed"),
        reader="sentiment.readers.feeds:read_atom",
        is_streamed=True,
    ),
    Format(
        suffixes=(".xml", ".rss", ".atom"),
        matches=_is_xml,
        reader="sentiment.readers.unknown_xml:refuse_xml",
    ),
    Format(
        suffixes=(),
        matches=unknown_text.is_sql,
        reader="sentiment.readers.unknown_text:refuse_sql",
    ),
    Format(
        suffixes=(),
        matches=unknown_text.is_yaml,
        reader="sentiment.readers.unknown_text:refuse_yaml",
    ),
    Format(
        suffixes=(),
        matches=_MOVABLE_TYPE_START.match,
        reader="sentiment.readers.movable_type:read_movable_type",
        is_streamed=True,
    ),
    Format(
        suffixes=(),
        matches=_is_whatsapp,
        reader="sentiment.readers.whatsapp:read_whatsapp",
        is_streamed=True,
    ),
    Format(
        suffixes=(),
        matches=_is_telegram_copy,
        reader="sentiment.readers.telegram_copy:read_telegram_copy",
        is_streamed=True,
    ),
    Format(
        suffixes=(),
        matches=twitter_archive.BEGINNING.match,
        reader="sentiment.readers.twitter_archive:read_twitter_archive",
    ),
    Format(
        suffixes=(".json",),
        matches=_JSON_START.match,
        reader="sentiment.readers.large_json:read_json",
        is_streamed=True,
    ),
    Format(
        suffixes=(".jsonl", ".ndjson"),
        matches=_JSON_START.match,
        reader="sentiment.readers.large_json:read_json_lines",
        is_streamed=True,
    ),
    Format(
        suffixes=(".csv", ".tsv", ".tab"),
        matches=delimited.has_comment_header,
        reader="sentiment.readers.tables:read_table",
        is_streamed=True,
    ),
    Format(
        suffixes=(".parquet",),
        matches=_is_no_text,
        reader="sentiment.readers.parquet:read_parquet",
        magic=(b"PAR1",),
        is_streamed=True,
    ),
    Format(
        suffixes=(".md", ".markdown"),
        matches=_is_anything,
        reader="sentiment.readers.plain_text:read_plain_text",
    ),
)
FORMATS = (_ARCHIVE, *_IN_ARCHIVES)

# What is read in a folder. A `.txt` may hold anything, so no single format owns it.
SUFFIXES = tuple(
    dict.fromkeys((".txt", *(suffix for format_ in FORMATS for suffix in format_.suffixes)))
)


def read(path: Path) -> Iterator[Document]:
    """Read one file, plain or compressed with gzip, bzip2, xz or Zstandard.

    Parameters
    ----------
    path : Path
        A file of any supported format. Its text becomes the `source` of what is read; in an
        archive, with the name of the file in it.

    Yields
    ------
    Document
        A `Discussion` where the format says what is a comment, else a `PlainText`.

    Raises
    ------
    InputError
        Where the file cannot be opened or read, with the remedy. In an archive, all other files
        are read before; of several that cannot be read, the last one is raised, and the others are
        logged as warnings.
    """
    source = str(path)
    try:
        with path.open("rb") as stream:
            yield from _documents(stream, source, suffix_of(path.name))
    except OSError as error:
        raise InputError(
            f"cannot be opened ({error.strerror or type(error).__name__})",
            where=source,
            remedy="check that it is a file that you may read",
        ) from error


def read_stream(
    stream: BinaryIO,
    source: str = STANDARD_INPUT,
    *,
    suffix: str = "",
    limit: int = MOST_BYTES,
    on_error: OnError = _warn,
) -> Iterator[Document]:
    """Read a binary stream to its end; without a suffix, the format is found by content alone.

    Parameters
    ----------
    stream : BinaryIO
        For instance `sys.stdin.buffer`; plain or compressed.
    source : str
        The name that documents and errors carry.
    suffix : str
        Narrows the choice of formats: what `suffix_of` returns of a file's name.
    limit : int
        The most bytes that it may unpack to.
    on_error : callable, optional
        Takes the error of each file of an archive that cannot be read, but the last one, which is
        raised behind all that can. Without it, they are logged as warnings.

    Yields
    ------
    Document
        As `read`.

    Raises
    ------
    InputError
        As `read`.
    """
    yield from _documents(stream, source, suffix, Allowance(limit), on_error=on_error)


def read_in_archive(stream: BinaryIO, source: str, allowance: Allowance) -> Iterator[Document]:
    """Read a file of an archive.

    Parameters
    ----------
    stream : BinaryIO
        Its bytes.
    source : str
        Its name, with that of the archive before it.
    allowance : Allowance
        That of the archive.

    Yields
    ------
    Document
        As `read`.

    Raises
    ------
    InputError
        As `read`; and where it is an archive itself.
    """
    yield from _documents(stream, source, suffix_of(source), allowance, _IN_ARCHIVES)


def suffix_of(name: str) -> str:
    """Return the suffix that names the format, in lower case and without that of its packing."""
    stem = without_packing(name)
    dot = stem.rfind(".")
    return stem[dot:] if dot > 0 else ""


def _documents(
    stream: BinaryIO,
    source: str,
    suffix: str,
    allowance: Allowance | None = None,
    formats: Sequence[Format] = FORMATS,
    on_error: OnError = _warn,
) -> Iterator[Document]:
    start, whole = peek(unpacked(stream, source, allowance), PREFIX_BYTES)
    limit = allowance.limit if allowance else MOST_BYTES
    yield from _format_of(start, suffix, formats).read(whole, source, limit, on_error)


def _format_of(prefix: bytes, suffix: str, formats: Sequence[Format]) -> Format:
    for format_ in formats:
        if prefix.startswith(format_.magic):
            return format_
    start = decode_prefix(prefix).lstrip()
    owners = [format_ for format_ in formats if suffix in format_.suffixes]
    # An owner of the suffix is right even where the content looks broken: it names what is wrong.
    return next((f for f in owners or formats if f.matches(start)), (owners or formats)[-1])
