"""Which files of a folder are read."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sentiment.errors import InputError
from sentiment.readers.detect import SUFFIXES, suffix_of
from sentiment.readers.unpacking import without_packing

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_Path = TypeVar("_Path", bound=str | Path)

_log = logging.getLogger("sentiment")

# Labels of the samples, not a discussion to be read.
GOLD_ENDING = ".gold.json"

# What `--provenance` writes beside an output.
PROVENANCE_ENDING = ".provenance.json"

_NO_INPUTS = (GOLD_ENDING, PROVENANCE_ENDING)

# Tables of readers' words, which have to be saved in another format.
_SPREADSHEETS = (".xlsx", ".xls", ".ods", ".numbers", ".sav", ".dta")

# A browser that saves `Seite.html` puts images and advertising frames beside it, in a folder
# with one of these endings (English and German Chrome, Firefox, Edge). The frames are HTML too.
PAGE_PARTS_ENDINGS = ("_files", "-Dateien", "_Dateien")


def find_inputs(path: Path, *, without: Path | None = None) -> Iterator[Path]:
    """Yield the files to read at `path`: itself, or the readable files of a folder.

    A file that is named is yielded whatever its suffix; in a folder the suffix decides. Folders
    are searched with their subfolders, in sorted order; hidden files, gold files of samples,
    provenance, the parts that a browser saves beside a page, FIFOs and devices are left out.

    Parameters
    ----------
    path : Path
        A file or a folder.
    without : Path, optional
        Left out of a folder: what an earlier run wrote there is no input of the next.

    Yields
    ------
    Path
        A file, below `path` as it was given.

    Raises
    ------
    InputError
        Where nothing is at `path`, or a folder holds no file that can be read. A subfolder that
        may not be searched is logged as a warning, and so are spreadsheets.
    """
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        raise InputError(
            f"cannot be found ({error.strerror or type(error).__name__})",
            where=str(path),
            remedy="check the spelling of the path",
        ) from error
    if not is_folder:
        yield path
        return
    found = False
    for file in sorted(_walk(path)):
        if without and is_same_file(file, without):
            continue
        found = True
        yield file
    if not found:
        raise InputError(
            "no readable file in this folder",
            where=str(path),
            remedy=f"add a file that ends in {', '.join(SUFFIXES)}, or name a file itself",
        )


def once(paths: Iterable[_Path]) -> Iterator[_Path]:
    """Yield each file once, under the name that it has first, and log what is named again.

    Parameters
    ----------
    paths : iterable of Path or str
        Files; a string, such as an address, is what it says.
    """
    seen: set[str] = set()
    again = []
    for path in paths:
        file = path if isinstance(path, str) else os.path.realpath(path)
        if file in seen:
            again.append(path)
        else:
            seen.add(file)
            yield path
    if again:
        more = f" (likewise {len(again) - 1} more)" if len(again) > 1 else ""
        _log.warning("%s: named more than once, and read once%s", again[0], more)


def is_same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file; devices and what cannot be reached are none."""
    try:
        return one.is_file() and one.samefile(other)
    except OSError:
        return False


def is_input(file: str) -> bool:
    """Tell by its name whether a file of a folder is read."""
    is_left_out = file.startswith(".") or without_packing(file).endswith(_NO_INPUTS)
    return suffix_of(file) in SUFFIXES and not is_left_out


def is_searched(folder: str, pages: Container[str]) -> bool:
    """Tell whether a folder is searched, given the `stems_of_pages` of the files beside it."""
    is_part_of_page = any(
        folder.endswith(ending) and folder.removesuffix(ending) in pages
        for ending in PAGE_PARTS_ENDINGS
    )
    return not folder.startswith(".") and not is_part_of_page


def stems_of_pages(files: Iterable[str]) -> set[str]:
    """Return the names of those files that are web pages, without suffix."""
    return {Path(file).stem for file in files if suffix_of(file) in (".html", ".htm")}


def _walk(root: Path) -> Iterator[Path]:
    for name, folders, files in os.walk(root, onerror=_warn):
        pages = stems_of_pages(files)
        folders[:] = [folder for folder in folders if is_searched(folder, pages)]
        for file in sorted(files):
            if suffix_of(file) in _SPREADSHEETS and not file.startswith((".", "~$")):  # of Excel
                _log.warning("%s: left out; save it as CSV to have it read", Path(name) / file)
        found = (Path(name) / file for file in files if is_input(file))
        yield from (file for file in found if not _is_special(file))


def _is_special(path: Path) -> bool:
    """Tell whether a path is a FIFO, a device or the like, which may be read without end.

    What cannot be reached, such as a broken link, is none: the error says so where it is read.
    """
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _warn(error: OSError) -> None:
    _log.warning("%s: cannot be searched (%s)", error.filename, error.strerror)
