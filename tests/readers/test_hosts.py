"""Which comments are known as answers of the house, in each format that says so."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd
import pytest

import sentiment
from sentiment.discussion import Discussion, PlainText
from sentiment.present import Format, render_discussions
from sentiment.readers import large_tables
from sentiment.readers.blogger import read_blogger
from sentiment.readers.disqus import read_disqus
from sentiment.readers.html import read_html
from sentiment.readers.movable_type import read_movable_type
from sentiment.readers.own_json import read_json
from sentiment.readers.parquet import read_parquet
from sentiment.readers.tables import read_table
from sentiment.readers.wxr import read_wxr
from sentiment.separation import separate


def hosts(discussions: object) -> list[str | None]:
    assert isinstance(discussions, list)
    return [c.author for found in discussions for c in found.comments if c.is_host]


def page(items: str, head: str = "", body: str = "") -> list[Discussion]:
    text = "Das Freibad am Kanal bleibt auch im Winter offen, sagt die Stadt. " * 5
    source = (
        f"<html><head><title>Das Bad bleibt</title>{head}</head><body><article><h1>Das Bad bleibt"
        f"</h1>{body}<p>{text}</p></article><ol id='comments'>{items}</ol></body></html>"
    )
    return list(read_html(source.encode(), "bad.html"))


def item(number: int, author: str, classes: str = "", inside: str = "") -> str:
    return (
        f'<li id="comment-{number}" class="comment depth-1 {classes}">'
        f'<cite class="fn {inside}">{author}</cite><div class="comment-content">'
        f"<p>Das ist Satz {number} von {author}.</p></div></li>"
    )


READERS = item(1, "Uta") + item(2, "Eva Kern") + item(3, "Jo") + item(4, "Gast")


@pytest.mark.parametrize(
    ("items", "head", "body", "expected"),
    [
        (READERS, "", "", []),
        (item(1, "Uta") + item(2, "Eva", "byuser bypostauthor"), "", "", ["Eva"]),
        (item(1, "Uta") + item(2, "Eva", inside="blog-author"), "", "", ["Eva"]),
        # A byline, in the ways of themes and of search engines.
        (READERS, "<meta name='author' content='Eva Kern'>", "", ["Eva Kern"]),
        (READERS, "", "<p class='byline'>Von Eva  Kern</p>", ["Eva Kern"]),
        (READERS, "", "<p class='byline'>Von Eva Kern und Jo</p>", ["Eva Kern", "Jo"]),
        (
            READERS,
            "",
            "<dl class='article-info'><dd class='createdby'>Geschrieben von Eva Kern</dd></dl>",
            ["Eva Kern"],
        ),
        (
            READERS,
            "",
            "<p class='postmetadata'>Dieser Eintrag wurde am 3. Mai von Jo veröffentlicht.</p>",
            ["Jo"],
        ),
        (READERS, "", "<p class='byline'>Verfasst von Eva Kern am 3. Mai 2024</p>", ["Eva Kern"]),
        (READERS, "", "<a rel='author nofollow' href='/eva'>eva kern</a>", ["Eva Kern"]),
        (
            READERS,
            '<script type="application/ld+json">{"@graph": [{"@type": "Article", "author": '
            '{"@id": "#eva"}}, {"@type": "Person", "@id": "#eva", "name": "Eva Kern"}]}</script>',
            "",
            ["Eva Kern"],
        ),
        # Of the page itself; and a name that nobody else has.
        (READERS, "<meta property='og:site_name' content='Jo'>", "", ["Jo"]),
        (item(1, "Uta") + item(2, "Die Redaktion"), "", "", ["Die Redaktion"]),
        # Nobody is called so, and whom JSON-LD names as a reader wrote no article.
        (READERS, "<meta name='author' content='Gast'>", "", []),
        (
            READERS,
            '<script type="application/ld+json">{"@type": "Recipe", "review": [{"@type": "Review",'
            ' "author": {"name": "Jo"}}]}</script>',
            "",
            [],
        ),
        # What is marked is surer than a name: this is another Eva Kern.
        (
            READERS + item(5, "Eva Kern", "bypostauthor").replace("Satz 5", "Dank"),
            "<meta name='author' content='Jo'>",
            "",
            ["Eva Kern"],
        ),
        # A theme that marks all marks none.
        (item(1, "Uta", "by-author") + item(2, "Eva", "by-author"), "", "", []),
        # An answer inside a comment is not the comment.
        (
            item(1, "Uta").replace(
                "</li>", f"<ul class='children'>{item(2, 'Eva', 'bypostauthor')}</ul></li>"
            ),
            "",
            "",
            ["Eva"],
        ),
    ],
)
def test_a_page_says_whose_comments_are_of_the_house(
    items: str, head: str, body: str, expected: list[str]
) -> None:
    assert hosts(page(items, head, body)) == expected


EXPORTS: dict[str, tuple[object, list[str | None]]] = {
    "yt-dlp": (
        {
            "extractor": "youtube",
            "webpage_url": "https://video.example/1",
            "comments": [
                {"id": "a", "parent": "root", "text": "Ja", "author": "@uta"},
                {
                    "id": "b",
                    "parent": "a",
                    "text": "Danke",
                    "author": "@bad",
                    "author_is_uploader": True,
                },
            ],
        },
        ["@bad"],
    ),
    "YouTube API": (
        {
            "items": [
                {
                    "id": number,
                    "snippet": {
                        "videoId": "v",
                        "channelId": "UC1",
                        "textDisplay": "Danke",
                        "authorDisplayName": author,
                        "authorChannelId": {"value": channel},
                    },
                }
                for number, author, channel in (("1", "@uta", "UC2"), ("2", "@bad", "UC1"))
            ]
        },
        ["@bad"],
    ),
    "Reddit": (
        [
            {"id": "1", "link_id": "t3_x", "body": "Ja", "author": "uta", "is_submitter": False},
            {"id": "2", "link_id": "t3_x", "body": "Danke", "author": "eva", "is_submitter": True},
        ],
        ["eva"],
    ),
    "WordPress": (
        [
            {
                "id": number,
                "post": 7,
                "author": writer,
                "author_name": name,
                "content": {"rendered": f"<p>{name}</p>"},
            }
            for number, writer, name in ((1, 0, "Uta"), (2, 5, "Eva"), (3, 6, "Jo"))
        ]
        + [{"id": 7, "author": 5, "title": {"rendered": "T"}, "content": {"rendered": "Bad"}}],
        ["Eva"],
    ),
    "Remark42": (
        [
            {
                "id": name,
                "pid": "",
                "locator": {"url": "u"},
                "text": "Ja",
                "user": {"name": name, "admin": name == "eva"},
            }
            for name in ("uta", "eva")
        ],
        ["eva"],
    ),
    "Commento": (
        {
            "commenters": [
                {"commenterHex": "c1", "name": "Uta", "isModerator": False},
                {"commenterHex": "c2", "name": "Eva", "isModerator": True},
            ],
            "comments": [
                {"commentHex": hex_, "commenterHex": who, "url": "u", "html": "Ja"}
                for hex_, who in (("1", "c1"), ("2", "c2"), ("3", "anonymous"))
            ],
        },
        ["Eva"],
    ),
    "Coral": (
        [
            {
                "id": name,
                "body": "Ja",
                "createdAt": "2024-01-01",
                "author": {"username": name},
                "tags": [{"code": tag}],
            }
            for name, tag in (("Uta", "FEATURED"), ("Eva", "STAFF"))
        ],
        ["Eva"],
    ),
    # A page of one's own on a network that answers below its post.
    "a post": (
        {
            "from": {"name": "Stadtwerke"},
            "message": "Das Bad bleibt.",
            "comments": {
                "data": [
                    {"id": "1", "message": "Schön", "from": {"name": "Uta"}},
                    {"id": "2", "message": "Danke", "from": {"name": "Stadtwerke"}},
                ]
            },
        },
        ["Stadtwerke"],
    ),
    "one's own": (
        {
            "article": {"text": "Das Bad bleibt."},
            "comments": [
                {"text": "Schön", "author": "Uta", "is_host": False},
                {"text": "Danke", "author": "Eva", "is_host": True},
            ],
        },
        ["Eva"],
    ),
}


@pytest.mark.parametrize(("value", "expected"), EXPORTS.values(), ids=EXPORTS)
def test_an_export_says_whose_comments_are_of_the_house(
    value: object, expected: list[str | None]
) -> None:
    assert hosts(list(read_json(json.dumps(value).encode(), "export"))) == expected


def test_exports_of_blogs_name_who_writes_them() -> None:
    folder = Path(__file__).parent / "exports"
    assert hosts(list(read_blogger(io.BytesIO((folder / "blogger.xml").read_bytes()), ""))) == [
        "Gärtnerin"
    ]
    post = "<thread dsq:id='21' /></post></disqus>"
    of_chief = (
        "<post dsq:id='99'><message>Danke</message><author><name>Chefin</name>"
        "<isAnonymous>false</isAnonymous><username>chefin</username></author>"
    )
    disqus = (folder / "disqus.xml").read_text("utf-8").replace("</disqus>", of_chief + post)
    assert hosts(list(read_disqus(io.BytesIO(disqus.encode()), ""))) == ["Chefin"]
    wxr = (folder / "blog.wxr.xml").read_text("utf-8")
    assert not hosts(list(read_wxr(io.BytesIO(wxr.encode()), "")))
    wxr = wxr.replace("<wp:author>", "<wp:author><wp:author_id>4</wp:author_id>")
    wxr = wxr.replace("<wp:comment_user_id>0<", "<wp:comment_user_id>4<", 1)
    assert len(hosts(list(read_wxr(io.BytesIO(wxr.encode()), "")))) == 1
    entry = (
        "TITLE: Das Bad\nAUTHOR: Eva\n-----\nBODY:\nEs bleibt.\n-----\nCOMMENT:\nAUTHOR: Uta\nJa.\n"
        "-----\nCOMMENT:\nAUTHOR: Eva\nDanke.\n-----\n--------\n"
    )
    assert hosts(list(read_movable_type(io.BytesIO(entry.encode()), ""))) == ["Eva"]


def _below(byline: str) -> Discussion:
    text = (
        f"Das Bad bleibt offen\n{byline}\nDas Freibad am Kanal bleibt nach Angaben der Stadt "
        "auch im Winter offen. Das hat der Gemeinderat am Montag beschlossen.\n\n3 Kommentare\n\n"
        "Uta Lang, 12.03.2024, 10:15\nIch finde das super, danke!\n\n"
        "Eva Kern, 12.03.2024, 10:20\nDanke, Uta, das freut mich!\n\n"
        "Jo von Huber, 12.03.2024, 11:20\nUnd wer soll das bezahlen?\n"
    )
    model = sentiment.load_model("german-lite").separation
    found = separate(PlainText(source="", text=text), model)
    readers = ["Uta Lang", "Eva Kern", "Jo von Huber"]
    assert [comment.author for comment in found.comments] == readers
    return found


@pytest.mark.parametrize(
    "byline",
    [
        "Von Eva Kern",
        "Eine Reportage von Eva Kern, Kanalstadt",
        "Von Eva Kern - 12.3.2024",
        "Von Eva Kern 12. März 2024",
        "Gastkommentar von Eva Kern",
        "Kommentar von Eva Kern",
        "Rezept von Eva Kern, 60 Minuten",
        "Geschrieben von Eva Kern am 12.3.2024 um 10:12 Uhr | Kategorien: Wasser | Kommentare: 6",
        "Veröffentlicht von Eva Kern am 12. März 2024",
    ],
)
def test_a_byline_above_plain_text_names_who_wrote_it(byline: str) -> None:
    assert hosts([_below(f"{byline}\n")]) == ["Eva Kern"]


@pytest.mark.parametrize(
    "byline",
    ["Von Eva Kern und Jo von Huber", "Von Eva Kern/Jo von Huber", "Text: Eva Kern & Jo von Huber"],
)
def test_two_may_have_written_an_article(byline: str) -> None:
    assert hosts([_below(f"{byline}\n")]) == ["Eva Kern", "Jo von Huber"]


def test_who_only_wrote_a_comment_has_no_byline() -> None:
    assert not hosts([_below("")])


@pytest.mark.parametrize("line", ["Von Eva nach Wien", "Von Eva Kern erzählt das Bad"])
def test_a_line_that_goes_on_is_no_byline(line: str) -> None:
    article = f"Das Bad bleibt\n{line}\n\nDas Freibad am Kanal bleibt offen, sagt die Stadt.\n\n"
    text = article + "".join(
        f"{name}, 12.03.2024, 10:2{at}\nDanke, das freut mich sehr!\n\n"
        for at, name in enumerate((line.removeprefix("Von "), "Uta Lang", "Eva Kern"))
    )
    model = sentiment.load_model("german-lite").separation
    assert not hosts([separate(PlainText(source="", text=text), model)])


def test_what_is_written_is_read_again() -> None:
    (found,) = page(item(1, "Uta") + item(2, "Eva", "bypostauthor"))
    as_json = "".join(render_discussions([found], Format.JSON)).encode()
    comments = json.loads(as_json)["discussions"][0]["comments"]
    assert [comment.get("is_host") for comment in comments] == [None, True]
    assert hosts(list(read_json(as_json, "out.json"))) == ["Eva"]
    as_table = "".join(render_discussions([found], Format.CSV)).encode()
    assert hosts(list(read_table(io.BytesIO(as_table), "out.csv"))) == ["Eva"]


def test_a_large_table_keeps_what_is_of_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_tables, "MOST_COMMENTS", 2)
    table = b"author,text,is_host\nUta,Ja,\nEva,Danke,true\nJo,Nein,False\nEva,Danke,1\nUta,Ja,0\n"
    parts = list(read_table(io.BytesIO(table), "t.csv"))
    assert hosts(parts) == ["Eva", "Eva"]
    assert parts[-1].part is not None
    said = parts[-1].part.repetitions
    assert said is not None
    # Thanks to each reader in the same words are no campaign.
    assert [(group.first, group.comments) for group in said.duplicates.largest] == [("1", 2)]


@pytest.mark.parametrize("dtype", [bool, str])
def test_a_frame_says_it_in_a_column(dtype: type, caplog: pytest.LogCaptureFixture) -> None:
    frame = pd.DataFrame({"text": ["Ja", "Danke"], "is_host": [False, True]})
    frame["is_host"] = frame["is_host"].astype(dtype)
    (found,) = sentiment.analyse(frame, sentiment.load_model("german-lite"))
    assert [comment.is_host for comment in found.discussion.comments] == [False, True]
    buffer = io.BytesIO()
    frame.to_parquet(buffer)
    (again,) = read_parquet(io.BytesIO(buffer.getvalue()), "t.parquet")
    assert [comment.is_host for comment in again.comments] == [False, True]
    assert not caplog.messages
