"""Whole outputs of every format, for one discussion with all that is awkward to print."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sentiment.discussion import Article, Comment, Discussion, Part, Span
from sentiment.errors import OutputError
from sentiment.opinion import Evidence, Mention, Opinion, ReplyStance, Sentiment, Stance
from sentiment.pipeline import Analysis
from sentiment.present import Format, render_analyses, render_discussions, write
from sentiment.repetition import Group, Groups, Repetitions
from sentiment.tally import Answers, Tally, Toward

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLDEN = Path(__file__).parent.parent / "golden"

DISCUSSION = Discussion(
    source="bad.txt",
    title="Das Bad [bold]bleibt[/]",
    article=Article(text="Das Bad bleibt.\nVorerst.", span=Span(start=0, end=24)),
    comments=(
        Comment(
            id="1", author="Eva;\x1b[31m", date="1.2.2024", text='Sagt "ja",\r\noder?',
            span=Span(start=40, end=58),
        ),
        Comment(id="2", parent="1", text="=1+1 " + "lang " * 60),
    ),
    furniture=(Span(start=25, end=39),),
    announced=128,
    left_out=3,
)  # fmt: skip


def stance(target: str, label: str) -> Stance:
    return Stance(
        target=target, label=label, probabilities={"against": 0.25, "neutral": 0.25, "favor": 0.5}
    )


ANALYSIS = Analysis(
    discussion=DISCUSSION,
    subject="Bad",
    opinions=(
        Opinion(
            sentiment=Sentiment(
                label="positive",
                probabilities={"negative": 1 / 7, "neutral": 2 / 7, "positive": 4 / 7},
            ),
            stances=(stance("Bad", "favor"), stance("Sauna", "unsure")),
            mentions=(Mention(target="See", label="favor", probability=0.8, takes_side=0.5),),
        ),
        Opinion(
            sentiment=Sentiment(
                label="unsure", probabilities={"negative": 0.4, "neutral": 0.2, "positive": 0.4}
            ),
            stances=(),
            mentions=(Mention(target="Steuer", label="against", probability=0.99999),),
            reply_stance=ReplyStance(
                label="disagrees",
                probabilities={"disagrees": 0.5, "neutral": 0.25, "agrees": 0.25},
            ),
        ),
    ),
)


TEXTS = [format_ for format_ in Format if format_ is not Format.PARQUET]


@pytest.mark.parametrize("format_", TEXTS)
def test_analyses_match_their_golden_outputs(format_: Format, tmp_path: Path) -> None:
    output = tmp_path / "out"
    write(render_analyses([ANALYSIS], format_, model="m", unsure=True, output=output), output)
    expected = (GOLDEN / f"analysis.{format_.value}").read_bytes().decode()
    assert output.read_bytes().decode() == expected


@pytest.mark.parametrize("format_", [Format.TABLE, Format.JSON, Format.HTML])
def test_explanations_match_their_golden_outputs(format_: Format, tmp_path: Path) -> None:
    first, second = ANALYSIS.opinions
    words = (
        Evidence(start=0, end=4, weight=0.40006),
        Evidence(start=5, end=9, weight=-0.25),
        Evidence(start=10, end=16, weight=1.5),
    )
    first = replace(
        first,
        sentiment=replace(first.sentiment, explanation=words),
        stances=tuple(replace(stance, explanation=words[:1]) for stance in first.stances),
    )
    explained = replace(ANALYSIS, opinions=(first, second))
    output = tmp_path / "out"
    write(render_analyses([explained], format_, model="m", explained=True, output=output), output)
    expected = (GOLDEN / f"explained.{format_.value}").read_bytes().decode()
    assert output.read_bytes().decode() == expected


@pytest.mark.parametrize("format_", TEXTS)
def test_discussions_match_their_golden_outputs(format_: Format, tmp_path: Path) -> None:
    output = tmp_path / "out"
    write(render_discussions([DISCUSSION], format_, output=output), output)
    expected = (GOLDEN / f"discussion.{format_.value}").read_bytes().decode()
    assert output.read_bytes().decode() == expected


SAID_AGAIN = Repetitions(
    duplicates=Groups(
        groups=12,
        comments=5_000,
        largest=(Group(first="7\x1b", comments=4_000), Group(first="2", comments=2)),
    ),
    campaigns=Groups(groups=1, comments=4_001, largest=(Group(first="9", comments=4_001),)),
)


@pytest.mark.parametrize("format_", [Format.TABLE, Format.JSON, Format.JSONL, Format.CSV])
def test_the_last_part_of_a_large_table_tells_what_all_add_up_to(
    format_: Format, tmp_path: Path
) -> None:
    first = Part(number=1, of=2, comments=20_000)
    last = Part(number=2, of=2, comments=20_000, repetitions=SAID_AGAIN)
    moods, stances = {"negative": 15_000, "unsure": 5_000}, {"favor": 19_999}
    answers = Answers(
        comments=20_000,
        sentiment=(15_000, 0, 0, 0, 0, 0, 5_000, 0, 0),
        stance=(0, 0, 0, 0, 0, 0, 0, 0, 19_999),
    )
    parts = [
        replace(
            ANALYSIS,
            discussion=replace(DISCUSSION, title=None, article=Article(text=""), part=part),
            so_far=Tally(
                comments=10_000 * part.number,
                sentiment=moods,
                stance=stances,
                answers=answers,
                by_target={"Bad": Toward(stance=stances, answers=answers, first=19_999)},
            ),
            repetitions=part.repetitions,
        )
        for part in (first, last)
    ]
    output = tmp_path / "out"
    write(render_analyses(parts, format_, model="m", unsure=True, output=output), output)
    expected = (GOLDEN / f"parts.{format_.value}").read_bytes().decode()
    assert output.read_bytes().decode() == expected


def test_repetitions_of_a_whole_discussion_are_part_of_its_summary(tmp_path: Path) -> None:
    found = replace(
        ANALYSIS,
        repetitions=Repetitions(
            duplicates=Groups(groups=1, comments=2, largest=(Group(first="1", comments=2),))
        ),
    )
    (line,) = render_analyses([found], Format.JSONL, model="m")
    assert json.loads(line)["summary"]["duplicates"] == {
        "groups": 1,
        "comments": 2,
        "share": 1.0,
        "largest": [{"first": "1", "comments": 2, "share": 1.0}],
    }
    table = "".join(render_analyses([found], Format.TABLE, model="m", output=tmp_path))
    assert "The same words: 2 comments (100%) in 1 group, the most (2) as in comment 1" in table


@pytest.mark.parametrize("format_", [Format.TABLE, Format.JSON, Format.JSONL, Format.CSV])
def test_a_later_piece_goes_on_with_the_earlier(format_: Format, tmp_path: Path) -> None:
    def pieces(count: int, after: int = 0) -> list[str]:
        found = [ANALYSIS] * count
        return list(render_analyses(found, format_, model="m", after=after, output=tmp_path))

    whole = pieces(3)
    assert [len(pieces(3 - after, after)) for after in range(4)] == [
        len(whole) - after for after in range(4)
    ]
    for after in range(4):
        assert whole[:after] + pieces(3 - after, after) == whole


def test_a_page_of_plain_text_matches_its_golden_output(tmp_path: Path) -> None:
    plain = (
        "Kopf\n\nDas Bad bleibt.\nVorerst.\n\n2 Kommentare\nEva\n&lt; Gut & schön.\nJo\n  Nein.\n"
    )

    def span(words: str) -> Span:
        return Span(start=plain.index(words), end=plain.index(words) + len(words))

    comments = (
        Comment(
            id="1", author="Eva", date="2024-02-01", text="&lt; Gut & schön.",
            span=span("&lt; Gut & schön."),
        ),
        Comment(id="2", author="Jo", text="Nein.", span=span("Nein.")),
    )  # fmt: skip
    article = span("Das Bad bleibt.\nVorerst.")
    discussion = Discussion(
        source="bad.txt",
        article=Article(text=article.of(plain), span=article),
        comments=comments,
        furniture=(span("Kopf"), span("2 Kommentare\nEva"), span("Jo")),
        plain=plain,
    )
    output = tmp_path / "out"
    write(render_discussions([discussion, DISCUSSION], Format.HTML), output)
    assert output.read_text("utf-8") == (GOLDEN / "plain.html").read_text("utf-8")


class Page(HTMLParser):
    """What a browser sees of a page: its elements, attributes and texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes.update(f"{name}={value}" for name, value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_hostile_comment_is_only_text_on_a_page() -> None:
    rude = (
        "</div><script>alert(1)</script><img src=x onerror='a()'>\" {{ 7 * 7 }} {% x %} &amp; "
        "\x00\x1b[2J\x9b"
    )
    seen = rude.replace("\x00", "␀").replace("\x1b", "␛").replace("\x9b", "\ufffd")

    def page(text: str) -> Page:
        comment = Comment(id=text, author=text, date=text, text=text)
        answer = Comment(id="b", parent=text, text=text)
        # The answer stands first, as where the newest comment does.
        return Page(
            "".join(
                render_discussions(
                    [
                        Discussion(
                            source=text, title=text, article=Article(text=text),
                            comments=(answer, comment),
                        ),
                        Discussion(
                            source=text, article=Article(text=""), plain=text,
                            furniture=(Span(start=0, end=len(text)),),
                        ),
                    ],
                    Format.HTML,
                )
            )
        )  # fmt: skip

    harmless, hostile = page("x"), page(rude)
    assert hostile.elements == harmless.elements
    assert hostile.attributes == harmless.attributes
    assert "style=--depth: 1" in hostile.attributes
    assert hostile.text.count(seen) == 12
    assert "script" not in hostile.elements


def test_a_page_is_written_while_more_is_read() -> None:
    read = []

    def discussions() -> Iterator[Discussion]:
        for number in range(3):
            read.append(number)
            yield replace(DISCUSSION, title=f"Bad {number}")

    seen = ""
    for piece in render_discussions(discussions(), Format.HTML):
        seen += piece
        if "</section>" in seen:
            break
    assert "Bad 0" in seen
    assert read == [0]


def test_pieces_of_a_page_can_be_added_up() -> None:
    for pieces in (
        [*render_discussions([DISCUSSION], Format.HTML)],
        [*render_analyses([ANALYSIS], Format.HTML, model="m")],
    ):
        added = ""
        for piece in pieces:
            added += piece
        assert added == "".join(pieces)


def test_no_page_is_made_of_nothing() -> None:
    assert not list(render_discussions([], Format.HTML))
    assert not list(render_analyses([], Format.HTML, model="m"))


def test_json_and_csv_can_be_read_back() -> None:
    document = json.loads("".join(render_analyses([ANALYSIS] * 2, Format.JSON, model="m")))
    assert [d["source"] for d in document["discussions"]] == ["bad.txt"] * 2
    lines = "".join(render_analyses([ANALYSIS] * 2, Format.JSONL, model="m")).splitlines()
    assert [json.loads(line)["subject"] for line in lines] == ["Bad"] * 2
    table = "".join(render_analyses([ANALYSIS], Format.CSV, model="m"))
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["text"] for row in rows] == [c.text for c in DISCUSSION.comments]


def test_an_error_on_the_way_leaves_the_older_file(tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.write_text("old", "utf-8")

    def pieces() -> object:
        yield "new"
        raise OutputError("x", where="y", remedy="z")

    with pytest.raises(OutputError):
        write(pieces(), output)  # type: ignore[arg-type]
    assert output.read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
