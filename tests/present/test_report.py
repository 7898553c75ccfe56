"""What the report promises whatever is in it: nothing is lost, and all of it is only text."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.discussion import Article, Comment, Discussion
from sentiment.opinion import Evidence, Mention, Opinion, ReplyStance, Sentiment, Stance
from sentiment.pipeline import Analysis
from sentiment.present import Format, render_analyses
from sentiment.present.report.charts import Bar, horizontal, vertical
from sentiment.present.report.evidence import cut
from sentiment.present.report.rendering import environment
from sentiment.present.report.texts import ENGLISH, GERMAN, Language
from sentiment.present.report.timeline import timeline, written
from sentiment.present.report.view import view
from sentiment.present.threads import thread_depths, thread_order

WORDS = (
    "Die Gebühr soll steigen, obwohl das Bad im Winter drei Monate zu war. Wer morgens schwimmt, "
    "zahlt doppelt, und die Stadt nennt das Reform. "
)


def opinion(
    text: str, target: str = "Bad", mention: str = "Sauna", *, favor: float = 0.7
) -> Opinion:
    """An opinion with all that a report shows."""
    words = tuple(
        Evidence(start=match.start(), end=match.end(), weight=1 - place / 3)
        for place, match in enumerate(list(re.finditer(r"\S+", text))[:8])
    )
    return Opinion(
        sentiment=Sentiment(
            label="negative",
            probabilities={"negative": 0.8, "neutral": 0.15, "positive": 0.05},
            explanation=words,
        ),
        stances=(
            Stance(
                target=target,
                label="favor" if favor > 1 / 2 else "against",
                probabilities={"against": 1 - favor, "neutral": 0.0, "favor": favor},
                explanation=words[:5],
            ),
        ),
        mentions=(Mention(target=mention, label="favor", probability=0.7),),
        reply_stance=ReplyStance(
            label="disagrees", probabilities={"disagrees": 0.6, "neutral": 0.3, "agrees": 0.1}
        ),
    )


def page(*analyses: Analysis, language: Language = Language.DE, model: str = "m") -> str:
    return "".join(render_analyses(analyses, Format.HTML, model=model, language=language))


def debate(count: int) -> Analysis:
    """A discussion of so many comments, as long as comments are, most of them answers."""
    start = datetime(2024, 6, 14, 8, 0)
    comments = tuple(
        Comment(
            id=str(n),
            text=f"{n}. {WORDS * (1 + n % 4)}",
            parent=str(n - 1) if n % 3 else None,
            author=f"Leserin {n % 50}",
            date=(start + timedelta(hours=n)).isoformat(timespec="minutes"),
        )
        for n in range(count)
    )
    return Analysis(
        discussion=Discussion(
            source="bad.txt", title="Das Bad", article=Article(text=WORDS * 30), comments=comments
        ),
        subject="Bad",
        opinions=tuple(
            opinion(c.text, mention=f"Ding {n % 60}", favor=n % 10 / 10)
            for n, c in enumerate(comments)
        ),
    )


def test_five_hundred_comments_fit_into_a_page_to_be_mailed() -> None:
    found = debate(500)
    assert sum(len(comment.text) for comment in found.discussion.comments) > 150_000
    assert len(page(found).encode()) <= 1_500_000


class Page(HTMLParser):
    """What a browser sees of a page: its elements with their attributes, and its texts."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.texts = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(" ".join([tag, *(f"{name}={value}" for name, value in attrs)]))

    def handle_data(self, data: str) -> None:
        self.texts += data


def everywhere(text: str, *, target: str = "Bad", mention: str = "Sauna") -> Analysis:
    """A discussion in which all that comes from outside is one text."""
    comments = (
        Comment(id=text, text=text, author=text, date=text),
        Comment(id="2", text=text, parent=text, date="2024-06-14"),
        Comment(id="3", text=text, date="2024-06-15"),
    )
    return Analysis(
        discussion=Discussion(
            source=text, title=text, article=Article(text=text), comments=comments
        ),
        subject=text,
        opinions=tuple(opinion(text, target, mention) for _ in comments),
    )


def page_of(text: str) -> Page:
    return Page(page(everywhere(text, target=text), everywhere(text, mention=text), model=text))


@pytest.mark.parametrize(
    "rude",
    [
        "<script>a()</script>",
        "</style><img/src=x/onerror=a()>",
        "]]></svg><b>",
        '"onfocus="a()',
        "'><!--",
        "{{7*7}}{model}{id}{0}%s",
        "&lt;b&gt;&amp;",
    ],
)
def test_a_hostile_text_is_only_text(rude: str) -> None:
    harmless, attacked = page_of("Platzhalter"), page_of(rude)

    def placeless(element: str) -> str:  # bars have other places beside longer names
        return re.sub(r"\d+", "", element)

    expected = [placeless(e.replace("Platzhalter", rude)) for e in harmless.elements]
    assert [placeless(element) for element in attacked.elements] == expected
    cut = rude[:27] + "…"  # beside a bar
    assert attacked.texts.replace(cut, rude) == harmless.texts.replace("Platzhalter", rude)


@given(st.text(st.characters() | st.sampled_from("\0\x1b\x9b\u202e\ud83d\ufffe\r"), max_size=40))
def test_no_sign_breaks_the_page(text: str) -> None:
    found = page(everywhere(text or "?", target=text or "?"))
    forbidden = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
    assert not forbidden.search(found)
    assert Page(found).elements[-1].startswith("script")


def test_both_languages_show_the_same() -> None:
    german, english = (
        Page(page(debate(20), language=language)) for language in (Language.DE, Language.EN)
    )

    def bare(found: Page) -> list[str]:
        # Texts, and the places of bars beside names of another length.
        own = r" (?:lang|[a-z-]*label|data-shown|data-percent|content|transform|[xy]|width)=.*"
        return [re.sub(own, "", element) for element in found.elements]

    assert bare(german) == bare(english)
    for text in ("Die Gebühr soll steigen", "Leserin 3", "Ding 7"):
        assert german.texts.count(text) == english.texts.count(text) > 0
    for texts, other in ((GERMAN, english), (ENGLISH, german)):
        assert texts.why not in other.texts
        assert texts.sides["favor"].format(target="Bad") not in other.texts
    # A screen reader is told which parts of the English page are German.
    assert sum("class=text" in e and "lang=de" in e for e in english.elements) == 21
    assert not any("class=text" in e and "lang=" in e for e in german.elements)


@pytest.mark.parametrize(
    ("label", "probability", "says"),
    [
        ("favor", 0.996, "für Bad (sehr sicher, 99\N{NO-BREAK SPACE}%)"),
        ("against", 0.5, "gegen Bad (kaum sicher, 50\N{NO-BREAK SPACE}%)"),
        ("unsure", 0.41, "unsicher zu Bad (am ehesten dagegen, 41\N{NO-BREAK SPACE}%)"),
    ],
)
def test_labels_say_how_sure_they_are(label: str, probability: float, says: str) -> None:
    found = debate(1)
    likeliest = "against" if label == "unsure" else label
    shares = {"against": 0.0, "neutral": 0.0, "favor": 0.0} | {likeliest: probability}
    stance = Stance(target="Bad", label=label, probabilities=shares)
    one = replace(found, opinions=(replace(found.opinions[0], stances=(stance,)),))
    assert says in Page(page(one)).texts


def test_what_is_missing_is_said() -> None:
    found = debate(1)
    less = replace(
        found,
        subject=None,
        discussion=replace(
            found.discussion, comments=(), article=Article(text=""), announced=128, left_out=3
        ),
        opinions=(),
    )
    texts = Page(page(less)).texts
    for says in ("0, 128 angekündigt, 3 ausgelassen", "Ohne Artikel", "nicht gefunden", "Keine K"):
        assert says in texts


def test_a_page_of_another_kind_can_add_to_each_comment(tmp_path: Path) -> None:
    (tmp_path / "with_buttons.html").write_text(
        '{% extends "discussion.html" %}'
        "{% block actions %}<button>{{ comment.comment.id }}</button>{% endblock %}",
        "utf-8",
    )
    template = environment(tmp_path).get_template("with_buttons.html")
    found = Page(template.render(view=view(debate(3), GERMAN), texts=GERMAN, numbered=False))
    assert found.elements.count("button") == 3


TREE = st.lists(st.integers(-1, 12), max_size=12)


@given(TREE)
def test_answers_stand_under_what_they_answer(parents: list[int]) -> None:
    comments = [
        Comment(id=str(n), text="t", parent=None if parent < 0 else str(parent))
        for n, parent in enumerate(parents)
    ]
    order = thread_order(comments)
    depths = thread_depths(comments)
    assert sorted(order) == list(range(len(comments)))
    path: list[str] = []
    for place in order:
        comment = comments[place]
        depth = depths[comment.id]
        assert depth <= len(path)
        path = [*path[:depth], comment.id]
        assert depth == 0 or path[-2] == comment.parent


SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from([-1.0, 1.0])).map(
        lambda span: Evidence(start=min(span[:2]), end=max(span[:2]), weight=span[2])
    ),
    max_size=4,
)


@given(st.text(min_size=30, max_size=30), SPANS, SPANS)
def test_a_cut_comment_is_whole_and_marked_where_the_evidence_is(
    text: str, mood: list[Evidence], stance: list[Evidence]
) -> None:
    pieces = cut(text, {"m": mood, "0": stance})
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        for sign in range(at, at + len(piece.text)):
            for name, spans in (("m", mood), ("0", stance)):
                weights = {span.weight for span in spans if span.start <= sign < span.end}
                assert (name in piece.speaks_for) == (1.0 in weights)
                assert (name in piece.speaks_against) == (-1.0 in weights)
        at += len(piece.text)


MOMENTS = st.datetimes(timezones=st.none()).map(lambda d: d.isoformat(timespec="minutes"))


@given(st.lists(MOMENTS | MOMENTS.map(lambda d: d[:10]) | st.sampled_from(["", "gestern"])))
def test_every_date_is_on_one_bar_and_bars_are_few(dates: list[str]) -> None:
    read = [written(date) for date in dates]
    assert [found is None for found in read] == [not date[:1].isdigit() for date in dates]
    for texts in (GERMAN, ENGLISH):
        steps = timeline(read, texts)
        assert len(steps) <= 42
        assert len({step.full for step in steps}) == len(steps)
        if steps:
            assert steps[0].places
            assert steps[-1].places
            places = [place for step in steps for place in step.places]
            assert sorted(places) == [n for n, found in enumerate(read) if found]


@pytest.mark.parametrize(
    ("dates", "first", "bars"),
    [
        (["2024-06-14T23:12", "2024-06-15T01:02+02:00"], "14.06. 23 Uhr", 3),
        (["2024-06-14T23:12", "2024-06-15"], "14.06.2024", 2),
        (["2024-02-28", "2024-03-01"], "28.02.2024", 3),
        (["2024-06-14", "2024-09-01"], "10.06.2024", 12),  # weeks, from Mondays on
        (["2023-01-31", "2024-12-01"], "01/2023", 24),
        (["2004-01-31", "2024-12-01"], "2004", 21),
        (["1904-01-31", "2024-12-01"], "1904–1907", 31),
        (["2024-06-14T23:12", "2024-06-14T23:59"], None, 0),
        (["2024-02-31", "vor 3 Stunden"], None, 0),
    ],
)
def test_time_is_counted_in_steps_that_fit(dates: list[str], first: str | None, bars: int) -> None:
    steps = timeline([written(date) for date in dates], GERMAN)
    assert len(steps) == bars
    assert (steps[0].full if steps else None) == first


@given(st.lists(st.tuples(*[st.integers(1, 20)] * 4), min_size=1, max_size=8))
def test_bars_are_as_long_as_what_they_count(counts: list[tuple[int, ...]]) -> None:
    bars = [Bar(name=f"Ding {n}", counts=found) for n, found in enumerate(counts)]
    widths: dict[int, list[int]] = {}
    for y, width in re.findall(r'<rect x="\d+" y="(\d+)" width="(\d+)"', horizontal(bars, "T")):
        widths.setdefault(int(y), []).append(int(width))
    rows = [widths[y] for y in sorted(widths)]
    unit = max(map(sum, rows)) / max(map(sum, counts))
    for row, found in zip(rows, counts, strict=True):
        assert row == pytest.approx([count * unit for count in found], abs=1.5)
    heights = re.findall(r'height="(\d+)"', vertical(bars, "T"))
    assert len(heights) == 4 * len(bars)


def test_drawing_leaves_nothing_behind_that_warns_of_later_imports() -> None:
    assert page(debate(3))
    assert all(hasattr(finder, "find_spec") for finder in sys.meta_path)
