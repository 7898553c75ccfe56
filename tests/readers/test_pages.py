"""Saved web pages: what is read from the mark-up of each system, as one golden output."""

from __future__ import annotations

import contextlib
import io
import json
import re
import subprocess
import sys
import time
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import trafilatura

from sentiment import readers
from sentiment.discussion import Discussion
from sentiment.errors import InputError
from sentiment.readers import html

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FOLDER = Path(__file__).parent
PAGES = sorted((FOLDER / "pages").glob("*.html"))
GOLDEN = json.loads((FOLDER / "pages.json").read_text("utf-8"))


def content(discussion: readers.Document) -> dict[str, object]:
    assert isinstance(discussion, Discussion)
    return {
        "title": discussion.title,
        "article": discussion.article.text,
        "comments": [[c.id, c.parent, c.author, c.date, c.text] for c in discussion.comments],
        "announced": discussion.announced,
        "left_out": discussion.left_out,
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_matches_its_golden_output(page: Path) -> None:
    assert [content(document) for document in readers.read(page)] == GOLDEN[page.name]


def test_a_page_reads_the_same_in_the_character_set_that_it_declares(tmp_path: Path) -> None:
    page = FOLDER / "pages" / "wordpress_xhtml.html"
    text = page.read_text("utf-8").replace('charset="utf-8"', 'charset="iso-8859-1"')
    latin = tmp_path / page.name
    latin.write_bytes(text.encode("cp1252"))
    assert [content(document) for document in readers.read(latin)] == GOLDEN[page.name]


def page_of(body: str) -> Discussion:
    return whole_page(f"<html><body>{body}</body></html>")


def whole_page(text: str) -> Discussion:
    (found,) = readers.read_stream(io.BytesIO(text.encode()), "p")
    assert isinstance(found, Discussion)
    return found


def test_half_a_character_and_an_address_in_json_ld_are_not_read() -> None:
    stated = {
        "@type": "Article",
        "comment": [
            {"text": "Ja \ud83d!", "author": {"name": "Eva \ud83d"}, "datePublished": "\ud83d"},
            {"text": "Nein.", "author": ["jo@post.example"]},
            {"text": 7, "author": 7},
        ],
    }
    found = page_of(f'<script type="application/ld+json">{json.dumps(stated)}</script>')
    assert [(c.text, c.author, c.date) for c in found.comments] == [
        ("Ja \ufffd!", "Eva \ufffd", "\ufffd"),
        ("Nein.", None, None),
    ]


def test_comments_in_json_ld_may_name_themselves() -> None:
    itself = {"@id": "#c1"}
    first = {**itself, "@type": "Comment", "text": "<br>", "comment": [itself, {"text": "Ja."}]}
    stated = {"@graph": [{"@type": "Article", "comment": [itself]}, first]}
    found = page_of(f'<script type="application/ld+json">{json.dumps(stated)}</script>')
    assert [c.text for c in found.comments] == ["Ja."]


def test_a_date_that_only_an_attribute_has_is_read_as_it_is() -> None:
    body = '<div class="comment" id="c1"><b class="author">Eva</b> <time datetime="{}"></time>'
    body = f'<h2>Kommentare</h2>{body}<div class="comment-text">Das Bad bleibt.</div></div>'
    for stated in ("2024-05-06", "05/06/2024"):
        assert [c.date for c in page_of(body.format(stated)).comments] == [stated]


def test_a_number_of_thousands_of_digits_announces_nothing() -> None:
    digits = "9" * 5000
    counted = {"interactionType": "CommentAction", "userInteractionCount": digits}
    for stated in (
        f'<meta itemprop="commentCount" content="{digits}">',
        f'<script type="application/ld+json">{json.dumps(counted)}</script>',
    ):
        assert page_of(f"{stated}<p>Das Bad.</p>").announced is None


@pytest.mark.parametrize(
    "mark",
    [
        '<div class="wpd-thread-info " data-comments-count="{}">Kommentare</div>',
        '<shreddit-comment-tree totalcomments="{}"></shreddit-comment-tree>',
        '<div class="thing link" data-type="link" data-comments-count="{}"></div>',
    ],
)
def test_counts_of_systems_are_announced_and_what_is_missing_told(
    mark: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert page_of(f"<p>Das Bad.</p>{mark.format(80)}<h2>3 Kommentare</h2>").announced == 80
    assert caplog.messages[0].startswith("p: 0 of the 80 comments")
    assert page_of(f"<p>Das Bad.</p>{mark.format('viele')}<h2>3 Kommentare</h2>").announced == 3
    assert page_of(f"<p>Das Bad.</p>{mark.format(80)}{mark.format(12)}").announced is None


def test_comments_that_are_counted_as_interactions_are_announced() -> None:
    def counted(action: str, count: int) -> dict[str, object]:
        return {
            "@type": "InteractionCounter",
            "interactionType": {"@type": f"https://schema.org/{action}"},
            "userInteractionCount": count,
        }

    comment = {"text": "Ja.", "interactionStatistic": counted("CommentAction", 3)}
    article = {
        "comment": [comment],
        "interactionStatistic": [counted("LikeAction", 40), counted("CommentAction", 57)],
    }
    body = f'<p>Das Bad.</p><script type="application/ld+json">{json.dumps(article)}</script>'
    assert page_of(body).announced == 57


@pytest.mark.parametrize(
    ("below", "count"),
    [
        ("<p>3. Mai, von Eva <span>(3 Kommentare)</span></p>", 3),
        ("<ul><li>Eva</li><li><i></i> 1.203 Kommentare</li></ul>", 1203),
        ("<p>Lead</p><p>3. Mai, 3 Kommentare zum Bad</p>", None),
        ("<p>Lead</p><p>Das Bad.</p><ul><li>Der See</li><li>12 Kommentare</li></ul>", None),
    ],
)
def test_a_count_below_the_headline_is_announced_and_that_of_a_teaser_is_not(
    below: str, count: int | None
) -> None:
    assert page_of(f"<h1>Das Bad</h1>{below}<p>Es bleibt offen.</p>").announced == count


def test_boxes_for_newsletters_and_praise_are_no_part_of_an_article() -> None:
    lines = [f"Das ist Absatz {n} über das Bad am Kanal, das im Winter schließt." for n in range(6)]
    text = "".join(f"<p>{line}</p>" for line in lines)
    boxes = (
        "<dl class='article-info'><dt>Details</dt><dd>Geschrieben von Eva am Montag</dd></dl>"
        "<div class='Newsletter_root__7'><p>Das Wichtigste der Woche.</p><button>Ja</button></div>"
        "<div class='x-testimonial'><blockquote>Der schönste Samstag seit Mai.</blockquote></div>"
    )
    found = page_of(f"<article><h1>Das Bad</h1>{boxes}{text}</article>")
    assert found.article.text.split("\n") == lines


def test_an_article_in_a_class_for_boxes_stays() -> None:
    text = "<p>Das Bad am Kanal bleibt auch im Winter offen, sagt die Stadt.</p>" * 4
    about = "<div class='about'><p>Der Verein wirkt seit Jahren im Ort.</p></div>"
    for names in ("post tag-testimonials", "testimonial", "newsletter-issue"):
        found = page_of(f"<article class='{names}'>{text}<button>Teilen</button></article>{about}")
        assert found.article.text.startswith("Das Bad am Kanal")


def test_a_lead_above_the_headline_stays() -> None:
    lead = "Der Rat hat entschieden: Das Bad schließt, und alle stimmten zu."
    text = "<p>Das Bad am Kanal bleibt im Winter zu, sagt die Stadt.</p>" * 3
    found = page_of(f"<article><p>{lead}</p><h1>Freibad zu</h1>{text}</article>")
    assert found.article.text.split("\n")[0] == lead


def test_a_frame_takes_no_comments_from_the_page_around_it() -> None:
    own = "".join(
        f'<div class="comment-item"><b class="author">{name}</b> <time>3.05.2018</time>'
        f'<div class="comment-text">{text}</div></div>'
        for name, text in (("Eva", "Ja."), ("Uwe", "Nein."), ("Jo", "Doch."))
    )
    other = "&lt;li class=&quot;comment&quot; id=&quot;comment-9&quot;&gt;Kauf jetzt&lt;/li&gt;"
    page = f'<div id="comments">{own}</div><iframe srcdoc="{other}"></iframe>'
    assert [comment.text for comment in page_of(page).comments] == ["Ja.", "Nein.", "Doch."]


def test_numbers_that_readers_gave_stay() -> None:
    said = ("Mein Tipp<p>3</p>", "Ich sage<p>2</p>", "Meine Note<p>1</p>")
    comments = (f"<cite>Eva</cite><time>3.05.2018</time><p>{text}" for text in said)
    assert [text.split("\n")[-1] for _, _, text in comments_of(*comments)] == ["3", "2", "1"]


def test_what_stands_above_the_headline_is_no_part_of_an_article() -> None:
    text = "<p>Das Bad am Kanal bleibt auch im Winter offen, sagt die Stadt.</p>" * 3
    found = whole_page(
        "<html><title>Das Bad</title><body><article><h1>Lenz</h1><h2>Das Bad</h2>"
        f"{text}</article></body></html>"
    )
    assert found.title == "Das Bad"
    assert found.article.text.startswith("Das Bad am Kanal")


def test_a_page_of_nothing_but_a_headline_and_unread_comments_is_an_article() -> None:
    found = page_of("<h2>Zwei Meinungen</h2><div>Das Bad bleibt.</div><div>Es schließt.</div>")
    assert "Das Bad bleibt.\nEs schließt." in found.article.text


def test_a_page_of_nothing_but_a_headline_and_comments_has_a_title() -> None:
    comment = f'<div class="comment">{EVA}</div>'
    found = page_of(f'<header><h1>Das Bad</h1></header><div class="comments">{comment}</div>')
    assert (found.title, len(found.comments)) == ("Das Bad", 1)


def test_pings_are_counted_where_there_are_no_comments() -> None:
    ping = '<li id="comment-1" class="pingback">Pingback: anderes Blog</li>'
    assert page_of(f"<p>Das Bad bleibt offen.</p><ol>{ping}</ol>").left_out == 1


@pytest.mark.parametrize("name", ["entry-reply", "entry__body--with-actions", "report comment"])
def test_what_holds_the_text_is_no_button_whatever_it_is_called(name: str) -> None:
    text = '<div class="entry-text">Das Bad bleibt.</div><p class="share">Teilen auf X</p>'
    (found,) = comments_of(
        f'<b class="author">Eva</b> <time>6.5.2024</time><div class="{name}">{text}</div>'
    )
    assert found == ("Eva", "2024-05-06", "Das Bad bleibt.")


def test_the_marked_text_of_a_button_is_none_of_a_comment() -> None:
    body = '<b class="author">Eva</b> <time>6.5.2024</time><p>Das Bad bleibt.</p>'
    actions = '<div class="actions"><div class="text">Beitrag melden</div></div>'
    assert [text for _, _, text in comments_of(body + actions)] == ["Das Bad bleibt."]


SIGNED = ["Eva Kern, 3. Mai 2018", "Jo am 4. Mai 2018 um 9:12", "vor 3 Tagen"]


def comments_of(*bodies: str) -> list[tuple[str | None, str | None, str]]:
    items = "".join(f'<div class="comment">{body}</div>' for body in bodies)
    found = page_of(f'<p>Das Bad bleibt offen.</p><div id="comments">{items}</div>')
    return [(c.author, c.date, c.text) for c in found.comments]


def test_comments_that_all_begin_with_who_and_when_are_signed() -> None:
    assert comments_of(*(f"{line}<br>das finde ich auch" for line in SIGNED)) == [
        ("Eva Kern", "2018-05-03", "das finde ich auch"),
        ("Jo", "2018-05-04T09:12", "das finde ich auch"),
        (None, "vor 3 Tagen", "das finde ich auch"),
    ]


def test_a_sentence_that_begins_with_a_name_and_a_date_is_no_signature() -> None:
    sentence = "Kern schrieb am 3. Mai 2018<br>dass es offen bleibt."
    whole = sentence.replace("<br>", "\n")
    marked = '<cite>Ole</cite> <time>5.05.2018</time><p class="text">Gut.</p>'
    assert comments_of(marked, sentence, marked)[1] == (None, None, whole)
    assert comments_of(sentence, "Das Bad ist alt.", "Und zu teuer!")[0] == (None, None, whole)
    assert comments_of(sentence) == [(None, None, whole)]


@pytest.mark.parametrize("part", ["text", "inhalt", "message", "body", "content"])
def test_the_text_of_an_answer_is_no_button(part: str) -> None:
    text = f'<div class="reply-{part}">Na endlich, gut.</div>'
    button = f'<a href="#"><span class="reply-{part}">Antworten</span></a>'
    assert comments_of(f'<span class="author">Eva</span>{text}') == [
        ("Eva", None, "Na endlich, gut.")
    ]
    assert comments_of(f'<span class="author">Eva</span><p>Gut.</p>{button}') == [
        ("Eva", None, "Gut.")
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Gefällt mir"],
        ["Das Bad bleibt!", "Gefällt mir"],
        ["Löschen", "Das Bad bleibt!", "Teilen"],
        ["Trackback geht hier nicht, schade."],
        ["Trackback von mir kam nicht an."],
        ["[...] Zitat [...]"],
    ],
)
@pytest.mark.parametrize("name", ["Eva", '<a href="/leser#eva">Eva</a>'])
def test_what_a_reader_writes_is_no_button_or_ping(lines: list[str], name: str) -> None:
    comment = f'<b class="author">{name}</b><div class="comment-content">{{}}</div>'
    text = "<br>".join(lines)
    buttons = '<p><a href="#">Antworten</a></p><span>Melden</span>'
    for marked in (text, f"<p>{text}</p>{buttons}"):
        assert comments_of(comment.format(marked)) == [("Eva", None, "\n".join(lines))]


def test_a_text_is_never_nothing_but_buttons() -> None:
    assert comments_of('<div class="comment-content"><span>Löschen</span></div>') == [
        (None, None, "Löschen")
    ]


@pytest.mark.parametrize(
    "text", ["Pingback: Radnotizen", "Trackback von Radnotizen", "[…] Der Radweg kommt […]"]
)
def test_a_ping_is_no_comment(text: str) -> None:
    linked = '<cite><a href="https://anderswo.example/radweg">Radnotizen</a></cite>'
    assert comments_of(f'{linked}<p class="text">{text}</p>', "Gut.") == [(None, None, "Gut.")]


PARTS = '<b class="author">{}</b><div class="comment-text">{}</div>'
EVA, JO, ULI = (
    PARTS.format(*said) for said in (("Eva", "Das Bad bleibt."), ("Jo", "Gut."), ("Uli", "Nein."))
)
ANSWERED = [
    ("1", None, "Eva", "Das Bad bleibt."),
    ("2", "1", "Jo", "Gut."),
    ("3", "1", "Uli", "Nein."),
]


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="comment">{EVA}<div class="replies">'
        f'<div class="comment">{JO}</div><div class="comment">{ULI}</div></div></div>',
        f'<li class="comment depth-1">{EVA}<ul class="children">'
        f'<li class="comment depth-2">{JO}</li><li class="comment depth-2">{ULI}</li></ul></li>',
        f'<div class="comment">{EVA}<div class="comment" id="cid-13">{JO}</div>'
        f'<div class="comment" id="cid-14">{ULI}</div></div>',
        f'<div class="comment"><div class="comment">{EVA}</div>'
        f'<div class="comment">{JO}</div><div class="comment">{ULI}</div></div>',
    ],
    ids=["generic", "wordpress", "only answers have numbers", "in a frame"],
)
def test_answers_inside_a_comment_need_no_number(body: str) -> None:
    found = page_of(f'<p>Das Bad.</p><section class="comments">{body}</section>')
    assert [(c.id, c.parent, c.author, c.text) for c in found.comments] == ANSWERED
    assert found.left_out == 0


def test_the_frames_of_a_comment_are_one_comment() -> None:
    inner = f'<div class="comment" id="comment-13">{EVA}</div>'
    for frame in (
        f'<li class="comment depth-1">{inner}</li>',
        f'<li class="comment depth-1"><div class="comment">{inner}</div></li>',
        f'<div class="comment"><div class="text">{inner}</div></div>',
        f'<div class="comment"><div class="meta"><i class="text">Neu</i></div>{inner}</div>',
    ):
        found = page_of(f'<p>Das Bad.</p><section class="comments">{frame}</section>')
        assert [(c.id, c.text) for c in found.comments] == [("13", "Das Bad bleibt.")]


def test_a_page_that_nests_too_deep_is_not_cut_off_in_silence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    comment = '<li id="comment-1"><p>Gut.</p></li>'
    for depth, is_told in ((400, False), (2500, True)):
        found = page_of("<p>Das Bad bleibt offen.</p><i></b>" * 200 + "<b>" * depth + comment)
        assert (not found.comments) == is_told
        assert any("what follows them is not read" in said for said in caplog.messages) == is_told


@pytest.mark.parametrize(
    ("page", "first", "later"),
    [
        ("xenforo.html", "\n#1\n", "\n#21\n"),
        ("vbulletin.html", ">#1<", ">#21<"),
        ("discourse.html", 'id="post_1"', 'id="post_21"'),
        ("phpbb.html", '<li class="active"><span>1<', '<li class="active"><span>3<'),
        ("woltlab.html", ">#1<", ">#21<"),
        ("vbulletin_5.html", ">#1<", ">#21<"),
        ("invision_4.html", 'data-page="1">1<', 'data-page="3">3<'),
        ("invision_5.html", " data-ips-first-post", ""),
        ("mybb.html", ">#1<", ">#21<"),
        ("smf.html", 'floatright"> <', 'floatright"> #20 <'),
        ("smf_2_0.html", "<strong>am:", "<strong>Antwort #20 am:"),
    ],
)
def test_on_a_later_page_of_a_thread_no_post_is_the_article(
    page: str, first: str, later: str
) -> None:
    (found,) = GOLDEN[page]
    text = (FOLDER / "pages" / page).read_text("utf-8")
    assert text.count(first) == 1
    thread = whole_page(text.replace(first, later))
    assert [c.text for c in thread.comments] == [
        found["article"],
        *(text for *_, text in found["comments"]),
    ]


@pytest.mark.parametrize(
    "page", ["woltlab", "vbulletin_5", "invision_4", "invision_5", "mybb", "smf", "smf_2_0"]
)
def test_who_opened_a_thread_is_no_reader_of_it(page: str) -> None:
    thread = whole_page((FOLDER / "pages" / f"{page}.html").read_text("utf-8"))
    assert [c.author for c in thread.comments if c.is_host] == ["Hauke"]


def test_a_quotation_below_who_wrote_it_and_when_may_be_of_another_page_of_the_thread() -> None:
    text = (FOLDER / "pages" / "smf_2_0.html").read_text("utf-8")
    for heading, is_stated in (
        ("Zitat von: Veit am 05. Mai 2024, 08:00:12", True),
        ("Zitat von: Veit am 05. Mai 2024", False),
    ):
        thread = whole_page(text.replace("Zitat von: Silke K. am 06. Mai 2024, 08:00:12", heading))
        kept = "" if is_stated else f"{heading}\nEndlich sicher zur Schule.\n"
        assert thread.comments[1].text == f"{kept}Und im Winter?"


def test_a_link_that_readers_discuss_has_no_article() -> None:
    text = (FOLDER / "pages" / "reddit.html").read_text("utf-8")
    post = text.index('<div slot="text-body">'), text.index("</shreddit-post>")
    found = whole_page(text[: post[0]] + text[post[1] :])
    assert (found.article.text, len(found.comments)) == ("", 2)


def test_a_single_comment_may_name_its_author_in_an_attribute() -> None:
    comment = (
        '<div class="comments"><article class="message" data-author="Petra"><div class="body">'
        "Endlich kommt dieser Radweg, darauf warte ich seit vielen Jahren.</div>"
        "<time>1. Mai 2024</time></article></div>"
    )
    found = page_of(
        "<p>Der Gemeinderat hat den Radweg an der Hauptstraße beschlossen.</p>"
        f'<section id="comments"><h2>1 Kommentar</h2>{comment}</section>'
    )
    assert [(c.author, c.date) for c in found.comments] == [("Petra", "2024-05-01")]


def test_a_form_that_asks_for_nothing_is_text() -> None:
    named = '<b class="author">Eva</b>'
    for form in ("<form>{}</form>", '<form><input type="hidden" name="id" value="7">{}</form>'):
        said = form.format("<p>Gut.</p>")
        assert comments_of(named + said, named + said.replace("Gut", "Nein")) == [
            ("Eva", None, "Gut."),
            ("Eva", None, "Nein."),
        ]
    asked = "<form><p>Ihre Meinung?</p><textarea></textarea></form>"
    assert comments_of(f"{named}<p>Gut.</p>{asked}") == [("Eva", None, "Gut.")]


DRUPAL = """<article id="comment-{}" class="comment js-comment"><footer class="comment__meta">
<p class="comment__submitted">{} am Di., 12.03.2024 - 18:22</p></footer>
<div class="comment__content"><h3><a href="/comment/1">{}</a></h3>
<div class="text-formatted field field--name-comment-body"><p>{}</p></div></div></article>
"""


def test_a_title_that_is_cut_from_a_comment_is_none_of_it() -> None:
    comments = (
        ("Gespeichert von <span>Eva (nicht überprüft)</span>", "Der Rat hat völlig",
         "Der Rat hat<br>völlig recht."),
        ("Gespeichert von Max Mai", "Mist", "Mist"),
        ("Submitted by <span>Jo (not verified)</span>", "Wer das Bad schließt, spa…",
         "Wer das Bad schließt, spart Geld."),
        ('Gespeichert von <a class="username">Uli (nicht überprüft)</a>', "Der Bau",
         "Der Baum steht."),
    )  # fmt: skip
    body = "".join(DRUPAL.format(number, *comment) for number, comment in enumerate(comments))
    found = page_of(f'<p>Das Bad.</p><section class="comments">{body}</section>')
    assert [(c.author, c.date, c.text) for c in found.comments] == [
        ("Eva", "2024-03-12T18:22", "Der Rat hat\nvöllig recht."),
        ("Max Mai", "2024-03-12T18:22", "Mist"),
        ("Jo", "2024-03-12T18:22", "Wer das Bad schließt, spart Geld."),
        ("Uli", "2024-03-12T18:22", "Der Bau\nDer Baum steht."),
    ]


@pytest.mark.parametrize(
    ("heading", "is_eva"),
    [
        ("Zitat Eva:", True),
        ("Zitat: Eva", True),
        ("Zitiere Eva:", True),
        ("Quoting Eva:", True),
        ("Zitat Faust:", False),
        ("Zitat:", False),
    ],
)
def test_a_line_that_only_names_who_is_quoted_goes_with_the_quotation(
    heading: str, is_eva: bool
) -> None:
    quoted = f'<span class="quote">{heading}</span><blockquote>Das Bad bleibt.</blockquote>Nein.'
    answer = PARTS.format("Max", quoted)
    items = f'<li class="comment depth-1">{EVA}</li><li class="comment depth-1">{answer}</li>'
    _, found = page_of(f"<p>Das Bad.</p><ol>{items}</ol>").comments
    assert (found.text, found.parent) == (
        ("Nein.", "1") if is_eva else (f"{heading}\nDas Bad bleibt.\nNein.", None)
    )


@pytest.mark.parametrize(
    "replies",
    [
        '<div class="Thread_replies__Qw2Xa">{}</div>',
        '<div class="_replies_1x8a9_14">{}</div>',
        '<div class="replies"><b>1 Antwort</b><div class="replies__list">{}</div></div>',
    ],
)
def test_what_holds_answers_may_have_a_class_that_a_program_made(replies: str) -> None:
    eva, jo = (f'<div class="comment">{parts}</div>' for parts in (EVA, JO))
    found = page_of(f'<p>Das Bad.</p><section id="comments">{eva}{replies.format(jo)}</section>')
    assert [(c.author, c.parent) for c in found.comments] == [("Eva", None), ("Jo", "1")]


def test_the_advert_of_a_blog_below_a_comment_is_no_word_of_its_reader() -> None:
    advert = '<p><span class="cluv">Evas letzter Blogeintrag..<a href="/">Das Bad</a></span></p>'
    said = PARTS.format("Eva", f"<p>Kalt.</p>{advert}")
    assert comments_of(said) == [("Eva", None, "Kalt.")]


def test_badges_and_counts_that_touch_a_name_are_none_of_it() -> None:
    text = '<p class="text">Gut.</p>'
    for name in (
        "<span>Eva Kern 12</span><span>7</span>",
        "<button><span>Eva Kern 12</span></button><i>Abo</i>",
        "Eva <b>Kern</b> <span>12</span><i></i><span>Abo</span>",
    ):
        assert comments_of(f'<div class="username">{name}</div>{text}') == [
            ("Eva Kern 12", None, "Gut.")
        ]


def in_frame(body: str, head: str = "") -> str:
    framed = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return f'<iframe srcdoc="{escape(framed)}"></iframe>'


@pytest.mark.parametrize("frames", [1, 2, 3])
def test_comments_in_a_frame_that_the_page_holds_are_read_and_adverts_are_not(
    frames: int, caplog: pytest.LogCaptureFixture
) -> None:
    page = (FOLDER / "pages" / "disqus_shown.html").read_text("utf-8")
    before, thread, behind = re.split('(?<=<div id="disqus_thread">)(.*</ul>)', page, flags=re.S)
    for _ in range(frames):
        thread = in_frame(thread)
    stated = {"@type": "Article", "commentCount": 3, "comment": [{"text": w} for w in "abc"]}
    script = f'<script type="application/ld+json">{json.dumps(stated)}</script>'
    advert = in_frame(f"<p>{WORDS * 9}</p>{script}", "<title>Kauft!</title>") + in_frame("")
    (wanted,) = GOLDEN["disqus_shown.html"]
    found = content(whole_page(f"{before}{advert}{thread}{behind}"))
    if frames < 3:
        assert found == wanted
        assert not caplog.messages
    else:
        assert found == wanted | {"comments": []}
        assert [message.startswith(LOADED.format("Disqus")) for message in caplog.messages] == [
            True
        ]


def test_of_a_page_full_of_frames_the_first_are_opened() -> None:
    comment = '<div class="comment" id="comment-1"><b class="author">Eva</b><p>Kalt.</p></div>'
    filled = [in_frame(f"<p>{number}</p>") for number in range(10_000)]
    for place, read in ((100, 1), (300, 0)):
        body = "".join((*filled[:place], in_frame(comment), *filled[place:]))
        assert len(page_of(f"<p>Das Bad.</p>{body}").comments) == read


LOADED = "p: its comments come from {} and are "


@pytest.mark.parametrize(
    ("part", "system"), [("disqus_thread", "Disqus"), ("ghost-comments-root", "Ghost")]
)
@pytest.mark.parametrize(
    ("source", "file"),
    [
        ("./Das%20Bad-Dateien/saved_resource.html", "./Das Bad-Dateien/saved_resource.html"),
        ("Bad_files/a.htm", "Bad_files/a.htm"),
        ("https://disqus.com/embed/comments/a.html", None),
        ("../anderswo.html", None),
        ("%2e%2e/anderswo.html", None),
        ("/etc/a.html", None),
        ("about:blank", None),
    ],
)
def test_the_file_with_the_comments_is_named(
    source: str,
    file: str | None,
    part: str,
    system: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    frame = f'<div id="{part}"><iframe src="{source}"></iframe></div>'
    announced = "<h2>3 Kommentare</h2>" if file else ""
    page_of(f"<h1>Das Bad</h1><p>Es bleibt offen.</p>{announced}{frame}")
    told = (
        f"in a file beside it; give {file} as well"
        if file
        else ("not in it; wait until they are shown, then save it again")
    )
    assert caplog.messages == [LOADED.format(system) + told]


@pytest.mark.parametrize(
    ("marked", "by"),
    [
        ("<p data-service-review-text-typography='true'>Kalt.</p>", "Trustpilot"),
        ("<title>Bad - Google Maps</title><div data-review-id='a'>Kalt.</div>", "Google Maps"),
        ("<div data-testid='postThreadItem-by-eva.example'>Kalt.</div>", "Bluesky"),
        ("<span data-e2e='comment-level-1'><p>Kalt.</p></span>", "TikTok"),
        ("<div role=article aria-label='Kommentar von Eva'>Kalt.</div>", "Facebook"),
        (
            f"<title>Bad auf Instagram</title>{'<i class=_aaco>Kalt.</i><time></time>' * 2}",
            "Instagram",
        ),
        ("<ytm-comment-thread-renderer>Kalt.</ytm-comment-thread-renderer>", "YouTube"),
    ],
)
def test_texts_that_no_rule_reads_are_told(
    marked: str, by: str, caplog: pytest.LogCaptureFixture
) -> None:
    page_of(f"<h1>Das Bad</h1>{marked}")
    said = f"p: readers' texts are in it, marked as by {by}, which is not read; "
    assert [message.startswith(said) for message in caplog.messages] == [True]


def test_a_page_about_instagram_is_not_one_of_it(caplog: pytest.LogCaptureFixture) -> None:
    page_of("<title>Hass auf Instagram</title><p>Das Bad.</p>" + "<time>6.5.2024</time>" * 2)
    assert not caplog.messages


def test_where_comments_of_youtube_are_missing_the_way_to_all_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    next(iter(readers.read(FOLDER / "pages" / "youtube_shown.html")))
    assert [message.partition(": ")[2] for message in caplog.messages] == [
        "3 of the 1204 comments that the page announces are in it; fetch them with "
        "`yt-dlp --write-comments`"
    ]


WORDS = "Das ist ein Text mit genug Wörtern. "
NAMES = ["x" + "abcdefghij"[number % 10] * (1 + number // 10) for number in range(500)]


@pytest.mark.parametrize(
    "body",
    [
        '<div class="comments"><div class="comment">'
        + '<span class="date">12.03.2024</span>' * 10_000,
        "<h2>Kommentare</h2>" + '<div class="x">' * 1000 + WORDS * 60_000 + "12.03.2024",
        "<h2>Kommentare</h2>"
        + "".join(f'<div class="{name}">' for name in NAMES)
        + "<b>ja</b> " * 30_000
        + "12.03.2024",
        '<div id="comment-1">' + '<span class="meta">' * 1000 + WORDS * 60_000,
        '<div class="comment-count">' * 1000 + WORDS * 60_000,
        f'<div id="comment-1"><span class="{"a " * 100_000}">' + WORDS,
        '<div id="comment-1"><a href="http://b.example">' + "[…] " * 300_000 + WORDS,
    ],
    ids=["dates", "nested alike", "nested names", "furniture", "counts", "classes", "quotes"],
)
def test_a_page_that_nests_or_repeats_itself_does_not_hang(body: str) -> None:
    # Each of these took minutes or more.
    with contextlib.suppress(InputError):
        assert len(page_of(body).comments) <= 1


@pytest.mark.parametrize("blank", ["\u3000", "\u2003", "&emsp;", "\u2028"])
def test_a_run_of_wide_blanks_is_one_and_takes_no_time(blank: str) -> None:
    # A name with two thousand of them took twenty seconds.
    run = blank * 4000
    begin = time.process_time()
    found = page_of(
        '<ol class="commentlist"><li class="comment" id="comment-1">'
        f'<cite class="fn">Eva{run}Huber</cite> <time>1. Mai 2024</time>'
        f'<div class="comment-content">Antwort auf{run}{"x" * 150}<br>'
        f"<blockquote>Zitat{run}{'x' * 80}</blockquote>Gut{run}so.</div></li></ol>"
    )
    assert time.process_time() - begin < 2
    assert [(c.author, c.text) for c in found.comments] == [
        ("Eva Huber", f"Antwort auf {'x' * 150}\nZitat {'x' * 80}\nGut so.")
    ]


def test_no_more_elements_than_the_limit_are_searched_for_an_article(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    searched: list[int] = []
    search = trafilatura.bare_extraction

    def counted(page: HtmlElement, *, favor_precision: bool, include_comments: bool) -> object:
        searched.append(sum(1 for _ in page.iter()))
        return search(page, favor_precision=favor_precision, include_comments=include_comments)

    monkeypatch.setattr(trafilatura, "bare_extraction", counted)
    monkeypatch.setattr(html, "_MOST_ELEMENTS", 100)
    long = page_of("<h1>Das Bad</h1>" + "<p>Es bleibt <b>offen</b>.</p>" * 60)
    assert (long.title, long.article.text) == (
        "Das Bad",
        "Das Bad\n" + "Es bleibt offen.\n" * 59 + "Es bleibt offen.",
    )
    assert searched == []
    assert caplog.messages == [
        "p: more than 100 elements beside its comments; all its text is taken for the article"
    ]
    comment = '<li class="comment depth-1"><cite>Eva</cite><p>Na endlich.</p></li>'
    assert len(page_of(f"<p>Das Bad bleibt offen.</p><ol>{comment * 60}</ol>").comments) == 60
    assert len(searched) == 1
    assert searched[0] < 10


def test_who_writes_in_a_quotation_or_beside_an_avatar_is_read() -> None:
    quoted = (
        '<li class="comment"><blockquote><cite class="fn">{}</cite> '
        '<time datetime="2024-05-01T10:00">1. Mai 2024</time><p>Das ist gut.</p></blockquote>'
        '<a href="#" class="reply">Antworten</a></li>'
    )
    beside = (
        '<li class="comment"><div class="comment-inner has-avatar"><span class="fn">{}</span>'
        '<time datetime="2024-05-01T10:00">1. Mai 2024</time>'
        '<div class="comment-content"><p>Das ist gut.</p></div></div></li>'
    )
    for comment in (quoted, beside):
        items = "".join(map(comment.format, ("Eva", "Max", "Ute")))
        found = page_of(f'<h2>3 Kommentare</h2><ol class="comment-list">{items}</ol>').comments
        assert [(one.author, one.text) for one in found] == [
            ("Eva", "Das ist gut."), ("Max", "Das ist gut."), ("Ute", "Das ist gut."),
        ]  # fmt: skip


def test_only_pages_pay_for_the_libraries_that_read_them(tmp_path: Path) -> None:
    files = {
        "a.txt": "Ein Artikel.",
        "b.csv": "text,author\nGut.,Eva\n",
        "c.json": '[{"text": "Gut."}]',
        "d.jsonl": '{"text": "Gut."}\n',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    program = (
        "import sys; from pathlib import Path; from sentiment import readers\n"
        "for path in readers.find_inputs(Path(sys.argv[1])): list(readers.read(path))\n"
        "print({'lxml', 'trafilatura'} & set(sys.modules) or 'neither')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path], capture_output=True, check=True, text=True
    )
    assert done.stdout == "neither\n"


def shown(found: Discussion) -> list[tuple[str | None, str | None, str | None, str]]:
    return [(c.parent, c.author, c.date, c.text) for c in found.comments]


def signed(name: str, author: str, text: str, inside: str = "") -> str:
    return (
        f'<div class="{name}"><div class="{name}-head"><span class="author">{author}</span> '
        f'<time datetime="2024-05-01">1. Mai</time></div><div class="{name}-text">{text}</div>'
        f"{inside}</div>"
    )


@pytest.mark.parametrize(
    ("section", "top", "answer"),
    [
        ("comments", "comment", "reply"),
        ("comments", "comment-item", "comment-reply"),
        ("kommentare", "kommentar", "antwort"),
    ],
)
def test_answers_of_another_class_are_comments_too(section: str, top: str, answer: str) -> None:
    inner = signed(answer, "Pia", "Es gibt ein Hallenbad.", signed(answer, "Tom", "Es ist voll."))
    page = page_of(
        f"<h1>Das Bad schließt</h1><p>Der Rat beschloss es.</p><div class='{section}'>"
        + signed(top, "Eva", "Endlich.")
        + signed(top, "Uwe", "Schade.", f"<div class='replies'>{inner}</div>")
        + "</div>"
    )
    assert shown(page) == [
        (None, "Eva", "2024-05-01", "Endlich."),
        (None, "Uwe", "2024-05-01", "Schade."),
        ("2", "Pia", "2024-05-01", "Es gibt ein Hallenbad."),
        ("3", "Tom", "2024-05-01", "Es ist voll."),
    ]


CONTAO = '<p class="info">{}</p><div class="comment"><p>{}</p></div>'


@pytest.mark.parametrize(
    ("comment", "author"),
    [
        (
            '<div class="comment_default" id="c21">'
            + CONTAO.format('Kommentar von Uwe | <time class="date">1. Mai 2024</time>', "Schade.")
            + f'<div class="reply">{CONTAO.format("Antwort von Karin Moll", "Nein.")}</div></div>',
            "Karin Moll",
        ),
        (
            signed(
                "comment",
                "Uwe",
                "Schade.",
                '<div class="answer"><div class="answer-head"><b>Stellungnahme der Redaktion:</b>'
                '</div><div class="comment-text"><p>Nein.</p></div></div>',
            ),
            "Redaktion",
        ),
    ],
)
def test_what_the_house_answers_in_a_comment_needs_no_date(comment: str, author: str) -> None:
    other = signed("comment", "Eva", "Endlich.")
    found = page_of(f'<p>Das Bad.</p><div class="comments">{comment}{other}</div>')
    assert shown(found) == [
        (None, "Uwe", "2024-05-01", "Schade."),
        ("1", author, None, "Nein."),
        (None, "Eva", "2024-05-01", "Endlich."),
    ]
    assert [comment.is_host for comment in found.comments] == [False, True, False]


@pytest.mark.parametrize(
    "inside",
    [
        '<div class="replies"><a href="#2">Antwort von Eva</a><a>Antwort von Jo</a></div>',
        '<div class="reply quote"><b>Antwort von Eva</b><p class="text">Endlich.</p></div>',
    ],
)
def test_what_only_says_that_somebody_answers_is_no_answer(inside: str) -> None:
    found = page_of(f'<div class="comments">{signed("comment", "Uwe", "Schade.", inside)}</div>')
    assert shown(found) == [(None, "Uwe", "2024-05-01", "Schade.")]


@pytest.mark.parametrize("name", ["parent-comment", "link-card", "quote"])
def test_what_a_comment_shows_of_another_is_no_answer(name: str) -> None:
    comment = signed("comment", "Uwe", "Schade.", signed(name, "Eva", "Endlich."))
    found = page_of(f'<div class="comments">{comment}</div>')
    assert shown(found) == [(None, "Uwe", "2024-05-01", "Schade.")]


def test_what_holds_all_of_a_comment_is_no_answer_to_it() -> None:
    comment = f'<li class="comment">{signed("entry", "Eva", "Endlich.")}</li>'
    found = page_of(f'<ol class="comments">{comment}</ol>')
    assert shown(found) == [(None, "Eva", "2024-05-01", "Endlich.")]


def test_answers_of_giscus_and_names_of_utterances_are_read() -> None:
    def of_giscus(name: str, author: str, text: str, inside: str = "") -> str:
        return (
            f'<div class="gsc-{name}"><div class="gsc-{name}-author"><a><span>{author}</span></a>'
            f'<a><time datetime="2024-05-01T08:00:00Z">1. Mai 2024</time></a></div>'
            f'<div class="markdown gsc-{name}-content"><p>{text}</p></div>{inside}</div>'
        )

    inside = f'<div class="gsc-replies">{of_giscus("reply", "tom", "Doch.")}</div>'
    comments = of_giscus("comment", "eva", "Nein.", inside)
    assert shown(page_of(f'<div class="gsc-comments">{comments}</div>')) == [
        (None, "eva", "2024-05-01", "Nein."),
        ("1", "tom", "2024-05-01", "Doch."),
    ]
    comment = (
        '<article class="timeline-comment"><div class="comment"><header class="comment-header">'
        '<span class="comment-meta"><a class="text-link"><strong>eva</strong></a> commented '
        '<a>on <time datetime="2024-05-01T08:00:00Z">May 1, 2024</time></a></span></header>'
        '<div class="markdown-body"><p>Nein.</p></div></div></article>'
    )
    assert shown(page_of(comment)) == [(None, "eva", "2024-05-01", "Nein.")]


@pytest.mark.parametrize(
    "head",
    [
        '<p><b class="name">{}</b> schrieb am 03.05.2018, 10:12:</p>',
        '<b class="name">{}</b> am 03.05.2018 um 10:12 Uhr:<br>',
        '<span class="author">{}</span>, 03.05.2018 10:12',
        '<div><span class="name">{}</span> | 03.05.2018 | 10:12 Uhr</div>',
        '<div>#4 <a class="author">{}</a> <em>Donnerstag, den 3. Mai 2018, 10:12</em></div>',
        '<a>Kommentar-Link</a> <span class="commentAuthorName">gepostet von {}</span> '
        '<span class="commentDate">Donnerstag, 3. Mai 2018 10:12</span>',
        '<b class="author">Eingetragen von {}</b> <time>erstellt am 03.05.2018 10:12</time>',
    ],
)
def test_a_line_with_a_marked_name_and_a_date_is_no_part_of_the_comment(head: str) -> None:
    comments = "".join(
        f'<div class="comment">{head.format(name)}<p>{text}</p></div>'
        for name, text in (("Eva Blum", "Am 3. Mai 2018 war es zu.<br>Na endlich."), ("uwe", "Ja."))
    )
    assert shown(page_of(f'<div id="comments">{comments}</div>')) == [
        (None, "Eva Blum", "2018-05-03T10:12", "Am 3. Mai 2018 war es zu.\nNa endlich."),
        (None, "uwe", "2018-05-03T10:12", "Ja."),
    ]


def test_a_date_under_the_mouse_is_read_and_what_stands_for_it_is_no_text() -> None:
    layout = (
        '<div class="c"><figure><p>{0}</p></figure><h4>{1}</h4><a href="#1" '
        'title="{2}"><span>·</span>{3}</a><p>{4} <a title="Bericht von 2018">hier</a></p></div>'
    )
    said = (
        ("EB", "Eva Blum", "Donnerstag, 3. Mai 2018 um 10:12", "gestern", "Steht"),
        ("U", "uwe", "2018-05-03 10:12", "vor 3 Tagen", "Gut"),
    )
    comments = "".join(layout.format(*one) for one in said)
    found = page_of(f'<h1>Das Bad</h1><div id="comments"><h2>2 Kommentare</h2>{comments}</div>')
    assert shown(found) == [
        (None, "Eva Blum", "2018-05-03T10:12", "Steht hier"),
        (None, "uwe", "2018-05-03T10:12", "Gut hier"),
    ]


NAME_OF_UWE = '<b class="author">Uwe</b>'
NAME_AND_TEXT = [("Eva Blum", "Ja.<br>Gut so."), ("uwe_77", "Nein."), ("uwe_77", "Doch, Eva.")]


@pytest.mark.parametrize(
    "layout",
    [
        "<b>{0}</b> <time>3.05.2018</time><p>{1}</p>",
        '<b>{0}</b><time datetime="2018-05-03"></time><div class="text">{1}</div>',
        '<p><a href="/leser/7">{0}</a><br><small>3.05.2018</small></p>{1}',
        '<h4>{0}</h4><span class="date">3.05.2018</span><p>{1}</p>',
        "<p>#4 <b>{0}</b> schrieb am <time>3.05.2018</time>:</p><p>{1}</p>",
        "<div>{0}</div><p>{1}</p><time>3.05.2018</time>",
        "<p>{1}</p><p>— {0}, <time>3.05.2018</time></p>",
    ],
)
@pytest.mark.parametrize("name", ["comment", "x"])
def test_a_name_that_nothing_marks_is_found_beside_marked_dates(layout: str, name: str) -> None:
    def comments(*said: tuple[str, str]) -> str:
        items = "".join(f'<div class="{name}">{layout.format(*one)}</div>' for one in said)
        return f'<div id="comments"><h2>Kommentare</h2>{items}</div>'

    assert shown(page_of(comments(*NAME_AND_TEXT))) == [
        (None, author, "2018-05-03", text.replace("<br>", "\n")) for author, text in NAME_AND_TEXT
    ]


def test_a_single_name_stands_with_its_date() -> None:
    date = "<time>3.05.2018</time>"
    assert comments_of(f"<b>Eva Blum</b> {date}<p>Ja.</p>") == [("Eva Blum", "2018-05-03", "Ja.")]
    for thanks in (
        f"<p>Danke</p><p>Ja.</p>{date}",
        f'<div class="comment-text">Danke<p>Ja.</p></div>{date}',
    ):
        assert comments_of(thanks) == [(None, "2018-05-03", "Danke\nJa.")]


@pytest.mark.parametrize(
    "first",
    [
        ["Danke!", "Wir warten seit Mai.", "Nein."],
        ["Hallo Eva,", "Liebe Redaktion,", "Guten Tag,"],
        ["Danke"],
    ],
)
def test_what_is_no_name_stays_in_comments_with_a_date_alone(first: list[str]) -> None:
    comments = (f"<time>3.05.2018</time><p>{line}</p><p>Das Bad bleibt.</p>" for line in first)
    assert comments_of(*comments) == [
        (None, "2018-05-03", f"{line}\nDas Bad bleibt.") for line in first
    ]


def test_a_label_above_all_comments_is_no_name() -> None:
    comments = (f"<b>Gast</b> <time>3.05.2018</time><p>{text}</p>" for text in ("A.", "B.", "C."))
    assert comments_of(*comments) == [(None, "2018-05-03", text) for text in ("A.", "B.", "C.")]


@pytest.mark.parametrize("name", ["<b>{}</b>", '<b class="author">{}</b>', "<h4>{}</h4>"])
def test_initials_in_the_place_of_a_picture_are_no_words_of_readers(name: str) -> None:
    said = [("EB", "Eva Blum", "Ja."), ("U", "uwe", "Nein."), ("PS", "Pia van der See", "EB? Gut.")]
    comments = (
        f"<div><p>{initials}</p></div>{name.format(author)} <time>3.05.2018</time><p>{text}</p>"
        for initials, author, text in said
    )
    assert comments_of(*comments) == [(author, "2018-05-03", text) for _, author, text in said]
    for other in (f"<p>EB</p>{NAME_OF_UWE}<p>Ja.</p>", f"<p>U</p>{NAME_OF_UWE}"):
        text = "EB\nJa." if "EB" in other else "U"
        assert comments_of(other, other) == [("Uwe", None, text)] * 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("vor einem Tag", "vor einer Woche"),
        ("vor 2 Tagen", "gestern, 18:22"),
        ("vor 45 Min.", "vor 2 Std."),
        ("vor 3 h", "gerade eben"),
        ("3 Std.", "2d"),
        ("12. März, 18:22 Uhr", "12. März"),
        ("just now", "5 hours ago"),
    ],
)
def test_dates_are_read_as_apps_print_them(first: str, second: str) -> None:
    def comment(of: str) -> str:
        return f'<div class="sc-1">{of}</div>'

    above = "".join(
        comment(f"<div><span>{name}</span><span>{date}</span></div><div><p>{text}</p></div>")
        for name, date, text in (("Eva Blum", first, "Ja."), ("uwe", second, "Ein Bad<br>weniger."))
    )
    below = "".join(
        comment(f"<div><a>{name}</a></div><div>{text}</div><a>{date}</a><p>Antworten</p>")
        for name, date, text in (("Eva Blum", first, "Ja."), ("uwe", second, "Ein Bad<br>weniger."))
    )
    in_one = above.replace("</span><span>", " · ")
    is_told_from_words = first.startswith("vor") and "eben" not in second
    for comments in (above, below, *[in_one] * is_told_from_words):
        found = page_of(f"<h1>Das Bad</h1><section><h2>2 Kommentare</h2>{comments}</section>")
        assert shown(found) == [
            (None, "Eva Blum", first, "Ja."),
            (None, "uwe", second, "Ein Bad\nweniger."),
        ]


def test_headlines_of_readers_are_theirs_and_headings_of_the_site_are_not() -> None:
    comment = (
        '<div class="comment" id="comment-{0}"><h5 class="user-rank">Stammgast</h5>'
        '<h4>{1}</h4> <span class="author">{1}</span> <time datetime="2024-05-01"></time>'
        '{2}<div class="comment-text">{3}</div><h4>Antworten</h4></div>'
    )
    headed = (
        ("Eva", "<h4>Eine Schande!</h4>", "So geht das nicht."),
        ("Uwe", '<p class="js-x lst-Comments_CommentTitle">Nie wieder.</p>', ""),
        ("Pia", '<h3 class="comment-title"><a href="#c">Das Bad war</a></h3>', "Das Bad war gut."),
        ("Tom", "<h4>Re: Eine Schande!</h4>", "Doch."),
        ("Ida", "<h4>Das Bad</h4>", "Na ja."),
        ("Jan", "<h4>Das Bad</h4>", "Ja."),
        ("Max", '<h4 class="comment-subject">1. Mai</h4>', "<h4>Danke</h4><p>Bis bald.</p>"),
    )
    comments = "".join(comment.format(n, *parts) for n, parts in enumerate(headed, start=1))
    found = page_of(f'<h2>7 Kommentare</h2><div id="comments">{comments}</div>')
    assert [(c.author, c.text) for c in found.comments] == [
        ("Eva", "Eine Schande!\nSo geht das nicht."),
        ("Uwe", "Nie wieder."),
        ("Pia", "Das Bad war gut."),
        ("Tom", "Doch."),
        ("Ida", "Na ja."),
        ("Jan", "Ja."),
        ("Max", "1. Mai\nDanke\nBis bald."),
    ]


def test_the_heading_of_the_only_comment_is_its_own_where_a_class_says_so() -> None:
    for heading, text in (
        ("<h4>Lesermeinung", "Ja."),
        ('<h4 class="comment-title">Gut', "Gut\nJa."),
    ):
        comment = signed("comment", "Eva", "Ja.").replace(
            '<span class="au', f'{heading}</h4><span class="au'
        )
        found = page_of(f'<div class="comments">{comment}</div>')
        assert shown(found) == [(None, "Eva", "2024-05-01", text)]


def test_the_title_of_a_comment_in_rdfa_is_not_its_author() -> None:
    comment = (
        '<article typeof="schema:Comment"><h3 property="schema:name"><a>{}</a></h3>'
        '<p><span rel="schema:author"><span typeof="schema:Person" property="schema:name">Eva'
        '</span></span> <span property="schema:dateCreated" content="2024-05-01T10:00"></span></p>'
        '<div property="schema:text"><p>So geht das nicht.</p></div></article>'
    )
    comments = comment.format("Eine Schande!") + comment.format("Danke")
    assert shown(page_of(comments)) == [
        (None, "Eva", "2024-05-01T10:00", "Eine Schande!\nSo geht das nicht."),
        (None, "Eva", "2024-05-01T10:00", "Danke\nSo geht das nicht."),
    ]


def test_followers_and_votes_beside_a_posting_are_no_part_of_it() -> None:
    posting = (
        '<div class="posting" data-postingid="{0}" data-parentpostingid="{1}" '
        'data-communityname="{2}"><div class="upost"><a class="upost-usercontainer"><strong '
        'class="upost-communityname">{2}</strong></a><span class="upost-follower">23</span>'
        '<div class="upost-body"><h4 class="upost-title">{3}</h4><div class="{4}">{5}</div></div>'
        '<span class="js-timestamp upost-date">1. Mai 2024, 18:22:31</span>{6}'
        '<a class="upost-link">permalink</a></div></div>'
    )
    for name, votes in (("upost-text", '<div class="ratings"><span>14</span></div>'), ("x", "")):
        postings = posting.format(7, "", "Eva Blum", "Ein Skandal!", name, "", votes)
        postings += posting.format(8, 7, "uwe", "", name, "Wieso?", votes)
        found = page_of(f'<section id="forum"><h2>2 Postings</h2>{postings}</section>')
        assert [(c.parent, c.author, c.text) for c in found.comments] == [
            (None, "Eva Blum", "Ein Skandal!"),
            ("1", "uwe", "Wieso?"),
        ]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('<p>Ja.</p><p hidden>Melden Sie sich an.</p><i style="display: none">Spam</i>', "Ja."),
        ('<span class="visually-hidden">Text:</span><p>Ja.</p>', "Ja."),
        (
            '<span>Wir warten seit …</span><span style="display:none">Wir warten seit Mai.</span>'
            '<a class="more">Mehr anzeigen</a>',
            "Wir warten seit Mai.",
        ),
        (
            'Wir warten<b style="display:none"> seit Mai.</b> <a>Weiterlesen</a>',
            "Wir warten seit Mai.",
        ),
        (
            "Wir warten.<b hidden> Seit Mai.</b></div><div><button>Mehr anzeigen</button>",
            "Wir warten. Seit Mai.",
        ),
        ("Wir warten<b hidden> seit Mai.</b>", "Wir warten seit Mai."),
        ("<p>Wir warten …</p><p hidden>Seit Mai.</p>", "Wir warten …\nSeit Mai."),
        ('Wir warten. <span class="read-more">… mehr lesen</span>', "Wir warten."),
        ("<details><summary>Spoiler</summary>Ja.</details>", "Ja."),
        ("<details><summary>Warum?</summary>Darum.</details>", "Warum?\nDarum."),
        ('<div style="display:none"><p>Ja.</p></div>', "Ja."),
        ("<p>Mehr!</p><p>Mehr anzeigen <b>muss</b> man.</p>", "Mehr!\nMehr anzeigen muss man."),
    ],
)
def test_a_comment_is_what_is_shown_of_it(inside: str, text: str) -> None:
    for name in ("comment-text", "x"):
        found = page_of(
            '<ol class="comments"><li class="comment"><b class="author">Eva</b> '
            f'<time datetime="2024-05-01"></time><div class="{name}">{inside}</div></li></ol>'
        )
        assert shown(found) == [(None, "Eva", "2024-05-01", text)]


@pytest.mark.parametrize(
    "head",
    [
        '<span class="lst-Comments_CommentInfoNameText">Eva</span> (<span '
        'class="lst-Comments_CommentInfoUsernameText">eva1</span>)',
        '<p class="forum-post__meta">Autor: <span class="forum-post__author">Eva</span></p>',
    ],
)
def test_names_are_read_whatever_stands_before_the_word_in_their_class(head: str) -> None:
    comments = "".join(
        f'<li class="item">{head}<time datetime="2024-05-01"></time><p class="text">{text}</p></li>'
        for text in ("Ja.", "Nein.")
    )
    found = page_of(f'<h2>2 Kommentare</h2><ul class="comments">{comments}</ul>')
    assert [(c.author, c.text) for c in found.comments] == [("Eva", "Ja."), ("Eva", "Nein.")]


def test_who_created_a_comment_in_json_ld_wrote_it() -> None:
    comment = {"@type": "Comment", "text": "Ja.", "creator": {"@type": "Person", "name": "Eva"}}
    stated = json.dumps({"@type": "Article", "comment": comment})
    found = page_of(f'<script type="application/ld+json">{stated}</script>')
    assert [(c.author, c.text) for c in found.comments] == [("Eva", "Ja.")]


@pytest.mark.parametrize(
    "note",
    [
        "Zuletzt geändert von Käthe K. am 12. März 2024, 19:00, insgesamt 1-mal geändert.",
        "Zuletzt bearbeitet: 13.03.2024",
        "Bearbeitet von Ralf um 19:00 Uhr",
        "Dieser Beitrag wurde von Eva am 3. Mai 2018 bearbeitet.",
        "Last edited by Eva on 3 May 2018; edited 2 times in total.",
        "Anmerkung der Redaktion: Link entfernt.",
        "[Anm. d. Red.: Bitte bleiben Sie beim Thema.]",
        "[…] Gekürzt. Bitte bleiben Sie sachlich. Die Redaktion/ja",
    ],
)
def test_notes_of_a_site_below_a_text_are_none_of_its_words(note: str) -> None:
    own = "Edit: Bad, nicht Rad.<br>Zuletzt geändert hat sich nichts."
    comments = "".join(
        signed("comment", "Eva", f"<p>{text}</p>") for text in (f"{own}</p><p>{note}", note)
    )
    found = page_of(f'<div class="comments">{comments}</div>')
    # What is all that a comment says stays, unless it says that there was one.
    assert [c.text for c in found.comments] == [own.replace("<br>", "\n"), note]


def test_ranks_above_texts_and_buttons_in_one_line_are_no_words_of_readers() -> None:
    comments = "".join(
        f'<li class="member"><a class="author">{name}</a><em>{rank}</em><p class="datum">'
        f"1. Mai 2024</p><p>{text}</p><a>antworten</a> <a>melden</a></li>"
        for name, rank, text in (
            ("Eva", "Mitglied", "Ja."),
            ("Uwe", "Mitglied", "Doch."),
            ("Tom", "Mitglied", "Mitglied"),
            ("Pia", "Nie!", "Nein."),
        )
    )
    found = page_of(f'<h3>4 Kommentare</h3><ul class="comments">{comments}</ul>')
    texts = [c.text for c in found.comments]
    assert texts == ["Ja.", "Doch.", "Mitglied", "Nie!\nNein."]


@pytest.mark.parametrize("heading", ["Gespräch", "2 Kommentare", "Diskussion (2)"])
def test_a_first_heading_above_comments_is_no_headline_of_the_page(heading: str) -> None:
    items = "".join(
        f'<li><b class="author">{name}</b> <time>3.05.2018</time><p>{text}</p></li>'
        for name, text in (("Eva", "Ja."), ("Uwe", "Nein."))
    )
    article = "<article><h1>Diskussion um das Bad</h1><p>Das Bad bleibt offen.</p></article>"
    part = f'<div class="discussion"><h1 class="title">{heading}</h1><ul>{items}</ul></div>'
    found = page_of(article + part)
    assert found.title == "Diskussion um das Bad"
    assert [(c.author, c.text) for c in found.comments] == [("Eva", "Ja."), ("Uwe", "Nein.")]


@pytest.mark.parametrize(
    "below",
    [
        "<button>Klatschen</button><p>{}</p><button><p>Antworten</p></button>",
        "<p>Gefällt mir · Antworten · {} ·</p>",
        "<p><a>Gefällt mir</a> <a>Antworten ({})</a></p>",
    ],
)
def test_counts_beside_buttons_are_no_words_of_readers(below: str) -> None:
    texts = ["Bis wann?<br>2030", "Nein.", "42"]
    comments = (
        f'<b class="author">Eva</b> <time>3.05.2018</time><p>{text}</p>{below.format(likes)}'
        for likes, text in enumerate(texts)
    )
    found = [text for _, _, text in comments_of(*comments)]
    assert found == [text.replace("<br>", "\n") for text in texts]


@pytest.mark.parametrize(
    "count", ["<button>Gut</button><p>3</p>", "<span>3</span><button>Gut</button>"]
)
def test_a_number_beside_a_button_is_a_count_below_a_single_comment_too(count: str) -> None:
    assert comments_of(f'<b class="author">Eva</b><p>42</p>{count}') == [("Eva", None, "42")]


def test_a_number_at_the_end_of_few_comments_is_their_own() -> None:
    texts = ["Bis wann?\n2030", "Nein.\n3", "42", "Ja.", "Gut."]
    comments = (
        f'<b class="author">Eva</b><p>{text.replace(chr(10), "<br>")}</p>' for text in texts
    )
    assert [text for _, _, text in comments_of(*comments)] == texts


def test_a_date_of_an_app_beside_a_marked_text_is_read() -> None:
    comments = "".join(
        f'<div class="comment"><b class="author">{name}</b><span>{date}</span>'
        f'<div class="comment-text">{text}</div></div>'
        for name, date, text in (
            ("Eva", "vor 2 Std.", "Ja."),
            ("Uwe", "gerade eben", "Am <b>3. Mai</b>."),
        )
    )
    assert shown(page_of(f'<div class="comments">{comments}</div>')) == [
        (None, "Eva", "vor 2 Std.", "Ja."),
        (None, "Uwe", "gerade eben", "Am 3. Mai."),
    ]
