"""What the record of a run names: all that another version of could change its bytes."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT

import sentiment
from sentiment.cluster import _COMPUTING
from sentiment.pipeline import Options
from sentiment.present import Format
from sentiment.present.report.texts import Language
from sentiment.provenance import PACKAGES
from sentiment.run import Run

if TYPE_CHECKING:
    from sentiment.errors import SentimentError

# They start commands, processes and servers, lock files or train; none of their bytes is written.
OF_NO_BYTES = {"filelock", "joblib", "loky", "nltk", "scikit-learn", "typer"}

CLASSIFIES = """
import sys, sentiment
options = sentiment.Options(targets=("das Bad",), explain=True)
list(sentiment.analyse(["Das Bad ist toll! Ich mag Wien, bzw. den Prater."], "german", options))
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_every_library_that_shapes_the_output_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[<>=;]", line)[0].strip() for line in project["dependencies"]}
    assert needed - set(PACKAGES) == OF_NO_BYTES


def test_a_worker_is_asked_for_the_versions_of_what_it_computes_with() -> None:
    done = subprocess.run([sys.executable, "-c", CLASSIFIES], capture_output=True, check=True)
    loaded = set(done.stdout.decode().split())
    assert loaded & {*PACKAGES, "joblib", "loky", "nltk", "sklearn"} == set(_COMPUTING)


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
        assert replace(page, **{name: other}).made_of() != page.made_of(), name


def test_only_a_page_speaks_a_language(model: sentiment.Bundle) -> None:
    german, english = (
        Run(paths=[], model=model, options=Options(), format_=Format.CSV, language=language)
        for language in Language
    )
    assert german.made_of() == english.made_of()


@pytest.mark.parametrize("format_", [Format.CSV, Format.HTML])
def test_the_record_is_of_what_was_read_whatever_becomes_of_it(
    model: sentiment.Bundle, tmp_path: Path, format_: Format
) -> None:
    table, output, folder = tmp_path / "in.csv", tmp_path / "out", tmp_path / "mine"
    shutil.copytree(model.folder, folder)
    card = (folder / "card.json").read_bytes()
    table.write_text("text\nJa!\n", "utf-8")
    own = Run(
        paths=[table],
        model=sentiment.load_model(folder),
        options=Options(),
        format_=format_,
        language=Language.DE,
        output=output,
    )

    def change(*_: object) -> None:
        table.write_text("text\nNein!\n", "utf-8")
        shutil.rmtree(folder, ignore_errors=True)

    before = table.read_bytes()
    errors: list[SentimentError] = []
    own.write(with_provenance=True, on_error=errors.append, on_step=change)
    assert not errors
    assert b"Ja!" in output.read_bytes()
    assert not folder.exists()
    record = json.loads((tmp_path / "out.provenance.json").read_text("utf-8"))
    sums = {
        "model": record["model"]["card_sha256"],
        "input": record["inputs"][0]["sha256"],
        "output": record["output"]["sha256"],
    }
    contents = {"model": card, "input": before, "output": output.read_bytes()}
    assert sums == {name: hashlib.sha256(own).hexdigest() for name, own in contents.items()}


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that nobody can read")
def test_a_file_that_cannot_be_read_has_no_checksum(model: sentiment.Bundle) -> None:
    path = Path("/proc/self/mem")
    own = Run(
        paths=[path], model=model, options=Options(), format_=Format.CSV, language=Language.DE
    )
    assert own.made_of()["inputs"] == [{"path": str(path), "bytes": None, "sha256": None}]
