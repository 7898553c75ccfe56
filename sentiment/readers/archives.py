"""ZIP archives: an export as it is downloaded, or a folder of pages, read as that folder would be.

Nothing gets the name that it has in an archive, so those lead nowhere: what has to be read twice
waits in a nameless file.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from sentiment.errors import InputError, SentimentError
from sentiment.readers.detect import Document, read_in_archive
from sentiment.readers.folders import is_input, is_searched, stems_of_pages
from sentiment.readers.unpacking import ZIP_DAMAGES, Allowance, bounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sentiment.readers.detect import OnError

_ENCRYPTED = 0x1  # of the flags of a file
_LONGEST_NAME = 4096  # characters; no file system takes more

# Documents that are archives of their parts say so in a file of this name.
_OF_DOCUMENTS = frozenset({"[Content_Types].xml", "mimetype"})


def read_archive(
    stream: BinaryIO, source: str, limit: int, on_error: OnError
) -> Iterator[Document]:
    """Yield what the files of a ZIP archive hold.

    Those are read that would be in a folder, in sorted order, all of them together as far as an
    `Allowance` goes. Archives in it are not opened.

    Parameters
    ----------
    stream : BinaryIO
        The archive. One that cannot go back is held in memory.
    source : str
        Its name.
    limit : int
        The most bytes that its files may unpack to, together.
    on_error : callable
        Takes the error of each file that cannot be read, but the last one.

    Yields
    ------
    Document
        As `read`, with "archive.zip/folder/page.html" as source.

    Raises
    ------
    InputError
        Where it is no archive, or holds nothing to read; and, after all other files, where some
        cannot be read.
    """
    try:
        archive = zipfile.ZipFile(stream if stream.seekable() else io.BytesIO(stream.read()))
    except ZIP_DAMAGES as error:
        raise InputError(
            "the ZIP archive is damaged or incomplete",
            where=source,
            remedy="copy or download it again",
        ) from error
    with archive:
        inputs = _inputs(archive, source)
        readable = [(place, member) for place, member in inputs if not _is_encrypted(member)]
        failed = _refusal(len(inputs) - len(readable), source)
        allowance = Allowance(limit)
        for place, member in readable:
            try:
                yield from _read(archive, member, f"{source}/{place}", allowance)
            except SentimentError as error:
                if failed is not None:
                    on_error(failed)
                failed = error
                if allowance.is_used_up:
                    break
    if failed is not None:
        raise failed


def _inputs(
    archive: zipfile.ZipFile, source: str
) -> Sequence[tuple[PurePosixPath, zipfile.ZipInfo]]:
    """Return the files to read, each with where it stands in the archive, sorted."""
    members = [
        (_place(member), member)
        for member in archive.infolist()
        if 0 < len(member.filename) <= _LONGEST_NAME and not member.is_dir()
    ]
    names = defaultdict(list)
    for place, _ in members:
        names[place.parent].append(place.name)
    if not _OF_DOCUMENTS.isdisjoint(names[PurePosixPath()]):
        raise InputError(
            "this is a Word, Excel, OpenDocument or EPUB file, not text",
            where=source,
            remedy="save it as text, CSV or HTML",
        )
    pages = {folder: stems_of_pages(files) for folder, files in names.items()}

    def is_read(place: PurePosixPath) -> bool:
        around = (folder for folder in place.parents if folder.name)
        return is_input(place.name) and all(
            is_searched(folder.name, pages.get(folder.parent, ())) for folder in around
        )

    inputs = [(place, member) for place, member in members if is_read(place)]
    if not inputs:
        raise InputError(
            "no readable file in this archive", where=source, remedy="unpack it and name its files"
        )
    return sorted(inputs, key=lambda found: found[0])


def _is_encrypted(member: zipfile.ZipInfo) -> bool:
    return bool(member.flag_bits & _ENCRYPTED)


def _refusal(encrypted: int, source: str) -> SentimentError | None:
    """Return the error for so many encrypted files."""
    if not encrypted:
        return None
    return InputError(
        f"{encrypted} of the files in it cannot be read without a password",
        where=source,
        remedy="unpack it with its password and name the folder",
    )


def _place(member: zipfile.ZipInfo) -> PurePosixPath:
    """Return where a file stands, without ways out of the archive or what steers a terminal."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    parts = [part for part in path.parts if part != ".." and part.strip("/")]
    return PurePosixPath(
        *("".join(sign if sign.isprintable() else "?" for sign in part) for part in parts)
    )


def _read(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: str, allowance: Allowance
) -> Iterator[Document]:
    try:
        packed = archive.open(member)
    except ZIP_DAMAGES as error:
        raise InputError(
            "is damaged, or packed in a way that is not known",
            where=source,
            remedy="unpack the archive by hand",
        ) from error
    with packed:
        content = bounded(
            packed,
            source,
            kind="ZIP",
            errors=ZIP_DAMAGES,
            packed_size=lambda: member.compress_size,
            allowance=allowance,
        )
        yield from read_in_archive(content, source, allowance)
