"""Files as users have them: encodings, tables, JSON, and bad ones with one clear sentence."""

from __future__ import annotations

import bz2
import codecs
import csv
import errno
import gzip
import io
import json
import lzma
import math
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment import readers
from sentiment.discussion import Article, Comment, Discussion, PlainText, Span
from sentiment.errors import InputError, MissingExtraError
from sentiment.present import Format, render_discussions
from sentiment.readers import large_tables, unpacking
from sentiment.readers.delimited import FIELD_LIMIT
from sentiment.readers.html_cells import are_html, text_of_html
from sentiment.readers.unpacking import Allowance, unpacked

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable

PACKED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": partial(gzip.compress, mtime=0),  # names of tests hold these bytes
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}

TEXT = "Grüß Gott!\r\nÖl kostet 5 € – „zu viel“.\n"


def only(path: Path) -> PlainText | Discussion:
    (document,) = readers.read(path)
    return document


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16 le", "utf-16 be", "utf-16 no mark", "cp1252"],
)
def test_text_is_the_same_in_every_encoding(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, "text.txt", content)
    assert only(path) == PlainText(source=str(path), text=TEXT)


@pytest.mark.parametrize("suffix", PACKED)
def test_a_packed_file_is_read_as_what_is_in_it(tmp_path: Path, suffix: str) -> None:
    table = b"text,author\nGut.,Eva\n"
    path = written(tmp_path, f"t.csv{suffix}", PACKED[suffix](table))
    expected = readers.read_stream(io.BytesIO(table), str(path))
    assert list(readers.read(path)) == list(expected)
    assert list(readers.find_inputs(tmp_path)) == [path]
    with path.open("rb") as stream:
        assert list(readers.read_stream(stream, str(path))) == [only(path)]


def test_a_text_may_begin_as_bzip2_does() -> None:
    (document,) = readers.read_stream(io.BytesIO(b"BZh9 ist ein Zeichen.\n"), "-")
    assert document == PlainText(source="-", text="BZh9 ist ein Zeichen.\n")


def test_a_few_broken_bytes_do_not_turn_the_rest_to_mojibake(tmp_path: Path) -> None:
    content = "Schöne Grüße, ".encode() * 50 + b"kaputt \xe4\xff hier " + "größer".encode()
    document = only(written(tmp_path, "text.txt", content))
    assert isinstance(document, PlainText)
    assert document.text.startswith("Schöne Grüße, " * 50)
    assert document.text.endswith("größer")


MARKED = {
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}


# Plain text is all that starts with a letter and is no table, whatever follows.
@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")),
    st.sampled_from(sorted(MARKED)),
)
def test_any_text_with_a_byte_order_mark_survives(rest: str, encoding: str) -> None:
    text = f"Ä{rest}"
    content = MARKED[encoding] + text.encode(encoding.removesuffix("-sig"))
    assert list(readers.read_stream(io.BytesIO(content), "-")) == [PlainText(source="-", text=text)]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"])))
def test_any_text_in_utf_8_survives(rest: str) -> None:
    text = f"Ä{rest}\r\n"
    (document,) = readers.read_stream(io.BytesIO(text.encode()), "-")
    assert document == PlainText(source="-", text=text)


NAMES = st.none() | st.from_regex(r"\A[A-ZÄÖÜa-zß]{1,12}\Z")
WORDS = st.text(alphabet=st.characters(codec="utf-8"), min_size=1).filter(str.strip)
SPANS = st.builds(Span, start=st.integers(0, 99), end=st.integers(100, 999))


@st.composite
def discussions(draw: st.DrawFn) -> Discussion:
    """Draw a discussion whose comments answer earlier ones."""
    comments: list[Comment] = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        parents = [None, *(comment.id for comment in comments)]
        comments.append(
            Comment(
                id=str(number),
                text=draw(WORDS),
                parent=draw(st.sampled_from(parents)),
                author=draw(NAMES),
                date=draw(NAMES),
                target=draw(NAMES),
                span=draw(st.none() | SPANS),
            )
        )
    return Discussion(
        source="a.txt",
        title=draw(NAMES),
        article=Article(text=draw(WORDS | st.just("")), span=draw(st.none() | SPANS)),
        comments=tuple(comments),
        furniture=tuple(draw(st.lists(SPANS, max_size=2))),
        announced=draw(st.none() | st.integers(0, 300)),
        left_out=draw(st.integers(0, 9)),
    )


@given(st.lists(discussions(), min_size=1, max_size=3), st.sampled_from(["json", "jsonl"]))
def test_what_separate_writes_is_read_back(found: list[Discussion], name: str) -> None:
    content = "".join(render_discussions(found, Format(name))).encode()
    assert list(readers.read_stream(io.BytesIO(content), "-")) == found


def test_a_semicolon_table_with_german_names_and_quoted_line_ends(tmp_path: Path) -> None:
    table = 'Autor;Datum;Kommentar\r\n"Kurz, Eva";1.2.24;"Zwei\r\nZeilen; ""so"""\r\nJo;;Kurz\r\n'
    document = only(written(tmp_path, "t.csv", table.encode("cp1252")))
    assert isinstance(document, Discussion)
    assert [(c.id, c.author, c.date, c.text) for c in document.comments] == [
        ("1", "Kurz, Eva", "2024-02-01", 'Zwei\r\nZeilen; "so"'),
        ("2", "Jo", None, "Kurz"),
    ]


def test_a_table_with_tabs_reads_single_quotes_and_counts_empty_comments(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    table = 'id\ttext\tantwort_auf\n5\t"Ach was\t\n6\t\t\n7\tDoch!\t5\n'
    document = only(written(tmp_path, "t.tsv", table.encode()))
    assert isinstance(document, Discussion)
    assert [(c.id, c.parent, c.text) for c in document.comments] == [
        ("5", None, '"Ach was'),
        ("7", "5", "Doch!"),
    ]
    assert caplog.messages == [f"{tmp_path / 't.tsv'}: left out: 1 without text"]


def read(content: str, name: str = "t.csv") -> Discussion:
    stream = io.BytesIO(content.encode())
    (found,) = readers.read_stream(stream, name, suffix=name[name.index(".") :])
    assert isinstance(found, Discussion)
    return found


@pytest.mark.parametrize("held", [1, 100])
@pytest.mark.parametrize(
    ("table", "ids"),
    [
        ("Antwort-ID;Kommentar\n4;\n7;Ja!\n9;Nein.\n", ["7", "9"]),
        ("lfdn;Kommentar\n4;\n7;Ja!\n9;Nein.\n", ["7", "9"]),
        (",text\n0,\n1,Ja!\n5,Nein.\n", ["1", "5"]),
        (",text\n0,\n0,Ja!\n5,Nein.\n", ["2", "3"]),
        ("text,autor\nJa!,A\n,B\nNein.,C\n", ["1", "3"]),
    ],
    ids=["LimeSurvey", "Unipark", "index", "no index", "rows"],
)
def test_a_comment_is_called_by_its_row_also_behind_an_empty_one(
    held: int, table: str, ids: list[str]
) -> None:
    with patch.object(large_tables, "MOST_COMMENTS", held):
        parts = list(readers.read_stream(io.BytesIO(table.encode()), suffix=".csv"))
    found = [c.id for part in parts if isinstance(part, Discussion) for c in part.comments]
    assert found == ids


@pytest.mark.parametrize(
    ("content", "name", "taken", "other"),
    [
        ("article;body;kommentar\n1;Der Rat tagt.;Ja!\n", "t.csv", "kommentar", "body"),
        ("title,text,comment\nRat,Der Rat tagt.,Ja!\n", "t.csv", "comment", "text"),
        ('{"text": "Der Rat tagt.", "comment": "Ja!"}\n', "t.jsonl", "comment", "text"),
    ],
)
def test_what_is_called_a_comment_is_read_and_said_where_there_is_a_text(
    content: str, name: str, taken: str, other: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert [comment.text for comment in read(content, name).comments] == ["Ja!"]
    said = f"{name}: the comments are read from the column {taken!r}, not from {other!r}"
    assert caplog.messages == [said]


OF_A_BLOG = [
    "<p>Mist</p>", '<p>3 &lt; 5, und R&amp;B.</p>\n<p><a href="https://a.de?x=1&amp;y=2">Hier</a></p>',
    "Mist <3", "<p></p>", "Erst<br />\ndann <ironie>toll</ironie>", "<p>[gel&ouml;scht]</p>",
    "Erst\n\ndann &quot;so&quot;",
]  # fmt: skip
AS_READ = [
    "Mist", "3 < 5, und R&B.\nHier", "Mist <3", "Erst\ndann <ironie>toll</ironie>",
    'Erst\n\ndann "so"',
]  # fmt: skip


def as_file(rows: list[dict[str, str]], suffix: str) -> bytes:
    if suffix == ".json":
        return json.dumps(rows).encode()
    if suffix == ".jsonl":
        return "\n".join(map(json.dumps, rows)).encode()
    table = io.StringIO()
    writer = csv.DictWriter(table, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return table.getvalue().encode()


@pytest.mark.parametrize("suffix", [".csv", ".json", ".jsonl"])
@pytest.mark.parametrize("held", [2, 100])
def test_texts_that_are_html_are_read_as_text(held: int, suffix: str) -> None:
    rows = [{"comment_content": text, "comment_author": "M&uuml;ller &foo;"} for text in OF_A_BLOG]
    with patch.object(large_tables, "MOST_COMMENTS", held):
        parts = list(readers.read_stream(io.BytesIO(as_file(rows, suffix)), "t", suffix=suffix))
    found = [part for part in parts if isinstance(part, Discussion)]
    comments = [comment for part in found for comment in part.comments]
    assert [comment.text for comment in comments] == AS_READ
    assert {comment.author for comment in comments} == {"Müller &foo;"}
    assert [part.left_out for part in found][-1] == 2


def test_an_article_beside_comments_may_be_html_as_well() -> None:
    found = read('{"article": "<p>A &amp; B</p>", "comments": [{"html": "Ja<br>Nein"}]}', "t.json")
    assert (found.article.text, found.comments[0].text) == ("A & B", "Ja\nNein")


@pytest.mark.parametrize(
    "texts",
    [
        ["Die <3 Preise", "a < b", "<ironie>Schön</ironie>", "H & M", "Nur 5 &amp; mehr"],
        ["Nimm <p>Text</p> und <br> statt <div>", "`<p>so</p>`", "vector<int> a; if (a<b) ende"],
        ["<b>Nein</b>", "https://a.de/?a=1&copy=2", "if (a<b) ende"],
        ["<p>", "</p>", "<p>-Tags fehlen", "&foo; &notit;"],
        ["Ich sage `<b>`nein`</b>`"],
        ["<b>Nein</b>", "<i>Ja</i> & Amen", "<em>Nie"],
        ["<b>Nein</b>", "if (a<b && c>d) weiter; </b>"],
        ["<b>Nein</b>", "Wo a<b und c>d, gilt </b>"],
        ["Ich sage <b>nein</b>", *["Ja!"] * 500],
    ],
)
def test_signs_and_code_in_plain_texts_stay(texts: list[str]) -> None:
    for suffix in (".csv", ".json", ".jsonl"):
        content = as_file([{"text": text} for text in texts], suffix).decode()
        assert [comment.text for comment in read(content, f"t{suffix}").comments] == texts


@pytest.mark.parametrize(
    "tag",
    [
        '<a href=https://a.de/?x=1&amp;y=2 target="_blank">', "<span data-v-7ba5bd90 class='x>y'>",
        "<i title=a/b/>", '<strong style = "color:red" >', "<details open>", "<del/ >",
        '<b x="1" / y>',
    ],
)  # fmt: skip
def test_tags_with_attributes_are_html(tag: str) -> None:
    name = tag.strip("<").split()[0].rstrip("/>")
    end = "" if name == "del" else f"</{name}>"
    content = as_file([{"text": f"Nur {tag}so{end}."}, {"text": "Rad &amp; Tat"}], ".csv").decode()
    assert [comment.text for comment in read(content, "t.csv").comments] == ["Nur so.", "Rad & Tat"]


@pytest.mark.parametrize(
    "unit", ["<b a", ' a="<b', "<b a='\" ", "<b a=\"' ", " hidden", " a = ", " /", "  "]
)
def test_tags_without_an_end_take_no_time(unit: str) -> None:
    text = "<b" + unit * 50_000
    begun = time.process_time()
    assert not are_html([text])
    assert text_of_html(text) == text
    assert time.process_time() - begun < 1


def test_what_was_read_as_text_is_not_read_as_html_again() -> None:
    found = Discussion(
        source="t.csv",
        article=Article(text="<p>Ein Absatz</p>"),
        comments=(Comment(id="1", text="<p>Ein Absatz</p>"), Comment(id="2", text="&amp;")),
    )
    for name in ("json", "jsonl"):
        content = "".join(render_discussions([found], Format(name)))
        assert read(content, f"t.{name}") == found


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("id,text\n", "t.csv"),
        ("[]", "t.json"),
        ('{"data": [], "meta": {"count": 0}}', "t.json"),
        ('{"comments": []}', "t.json"),
        ('{"discussions": []}', "t.json"),
    ],
)
def test_what_holds_no_comment_says_so(
    content: str, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    found = list(readers.read_stream(io.BytesIO(content.encode()), name, suffix=name[1:]))
    assert not any(isinstance(one, Discussion) and one.comments for one in found)
    assert caplog.messages == [f"{name}: holds no comment"]


@pytest.mark.parametrize(
    "beside",
    [{"data": []}, {"data": [], "links": {}}, {"data": [{"kind": "poll"}], "article": "Das Bad"}],
)
def test_comments_beside_a_data_are_read(
    beside: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    content = json.dumps({"comments": [{"text": "Gut"}, {"text": "Schade"}], **beside})
    assert [comment.text for comment in read(content, "t.json").comments] == ["Gut", "Schade"]
    assert not caplog.messages


def test_an_article_beside_an_empty_data_is_read(caplog: pytest.LogCaptureFixture) -> None:
    assert read('{"article": {"text": "Das Bad"}, "data": []}', "t.json").article.text == "Das Bad"
    assert not caplog.messages


def test_a_number_of_comments_is_not_what_they_say(caplog: pytest.LogCaptureFixture) -> None:
    found = read('{"text": "Ja!", "comment": 3, "comments": 3}\n{"text": "Nein."}', "t.jsonl")
    assert [comment.text for comment in found.comments] == ["Ja!", "Nein."]
    assert not caplog.messages


def test_columns_that_are_not_read_are_told(caplog: pytest.LogCaptureFixture) -> None:
    found = read("text;target;target;ID;Id\nJa!;Wind;Atom;7;8\n")
    assert [(c.id, c.target) for c in found.comments] == [("7", "Wind")]
    assert caplog.messages == [
        "t.csv: several columns are called 'ID', and the first is read",
        "t.csv: several columns are called 'target', and the first is read",
    ]
    caplog.clear()
    asked = [{"target": target, "label": "favor"} for target in ("Wind", "Atom")]
    rows: list[dict[str, object]] = [
        {"text": "Ja!", "target": ["Wind", "Atom"], "author": {"name": "Eva"}, "date": {}},
        {"text": "Nein.", "target": ["Wind"], "parent": True, "user": {"age": 7}},
        {"text": "Wer?", "stance": asked[0], "stances": asked},
        {"text": "Ich!", "stance": asked[0], "stances": asked},
    ]
    for content in ("\n".join(map(json.dumps, rows)), json.dumps({"comments": rows})):
        found = read(content, "t.json")
        assert [(c.author, c.target) for c in found.comments] == [
            ("Eva", None), (None, None), (None, "Wind"), (None, "Wind"),
        ]  # fmt: skip
        left_out = "t.json: left out, since it holds no text, numbers or dates: the column "
        assert caplog.messages == [
            *(f"{left_out}{name!r}" for name in ("target", "parent", "user")),
            "t.json: of several targets of a comment only the first is kept; name all with "
            "--target",
        ]
        caplog.clear()


@pytest.mark.parametrize(
    "name",
    ["Kommentare", "comments", "Kommentar (optional)", "Antwort", "Freitext", "Bemerkung",
     "Anmerkung", "Meinung", "Feedback", "full_text", "review", "Tweet", "textOriginal"],
)  # fmt: skip
def test_columns_of_surveys_and_platforms_are_known(name: str) -> None:
    found = read(f"{name};Veröffentlicht am;from.name\nJa!;2024-02-01;Eva\n")
    assert [(c.text, c.date, c.author) for c in found.comments] == [("Ja!", "2024-02-01", "Eva")]


@pytest.mark.parametrize("held", [2, 100])
def test_only_a_row_whose_number_another_has_as_its_id_gets_a_new_one(held: int) -> None:
    rows = ["2,eins", ",zwei", ",drei", "9,", "2,vier", ",fünf", "7,sechs"]
    table = "id,text\n" + "".join(f"{row}\n" for row in rows)
    with patch.object(large_tables, "MOST_COMMENTS", held):
        parts = list(readers.read_stream(io.BytesIO(table.encode()), "t", suffix=".csv"))
    found = [c for part in parts if isinstance(part, Discussion) for c in part.comments]
    assert [(c.id, c.text) for c in found] == [
        ("2", "eins"),
        ("8", "zwei"),
        ("3", "drei"),
        ("5", "vier"),
        ("6", "fünf"),
        ("7", "sechs"),
    ]


def test_what_other_programs_write_for_no_value_is_none(caplog: pytest.LogCaptureFixture) -> None:
    missing = ["NA", "NaN", "nan", "NULL", "#NV", "#N/A", "-99", "-66", "n/a", "k. A.", "None"]
    rows = "".join(f"{n};{cell};{cell};NA\n" for n, cell in enumerate(missing))
    found = read(f"id;text;autor;datum\n{rows}x;Na ja, null Plan;Kai;\ny;NA so was;NA;NA\n")
    assert [(c.id, c.author, c.date) for c in found.comments] == [
        ("x", "Kai", None),
        ("y", None, None),
    ]
    assert caplog.messages == [f"t.csv: left out: {len(missing)} without text"]
    assert [c.text for c in read('["NA", "Ja!"]', "t.json").comments] == ["NA", "Ja!"]


ROW = "INSERT INTO `wp_comments` VALUES (1,'Eva','Das Bad bleibt.');"


@pytest.mark.parametrize("name", ["a.txt", "a.sql", "a.yaml"])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ROW, "an SQL dump"),
        (f"-- MySQL dump 10.13\n--\n/*!40101 SET NAMES utf8 */;\n{ROW}", "an SQL dump"),
        ("create table if not exists c (id int);", "an SQL dump"),
        ("comments:\n  - author: Eva\n    text: Das Bad bleibt.", "YAML"),
        ("---\r\n- id: 1\r\n  text: Ja.\r\n- id: 2\r\n  text: Nein.", "YAML"),
        ("<svg xmlns='http://www.w3.org/2000/svg'><text>Bad</text></svg>", "kind of XML"),
    ],
)
def test_files_of_other_programs_are_refused(text: str, kind: str, name: str) -> None:
    with pytest.raises(InputError, match=f"this {'' if 'XML' in kind else 'is '}{kind}"):
        read(text, name)


@pytest.mark.parametrize(
    "text",
    [
        f"Wie man Zeilen schreibt\n\nMan nehme:\n{ROW}\n\n2 Kommentare",
        "Create Table of Contents\n\nDas Bad bleibt.",
        "-- \nDas Bad bleibt offen.\nInsert into the pool (bitte nicht).",
        "---\ntitle: Das Bad\ndate: 2024-05-06\n---\nDas Bad bleibt.",
        "Teilnehmer:\n- Eva: Ja.\n- Jo: Nein.",
        "kommentare:\n- eva: Das Bad bleibt.\n- jo: Nein.",
    ],
)
def test_texts_that_look_like_files_of_other_programs_are_read(text: str) -> None:
    (found,) = readers.read_stream(io.BytesIO(text.encode()), "a.txt", suffix=".txt")
    assert isinstance(found, PlainText)
    assert found.text == text


def escaped_bytes(text: str) -> str:
    return json.dumps([text.encode().decode("latin-1")])


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (escaped_bytes("Schön, daß es bleibt – endlich 😀!"), "Schön, daß es bleibt – endlich 😀!"),
        (escaped_bytes("C:\\u00c3 für Ü"), "C:\\u00c3 für Ü"),
        (r'["F\u00c3\u00bcr \u00fc"]', "FÃ¼r ü"),  # of which not all are bytes of UTF-8
        (r'["F\u00c3\u00bcr \u2013"]', "FÃ¼r –"),
        (r'["F\u00fcr"]', "Für"),
        ('["FÃ¼r \\u00c3\\u00bc"]', "FÃ¼r Ã¼"),
    ],
)
def test_escapes_that_are_bytes_become_characters(content: str, text: str) -> None:
    assert [c.text for c in read(content, "t.json").comments] == [text]


def test_comments_of_google_takeout_are_the_words_in_their_json() -> None:
    cells = [
        '{"text":"@eva ","mention":{"externalChannelId":"UC9"}},{"text":"Ja,\\n\\"gut\\"."}',
        '{"takeoutSegments":[{"text":"Mein "},{"text":"Bad!"}]}',
        '{"text": ist kein JSON',
        '{"text":5}',
        "{" * 3,
    ]
    quoted = [cell.replace('"', '""') for cell in cells]
    rows = "".join(f'U{n},UC1,2026-03-14T09:26:53Z,,v,"{cell}"\n' for n, cell in enumerate(quoted))
    names = "Comment ID,Channel ID,Comment create timestamp,Parent Comment ID,Video ID,Comment Text"
    found = read(f"{names}\n{rows}")
    assert [c.text for c in found.comments] == ['@eva Ja,\n"gut".', "Mein Bad!", *cells[2:]]
    assert (found.comments[0].id, found.comments[0].date) == ("U0", "2026-03-14T09:26:53Z")


@pytest.mark.parametrize("held", [1, 100])
def test_ids_that_come_twice_are_told(held: int, caplog: pytest.LogCaptureFixture) -> None:
    rows = [("1", "Ja!"), ("2", "Nein."), ("1", "Wer?"), ("1", "Du!"), ("", "Ich?"), ("", "Ja.")]
    table = "id,text\n" + "".join(f"{id_},{text}\n" for id_, text in rows)
    as_json = json.dumps({"comments": [{"id": id_, "text": text} for id_, text in rows]})
    with patch.object(large_tables, "MOST_COMMENTS", held):
        list(readers.read_stream(io.BytesIO(table.encode()), "t", suffix=".csv"))
        read(as_json, "t.json")
    said = "ids that are used more than once: 1; "
    assert [said in message for message in caplog.messages] == [True, True]


def test_numbers_of_rows_that_r_writes_without_a_name_shift_nothing() -> None:
    header, trailing = '"text"\t"autor"\t"note"\n', "id,text\n1,Ja!,\n2,Nein.,\n"
    for note in ("", "2"):
        rows = f'"3"\t"Ja, gut"\t"Kai"\t"{note}"\n"5"\t"Nein"\t"Lea"\t""\n'
        assert [(c.id, c.text, c.author) for c in read(header + rows, "t.tsv").comments] == [
            ("3", "Ja, gut", "Kai"),
            ("5", "Nein", "Lea"),
        ]
    assert [(c.id, c.text) for c in read(trailing).comments] == [("1", "Ja!"), ("2", "Nein.")]


def test_answers_in_the_data_of_an_api_are_read() -> None:
    post = {"id": "1", "message": "Ja!", "comments": {"data": [{"id": "2", "message": "Nein."}]}}
    other = {"id": "3", "text": "Wer?", "replies": {"count": 1, "items": [{"text": "Ich."}]}}
    for value in ([post, other], {"data": [post, other], "paging": {}}):
        found = read(json.dumps(value), "t.json")
        assert [(c.id, c.parent, c.text) for c in found.comments] == [
            ("1", None, "Ja!"),
            ("2", "1", "Nein."),
            ("3", None, "Wer?"),
            ("3.1", "3", "Ich."),
        ]


def test_a_post_whose_comments_stand_in_a_data_is_their_article() -> None:
    answers = {"data": [{"id": "2_2", "message": "Nein."}], "paging": {}}
    comment = {"id": "2_1", "message": "Ja!", "from": {"name": "Kai"}, "comments": answers}
    for comments in ([comment], {"data": [comment], "paging": {}}, {"items": [comment]}):
        found = read(
            json.dumps({"id": "1_2", "message": "Bad zu.", "comments": comments}), "t.json"
        )
        assert found.article.text == "Bad zu."
        assert [(c.id, c.parent, c.author, c.text) for c in found.comments] == [
            ("2_1", None, "Kai", "Ja!"),
            ("2_2", "2_1", None, "Nein."),
        ]


STATUS = (
    "status", {"freigegeben": 1, "Gesperrt": 0, "SPAM": 0, "nicht freigegeben": 0, "In Prüfung": 0,
               "awaiting_moderation": 0, "approved": 1, "verheiratet": 1, "": 1, "0": 1, "true": 1},
)  # fmt: skip
FLAGS = "isDeleted", {"true": 0, "1": 0, "ja": 0, "false": 1, "0": 1, "": 1, "2024-05-03": 1}
APPROVED = "approved", {"1": 1, "0": 0, "nein": 0, "spam": 0, "true": 1, "False": 0, "": 1}


@pytest.mark.parametrize(("name", "cells"), [STATUS, FLAGS, APPROVED])
@pytest.mark.parametrize("held", [2, 100])
def test_what_readers_never_saw_is_left_out_and_counted(
    name: str, cells: dict[str, int], held: int, caplog: pytest.LogCaptureFixture
) -> None:
    kept, hidden = (
        [str(n) for n, cell in enumerate(cells) if cells[cell]],
        [*cells.values()].count(0),
    )
    table = f"id;{name};text\n" + "".join(f"{n};{cell};Ja!\n" for n, cell in enumerate(cells))
    rows = [{"id": n, name: cell, "text": "Ja!"} for n, cell in enumerate(cells)]
    files = {"t.csv": table, "t.json": json.dumps(rows), "t2.json": json.dumps({"comments": rows})}
    for file, content in files.items():
        with patch.object(large_tables, "MOST_COMMENTS", held):
            parts = readers.read_stream(
                io.BytesIO(content.encode()), file, suffix=Path(file).suffix
            )
            found = [part for part in parts if isinstance(part, Discussion)]
        assert [comment.id for part in found for comment in part.comments] == kept
        assert sum(part.left_out for part in found) == hidden
    assert caplog.messages == [f"{file}: left out: {hidden} not public" for file in files]


def test_a_row_of_json_may_say_so_by_a_truth_value_also_inside_another() -> None:
    answers = [
        {"id": "2", "text": "Nein.", "hidden": False},
        {"id": "3", "text": "X", "hidden": True},
    ]
    rows = [{"id": "1", "text": "Böse!", "deleted": True, "replies": answers}, {"text": "Ja!"}]
    found = read(json.dumps(rows), "t.json")
    assert [(c.id, c.parent, c.text) for c in found.comments] == [
        ("2", None, "Nein."),
        ("4", None, "Ja!"),
    ]
    assert found.left_out == 2


def test_a_row_without_a_text_does_not_refuse_the_others(caplog: pytest.LogCaptureFixture) -> None:
    rows = '{"id": 1, "likes": 3}\n{"id": 2, "text": "Ja!"}\n{"id": 3, "text": 5}\n'
    found = read(rows, "t.jsonl")
    assert [(c.id, c.text) for c in found.comments] == [("2", "Ja!")]
    assert found.left_out == 2
    assert caplog.messages == ["t.jsonl: left out: 2 without text"]
    with pytest.raises(InputError, match='line 1: "text" is not a string'):
        read('{"text": 5}\n', "t.jsonl")


def test_a_cell_that_is_too_long_is_not_called_a_quote_alone(tmp_path: Path) -> None:
    content = b'id,text\n1,"%b"\n' % (b"x" * (FIELD_LIMIT + 1))
    with pytest.raises(InputError, match="or a cell has more than 67,108,864 characters"):
        only(written(tmp_path, "t.csv", content))


def test_numbers_of_a_frame_with_missing_ones_are_read_as_they_were(tmp_path: Path) -> None:
    rows = [
        {"text": "Ja!", "id": 7, "parent": math.nan, "author": math.nan},
        {"text": "Nein.", "id": math.nan, "parent": 7.0},
        {"text": "Wer?", "id": math.nan, "parent": 7.5},
    ]
    document = only(written(tmp_path, "t.jsonl", "\n".join(map(json.dumps, rows)).encode()))
    assert isinstance(document, Discussion)
    assert [(c.id, c.parent, c.author) for c in document.comments] == [
        ("7", None, None),
        ("2", "7", None),
        ("3", None, None),
    ]


def test_json_lines_keep_ids_parents_and_targets(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "text": "Ja!", "target": "Radweg"},
        {"id": 8, "parent": 7, "author": "B", "text": "Nein."},
        {"id": 9, "parent": 99, "text": "Wer?"},
    ]
    content = "\n".join(json.dumps(row) for row in rows).encode()
    document = only(written(tmp_path, "t.jsonl", content))
    assert isinstance(document, Discussion)
    assert [(c.id, c.parent, c.author, c.target) for c in document.comments] == [
        ("7", None, None, "Radweg"),
        ("8", "7", "B", None),
        ("9", None, None, None),
    ]


def test_what_stances_were_asked_toward_is_read_back() -> None:
    """As from the CSV of `classify`; but what the article is about is found again."""
    comments = [
        {"text": "Ja!", "stance": {"target": "Wind", "label": "favor"}},
        {"text": "Nein.", "stance": {"target": "Wind", "label": "against"}, "target": "Atom"},
        {"text": "Wer?", "stance": None},
        {"text": "Ach.", "stance": {"target": "Bad", "label": "against"}},
        {"text": "So.", "stance": "favor"},
    ]
    lines = "\n".join(map(json.dumps, comments))
    for content in (
        json.dumps({"comments": comments, "subject": None}),
        json.dumps(comments),
        lines,
    ):
        targets = [comment.target for comment in read(content, "t.json").comments]
        assert targets == ["Wind", "Atom", None, "Bad", None]
    found = read(json.dumps({"comments": comments, "subject": "Bad"}), "t.json")
    assert [comment.target for comment in found.comments] == ["Wind", "Atom", None, None, None]


def test_answers_inside_their_comment_are_read(tmp_path: Path) -> None:
    inner = {"text": "Doch!", "user": {"name": "Cem"}}
    rows = [
        {"text": "Ja!", "replies": [{"text": "Nein.", "children": [inner]}, {"text": "Gut."}]},
        {"id": 7, "text": "Wer?", "antworten": [{"id": 8, "text": "Ich."}], "replies": [8, "9"]},
    ]
    as_list = only(written(tmp_path, "t.json", json.dumps(rows).encode()))
    as_discussion = only(written(tmp_path, "d.json", json.dumps({"comments": rows}).encode()))
    for document in (as_list, as_discussion):
        assert isinstance(document, Discussion)
        assert [(c.id, c.parent, c.author, c.text) for c in document.comments] == [
            ("1", None, None, "Ja!"),
            ("1.1", "1", None, "Nein."),
            ("1.1.1", "1.1", "Cem", "Doch!"),
            ("1.2", "1", None, "Gut."),
            ("7", None, None, "Wer?"),
            ("8", "7", None, "Ich."),
        ]


def test_a_number_that_was_given_does_not_take_the_id_of_another_comment(tmp_path: Path) -> None:
    rows = [
        {"text": "A", "replies": [{"text": "A1"}]},
        {"id": "1", "text": "B", "replies": [{"text": "B1"}, {"id": "1.1", "text": "B2"}]},
        {"text": "C", "parent": "1"},
        {"id": "1", "text": "D", "replies": [{"text": "D1"}]},
    ]
    expected = {
        "A": None,
        "A1": "A",
        "B": None,
        "B1": "B",
        "B2": "B",
        "C": "B",
        "D": None,
        "D1": "D",
    }
    for content in (json.dumps(rows), "\n".join(map(json.dumps, rows))):
        document = only(written(tmp_path, "t.json", content.encode()))
        assert isinstance(document, Discussion)
        texts = {comment.id: comment.text for comment in document.comments}
        assert len(texts) == len(document.comments)
        assert {c.text: c.parent and texts[c.parent] for c in document.comments} == expected
        assert texts["1"] == "B"
        assert texts["1.1"] == "B2"


@pytest.mark.parametrize(
    ("rows", "parents"),
    [
        (["7,,Ja!", "8,7.0,Nein.", "9,8.0,Wer?"], [None, "7", "8"]),
        (["7.0,0,Ja!", ",7,Nein.", "9.0,8,Wer?"], [None, "7.0", None]),
        (["7.0,,Ja!", "8.0,7.0,Nein.", "7,8.0,Wer?"], [None, "7.0", "8.0"]),
        (["a,,Ja!", "b,7.0,Nein.", "c,7.5,Wer?"], [None, None, None]),
        ([",,Ja!", ",1.0,Nein.", ",2.0,Wer?"], [None, "1", "2"]),
        (["7,,Ja!", '8,"7,0",Nein.', '9,"8,5",Wer?'], [None, "7", None]),
        (['"7,0",,Ja!', "8,7,Nein.", "7,7.0,Wer?"], [None, "7", None]),
        ([",,Ja!", ',"1,0",Nein.', ',"2,0",Wer?'], [None, "1", "2"]),
    ],
)
def test_parents_beside_missing_ones_are_found_though_they_are_fractions(
    tmp_path: Path, rows: list[str], parents: list[str | None]
) -> None:
    table = "\n".join(["id,parent,text", *rows])
    document = only(written(tmp_path, "t.csv", table.encode()))
    assert isinstance(document, Discussion)
    assert [comment.parent for comment in document.comments] == parents


@pytest.mark.parametrize("held", [1, 100])
@pytest.mark.parametrize(
    ("rows", "lost"),
    [
        (["7,x8,Ja!", "8,,Nein.", "9,x7,Wer?"], "x8"),
        (["7,x8,Ja!", "8,7,Nein."], None),
        (["7,0,Ja!", '8,"0,0",Nein.', "9,,Wer?"], None),
        (["7,7,Ja!", "8,8,Nein."], None),
        ([",3,Ja!", ",,Nein."], "3"),
    ],
)
def test_parents_that_are_no_comments_are_told(
    caplog: pytest.LogCaptureFixture, held: int, rows: list[str], lost: str | None
) -> None:
    table = "\n".join(["id,parent,text", *rows])
    with patch.object(large_tables, "MOST_COMMENTS", held):
        list(readers.read_stream(io.BytesIO(table.encode()), "t", suffix=".csv"))
    said = "t: no comment is called what the column of parents says, such as {!r}: all stand alone"
    assert caplog.messages == ([] if lost is None else [said.format(lost)])


def test_a_text_beside_comments_is_their_article() -> None:
    posts = [
        {"title": "Bad", "text": "Das Bad schließt.", "comments": [{"text": "Schade."}]},
        {"id": 2, "Nachricht": "Der Bus kommt.", "comments": []},
        {"text": "Kurz.", "article": "Lang.", "comments": [{"text": "Ja"}]},
        {"text": None, "comments": [{"text": "Nein"}]},
    ]
    for value in (posts, {"discussions": posts}):
        found = readers.read_stream(io.BytesIO(json.dumps(value).encode()))
        assert [(d.article.text, [c.text for c in d.comments]) for d in found
                if isinstance(d, Discussion)] == [
            ("Das Bad schließt.", ["Schade."]), ("Der Bus kommt.", []), ("Lang.", ["Ja"]),
            ("", ["Nein"]),
        ]  # fmt: skip


def test_answers_in_one_list_keep_the_parents_that_they_name(tmp_path: Path) -> None:
    answers = [
        {"id": 2, "text": "Nein.", "parent_id": 1},
        {"id": 3, "text": "Doch!", "parent_id": 2},
        {"id": 4, "text": "Gut.", "parent_id": 99},
    ]
    rows = [{"id": 1, "text": "Ja!", "replies": answers}]
    document = only(written(tmp_path, "t.json", json.dumps(rows).encode()))
    assert isinstance(document, Discussion)
    assert [c.parent for c in document.comments] == [None, "1", "2", "1"]


@pytest.mark.parametrize(
    "header",
    [
        "commentId,parentId,userName,createdAt,commentText",
        "Kommentar-ID,Antwort auf,Benutzername,Erstellt am,Kommentar Text",
        "ID_Post,ID_Parent_Post,Autor,CreatedAt,Body",
        "id,parent_id,data.author,data.created_utc,data.body",
        # Of forms and clerks.
        "Lfd. Nr.,Antwort auf Nr.,Verfasser/in,Eingegangen am,Kommentartext",
        "Nr.,Antwort auf,Autor:in,Datum/Uhrzeit,Kommentar",
        "Kommentar-Nr.,Antwort zu Kommentar Nr.,Nutzer*innenname,Erstellungsdatum,Beitragstext",
        "ID,Antwort-auf-ID,Name der Verfasserin,Datum und Uhrzeit,Nachricht",
        "ID,Reply to ID,Gepostet von,Gepostet am,Text",
        # Of scrapers of TikTok.
        "cid,repliesToId,uniqueId,createTimeISO,text",
    ],
)
def test_columns_are_known_however_their_words_are_joined(tmp_path: Path, header: str) -> None:
    rows = "1,,Eva,1714759200,Ja!\n2,1,Jo,1714759200500,Nein.\n3,1,Jo,2024-05-03 18:00,Gut.\n"
    document = only(written(tmp_path, "t.csv", f"{header}\n{rows}".encode()))
    assert isinstance(document, Discussion)
    assert [(c.id, c.parent, c.author, c.date, c.text) for c in document.comments] == [
        ("1", None, "Eva", "2024-05-03T18:00:00Z", "Ja!"),
        ("2", "1", "Jo", "2024-05-03T18:00:00Z", "Nein."),
        ("3", "1", "Jo", "2024-05-03T18:00", "Gut."),
    ]


def test_reviews_of_an_app_shop_are_read_with_their_headlines(tmp_path: Path) -> None:
    """Of the Play Console, which has more columns than others, and longer names."""
    table = (
        "Package Name,Review Submit Date and Time,Review Last Update Millis Since Epoch,"
        "Star Rating,Review Title,Review Text,Developer Reply Text\n"
        "de.bad,2024-05-01T08:00:00Z,1714546800000,1,,Stürzt ab.,Das tut uns leid.\n"
        "de.bad,2024-05-02T08:00:00Z,1714546800000,2,Zu teuer,Früher ging das umsonst.,\n"
        "de.bad,2024-05-03T08:00:00Z,1714546800000,5,,,\n"
    )
    document = only(written(tmp_path, "t.csv", table.encode("utf-16")))
    assert isinstance(document, Discussion)
    assert [(c.date, c.text) for c in document.comments] == [
        ("2024-05-01T08:00:00Z", "Stürzt ab."),
        ("2024-05-02T08:00:00Z", "Zu teuer\nFrüher ging das umsonst."),
    ]
    assert document.left_out == 1


def test_an_id_is_no_name_where_no_comment_of_tiktok_is(tmp_path: Path) -> None:
    document = only(written(tmp_path, "t.csv", b"unique_id,text\n7,Ja!\n"))
    assert isinstance(document, Discussion)
    assert [c.author for c in document.comments] == [None]


def test_rows_without_text_are_counted_beside_what_an_export_left_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    rows = [{"text": "Schade."}, {"text": " "}, {"text": None}]
    stated = {"discussions": [{"comments": rows, "left_out": 4}, {"comments": rows[:1]}]}
    found = list(readers.read_stream(io.BytesIO(json.dumps(stated).encode()), "t"))
    assert [d.left_out for d in found if isinstance(d, Discussion)] == [6, 0]
    assert caplog.messages == ["t: left out: 2 without text"]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("t.csv", b"Datum,Laune\n1.1.,gut\n", "Datum, Laune"),
        ("t.csv", b'Datum,"Laune\nheute"\n1.1.,gut\n', "Datum, Laune heute"),
        ("t.csv", b"text,autor\nA,B\nC,D,E\n", "line 3"),
        ("t.csv", b'text,autor\nA,B\n"C,D\n', "line 3"),
        ("t.tsv", b"Datum\tLaune\n", "Datum, Laune"),
        ("t.jsonl", b'{"datum": "1.1.", "laune": "gut"}\n', "datum, laune"),
        ("t.jsonl", b'{"text": "gut"}\n{"text": \n', "line 2"),
        ("t.json", b'{"schema": 99, "discussions": []}', "schema"),
        ("t.json", b'{"text": "gut",\n"id": }', "line 2, column 7"),
        ("t.json", b"[" * 100_000, "broken"),
        ("t.json", b"{}", "no column"),
        ("t.json", b"42", "neither a comment nor a discussion"),
        (
            "t.json",
            b'{"comments": [{"text": "a"}], "part": {"number": 1, "of": 1%s}}' % (b"0" * 25),
            "part 2 of 1",
        ),
        (
            "t.json",
            b'[{"text": "a", "start": 0, "end": 1%s}]' % (b"0" * 30),
            "not a range of characters",
        ),
        ("t.html", b"<html><body><script>1</script></body></html>", "no text"),
        ("t.xml", b"<?xml version='1.0'?><urlset/>", "XML"),
        ("t.mhtml", b"From: <Saved by Blink>\r\n", "web archive"),
        *((name, b"", "empty") for name in ("t.txt", "t.csv", "t.json", "t.jsonl", "t.html")),
        ("t.txt", b" \n\n ", "empty"),
        ("t.txt", b"\xef\xbb\xbf", "empty"),
        ("t.txt", b"%PDF-1.7 \x00\x01", "PDF"),
        ("t.txt", bytes(range(256)) * 20, "not text"),
        ("t.html", bytes(range(256)) * 20, "not text"),
        *((f"t.txt{s}", pack(b"abc" * 999)[:-9], "damaged") for s, pack in PACKED.items()),
        *(
            (f"t.txt{s}", gzip.compress(pack(b"abc"), mtime=0), "packed file")
            for s, pack in PACKED.items()
        ),
    ],
)
def test_bad_input_gets_one_sentence_that_names_the_file(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    path = written(tmp_path, name, content)
    with pytest.raises(InputError) as caught:
        list(readers.read(path))
    assert caught.value.remedy
    assert str(caught.value).startswith(str(path))
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("words", ["Der Bürgermeister hat uns alle belogen", "Alles Lügner!"])
def test_a_comment_is_not_quoted_where_a_table_has_no_header(tmp_path: Path, words: str) -> None:
    path = written(tmp_path, "t.csv", f"{words};Eva\nNein;Jo\n".encode())
    with pytest.raises(InputError, match="no cell of the first line") as caught:
        list(readers.read(path))
    assert words not in str(caught.value)


def test_one_line_of_50_megabytes_is_a_text() -> None:
    content = "Grüße ".encode() * 6_000_000
    (document,) = readers.read_stream(io.BytesIO(content), "-")
    assert isinstance(document, PlainText)
    assert len(document.text.encode()) == len(content)


def test_many_comments_of_mark_up_before_a_text_take_no_time() -> None:
    content = b"<!-- -->" * 5_000 + b"Ein Text."
    (document,) = readers.read_stream(io.BytesIO(content), "-")
    assert isinstance(document, PlainText)


@pytest.mark.parametrize("suffix", PACKED)
def test_a_packed_file_is_unpacked_only_so_far(
    suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = PACKED[suffix](b"0" * 5_000_000)
    with pytest.raises(InputError, match=r"^bomb: unpacks to more than 1 MiB"):
        unpacked(io.BytesIO(bomb), "bomb", Allowance(limit=1024**2)).read()
    monkeypatch.setattr(unpacking, "_SMALL", 1024**2)
    with pytest.raises(InputError, match=r"^bomb: unpacks to more than 200 times its size"):
        unpacked(io.BytesIO(bomb), "bomb").read()


def test_zstandard_looks_back_as_far_as_dumps_of_reddit_do() -> None:
    window: dict[int, int] = {zstd.CompressionParameter.window_log: 31}
    frame = zstd.ZstdCompressor(options=window)
    row = json.dumps({"link_id": "t3_a", "id": "1", "body": "Na endlich.", "subreddit": "stadt"})
    dump = frame.compress(row.encode()) + frame.flush()
    assert zstd.get_frame_info(dump).decompressed_size is None  # so that the window counts
    (found,) = readers.read_stream(io.BytesIO(dump), "RC_2024-05.zst")
    assert isinstance(found, Discussion)
    assert [comment.text for comment in found.comments] == ["Na endlich."]


def test_without_its_package_zstandard_is_refused_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, zstd.__name__, None)
    monkeypatch.delattr(sys.modules[zstd.__name__.removesuffix(".zstd")], "zstd")
    with pytest.raises(MissingExtraError, match=r'^a.zst: .*pip install "\.\[zstd\]"'):
        list(readers.read_stream(io.BytesIO(PACKED[".zst"](b"text")), "a.zst"))


def test_folders_are_read_sorted_with_their_subfolders(tmp_path: Path) -> None:
    inside = ["a/a.html", "a/z.csv.gz", "b.txt", "c/z_files/a.html"]
    outside = [
        ".hidden.txt", ".git/a.txt", "b.gold.json", "b.gold.json.gz", "photo.jpg",
        "a/a_files/frame.html", "a/a-Dateien/frame.html",
    ]  # fmt: skip
    for name in reversed(inside + outside):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in readers.find_inputs(tmp_path)]
    assert found == inside
    named = tmp_path / "b.gold.json"
    assert list(readers.find_inputs(named)) == [named]


def test_spreadsheets_in_a_folder_are_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("a.csv", "b.tab", "photo.jpg", "sub/Umfrage.XLSX", "~$b.xlsx", ".c.ods"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.name for path in readers.find_inputs(tmp_path)] == ["a.csv", "b.tab"]
    sheet = tmp_path / "sub" / "Umfrage.XLSX"
    assert caplog.messages == [f"{sheet}: left out; save it as CSV to have it read"]


def test_what_is_written_into_a_folder_is_left_out_under_any_name(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).touch()
    (tmp_path / "again.csv").symlink_to("b.csv")
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    found = list(readers.find_inputs(tmp_path, without=tmp_path / "again.csv"))
    assert [path.name for path in found] == ["a.csv", "loop.csv"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [("folder", "no readable file"), ("nothing.txt", "cannot be found"), ("x" * 999, "cannot")],
    ids=["folder", "nothing", "too long"],
)
def test_a_place_without_input_is_named(tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "photo.jpg").touch()
    with pytest.raises(InputError, match=problem) as caught:
        list(readers.find_inputs(tmp_path / name))
    assert str(caught.value).startswith(f"{tmp_path / name}: ")
    with pytest.raises(InputError, match="cannot be opened"):
        list(readers.read(tmp_path / name))


def test_a_subfolder_that_may_not_be_searched_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").touch()
    # Permissions would not stop a test that runs as root.
    monkeypatch.setattr(os, "scandir", closed)
    assert list(readers.find_inputs(tmp_path)) == [tmp_path / "a.txt"]
    assert caplog.messages == [f"{tmp_path / 'closed'}: cannot be searched (Permission denied)"]
