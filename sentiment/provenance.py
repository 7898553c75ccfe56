"""What a result was made of: inputs, model, options and versions, so that it can be made again."""

from __future__ import annotations

import hashlib
import json
import platform
from contextlib import suppress
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.readers.folders import PROVENANCE_ENDING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sentiment.bundle import Bundle
    from sentiment.pipeline import Options

# Those whose other versions may read, compute or write otherwise. What else this package needs
# starts commands and processes, or trains.
PACKAGES = (
    "datasketch",
    "defusedxml",
    "ijson",
    "jinja2",
    "lxml",
    "markupsafe",
    "numpy",
    "onnxruntime",
    "pygal",
    "rich",
    "scipy",
    "tokenizers",
    "trafilatura",
)
# Options that say where the work is done, and change nothing.
_WHERE = ("jobs", "cluster")
# None where it is not installed.
_IF_INSTALLED = ("pyarrow",)


def provenance(
    paths: Iterable[str | Path],
    model: Bundle,
    options: Options,
    *,
    format_: str,
    escape_formulas: bool,
    language: str | None,
) -> dict[str, Any]:
    """Return all that the bytes of a result depend on; who does the work is not part of it.

    Parameters
    ----------
    paths : iterable of str or Path
        The inputs. What is no file, as standard input, has no checksum: it can be read only once.
        Neither has a file that cannot be read.
    model : Bundle
        The model, of which the checksum of the card stands for all files.
    options : Options
        How it is used.
    format_ : str
        What is written.
    escape_formulas : bool
        Whether they are, in CSV.
    language : str, optional
        What a page speaks; other formats speak none.
    """
    chosen = {name: value for name, value in asdict(options).items() if name not in _WHERE}
    spoken = {} if language is None else {"language": language}
    return {
        "sentiment": version("sentiment"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "packages": {
            **{name: version(name) for name in PACKAGES},
            **{name: _version_or_none(name) for name in _IF_INSTALLED},
        },
        "model": {"name": model.name, "card_sha256": model.card_sha256},
        "options": {**chosen, "format": format_, "escape_formulas": escape_formulas, **spoken},
        "inputs": [_input(path) for path in paths],
    }


def provenance_beside(output: Path) -> Path:
    """Return where the provenance of an output is written."""
    return output.with_name(f"{output.name}{PROVENANCE_ENDING}")


def _version_or_none(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def digest(record: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a record of JSON."""
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, which is read block by block."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _input(path: str | Path) -> dict[str, Any]:
    if isinstance(path, Path) and path.is_file():
        with suppress(OSError):  # who reads it tells of it
            return {"path": str(path), "bytes": path.stat().st_size, "sha256": sha256(path)}
    return {"path": str(path), "bytes": None, "sha256": None}
