"""How often Python looks for garbage: seldom, where what is made is needed or goes by itself."""

from __future__ import annotations

import gc

_NEW_OBJECTS = 10_000  # instead of 700


def look_seldom_for_garbage() -> None:
    """Have this process look for objects that only hold each other after many new ones.

    Comments and opinions hold nothing that holds them. To look through all of them again and again
    takes a sixth of the time of a large table.
    """
    gc.set_threshold(_NEW_OBJECTS)
