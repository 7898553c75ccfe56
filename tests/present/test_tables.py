"""What tables promise whatever readers write: they fit, they are plain, and nothing is lost."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sentiment.discussion import Article, Comment, Discussion
from sentiment.opinion import Evidence, Mention, Opinion, Sentiment, Stance
from sentiment.pipeline import Analysis
from sentiment.present import Format, render_analyses, render_discussions, write
from sentiment.present.card_text import of_card
from sentiment.present.metric_tables import of_metrics
from sentiment.present.terminal import printed
from sentiment.present.threads import thread_depths
from sentiment.training.metrics import measure

# Text as hostile as it comes: controls, directions, lone surrogates, mark-up of the terminal.
WILD = st.text(st.characters() | st.sampled_from("\x1b\x07\x9b\u202e\u2028\u0085\ud83d")) | (
    st.sampled_from(["\x1b[2J", "[bold red]x[/]", ":smile:", "[link=https://example.org]x"])
)


def analysis(texts: list[str], *, target: str = "Bad") -> Analysis:
    """Put each text wherever a reader's or a page's text can stand."""
    moods = {"negative": 0.2, "neutral": 0.5, "positive": 0.3}
    shares = {"against": 0.2, "neutral": 0.2, "favor": 0.6}
    return Analysis(
        discussion=Discussion(
            source="page.txt",
            title=texts[0],
            article=Article(text=texts[0]),
            comments=tuple(
                Comment(id=text, text=text, author=text, date=text, parent=text) for text in texts
            ),
        ),
        subject=texts[0],
        opinions=tuple(
            Opinion(
                sentiment=Sentiment(label="neutral", probabilities=moods, explanation=words),
                stances=(
                    Stance(target=target, label="favor", probabilities=shares, explanation=words),
                ),
                mentions=(Mention(target=text, label="against", probability=0.9),),
            )
            for text in texts
            for words in [(Evidence(start=0, end=len(text), weight=-0.5),)]
        ),
    )


@given(st.lists(WILD, min_size=1, max_size=3))
def test_no_reader_steers_a_terminal_or_breaks_the_layout(texts: list[str]) -> None:
    found = analysis(texts)
    tables = "".join(render_analyses([found], Format.TABLE, model="m", output=Path("x")))
    tables += "".join(render_discussions([found.discussion], Format.TABLE, output=Path("x")))
    for line in tables.split("\n"):
        assert cell_len(line) <= 80
        assert not {unicodedata.category(sign) for sign in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.lists(WILD, min_size=1, max_size=3))
def test_json_loses_nothing_and_stays_one_line_a_discussion(texts: list[str]) -> None:
    found = analysis(texts)
    lines = "".join(render_analyses([found] * 2, Format.JSONL, model="m")).encode().decode()
    records = [json.loads(line) for line in lines.splitlines()]
    (document,) = [json.loads("".join(render_analyses([found], Format.JSON, model="m")))]
    assert len(records) == 2
    for record in (*records, *document["discussions"]):
        assert [comment["text"] for comment in record["comments"]] == texts
    assert "\x9b" not in lines


@pytest.mark.parametrize("mark_up", ["[b]x[/b]", ":heart:!"])
def test_mark_up_is_shown_as_it_was_written(mark_up: str) -> None:
    word = "Badehose"  # as long, so that the layout is the same
    for render in (_table_of_analysis, _table_of_discussion):
        assert render(mark_up) == render(word).replace(word, mark_up)


def _table_of_analysis(text: str) -> str:
    return "".join(render_analyses([analysis([text])], Format.TABLE, model="m"))


def _table_of_discussion(text: str) -> str:
    return "".join(render_discussions([analysis([text]).discussion], Format.TABLE))


def test_soft_hyphens_do_not_tear_words() -> None:
    assert "Verkehrsberuhigung" in _table_of_analysis("Verkehrs\u00adberuhigung")


def test_many_targets_do_not_bury_the_comments() -> None:
    asked = analysis(["a"])
    shares = asked.opinions[0].stances[0].probabilities
    stances = tuple(
        Stance(target=f"Ziel {i}", label="favor", probabilities=shares) for i in range(50)
    )
    opinion = Opinion(sentiment=asked.opinions[0].sentiment, stances=stances, mentions=())
    many = Analysis(discussion=asked.discussion, subject=None, opinions=(opinion,))
    head, _, rows = "".join(render_analyses([many], Format.TABLE, model="m")).partition("\n\n")
    assert "... and toward 45 more" in head
    assert head.count("\n") < 10
    assert all(f"toward Ziel {i}: favor" in rows for i in range(50))


def test_a_blank_line_stands_between_discussions() -> None:
    one = "".join(render_analyses([analysis(["a"])], Format.TABLE, model="m"))
    two = "".join(render_analyses([analysis(["a"])] * 2, Format.TABLE, model="m"))
    assert two == f"{one}\n{one}"


def test_a_table_of_metrics_shows_every_figure() -> None:
    labels = ("against", "neutral", "favor")
    gold = ["against"] * 5 + ["favor"] * 3 + ["neutral"]
    metrics = measure(gold, np.random.default_rng(1).dirichlet([1, 1, 1], len(gold)), labels)
    text = "".join(printed([of_metrics(metrics, title="[b]mein[/b]")]))
    assert text.startswith(f"[b]mein[/b]\n{len(gold)} samples\n")
    rows = {line.split("  ")[0].strip(): line.split() for line in text.splitlines()}
    for name, value, interval in (
        ("accuracy", metrics.accuracy, metrics.accuracy_interval()),
        ("macro-F1", metrics.macro_f1, metrics.macro_f1_interval()),
    ):
        shown = [f"{number:.3f}" for number in (value, interval.low, interval.high)]
        assert rows[name] == [name, shown[0], shown[1], "to", shown[2]]
    assert f"{metrics.calibration_error:.3f}" in rows["calibration error"]
    assert f"{metrics.majority_accuracy:.3f}" in rows["always the most frequent"]
    for label, row in zip(labels, metrics.confusion.tolist(), strict=True):
        assert rows[label] == [label, *map(str, row)]  # the last table wins: the confusion
        assert f" {metrics.per_label()[label]['f1']:.3f} " in text


def test_a_card_is_readable_and_harmless() -> None:
    card = {
        "format": 1,
        "name": "mein\x1b[2J",
        "tasks": {"stance": {"labels": ["against", "favor"], "parts": ["stance"]}},
        "data": [{"name": "Leserbriefe", "licence": "MIT"}],
        "figures": {"stance": {"test": {"n": 3, "accuracy": 0.5}}},
        "files": {"stance.npz": "0" * 64},
    }
    assert "".join(of_card(card)) == (
        "name: mein [2J\n"
        "tasks:\n"
        "  stance: labels against, favor; parts stance\n"
        "data:\n"
        "  - name Leserbriefe; licence MIT\n"
        "figures:\n"
        "  stance:\n"
        "    test: n 3; accuracy 0.5\n"
    )


def test_a_private_file_stays_private(tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.write_text("old", "utf-8")
    output.chmod(0o600)

    def pieces() -> Iterator[str]:
        yield "n"
        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
        yield "ew"

    write(pieces(), output)
    assert output.read_text("utf-8") == "new"
    assert output.stat().st_mode & 0o777 == 0o600


def test_answers_are_indented_whatever_their_parents_are() -> None:
    parents = {"a": None, "c": "b", "b": "a", "lost": "x", "p": "q", "q": "p", "self": "self"}
    comments = [Comment(id=id_, text="t", parent=parent) for id_, parent in parents.items()]
    assert thread_depths(comments) == {
        "a": 0, "b": 1, "c": 2, "lost": 0, "p": 1, "q": 0, "self": 0
    }  # fmt: skip
