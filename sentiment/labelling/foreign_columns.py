"""A correction's columns in the files of other tools, which keep some names for their own use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sentiment.labelling.correction import OPTIONAL, optional_columns, question_columns

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sentiment.labelling.correction import Correction

_OURS = "sample_"


def to_foreign(correction: Correction, task: str, *, taken: Collection[str]) -> dict[str, Any]:
    """Return all columns, those whose names are taken under another name.

    The label is among them, so that one that was changed in the tool is known for it.
    """
    columns = {
        **question_columns(correction.question, task),
        task: correction.label,
        **optional_columns(correction),
        **correction.others,
    }
    return {f"{_OURS}{n}" if _bare(n) in taken else n: value for n, value in columns.items()}


def from_foreign(columns: Mapping[str, Any], *, taken: Collection[str]) -> dict[str, Any]:
    """Return the columns under our names, without those of the tool."""
    kept = {name: value for name, value in columns.items() if name not in taken}
    return {n.removeprefix(_OURS) if _bare(n) in taken else n: value for n, value in kept.items()}


def labelled(columns: Mapping[str, Any], task: str, label: str) -> dict[str, Any]:
    """Return the columns with a label; one that was changed in the tool has not the old time."""
    is_changed = str(columns.get(task, label)).lower() != label
    kept = {name: value for name, value in columns.items() if name != "time" or not is_changed}
    return {**kept, task: label}


def of_question(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return what holds for whoever answers; the rest is of the label that was exported."""
    return {name: value for name, value in columns.items() if name not in OPTIONAL}


def _bare(name: str) -> str:
    """Return a name without what was put before it, be it that the user did it, too."""
    while name.startswith(_OURS):
        name = name.removeprefix(_OURS)
    return name
