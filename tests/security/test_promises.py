"""SECURITY.md names the test that attacks each promise."""

from __future__ import annotations

import re

from conftest import ROOT


def test_every_promise_names_a_test_that_exists() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    promises = re.findall(r"^\| (?!promise|---).*\|$", text, re.MULTILINE)
    assert promises
    for promise in promises:
        named = re.findall(r"`(tests/\S+\.py)::(\w+)`", promise)
        assert named, promise
        for file, test in named:
            assert f"def {test}(" in (ROOT / file).read_text("utf-8"), test
