"""Bundles as an earlier version or a stranger may have saved them, well signed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sentiment.bundle import Bundle, load_model, save_bundle
from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def with_settings(model: Bundle, folder: Path, part: str, settings: Mapping[str, Any]) -> Bundle:
    """Return a copy of a bundle with other settings of a part."""
    state = State(arrays=model.state(part).arrays, settings=settings)
    save_bundle(folder, model.card, {part: state}, base=model)
    return load_model(folder)


def without(model: Bundle, folder: Path, part: str) -> Bundle:
    """Return a copy of a bundle without a part."""
    kept = {name: own for name, own in model.files.items() if not name.startswith(f"{part}.")}
    save_bundle(folder, model.card, {}, base=replace(model, files=kept))
    return load_model(folder)
