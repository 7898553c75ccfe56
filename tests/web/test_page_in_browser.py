"""The page in Chromium: read, correct, label, retrain; and no correction lost, whatever dies."""

from __future__ import annotations

import io
import json
import signal
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from slang import slang

from sentiment.labelling.correction import as_row
from sentiment.labelling.store import Store
from sentiment.training.samples import read_samples
from sentiment.training.separation_samples import read_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload
    from serving import Server

Open = Callable[..., Page]
TEXT = """\
Das Freibad bleibt

Der Stadtrat will das Freibad in der Aue erhalten. Das Freibad kostet die Stadt im Jahr
eine halbe Million Euro, teilte die Verwaltung am Montag mit.

3 Kommentare

Eva sagt:
12. Mai 2024 um 9:30
Endlich! Das Freibad ist herrlich.

Jo sagt:
12. Mai 2024 um 10:02
So ein Unsinn, das Freibad ist viel zu teuer.

Ute sagt:
13. Mai 2024 um 8:15
Wann öffnet denn die Sauna?
"""
TITLE = "Das Freibad bleibt"
EVA, JO, UTE = (
    "Endlich! Das Freibad ist herrlich.",
    "So ein Unsinn, das Freibad ist viel zu teuer.",
    "Wann öffnet denn die Sauna?",
)

# The third comment is drawn by lot, the others are not.
STREET = """\
target;text
Velostrasse;Auf dem Schulweg ist es jetzt sicher.
Velostrasse;Reine Geldverschwendung.
Velostrasse;Für wen eigentlich?
Velostrasse;Ich freue mich jeden Morgen.
Velostrasse;Am Samstag war alles voll.
Velostrasse;Schöner ist die Straße schon.
"""
SAYING = "Das Stadtfest ist zum Davonlaufen schaurig."


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Open the page of a server; it may complain of nothing, and ask nobody else.

    In a given context, storage is kept from one page to the next, as a browser keeps it.
    """
    complaints: list[str] = []
    asked: set[str] = set()
    contexts: list[BrowserContext] = []

    def open_(server: Server, path: str = "/", context: BrowserContext | None = None) -> Page:
        if context is None:
            context = browser.new_context(locale="de-DE")
            contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        page.goto(server.address + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not complaints
    assert len(asked) <= 1


def two_windows(server: Server, open_page: Open) -> tuple[Page, Page]:
    """Open the page twice in one browser."""
    one = open_page(server)
    return one, open_page(server, context=one.context)


def drop(page: Page, name: str, content: str) -> None:
    """Drop a file on the page, as a user drags it from a folder."""
    before = page.locator(".discussion").count()
    file = page.evaluate_handle(
        """([name, content]) => {
          const dropped = new DataTransfer();
          dropped.items.add(new File([content], name));
          return dropped;
        }""",
        [name, content],
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": file})
    expect(page.locator(".discussion")).not_to_have_count(before)
    expect(page.locator("#documents")).not_to_have_attribute("aria-busy", "true")


def question(page: Page, text: str, name: str) -> Any:  # noqa: ANN401 - a locator
    """Return the buttons that correct one thing about a comment."""
    item = page.locator(".comments > li").filter(has_text=text)
    return item.get_by_role("group", name=name, exact=True)


def standing(server: Server) -> dict[tuple[str, str, str], str | None]:
    """Return the label of each (task, text, target); each id may stand in the file once."""
    rows = server.rows()
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    found = {}
    for row in rows:
        task = "stance" if "stance" in row else "sentiment"
        found[task, row["text"], row.get("target", "")] = row[task]
    return found


def all_saved(page: Page) -> None:
    """Wait until no correction of this browser waits any more: its storage has each that does."""
    waits = "Object.keys(localStorage).some((key) => key.startsWith('sentiment.correction.'))"
    end = time.monotonic() + 30
    while page.evaluate(waits) and time.monotonic() < end:
        time.sleep(0.05)
    assert not page.evaluate(waits)
    expect(page.locator("#waiting")).to_be_empty()
    expect(page.locator("[data-state=waiting]")).to_have_count(0)


def test_drop_a_file_and_correct_it_by_click_and_keys(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    assert page.title() == "Was meinen die Leser?"
    drop(page, "freibad.txt", TEXT)
    expect(page.locator(".comment")).to_have_count(3)
    assert "1 dagegen" in page.locator(".summary").inner_text()
    question(page, JO, "Korrektur: Stimmung").get_by_role("button", name="positiv").click()
    all_saved(page)
    assert standing(server) == {("sentiment", JO, ""): "positive"}
    (row,) = server.rows()
    assert row["guess"] == "negative"
    assert row["model"].startswith("german-lite@")
    # By keys: the third comment, its stance, then its mood.
    page.locator("body").click(position={"x": 1, "y": 1})
    page.locator("#d1-c2").focus()
    for key in ("j", "3", "t", "2"):
        page.keyboard.press(key)
    all_saved(page)
    expect(page.locator("#status")).to_have_text("Gespeichert.")
    assert standing(server) == {
        ("sentiment", JO, ""): "positive",
        ("stance", UTE, "Freibad"): "favor",
        ("sentiment", UTE, ""): "neutral",
    }
    assert {row.get("headline") for row in server.rows() if "stance" in row} == {TITLE}
    page.get_by_label("Haltung", exact=True).check()  # keys go on where one chooses
    page.keyboard.press("k")
    expect(page.locator(".comment:focus")).to_have_count(1)
    page.locator("#d1-c3").focus()
    pressed = question(page, UTE, "Korrektur: Haltung zu Freibad").locator("[aria-pressed=true]")
    assert pressed.all_inner_texts() == ["dafür"]
    page.keyboard.press("1")  # another mind
    page.keyboard.press("u")  # and back to the one before
    all_saved(page)
    assert standing(server)["stance", UTE, "Freibad"] == "favor"
    assert pressed.all_inner_texts() == ["dafür"]
    # What is pressed, pressed once more, is taken back.
    question(page, JO, "Korrektur: Stimmung").get_by_role("button", name="positiv").click()
    all_saved(page)
    assert standing(server)["sentiment", JO, ""] is None
    labels = {row.question.text: row.label for row in read_samples([server.labels], "stance").rows}
    assert labels == {UTE: "favor"}
    # Loaded anew, the page shows the same, with the labels that stand.
    page.reload()
    expect(page.locator(".comment")).to_have_count(3)
    assert pressed.all_inner_texts() == ["dafür"]


def test_another_target_for_all_comments_or_for_one(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    drop(page, "freibad.txt", TEXT)
    field = page.get_by_label("Haltung zu", exact=True).first
    assert field.input_value() == "Freibad"
    field.fill("Stadtrat")
    field.press("Enter")
    expect(page.locator(".labels").first).to_contain_text("Stadtrat")
    question(page, EVA, "Korrektur: Haltung zu Stadtrat").get_by_text("neutral").click()
    item = page.locator(".comments > li").filter(has_text=UTE)
    item.get_by_text("Haltung zu etwas anderem").click()
    other = item.get_by_role("group", name="Haltung zu etwas anderem")
    other.get_by_role("button", name="dafür").click()
    expect(page.locator("#status")).to_have_text("Bitte nennen, wozu.")
    other.get_by_label("Haltung zu").fill("Sauna")
    other.get_by_role("button", name="dafür").click()
    all_saved(page)
    assert standing(server) == {
        ("stance", EVA, "Stadtrat"): "neutral",
        ("stance", UTE, "Sauna"): "favor",
    }


def test_a_target_that_is_named_outlives_the_page(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    two = [{"comments": [{"text": EVA}]}, {"comments": [{"text": JO}]}]
    drop(page, "freibad.txt", TEXT)
    drop(page, "zwei.json", json.dumps({"discussions": two}))
    named = "Rat & Ämter, 100 %"
    fields = page.locator(".target input")
    expect(fields).to_have_count(3)
    fields.nth(2).fill(named)
    fields.nth(2).press("Enter")
    expect(page.locator(".labels").last).to_contain_text(named)
    last = page.locator("#documents > div").last
    last.get_by_role("group", name=f"Korrektur: Haltung zu {named}").get_by_text("dafür").click()
    all_saved(page)
    for again in (page.reload, page.get_by_role("link", name="English").click):
        again()
        expect(fields).to_have_count(3)
        assert [fields.nth(number).input_value() for number in range(3)] == ["Freibad", "", named]
        expect(last.locator("[data-kind=stance] [aria-pressed=true]")).to_have_count(1)
    # Without a target, it is what was found again.
    fields.nth(2).fill("")
    fields.nth(2).press("Enter")
    expect(page.locator(".labels").last).not_to_contain_text(named)
    page.reload()
    expect(fields).to_have_count(3)
    expect(fields.nth(2)).to_have_value("")
    # Nor does what somebody made of the address break the page.
    known = page.url.split("#")[1].split(",")[0]
    page.goto("about:blank")
    page.goto(f"{server.address}/#{known}&0=%E4%zz&x&7=y")
    expect(page.locator(".discussion h2")).to_have_text([TITLE])


def test_each_target_that_is_named_keeps_its_own_label(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    drop(page, "freibad.txt", TEXT)
    item = page.locator(".comments > li").filter(has_text=UTE)
    item.get_by_text("Haltung zu etwas anderem").click()
    other = item.get_by_role("group", name="Haltung zu etwas anderem")
    field, pressed = other.get_by_label("Haltung zu"), other.locator("[aria-pressed=true]")

    def labels() -> dict[str, str | None]:
        all_saved(page)
        return {target: label for (_, _, target), label in standing(server).items()}

    for target, name in (("Sauna", "dafür"), ("Stadt", "dafür"), ("Aue", "dagegen")):
        field.fill(target)
        expect(pressed).to_have_count(0)
        other.get_by_role("button", name=name).click()
    assert labels() == {"Sauna": "favor", "Stadt": "favor", "Aue": "against"}
    field.fill("Sauna")
    expect(pressed).to_have_text("dafür")
    other.get_by_role("button", name="dagegen").click()
    field.fill("Rat")
    page.locator("body").click(position={"x": 1, "y": 1})
    for expected in (
        {"Sauna": "favor", "Stadt": "favor", "Aue": "against"},
        {"Sauna": "favor", "Stadt": "favor", "Aue": None},
        {"Sauna": "favor", "Stadt": None, "Aue": None},
        {"Sauna": None, "Stadt": None, "Aue": None},
    ):
        page.keyboard.press("u")
        # What a key begins may not have begun yet when it is asked for.
        deadline = time.monotonic() + 30
        while labels() != expected:
            assert time.monotonic() < deadline
            page.wait_for_timeout(50)
    # The server may have the last one before the page knows, which would then speak after the key.
    all_saved(page)
    expect(page.locator("#status")).to_have_text("Zurückgenommen.")
    page.keyboard.press("u")
    expect(page.locator("#status")).to_have_text("Nichts zurückzunehmen.")


def test_what_is_taken_back_is_shown_after_the_page_was_rendered_anew(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    drop(page, "freibad.txt", TEXT)
    mood = question(page, JO, "Korrektur: Stimmung")
    pressed, status = mood.locator("[aria-pressed=true]"), page.locator("#status")
    for name in ("positiv", "neutral"):
        mood.get_by_role("button", name=name).click()
        all_saved(page)
    field = page.get_by_label("Haltung zu", exact=True).first
    field.fill("Stadtrat")
    field.press("Enter")
    question(page, JO, "Korrektur: Haltung zu Stadtrat").get_by_text("dafür").click()
    all_saved(page)
    field.fill("Sauna")
    field.press("Enter")
    expect(page.locator(".labels").first).to_contain_text("Sauna")
    expect(page.locator("#documents")).not_to_have_attribute("aria-busy", "true")
    page.locator("body").click(position={"x": 1, "y": 1})
    page.keyboard.press("u")  # what is not on the page any more
    expect(status).to_have_text("Zurückgenommen.")
    page.keyboard.press("u")
    expect(pressed).to_have_text("positiv")
    expect(status).to_have_text("Gespeichert.")
    assert standing(server) == {
        ("sentiment", JO, ""): "positive",
        ("stance", JO, "Stadtrat"): None,
    }
    # Under another name, there is nothing to take back.
    page.get_by_label("Ihr Name").fill("Bernd")
    page.get_by_label("Ihr Name").press("Enter")
    expect(pressed).to_have_count(0)
    expect(page.locator("#documents")).not_to_have_attribute("aria-busy", "true")
    page.locator("body").click(position={"x": 1, "y": 1})
    page.keyboard.press("u")
    expect(status).to_have_text("Nichts zurückzunehmen.")
    assert {row["annotator"] for row in server.rows()} == {"editor"}


def test_a_bad_file_among_several_leaves_the_others_open(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    other = TEXT.replace("Freibad", "Hallenbad")
    texts = {"a.txt": TEXT, "b.txt": "", "c.txt": other, "d.gif": "GIF89a"}
    files: list[FilePayload] = [
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        for name, text in texts.items()
    ]
    page.set_input_files("#files", files)
    names = page.locator(".discussion h2")
    expect(names).to_have_text([TITLE, "Das Hallenbad bleibt"])
    expect(page.locator("#status")).to_contain_text("b.txt: die Datei ist leer")
    expect(page.locator("#status")).to_contain_text("d.gif: das ist ein Bild")
    page.reload()
    expect(names).to_have_text([TITLE, "Das Hallenbad bleibt"])
    # One that the server does not know any more does not close the others.
    known = page.url.split("#")[1]
    page.goto("about:blank")
    page.goto(f"{server.address}/#{'0' * 64},{known}")
    expect(names).to_have_text([TITLE, "Das Hallenbad bleibt"])
    expect(page.locator("#status")).to_contain_text("Der Server kennt diese Datei nicht mehr.")
    assert page.url.split("#")[1] == known


def test_bad_files_in_an_archive_leave_the_others_open(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, text in {"a.html": "", "b.txt": TEXT, "c.csv": "id;b\n1;2\n"}.items():
            archive.writestr(name, text)
    file: FilePayload = {"name": "z.zip", "mimeType": "application/zip", "buffer": b""}
    page.set_input_files("#files", {**file, "buffer": packed.getvalue()})
    expect(page.locator(".discussion h2")).to_have_text([TITLE])
    status = page.locator("#status")
    expect(status).to_contain_text("z.zip/a.html: die Datei ist leer")
    expect(status).to_contain_text("z.zip/c.csv: keine Spalte enthält den Text der Kommentare")
    page.reload()
    expect(page.locator(".discussion h2")).to_have_text([TITLE])
    expect(status).to_be_empty()


def test_a_wrong_boundary_is_corrected_for_good(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    drop(page, "freibad.txt", TEXT)
    page.get_by_text("Trennung von Artikel und Kommentaren korrigieren").click()
    lines = page.get_by_role("listbox", name="Zeilen des Textes")
    option = lines.get_by_role("option")
    assert "Artikel" in option.nth(2).inner_text()
    # The second paragraph of the article is a comment, the third comment is none.
    option.nth(2).click()
    page.get_by_role("button", name="2 Kommentar beginnt").click()
    expect(page.locator(".comment")).to_have_count(4)
    expect(lines).to_be_focused()
    for _ in range(20):
        page.keyboard.press("j")
    page.keyboard.press("Shift+K")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("4")
    expect(page.locator(".comment")).to_have_count(3)
    assert page.locator(".comment").filter(has_text=UTE).count() == 0
    # It outlives the server, and is a sample to train separation on.
    server.kill()
    server.start()
    page = open_page(server)
    drop(page, "anderer Name.txt", TEXT)
    expect(page.locator(".comment")).to_have_count(3)
    (gold,) = (server.folder / "labels.pages").glob("*.gold.json")
    (sample,) = read_pages([gold])
    assert sample.text == TEXT
    assert sample.roles[2] == "begin"
    assert sample.roles[-3:] == ("furniture",) * 3


def test_texts_come_through_to_the_last_sign(start: Callable[[], Server], open_page: Open) -> None:
    rude = (
        "<script>document.title = 'x'</script><img src=x onerror=alert(1)>\r\n\tEnde\x07 \u202e😀"
    )
    server = start()
    page = open_page(server)
    content = json.dumps({"text": rude, "target": 'Bad "<b>"'}) + "\n"
    drop(page, "c.jsonl", content)
    assert page.locator(".comment script, .comment img").count() == 0
    assert page.title() == "Was meinen die Leser?"
    page.locator("#d1-c1").focus()
    page.keyboard.press("3")
    all_saved(page)
    page.get_by_role("button", name="Einordnen").click()
    expect(page.locator("#nothing")).to_have_text("Keine Fragen mehr.")
    page.keyboard.press("t")  # its mood is not labelled yet
    expect(page.locator("#card")).to_be_visible()
    assert page.locator("#card script, #card img").count() == 0
    read = server.client.post("/api/separate", json={"text": content, "name": "c.jsonl"}).json()
    text = read["discussions"][0]["comments"][0]["text"]
    assert text.endswith("Ende\x07 \u202e😀")
    assert standing(server) == {("stance", text, 'Bad "<b>"'): "favor"}


def test_a_killed_server_loses_nothing_and_doubles_nothing(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    drop(page, "freibad.txt", TEXT)
    # Killed with the request before it: it got it, and had no time to do anything.
    server.process.send_signal(signal.SIGSTOP)
    question(page, EVA, "Korrektur: Stimmung").get_by_text("neutral").click()
    page.wait_for_timeout(200)
    server.kill()
    question(page, JO, "Korrektur: Stimmung").get_by_text("neutral").click()
    expect(page.locator("#waiting")).to_contain_text("Noch nicht gespeichert: 2")
    server.start()
    all_saved(page)
    assert standing(server) == {
        ("sentiment", EVA, ""): "neutral",
        ("sentiment", JO, ""): "neutral",
    }

    # Recorded, but the answer never arrived.
    def lose_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/api/corrections", lose_answer, times=1)
    question(page, UTE, "Korrektur: Stimmung").get_by_text("neutral").click()
    all_saved(page)
    assert standing(server)["sentiment", UTE, ""] == "neutral"
    assert len(server.rows()) == 3
    # The page goes on with the file that it holds, though the new server never saw it.
    field = page.get_by_label("Haltung zu", exact=True).first
    field.fill("Sauna")
    field.press("Enter")
    expect(page.locator(".labels").first).to_contain_text("Sauna")


def test_a_killed_browser_loses_nothing(
    browser: Browser, start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    with browser.new_context(locale="de-DE") as context:
        page = open_page(server, context=context)
        drop(page, "freibad.txt", TEXT)
        server.kill()
        question(page, EVA, "Korrektur: Stimmung").get_by_text("negativ").click()
        page.close()
        server.start()
        assert not server.rows()
        page = open_page(server, context=context)
        all_saved(page)
        # Asked from here again and again: what polls inside the page would be code from a string,
        # which the page's policy refuses.
        deadline = time.monotonic() + 30
        while not page.evaluate(
            "Object.keys(localStorage).every((key) => !/correction/.test(key))"
        ):
            assert time.monotonic() < deadline
            page.wait_for_timeout(50)
        assert standing(server) == {("sentiment", EVA, ""): "negative"}


def test_a_damaged_file_of_labels_costs_no_correction(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    drop(page, "strasse.csv", STREET)
    texts = [line.partition(";")[2] for line in STREET.splitlines()[1:]]
    question(page, texts[0], "Korrektur: Stimmung").get_by_text("neutral").click()
    all_saved(page)
    sound = server.labels.read_text("utf-8")
    server.labels.write_text(f"{sound}kaputt\n", "utf-8")
    mood = question(page, texts[1], "Korrektur: Stimmung")
    mood.get_by_text("negativ").click()
    waiting, nothing = page.locator("#waiting"), page.locator("#nothing")
    expect(waiting).to_have_text(
        "Noch nicht gespeichert: 1; es wird weiter versucht. labels.jsonl: Zeile 2: die Zeile ist "
        "kein JSON-Objekt; bitte die Zeile herausnehmen, oder eine Datei nennen, die nur "
        "Einordnungen enthält."
    )
    expect(mood).to_have_attribute("data-state", "waiting")
    # Nor does anything say that all is well: no questions, no counts.
    page.get_by_role("button", name="Einordnen").click()
    expect(nothing).to_contain_text("labels.jsonl: Zeile 2: die Zeile ist kein JSON-Objekt")
    page.get_by_role("button", name="Nachtrainieren", exact=True).click()
    expect(page.locator("#result")).to_contain_text("labels.jsonl: Zeile 2")
    expect(page.locator("#models")).to_contain_text("german-lite (wird benutzt)")
    page.get_by_role("button", name="Einordnen").click()
    server.labels.write_text(sound, "utf-8")
    expect(page.locator("#card")).to_be_visible(timeout=30_000)
    expect(page.locator("#progress")).to_have_text("0 eingeordnet, 6 übrig")
    page.get_by_role("button", name="Lesen und korrigieren").click()
    all_saved(page)
    assert standing(server) == {
        ("sentiment", texts[0], ""): "neutral",
        ("sentiment", texts[1], ""): "negative",
    }


def test_a_correction_that_cannot_be_taken_is_not_shown_as_one(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    drop(page, "freibad.txt", TEXT)
    mood = question(page, EVA, "Korrektur: Stimmung")
    pressed = mood.locator("[aria-pressed=true]")
    mood.get_by_text("neutral").click()
    all_saved(page)
    page.route(
        "**/api/corrections",
        lambda route: route.fulfill(status=422, json={"error": "Nein."}),
        times=1,
    )
    mood.get_by_text("negativ").click()
    expect(page.locator("#status")).to_have_text("Nein.")
    expect(mood).to_have_attribute("data-state", "refused")
    expect(pressed).to_have_text("neutral")
    page.locator("body").click(position={"x": 1, "y": 1})
    page.keyboard.press("u")  # what was refused is not what is taken back
    expect(pressed).to_have_count(0)
    all_saved(page)
    assert [row["sentiment"] for row in server.rows()] == ["neutral", None]


@pytest.mark.parametrize("width", [1000, 360])
def test_what_waits_hides_no_button_and_nothing_says_that_it_is_saved(
    start: Callable[[], Server], open_page: Open, width: int
) -> None:
    server = start()
    page = open_page(server)
    page.set_viewport_size({"width": width, "height": 700})
    drop(page, "freibad.txt", TEXT)
    question(page, EVA, "Korrektur: Stimmung").get_by_text("neutral").click()
    status = page.locator("#status")
    expect(status).to_have_text("Gespeichert.")
    server.labels.unlink()
    server.labels.mkdir()
    question(page, JO, "Korrektur: Stimmung").get_by_text("neutral").click()
    expect(page.locator("#waiting")).to_contain_text("(das ist ein Ordner); bitte eine Datei")
    expect(status).to_be_empty()
    page.evaluate("scrollTo(0, 0)")
    hidden = page.locator("nav button, .settings input").evaluate_all(
        """found => found.filter((button) => {
          const { left, top, width, height } = button.getBoundingClientRect();
          return width && document.elementFromPoint(left + width / 2, top + height / 2) !== button;
        }).map((button) => button.textContent)"""
    )
    assert hidden == []
    # By keys, too, nobody comes below it.
    page.locator("#d1-c3").focus()
    page.keyboard.press("k")
    page.keyboard.press("k")
    first, waiting = (page.locator(one).bounding_box() for one in ("#d1-c1", "#waiting"))
    assert first
    assert waiting
    assert first["y"] >= waiting["height"]
    server.labels.rmdir()
    all_saved(page)
    assert [row["text"] for row in server.rows()] == [JO]


def test_a_file_or_folder_that_is_moved_away_is_told(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    drop(page, "freibad.txt", TEXT)
    status = page.locator("#status")

    def correct(text: str) -> None:
        question(page, text, "Korrektur: Stimmung").get_by_text("neutral").click()

    correct(EVA)
    all_saved(page)
    expect(status).to_have_text("Gespeichert.")
    server.labels.rename(server.folder / "moved.jsonl")
    page.reload()  # what reads the labels makes no secret of it
    expect(page.locator(".comment")).to_have_count(3)
    correct(JO)
    all_saved(page)
    expect(status).to_contain_text("nicht mehr da oder leer und beginnt neu.")
    assert [row["text"] for row in server.rows()] == [JO]
    # A folder is not made anew: the correction waits for it.
    moved = server.folder.rename(server.folder.with_name("moved"))
    correct(UTE)
    expect(page.locator("#waiting")).to_contain_text("(Datei oder Ordner fehlt)")
    assert not server.folder.exists()
    moved.rename(server.folder)
    all_saved(page)
    assert [row["text"] for row in server.rows()] == [JO, UTE]


@pytest.mark.parametrize(
    ("key", "damaged"), [("00000000000001-a", '{"id": "a", "te'), ("x", ""), ("x", "null")]
)
def test_a_damaged_correction_in_the_storage_keeps_no_other_back(
    key: str, damaged: str, start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    drop(page, "freibad.txt", TEXT)
    server.kill()
    page.evaluate(
        "([key, value]) => localStorage.setItem(`sentiment.correction.${key}`, value)",
        [key, damaged],
    )
    for text in (EVA, JO, UTE):
        question(page, text, "Korrektur: Stimmung").get_by_text("negativ").click()
    expect(page.locator("#waiting")).to_contain_text("Noch nicht gespeichert")
    server.start()
    page.reload()
    all_saved(page)
    assert [row["text"] for row in server.rows()] == [EVA, JO, UTE]


def test_many_corrections_and_kills_at_any_moment(
    start: Callable[[], Server], open_page: Open
) -> None:
    count, kills = 40, 4
    server = start()
    page = open_page(server)
    comments = "\n".join(["text", *(f"Das ist Kommentar {number:02}." for number in range(count))])
    drop(page, "viele.csv", comments)
    draw = Random(0)
    kill_at = set(draw.sample(range(count), kills))
    expected = {}
    for number in range(count):
        label, name = draw.choice([("negative", "negativ"), ("positive", "positiv")])
        text = f"Das ist Kommentar {number:02}."
        question(page, text, "Korrektur: Stimmung").get_by_text(name).click()
        expected["sentiment", text, ""] = label
        if number in kill_at:
            time.sleep(draw.random() * 0.02)
            server.kill()
            server.start()
    all_saved(page)
    assert standing(server) == expected
    assert len(server.rows()) == count


def test_labelling_asks_what_teaches_most_and_tells_how_good_the_model_is(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    page.get_by_role("button", name="Einordnen").click()
    expect(page.locator("#nothing")).to_contain_text("Erst eine Datei auswerten lassen")
    page.get_by_role("button", name="Lesen und korrigieren").click()
    drop(page, "strasse.csv", STREET)
    page.get_by_role("button", name="Einordnen").click()
    expect(page.locator("#progress")).to_have_text("0 eingeordnet, 6 übrig", timeout=30_000)
    expect(page.locator("#question")).to_have_text("Welche Haltung zu Velostrasse?")
    first = "Für wen eigentlich?"
    expect(page.locator("#text")).to_have_text(first)
    expect(page.locator("#guess")).to_contain_text("Ausgelost")
    page.keyboard.press("1")
    expect(page.locator("#model-said")).to_contain_text("Das Modell sagte dazu:")
    expect(page.locator("#progress")).to_have_text("1 eingeordnet, 5 übrig")
    expect(page.locator("#estimate")).to_contain_text("Von 1 ausgelosten")
    (row,) = server.rows()
    assert (row["text"], row["stance"], row["chosen_by"]) == (first, "against", "random")
    page.keyboard.press("u")
    expect(page.locator("#text")).to_have_text(first)
    expect(page.locator("#progress")).to_have_text("0 eingeordnet, 6 übrig")
    # Who has seen what the model says of it does not measure the model with it any more.
    expect(page.locator("#guess")).to_contain_text("Das Modell sagt:")
    expect(page.locator("#model-said")).to_be_empty()
    page.keyboard.press("3")
    expect(page.locator("#text")).not_to_have_text(first)
    expect(page.locator("#guess")).to_contain_text("Das Modell sagt:")
    expect(page.locator("#model-said")).to_be_empty()
    expect(page.locator("#progress")).to_have_text("1 eingeordnet, 5 übrig")
    expect(page.locator("#estimate")).to_contain_text("Noch kein ausgeloster")
    chosen = [(row["stance"], row["chosen_by"]) for row in server.rows()]
    assert chosen == [("against", "random"), (None, "random"), ("favor", "queue")]
    page.keyboard.press("s")
    server.kill()  # while it asks
    for _ in range(2):
        page.get_by_role("button", name="2 neutral").click()
    server.start()
    all_saved(page)
    for labelled in (3, 4):
        expect(page.locator("#progress")).to_contain_text(f"{labelled} eingeordnet")
        page.keyboard.press("1")
    expect(page.locator("#progress")).to_contain_text("5 eingeordnet")
    expect(page.locator("#nothing")).to_have_text("Keine Fragen mehr.")
    found = standing(server)
    assert len(found) == 5  # all but the one that was skipped
    assert found["stance", first, "Velostrasse"] == "favor"
    Store.open(server.labels, "stance")
    page.get_by_role("button", name="Lesen und korrigieren").click()
    pressed = question(page, first, "Korrektur: Haltung zu Velostrasse")
    expect(pressed.locator("[aria-pressed=true]")).to_have_text("dafür")


def test_answers_to_questions_have_the_headline_that_the_model_was_asked_with(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    drop(page, "freibad.txt", TEXT)
    page.get_by_role("button", name="Einordnen").click()
    expect(page.locator("#progress")).to_have_text("0 eingeordnet, 3 übrig", timeout=30_000)
    page.keyboard.press("1")
    expect(page.locator("#progress")).to_have_text("1 eingeordnet, 2 übrig")
    (row,) = server.rows()
    assert (row["target"], row["headline"]) == ("Freibad", TITLE)


def test_two_annotators_answer_for_themselves(start: Callable[[], Server], open_page: Open) -> None:
    server = start()
    page = open_page(server)
    drop(page, "freibad.txt", TEXT)
    mood = question(page, EVA, "Korrektur: Stimmung")
    mood.get_by_text("neutral").click()
    all_saved(page)
    page.get_by_label("Ihr Name").fill("Bernd")
    page.get_by_label("Ihr Name").press("Enter")
    expect(mood.locator("[aria-pressed=true]")).to_have_count(0)
    mood.get_by_text("positiv").click()
    all_saved(page)
    assert [(row["annotator"], row["sentiment"]) for row in server.rows()] == [
        ("editor", "neutral"),
        ("Bernd", "positive"),
    ]
    page.reload()
    assert page.get_by_label("Ihr Name").input_value() == "Bernd"


def test_each_window_keeps_the_name_of_its_annotator(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    one = open_page(server)

    def name(page: Page) -> Any:  # noqa: ANN401 - a locator
        return page.get_by_label("Ihr Name")

    name(one).fill("Anna")
    name(one).press("Enter")
    other = open_page(server, context=one.context)
    third = open_page(server, context=one.context)
    assert name(other).input_value() == "Anna"  # whoever opened the last one
    name(other).fill("Bernd")
    name(other).press("Enter")
    for page, whose in ((one, "Anna"), (other, "Bernd"), (third, "Anna")):
        page.reload()
        assert name(page).input_value() == whose
    assert name(open_page(server, context=one.context)).input_value() == "Bernd"


def test_a_window_takes_back_its_own_corrections_alone(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    one, other = two_windows(server, open_page)
    for page in (one, other):
        drop(page, "freibad.txt", TEXT)
    moods = [question(page, EVA, "Korrektur: Stimmung") for page in (one, other)]
    question(one, UTE, "Korrektur: Stimmung").get_by_text("neutral").click()
    moods[0].get_by_text("negativ").click()
    all_saved(one)
    pressed = [mood.locator("[aria-pressed=true]") for mood in moods]
    expect(pressed[1]).to_have_text("negativ")
    moods[1].get_by_text("positiv").click()
    all_saved(other)
    expect(pressed[0]).to_have_text("positiv")
    one.keyboard.press("u")
    expect(one.locator("#status")).to_contain_text("in einem anderen Fenster korrigiert")
    one.keyboard.press("u")  # the one before, of another comment
    expect(one.locator("#status")).to_have_text("Zurückgenommen.")
    assert standing(server) == {
        ("sentiment", EVA, ""): "positive",
        ("sentiment", UTE, ""): None,
    }
    other.keyboard.press("u")
    all_saved(other)
    expect(pressed[0]).to_have_text("negativ")
    assert standing(server)["sentiment", EVA, ""] == "negative"


def test_of_two_windows_the_later_correction_stands(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    one, other = two_windows(server, open_page)
    for page in (one, other):
        drop(page, "freibad.txt", TEXT)
    moods = [question(page, EVA, "Korrektur: Stimmung") for page in (one, other)]

    def ends_with(labels: list[str], name: str) -> None:
        for page, mood in zip((one, other), moods, strict=True):
            all_saved(page)
            expect(mood.locator("[aria-pressed=true]")).to_have_text(name)
        assert [row["sentiment"] for row in server.rows()] == labels
        assert standing(server) == {("sentiment", EVA, ""): labels[-1]}

    # What was clicked first waits for its next try while the other comes.
    server.kill()
    moods[0].get_by_text("negativ").click()
    one.wait_for_timeout(3000)
    server.start()
    moods[1].get_by_text("positiv").click()
    ends_with(["negative", "positive"], "positiv")
    # Neither window waits for the other, nor does either trust a clock that goes back.
    server.kill()
    moods[1].get_by_text("negativ").click()
    one.evaluate("Date.now = () => 0")
    moods[0].get_by_text("neutral").click()
    server.start()
    ends_with(["negative", "positive", "negative", "neutral"], "neutral")


def test_answers_to_questions_are_taken_back_in_their_own_window(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    one, other = two_windows(server, open_page)
    for page in (one, other):
        drop(page, "eine.csv", f"text\n{EVA}\n")
        page.get_by_text("Stimmung", exact=True).first.click()
        page.get_by_role("button", name="Einordnen").click()
        expect(page.locator("#text")).to_have_text(EVA, timeout=30_000)
    one.keyboard.press("1")
    all_saved(one)
    other.keyboard.press("3")
    all_saved(other)
    one.keyboard.press("u")
    expect(one.locator("#status")).to_contain_text("in einem anderen Fenster korrigiert")
    assert standing(server) == {("sentiment", EVA, ""): "positive"}


def test_retraining_takes_what_is_better_and_the_old_model_is_one_click_away(
    start: Callable[[], Server], open_page: Open
) -> None:
    server = start()
    page = open_page(server)
    drop(page, "fest.csv", f"text\n{SAYING}\n")
    labels = page.locator(".labels").first
    before = labels.inner_text()
    assert "positiv" not in before
    page.get_by_role("button", name="Nachtrainieren", exact=True).click()
    result, models = page.locator("#result"), page.locator("#models")
    page.get_by_role("button", name="Jetzt nachtrainieren").click()
    expect(result).to_contain_text("Noch zu wenige Korrekturen.", timeout=30_000)
    expect(result).to_contain_text("mindestens 10 sind nötig")
    with server.labels.open("a", encoding="utf-8") as file:
        for correction in slang():
            file.write(json.dumps(as_row(correction, "sentiment")) + "\n")
    page.get_by_role("button", name="Jetzt nachtrainieren").click()
    expect(page.locator("progress")).to_be_visible()
    expect(result).to_contain_text("ist besser und wird jetzt benutzt", timeout=120_000)
    expect(result).to_contain_text("Von 20 zurückgehaltenen waren")
    expect(result).to_contain_text("95-%-Intervall +")
    expect(models).to_contain_text("german-lite-1 (wird benutzt)")
    page.get_by_role("button", name="Lesen und korrigieren").click()
    expect(labels).to_contain_text("Stimmung positiv")
    server.kill()
    server.start()
    asked = {"text": f"text\n{SAYING}\n", "name": "x.csv"}
    assert server.client.post("/api/classify", json=asked).json()["model"] == "german-lite-1"
    page.get_by_role("button", name="Nachtrainieren", exact=True).click()
    page.get_by_role("button", name="Benutzen: german-lite").click()
    expect(models).to_contain_text("german-lite (wird benutzt)")
    page.get_by_role("button", name="Lesen und korrigieren").click()
    expect(labels).to_have_text(before)
    # Killed in the middle of training, nothing is lost, and the last model is still there.
    page.get_by_role("button", name="Nachtrainieren", exact=True).click()
    page.get_by_role("button", name="Jetzt nachtrainieren").click()
    expect(page.locator("progress")).to_be_visible()
    server.kill()
    expect(page.locator("#status")).to_contain_text("Der Server antwortet nicht.")
    server.start()
    assert server.client.post("/api/classify", json=asked).json()["model"] == "german-lite"
    assert len(server.rows()) == 100


@pytest.mark.parametrize(
    ("low", "says"),
    [
        (-0.04, "Das neue Modell german-lite-1 hatte mehr richtig und wird jetzt benutzt; das kann "
         "Zufall sein, denn das Intervall enthält 0."),
        (0.04, "Das neue Modell german-lite-1 ist besser und wird jetzt benutzt."),
    ],
)  # fmt: skip
def test_what_may_be_chance_is_not_called_better(
    server: Server, open_page: Open, low: float, says: str
) -> None:
    page = open_page(server)
    state = server.client.get("/page/training").json()
    task = {"task": "stance", "n": 12, "before": 7, "after": 10, "gain": 0.25, "low": low}
    state["found"] = {"tasks": [task | {"high": 0.47}], "left_out": [], "model": "german-lite-1"}
    state["models"].append({"name": "german-lite-1", "folder": "x", "is_in_use": False})
    page.route("**/page/training", lambda route: route.fulfill(json=state))
    page.get_by_role("button", name="Nachtrainieren", exact=True).click()
    sign = "−" if low < 0 else "+"
    expect(page.locator("#result li")).to_have_text(
        [
            "Haltung: Von 12 zurückgehaltenen waren 7 richtig, jetzt 10: +25 Prozentpunkte "
            f"(95-%-Intervall {sign}4 bis +47).",
            says,
            "Auf der Kommandozeile: sentiment classify --model x",
        ]
    )


@pytest.mark.parametrize(("locale", "title"), [("de-CH", "Was meinen"), ("fr-FR", "What do")])
def test_it_speaks_german_and_english(
    browser: Browser, server: Server, open_page: Open, locale: str, title: str
) -> None:
    with browser.new_context(locale=locale) as context:
        page = open_page(server, context=context)
        assert title in page.title()
        drop(page, "freibad.txt", TEXT)
        other = "English" if locale == "de-CH" else "Deutsch"
        page.get_by_role("link", name=other).click()
        expect(page.locator(".comment")).to_have_count(3)  # the same file lies open
        assert title not in page.title()


@pytest.mark.parametrize(
    ("language", "says"), [("de", "das ist ein Bild, kein Text"), ("en", "this is an image")]
)
def test_errors_are_told_in_the_language_of_the_page(
    browser: Browser, server: Server, open_page: Open, language: str, says: str
) -> None:
    with browser.new_context(locale="fr-FR") as context:
        page = open_page(server, f"/?lang={language}", context)
        page.set_input_files(
            "#files", {"name": "bild.gif", "mimeType": "image/gif", "buffer": b"GIF89a"}
        )
        expect(page.locator("#status")).to_contain_text(says)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["de-DE", "en-GB"])
def test_axe_finds_no_violation(
    browser: Browser,
    server: Server,
    open_page: Open,
    locale: str,
    scheme: Any,  # noqa: ANN401
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with browser.new_context(locale=locale, color_scheme=scheme) as context:
        page = open_page(server, context=context)
        drop(page, "freibad.txt", TEXT)
        page.locator("details").evaluate_all("found => found.forEach((e) => { e.open = true; })")
        for mode in ("read", "label", "train"):
            page.locator(f"[data-mode={mode}]").click()
            page.wait_for_load_state("networkidle")
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
        page.goto(f"{server.address}/docs")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
