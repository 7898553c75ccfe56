"""Chats that Telegram Desktop exports as web pages, and posts that X hands out."""

from __future__ import annotations

import io
import json

import pytest

from sentiment import readers
from sentiment.discussion import Article, Comment, Discussion
from sentiment.errors import InputError


def message(number: int, inside: str, *, classes: str = "default") -> str:
    date = (
        f'<div class="pull_right date details" title="13.05.2024 18:{number}:00 UTC+02:00">x</div>'
    )
    body = f'<div class="body">{date}{inside}</div>'
    return f'<div class="message {classes} clearfix" id="message{number}">{body}</div>'


def name(of: str) -> str:
    return f'<div class="from_name">{of}</div>'


PAGE = (
    "<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="
    '"page_wrap"><div class="page_header"><div class="content"><div class="text bold">'
    '\nBad &amp; Fluss\n</div></div></div><div class="page_body chat_page"><div class="history">'
    '<div class="message service" id="message-1"><div class="body details">13 May 2024</div></div>'
    + message(10, name("Jo") + '<div class="text">Endlich<br>passiert <b>was</b> &#128077;</div>')
    + message(11, '<div class="text">Seit Jahren!</div>', classes="default joined")
    + message(
        12,
        name("Ida")
        + '<div class="reply_to details">In reply to <a href="#go_to_message10">this</a></div>'
        + '<div class="text">Zu teuer.</div>',
    )
    + message(13, '<div class="media_wrap"><a href="photos/1.jpg">Photo</a></div>')
    + message(
        14,
        name("Uwe")
        + '<div class="forwarded body"><div class="from_name">Blatt</div>'
        + '<div class="text">Bad zu</div></div>',
    )
    + "</div></div></div></body></html>"
)


def only(content: str, source: str, suffix: str) -> Discussion:
    (found,) = readers.read_stream(io.BytesIO(content.encode()), source, suffix=suffix)
    assert isinstance(found, Discussion)
    return found


def test_a_chat_exported_as_a_page_is_read_with_authors_dates_and_answers() -> None:
    def comment(number: int, author: str, text: str, parent: str | None = None) -> Comment:
        date = f"2024-05-13T18:{number}:00+02:00"
        return Comment(id=str(number), author=author, date=date, text=text, parent=parent)

    assert only(PAGE, "messages.html", ".html") == Discussion(
        source="messages.html",
        title="Bad & Fluss",
        article=Article(text=""),
        comments=(
            comment(10, "Jo", "Endlich\npassiert was 👍"),
            comment(11, "Jo", "Seit Jahren!"),
            comment(12, "Ida", "Zu teuer.", parent="10"),
            comment(14, "Uwe", "Bad zu"),
        ),
        left_out=1,
    )


def tweets(*posts: dict[str, str]) -> str:
    rows = [{"tweet": post} for post in posts]
    return f"window.YTD.tweets.part0 = {json.dumps(rows)}"


def test_posts_of_an_archive_of_x_are_read() -> None:
    when = "Mon May 13 18:20:00 +0000 2024"
    first = {"id_str": "7", "full_text": "Bad &amp; Fluss bleiben!", "created_at": when}
    found = only(
        tweets(first, {"id_str": "8", "full_text": "Ja.", "in_reply_to_status_id_str": "7"}),
        "tweets.js",
        ".js",
    )
    assert found.comments == (
        Comment(id="7", date="2024-05-13T18:20:00+00:00", text="Bad & Fluss bleiben!"),
        Comment(id="8", parent="7", text="Ja."),
    )


@pytest.mark.parametrize("broken", [tweets()[:-1], tweets({"ip": "1"}), tweets() + "; alert(1)"])
def test_an_archive_of_x_without_posts_is_refused_in_one_sentence(broken: str) -> None:
    with pytest.raises(InputError, match=r"tweets\.js"):
        only(broken, "tweets.js", ".js")
