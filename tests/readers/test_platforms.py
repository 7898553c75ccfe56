"""Exports of comment platforms, as JSON: what is read of each, and what is left out."""

from __future__ import annotations

import copy
import io
import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentiment.discussion import Article, Comment, Discussion
from sentiment.errors import InputError
from sentiment.readers import large_json, own_json
from sentiment.readers.own_json import read_json, read_json_lines


def read(value: object, *, lines: bool = False) -> list[Discussion]:
    rows = value if lines and isinstance(value, list) else [value]
    content = "\n".join(json.dumps(row) for row in rows).encode()
    if lines:
        return list(read_json_lines(io.BytesIO(content), "export"))
    return list(read_json(content, "export"))


def discussion(
    *comments: Comment,
    title: str | None = None,
    article: str = "",
    announced: int | None = None,
    left_out: int = 0,
) -> Discussion:
    return Discussion(
        source="export",
        title=title,
        article=Article(text=article),
        comments=comments,
        announced=announced,
        left_out=left_out,
    )


VIDEO: dict[str, Any] = {
    "id": "radweg01",
    "extractor": "youtube",
    "webpage_url": "https://video.example/radweg01",
    "title": "Der neue Radweg im Test",
    "description": "Wir fahren die Talstraße einmal auf und ab.\nMit Kamera am Lenker.",
    "comment_count": 5,
    "comments": [
        {
            "id": "Ug1",
            "parent": "root",
            "text": "Endlich ein Weg ohne Schlaglöcher!",
            "author": "@anna",
            "author_id": "UC1",
            "timestamp": 1714731120,
        },
        {
            "id": "Ug1.a",
            "parent": "Ug1",
            "html": "Bis der erste Lieferwagen<br>darauf &#39;parkt&#39;.",
            "author": "@bernd",
            "timestamp": 1714734720,
        },
        {"id": "Ug2", "parent": "root", "text": "", "author": "@carla"},
        {"id": "Ug2.a", "parent": "Ug2", "text": "Worauf bezieht sich das?", "author": None},
        {"id": "Ug3", "parent": "root", "text": ["kaputt"]},
    ],
}
VIDEO_READ = discussion(
    Comment(
        id="Ug1",
        text="Endlich ein Weg ohne Schlaglöcher!",
        author="@anna",
        date="2024-05-03T10:12:00Z",
    ),
    Comment(
        id="Ug1.a",
        parent="Ug1",
        text="Bis der erste Lieferwagen\ndarauf 'parkt'.",
        author="@bernd",
        date="2024-05-03T11:12:00Z",
    ),
    Comment(id="Ug2.a", text="Worauf bezieht sich das?"),
    title="Der neue Radweg im Test",
    article="Wir fahren die Talstraße einmal auf und ab.\nMit Kamera am Lenker.",
    announced=5,
    left_out=2,
)


def api_comment(id_: str, **snippet: object) -> dict[str, Any]:
    return {"kind": "youtube#comment", "id": id_, "snippet": snippet}


API_PAGE: dict[str, Any] = {
    "kind": "youtube#commentThreadListResponse",
    "pageInfo": {"totalResults": 2},
    "items": [
        {
            "kind": "youtube#commentThread",
            "id": "T1",
            "snippet": {
                "videoId": "v1",
                "totalReplyCount": 2,
                "topLevelComment": api_comment(
                    "T1",
                    textDisplay="Die Ampel ist &lt;b&gt; schuld.",
                    textOriginal="Die Ampel ist <b> schuld.",
                    authorDisplayName="Dora",
                    publishedAt="2024-05-03T10:12:00Z",
                ),
            },
            "replies": {
                "comments": [
                    api_comment(
                        "T1.r",
                        textDisplay="Nein, die <b>Planung</b>.<br>Wie so oft.",
                        authorDisplayName="emil@post.example",
                        parentId="T1",
                        publishedAt="2024-05-04T08:00:00Z",
                    ),
                    api_comment(
                        "T1.s",
                        textOriginal="Kauft bei mir!",
                        parentId="T1",
                        moderationStatus="likelySpam",
                    ),
                ]
            },
        }
    ],
}
API_NEXT: dict[str, Any] = {
    "items": [
        # The first thread again: pages overlap when somebody writes in between.
        API_PAGE["items"][0],
        {
            "snippet": {
                "videoId": "v2",
                "topLevelComment": api_comment("T2", textDisplay="Schöne Musik &amp; Bilder"),
            }
        },
    ]
}
API_READ = (
    Comment(id="T1", text="Die Ampel ist <b> schuld.", author="Dora", date="2024-05-03T10:12:00Z"),
    Comment(
        id="T1.r",
        parent="T1",
        text="Nein, die Planung.\nWie so oft.",
        date="2024-05-04T08:00:00Z",
    ),
)


def listing(*children: object) -> dict[str, Any]:
    return {"kind": "Listing", "data": {"after": None, "children": list(children)}}


def reddit_comment(id_: str, parent: str, body: str, **more: object) -> dict[str, Any]:
    data = {"id": id_, "parent_id": parent, "link_id": "t3_post1", "body": body, "replies": ""}
    return {"kind": "t1", "data": data | {"author": f"nutzer_{id_}"} | more}


REDDIT: list[Any] = [
    listing(
        {
            "kind": "t3",
            "data": {
                "id": "post1",
                "title": "Maut f&amp;uuml;r die Innenstadt?",
                "selftext": "Der Rat will &gt; 5 Euro am Tag nehmen.",
                "author": "fragerin",
                "num_comments": 9,
            },
        }
    ),
    listing(
        reddit_comment(
            "c1",
            "t3_post1",
            "Gute Idee.\n\nAber &gt; 5 Euro ist viel.",
            created_utc=1714731120.0,
            replies=listing(
                reddit_comment(
                    "c2",
                    "t1_c1",
                    "&gt; Aber &gt; 5 Euro ist viel.\n\nFinde ich nicht.\n\n>!Wirklich!<",
                    replies=listing(reddit_comment("c3", "t1_c2", "[deleted]", author="[deleted]")),
                ),
                {"kind": "more", "data": {"count": 4, "children": ["x"], "parent_id": "t1_c1"}},
            ),
        ),
        reddit_comment("c4", "t3_post1", "&gt; nur ein Zitat", author="[deleted]"),
        {"kind": "more", "data": {"count": 0, "id": "_", "children": []}},
    ),
]
REDDIT_READ = discussion(
    Comment(
        id="c1",
        text="Gute Idee.\n\nAber > 5 Euro ist viel.",
        author="nutzer_c1",
        date="2024-05-03T10:12:00Z",
    ),
    Comment(id="c2", parent="c1", text="Finde ich nicht.\n\n>!Wirklich!<", author="nutzer_c2"),
    Comment(id="c4", text="> nur ein Zitat"),
    title="Maut für die Innenstadt?",
    article="Der Rat will > 5 Euro am Tag nehmen.",
    announced=9,
    left_out=6,
)

ARCHIVE: list[Any] = [
    {"id": "k1", "link_id": "t3_aa", "parent_id": None, "subreddit": "stadt", "body": "Dagegen!",
     "author": "gerd", "created_utc": "1714731120"},
    {"id": "k2", "link_id": "t3_bb", "parent_id": "t3_bb", "subreddit": "stadt",
     "body": "Was kostet das?", "author": "[deleted]", "created_utc": 1714731121},
    {"id": "k3", "link_id": "t3_aa", "parent_id": int("k1", 36), "subreddit": "stadt",
     "body": "Warum denn?", "author": "hanna", "created_utc": 1714731122},
    {"id": "k4", "link_id": "t3_aa", "parent_id": "t1_k3", "subreddit": "stadt",
     "body": "[removed]", "author": "gerd", "created_utc": 1714731123},
    {"id": "k5", "link_id": "t3_aa", "parent_id": "t1_k4", "subreddit": "stadt",
     "body": "Schade, jetzt ist es weg.", "author": "ida", "created_utc": 1714731124},
    {"id": "bb", "subreddit": "stadt", "title": "Neues Schwimmbad", "selftext": "Der Plan steht.",
     "author": "jan", "created_utc": 1714731000},
]  # fmt: skip
ARCHIVE_READ = [
    discussion(
        Comment(id="k1", text="Dagegen!", author="gerd", date="2024-05-03T10:12:00Z"),
        Comment(
            id="k3", parent="k1", text="Warum denn?", author="hanna", date="2024-05-03T10:12:02Z"
        ),
        Comment(
            id="k5", text="Schade, jetzt ist es weg.", author="ida", date="2024-05-03T10:12:04Z"
        ),
        left_out=1,
    ),
    discussion(
        Comment(id="k2", text="Was kostet das?", date="2024-05-03T10:12:01Z"),
        title="Neues Schwimmbad",
        article="Der Plan steht.",
    ),
]


def message(id_: int, text: object, **more: object) -> dict[str, Any]:
    return {
        "id": id_,
        "type": "message",
        "date": "2024-05-03T12:12:00",
        "date_unixtime": "1714731120",
        "from": "Karl",
        "from_id": "user7",
        "text": text,
    } | more


MOMENT = "2024-05-03T10:12:00Z"
GROUP: dict[str, Any] = {
    "name": "Stadtblatt Diskussion",
    "type": "public_supergroup",
    "id": 900,
    "messages": [
        {"id": 1, "type": "service", "action": "create_group", "text": ""},
        message(
            2,
            ["Das Freibad öffnet ", {"type": "bold", "text": "erst im Juli"}, "."],
            **{"from": "Stadtblatt", "from_id": "channel55"},
        ),
        message(3, "Viel zu spät!", reply_to_message_id=2),
        message(4, "Besser als nie.", reply_to_message_id=3, **{"from": None}),
        message(5, "", reply_to_message_id=2, photo="bild.jpg"),
        message(
            6,
            "Wir fragen nach.",
            reply_to_message_id=4,
            **{"from": "Stadtblatt", "from_id": "channel55"},
        ),
        message(7, "Hallo zusammen"),
        message(8, "Bitte sachlich bleiben.", **{"from": "Leitung", "from_id": "channel900"}),
        message(9, "Anderswo gesagt.", reply_to_message_id=2, reply_to_peer_id="channel77"),
        message(10, "", photo="titelbild.jpg", from_id="channel55"),
    ],
}
GROUP_READ = [
    discussion(
        Comment(id="3", text="Viel zu spät!", author="Karl", date=MOMENT),
        Comment(id="4", parent="3", text="Besser als nie.", date=MOMENT),
        Comment(
            id="6",
            parent="4",
            text="Wir fragen nach.",
            author="Stadtblatt",
            date=MOMENT,
            is_host=True,
        ),
        article="Das Freibad öffnet erst im Juli.",
        left_out=1,
    ),
    discussion(
        Comment(id="7", text="Hallo zusammen", author="Karl", date=MOMENT),
        Comment(
            id="8", text="Bitte sachlich bleiben.", author="Leitung", date=MOMENT, is_host=True
        ),
        Comment(id="9", text="Anderswo gesagt.", author="Karl", date=MOMENT),
        title="Stadtblatt Diskussion",
    ),
]
ACCOUNT: dict[str, Any] = {
    "about": "An export.",
    "chats": {
        "list": [
            {"type": "personal_chat", "id": 1, "name": "Oma", "messages": [message(1, "Bis dann")]},
            {"type": "verification_codes", "id": 9, "messages": [message(1, "Code: 123")]},
            {"type": "private_group", "id": 2, "name": "Verein", "messages": [
                message(1, "Wer bringt Kuchen?"), message(2, "Ich.", reply_to_message_id=1),
            ]},
            {"type": "public_channel", "id": 3, "name": "Amtsblatt", "messages": [
                message(1, "Die Brücke ist gesperrt.", from_id="channel3"),
                message(2, "Nachtrag: bis Mai.", from_id="channel3", reply_to_message_id=1),
            ]},
        ]
    },
}  # fmt: skip
ACCOUNT_READ = [
    discussion(
        Comment(id="1", text="Wer bringt Kuchen?", author="Karl", date=MOMENT),
        Comment(id="2", parent="1", text="Ich.", author="Karl", date=MOMENT),
        title="Verein",
    ),
]


def wordpress(id_: int, post: int, html: str, **more: object) -> dict[str, Any]:
    return {
        "id": id_,
        "post": post,
        "parent": 0,
        "author_name": "Lena",
        "date": f"2024-05-03T12:{id_ % 60:02}:00",
        "date_gmt": f"2024-05-03T10:{id_ % 60:02}:00",
        "content": {"rendered": html},
        "status": "approved",
        "type": "comment",
    } | more


BLOG_COMMENTS: list[Any] = [
    wordpress(14, 5, "<p>Ich auch nicht &#8230;</p>\n<p>Leider.</p>\n", parent=12),
    wordpress(13, 6, "<p>Guter Text.</p>", author_name="moni@post.example"),
    wordpress(
        12,
        5,
        "<p>Das glaube ich &#8222;nicht&#8220;.</p>",
        parent=11,
        author_name="Len&#228; &amp; Co",
    ),
    wordpress(11, 5, "<p>Billig!</p>", status="spam"),
    wordpress(10, 5, "<p>[&#8230;] wie hier [&#8230;]</p>", type="pingback"),
]
BLOG_POST = {
    "id": 5,
    "status": "publish",
    "title": {"rendered": "Wald &#038; Wiese"},
    "content": {"rendered": "<p>Erster Absatz.</p>\n\n<p>Zweiter <em>Absatz</em>.</p>\n"},
}
# Only the post around them says which one they belong to.
BLOG_EMBEDDED = [
    {key: value for key, value in comment.items() if key != "post"}
    for comment in BLOG_COMMENTS
    if comment["post"] == BLOG_POST["id"]
]
BLOG_THREAD = (
    Comment(
        id="12", text="Das glaube ich „nicht“.", author="Lenä & Co", date="2024-05-03T12:12:00"
    ),
    Comment(
        id="14",
        parent="12",
        text="Ich auch nicht …\nLeider.",
        author="Lena",
        date="2024-05-03T12:14:00",
    ),
)
BLOG_OTHER = discussion(Comment(id="13", text="Guter Text.", date="2024-05-03T12:13:00"))
BLOG_READ = [
    discussion(
        *BLOG_THREAD,
        title="Wald & Wiese",
        article="Erster Absatz.\nZweiter Absatz.",
        left_out=2,
    ),
    BLOG_OTHER,
]

ISSO: list[Any] = [
    {
        "id": "/blog/hund/",
        "title": "Leinenpflicht im Park",
        "comments": [
            {"id": "1", "author": "Nora", "email": "nora@post.example", "website": "",
             "remote_addr": "192.0.2.1", "created": "2018-11-28 17:24:23", "text": "Richtig so!"},
            {"id": "2", "author": "192.0.2.7", "email": "", "website": None,
             "remote_addr": "192.0.2.7", "created": "2018-11-28 18:00:00", "text": "Unsinn."},
            {"id": "3", "author": None, "email": "", "website": "", "remote_addr": "",
             "created": None, "text": None},
        ],
    },
    {"id": "/blog/katze/", "title": "Katzensteuer", "comments": []},
]  # fmt: skip
ISSO_READ = [
    discussion(
        Comment(id="1", text="Richtig so!", author="Nora", date="2018-11-28T17:24:23"),
        Comment(id="2", text="Unsinn.", date="2018-11-28T18:00:00"),
        title="Leinenpflicht im Park",
        left_out=1,
    ),
]


def isso_reply(id_: int, parent: int | None, html: str, *replies: object, **more: object) -> Any:  # noqa: ANN401
    return {
        "id": id_, "parent": parent, "text": html, "author": "Nora", "website": None,
        "mode": 1, "created": 1543425863.25, "modified": None, "likes": 0, "dislikes": 0,
        "hash": "4505c1eeda98", "gravatar_image": "", "notification": 0,
        "total_replies": len(replies), "hidden_replies": 0, "replies": list(replies),
    } | more  # fmt: skip


ISSO_ANSWER: dict[str, Any] = {
    "id": None, "total_replies": 3, "hidden_replies": 0,
    "replies": [
        isso_reply(1, None, "<p>Richtig <em>so</em>!</p>",
                   isso_reply(4, 1, "<p>Unsinn.</p>", author=None)),
        isso_reply(2, None, "", isso_reply(5, 2, "<p>Wem das?</p>"), mode=4, author=None),
        isso_reply(3, None, "<p>Bald.</p>", mode=2),
    ],
    "config": {"reply-to-self": False},
}  # fmt: skip
ISSO_ANSWER_READ = [
    discussion(
        Comment(id="1", text="Richtig so!", author="Nora", date="2018-11-28T17:24:23Z"),
        Comment(id="4", parent="1", text="Unsinn.", date="2018-11-28T17:24:23Z"),
        Comment(id="5", text="Wem das?", author="Nora", date="2018-11-28T17:24:23Z"),
        left_out=2,
    ),
]


def remark(id_: str, page: str, html: str, **more: object) -> dict[str, Any]:
    return {
        "id": id_,
        "pid": "",
        "text": html,
        "orig": html,
        "user": {"name": "Otto (otto@post.example)", "id": "github_1", "ip": "192.0.2.1"},
        "locator": {"site": "blog", "url": page},
        "score": 0,
        "time": "2024-05-03T10:12:00.5Z",
    } | more


REMARK: list[Any] = [
    {"version": 1, "users": [], "posts": []},
    remark("r1", "https://blog.example/a", "<p>Wer <em>zahlt</em> das?</p>", title="Das Rathaus"),
    remark("r2", "https://blog.example/b", "<p>Sehr schön.</p>"),
    remark("r3", "https://blog.example/a", "<p>Wir alle.</p>", pid="r1", title="Das Rathaus"),
    remark("r4", "https://blog.example/a", "", pid="r3", delete=True),
]
REMARK_INFO = {"url": "https://blog.example/a", "count": 3, "first_time": "2024-05-03T10:12:00Z"}
REMARK_PLAIN = {"comments": REMARK[1:], "info": REMARK_INFO}
REMARK_TREE = {
    "comments": [
        {
            "comment": REMARK[1],
            "replies": [
                {"comment": REMARK[3], "replies": [{"comment": REMARK[4], "replies": None}]}
            ],
        },
        {"comment": REMARK[2]},
    ],
    "info": REMARK_INFO,
}
REMARK_READ = [
    discussion(
        Comment(id="r1", text="Wer zahlt das?", author="Otto", date="2024-05-03T10:12:00.5Z"),
        Comment(
            id="r3",
            parent="r1",
            text="Wir alle.",
            author="Otto",
            date="2024-05-03T10:12:00.5Z",
        ),
        title="Das Rathaus",
        left_out=1,
    ),
    discussion(Comment(id="r2", text="Sehr schön.", author="Otto", date="2024-05-03T10:12:00.5Z")),
]


def commento(hex_: str, **more: object) -> dict[str, Any]:
    return {
        "commentHex": hex_,
        "domain": "blog.example",
        "url": "/tram",
        "commenterHex": "p1",
        "markdown": "**Ja**",
        "html": "<p><strong>Ja</strong>, gern.</p>",
        "parentHex": "root",
        "state": "approved",
        "creationDate": "2024-05-03T10:12:00Z",
        "deleted": False,
    } | more


COMMENTO: dict[str, Any] = {
    "version": 1,
    "comments": [
        commento("m1"),
        commento("m2", parentHex="m1", commenterHex="anonymous", html="", markdown="Nein, danke"),
        commento("m3", state="unapproved"),
        commento("m4", state="flagged"),
        commento("m5", deleted=True, html="", markdown="[deleted]"),
        commento("m6", url="/bus", html="<p>Zu voll.</p>"),
    ],
    "commenters": [{"commenterHex": "p1", "name": "Paula", "email": "paula@post.example"}],
}
COMMENTO_READ = [
    discussion(
        Comment(id="m1", text="Ja, gern.", author="Paula", date="2024-05-03T10:12:00Z"),
        Comment(id="m2", parent="m1", text="Nein, danke", date="2024-05-03T10:12:00Z"),
        left_out=3,
    ),
    discussion(Comment(id="m6", text="Zu voll.", author="Paula", date="2024-05-03T10:12:00Z")),
]


def coral(id_: str, body: str | None, **more: object) -> dict[str, Any]:
    return {
        "id": id_,
        "body": body,
        "createdAt": "2024-05-03T10:12:00.000Z",
        "author": {"username": "rosa"},
        "status": "NONE",
        "parent": None,
    } | more


CORAL: dict[str, Any] = {
    "data": {
        "story": {
            "id": "s1",
            "url": "https://zeitung.example/s1",
            "metadata": {"title": "Streik bei der Bahn"},
            "comments": {
                "edges": [
                    {
                        "node": coral(
                            "q1",
                            "<div>Habe Verständnis.</div><div><br></div><div>Noch.</div>",
                            status="APPROVED",
                            replies={"edges": [{"node": coral("q2", "Ich keines mehr.")}]},
                        )
                    },
                    {"node": coral("q3", "Pfui", status="REJECTED")},
                    {"node": coral("q4", None, author=None, deleted=True)},
                    {"node": coral("q5", "Warum Pfui?", parent={"id": "q3"})},
                    {"node": None},
                ],
                "pageInfo": {"hasNextPage": False},
            },
        }
    }
}
CORAL_DATE = "2024-05-03T10:12:00.000Z"
CORAL_READ = discussion(
    Comment(id="q1", text="Habe Verständnis.\nNoch.", author="rosa", date=CORAL_DATE),
    Comment(id="q2", parent="q1", text="Ich keines mehr.", author="rosa", date=CORAL_DATE),
    Comment(id="q5", text="Warum Pfui?", author="rosa", date=CORAL_DATE),
    title="Streik bei der Bahn",
    left_out=3,
)
CORAL_LIST: list[Any] = [
    coral("q1", "Eins", story={"id": "s1"}),
    coral("q2", "Zwei", story={"id": "s2", "metadata": {"title": "Andere Geschichte"}}),
    coral("q3", "Drei", story={"id": "s1"}, parent={"id": "q1"}),
]
CORAL_LIST_READ = [
    discussion(
        Comment(id="q1", text="Eins", author="rosa", date=CORAL_DATE),
        Comment(id="q3", parent="q1", text="Drei", author="rosa", date=CORAL_DATE),
    ),
    discussion(
        Comment(id="q2", text="Zwei", author="rosa", date=CORAL_DATE), title="Andere Geschichte"
    ),
]

EXPORTS: dict[str, tuple[Any, list[Discussion]]] = {
    "yt-dlp": (VIDEO, [VIDEO_READ]),
    "yt-dlp, shortened": (
        {key: VIDEO[key] for key in ("title", "description", "comments", "comment_count")},
        [VIDEO_READ],
    ),
    "yt-dlp, without comments": (
        VIDEO | {"comments": None, "comment_count": None},
        [discussion(title=VIDEO_READ.title, article=VIDEO_READ.article.text)],
    ),
    "YouTube API": (API_PAGE, [discussion(*API_READ, left_out=1)]),
    "YouTube API, items": (API_PAGE["items"], [discussion(*API_READ, left_out=1)]),
    "YouTube API, pages": (
        [API_PAGE, API_NEXT],
        [
            discussion(*API_READ, left_out=2),
            discussion(Comment(id="T2", text="Schöne Musik & Bilder")),
        ],
    ),
    "Reddit API": (REDDIT, [REDDIT_READ]),
    "Reddit archive": (ARCHIVE, ARCHIVE_READ),
    "Telegram group": (GROUP, GROUP_READ),
    "Telegram account": (ACCOUNT, ACCOUNT_READ),
    "WordPress": (BLOG_COMMENTS, [discussion(*BLOG_THREAD, left_out=2), BLOG_OTHER]),
    "WordPress with posts": ({"posts": [BLOG_POST], "comments": BLOG_COMMENTS}, BLOG_READ),
    "WordPress, embedded": (
        [
            BLOG_POST | {"_embedded": {"author": [{}], "replies": [BLOG_EMBEDDED]}},
            BLOG_COMMENTS[1],
        ],
        BLOG_READ,
    ),
    "WordPress, mixed": ([*BLOG_COMMENTS, BLOG_POST], BLOG_READ),
    "Isso": (ISSO, ISSO_READ),
    "Remark42": (REMARK, REMARK_READ),
    "Isso API": (ISSO_ANSWER, ISSO_ANSWER_READ),
    "Remark42 API, plain": (REMARK_PLAIN, REMARK_READ),
    "Remark42 API, tree": (REMARK_TREE, REMARK_READ),
    "Commento": (COMMENTO, COMMENTO_READ),
    "Coral": (CORAL, [CORAL_READ]),
    "Coral, list": (CORAL_LIST, CORAL_LIST_READ),
}


@pytest.mark.parametrize("lines", [False, True], ids=["json", "lines"])
@pytest.mark.parametrize(("value", "expected"), EXPORTS.values(), ids=EXPORTS)
def test_an_export_is_read_as_its_platform_shows_it(
    value: object, expected: list[Discussion], lines: bool
) -> None:
    assert read(value, lines=lines) == expected


def test_what_is_left_out_is_logged_once_with_the_reasons(caplog: pytest.LogCaptureFixture) -> None:
    read([*BLOG_COMMENTS, wordpress(15, 6, "<p> </p>")])
    (message_,) = caplog.messages
    assert message_ == (
        "export: left out: 1 not by readers (pingbacks and the like), 1 not approved, "
        "1 without text"
    )


def test_what_is_missing_of_what_threads_announce_is_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    read([VIDEO | {"comment_count": 300}, VIDEO, VIDEO | {"comment_count": 12}], lines=True)
    assert caplog.messages[1:] == ["export: 10 of the 312 comments that it announces are in it"]


def test_addresses_are_never_read() -> None:
    for value in (ISSO, REMARK, REMARK_TREE, ISSO_ANSWER, COMMENTO, BLOG_COMMENTS, API_PAGE):
        shown = repr(read(value))
        assert "post.example" not in shown
        assert "192.0.2" not in shown


def test_a_name_with_an_at_sign_is_no_address() -> None:
    video = VIDEO | {"comments": [VIDEO["comments"][0] | {"author": "@eva@dorf.example"}]}
    assert read(video)[0].comments[0].author == "@eva@dorf.example"


def test_an_export_in_which_nothing_can_be_read_says_why(caplog: pytest.LogCaptureFixture) -> None:
    comments = [commento("m1", deleted=True), commento("m2", state="flagged")]
    with pytest.raises(InputError, match=r"^export: no comment and no article"):
        read(COMMENTO | {"comments": comments})
    assert caplog.messages == ["export: left out: 1 deleted, 1 not approved"]


def test_articles_without_comments_are_read_where_there_is_nothing_else() -> None:
    channel = ACCOUNT["chats"]["list"][-1]
    assert read(channel) == [
        discussion(article="Die Brücke ist gesperrt."),
        discussion(article="Nachtrag: bis Mai."),
    ]


def test_replies_deeper_than_any_stack_are_read_in_order() -> None:
    depth = 20_000
    rows = [
        message(number, f"Antwort {number}", reply_to_message_id=number - 1)
        for number in range(2, depth)
    ]
    post = message(1, "Der Anlass.", from_id="channel55")
    (found,) = read(GROUP | {"messages": [*reversed(rows), post]})
    assert found.article.text == "Der Anlass."
    assert [comment.id for comment in found.comments] == [str(n) for n in range(depth - 1, 1, -1)]


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ({"title": "T", "comments": [{"text": "Ja", "author": "A", "created": "heute"}]}, ["Ja"]),
        ([{"body": "Ja", "createdAt": "heute", "status": "ok", "link_id": 7}], ["Ja"]),
        ([{"content": "Ja", "post": 3, "author_name": "B"}], ["Ja"]),
        ([{"message": "Ja", "type": "message", "id": 1}], ["Ja"]),
        ([{"text": "Ja", "parent": "root", "title": "T"}, {"text": "Nein", "pid": 1}], None),
    ],
)
def test_comments_of_ones_own_are_no_export(value: object, texts: list[str] | None) -> None:
    (found,) = read(value)
    assert [comment.text for comment in found.comments] == (texts or ["Ja", "Nein"])
    assert found.left_out == 0


def content_of(value: object, *, lines: bool = False) -> bytes:
    rows = value if lines and isinstance(value, list) else [value]
    return "\n".join(json.dumps(row, indent=None if lines else 1) for row in rows).encode()


def outcome(
    content: bytes, *, lines: bool, large: bool
) -> tuple[list[Discussion], InputError | None]:
    """Return what a file holds, and the error that ends it, as if it were large or small."""
    found: list[Discussion] = []
    read_file = large_json.read_json_lines if lines else large_json.read_json
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(large_json, "_HELD", len(content) - large)
        try:
            found.extend(read_file(io.BytesIO(content), "export"))
        except InputError as error:
            return found, error
    return found, None


@pytest.mark.parametrize("lines", [False, True], ids=["json", "lines"])
@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_a_large_export_is_read_in_parts_as_a_small_one_is_as_a_whole(
    name: str, lines: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    value, expected = EXPORTS[name]
    content = content_of(value, lines=lines)
    for reader in ("read_json", "read_json_lines"):
        monkeypatch.setattr(own_json, reader, None)
    assert outcome(content, lines=lines, large=True) == (expected, None)


def test_a_large_export_in_utf_16_is_read() -> None:
    content = b"\xff\xfe" + content_of(GROUP).decode().encode("utf-16-le")
    assert outcome(content, lines=False, large=True) == (GROUP_READ, None)


def test_a_large_export_that_breaks_is_read_up_to_there() -> None:
    content = content_of(ARCHIVE)
    at = content.index(b'"k5"')
    found, error = outcome(content[:at], lines=False, large=True)
    assert [[c.id for c in d.comments] for d in found] == [["k1", "k3"], ["k2"]]
    line = content[:at].count(b"\n") + 1
    assert str(error).startswith(f"export: line {line}: the file ends too early; ")
    found, error = outcome(content[:at] + b"}" + content[at:], lines=False, large=True)
    assert [[c.id for c in d.comments] for d in found] == [["k1", "k3"], ["k2"]]
    assert "the JSON is broken" in str(error)
    content = content_of(ARCHIVE, lines=True).replace(b'"k5"', b'"k5')
    found, error = outcome(content, lines=True, large=True)
    assert [[c.id for c in d.comments] for d in found] == [["k1", "k3"], ["k2"]]
    assert str(error).startswith("export: line 5: the JSON is broken; ")


@pytest.mark.parametrize("number", [b"7" * 5000, b"1e" + b"9" * 30], ids=["long", "large"])
def test_a_number_that_python_does_not_take_is_an_error_of_ours_in_a_large_export(
    number: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = content_of(ARCHIVE[1], lines=True)
    content = b"[" + b",\n".join([row] * 2000) + b"]"
    monkeypatch.setattr(large_json, "_HELD", 100_000)
    at = content.rindex(b"1714731121")
    with pytest.raises(InputError, match="the JSON is broken"):
        list(large_json.read_json(io.BytesIO(content[:at] + number + content[at + 10 :]), "export"))


@pytest.mark.parametrize("kind", ["Telegram group", "Reddit archive", "yt-dlp", "Telegram account"])
def test_a_large_export_takes_the_room_of_its_texts(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    value = copy.deepcopy(EXPORTS[kind][0])
    chat = value["chats"]["list"][2] if kind == "Telegram account" else value
    rows = chat if isinstance(chat, list) else chat.get("messages") or chat["comments"]
    texts = {"body", "text"} & rows[0].keys()
    # What nobody reads, and several times as long as what is read.
    waste = {"waste": [{"x": number} for number in range(200)]}
    rows += [
        rows[0]
        | {"type": "message", "id": f"n{number}"}
        | dict.fromkeys(texts, "Ja. " * 100)
        | waste
        for number in range(600)
    ]
    content = content_of(value)
    monkeypatch.setattr(large_json, "_HELD", 50_000)
    tracemalloc.start()
    try:
        stream = io.BytesIO(content)
        count = sum(len(found.comments) for found in large_json.read_json(stream, "export"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count >= 600
    assert peak < len(content) / 2


ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 10**20, 1e308, "", "x", "<html>", "\ud83d", [], {}, [[]]]
)


def places(value: object) -> list[tuple[Any, Any]]:
    """Return each container of a JSON value with each of its keys, or positions."""
    found: list[tuple[Any, Any]] = []
    stack = [value]
    while stack:
        inside = stack.pop()
        keys: list[Any] = []
        if isinstance(inside, dict):
            keys = list(inside)
        elif isinstance(inside, list):
            keys = list(range(len(inside)))
        found += [(inside, key) for key in keys]
        stack += [inside[key] for key in keys]  # type: ignore[index]
    return found


@settings(max_examples=400)  # a file has many places
@given(st.data(), st.sampled_from(sorted(EXPORTS)), st.booleans())
def test_damaged_exports_give_discussions_or_an_error_of_ours(
    data: st.DataObject, name: str, lines: bool
) -> None:
    value = copy.deepcopy(EXPORTS[name][0])
    for _ in range(data.draw(st.integers(1, 4))):
        options = places(value)
        if options:
            container, key = data.draw(st.sampled_from(options))
            container[key] = copy.deepcopy(data.draw(ODD))
    content = content_of(value, lines=lines)
    if content:
        small, refused = outcome(content, lines=lines, large=False)
        large, broken = outcome(content, lines=lines, large=True)
        assert str(refused) == str(broken)
        # Half a character becomes another sign in large files.
        assert repr(large).replace("?", "\ufffd") == repr(small).replace("?", "\ufffd")
