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
        "Of the house: 2, not counted below\n"
        "Subject: Bad\n"
        "Toward Bad: 2 against, 0 neutral, 0 favor\n"
        "Mood: 1 negative, 1 neutral, 0 positive\n"
        "Readers favor: See (2)\n"
        "What single comments mention is no more than a hint.\n\n"
        "#  Stance        Mood            Comment\n"
        "1  against 1.00  negative -1.00  Uta: Satz 1.\n"
        "                                 for See\n"
        "2  favor 1.00    positive +1.00  Eva: (of the house) Danke!\n"
        "                                 for Sauna\n"
        "3  against 1.00  neutral +0.00   Jo: Satz 3.\n"
        "                                 for See\n"
        "4  favor 1.00    positive +1.00  Eva: (of the house) Danke!\n"
        "                                 for Sauna\n"
    )


def test_the_report_counts_readers_alone() -> None:
    seen = view(ANALYSIS, GERMAN)
    assert [own.parts for own in seen.counts] == [
        (("against", "dagegen", 2, 2), ("neutral", "neutral", 0, 0), ("favor", "dafür", 0, 0)),
        (("against", "negativ", 1, 1), ("neutral", "neutral", 1, 1), ("favor", "positiv", 0, 0)),
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
    assert not any(count in shown for count in ("Toward", "Mood:", "<svg", 'class="count'))
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
    assert "bad.html: 8 comments\nOf the house: 4, not counted below\nToward Bad: 4" in shown


def test_targets_of_the_house_alone_are_none_of_readers(tmp_path: Path) -> None:
    """They are not among how many more there are, nor left out of what readers mention."""
    targets = ("Bad", "See", "Kino", "Park", "Markt", "Bus", "Sauna", "Kiosk")
    analysis = discussed(*(said(None, mention("Kiosk")) for _ in targets))
    opinions = tuple(
        replace(own, stances=(replace(own.stances[0], target=target),))
        for own, target in zip(analysis.opinions, targets, strict=True)
    )
    comments = tuple(
        replace(comment, is_host=place >= 6)
        for place, comment in enumerate(analysis.discussion.comments)
    )
    discussion = replace(analysis.discussion, comments=comments)
    found = replace(analysis, opinions=opinions, discussion=discussion)
    shown = "".join(render_analyses([found], Format.TABLE, model="m", output=tmp_path))
    assert "\n... and toward 1 more\n" in shown
    assert "\nReaders favor: Kiosk (6)\n" in shown
    seen = view(found, GERMAN)
    assert (seen.more_targets, seen.mentions[0].things) == (1, (("Kiosk", 6),))


def test_the_total_of_a_table_of_the_house_alone_has_no_mood(tmp_path: Path) -> None:
    comments = tuple(replace(own, is_host=True) for own in DISCUSSION.comments)
    part = Part(number=2, of=2, comments=8)
    discussion = replace(DISCUSSION, comments=comments, part=part)
    so_far = Tally().plus(comments, ANALYSIS.opinions).plus(comments, ANALYSIS.opinions)
    last = replace(ANALYSIS, discussion=discussion, so_far=so_far)
    shown = "".join(render_analyses([last], Format.TABLE, model="m", output=tmp_path))
    assert "bad.html: 8 comments\n" in shown
    assert "Mood:" not in shown


def said(
    author: str | None, *mentions: Mention, against: float = 1.0
) -> tuple[str | None, Opinion]:
    found = opinion("against", "negative")
    rest = {"neutral": (1 - against) / 2, "favor": (1 - against) / 2}
    stance = replace(found.stances[0], probabilities={"against": against, **rest})
    return author, replace(found, stances=(stance,), mentions=mentions)


def discussed(*found: tuple[str | None, Opinion]) -> Analysis:
    comments = tuple(
        Comment(id=str(number), text=f"Satz {number}.", author=author)
        for number, (author, _) in enumerate(found, start=1)
    )
    return replace(
        ANALYSIS,
        discussion=replace(DISCUSSION, comments=comments),
        opinions=tuple(own for _, own in found),
    )


def mention(target: str, label: str = "favor", takes_side: float = 1.0, **more: bool) -> Mention:
    return Mention(target=target, label=label, probability=0.9, takes_side=takes_side, **more)


SAUNA, PARKPLATZ = mention("Sauna"), mention("Parkplatz", "against")
SAID = (
    # One reader who says it twice is one; two without a name are two.
    said("Uta", mention("Kino"), mention("See", is_instead=True), against=0.45),
    said("uta", mention("Kino"), PARKPLATZ, mention("Recherche"), mention("Foto")),
    said(None, SAUNA, mention("Parkplätze", "against"), against=0.4),
    said(None, SAUNA, mention("See"), mention("Bahn", takes_side=0.5), mention("Artikel")),
    said("Jo", mention("Sauna", "against"), mention("Bus", is_instead=True)),
    said("Ada", mention("Artikel", "against")),
)


def test_only_what_several_readers_share_is_theirs(tmp_path: Path) -> None:
    found = discussed(*SAID)
    lines = "".join(render_analyses([found], Format.TABLE, model="m", output=tmp_path)).split("\n")
    assert lines[3:10] == [
        "Toward Bad: 6 against (4 with .50 or more), 0 neutral, 0 favor",
        "Mood: 6 negative, 0 neutral, 0 positive",
        "Readers favor: See (2), Sauna (2)",
        "Readers are against: Parkplatz (2)",
        "On the article itself: 1 against, 2 favor",
        "Single readers mention: Bus (instead), Kino, Bahn",
        "What single comments mention is no more than a hint.",
    ]
    seen = view(found, GERMAN)
    assert [(row.name, row.things) for row in seen.mentions] == [
        ("Stattdessen sind sie für", (("See", 2),)),
        ("Außerdem sind sie für", (("Sauna", 2),)),
        ("Außerdem sind sie gegen", (("Parkplatz", 2),)),
        ("Zum Beitrag selbst", (("dagegen", 1), ("dafür", 2))),
        ("Einzelne nennen", (("Bus", "stattdessen"), ("Kino", ""), ("Bahn", ""))),
    ]
    assert [row[0] for row in seen.figures[-1].rows] == ["Sauna", "See", "Parkplatz"]
    assert seen.counts[0].parts[0] == ("against", "dagegen", 6, 4)
    page = "".join(render_analyses([found], Format.HTML, model="m"))
    clear = "davon 4 mit mindestens 50\N{NO-BREAK SPACE}% Wahrscheinlichkeit"
    assert f"<b>6</b> dagegen</span> ({clear})" in page
    assert (
        "<dd><bdi>Bus</bdi> (<bdi>stattdessen</bdi>), <bdi>Kino</bdi>, <bdi>Bahn</bdi></dd>" in page
    )


def test_nothing_is_favored_instead_of_what_readers_favor_or_of_nothing(tmp_path: Path) -> None:
    found = discussed(*SAID)
    for_it = tuple(
        replace(own, stances=tuple(replace(stance, label="favor") for stance in own.stances))
        for own in found.opinions
    )
    seen = view(replace(found, opinions=for_it), GERMAN)
    assert (seen.mentions[0].name, len(seen.mentions[0].things)) == ("Außerdem sind sie für", 2)
    assert (seen.mentions[-1].name, seen.mentions[-1].things[0]) == (
        "Einzelne nennen",
        ("Kino", ""),
    )
    unasked = tuple(replace(own, stances=()) for own in found.opinions)
    unasked_about = replace(found, opinions=unasked, subject=None)
    seen = view(unasked_about, GERMAN)
    assert [row.name for row in seen.mentions[:2]] == ["Sie sind für", "Sie sind gegen"]
    assert seen.mentions[-1].things == (("Kino", ""), ("Bus", ""), ("Bahn", ""))
    shown = "".join(render_analyses([unasked_about], Format.TABLE, model="m", output=tmp_path))
    assert "\nSingle readers mention: Kino, Bus, Bahn\n" in shown


def test_of_many_single_mentions_a_few_are_shown(tmp_path: Path) -> None:
    found = discussed(*(said(None, mention(f"Ding {n}", takes_side=1 - n / 20)) for n in range(12)))
    shown = "".join(render_analyses([found], Format.TABLE, model="m", output=tmp_path))
    assert "mention: Ding 0, Ding 1, Ding 2, Ding 3, Ding 4, 7 more\n" in shown
    assert view(found, GERMAN).mentions[0].more == 2
    assert ", und 2 weitere</dd>" in "".join(render_analyses([found], Format.HTML, model="m"))
