"""Other labelling tools, by the names that the command line knows them by."""

from __future__ import annotations

from enum import StrEnum


class Tool(StrEnum):
    """The tools whose files are written and read."""

    LABEL_STUDIO = "label-studio"
    DOCCANO = "doccano"
