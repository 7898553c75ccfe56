"""The files of one part of a bundle: its state as an `.npz` without pickle and a JSON, and back."""

from __future__ import annotations

import io
import json
import tokenize
import zipfile
from typing import TYPE_CHECKING, Any

from sentiment.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_LARGEST = 1e30  # that a number may be: sums of such are still numbers
_MOST_BYTES = 2**30  # of one unpacked part; ours have a few million


def state_of(part: str, files: Mapping[str, bytes]) -> State:
    """Read one part's numbers and settings.

    Raises
    ------
    Exception
        Whatever `trial.complaining` catches, where there is no such part, or where it is damaged
        or holds what is no number.
    """
    return State(
        arrays=_arrays(files.get(f"{part}.npz", b"")),
        settings=json.loads(files[f"{part}.json"]),
    )


def files_of(part: str, state: State) -> dict[str, bytes]:
    """Return the files of a part by their names."""
    files = {f"{part}.json": as_json(state.settings)}
    if state.arrays:
        files[f"{part}.npz"] = _as_npz(state.arrays)
    return files


def as_json(value: Mapping[str, Any]) -> bytes:
    """Return a JSON file as all of a bundle are written."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _arrays(content: bytes) -> dict[str, NDArray[Any]]:
    import numpy as np

    from sentiment.readers.unpacking import ZIP_DAMAGES

    if not content:
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST_BYTES:
                raise ValueError
        with np.load(io.BytesIO(content), allow_pickle=False) as numbers:
            arrays = {name: numbers[name] for name in numbers.files}
    except (*ZIP_DAMAGES, tokenize.TokenError) as error:  # the latter where a head is cut off
        raise ValueError from error
    if not all(_has_numbers(array) for array in arrays.values()):
        raise ValueError
    return arrays


def _has_numbers(array: NDArray[Any]) -> bool:
    import numpy as np

    if array.dtype.kind != "f":
        return array.dtype.kind in "iu"
    # Comparing with a number that is none is false, too.
    return float(np.abs(array).max(initial=0)) < _LARGEST


def _as_npz(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    import numpy as np

    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()
