"""What outputs say of shares: whole outputs for one discussion with days and mentions."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sentiment.confusion import Confusion, Counts
from sentiment.discussion import Article, Comment, Discussion
from sentiment.opinion import Mention, Opinion, Sentiment, Stance
from sentiment.pipeline import Analysis
from sentiment.present import Format, render_analyses, write
from sentiment.present.report.texts import Language

GOLDEN = Path(__file__).parent.parent / "golden"

OF_TWEETS: Counts = (
    (50, 150, 500, 60, 80, 60, 40, 30, 30),
    (60, 90, 150, 200, 200, 200, 40, 40, 20),
    (40, 30, 30, 60, 80, 60, 50, 150, 500),
)
OF_COMMENTS: Counts = (
    (30, 70, 20, 9, 11, 10, 5, 3, 2),
    (5, 6, 9, 20, 25, 25, 4, 4, 2),
    (5, 5, 5, 8, 8, 9, 6, 14, 40),
)


def opinion(against: float, *things: str) -> Opinion:
    rest = (1 - against) / 2
    label = "against" if against > rest else "favor"
    return Opinion(
        sentiment=Sentiment(
            label="negative" if against > rest else "positive",
            probabilities={"negative": against, "neutral": rest / 2, "positive": rest * 1.5},
        ),
        stances=(
            Stance(
                target="Bad",
                label=label,
                probabilities={"against": against, "neutral": rest / 2, "favor": rest * 1.5},
            ),
        ),
        mentions=tuple(Mention(target=thing, label="favor", probability=0.9) for thing in things),
    )


ANALYSIS = Analysis(
    discussion=Discussion(
        source="bad.txt",
        title="Das Bad bleibt",
        article=Article(text="Das Bad bleibt."),
        comments=tuple(
            Comment(id=str(number), text="Na ja.", date=f"2024-02-{1 + number // 8:02}T10:00")
            for number in range(12)
        ),
    ),
    subject="Bad",
    opinions=(
        *(opinion(0.9, "<b>See</b>") for _ in range(4)),
        *(opinion(0.6) for _ in range(5)),
        *(opinion(0.1) for _ in range(3)),
    ),
    confusion=Confusion(by_task={"sentiment": {"a": OF_TWEETS, "b": OF_COMMENTS}, "stance": {}}),
)


@pytest.mark.parametrize("format_", [Format.TABLE, Format.JSON, Format.HTML])
def test_shares_match_their_golden_outputs(format_: Format, tmp_path: Path) -> None:
    output = tmp_path / "out"
    write(
        render_analyses([ANALYSIS], format_, model="m", language=Language.EN, output=output),
        output,
    )
    expected = (GOLDEN / f"shares.{format_.value}").read_bytes().decode()
    assert output.read_bytes().decode() == expected


def test_stances_toward_different_targets_are_not_added_up(tmp_path: Path) -> None:
    """But told for each: of what rows name themselves, or of what all were asked about."""

    def toward(found: Opinion, *targets: str) -> Opinion:
        return replace(found, stances=tuple(replace(found.stances[0], target=t) for t in targets))

    def told(opinions: tuple[Opinion, ...], format_: Format) -> str:
        found = replace(ANALYSIS, subject=None, opinions=opinions * 2, discussion=discussion)
        return "".join(
            render_analyses([found], format_, model="m", language=Language.EN, output=tmp_path)
        )

    discussion = replace(
        ANALYSIS.discussion,
        comments=tuple(
            replace(comment, id=f"{half}{comment.id}")
            for half in "ab"
            for comment in ANALYSIS.discussion.comments
        ),
    )
    own = [toward(found, "Bad" if n else "See") for n, found in enumerate(ANALYSIS.opinions)]
    own[1:6] = [toward(found, "Sauna") for found in own[1:6]]
    asked = tuple(toward(found, "Bad", "Sauna") for found in ANALYSIS.opinions)

    table, page = (told(tuple(own), format_) for format_ in (Format.TABLE, Format.HTML))
    assert "Toward Bad: 6 against, 0 neutral, 6 favor\nToward Sauna: 10 against" in table
    assert "  stance toward Bad: 50% against" in table
    assert "  stance toward Sauna: 100% against" in table
    assert "stance toward See" not in table  # of two comments
    assert "<bdi>Bad</bdi>, shares</dt><dd>against 50% (25–75)" in page
    assert "<bdi>Sauna</bdi>, shares</dt><dd>against 100% (72–100)" in page
    assert "Stance, shares" not in page
    summary = json.loads(told(tuple(own), Format.JSON))["discussions"][0]["summary"]
    assert summary["stance"] == {"against": 18, "neutral": 0, "favor": 6}
    assert summary["stances"] == [
        {"target": "Bad", "against": 6, "neutral": 0, "favor": 6},
        {"target": "Sauna", "against": 10, "neutral": 0, "favor": 0},
        {"target": "See", "against": 2, "neutral": 0, "favor": 0},
    ]
    shares = summary["shares"]
    everywhere = [shares, *shares["by_day"], *shares["by_mention"]]
    assert [found["stance"] for found in everywhere] == [None] * len(everywhere)
    assert [(s["target"], s["comments"], s["stance"]["against"]["share"])
            for s in shares["by_target"]] == [
        ("Bad", 12, 0.5), ("Sauna", 10, 1.0), ("See", 2, 1.0),
    ]  # fmt: skip

    summary = json.loads(told(asked, Format.JSON))["discussions"][0]["summary"]
    assert [found["target"] for found in summary["stances"]] == ["Bad", "Sauna"]
    assert summary["shares"]["stance"]["against"]["share"] == 0.75
    assert "stance toward Sauna: 75% against" in told(asked, Format.TABLE)


def test_few_comments_have_shares_in_json_alone(tmp_path: Path) -> None:
    discussion = replace(ANALYSIS.discussion, comments=ANALYSIS.discussion.comments[:9])
    few = replace(ANALYSIS, discussion=discussion, opinions=ANALYSIS.opinions[:9])
    told = {
        format_: "".join(render_analyses([few], format_, model="m", output=tmp_path)).lower()
        for format_ in (Format.TABLE, Format.JSON, Format.HTML)
    }
    assert ["ci95" in told[Format.JSON], "shares" in told[Format.TABLE]] == [True, False]
    assert "anteile" not in told[Format.HTML]
