"""The text export of Movable Type and TypePad."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from sentiment.readers.decoding import decode_stream
from sentiment.readers.exports import NOT_BY_READERS, Entry, Post, comment, discussions
from sentiment.readers.html_text import text_of_markup
from sentiment.readers.xml_stream import line_of_markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sentiment.discussion import Discussion

_ENTRY_END = "-" * 8
_SECTION_END = "-" * 5
_SECTIONS = frozenset({"BODY", "EXTENDED BODY", "EXCERPT", "KEYWORDS", "COMMENT", "PING"})

# What stands above the text of a comment; of these, only some are ever read.
_COMMENT_FIELD = re.compile(r"(AUTHOR|EMAIL|IP|URL|DATE):(.*)")
_FIELD = re.compile(r"([A-Z][A-Z ]*):(.*)")

# The format says that the month comes first, which "05/03/2024" alone does not.
_DATE = re.compile(r"^(\d\d)/(\d\d)/(\d{4})(?!\d)")

_Section = tuple[str, list[str]]


def read_movable_type(stream: BinaryIO, source: str) -> Iterator[Discussion]:
    """Yield the discussions of an export of Movable Type or TypePad.

    Parameters
    ----------
    stream : BinaryIO
        The file.
    source : str
        Its name.

    Yields
    ------
    Discussion
        One for each entry with comments. Pings are left out and counted.

    Raises
    ------
    InputError
        Where the file holds neither comments nor articles.
    """
    with decode_stream(stream) as lines:
        yield from discussions(map(_thread, _entries(lines)), source)


def _entries(lines: Iterable[str]) -> Iterator[list[_Section]]:
    """Yield the named sections of each entry; the first one has no name."""
    parts: list[list[str]] = [[]]
    for line in lines:
        mark = line.rstrip()
        # Elsewhere than behind a section or the fields of an entry, someone typed it.
        if mark == _ENTRY_END and (len(parts) == 1 or not any(map(str.strip, parts[-1]))):
            yield _named(parts)
            parts = [[]]
        elif mark == _SECTION_END:
            parts.append([])
        else:
            parts[-1].append(line.rstrip("\n"))
    yield _named(parts)


def _named(parts: Sequence[list[str]]) -> list[_Section]:
    sections: list[_Section] = [("", parts[0])]
    for part in parts[1:]:
        name = part[0].strip().removesuffix(":") if part else ""
        if name in _SECTIONS:
            sections.append((name, part[1:]))
        else:
            # Someone typed the mark: the text goes on behind it.
            sections[-1][1].extend(part)
    return sections


def _thread(sections: Sequence[_Section]) -> list[Entry]:
    fields = [found for line in sections[0][1] if (found := _FIELD.match(line))]
    titles = [found[2] for found in fields if found[1] == "TITLE"]
    authors = [found[2] for found in fields if found[1] == "AUTHOR"]
    body = [
        text
        for wanted in ("BODY", "EXTENDED BODY")
        for name, lines in sections
        if name == wanted and (text := _text(lines))
    ]
    thread: list[Entry] = [
        Post(
            title=line_of_markup(titles[0]) if titles else None,
            text="\n".join(body),
            author=line_of_markup(authors[0]) if authors else None,
        )
    ]
    for name, lines in sections:
        if name == "COMMENT":
            thread.append(_comment(lines))
        elif name == "PING":
            thread.append(NOT_BY_READERS)
    return thread


def _comment(lines: Sequence[str]) -> Entry:
    fields: dict[str, str] = {}
    for line in lines:
        found = _COMMENT_FIELD.match(line)
        # A text may start with such a word, too.
        if not found or found[1] in fields:
            break
        fields[found[1]] = found[2].strip()
    return comment(
        _text(lines[len(fields) :]),
        id_=None,
        author=line_of_markup(fields.get("AUTHOR", "")),
        date=_DATE.sub(r"\3-\1-\2", fields.get("DATE", "")) or None,
    )


def _text(lines: Sequence[str]) -> str:
    return text_of_markup("\n".join(lines), line_ends=True)
