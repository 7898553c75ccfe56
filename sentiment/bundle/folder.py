"""What lies in the folder of a bundle: its card, and the files that the card signs, all checked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.errors import BundleError

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 2
"""Raised by one whenever an older version of this package could misread a bundle."""

CARD = "card.json"
ENCODER_FILES = ("encoder.onnx", "tokenizer.json")

_MOST_LEVELS = 50  # of a card, which functions that call themselves show; ours have six


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The card, the SHA-256 of its file, and the bytes of every file that it signs."""

    card: Mapping[str, Any]
    card_sha256: str
    files: Mapping[str, bytes]


def read_folder(folder: Path) -> Contents:
    """Read a bundle whole.

    Raises
    ------
    BundleError
        Where it is incomplete, tampered with, foreign, or too new.
    """
    content = _card_file(folder)
    card = _checked_card(folder, content)
    return Contents(
        card=card,
        card_sha256=hashlib.sha256(content).hexdigest(),
        files={name: _checked_file(folder / name, sha) for name, sha in card["files"].items()},
    )


def card_in(folder: Path) -> dict[str, Any]:
    """Read the card of a bundle alone.

    Raises
    ------
    BundleError
        As `read_folder` does, but for the other files.
    """
    return _checked_card(folder, _card_file(folder))


def is_file_name(name: str) -> bool:
    """Return whether this names something right inside of a folder, wherever that lies."""
    return name == Path(name).name and name not in {"", ".", ".."} and not {"\\", "\0"} & set(name)


def _card_file(folder: Path) -> bytes:
    try:
        return (folder / CARD).read_bytes()
    except OSError as e:
        raise _refusal(folder, f"{CARD} cannot be read") from e


def _checked_card(folder: Path, content: bytes) -> dict[str, Any]:
    try:
        card = json.loads(content)
    except (ValueError, RecursionError) as e:
        raise _refusal(folder, f"{CARD} cannot be read") from e
    if not _is_shallow(card, _MOST_LEVELS):
        raise _refusal(folder, f"{CARD} is nested too deeply")
    written = card.get("format") if isinstance(card, dict) else None
    if not isinstance(written, int):
        raise _refusal(folder, f"{CARD} names no format version")
    if written > FORMAT:
        raise BundleError(
            f"is of format {written}, and this version reads formats up to {FORMAT}",
            where=str(folder),
            remedy="upgrade sentiment",
        )
    _check_entries(folder, card)
    return dict(card)


def _is_shallow(value: object, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_is_shallow(one, levels - 1) for one in inner)


def _check_entries(folder: Path, card: Mapping[str, Any]) -> None:
    """Refuse a card with missing entries, unsafe file names or another order of labels."""
    from sentiment.opinion import LABELS

    names = {"name": str, "tasks": dict, "files": dict}
    if any(not isinstance(card.get(key), kind) for key, kind in names.items()):
        raise _refusal(folder, f"{CARD} is incomplete")
    if not all(is_file_name(name) and isinstance(sha, str) for name, sha in card["files"].items()):
        raise _refusal(folder, f"{CARD} names a file outside the bundle")
    for task, entry in card["tasks"].items():
        parts = entry.get("parts") if isinstance(entry, dict) else None
        if not isinstance(parts, list) or not parts:
            raise _refusal(folder, f"{CARD} names no parts for {task}")
        beside = [entry[key] for key in ("lexical", "reader") if key in entry]
        if any(f"{part}.json" not in card["files"] for part in [*parts, *beside]):
            raise _refusal(folder, f"{CARD} lists no files for {task}")
        if beside and not set(ENCODER_FILES) <= set(card["files"]):
            raise _refusal(folder, f"{CARD} lists no encoder for {task}")
        if task in LABELS and entry.get("labels") != list(LABELS[task]):
            raise _refusal(folder, f"{CARD} has other labels for {task} than this version")


def _checked_file(path: Path, digest: str) -> bytes:
    unreadable = _refusal(path.parent, f"{path.name} is missing or cannot be read")
    # Links are followed, as installers and caches of models make them; but what is no file may
    # have no end, or wait for who writes it.
    if not path.is_file():
        raise unreadable
    try:
        content = path.read_bytes()
    except OSError as e:
        raise unreadable from e
    if hashlib.sha256(content).hexdigest() != digest:
        raise _refusal(path.parent, f"{path.name} is not the file that {CARD} was written for")
    return content


def _refusal(folder: Path, problem: str) -> BundleError:
    return BundleError(problem, where=str(folder), remedy="fetch or train the bundle anew")
