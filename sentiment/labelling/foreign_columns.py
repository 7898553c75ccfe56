"""A correction's columns in the files of other tools, which keep for `id` a number of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sentiment.labelling.correction import optional_columns, question_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sentiment.labelling.correction import Correction

_ID = "sample_id"
_OF_QUESTION = ("text", "target", "headline")


def to_foreign(correction: Correction, task: str) -> dict[str, Any]:
    """Return all columns but the label."""
    kept = optional_columns(correction)
    own_id = {_ID: kept.pop("id")} if "id" in kept else {}
    return {**question_columns(correction.question, task), **own_id, **kept}


def from_foreign(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns under our names."""
    kept = {name: value for name, value in columns.items() if name not in {"id", _ID}}
    return kept | ({"id": columns[_ID]} if _ID in columns else {})


def of_question(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return what holds for whoever answers; the rest is of the label that was exported."""
    return {name: columns[name] for name in _OF_QUESTION if name in columns}
