"""Comments that steer a terminal or a spreadsheet, or that show something else than they say."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from screen import on_a_terminal

import sentiment
from sentiment.discussion import Article, Comment, Discussion
from sentiment.labelling.correction import BY_LOT
from sentiment.language.as_seen import as_seen
from sentiment.pipeline import Options

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from sentiment.opinion import Opinion

    Tool = Callable[..., subprocess.CompletedProcess[str]]

STEERING = (
    "Gut\x1b]0;x\x07\x1b[2J\x9b31m\x1b]8;;http://x\x1b\\Link\rSchlecht\x08\x7f \u202etug\u202c"
)
FORMULA = re.compile(r'[\s"]*[=+@＝＋－＠-](?!0\.\d+$)')  # a score may be negative
COLOUR = re.compile(r"\x1b\[[\d;]*m")

PLAIN = "Das Bad ist nicht schön, sondern viel zu teuer. Der Radweg nervt."
UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202e\u2060\u2066\ufe0f\ufeff\U000e0041"
)


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
@pytest.mark.parametrize("format_", ["table", "csv", "json", "jsonl", "html"])
def test_no_text_or_name_steers_a_terminal(tmp_path: Path, format_: str) -> None:
    columns = ("text", "author", "date", "id", "target")
    folder = tmp_path / "\x1b[2J\x9b\u202e"
    folder.mkdir()
    rows = [dict.fromkeys(columns, STEERING), {"text": " "}]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (folder / "b.json").write_text("{", "utf-8")
    for command in ("classify", "separate"):
        shown = on_a_terminal(command, folder, "--format", format_, status=1)
        assert "left out: 1 without text" in shown
        signs = {sign: unicodedata.category(sign) for sign in COLOUR.sub("", shown)}
        assert {s for s, kind in signs.items() if kind in {"Cc", "Cf"}} <= {"\n"}


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_no_name_of_a_model_or_annotator_steers_a_terminal(tmp_path: Path) -> None:
    shutil.copytree(sentiment.load_model("german-lite").folder, tmp_path / "m")
    card = json.loads((tmp_path / "m" / "card.json").read_text("utf-8"))
    (tmp_path / "m" / "card.json").write_text(json.dumps({**card, "name": STEERING}), "utf-8")
    drawn = {"model": STEERING, "guess": "positive", "chosen_by": BY_LOT}
    rows = [
        {"text": STEERING, "sentiment": label, "annotator": STEERING + label, **drawn}
        for label in ("positive", "negative")
    ]
    labels = tmp_path / "a.jsonl"
    labels.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    for command in (("labels", "check"), ("evaluate", "--model", tmp_path / "m")):
        shown = on_a_terminal(*command, labels, "--task", "sentiment")
        assert "Gut ]0;x [2J 31m" in shown
        signs = {sign: unicodedata.category(sign) for sign in COLOUR.sub("", shown)}
        assert {s for s, kind in signs.items() if kind in {"Cc", "Cf"}} <= {"\n"}


def test_no_cell_is_a_formula_however_a_spreadsheet_cuts(tool: Tool, tmp_path: Path) -> None:
    texts = ["=cmd|' /C calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", ' "=1', "＝1"]
    texts += (
        [f"Ja; {text}" for text in texts] + [f"Ja\n{text}" for text in texts] + ["Na ja - gut."]
    )
    rows = [{"text": f"x{t}"[1:], "author": t, "date": t, "id": t, "target": t} for t in texts]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    for command in ("classify", "separate"):
        done = tool(command, "a.jsonl", "--format", "csv", "--escape-formulas")
        for delimiter in ",;\t":
            rows_read = csv.reader(io.StringIO(done.stdout, newline=""), delimiter=delimiter)
            cells = [cell for row in rows_read for cell in row]
            formulas = [cell for cell in cells if FORMULA.match(cell)]
            assert not formulas
    assert "\nNa ja - gut." not in done.stdout
    assert ",Na ja - gut." in done.stdout
    assert tool("classify", "a.jsonl", "--escape-formulas").returncode == 2


def opinion(text: str, model: sentiment.Bundle) -> Opinion:
    comments = (Comment(id="1", text=text), Comment(id="2", text="Nein!", parent="1"))
    found = Discussion(
        source="a", title="Das neue Bad", article=Article(text=""), comments=comments
    )
    (analysis,) = sentiment.analyse([found], model, Options(explain=model.name == "german-lite"))
    return analysis.opinions[0]


@settings(max_examples=20)
@given(st.lists(st.text(UNSEEN, max_size=3), min_size=len(PLAIN), max_size=len(PLAIN)))
def test_what_is_seen_is_classified(unseen: list[str]) -> None:
    model = sentiment.load_model("german-lite")
    tricked = "".join(a + b for a, b in zip(PLAIN, unseen, strict=True))
    ours, plain = opinion(tricked, model), opinion(PLAIN, model)
    assert as_seen(tricked) == PLAIN
    assert [ours.sentiment.score, ours.mentions] == [plain.sentiment.score, plain.mentions]
    assert [s.probabilities for s in ours.stances] == [s.probabilities for s in plain.stances]
    words, expected = (
        [as_seen(text[e.start : e.end]) for e in found.sentiment.explanation]
        for text, found in ((tricked, ours), (PLAIN, plain))
    )
    assert words == expected


@pytest.mark.parametrize("name", ["german-lite", "german"])
def test_nothing_unseen_pushes_a_text_out_of_sight(name: str) -> None:
    model = sentiment.load_model(name)
    expected = opinion(PLAIN, model).sentiment.label
    gaps = ("\u200b", "\n", "\u3164", "\u2800", f"{' ' * 8}\u200b", " \u3164\u2060")
    decomposed = unicodedata.normalize("NFD", PLAIN)
    parted = decomposed.replace("\u0308", "\u200b\u0308")
    for text in (*(f"Schön!{gap * 9000}{PLAIN}" for gap in gaps), decomposed, parted):
        assert opinion(text, model).sentiment.label == expected
        assert as_seen(text).removeprefix("Schön!").strip() == PLAIN
    assert as_seen("👩🏽\u200d💻 ❤\ufe0f\u200d🔥 ♀\ufe0f") == "👩🏽\u200d💻 ❤\ufe0f\u200d🔥 ♀\ufe0f"


@pytest.mark.parametrize("command", ["classify", "separate"])
def test_letters_stand_in_the_order_that_is_classified(
    tool: Tool, tmp_path: Path, browser: Browser, command: str
) -> None:
    text = "\u200fgut\u200fist\u200fnicht \u202eredo \u2067eins\u2067zwei\u202c ende"
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": text, "author": "Eva\u202e"}), "utf-8")
    tool(command, "a.jsonl", "--format", "html", "--output", "a.html")
    page = browser.new_page()
    page.goto((tmp_path / "a.html").as_uri())
    places = page.evaluate("""() => {
      const node = document.querySelector(".comment .text").firstChild;
      return [...node.data].map((_, at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect().left;
      });
    }""")
    page.close()
    assert len(places) > len("gut ist nicht")
    assert places == sorted(places)
