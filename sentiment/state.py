"""The state of a fitted part, as it lies in a model bundle: arrays of numbers and plain JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything that a fitted part needs to be itself again.

    `arrays` become one `.npz` file without pickled objects, `settings` one JSON file.
    A part offers `state()` and the class method `from_state(state)`.
    """

    arrays: Mapping[str, NDArray[np.generic]] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)

    def array(self, name: str, *shape: int | None) -> NDArray[Any]:
        """Return an array of that shape, in which None is any length.

        Raises
        ------
        ValueError
            Where it has another shape, which numpy could stretch, or fail on at some later text.
        """
        array = self.arrays[name]
        lengths = zip(array.shape, shape, strict=True)
        if any(wanted not in (found, None) for found, wanted in lengths):
            raise ValueError(f"{name} of another shape")
        return array
