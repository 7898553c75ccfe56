"""What stands among pasted comments: forms, signs alone, names before colons, quotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import sentiment
from sentiment.discussion import PlainText
from sentiment.separation import separate
from sentiment.separation.heads_of_article import minutes_of_match, places_of_list
from sentiment.separation.lines import lines
from sentiment.separation.listed import lines_that_say, names_alone
from sentiment.separation.reactions import with_reactions
from sentiment.separation.site_lines import lines_of_site
from sentiment.separation.speaker_heads import speaker_heads
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
        "Deine Antwort auf meine Frage fehlt noch.",
        "Nützlich ist das nicht.",
        "Verifizierter Kauf, von wegen!",
        "Eine Person fand das überflüssig.",
        "Powered by Wut",
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


THREE = [
    ("Moni W.", "2024-05-03T08:15", None, "Schade drum, da haben wir als Kinder gespielt."),
    ("Toni", "2024-05-03T09:40", None, "Wird auch Zeit!"),
    ("Rosi Kern", "2024-05-03T10:10", None, "Und wer zahlt das wieder?"),
]
HEADED = "".join(
    f"{name}\n{date.replace('T', ' ')}\n{text}\nAntworten\n\n" for name, date, _, text in THREE
)
BODY = ARTICLE.partition("\n\n")[2]
POLL = (
    "Umfrage: Was sagen Sie dazu?\nWeg damit, sie fällt eh um.\n12 %\nEine Frechheit!\n71 %\n"
    "Mir egal, ich komme da nie hin.\n17 %\n3412 Stimmen\n"
)


@pytest.mark.parametrize(
    "above",
    [
        f"{ARTICLE}\n{POLL}",
        f"Die alte Säge kommt weg\n\nPeter Muster\n03.05.2024, 05.30 Uhr\n4 min\n\n{BODY}",
        "Die alte Säge kommt weg\nTal TV\n84.200 Abonnenten\nAbonnieren\n1523\nTeilen\n"
        f"212.034 Aufrufe  02.05.2024\n{BODY}...mehr\n",
    ],
)
@pytest.mark.parametrize(
    "heading", ["3 Kommentare\n\n", "Kommentare lesen (3)\nSortieren nach\n\n"]
)
def test_no_comment_begins_above_the_heading_of_those_with_heads(
    above: str, heading: str, either: Bundle
) -> None:
    found = cut(f"{above}\n{heading}{HEADED}", either)
    assert [(c.author, c.date, c.parent, c.text) for c in found.comments] == THREE
    assert found.announced == 3
    assert BODY.strip() in found.article.text


def test_a_video_without_a_body_is_discussed_by_what_stands_below_it(either: Bundle) -> None:
    about = "Wir sind mit dem Bagger zur alten Säge gefahren. Was bleibt? Alle Antworten im Video."
    page = f"Tal TV\n\nAbonnieren\n\n1523\n\n212.034 Aufrufe  02.05.2024\n{about}\n"
    found = cut(f"{page}3 Kommentare\n\nSortieren nach\n\n{HEADED}", either)
    assert found.article.text == about
    assert [comment.text for comment in found.comments] == [own[3] for own in THREE]


@pytest.mark.parametrize(
    "page",
    [
        f"{ARTICLE}\nTop-Kommentare\n\n{HEADED}57 Kommentare\n\n{HEADED}",
        f"{HEADED}3 weitere Kommentare\n\n{HEADED}",
        f"{ARTICLE}\n{HEADED}2 Kommentare anzeigen\n\n{HEADED}",
    ],
)
def test_comments_with_heads_stay_above_a_heading(page: str, either: Bundle) -> None:
    assert [c.text for c in cut(page, either).comments] == [own[3] for own in THREE * 2]


def test_a_count_at_the_top_of_an_article_is_no_heading(either: Bundle) -> None:
    for top in ("Mehr zum Thema: 12 Kommentare\n", "3 Kommentare\n"):
        found = cut(f"{top}{ARTICLE}\n3 Kommentare\n\n{HEADED}", either)
        assert BODY.strip() in found.article.text
        assert [c.text for c in found.comments] == [own[3] for own in THREE]


EARLIER = "Früher:\nDa haben wir dort gespielt, und keiner hat sich beschwert!"
ALONE = f"""Moni Wolf:
Schade drum, da haben wir gespielt.

Toni:
Und wer zahlt das wieder?

{EARLIER}

rosi_k:
Du natürlich, mit deinen Steuern!

Uwe Kern:
Wird auch Zeit.
"""


@pytest.mark.parametrize(
    "heading", ["4 Kommentare\n\n", "Kommentare\n\n", "Leserbriefe (4)\nNeueste zuerst\n", ""]
)
def test_names_before_colons_in_lines_of_their_own_are_heads(heading: str, either: Bundle) -> None:
    assert said(heading + ALONE, either) == [
        ("Moni Wolf", None, None, "Schade drum, da haben wir gespielt."),
        ("Toni", None, None, f"Und wer zahlt das wieder?\n\n{EARLIER}"),
        ("rosi_k", None, None, "Du natürlich, mit deinen Steuern!"),
        ("Uwe Kern", None, None, "Wird auch Zeit."),
    ]


INTERVIEW = """Das Ende der Säge
{}
Redaktion:
Frau Moser, warum wird die Säge abgerissen?

Moser:
Weil sie einstürzt. Wir haben lange gerechnet und keine andere Lösung gefunden.

Redaktion:
Und die Kosten?

Moser:
Die trägt das Land. Mehr kann ich Ihnen heute nicht sagen.
"""


@pytest.mark.parametrize("top", ["", "3 Kommentare\n", "Kommentare\n"])
@pytest.mark.parametrize("comments", [HEADED, ALONE])
def test_interviews_stay_whole_above_comments(top: str, comments: str, model: Bundle) -> None:
    found = cut(f"{INTERVIEW.format(top)}\nKommentare\n\n{comments}", model)
    assert found.article.text == INTERVIEW.format(top).strip()
    assert len(found.comments) == (3 if comments == HEADED else 4)


def test_other_lines_before_colons_are_no_heads(model: Bundle) -> None:
    review = "Cover:\nIch mag es ja sehr!\n\nInhalt:\nIch fand es toll, ehrlich.\n\n"
    review += "Charaktere:\nIch habe sie geliebt!\n\nMein Fazit:\nLest es! Ich bin begeistert."
    names = "Moni Wolf", "Jo Lind", "Ina Au", "Uwe Kern"
    street = "\n\n".join(f"{name}:\n„Ich finde das schade!“" for name in names)
    for text in (review, street, INTERVIEW.format("")):
        assert names_alone(list(lines(text)), model.separation) == []


POLL = """Was die Leute zur Säge sagen

Wir haben uns am Bach umgehört, eine Stunde lang, bei Regen.

{}
Ich finde das super! Endlich kommt das alte Ding weg.

{}
Ein Blödsinn. Ich habe dort als Kind gespielt, so schön war das!

{}
Mir ist es ehrlich gesagt egal.

{}
Die Säge war schön, solange sie offen war.{}
"""
WHO = (
    (["Ida Roth, 44:", "Max Kühn, 61:", "Eva Lang, 17:", "Jo Lind, 72:"], ""),
    (["Ida Roth (Wirtin):", "Max Kühn (Maler):", "Eva Lang (Ärztin):", "Jo Lind:"], ""),
    (["Ida Roth:", "Max Kühn:", "Eva Lang:", "Jo Lind:"], "\n\nUnd was sagt ihr dazu?"),
    (["Alte Frau:", "Junger Mann:", "Dicker Herr:", "Frau Doktor:"], "\n\n(Licht aus.)"),
)


@pytest.mark.parametrize(("who", "end"), WHO)
def test_who_speaks_in_an_article_is_no_head(who: list[str], end: str, either: Bundle) -> None:
    poll = POLL.format(*who, end)
    assert names_alone(list(lines(poll)), either.separation) == []
    found = cut(f"{poll}\n3 Kommentare\n\n{HEADED}", either)
    assert found.article.text == poll.strip()
    assert found.announced == len(THREE)
    assert [(c.author, c.date, None, c.text) for c in found.comments] == THREE
    without_heading = cut(f"{poll}\n{HEADED}", either).comments
    assert [c.text for c in without_heading][-len(THREE) :] == [text for *_, text in THREE]


def test_names_of_an_article_yield_to_dated_heads_below(model: Bundle) -> None:
    poll = POLL.format(*WHO[2][0], "")
    assert len(names_alone(list(lines(poll)), model.separation)) == len(WHO[2][0])
    for below in (HEADED, "2 Kommentare\n\nSchade.\n\nEben."):
        assert names_alone(list(lines(f"{poll}\n{below}")), model.separation) == []


STORY = """Ein ganz normaler Abend

Ich dachte, um sieben ist Ruhe.

Papa sagt:
Zähne putzen, marsch!

Mama sagt:
Noch fünf Minuten, sie spielen gerade so schön.

Um halb zehn schlafen dann alle.
"""


def test_who_says_what_in_a_story_is_no_head(model: Bundle) -> None:
    wordpress = "\n".join(
        f"{name} sagt:\n4. Mai 2024 um 10:12 Uhr\n{text}\nAntworten\n" for name, _, _, text in THREE
    )
    undated = "\n".join(f"{name} sagt:\n{text}\nAntworten\n" for name, _, _, text in THREE)
    for below, count in (
        ("", 0),
        (HEADED, 0),
        (f"3 Kommentare\n\n{HEADED}", 0),
        (f"3 Kommentare\n\n{wordpress}", 3),
        (wordpress, 3),
        (f"3 Kommentare\n\n{undated}", 3),
    ):
        page = list(lines(f"{STORY}\n{below}"))
        say = lines_that_say(page, model.separation, speaker_heads(page))
        assert [page[at].head for at in say] == [f"{name} sagt:" for name, *_ in THREE[:count]]


def test_what_is_quoted_above_a_head_is_furniture_and_tells_the_parent(either: Bundle) -> None:
    quoting = HEADED.replace("Toni\n", f"Zitat von Moni W.\n{THREE[0][3]}\nToni\n").replace(
        "Rosi Kern\n", "Zitat von Toni\nDas steht gar nicht auf dieser Seite.\n\nRosi Kern\n"
    )
    first, second, third = THREE
    assert said(f"3 Kommentare\n\n{quoting}", either) == [
        first,
        (*second[:2], "1", second[3]),
        (*third[:2], "2", third[3]),
    ]


def test_a_quotation_below_a_head_needs_no_colon(either: Bundle) -> None:
    quoting = HEADED.replace("Wird auch", f"Zitat von Moni W.\n{THREE[0][3]}\nWird auch")
    first, second, third = THREE
    assert said(f"3 Kommentare\n\n{quoting}", either) == [
        first,
        (*second[:2], "1", second[3]),
        third,
    ]


@pytest.mark.parametrize("avatar", ["", "Avatar von {}\n"])
@pytest.mark.parametrize("button", ["Antworten\n", ""])
def test_titles_above_heads_are_furniture(avatar: str, button: str, either: Bundle) -> None:
    titled = HEADED.replace("Antworten\n", button)
    titles = "Endlich weg damit", "Und was wird aus dem Bach?", "Re: Endlich weg damit"
    for title, (name, *_) in zip(titles, THREE, strict=True):
        titled = titled.replace(f"{name}\n", f"{title}\n{avatar.format(name)}{name}\n")
    assert said(f"Kommentare lesen (3)\n\n{titled}", either) == THREE


def test_what_editors_and_sites_say_below_a_head_is_furniture(either: Bundle) -> None:
    told = HEADED.replace(THREE[1][3], f"Antwort auf\nMoni W.\nBearbeitet\n{THREE[1][3]}").replace(
        THREE[2][3], f"Dieser Kommentar wurde von der Redaktion hervorgehoben\n{THREE[2][3]}"
    )
    first, second, third = THREE
    assert said(f"3 Kommentare\n\n{told}", either) == [first, (*second[:2], "1", second[3]), third]
    ends_with_answer = f"{HEADED}Uwe\n2024-05-03 11:12\nAntwort auf"
    assert said(f"3 Kommentare\n\n{ends_with_answer}", either) == THREE


def test_votes_between_a_name_and_a_text_are_furniture(either: Bundle) -> None:
    first, second, third = (
        f"{name}\n4\n12\nLesenswert?\n{text}\n\nAntworten\nInhalt melden\n\n"
        for name, *_, text in THREE
    )
    titled = second.replace("Lesenswert?\n", "Lesenswert?\nNa endlich\n")
    assert said(f"Kommentare (3)\n\n{first}{titled}{third}", either) == [
        ("Moni W.", None, None, THREE[0][3]),
        ("Toni", None, None, f"Na endlich\n{THREE[1][3]}"),
        ("Rosi Kern", None, None, THREE[2][3]),
    ]


def test_votes_below_texts_leave_them_and_the_names_below(either: Bundle) -> None:
    answers = [
        ("Eva", "Ich freue mich sehr auf das neue Bad."),
        ("Hans", "Und wer zahlt das am Ende wieder?"),
        ("Jo", "Für die Kinder ist es jedenfalls eine gute Nachricht."),
        ("Li", "Der alte Steg hätte auch gereicht."),
    ]
    page = "\n".join(
        f"{name}\n12.3.2024, 14:{at}\n{text}\n{at}\n0\nLesenswert?\n"
        for at, (name, text) in enumerate(answers, start=20)
    )
    found = said(f"Kommentare\n\n{page}", either)
    assert [(author, text) for author, _, _, text in found] == answers


@pytest.mark.parametrize("text", ["Nein", "Das war doch klar.\nNein", "Ja"])
def test_a_no_below_votes_is_what_a_reader_says(text: str, either: Bundle) -> None:
    first, second, third = (
        f"{name}\n4\n1\nLesenswert?\n{words}\nAntworten\n\n"
        for name, words in (("Moni", THREE[0][3]), ("Hans", text), ("Rosi", THREE[2][3]))
    )
    found = said(f"Kommentare (3)\n\n{first}{second}{third}", either)
    assert [(own[0], own[3]) for own in found] == [
        ("Moni", THREE[0][3]),
        ("Hans", text),
        ("Rosi", THREE[2][3]),
    ]


@pytest.mark.parametrize(
    "picture",
    ["Avatarbild von {}", "Profilbild von {}", "Foto von {}", "Avatar von u/{}", "{}s Profilbild"],
)
def test_pictures_above_heads_are_furniture(picture: str, either: Bundle) -> None:
    pictured = HEADED.replace("Antworten\n", "").replace(THREE[1][3], "kwt")
    for name, *_ in THREE:
        pictured = pictured.replace(f"{name}\n", f"{picture.format(name)}\n{name}\n")
    first, second, third = THREE
    assert said(f"3 Kommentare\n\n{pictured}", either) == [first, (*second[:3], "kwt"), third]


def test_short_comments_with_names_and_dates_below_are_no_titles(either: Bundle) -> None:
    below = "\n\n".join(f"{text}\n{name}\n{date}" for name, date, _, text in THREE)
    assert said(f"3 Kommentare\n\n{below}", either) == THREE


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


def test_forums_quote_in_forms_of_their_own(either: Bundle) -> None:
    quoting = """
4 Kommentare

Toni
03.05.2024 08:15
Endlich kommt der Schandfleck weg. Wurde auch Zeit.

Moni
03.05.2024 09:40
Toni schrieb:
--------------------------------------------------------------------------------
> Endlich kommt der Schandfleck weg.

Da haben wir als Kinder gespielt!

Rosi
03.05.2024 10:10
Moni hat geschrieben: ↑Fr 3. Mai 2024, 09:40
Da haben wir als Kinder gespielt!
Wir auch, aber das ist lange her.

Uwe
03.05.2024 10:40
Rosi schrieb:
Wir auch, aber das ist lange her, und die Säge stand damals schon still.
Zum Vergrößern anklicken....
Dann kann sie ja weg.
"""
    assert [(author, parent, text) for author, _, parent, text in said(quoting, either)] == [
        ("Toni", None, "Endlich kommt der Schandfleck weg. Wurde auch Zeit."),
        ("Moni", "1", "Da haben wir als Kinder gespielt!"),
        ("Rosi", "2", "Wir auch, aber das ist lange her."),
        ("Uwe", "3", "Dann kann sie ja weg."),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Zitat von Toni Beitrag anzeigen\n",
        "Zitat Zitat von Toni Beitrag anzeigen\n",
        "Zitat:\nZitat von Toni Beitrag anzeigen\n",
        "Quote:\nOriginally Posted by Toni View Post\n",
        "Quote from: Toni on May 03, 2024, 08:15:00 AM\n",
        "(03.05.2024, 08:15)Toni schrieb:\n",
        "(03.05.2024, 08:15)Toni schrieb:  ",
        "(05-03-2024, 08:15 AM)Toni Wrote:  ",
    ],
)
def test_headings_of_forums_name_who_is_quoted(heading: str, either: Bundle) -> None:
    quoted, own = "Endlich kommt der Schandfleck weg.", "Da haben wir als Kinder gespielt!"
    last = "Ein Schandfleck ist höchstens das neue Bauamt."
    quoting = (
        f"3 Kommentare\n\nToni\n03.05.2024 08:15\n{quoted}\nAntworten\n\n"
        f"Moni\n03.05.2024 09:40\n{heading}{quoted}\n{own}\nAntworten\n\n"
        f"Rosi\n03.05.2024 10:10\n{last}\nAntworten\n"
    )
    assert said(quoting, either) == [
        ("Toni", "2024-05-03T08:15", None, quoted),
        ("Moni", "2024-05-03T09:40", "1", own),
        ("Rosi", "2024-05-03T10:10", None, last),
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


def test_no_article_goes_on_below_signed_comments(either: Bundle) -> None:
    beside = """
Kommentare (3)

Um einen Kommentar zu hinterlassen, müssen Sie sich anmelden oder registrieren.

Toni Moser  •  2024-05-03 08:15:20
So ein Abriss kostet 80.000 Euro, und im Herbst fehlt das Geld in der Grundschule.
Keine Antworten | Antworten
9 Stimmen | 9 | 0

Bauamt  •  2024-05-03 09:40:00
Vielen Dank. Die Gemeinde hat den Vorschlag zu den Kosten geprüft:

Standort am Bach: technisch möglich, Leitungen liegen in 12 m Entfernung.
Kosten: 80.000 Euro (Abriss), 14.000 Euro pro Jahr (Pflege des Geländes).

Der Vorschlag wird im Juni im Ausschuss beraten.
1 Antwort (einklappen) | Antworten
Keine Stimmen | 0 | 0

Moni  •  2024-05-04 10:10:31
Dafür!
Keine Antworten | Antworten
1 Stimme | 1 | 0
"""
    assert said(beside, either) == [
        ("Toni Moser", "2024-05-03T08:15:20", None, beside.split("\n")[6]),
        (
            "Bauamt",
            "2024-05-03T09:40:00",
            None,
            beside[beside.index("Vielen Dank.") : beside.index("\n1 Antwort (")],
        ),
        ("Moni", "2024-05-04T10:10:31", None, "Dafür!"),
    ]
    above = """
KOMMENTIEREN

Um Kommentare zu erfassen, bitte anmelden.

Toni Moser
03.05.2024 - 08:15 Uhr
80.000 Euro für einen Abriss, aber für die Kita am Bach fehlt der Gemeinde das Geld. Bravo.

Moni Huber
03.05.2024 - 09:40 Uhr
Ein vernünftiger Entscheid. Die Arbeiten an der Säge hätten das Bauamt noch mehr gekostet.

Rosi
04.05.2024 - 10:10 Uhr
Die Gemeinde hat die Säge seit dem Brand am Bach einfach stehen lassen.

Impressum
Datenschutz
"""
    assert [(author, text) for author, _, _, text in said(above, either)] == [
        ("Toni Moser", above.split("\n")[7]),
        ("Moni Huber", above.split("\n")[11]),
        ("Rosi", above.split("\n")[15]),
    ]


def test_points_between_a_name_and_an_age_are_no_part_of_the_name(either: Bundle) -> None:
    folded = """
all 3 comments
sorted by: best

[–]toni_m 84 points 1 year ago
Dass so ein Abriss im Jahr 2024 noch 80.000 Euro kostet, ist einfach nur peinlich.

    permalinkembedsavereportreply

[–]bauamt[S] 41 points 1 year ago
Sechs verschiedene Genehmigungen waren zwischen Bach und Straße nötig. Sechs!

    permalinkembedsaveparentreportreply

[–]moni-77 1 point 1 year ago*
Wir haben als Kinder an der Säge am Bach gespielt, das ist lange her.

    permalinkembedsavereportreply
"""
    assert said(folded, either) == [
        ("toni_m", "1 year ago", None, folded.split("\n")[5]),
        ("bauamt", "1 year ago", None, folded.split("\n")[10]),
        ("moni-77", "1 year ago", None, folded.split("\n")[15]),
    ]


def test_a_count_above_an_article_with_its_own_head_leaves_it_whole(either: Bundle) -> None:
    body = """\
Die Gemeinde Niederau hat am Montag den Abriss der alten Säge am Bach beschlossen. Die Arbeiten
beginnen im Oktober und kosten 80.000 Euro, teilte das Bauamt mit.

Bürgermeisterin Huber sagte der Zeitung, die Säge sei seit dem Brand vor acht Jahren nicht mehr zu
retten. Das Gelände soll bis zum nächsten Sommer begrünt werden.

Der Verein für Ortsgeschichte hatte 400 Unterschriften für den Erhalt gesammelt."""
    page = f"""
Die alte Säge kommt weg
3 Kommentare
Eva Kern
2. Mai 2024

{body}

Toni Moser
03.05.2024 - 08:15 Uhr
Endlich kommt der Schandfleck weg, das wurde auch Zeit!

Moni Huber
03.05.2024 - 09:40 Uhr
Da haben wir als Kinder gespielt, ihr Banausen!

Rosi
04.05.2024 - 10:10 Uhr
Ein Schandfleck ist höchstens das neue Bauamt.
"""
    assert body in cut(page, either).article.text


TICKER = """
90. + 4
Schlusspfiff. Die Niederauer liegen sich in den Armen. Was für ein Nachmittag!

90. + 1
Tor!
2:1 für Niederau! Nach einer Ecke ist Moser mit dem Kopf zur Stelle.

87.
Gelbe Karte
Huber geht im Mittelfeld zu hart zur Sache.

61.
Tor!
1:1! Endlich belohnen sich die Gastgeber.

46.
Weiter geht's, beide Mannschaften kommen unverändert aus der Kabine.

8.
Noch viel Leerlauf in dieser Partie.
"""


@pytest.mark.parametrize("sign", [".", "'", ". Minute"])
def test_minutes_of_a_match_are_no_heads(sign: str, either: Bundle) -> None:
    ticker = re.sub(r"(?m)^(\d+)\.$", rf"\1{sign}", TICKER)
    assert cut(f"{ARTICLE}{ticker}", either).comments == ()
    found = cut(f"{ARTICLE}{ticker}{BLOG}", either)
    assert [comment.author for comment in found.comments] == ["Moni W.", "Toni"]


@pytest.mark.parametrize("numbers", ["1. 2. 3. 4. 5.", "9. 7. 12. 30. 3.", "90 70 61 30 2"])
def test_numbers_of_lists_are_no_minutes(numbers: str) -> None:
    page = "\n".join(f"{number}\nSo ist es." for number in numbers.split())
    assert not minutes_of_match(list(lines(page)))


PLACES = (
    (
        "Hanna Lied",
        "Kaltes Wasser",
        "September 1973",
        "Sie singt, als würde sie Angst vor uns",
    ),
    ("Die Gebrüder Au", "Kein Wort", "12. März 1976", "Zwei Brüder, die nie wieder gesprochen"),
    ("Pit Sauer", "Hafenlichter", "Mai 1979", "Muss man mögen. Ich mag es nicht, aber es bleibt"),
    ("Marlies Quant", "Steuerlieder", "1981", "Zwölf Stücke über Abschreibungen und die Liebe"),
)


@pytest.mark.parametrize("mark", ["9/10", "8,5/10", "Note: 2", ""])
@pytest.mark.parametrize("numbers", [range(1, 5), range(4, 0, -1)])
def test_places_of_a_list_with_marks_are_the_article_s(
    numbers: range, mark: str, either: Bundle
) -> None:
    entries = [
        f"{number}. {name}\n„{album}“\n{year}\n{text} haben, und beides hört man.\n{mark}".strip()
        for number, (name, album, year, text) in zip(numbers, PLACES, strict=True)
    ]
    page = f"{ARTICLE}\n" + "\n".join(entries)
    found = cut(f"{page}\nImpressum\nDatenschutz\n", either)
    assert found.comments == ()
    assert all(entry.removesuffix(f"\n{mark}") in found.article.text for entry in entries)
    found = cut(f"{page}\n{BLOG}", either)
    assert [comment.author for comment in found.comments] == ["Moni W.", "Toni"]


def test_comments_below_a_list_are_none_of_its_last_place(either: Bundle) -> None:
    text = "Das Becken ist groß, und das Wasser ist angenehm warm, auch im Mai."
    names = ("1. Waldbad Niederau", "2. Seebad Hohenfels", "3. Bergbad Lindenau")
    places = [f"{name}\n{text}\nEintritt: 4 Euro\nGeöffnet: 9 bis 20 Uhr" for name in names]
    places[-1] = f"{names[-1]}\n{text}"
    readers = (("Mia", "Das Waldbad ist viel zu teuer geworden!"), ("Jo", "Endlich wieder Sommer."))
    comments = [
        f"{name}\n12.03.2024 um 10:0{at} Uhr\n{said}" for at, (name, said) in enumerate(readers)
    ]
    page = "\n\n".join([ARTICLE, *places, *comments])
    assert [(c.author, c.text) for c in cut(page, either).comments] == [*readers]


def test_numbered_comments_are_no_list() -> None:
    text = "Das ist ein Satz, der lang genug für jeden Kommentar ist."
    dated = "".join(f"{at}. Eva\n{at}. Mai 2024\n{text}\n" for at in range(1, 5))
    answered = "".join(f"{at}. Eva\n{text}\nAntworten\n" for at in range(1, 5))
    listed = "".join(f"{at}. Lied\n{text}\n" for at in range(1, 5))
    assert not places_of_list(list(lines(dated)))
    assert not places_of_list(list(lines(answered)))
    assert not places_of_list(list(lines("1. zu laut\n2. zu eng\n3. zu teuer\n")))
    assert places_of_list(list(lines(listed))) == range(8)
