"""Bytes to text: UTF-8, UTF-16, UTF-32 and Windows-1252, with or without a byte order mark."""

from __future__ import annotations

import codecs
import io
import re
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from sentiment.errors import InputError
from sentiment.readers.unpacking import peek, rewindable

if TYPE_CHECKING:
    from collections.abc import Iterator

# UTF-32 stands before UTF-16, whose little-endian mark it starts with.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Files that users hand over in place of text: first bytes, what it is, what to do instead.
_BINARY_KINDS = (
    (b"%PDF", "a PDF file", "copy its text into a .txt file"),
    (
        b"PK\x03\x04",
        "a ZIP, Word, Excel or OpenDocument file",
        "unpack it or save it as text or CSV",
    ),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "save it as text or CSV"),
    (b"\x89PNG", "an image", "give a file with text"),
    (b"\xff\xd8\xff", "an image", "give a file with text"),
    (b"GIF8", "an image", "give a file with text"),
    (b"\x1f\x8b", "a gzip file in a packed file", "unpack it once"),
    (b"BZh91AY&SY", "a bzip2 file in a packed file", "unpack it once"),
    (b"\xfd7zXZ", "an xz file in a packed file", "unpack it once"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file in a packed file", "unpack it once"),
    (b"7z\xbc\xaf", "a 7-Zip file", "unpack it"),
    (b"SQLite format 3", "an SQLite database", "export the table of comments as CSV"),
    (b"bplist00", "a web archive of Safari", "save the page as HTML source"),
    (b"From: <Saved by ", "a web archive of Chrome or Edge", "save the page as HTML alone"),
    (b"{\\rtf", "an RTF file", "save it as plain text"),
)

# As the WHATWG reads them: who declares Latin-1 or ASCII means Windows-1252. No other codec of
# Python is offered to a page: some are no character sets (`zlib`, `rot13`).
_DECLARED = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-15": "iso8859-15",
    "latin-9": "iso8859-15",
    "iso-8859-2": "iso8859-2",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1254": "cp1254",
    "iso-8859-9": "cp1254",
    "macintosh": "mac-roman",
    "koi8-r": "koi8-r",
}

# `<meta charset=x>`, `<meta http-equiv=... content="text/html; charset=x">`, `<?xml encoding="x"?>`
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
_CHARSET_WITHIN = 4096

# Enough for the header of any format; a file of one endless line must not be searched as a whole.
PREFIX_BYTES = 65_536

_BLOCK = 2**20  # bytes or characters of a large file that are looked at together

_BINARY_SAMPLE = 8192
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.05

REPLACEMENT = "\ufffd"


def decode(data: bytes, source: str, *, declared: str | None = None) -> str:
    """Decode the bytes of a text file.

    A byte order mark decides; then UTF-8 where the bytes are UTF-8, whatever was declared; then
    what was declared; then Windows-1252. A few broken bytes in UTF-8 become U+FFFD and leave the
    rest as it is.

    Parameters
    ----------
    data : bytes
        The whole file.
    source : str
        Its name, for the error.
    declared : str, optional
        The character set that the file claims.

    Returns
    -------
    str
        The text without byte order mark, with its line ends as they are.

    Raises
    ------
    InputError
        Where the bytes are no text, or nothing but white space.
    """
    marked = _marked(data)
    if marked is not None:
        encoding, mark = marked
        return _not_empty(data[mark:].decode(encoding, errors="replace"), source)
    wide = _encoding_of_beginning(data[:_BINARY_SAMPLE], source, has_nul=b"\0" in data)
    text = data.decode(wide, errors="replace") if wide else _decode_bytewise(data, declared)
    return _not_empty(text, source)


@contextmanager
def decode_file(stream: BinaryIO, source: str, *, newline: str = "") -> Iterator[io.TextIOWrapper]:
    """Give a file that may be too large to be held, as the very text that `decode` would make.

    Parameters
    ----------
    stream : BinaryIO
        The file. It is read twice, since only all of it says what its encoding is.
    source : str
        Its name, for the error.
    newline : str
        At which line ends the text is cut into lines; "" are all of them. None is changed.

    Yields
    ------
    TextIOWrapper
        The text without byte order mark, at its start. It can go back.

    Raises
    ------
    InputError
        As `decode`, and those of `rewindable`.
    """
    with rewindable(stream, source) as whole:
        start = whole.tell()
        encoding, mark = _encoding_of_file(whole, source)
        whole.seek(start + mark)
        text = io.TextIOWrapper(whole, encoding, errors="replace", newline=newline)
        try:
            beginning = text.tell()
            while (block := text.read(_BLOCK)) and not block.strip():
                pass
            _not_empty(block, source)
            text.seek(beginning)
            yield text
        finally:
            text.detach()  # whoever opened the file closes it


def decode_prefix(raw: bytes) -> str:
    """Decode the beginning of a file to recognise its format; empty where it is not text."""
    try:
        return decode(raw, "")
    except InputError:
        return ""


def decode_stream(stream: BinaryIO) -> io.TextIOWrapper:
    """Decode a file that is too large to be held, as its beginning tells.

    Parameters
    ----------
    stream : BinaryIO
        A file of which `decode_prefix` makes text.

    Returns
    -------
    TextIOWrapper
        The text without byte order mark, with line feeds alone as line ends. As for `decode`,
        the bytes go before what the file declares; where its beginning is ASCII, it is believed.
    """
    start, whole = peek(stream, PREFIX_BYTES)
    encoding, mark = _marked(start) or (_encoding_of(start), 0)
    whole.read(mark)
    return io.TextIOWrapper(whole, encoding, errors="replace")


def declared_charset(data: bytes) -> str | None:
    """Return the character set that an HTML or XML file declares in its first lines."""
    match = _CHARSET.search(data[:_CHARSET_WITHIN])
    return match[1].decode("ascii", errors="replace").lower() if match else None


def _marked(start: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte order mark tells, and how many bytes the mark takes."""
    marks = (
        (encoding, len(mark)) for mark, encoding in _BYTE_ORDER_MARKS if start.startswith(mark)
    )
    return next(marks, None)


def _encoding_of(start: bytes) -> str:
    wide = _utf16_without_mark(start[:_BINARY_SAMPLE]) if b"\0" in start else None
    if wide is not None:
        return wide
    declared = _DECLARED.get(declared_charset(start) or "")
    # Without a character that the end of `start` may have cut in two.
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(start)
    if text.isascii():
        return declared or "utf-8"
    return "utf-8" if _is_mostly_utf8(text) else declared or "cp1252"


def _encoding_of_file(stream: BinaryIO, source: str) -> tuple[str, int]:
    """Return the encoding of all that follows, and how many bytes its byte order mark takes."""
    sample = stream.read(_BINARY_SAMPLE)
    marked = _marked(sample)
    if marked is not None:
        return marked
    strict, lenient = (codecs.getincrementaldecoder("utf-8")(e) for e in ("strict", "replace"))
    has_nul, is_utf8, broken, whole = False, True, 0, 0
    # The empty block at the end asks for a character that was left incomplete.
    for block in chain([sample], iter(partial(stream.read, _BLOCK), b""), [b""]):
        has_nul = has_nul or b"\0" in block
        is_utf8 = is_utf8 and _takes(strict, block)
        counts = _broken_and_whole(lenient.decode(block, final=not block))
        broken, whole = broken + counts[0], whole + counts[1]
    wide = _encoding_of_beginning(sample, source, has_nul=has_nul)
    return wide or ("utf-8" if is_utf8 or whole >= broken else "cp1252"), 0


def _takes(decoder: codecs.IncrementalDecoder, block: bytes) -> bool:
    try:
        decoder.decode(block, final=not block)
    except UnicodeDecodeError:
        return False
    return True


def _encoding_of_beginning(sample: bytes, source: str, *, has_nul: bool) -> str | None:
    """Return UTF-16 where a file without mark is that; refuse one that is no text."""
    for magic, kind, remedy in _BINARY_KINDS:
        if sample.startswith(magic):
            raise InputError(f"this is {kind}, not text", where=source, remedy=remedy)
    wide = _utf16_without_mark(sample) if has_nul else None
    if wide is None and (has_nul or len(_CONTROL.findall(sample)) > _MOST_CONTROL * len(sample)):
        raise InputError(
            "this is a binary file, not text", where=source, remedy="save it as text, CSV or HTML"
        )
    return wide


def _utf16_without_mark(sample: bytes) -> str | None:
    # In Latin script every second byte is NUL: the high one.
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    most = len(sample) // 4
    if odd > most and even * 8 < odd:
        return "utf-16-le"
    if even > most and odd * 8 < even:
        return "utf-16-be"
    return None


def _decode_bytewise(data: bytes, declared: str | None) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    if _is_mostly_utf8(text):
        return text
    return data.decode(_DECLARED.get(declared or "", "cp1252"), errors="replace")


def _is_mostly_utf8(text: str) -> bool:
    broken, whole = _broken_and_whole(text)
    # Other encodings hardly ever form a whole UTF-8 sequence by chance, so a draw is UTF-8.
    return whole >= broken


def _broken_and_whole(text: str) -> tuple[int, int]:
    """Count what could not be decoded, and the characters beyond ASCII that could."""
    broken = text.count(REPLACEMENT)
    return broken, len(text) - len(text.encode("ascii", errors="ignore")) - broken


def _not_empty(text: str, source: str) -> str:
    if not text.strip():
        raise InputError("the file is empty", where=source, remedy="give a file that holds text")
    return text
