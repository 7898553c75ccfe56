"""The report as a reader uses it: in a browser, with mouse, keyboard or screen reader, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sentiment.discussion import Article, Comment, Discussion
from sentiment.opinion import (
    REPLY_LABELS,
    SENTIMENT_LABELS,
    STANCE_LABELS,
    Evidence,
    Mention,
    Opinion,
    ReplyStance,
    Sentiment,
    Stance,
)
from sentiment.pipeline import Analysis
from sentiment.present import Format, render_analyses, write
from sentiment.present.report.texts import Language

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    Show = Callable[..., Page]

RUDE = "</style></script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"


def shares(label: str, share: float, labels: Sequence[str]) -> dict[str, float]:
    """Probabilities of which the label has one, or the first label where it is unsure."""
    others = dict.fromkeys(labels, (1 - share) / 2)
    return others | {label if label in labels else labels[0]: share}


def opinion(
    text: str,
    sides: dict[str, tuple[str, float]],
    mood: tuple[str, float],
    *,
    mentions: tuple[Mention, ...] = (),
    reply: str | None = None,
) -> Opinion:
    """An opinion whose first word speaks for each stance, and whose last one for the mood."""
    words = text.split()
    first = (Evidence(start=0, end=len(words[0]), weight=1.0),)
    last = (Evidence(start=len(text) - len(words[-1]), end=len(text), weight=1.0),)

    return Opinion(
        sentiment=Sentiment(
            label=mood[0],
            probabilities=shares(*mood, SENTIMENT_LABELS),
            explanation=last,
        ),
        stances=tuple(
            Stance(
                target=target,
                label=label,
                probabilities=shares(label, share, STANCE_LABELS),
                explanation=first,
            )
            for target, (label, share) in sides.items()
        ),
        mentions=mentions,
        reply_stance=ReplyStance(label=reply, probabilities=shares(reply, 0.7, REPLY_LABELS))
        if reply
        else None,
    )


COMMENTS = (
    Comment(id="1", author="Eva", date="2024-06-14T09:12", text="Endlich bleibt es, herrlich"),
    Comment(id="2", author="Jo", date="2024-06-15T10:00", text="Teuer wird es, dieser Mist"),
    Comment(id="3", parent="1", author="Ute", date="2024-06-15", text="Herrlich? Es bleibt kalt"),
    Comment(id="4", date="gestern", text="Wann öffnet die Sauna"),
)  # fmt: skip
ANALYSIS = Analysis(
    discussion=Discussion(
        source="bad.txt",
        title="Das Bad bleibt",
        article=Article(text="Der Rat hat entschieden.\nDas Bad bleibt."),
        comments=COMMENTS,
        announced=12,
    ),
    subject="Bad",
    opinions=(
        opinion(COMMENTS[0].text, {"Bad": ("favor", 0.95)}, ("positive", 0.6)),
        opinion(
            COMMENTS[1].text,
            {"Bad": ("against", 0.8)},
            ("negative", 0.9),
            mentions=(Mention(target="See", label="favor", probability=0.7),),
        ),
        opinion(COMMENTS[2].text, {"Bad": ("against", 0.55)}, ("negative", 0.7), reply="disagrees"),
        opinion(COMMENTS[3].text, {"Bad": ("unsure", 0.4)}, ("neutral", 0.8)),
    ),
)


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Open a report of analyses, in a context with given settings; no page may complain or load."""
    complaints: list[str] = []
    loaded: list[str] = []
    contexts = []

    def open_(*analyses: Analysis, language: Language = Language.DE, **settings: Any) -> Page:  # noqa: ANN401
        file = tmp_path / "report.html"
        write(render_analyses(analyses, Format.HTML, model="m", language=language), file)
        contexts.append(browser.new_context(**settings))
        page = contexts[-1].new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: loaded.append(request.url))
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not complaints
    assert {url.rpartition("/")[2] for url in loaded} == {"report.html"}


def shown(page: Page) -> list[str]:
    """Return the ids of the visible comments, from top to bottom."""
    ids = page.locator(".comment:visible").evaluate_all("found => found.map(({id}) => id)")
    return [id_.removeprefix("d1-c") for id_ in ids]


def test_the_top_answers_what_an_editor_asks_first(show: Show) -> None:
    page = show(ANALYSIS)
    assert page.title() == "Das Bad bleibt – Was die Leser meinen"
    summary = page.locator(".summary").inner_text()
    for says in (
        "4, 12 angekündigt",
        "2 dagegen, 0 neutral, 1 dafür, 1 unsicher",
        "2 negativ, 1 neutral, 1 positiv",
        "Einzelne nennen\nSee",
    ):
        assert says in summary
    assert page.locator("svg:visible").count() == 3  # overall, both over time
    assert page.get_by_text("ohne sicheres Datum: 1").count() == 2
    assert not page.get_by_text("Der Rat hat entschieden.").is_visible()
    page.get_by_text("Artikel (7 Wörter)").click()
    assert page.get_by_text("Der Rat hat entschieden.").is_visible()
    # The answer stands under what it answers, further to the right.
    assert shown(page) == ["1", "2", "3", "4"]
    places = page.locator(".comment").evaluate_all("found => found.map((e) => e.offsetLeft)")
    assert places[0] < places[1]
    assert places[0] == places[2] == places[3]
    reply = page.locator("#d1-c2").inner_text()
    for says in ("Ute", "15.06.2024", "Antwort auf 1", "widerspricht 1", "kaum sicher, 55\u00a0%"):
        assert says in reply
    page.get_by_role("link", name="Antwort auf 1").click()
    assert page.url.endswith("#d1-c1")


def test_comments_are_filtered_by_everything_at_once(show: Show) -> None:
    page = show(ANALYSIS)
    form = page.get_by_role("search")
    count = form.locator(".shown")

    def after(**choices: str) -> list[str]:
        form.get_by_role("button", name="Zurücksetzen").click()
        page.evaluate("new Promise((done) => setTimeout(done))")  # a form is reset after the click
        for name, choice in choices.items():
            field = form.locator(f"[name={name}]")
            if name in {"words", "certainty"}:
                field.fill(choice)
            else:
                field.select_option(label=choice)
        found = shown(page)
        assert count.inner_text() == f"{len(found)} von 4 Kommentaren"
        return found

    assert after() == ["1", "2", "3", "4"]
    assert after(stance="dagegen") == ["2", "3"]
    assert after(stance="unsicher") == ["4"]
    assert after(mood="positiv") == ["1"]
    assert after(stance="dagegen", mood="positiv") == []
    assert after(thing="See") == ["3"]
    assert after(thing="See", stance="dagegen") == []
    assert after(thing="Bad", stance="dafür") == ["1"]
    assert after(certainty="85") == ["1", "3"]  # any of the labels is as sure as that
    assert after(stance="dagegen", certainty="60") == ["3"]
    assert after(words="HERRLICH bleibt") == ["1", "2"]
    assert after(words="ute") == ["2"]
    assert after(words="%$") == []
    assert after(order="Haltung: sicherste zuerst") == ["1", "3", "2", "4"]
    assert (
        page.locator(".comment").evaluate_all("f => new Set(f.map((e) => e.offsetLeft)).size") == 1
    )
    assert after(order="Stimmung: unsicherste zuerst") == ["1", "2", "4", "3"]
    assert after(order="Stimmung: sicherste zuerst", stance="dagegen") == ["3", "2"]
    assert after() == ["1", "2", "3", "4"]


def test_comments_move_only_where_another_order_is_asked_for(show: Show) -> None:
    # Each move costs the more, the more comments there are: of 5000, each letter took seconds.
    page = show(ANALYSIS)
    page.evaluate(
        """() => {
          window.moves = [];
          new MutationObserver((found) => window.moves.push(...found))
            .observe(document.querySelector(".comments"), { childList: true });
        }"""
    )
    form = page.get_by_role("search")
    form.locator("[name=words]").fill("herrlich")
    form.locator("[name=mood]").select_option(label="positiv")
    assert page.evaluate("window.moves.length") == 0
    form.locator("[name=order]").select_option(label="Haltung: sicherste zuerst")
    assert page.evaluate("window.moves.length") == 2  # all out, all in


def test_without_a_subject_nothing_is_said_of_stances_toward_it(show: Show) -> None:
    opinions = tuple(replace(found, stances=()) for found in ANALYSIS.opinions)
    page = show(replace(ANALYSIS, subject=None, opinions=opinions), ANALYSIS)
    rows = page.locator(".overview tbody tr").evaluate_all("f => f.map((e) => e.innerText)")
    assert [row.split("\t")[1:] for row in rows] == [
        ["–", "4", "–", "–", "–", "2", "1", "0"],
        ["Bad", "4", "2", "1", "1", "2", "1", "0"],
    ]
    first, second = page.locator(".summary").all_inner_texts()
    assert "Haltung" not in first
    assert "Haltung zu Bad" in second
    form = page.get_by_role("search").first
    assert "Haltung" not in form.locator("[name=order], [name=highlight]").all_inner_texts()
    form.locator("[name=stance]").select_option(label="dafür")
    assert shown(page)[0] == "3"  # who is for what is mentioned
    assert form.locator(".shown").inner_text() == "1 von 4 Kommentaren"


def test_the_overview_names_what_was_asked_for(show: Show) -> None:
    page = show(replace(ANALYSIS, subject="Rathaus"), ANALYSIS)  # as --target Bad does
    assert "Haltung zu" in page.locator(".overview thead").inner_text()
    assert page.locator(".overview td:nth-child(2)").all_inner_texts() == ["Bad", "Bad"]
    # With several targets, each of them, as the discussions do.
    sides = {"Bad": ("favor", 0.7), "Rathaus": ("against", 0.6), "See": ("neutral", 0.5)}
    many = sides | {f"Ort {number}": ("favor", 0.5) for number in range(5)}
    opinions = [
        opinion(comment.text, named, ("negative", 0.8))
        for comment, named in zip(COMMENTS, (sides, sides, sides, many), strict=True)
    ]
    empty = replace(ANALYSIS.discussion, comments=())
    page = show(
        replace(ANALYSIS, opinions=tuple(opinions)),
        ANALYSIS,
        replace(ANALYSIS, discussion=empty, opinions=()),
    )
    rows = page.locator(".overview tbody tr").evaluate_all("f => f.map((e) => e.innerText)")
    assert [row.split("\t") for row in rows] == [
        ["1. Das Bad bleibt", "Bad", "4", "0", "4", "0", "4", "0", "0"],
        ["Rathaus", "4", "0", "0"],
        ["See", "0", "0", "0"],
        ["Ort 0", "0", "1", "0"],
        ["Ort 1", "0", "1", "0"],
        ["und zu 3 weiteren", "–", "–", "–"],
        ["2. Das Bad bleibt", "Bad", "4", "2", "1", "1", "2", "1", "0"],
        ["3. Das Bad bleibt", "Bad", "0", "–", "–", "–", "0", "0", "0"],
    ]


def test_the_overview_counts_what_is_unsure_where_anything_is(show: Show) -> None:
    texts = [comment.text for comment in COMMENTS]
    unsure = [opinion(text, {"Bad": ("unsure", 0.4)}, ("unsure", 0.4)) for text in texts]
    sure = [opinion(text, {"Bad": ("neutral", 0.9)}, ("neutral", 0.9)) for text in texts]
    none, all_ = (replace(ANALYSIS, opinions=tuple(found)) for found in (unsure, sure))
    rows = show(none, all_).locator(".overview tr").all_inner_texts()
    assert [row.split("\t")[2:] for row in rows] == [
        ["Kommentare", "dagegen", "dafür", "unsicher", "negativ", "positiv", "unsicher"],
        ["4", "0", "0", "4", "0", "0", "4"],
        ["4", "0", "0", "0", "0", "0", "0"],
    ]
    rows = show(all_, all_).locator(".overview tr").all_inner_texts()
    assert rows[0].split("\t")[3:] == ["dagegen", "dafür", "negativ", "positiv"]


def test_figures_of_all_discussions_fit_on_a_phone(show: Show) -> None:
    long = replace(
        ANALYSIS,
        discussion=replace(ANALYSIS.discussion, title=None, source="ordner/" + "lang" * 30),
        subject="Trinkwasserleitung",
    )
    for language in Language:
        page = show(long, ANALYSIS, language=language, viewport={"width": 360, "height": 640})
        table = page.locator(".overview .wide")
        assert table.evaluate("e => e.scrollWidth - e.clientWidth") == 0


def test_one_comment_is_counted_as_one(show: Show) -> None:
    discussion = replace(ANALYSIS.discussion, comments=ANALYSIS.discussion.comments[:1])
    one = replace(ANALYSIS, discussion=discussion, opinions=ANALYSIS.opinions[:1])
    assert show(one).locator(".shown").inner_text() == "1 von 1 Kommentar"


def test_the_words_that_explain_a_label_are_highlighted(show: Show) -> None:
    page = show(ANALYSIS)
    highlighted = page.locator("#d1-c1 mark.for")
    assert highlighted.all_inner_texts() == ["Endlich"]
    page.get_by_label("Wörter hervorheben für").select_option(label="Stimmung")
    assert highlighted.all_inner_texts() == ["herrlich"]
    seen, unseen = (
        page.locator(f"#d1-c1 mark{kind}").evaluate("e => getComputedStyle(e).backgroundColor")
        for kind in (".for", ":not(.for)")
    )
    assert seen != unseen == "rgba(0, 0, 0, 0)"
    page.get_by_label("Wörter hervorheben für").select_option(label="nichts")
    assert highlighted.count() == 0
    page.locator("#d1-c1").get_by_text("Warum?").click()
    why = page.locator("#d1-c1 .why").inner_text()
    assert "für Bad\nDafür sprechen die Wörter: " in why
    assert "Endlich" in why


def test_all_is_reached_by_keyboard(show: Show) -> None:
    page = show(ANALYSIS, ANALYSIS)
    focused = "() => document.activeElement.id"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zu den Kommentaren"
    page.keyboard.press("Enter")
    page.wait_for_url("**/report.html#comments")
    for key, expected in (("j", "d1-c1"), ("j", "d1-c2"), ("k", "d1-c1"), ("k", "d1-c1")):
        page.keyboard.press(key)
        assert page.evaluate(focused) == expected
    page.keyboard.press("/")
    page.keyboard.type("jo/")  # keys are letters where one writes
    assert page.locator("[name=words]").first.input_value() == "jo/"
    page.keyboard.press("Backspace")
    assert page.locator("#d1-c3").is_visible()
    assert not page.locator("#d1-c2").is_visible()
    page.keyboard.press("Escape")
    page.locator("#d1-c3").focus()
    page.keyboard.press("j")  # on to the next discussion, past what is hidden
    assert page.evaluate(focused) == "d2-c1"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement === document.querySelectorAll('[name=words]')[1]")
    page.keyboard.press("Escape")
    page.locator("[name=certainty]").first.focus()
    page.keyboard.press("j")  # nobody writes in a slider
    assert page.evaluate(focused).startswith("d1-c")
    page.get_by_text("Tastatur").click()
    page.get_by_label("Diese Tasten benutzen").uncheck()
    page.locator("#d2-c1").focus()
    page.keyboard.press("j")
    assert page.evaluate(focused) == "d2-c1"
    # Whatever can be clicked can be reached with Tab.
    stops = page.locator("a[href], button, input, select, summary").count()
    page.evaluate("document.activeElement.blur()")
    reached = set()
    for _ in range(2 * stops):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        )
    visible = "e => [...document.querySelectorAll('*')].indexOf(e)"
    for element in page.locator("a[href], button, input, select, summary").all():
        assert not element.is_visible() or element.evaluate(visible) in reached


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", list(Language))
def test_axe_finds_no_violation(show: Show, scheme: str, language: Language) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = show(ANALYSIS, ANALYSIS, language=language, color_scheme=scheme)
    page.locator("details").evaluate_all("found => found.forEach((e) => { e.open = true; })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_page_is_dark_where_the_system_is(show: Show) -> None:
    def colours(scheme: str) -> list[int]:
        page = show(ANALYSIS, color_scheme=scheme)
        code = "e => getComputedStyle(e)[%r].match(/\\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0)"
        return [
            page.locator("body").evaluate(code % "backgroundColor"),
            page.locator("body").evaluate(code % "color"),
            page.locator(".chart .against rect").first.evaluate(code % "fill"),
            page.locator(".chart text").first.evaluate(code % "fill"),
        ]

    light, dark = colours("light"), colours("dark")
    for ground, ink in ((0, 1), (2, 3)):
        assert light[ground] > light[ink]
        assert dark[ground] < dark[ink]


def test_a_comment_with_a_script_is_only_text(show: Show) -> None:
    rude = Comment(id=RUDE, author=RUDE, date=RUDE, text=RUDE)
    opinions = (
        opinion(
            RUDE,
            {RUDE: ("favor", 0.9)},
            ("positive", 0.9),
            mentions=(Mention(target=f"{RUDE}!", label="against", probability=0.9),),
        ),
    )
    page = show(
        Analysis(
            discussion=Discussion(
                source=RUDE, title=RUDE, article=Article(text=RUDE), comments=(rude,)
            ),
            subject=RUDE,
            opinions=opinions,
        )
    )
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0
    assert page.locator(".comment .text").inner_text() == RUDE
    assert page.locator("h2").inner_text() == RUDE
    page.locator("[name=words]").fill("onerror")
    assert shown(page) == ["1"]


def test_what_slipped_through_could_do_nothing(browser: Browser, show: Show) -> None:
    source = show(ANALYSIS).content()
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.set_content(
        source.replace("Teuer", "<script>window.hacked = 1</script>")
        .replace("dieser", "<img src='https://example.org/x' onerror='window.hacked = 1'>")
        .replace("öffnet", "<form action='https://example.org'><button id=b>x</button></form>")
        .replace("kalt", "<style>body { display: none }</style>")
    )
    page.evaluate("document.getElementById('b').click()")
    page.wait_for_function("document.querySelector('img').complete")
    assert page.evaluate("window.hacked") is None
    assert page.locator("h1").is_visible()
    assert len(refused) >= 4
    assert all("Content Security Policy" in message for message in refused)
    assert page.url == "about:blank"
    page.close()


def test_it_can_be_printed(show: Show) -> None:
    page = show(ANALYSIS, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".filter:visible, .skip:visible, .why:visible").count() == 0
    assert page.locator(".comment:visible").count() == 4
    assert page.locator("svg:visible").count() == 3
    ink = page.locator("body").evaluate("e => getComputedStyle(e).color")
    assert ink == "rgb(27, 27, 27)"  # dark on paper, whatever the screen
    assert page.pdf().startswith(b"%PDF")


def test_it_is_whole_without_a_script_and_on_a_phone(show: Show) -> None:
    page = show(ANALYSIS, java_script_enabled=False)
    assert page.locator(".comment:visible").count() == 4
    assert page.locator(".filter:visible, .keys:visible").count() == 0
    small = show(ANALYSIS, ANALYSIS, viewport={"width": 360, "height": 640})
    width = "document.scrollingElement.scrollWidth"
    assert small.evaluate(width) <= 360
