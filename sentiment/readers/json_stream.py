"""The values of a JSON file, row by row, so that no more than a row is ever held."""

from __future__ import annotations

import contextlib
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import ijson

from sentiment.errors import InputError
from sentiment.readers.decoding import decode_stream
from sentiment.readers.json_values import ITEM

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sentiment.readers.json_values import Path, Row

_TOP: Path = ()

_Container = dict[str, object] | list[object]
_MADE: Mapping[str, type[_Container]] = {"start_map": dict, "start_array": list}

# Beside errors of syntax, numbers of thousands of digits are refused.
_ERRORS = (ijson.JSONError, ValueError, ArithmeticError)

_BROKEN = "repair it, or export it again (what comes before is read)"


def rows(stream: BinaryIO, source: str, lists: Collection[Path]) -> Iterator[Row]:
    """Yield the items of a list, or the values that stand one after the other, or an object.

    An object that holds one of `lists` comes in parts: for each item of the list an object that
    holds this item alone, then the object itself, with the list empty. Where the items of a list
    hold one of the lists themselves, each of them comes in parts of its own, with a number of its
    own.

    Parameters
    ----------
    stream : BinaryIO
        A JSON file.
    source : str
        Its name, for the error.
    lists : collection of Path
        Where the lists stand that are taken apart. The outermost always is.

    Yields
    ------
    Row
        In order; parts of one object have the same number.

    Raises
    ------
    InputError
        Where the JSON is broken or ends too early, naming the line, after all that comes before.
    """
    text = _Utf8(stream)
    tree = _Tree({_TOP, *lists})
    objects = {_TOP} | {
        path for path in lists if any(inner[: len(path) + 1] == (*path, ITEM) for inner in lists)
    }
    number = 0
    try:
        for event, value in ijson.basic_parse(text, multiple_values=True):
            done = tree.add(event, value)
            if done is not None:
                yield number, _in_its_place(done)
                number += done.path in objects
    except _ERRORS as error:
        problem = (
            f"line {text.line}: the file ends too early"
            if text.is_at_end
            else f"line {text.line} or before: the JSON is broken"
        )
        raise InputError(problem, where=source, remedy=_BROKEN) from error


def rows_of_lines(stream: BinaryIO, source: str) -> Iterator[Row]:
    """Yield the value of each line.

    Parameters
    ----------
    stream : BinaryIO
        A file of JSON lines.
    source : str
        Its name, for the error.

    Yields
    ------
    Row
        In order; empty lines are passed over.

    Raises
    ------
    InputError
        Where a line is broken, naming it, after all that come before.
    """
    number = 0
    for place, line in enumerate(decode_stream(stream), start=1):
        if line.strip():
            try:
                value = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError(
                    f"line {place}: the JSON is broken", where=source, remedy=_BROKEN
                ) from error
            yield number, value
            number += 1


def beginning(start: bytes) -> list[object]:
    """Return the rows that a file begins with; the last one is as much of it as `start` holds."""
    tree = _Tree(())
    found: list[object] = []
    with contextlib.suppress(*_ERRORS):
        for event, value in ijson.basic_parse(_Utf8(io.BytesIO(start)), multiple_values=True):
            done = tree.add(event, value)
            if done is not None:
                found.append(done.value)
    if tree.is_open:
        found.append(tree.top)
    return found[0] if len(found) == 1 and isinstance(found[0], list) else found


class _Item(NamedTuple):
    """A value that is complete, and the list that it was taken out of."""

    path: Path
    value: object


class _Tree:
    """The value that is being read, without the items of `lists`, which are taken out of it."""

    def __init__(self, lists: Collection[Path]) -> None:
        self.top: object = None
        self._lists = lists
        self._depth = max(map(len, lists), default=0)
        self._open: list[tuple[_Container, Path | None]] = []
        self._key = ""

    @property
    def is_open(self) -> bool:
        """Whether something has begun that has not ended."""
        return bool(self._open)

    def add(self, event: str, value: object) -> _Item | None:
        """Take the next event of the parser; return what it completes, if that is an item."""
        if event == "map_key":
            self._key = str(value)
            return None
        if event in _MADE:
            container = _MADE[event]()
            self._open.append((container, self._attach(container)))
            return None
        if event in ("end_map", "end_array"):
            return self._completed(self._open.pop()[0])
        scalar = float(value) if isinstance(value, Decimal) else value
        self._attach(scalar)
        return self._completed(scalar)

    def _attach(self, value: object) -> Path | None:
        """Put a value where it belongs; return its path, unless it stands deeper than any list."""
        if not self._open:
            self.top = value
            return _TOP
        around, above = self._open[-1]
        if isinstance(around, dict):
            around[self._key] = value
        else:
            around.append(value)
        if above is None or len(above) == self._depth:
            return None
        return (*above, self._key if isinstance(around, dict) else ITEM)

    def _completed(self, value: object) -> _Item | None:
        if not self._open:
            # The items of the outermost list were taken out, where any are.
            is_emptied = isinstance(value, list) and _TOP in self._lists
            return None if is_emptied else _Item(_TOP, value)
        around, path = self._open[-1]
        if path is not None and path in self._lists and isinstance(around, list):
            return _Item(path, around.pop())
        return None


def _in_its_place(item: _Item) -> object:
    """Return the value with what is around it, in which nothing else is."""
    if item.path == _TOP:
        return item.value
    value: object = [item.value]
    for key in reversed(item.path):
        value = [value] if key == ITEM else {key: value}
    return value


class _Utf8:
    """A file in any character set as UTF-8, with the number of the line that was read last."""

    def __init__(self, stream: BinaryIO) -> None:
        self._text = decode_stream(stream)
        self.line = 1
        self.is_at_end = False

    def read(self, size: int) -> bytes:
        """Return some bytes; none at the end of the file alone."""
        text = self._text.read(size)
        self.line += text.count("\n")
        self.is_at_end = not text
        return text.encode()
