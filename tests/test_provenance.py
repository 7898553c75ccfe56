"""What the record of a run names: all that another version of could change its bytes."""

from __future__ import annotations

import re
import tomllib

from conftest import ROOT

from sentiment.provenance import PACKAGES

# They start commands, processes and servers, lock files or train; none of their bytes is written.
OF_NO_BYTES = {"filelock", "joblib", "loky", "scikit-learn", "typer"}


def test_every_library_that_shapes_the_output_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[<>=;]", line)[0].strip() for line in project["dependencies"]}
    assert needed - set(PACKAGES) == OF_NO_BYTES
