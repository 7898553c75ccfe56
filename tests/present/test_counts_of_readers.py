"""What all outputs say of answers of the house: they are shown, and counted nowhere."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from sentiment.discussion import Article, Comment, Discussion, Part
from sentiment.opinion import Mention, Opinion, Sentiment, Stance
from sentiment.pipeline import Analysis
from sentiment.present import Format, render_analyses
from sentiment.present.report.texts import GERMAN
from sentiment.present.report.view import view
from sentiment.present.rows import rows
from sentiment.repetition import repetitions
from sentiment.tally import Tally


def opinion(label: str, mood: str, *things: str) -> Opinion:
    return Opinion(
        sentiment=Sentiment(
            label=mood,
            probabilities={"negative": 0.0, "neutral": 0.0, "positive": 0.0} | {mood: 1.0},
        ),
        stances=(
            Stance(
                target="Bad",
                label=label,
                probabilities={"against": 0.0, "neutral": 0.0, "favor": 0.0} | {label: 1.0},
            ),
        ),
        mentions=tuple(Mention(target=thing, label="favor", probability=0.9) for thing in things),
    )


def comment(number: int, author: str, text: str = "", *, is_host: bool = False) -> Comment:
    return Comment(
        id=str(number),
        author=author,
        text=text or f"Satz {number}.",
        date=f"2024-02-0{number}",
        is_host=is_host,
    )


DISCUSSION = Discussion(
    source="bad.html",
    title="Das Bad bleibt",
    article=Article(text="Das Bad bleibt."),
    comments=(
        comment(1, "Uta"),
        comment(2, "Eva", "Danke!", is_host=True),
        comment(3, "Jo"),
        comment(4, "Eva", "Danke!", is_host=True),
    ),
)
ANALYSIS = Analysis(
    discussion=DISCUSSION,
    subject="Bad",
    opinions=(
        opinion("against", "negative", "See"),
        opinion("favor", "positive", "Sauna"),
        opinion("against", "neutral", "See"),
        opinion("favor", "positive", "Sauna"),
    ),
    repetitions=repetitions(DISCUSSION.comments),
)


def test_json_counts_readers_alone() -> None:
    (line,) = render_analyses([ANALYSIS], Format.JSONL, model="m")
    summary = json.loads(line)["summary"]
    assert summary.pop("shares")["comments"] == 2
    assert summary == {
        "comments": 4,
        "by_host": 2,
        "sentiment": {"negative": 1, "neutral": 1, "positive": 0},
        "stance": {"against": 2, "neutral": 0, "favor": 0},
    }


def test_a_table_counts_readers_alone(tmp_path: Path) -> None:
    shown = "".join(render_analyses([ANALYSIS], Format.TABLE, model="m", output=tmp_path))
    assert shown == (
        "Das Bad bleibt\n"
        "bad.html: 4 comments\n"
        "By the author: 2, not counted below\n"
        "Subject: Bad\n"
        "Toward Bad: 2 against, 0 neutral, 0 favor\n"
        "Mood: 1 negative, 1 neutral, 0 positive\n"
        "Readers favor: See (2)\n"
        "What single comments mention is no more than a hint.\n\n"
        "#  Stance        Mood            Comment\n"
        "1  against 1.00  negative -1.00  Uta: Satz 1.\n"
        "                                 for See\n"
        "2  favor 1.00    positive +1.00  Eva: (by the author) Danke!\n"
        "                                 for Sauna\n"
        "3  against 1.00  neutral +0.00   Jo: Satz 3.\n"
        "                                 for See\n"
        "4  favor 1.00    positive +1.00  Eva: (by the author) Danke!\n"
        "                                 for Sauna\n"
    )


def test_the_report_counts_readers_alone() -> None:
    seen = view(ANALYSIS, GERMAN)
    assert [own.parts for own in seen.counts] == [
        (("against", "dagegen", 2), ("neutral", "neutral", 0), ("favor", "dafür", 0)),
        (("against", "negativ", 1), ("neutral", "neutral", 1), ("favor", "positiv", 0)),
    ]
    assert [(figure.title, figure.rows) for figure in seen.figures] == [
        ("Haltung und Stimmung", (("Bad", (2, 0, 0)), ("Stimmung", (1, 1, 0)))),
        ("Haltung zu Bad im Verlauf", (("01.02.2024", (1, 0, 0)), ("03.02.2024", (1, 0, 0)))),
        ("Stimmung im Verlauf", (("01.02.2024", (1, 0, 0)), ("03.02.2024", (0, 1, 0)))),
        ("Wofür und wogegen die Leser außerdem sind", (("See", (0, 2)),)),
    ]
    assert (seen.overview.comments, seen.by_host, seen.are_against) == (2, 2, True)
    page = "".join(render_analyses([ANALYSIS], Format.HTML, model="m"))
    assert "<b>4</b>, davon 2 Antworten des Hauses, nicht mitgezählt" in page
    assert page.count("<b>Antwort des Hauses</b>") == 2
    # Whoever looks for what they mention finds them all the same.
    assert ">Sauna</option>" in page


@pytest.mark.parametrize("format_", [Format.TABLE, Format.JSON, Format.HTML])
def test_of_the_house_alone_nothing_is_counted(format_: Format, tmp_path: Path) -> None:
    comments = tuple(replace(own, is_host=True) for own in DISCUSSION.comments)
    alone = replace(ANALYSIS, discussion=replace(DISCUSSION, comments=comments))
    shown = "".join(render_analyses([alone], format_, model="m", output=tmp_path))
    assert shown.count("Danke!") == 2
    if format_ is Format.JSON:
        assert json.loads(shown)["discussions"][0]["summary"] == {
            "comments": 4,
            "by_host": 4,
            "sentiment": {"negative": 0, "neutral": 0, "positive": 0},
            "stance": {"against": 0, "neutral": 0, "favor": 0},
        }


def test_rows_say_which_are_of_the_house() -> None:
    said = [False, True, False, True]
    assert [row["is_host"] for row in rows([ANALYSIS])] == said
    table = "".join(render_analyses([ANALYSIS], Format.CSV, model="m"))
    cells = csv.DictReader(io.StringIO(table, newline=""))
    assert [row["is_host"] for row in cells] == [str(own) for own in said]


def test_the_total_of_a_large_table_tells_how_many_are_of_the_house(tmp_path: Path) -> None:
    so_far = Tally().plus(DISCUSSION.comments, ANALYSIS.opinions)
    so_far = Tally.from_json(json.loads(json.dumps(so_far.as_json())))
    so_far = so_far.plus(DISCUSSION.comments, ANALYSIS.opinions)
    part = Part(number=2, of=2, comments=8)
    last = replace(ANALYSIS, discussion=replace(DISCUSSION, part=part), so_far=so_far)
    (line,) = render_analyses([last], Format.JSONL, model="m")
    total = json.loads(line)["total"]
    assert (total["comments"], total["by_host"], total["stance"]["against"]) == (8, 4, 4)
    shown = "".join(render_analyses([last], Format.TABLE, model="m", output=tmp_path))
    assert "bad.html: 8 comments\nBy the author: 4, not counted below\nToward Bad: 4" in shown
