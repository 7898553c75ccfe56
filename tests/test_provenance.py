"""What the record of a run names: all that another version of could change its bytes."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from conftest import ROOT

import sentiment
from sentiment.pipeline import Options
from sentiment.present import Format
from sentiment.present.report.texts import Language
from sentiment.provenance import PACKAGES
from sentiment.run import Run

# They start commands, processes and servers, lock files or train; none of their bytes is written.
OF_NO_BYTES = {"filelock", "joblib", "loky", "scikit-learn", "typer"}


def test_every_library_that_shapes_the_output_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[<>=;]", line)[0].strip() for line in project["dependencies"]}
    assert needed - set(PACKAGES) == OF_NO_BYTES


def test_whatever_of_a_run_shapes_the_output_is_named(model: sentiment.Bundle) -> None:
    page = Run(
        paths=["-"],
        model=model,
        options=Options(),
        format_=Format.HTML,
        language=Language.DE,
    )
    others: dict[str, Any] = {
        "paths": [Path("in.csv")],
        "model": sentiment.load_model(),
        "options": Options(min_confidence=0.5),
        "format_": Format.CSV,
        "language": Language.EN,
        "escape_formulas": True,
    }
    # The output itself is named, with its checksum, when it is whole.
    assert {field.name for field in fields(Run)} == {*others, "output"}
    for name, other in others.items():
        assert replace(page, **{name: other}).made_of != page.made_of, name


def test_only_a_page_speaks_a_language(model: sentiment.Bundle) -> None:
    german, english = (
        Run(paths=[], model=model, options=Options(), format_=Format.CSV, language=language)
        for language in Language
    )
    assert german.made_of == english.made_of
