"""The JSON API as a CMS calls it: the JSON of the command line, and one sentence for each error."""

from __future__ import annotations

import gzip
import json
import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from conftest import DISCUSSIONS

if TYPE_CHECKING:
    from serving import Server

Tool = Callable[..., subprocess.CompletedProcess[str]]
VELO = (DISCUSSIONS / "velo.txt").read_text("utf-8")
LITE = ["--model", "german-lite"]  # what the server of these tests uses


def ask(server: Server, path: str, body: dict[str, Any], status: int = 200) -> Any:  # noqa: ANN401
    answer = server.client.post(path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def sentence(answer: Any) -> str:  # noqa: ANN401 - any JSON
    (text,) = answer.values()
    assert re.fullmatch(r"\S[^\n]*\.", text)
    return str(text)


@pytest.mark.parametrize(
    ("command", "options", "body"),
    [
        ("classify", LITE, {}),
        ("separate", [], {}),
        (
            "classify",
            [*"--target Stadtrat --target Velo --min-confidence .8 --explain".split(), *LITE],
            {"targets": ["Stadtrat", "Velo"], "min_confidence": 0.8, "explain": True},
        ),
    ],
)
def test_it_says_what_the_command_line_says(
    server: Server, tool: Tool, command: str, options: list[str], body: dict[str, Any]
) -> None:
    written = tool(command, DISCUSSIONS / "velo.txt", "--format", "json", *options).stdout
    answer = server.client.post(
        f"/api/{command}", json={"text": VELO, "name": str(DISCUSSIONS / "velo.txt"), **body}
    )
    assert answer.text == written


def test_a_discussion_whose_parts_are_known(server: Server) -> None:
    asked = {
        "name": "Artikel 4711",
        "discussion": {
            "title": "Das Freibad bleibt",
            "article": "Der Rat will das Freibad erhalten.",
            "comments": [
                {"id": "a", "author": "Eva", "text": "Endlich! Das Freibad ist herrlich."},
                {"parent": "a", "text": "So ein Unsinn, viel zu teuer.", "date": "3. Mai 2024"},
                {"id": "1", "parent": "gone", "text": "Na ja."},
            ],
        },
    }
    found = ask(server, "/api/classify", asked)
    (discussion,) = found["discussions"]
    assert (discussion["source"], discussion["subject"]) == ("Artikel 4711", "Freibad")
    first, second, third = discussion["comments"]
    assert [comment["id"] for comment in (first, second, third)] == ["a", "2", "1"]
    assert third["parent"] is None
    assert (first["author"], first["stance"]["label"]) == ("Eva", "favor")
    assert (second["parent"], second["date"]) == ("a", "2024-05-03")
    assert second["reply_stance"]["label"] == "disagrees"
    table = "autor;kommentar\nEva;Endlich!\nJo;Nie.\n"
    (discussion,) = ask(server, "/api/classify", {"text": table, "name": "x.csv"})["discussions"]
    assert [comment["author"] for comment in discussion["comments"]] == ["Eva", "Jo"]


def test_a_correction_is_on_the_disk_once_it_is_answered(server: Server) -> None:
    body = {"task": "stance", "text": "Endlich!\r\n😀", "target": "Bad", "label": "favor"}
    recorded = {"new": True, "begins_anew": False}
    assert ask(server, "/api/corrections", {"id": "a1", "guess": "neutral"} | body) == recorded
    (row,) = (row for row in server.rows() if row["id"] == "a1")
    assert row | {"time": ""} == {
        "text": "Endlich!\r\n😀", "target": "Bad", "stance": "favor", "id": "a1",
        "annotator": "editor", "time": "", "guess": "neutral",
    }  # fmt: skip
    assert ask(server, "/api/corrections", {"id": "a1"} | body) == recorded | {"new": False}
    assert ask(server, "/api/corrections", {"id": "h1", "headline": "Das Bad bleibt"} | body)
    assert [row.get("headline") for row in server.rows()][-2:] == [None, "Das Bad bleibt"]
    mood = {"task": "sentiment", "text": "Endlich!", "annotator": "Anna"}
    assert ask(server, "/api/corrections", {"id": "a2", "label": "positive"} | mood) == recorded
    assert ask(server, "/api/corrections", {"id": "a3", "label": None} | mood) == recorded
    assert [row["id"] for row in server.rows()].count("a1") == 1
    for wrong in ({"label": "positive"}, {"target": " "}, {"id": ""}, {"id": "x" * 65}, {"a": 1}):
        sentence(ask(server, "/api/corrections", {"id": "a4", **body, **wrong}, 422))
    assert "a4" not in {row["id"] for row in server.rows()}


@pytest.mark.parametrize(
    ("path", "status", "body", "says"),
    [
        ("/api/classify", 400, {"text": "%PDF-1.4"}, "a PDF file"),
        ("/api/classify", 400, {"text": "[1, 2]", "name": "x.json"}, "x.json"),
        ("/api/classify", 400, {"text": '{"discussions": []}'}, "holds no discussion"),
        ("/api/classify", 422, {}, "body.text: field required"),
        ("/api/classify", 422, {"discussion": {"comments": [{}]}}, "comments.0.text"),
        ("/api/classify", 422, {"text": "a", "discussion": {"comments": []}}, "text"),
        ("/api/classify", 422, {"text": "a", "min_confidence": 2}, "min_confidence"),
        ("/api/classify", 422, {"discussion": {"comments": [{"text": 1}]}}, "body.discussion.com"),
        (
            "/api/classify",
            422,
            {
                "discussion": {
                    "comments": [
                        {"id": "1", "text": "a"},
                        {"text": "b"},
                        {"id": " 1", "text": "c", "parent": "1"},
                    ]
                }
            },
            "body.discussion.comments: 0 and 2 have the same id",
        ),
        (
            "/api/classify",
            422,
            {
                "discussion": {
                    "comments": [
                        {"id": "1", "text": "a", "parent": "2"},
                        {"id": "2", "text": "b", "parent": "1"},
                    ]
                }
            },
            "body.discussion.comments: 1 answers itself, or what answers it",
        ),
        *(
            (
                "/api/classify",
                422,
                {"discussion": {"comments": comments}},
                f"body.discussion.comments: {len(comments) - 1} answers itself",
            )
            for comments in (
                [{"text": "a", "parent": "1"}],
                [{"text": "a", "parent": "1.0"}],
                [{"text": "a", "id": "1.0", "parent": "1"}],
                [
                    {"text": "a", "id": "1.0", "parent": "2"},
                    {"text": "b", "id": "2.0", "parent": "1"},
                ],
            )
        ),
        ("/api/classify", 422, {"discussion": 1}, "body.discussion: must be a JSON object; "),
        ("/api/classify", 400, {"text": "a", "targets": ["\x1c"]}, "targets cannot be"),
        ("/api/corrections", 422, {"task": "stance", "text": "a"}, "body.id: field required"),
        ("/api/corrections", 422, {"task": "mood"}, "'task' must be one of 'sentiment', 'stance'"),
        ("/api/corrections", 422, {}, "body: 'task' is missing"),
        ("/api/separate", 422, {"text": " \n"}, "body.text: must not be empty"),
        ("/api/separate", 422, {"text": "a", "targets": ["b"]}, "targets"),
        ("/api/nothing", 404, {}, "/docs"),
        ("/docs", 405, {}, "method"),
    ],
)
def test_what_cannot_be_answered_gets_one_sentence(
    server: Server, path: str, status: int, body: dict[str, Any], says: str
) -> None:
    assert says in sentence(ask(server, path, body, status))


def test_broken_json_and_other_types_are_refused(server: Server) -> None:
    for content, kind, status, says in (
        (b'{"text": ', "application/json", 422, "body: the JSON is broken at character 9"),
        (b'{"text": "\xff"}', "application/json", 400, "no JSON in UTF-8"),
        (b"[1]", "application/json", 422, "body: must be a JSON object"),
        (b'{"text": "a"}', "text/plain", 422, "sent as application/json"),
        (b'{"text": "a"}', "application/x-www-form-urlencoded", 422, "sent as application/json"),
    ):
        for path in ("/api/classify", "/api/separate"):
            answer = server.client.post(path, content=content, headers={"Content-Type": kind})
            assert answer.status_code == status
            assert says in sentence(answer.json())


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "localhost:9999"}, 200),
        ({"Host": "[::1]"}, 200),
        ({"Host": "evil.example"}, 421),  # a name that was made to mean this machine
        ({"Host": "127.0.0.1.evil.example"}, 421),
        ({"Host": ""}, 421),
        ({"Host": "127.0.0.1:8765", "Origin": "http://127.0.0.1:8765"}, 200),
        ({"Host": "127.0.0.1:8765", "Origin": "http://127.0.0.1:9000"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),  # another server on this machine
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 403),  # a form
    ],
)
def test_other_sites_cannot_make_a_browser_ask(
    server: Server, headers: dict[str, str], status: int
) -> None:
    answer = server.client.post("/api/separate", json={"text": "Gut."}, headers=headers)
    assert answer.status_code == status
    assert "access-control-allow-origin" not in answer.headers
    if status != 200:
        sentence(answer.json())


def test_links_to_the_page_work_and_nothing_may_be_loaded_or_framed(server: Server) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    for path, headers in (("/", link), ("/docs", {}), ("/nothing", {}), ("/", {"Host": "x.y"})):
        answer = server.client.get(path, headers=headers)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "set-cookie" not in answer.headers
    preflight = server.client.options(
        "/api/separate",
        headers={"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"},
    )
    assert preflight.status_code == 403


def test_monitors_may_ask_for_heads_alone(server: Server) -> None:
    for path, status in (("/", 200), ("/docs", 200), ("/openapi.json", 200), ("/static/x", 404),
                         ("/api/classify", 405)):  # fmt: skip
        answers = [server.client.request(method, path) for method in ("GET", "HEAD")]
        assert [answer.status_code for answer in answers] == [status] * 2
        whole, head = answers
        assert not head.content
        assert head.headers["content-length"] == whole.headers["content-length"]
        assert head.headers["content-security-policy"]


def test_too_much_is_refused_before_it_is_read(server: Server) -> None:
    port = int(server.address.rpartition(":")[2])
    head = (
        "POST /api/separate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Connection: close\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.sendall(f"{head}Content-Length: 99999999999\r\n\r\n".encode())
        assert connection.recv(99).startswith(b"HTTP/1.1 413")

    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b" " * 2**20

    answer = server.client.post(
        "/api/separate", content=endless(), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 413
    assert "32 MiB" in sentence(answer.json())


def test_the_page_refuses_what_it_could_not_show(server: Server) -> None:
    def drop(name: str, content: bytes, kind: str = "application/octet-stream") -> Any:  # noqa: ANN401
        return server.client.post(
            "/page/documents",
            params={"name": name},
            content=content,
            headers={"Content-Type": kind},
        )

    many = b"text\n" + b"Na ja.\n" * 2001
    for answer, status in (
        (drop("viele.csv", many), 400),
        (drop("viele.csv.gz", gzip.compress(many)), 400),
        (drop("bild.png", b"\x89PNG\r\n"), 400),
        (drop("a.txt", b"Gut.", "text/plain"), 415),  # which a form of another site can send
        (server.client.get(f"/page/documents/{'0' * 64}"), 404),
        (server.client.get("/static/..%2Fpage.py"), 404),
    ):
        assert answer.status_code == status, answer.text
        sentence(answer.json())
    bomb = drop("bombe.csv.gz", gzip.compress(b"text\n" + bytes(129 * 2**20)))
    assert "unpacks to more than" in sentence(bomb.json())
    opened = drop("eins.csv", b"text\nNa ja.\n").json()
    assert opened["discussions"] == 1
    for number, status in ((0, 200), (1, 404), (-1, 404), (-5, 404)):
        shown = server.client.get(
            f"/page/documents/{opened['id']}/{number}",
            params={"section": 1, "annotator": "editor", "lang": "de"},
        )
        assert shown.status_code == status


def test_the_reference_needs_no_network_and_names_every_field(server: Server) -> None:
    page = server.client.get("/docs").text
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=.(?:https?:)?//", page)
    document = server.client.get("/openapi.json").json()
    assert set(document["paths"]) == {"/api/classify", "/api/separate", "/api/corrections"}
    for path in document["paths"]:
        assert f"<code>POST {path}</code>" in page
    for name, shape in document["components"]["schemas"].items():
        assert f'id="{name}"' in page
        for field, about in shape["properties"].items():
            assert f'<th scope="row">{field}</th>' in page
            assert about.get("description"), (name, field)
    example = re.search(r"-d &#39;(.*?)&#39;", page.replace("'", "&#39;"))
    assert example
    body = json.loads(example[1].replace("&#34;", '"'))
    assert ask(server, "/api/classify", body)["discussions"]
