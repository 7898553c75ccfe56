"""A model's card as indented text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sentiment.present.terminal import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FOR_PROGRAMS = {"files", "format"}  # checksums and the like say nothing to a reader
_INDENT = "  "


def of_card(card: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a card; an entry that holds no deeper ones takes one line."""
    for key, value in card.items():
        if key not in _FOR_PROGRAMS:
            yield from _lines(key, value, "")


def _lines(key: str, value: object, indent: str) -> Iterator[str]:
    lead = f"{indent}{harmless(key)}:"
    if isinstance(value, dict) and any(map(_is_nested, value.values())):
        yield f"{lead}\n"
        for name, inner in value.items():
            yield from _lines(name, inner, indent + _INDENT)
    elif isinstance(value, list) and _is_nested(value):
        yield f"{lead}\n"
        for inner in value:
            yield f"{indent}{_INDENT}- {_flat(inner)}\n"
    else:
        yield f"{lead} {_flat(value)}\n"


def _is_nested(value: object) -> bool:
    if isinstance(value, list):
        return any(isinstance(inner, dict | list) for inner in value)
    return isinstance(value, dict)


def _flat(value: object) -> str:
    """Return any value on one line."""
    if isinstance(value, dict):
        return "; ".join(f"{harmless(str(name))} {_flat(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(_flat, value))
    return harmless(str(value))
