"""Models by name: those that ship with this package, and folders of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.bundle.folder import CARD, card_in, is_file_name
from sentiment.errors import BundleError

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT = "german"
LITE = "german-lite"

_PACKAGE = Path(__file__).parent.parent
_SHIPPED = (
    _PACKAGE / "models",  # installed from a wheel
    _PACKAGE.parent / "models",  # a checkout
)


def installed() -> tuple[str, ...]:
    """Return the names of the models that came with this package."""
    return tuple(
        sorted({card.parent.name for folder in _SHIPPED for card in folder.glob(f"*/{CARD}")})
    )


def is_shipped(folder: Path) -> bool:
    """Return whether a model's folder is where those lie that came with this package."""
    return folder.parent in _SHIPPED


def is_bundle(model: str | Path) -> bool:
    """Return whether `load_model` would find something of that name."""
    return _located(model) is not None


def find(model: str | Path | None) -> Path:
    """Return the folder of a model; None is the default one.

    Raises
    ------
    BundleError
        Where there is none.
    """
    named = DEFAULT if model is None else model
    folder = _located(named)
    if folder is not None:
        return folder
    known = ", ".join(installed()) or "none"
    raise BundleError(
        "is neither an installed model nor a folder with a card.json",
        where=str(named),
        remedy=f"name one of the installed models ({known}) or the folder of your own",
    )


def read_card(model: str | Path | None = None) -> Mapping[str, Any]:
    """Return a model's card without reading the model.

    Raises
    ------
    BundleError
        As `load_model` does, but for the parts.
    """
    return card_in(find(model))


def _located(model: str | Path) -> Path | None:
    """Return the folder of a model: a shipped one goes before one in the current folder."""
    shipped = [folder / str(model) for folder in _SHIPPED] if is_file_name(str(model)) else []
    found = (folder for folder in [*shipped, Path(model)] if (folder / CARD).is_file())
    try:
        return next(found, None)
    except OSError:  # too long for a name, or in a folder that is closed
        return None
