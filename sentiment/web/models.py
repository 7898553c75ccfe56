"""The model in use, and the others that are one click away."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from sentiment.bundle import is_bundle, load_model
from sentiment.present.writing import write
from sentiment.web.problems import RefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from sentiment.bundle import Bundle


class Models:
    """The model that the server was started with, and those that were retrained from it.

    The one in use is remembered in a file beside the retrained ones.

    Parameters
    ----------
    start : Bundle
        In use at first.
    folder : Path
        Where retrained models lie, whether from this run of the server or an earlier one.

    Raises
    ------
    BundleError
        Where a model is damaged.
    """

    def __init__(self, start: Bundle, folder: Path) -> None:
        self.start = start.built()
        self._folder = folder
        self._choice = folder / f"{start.name}.in-use"
        self.in_use = self.start
        if self._choice.is_file():
            chosen = self._choice.read_text("utf-8").strip()
            if chosen in self.names():
                self.in_use = self._loaded(chosen)

    def names(self) -> list[str]:
        """Return the names of all models, oldest first."""
        names = [self.start.name]
        for number in count(1):
            name = f"{self.start.name}-{number}"
            if not is_bundle(self._folder / name):
                break
            names.append(name)
        return names

    def folder_of(self, name: str) -> Path:
        """Return the folder of a model."""
        return self.start.folder if name == self.start.name else self._folder / name

    def next_folder(self) -> Path:
        """Return the folder of the next retrained model."""
        return self._folder / f"{self.start.name}-{len(self.names())}"

    def use(self, name: str) -> None:
        """Take another model into use, now and after a restart.

        Raises
        ------
        RefusedError
            Where none has that name.
        BundleError
            Where it is damaged.
        OutputError
            Where the choice cannot be written down.
        """
        if name not in self.names():
            raise RefusedError(404, "No model has that name; reload the page.")
        model = self._loaded(name)
        write([name], self._choice)
        self.in_use = model

    def _loaded(self, name: str) -> Bundle:
        is_start = name == self.start.name
        return self.start if is_start else load_model(self.folder_of(name)).built()
