"""XML exports, record by record: mended where they are commonly broken, never held as a whole."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, BinaryIO
from xml.etree.ElementTree import TreeBuilder
from xml.parsers.expat.errors import (
    XML_ERROR_NO_ELEMENTS,
    XML_ERROR_PARTIAL_CHAR,
    XML_ERROR_UNCLOSED_CDATA_SECTION,
    XML_ERROR_UNCLOSED_TOKEN,
    codes,
)

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser, iterparse

from sentiment.errors import InputError
from sentiment.readers.decoding import decode_stream
from sentiment.readers.html_names import ENDS_LINES
from sentiment.readers.html_text import FORBIDDEN, text_of_markup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_CUT_OFF = frozenset(
    codes[message]
    for message in (
        XML_ERROR_NO_ELEMENTS,
        XML_ERROR_PARTIAL_CHAR,
        XML_ERROR_UNCLOSED_CDATA_SECTION,
        XML_ERROR_UNCLOSED_TOKEN,
    )
)

_CDATA, _CDATA_END = "<![CDATA[", "]]>"

# The five entities of XML stay; of HTML there are more, and "&" alone is common in addresses.
_ENTITY = re.compile(r"&(?:(?P<xml>amp|lt|gt|quot|apos);|#?\w{1,32};)?")
_LONGEST_ENTITY = 40


def records(stream: BinaryIO, source: str, depth: int) -> Iterator[Element]:
    """Yield the elements of an XML file that have `depth` others around them.

    Each one is dropped before the next, so that a file of any size takes the room of one record.

    Parameters
    ----------
    stream : BinaryIO
        The file.
    source : str
        Its name, for the error.
    depth : int
        1 for the children of the root.

    Yields
    ------
    Element
        Whole elements, in order.

    Raises
    ------
    InputError
        Where the XML is broken or ends too early, naming the line, after all records before it;
        and where it defines entities, which could make it huge or read other files.
    """
    parser = XMLParser(target=TreeBuilder(), encoding="utf-8")
    around: list[Element] = []
    try:
        for event, element in iterparse(_Mended(stream), ("start", "end"), parser):
            if event == "start":
                around.append(element)
                continue
            around.pop()
            if len(around) == depth:
                yield element
            if 0 < len(around) <= depth:
                around[-1].remove(element)
    except ParseError as error:
        line = error.position[0]
        if error.code in _CUT_OFF:
            raise InputError(
                f"line {line}: the file ends too early",
                where=source,
                remedy="export or download it again (what comes before is read)",
            ) from error
        raise InputError(
            f"line {line}: the XML is broken",
            where=source,
            remedy="export it again, or repair that line (what comes before is read)",
        ) from error
    except DefusedXmlException as error:
        raise InputError(
            "the XML defines entities, which no export of comments needs",
            where=source,
            remedy="remove its <!DOCTYPE ...> if you trust the file",
        ) from error


def text_at(element: Element, path: str) -> str:
    """Return the text of the first element at `path`, without outer blanks; empty without one."""
    return (element.findtext(path) or "").strip()


def line_of_markup(markup: str) -> str | None:
    """Return a name or title as one line; None where nothing is left."""
    return " ".join(text_of_markup(markup).split()) or None


def text_of_nested(element: Element) -> str:
    """Return the text of an element that holds XHTML as elements of the file."""
    for node in element.iter():
        end = "<br>" if node.tag.rpartition("}")[2] in ENDS_LINES else ""
        node.text = end + escape(node.text or "")
        node.tail = end + escape(node.tail or "")
    return text_of_markup("".join(element.itertext()))


class _Mended:
    """XML as UTF-8 that a strict parser takes.

    Characters that XML forbids are dropped; bytes that are no characters become U+FFFD; entities
    that only HTML knows become characters, and a lone "&" becomes `&amp;`. Nothing is changed
    inside CDATA, where "&" means itself.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._text = decode_stream(stream)
        self._held = ""
        self._is_in_cdata = False

    def read(self, size: int) -> bytes:
        """Return some bytes; none at the end of the file alone."""
        while chunk := self._text.read(size):
            mended = self._mend(self._held + FORBIDDEN.sub("", chunk), is_last=False)
            if mended:
                return mended.encode()
        return self._mend(self._held, is_last=True).encode()

    def _mend(self, text: str, *, is_last: bool) -> str:
        """Mend `text`, but hold back an end that may be half a mark or half an entity."""
        parts = []
        at = 0
        while True:
            mark = _CDATA_END if self._is_in_cdata else _CDATA
            found = text.find(mark, at)
            end = found + len(mark) if found >= 0 else self._end(text, at, is_last=is_last)
            part = text[at:end]
            parts.append(part if self._is_in_cdata else _ENTITY.sub(_as_xml, part))
            at = end
            if found < 0:
                break
            self._is_in_cdata = not self._is_in_cdata
        self._held = text[at:]
        return "".join(parts)

    def _end(self, text: str, at: int, *, is_last: bool) -> int:
        if is_last:
            return len(text)
        if self._is_in_cdata:
            return max(at, len(text) - len(_CDATA_END) + 1)
        near = max(at, len(text) - _LONGEST_ENTITY)
        cut = max(text.rfind("&", near), text.rfind("<", near))
        return cut if cut >= 0 else len(text)


def _as_xml(entity: re.Match[str]) -> str:
    return entity[0] if entity["xml"] else escape(FORBIDDEN.sub("", unescape(entity[0])))
