"""The one door to pyarrow, which is installed only when asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from sentiment.errors import MissingExtraError, install_extra


def pyarrow(where: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return the library, with its module `parquet`.

    Parameters
    ----------
    where : str
        What needs it, for the error.

    Raises
    ------
    MissingExtraError
        Where it is not installed.
    """
    try:
        import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingExtraError(
            "Parquet needs the library pyarrow",
            where=where,
            remedy=install_extra("parquet"),
        ) from error
    return import_module("pyarrow")
