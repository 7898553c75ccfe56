"""What stands among pasted comments: forms, signs alone, names before colons, quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sentiment
from sentiment.discussion import PlainText
from sentiment.separation import separate
from sentiment.separation.lines import lines
from sentiment.separation.reactions import with_reactions
from sentiment.separation.site_lines import lines_of_site
from sentiment.web.cuts import Cuts
from sentiment.web.documents import Documents

if TYPE_CHECKING:
    from pathlib import Path

    from sentiment.bundle import Bundle
    from sentiment.discussion import Discussion

ARTICLE = """\
Die alte Säge kommt weg

Die Gemeinde Niederau hat am Montag den Abriss der alten Säge am Bach beschlossen. Die Arbeiten
beginnen im Oktober und kosten 80.000 Euro, teilte das Bauamt mit.
"""

Said = list[tuple[str | None, str | None, str | None, str]]


@pytest.fixture(scope="module", params=["german", "german-lite"])
def either(request: pytest.FixtureRequest) -> Bundle:
    """Each of the shipped models."""
    return sentiment.load_model(request.param)


def cut(text: str, model: Bundle) -> Discussion:
    """Return a text as it is cut; each comment is what stands at its offsets."""
    found = separate(PlainText(source="t", text=text), model.separation, model.page_reader)
    for comment in found.comments:
        assert comment.span is not None
        assert comment.text == text[comment.span.start : comment.span.end]
    return found


def said(text: str, model: Bundle) -> Said:
    """Return (author, date, parent, text) of the comments below the article, which stays whole."""
    found = cut(f"{ARTICLE}\n{text}", model)
    assert found.article.text == ARTICLE.strip()
    return [(c.author, c.date, c.parent, c.text) for c in found.comments]


BLOG = """
2 Gedanken zu „Die alte Säge kommt weg“

Moni W.
14. Februar 2023 um 09:12

Schade drum, da haben wir als Kinder gespielt.

Antworten

Toni
20. Februar 2023 um 21:17

Wird auch Zeit, das Ding war einsturzgefährdet.

Antworten

"""


@pytest.mark.parametrize(
    "foot",
    [
        "Pingback: Wochenschau | Aus dem Tal\n\nSchreibe einen Kommentar Antwort abbrechen\n\n"
        "Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert",
        "Trackback: Talblog\n\nLeave a Reply to Toni Cancel reply\n\nYour email address will not be"
        " published. Required fields are marked *\n\nName *\n\nKommentar absenden\n\nDiese Website"
        " verwendet Akismet, um Spam zu reduzieren. Erfahre, wie deine Kommentardaten verarbeitet"
        " werden.",
    ],
)
def test_forms_and_pings_below_comments_are_furniture(foot: str, either: Bundle) -> None:
    assert said(BLOG + foot, either) == [
        ("Moni W.", "2023-02-14T09:12", None, "Schade drum, da haben wir als Kinder gespielt."),
        ("Toni", "2023-02-20T21:17", None, "Wird auch Zeit, das Ding war einsturzgefährdet."),
    ]


def test_what_a_reader_or_author_says_of_comments_is_no_form() -> None:
    own = [
        "Schreibt mir gern einen Kommentar!",
        "Schreibe einen Kommentar, wenn du es besser weißt.",
        "Kommentar schreiben kann ja jeder",
        "Der Trackback: kaputt, wie immer.",
        "Meine E-Mail-Adresse wird nicht veröffentlicht, hoffe ich.",
        "Die Kommentare sind zum Fürchten.",
        "Antwort",
        "Jeder kann antworten, wenn er will.",
    ]
    assert lines_of_site(own) == []
    assert lines_of_site(["Jeder kann antworten"]) == [0]


def test_comments_with_name_and_date_stay_where_no_voice_is_heard(either: Bundle) -> None:
    foot = "\n\n".join(
        [
            "Willst du meinen Newsletter haben?",
            "Dann trag dich hier ein, ich freue mich.",
            "Folge mir auch gern bei Pinterest, da gibt es mehr.",
        ]
    )
    assert [comment[0] for comment in said(BLOG + foot, either)][:2] == ["Moni W.", "Toni"]


def test_signs_among_comments_without_heads_are_comments(either: Bundle) -> None:
    texts = [
        "Schade, ich war jeden Tag mit den Kindern dort!",
        "👍",
        "Ich finde das richtig, mir ist es eh zu teuer.",
        "😂😂",
    ]
    assert [comment[3] for comment in said("\n\n".join(texts), either)] == texts


def test_names_that_say_are_heads_without_dates(either: Bundle) -> None:
    text = "Max sagt:\nSehr gute Idee.\n\nEva Huber sagt:\n{}So ein Quatsch."
    text += "\n\nUwe sagt:\nUnd wer zahlt?"
    for date, iso in (("", None), ("11. Februar 2023 um 18:40 Uhr\n", "2023-02-11T18:40")):
        assert said(text.format(date), either) == [
            ("Max", None, None, "Sehr gute Idee."),
            ("Eva Huber", iso, None, "So ein Quatsch."),
            ("Uwe", None, None, "Und wer zahlt?"),
        ]


def test_a_sign_that_opens_a_longer_comment_stays_with_it() -> None:
    heads = ["3. Mai 2024 um 10:12", "3. Mai 2024 um 11:00"]
    page = list(lines("\n".join([heads[0], "Danke!", "😂", "So ein Ding.", heads[1], "Eben."])))
    roles = ["furniture", "begin", "begin", "inside", "furniture", "begin"]
    assert with_reactions(page, roles) == roles
    roles[3] = "furniture"
    assert with_reactions(page, roles)[2] == "furniture"


def test_signs_alone_are_comments_below_a_head(either: Bundle) -> None:
    heads = "Moni\n3. Mai 2024 um 10:12\n{}\nAntworten\n\nToni\n3. Mai 2024 um 11:00\n{}\n"
    more = "Antworten\n\nRosi\n4. Mai 2024 um 09:30\n{}\nAntworten"
    signs = (
        "4 Kommentare\n\n" + heads.format("Wird auch Zeit, das Ding.", "👍🏽👍") + more.format("+1")
    )
    assert said(signs + "\n\nUwe\n4. Mai 2024 um 10:30\nEwig schade!", either) == [
        ("Moni", "2024-05-03T10:12", None, "Wird auch Zeit, das Ding."),
        ("Toni", "2024-05-03T11:00", None, "👍🏽👍"),
        ("Rosi", "2024-05-04T09:30", None, "+1"),
        ("Uwe", "2024-05-04T10:30", None, "Ewig schade!"),
    ]
    only = "1 Kommentar\n\nMoni\n3. Mai 2024 um 10:12\n👏\n"
    assert said(only, either) == [("Moni", "2024-05-03T10:12", None, "👏")]
    # Between a head and a text, or below one, a sign says how many like it.
    liked = heads.format("👍\nWird auch Zeit, das Ding.\n❤️", "👍\nEwig schade, finde ich!\n❤️")
    assert [comment[3] for comment in said("2 Kommentare\n\n" + liked, either)] == [
        "Wird auch Zeit, das Ding.",
        "Ewig schade, finde ich!",
    ]


NAMED = """
Moni Wolf: Schade drum, da haben wir gespielt.
Toni: Und wer zahlt das wieder?
Rosi Kern: @Toni du natürlich, mit deinen Steuern!
Uwe: Wird auch Zeit.
"""


@pytest.mark.parametrize("heading", ["", "Kommentare\n", "4 Leserkommentare:\n"])
def test_each_line_with_a_name_before_a_colon_is_a_comment(heading: str, either: Bundle) -> None:
    assert said(heading + NAMED, either) == [
        ("Moni Wolf", None, None, "Schade drum, da haben wir gespielt."),
        ("Toni", None, None, "Und wer zahlt das wieder?"),
        ("Rosi Kern", None, "2", "@Toni du natürlich, mit deinen Steuern!"),
        ("Uwe", None, None, "Wird auch Zeit."),
    ]


def test_a_date_may_stand_beside_the_name_and_a_comment_go_on(either: Bundle) -> None:
    dated = """
Kommentare

Moni, vor 3 Tagen: Schade drum.
Da haben wir gespielt.
Toni (3. Mai 2024, 10:12): Und wer zahlt das?
Moni, gestern: Du natürlich!
"""
    assert said(dated, either) == [
        ("Moni", "vor 3 Tagen", None, "Schade drum.\nDa haben wir gespielt."),
        ("Toni", "2024-05-03T10:12", None, "Und wer zahlt das?"),
        ("Moni", "gestern", None, "Du natürlich!"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "Frage: Warum der Abriss?\nMoser: Weil sie einstürzt.\nFrage: Und die Kosten?\n"
        "Moser: Hoch, das gebe ich zu!\nFrage: Danke.\nMoser: Gern!",
        "Ausgangslage: Die Säge steht seit 1911.\nTOP 1: Das Bauamt stellt den Plan vor.\n"
        "TOP 2: Die Abstimmung endet mit elf zu drei.",
        "Anfahrt: mit dem Bus 12\nEintritt: frei\nGeöffnet: Montag bis Freitag",
        "Montag, 3. Mai, 19:00 Uhr: Konzert am Bach.\nDienstag, 4. Mai, 19:00 Uhr: Lesung.",
    ],
)
def test_interviews_and_lists_are_not_taken_apart(lines: str, model: Bundle) -> None:
    text = f"{ARTICLE}\n{lines}\n"
    found = cut(text, model)
    starts = {0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")}
    assert {comment.span.start for comment in found.comments if comment.span} <= starts
    assert {span.start for span in found.furniture} <= starts


def test_cuts_by_hand_keep_lists_of_comments_apart(model: Bundle, tmp_path: Path) -> None:
    documents = Documents(Cuts(tmp_path))
    document = documents.open(f"{ARTICLE}\nKommentare\n{NAMED}".encode(), "a.txt", model)
    (before,) = document.discussions
    documents.recut(document.id, 0, 3, 3, "furniture")
    (after,) = documents.get(document.id).discussions
    assert after.comments == before.comments


def test_what_is_quoted_first_is_furniture_and_tells_the_parent(either: Bundle) -> None:
    quoting = """
5 Kommentare

Toni
03.05.2024 08:15
Endlich kommt der Schandfleck weg. Wurde auch Zeit.

Moni
03.05.2024 09:40
Toni schrieb:
> Endlich kommt der Schandfleck weg.
> Wurde auch Zeit.

Da haben wir als Kinder gespielt!

Rosi
03.05.2024 10:10
Zitat von Toni:
Endlich kommt der Schandfleck weg.
Ein Schandfleck ist höchstens das neue Bauamt.

Uwe
03.05.2024 10:40
[In reply to Rosi]
Sehe ich genauso.
> das neue Bauamt
Das ist wirklich hässlich.

Ina
03.05.2024 10:50
Antwort auf die Frage, die keiner stellt:
Ja, es wird teurer.
"""
    assert [(author, parent, text) for author, _, parent, text in said(quoting, either)] == [
        ("Toni", None, "Endlich kommt der Schandfleck weg. Wurde auch Zeit."),
        ("Moni", "1", "Da haben wir als Kinder gespielt!"),
        ("Rosi", "1", "Ein Schandfleck ist höchstens das neue Bauamt."),
        ("Uwe", "3", "Sehe ich genauso.\n> das neue Bauamt\nDas ist wirklich hässlich."),
        ("Ina", None, "Antwort auf die Frage, die keiner stellt:\nJa, es wird teurer."),
    ]


def test_a_quotation_below_a_head_without_a_date_is_no_head(either: Bundle) -> None:
    quoting = """
Toni sagt:
Endlich kommt der Schandfleck weg.
Antworten

Moni sagt:
Toni schrieb:
> Endlich kommt der Schandfleck weg.
Da haben wir als Kinder gespielt, du Banause!
Antworten

Rosi sagt:
Ein Schandfleck ist höchstens das neue Bauamt.
Antworten
"""
    assert said(f"3 Kommentare\n{quoting}", either) == [
        ("Toni", None, None, "Endlich kommt der Schandfleck weg."),
        ("Moni", None, "1", "Da haben wir als Kinder gespielt, du Banause!"),
        ("Rosi", None, None, "Ein Schandfleck ist höchstens das neue Bauamt."),
    ]
