"""Which files of a folder are read."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from sentiment.errors import InputError
from sentiment.readers.detect import SUFFIXES, suffix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_log = logging.getLogger("sentiment")

# Labels of the samples, not a discussion to be read.
GOLD_ENDING = ".gold.json"

# A browser that saves `Seite.html` puts images and advertising frames beside it, in a folder
# with one of these endings (English and German Chrome, Firefox, Edge). The frames are HTML too.
PAGE_PARTS_ENDINGS = ("_files", "-Dateien", "_Dateien")


def find_inputs(path: Path) -> Iterator[Path]:
    """Yield the files to read at `path`: itself, or the readable files of a folder.

    A file that is named is yielded whatever its suffix; in a folder the suffix decides. Folders
    are searched with their subfolders, in sorted order; hidden files, gold files of samples and
    the parts that a browser saves beside a page are left out.

    Parameters
    ----------
    path : Path
        A file or a folder.

    Yields
    ------
    Path
        A file, below `path` as it was given.

    Raises
    ------
    InputError
        Where nothing is at `path`, or a folder holds no file that can be read. A subfolder that
        may not be searched is logged as a warning.
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
        found = True
        yield file
    if not found:
        raise InputError(
            "no readable file in this folder",
            where=str(path),
            remedy=f"add a file that ends in {', '.join(SUFFIXES)}, or name a file itself",
        )


def _walk(root: Path) -> Iterator[Path]:
    for name, folders, files in os.walk(root, onerror=_warn):
        stems = {Path(file).stem for file in files if suffix_of(file) in (".html", ".htm")}
        folders[:] = [f for f in folders if not f.startswith(".") and not _is_page_part(f, stems)]
        for file in files:
            hidden_or_gold = file.startswith(".") or file.endswith(
                (GOLD_ENDING, f"{GOLD_ENDING}.gz")
            )
            if suffix_of(file) in SUFFIXES and not hidden_or_gold:
                yield Path(name) / file


def _warn(error: OSError) -> None:
    _log.warning("%s: cannot be searched (%s)", error.filename, error.strerror)


def _is_page_part(folder: str, stems: set[str]) -> bool:
    return any(
        folder.endswith(ending) and folder.removesuffix(ending) in stems
        for ending in PAGE_PARTS_ENDINGS
    )
