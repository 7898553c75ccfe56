"""From names of files, folders and addresses to the discussions in them."""

from __future__ import annotations

import sys
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from sentiment.discussion import STANDARD_INPUT, PlainText
from sentiment.errors import DataError, InputError, SentimentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sentiment import readers
    from sentiment.bundle import Bundle
    from sentiment.discussion import Discussion


def read(
    inputs: Iterable[str | Path],
    model: Bundle,
    *,
    on_error: Callable[[SentimentError], None] | None = None,
) -> Iterator[Discussion]:
    """Yield the discussions in files, folders and at addresses; `-` is standard input.

    Plain text is separated into article and comments with the model's line model.

    Parameters
    ----------
    on_error : callable, optional
        Takes the error of an input that cannot be read; the others are read all the same.
        Without it the error is raised.

    Raises
    ------
    DataError
        Where `inputs` is one name: of a string, each letter would be one, and "/" the whole disk.
    """
    if isinstance(inputs, (str, PathLike)):
        raise DataError(
            "is one name, not a list of names",
            where="inputs",
            remedy='write it as one: ["a.json"]',
        )
    for name in inputs:
        paths = _paths(name)
        while True:
            # Each file is tried by itself, so that one bad file of a folder does not end it.
            try:
                path = next(paths, None)
                if path is None:
                    break
                yield from separated(_documents(path), model)
            except SentimentError as error:
                if on_error is None:
                    raise
                on_error(error)


def separated(documents: Iterable[readers.Document], model: Bundle) -> Iterator[Discussion]:
    """Yield documents as discussions: plain text is cut, with the model's encoder if it has one."""
    from sentiment.readers.deleted import without_deleted
    from sentiment.separation import separate
    from sentiment.separation.announcement import tell_missing

    for document in documents:
        if isinstance(document, PlainText):
            found = separate(document, model.separation, model.page_reader)
            discussion = without_deleted(found)
            tell_missing(discussion)
            yield discussion
        else:
            yield document


def find(
    inputs: Iterable[str | Path],
    *,
    on_error: Callable[[SentimentError], None],
    output: Path | None = None,
) -> Iterator[str | Path]:
    """Yield the files that `read` would read, so that each can be read by itself.

    Parameters
    ----------
    on_error : callable
        Takes the error of a name that nothing is found under.
    output : Path, optional
        The file that is written: left out where it lies in a folder that is read.
    """
    for name in inputs:
        try:
            yield from _paths(name, without=output)
        except SentimentError as error:
            on_error(error)


def _paths(name: str | Path, *, without: Path | None = None) -> Iterator[str | Path]:
    from sentiment import readers

    if not name:  # which a path would take for the folder at hand
        raise InputError("is no name of a file", where='""', remedy="name a file or a folder")
    if str(name) == STANDARD_INPUT:
        yield STANDARD_INPUT
    elif isinstance(name, str) and readers.is_address(name):
        yield from readers.find_addresses(name)
    else:
        yield from readers.find_inputs(Path(name), without=without)


def _documents(path: str | Path) -> Iterator[readers.Document]:
    from sentiment import readers

    if isinstance(path, Path):
        return readers.read(path)
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise InputError(
                "standard input is closed", where=path, remedy="send a text to it, or name a file"
            )
        return readers.read_stream(sys.stdin.buffer, path)
    return readers.read_address(path)
