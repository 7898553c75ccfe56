"""Bundles written: whole or not at all, and over nothing but bundles."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.bundle.folder import CARD, ENCODER_FILES, FORMAT, card_in
from sentiment.bundle.part_files import as_json, files_of
from sentiment.errors import BundleError, OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sentiment.bundle.model import Bundle
    from sentiment.state import State

_log = logging.getLogger("sentiment")


def save_bundle(
    folder: Path,
    card: Mapping[str, Any],
    parts: Mapping[str, State],
    *,
    base: Bundle | None = None,
    encoder: tuple[bytes, bytes] | None = None,
) -> None:
    """Write a bundle whole or not at all; an older one in the same folder is replaced.

    Parameters
    ----------
    folder : Path
        Becomes the bundle; where it is a link, what that leads to. An existing folder is replaced
        only if it is a bundle and nothing else, or empty.
    card : mapping
        Its `format`, `name` and `files`, if it has any, are written anew.
    parts : mapping of str to State
        What is new.
    base : Bundle, optional
        All its files go along, and then those of `parts`.
    encoder : tuple of bytes, optional
        What `ENCODER_FILES` shall hold.

    Raises
    ------
    OutputError
        Where the folder holds something else, or cannot be written.
    """
    target = check_target(folder)
    files = dict(base.files) if base else {}
    for name, state in parts.items():
        files |= files_of(name, state)
    files.update(zip(ENCODER_FILES, encoder or (), strict=False))
    files[CARD] = _card_signing(card, target.name, files)
    try:
        _replace(target, files)
    except OSError as e:
        raise OutputError(
            f"cannot be written ({e.strerror})", where=str(folder), remedy="name another folder"
        ) from e


def check_target(folder: Path) -> Path:
    """Refuse a folder that holds anything else than a bundle, before work is spent on one.

    Returns
    -------
    Path
        The folder, or what it leads to where it is a link.

    Raises
    ------
    OutputError
        Where `folder` is a file, holds files that no bundle lists, or is a link to itself.
    """
    from sentiment.present.writing import followed

    target = followed(folder)
    if not target.exists() or not _holds_anything(target):
        return target
    try:
        own = {CARD, *card_in(target)["files"]}
    except BundleError as e:
        raise OutputError(
            "exists and is no model bundle that this version knows",
            where=str(folder),
            remedy="name another folder",
        ) from e
    others = sorted(path.name for path in target.iterdir() if path.name not in own)
    if others:
        raise OutputError(
            f"holds {others[0]}, which is no part of the model and would be lost",
            where=str(folder),
            remedy="move it away, or name another folder",
        )
    return target


def tell_of_replacing(folder: Path, base: Bundle | None) -> None:
    """Log a warning, before work is spent, where a model will be replaced that is not built on."""
    if (folder / CARD).exists() and not (base and base.folder.samefile(folder)):
        _log.warning(
            "%s: holds a model, which will be replaced; --base %s builds on it", folder, folder
        )


def _card_signing(card: Mapping[str, Any], name: str, files: Mapping[str, bytes]) -> bytes:
    """Return the file of a card that signs `files`."""
    head = {"format": FORMAT, "name": name}
    own = {key: value for key, value in card.items() if key not in (*head, "files")}
    digests = {file: hashlib.sha256(files[file]).hexdigest() for file in sorted(files)}
    return as_json({**head, **own, "files": digests})


def _replace(target: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder of these files, or leave the one that there is as it was."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as work:
        fresh, old = Path(work) / "new", Path(work) / "old"
        fresh.mkdir()
        for name, content in files.items():
            (fresh / name).write_bytes(content)
        try:
            if target.exists():
                target.rename(old)
            fresh.rename(target)
        except BaseException:
            if old.exists() and not target.exists():
                old.rename(target)
            raise


def _holds_anything(folder: Path) -> bool:
    return not folder.is_dir() or any(folder.iterdir())
