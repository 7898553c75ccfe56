"""Names of authors: what is left of them without addresses."""

from __future__ import annotations

import io
import json

import pytest

from sentiment.discussion import Discussion
from sentiment.readers import read_stream
from sentiment.readers.names import name_of


@pytest.mark.parametrize(
    "address",
    [
        "84.56.12.3",
        "84.56.12.3:8080",
        "::ffff:84.56.12.3",
        "[::ffff:84.56.12.3]:8080",
        "fe80::1",
        "fe80::1%eth0",
        "2a02::1",
        "2A02::1",
        "[2a02::1]",
        "[2a02::1]:8080",
        "2a02::/32",
        "2a02:8108:12:34:56:78:9a:bc",
        "2a02:8108:12:34:",  # cut by the system
        "eva@post.example",
        "eva+blog-1@post.example",
        "o'neil@post.example",
    ],
)
def test_no_address_is_a_name_or_part_of_one(address: str) -> None:
    assert name_of(address) is None
    for written in (f"Eva {address}", f"{address} Eva", f"Eva ({address})", f"Eva <{address}>"):
        assert name_of(written) == "Eva"


@pytest.mark.parametrize(
    "name",
    ["Eva", "Jo's Opa", "Team::Rot", "Ada::Bea", "Eva :: Rot", "Leser 3.0", "um 12:30:15", "[7]",
     "@eva@post.example", "@eva-rot@post.example", "K@rl", "Rot-Weiß 04"],
)  # fmt: skip
def test_other_names_stay_as_they_are(name: str) -> None:
    assert name_of(f" {name} ") == name


@pytest.mark.parametrize(
    "name", ["-", "+", "'", "a-", ".", "1", ":", "[", "[]", "::1", "1.", "@", "a@", "a@a."]
)
def test_long_names_take_no_time(name: str) -> None:
    # One that begins anew at each character took minutes.
    name_of(name * 1_000_000)


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_name_that_nobody_sees_is_none(ending: str) -> None:
    names = {"\u200b": None, "\u2800\u3164": None, "Eva\u200b": "Eva\u200b", "👤": "👤"}
    rows = [{"author": name, "text": "Na ja."} for name in names]
    table = "\n".join(["author,text", *(",".join(row.values()) for row in rows)])
    content = json.dumps(rows) if ending == "json" else table
    (found,) = read_stream(io.BytesIO(content.encode()), f"x.{ending}", suffix=f".{ending}")
    assert isinstance(found, Discussion)
    assert [comment.author for comment in found.comments] == list(names.values())
