"""Exports of blogs and feeds of comments: what is read, left out and refused."""

from __future__ import annotations

import gzip
import io
import time
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment import readers
from sentiment.discussion import Article, Comment, Discussion, PlainText
from sentiment.errors import InputError, SentimentError
from sentiment.readers.unpacking import Allowance, unpacked
from sentiment.readers.wordpress_answers import without_line
from sentiment.readers.wxr import read_wxr
from sentiment.readers.xml_stream import records

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPORTS = Path(__file__).parent / "exports"
WXR = (EXPORTS / "blog.wxr.xml").read_bytes()
DISQUS = (EXPORTS / "disqus.xml").read_bytes()
BUS, MARKET = "https://fahrplan.example/?p=5#comment", "https://markt.example/samstag/#comment"

# By file: the discussions with their sources left blank, and the warning.
READ: dict[str, tuple[list[Discussion], str | None]] = {
    "blog.wxr.xml": (
        [
            Discussion(
                source="",
                title="Der Brunnen läuft wieder",
                article=Article(
                    text="Seit Montag plätschert es am Markt [sic] & alle gucken.\nDer Brunnen\n"
                    "Das Wasser ist kein Trinkwasser.\nDie Pumpe kostet 4000 Euro."
                ),
                comments=(
                    Comment(
                        id="12",
                        author="Änne",
                        date="2023-05-02T10:30:00",
                        text="Endlich!\nDas ist wirklich schön & sauber.",
                    ),
                    Comment(
                        id="13",
                        parent="12",
                        date="2023-05-02T11:00:00",
                        text="Zu teuer für ein bisschen Wasser & Stein.",
                    ),
                    Comment(
                        id="16",
                        author="Ida",
                        date="2023-05-03T06:00:00",
                        text="Das sehe ich auch so.",
                    ),
                ),
                left_out=2,
            )
        ],
        "left out: 1 not approved, 1 not by readers (pingbacks and the like)",
    ),
    "disqus.xml": (
        [
            Discussion(
                source="",
                title="Freibad & Sauna bleiben offen",
                article=Article(text=""),
                comments=(
                    Comment(
                        id="31",
                        author="Lena",
                        date="2022-06-01T10:00:00Z",
                        text="Sehr gut.\nMeine Kinder freuen sich riesig.",
                    ),
                    Comment(
                        id="32",
                        parent="31",
                        author="sparfuchs",
                        date="2022-06-01T11:00:00Z",
                        text="Und wer zahlt das?",
                    ),
                ),
                left_out=2,
            ),
            Discussion(
                source="",
                article=Article(text=""),
                comments=(
                    Comment(id="36", author="Ole", date="2022-06-02T11:00:00Z", text="Wo bin ich?"),
                ),
            ),
        ],
        "left out: 1 spam, 1 deleted, 1 in deleted threads",
    ),
    "kommentare.rss": (
        [
            Discussion(
                source="",
                title="Der Nachtbus kommt zurück",
                article=Article(text=""),
                comments=(
                    Comment(
                        id=f"{BUS}-51",
                        author="Jörg",
                        date="2023-02-03T20:11:00+00:00",
                        text="Das wurde Zeit.\nNun bitte auch sonntags!",
                    ),
                    Comment(
                        id=f"{BUS}-50",
                        author="Mia",
                        date="2023-02-02T07:00:00+00:00",
                        text="Wer fährt da schon mit?",
                    ),
                ),
                left_out=1,
            )
        ],
        "left out: 1 without text",
    ),
    "kommentare.atom": (
        [
            Discussion(
                source="",
                title="Markttag am Samstag",
                article=Article(text=""),
                comments=(
                    Comment(
                        id=f"{MARKET}-3",
                        author="Tom",
                        date="2023-03-04T11:00:00Z",
                        text="Der Käse war großartig.",
                    ),
                    Comment(
                        id=f"{MARKET}-4",
                        parent=f"{MARKET}-3",
                        author="Rike",
                        date="2023-03-05T09:00:00Z",
                        text="Aber zu teuer,\n3 < 5 & so.",
                    ),
                    Comment(
                        id=f"{MARKET}-5",
                        author="Udo",
                        date="2023-03-05T10:00:00Z",
                        text="Nächstes Mal mit <3 und Brot.",
                    ),
                ),
            )
        ],
        None,
    ),
    "blogger.xml": (
        [
            Discussion(
                source="",
                title="Die Tulpen sind da",
                article=Article(text="Früher als sonst blüht es rot."),
                comments=(
                    Comment(
                        id="7001",
                        author="Hanne",
                        date="2020-04-02T09:00:00.000+02:00",
                        text="Wie schön!\nBei mir ist alles erfroren.",
                    ),
                    Comment(
                        id="7002",
                        parent="7001",
                        author="Gärtnerin",
                        date="2020-04-02T10:00:00.000+02:00",
                        text="Schade, das tut mir leid.",
                        is_host=True,
                    ),
                ),
            )
        ],
        None,
    ),
    "blogger-2018.atom": (
        [
            Discussion(
                source="",
                title="Neuer Radweg am Kanal",
                article=Article(text="Fertig ist er."),
                comments=(
                    Comment(
                        id="11",
                        author="Piet",
                        date="2024-05-01T09:00:00Z",
                        text="Glatt wie ein Spiegel, wunderbar.",
                    ),
                    Comment(
                        id="12",
                        parent="11",
                        author="Uta",
                        date="2024-05-01T10:00:00Z",
                        text="Nur zu schmal.",
                    ),
                ),
                left_out=1,
            )
        ],
        "left out: 1 not published",
    ),
    "typepad.txt": (
        [
            Discussion(
                source="",
                title="Die Kantine kocht jetzt vegetarisch",
                article=Article(text="Ab April gibt es kein Fleisch mehr.\nDer Koch freut sich."),
                comments=(
                    Comment(
                        id="1",
                        author="Günther",
                        date="2008-03-04T15:00:00",
                        text="Ohne Schnitzel komme ich nicht.\n"
                        "DATE: steht fest, ich esse woanders.",
                    ),
                    Comment(
                        id="2",
                        date="2008-03-15T08:00:00",
                        text="Prima!\nEndlich mal Gemüse.",
                    ),
                ),
                left_out=1,
            )
        ],
        "left out: 1 not by readers (pingbacks and the like)",
    ),
}


def read_bytes(content: bytes) -> list[readers.Document]:
    return list(readers.read_stream(io.BytesIO(content), ""))


def all_read(documents: Iterator[readers.Document]) -> tuple[list[Discussion], InputError | None]:
    """Return what is read up to the end or an error, and the error."""
    found: list[Discussion] = []
    try:
        for document in documents:
            assert isinstance(document, Discussion)
            found.append(document)
    except InputError as error:
        return found, error
    return found, None


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "gzip"])
def test_an_export_is_read_whole(
    name: str, is_packed: bool, caplog: pytest.LogCaptureFixture
) -> None:
    content = (EXPORTS / name).read_bytes()
    expected, warning = READ[name]
    assert read_bytes(gzip.compress(content) if is_packed else content) == expected
    assert caplog.messages == ([f": {warning}"] if warning else [])


@pytest.mark.parametrize("name", READ)
def test_a_suffix_leads_to_the_same_reader(name: str) -> None:
    found = [d for d in readers.read(EXPORTS / name) if isinstance(d, Discussion)]
    assert [d.comments for d in found] == [d.comments for d in READ[name][0]]


RSS = """<rss xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Kommentare zu: Steg</title>{}</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"
 xmlns:thr="http://purl.org/syndication/thread/1.0"><title>Kommentare zu: Steg</title>{}</feed>"""


def rss_item(number: int, markup: str, field: str) -> str:
    return (
        f"<item><title>Von: Eva</title><link>https://b.example/t#comment-{number}</link>"
        f'<guid isPermaLink="false">https://b.example/?p=5#comment-{number}</guid>'
        f"<dc:creator>Eva</dc:creator><{field}><![CDATA[{markup}]]></{field}></item>"
    )


def atom_entry(number: int, markup: str, answered: str) -> str:
    return (
        f"<entry><id>https://b.example/?p=5#comment-{number}</id><author><name>Eva</name></author>"
        f'<content type="html"><![CDATA[{markup}]]></content>{answered}</entry>'
    )


def test_the_line_above_an_answer_in_a_feed_names_its_parent() -> None:
    link = '<a href="https://b.example/t/comment-page-2#comment-6" rel="nofollow">Max B.</a>'
    first, said = "<p>Antwort auf die Frage: nein.</p>", "Antwort auf die Frage: nein."
    expected = [(said, None), ("Sehr gut", "https://b.example/?p=5#comment-6")]
    paragraph, bare = "content:encoded", "description"
    for words in ("Als Antwort auf", "In reply to"):
        answer = f"<p>{words} {link}.</p>\n<p>Sehr gut</p>"
        items = [
            (rss_item(7, answer, paragraph), rss_item(6, first, paragraph)),
            (rss_item(7, f"{words} {link}.\n\nSehr gut", bare), rss_item(6, said, bare)),
        ]
        feeds = [RSS.format("".join(pair)) for pair in items]
        thread = '<thr:in-reply-to ref="https://b.example/?p=5#comment-6" />'
        feeds.append(ATOM.format(atom_entry(7, answer, thread) + atom_entry(6, first, "")))
        for feed in feeds:
            ((found,), error) = all_read(iter(read_bytes(feed.encode())))
            assert error is None
            assert [(c.text, c.parent) for c in reversed(found.comments)] == expected


def test_a_link_to_a_comment_in_a_sentence_is_the_readers() -> None:
    link = '<a href="https://b.example/t#comment-6">Max</a>'
    text = f"<p>Als Antwort auf {link} nur so viel: nein.</p><p>Und {link}.</p>"
    feed = RSS.format(rss_item(7, text, "description"))
    ((found,), _) = all_read(iter(read_bytes(feed.encode())))
    assert found.comments[0].text == "Als Antwort auf Max nur so viel: nein.\nUnd Max."
    assert found.comments[0].parent is None


@pytest.mark.parametrize(
    "markup",
    [
        "In reply to <a" + ' href="#comment-1"' * 50_000,
        "In reply to <a " + " href='#comment-" * 50_000 + "'>Max</a>.",
        'In reply to <a href="#comment-1">Max</a>' + " " * 50_000 + "Gut",
    ],
)
def test_a_line_made_of_thousands_of_addresses_is_left_in_no_time(markup: str) -> None:
    begun = time.process_time()
    assert without_line(markup) == (markup, None)
    assert time.process_time() - begun < 1


def test_older_versions_of_wordpress_are_read() -> None:
    for version in (b"1.0", b"1.1"):
        (found,) = read_bytes(WXR.replace(b"export/1.2/", b"export/" + version + b"/"))
        assert found == READ["blog.wxr.xml"][0][0]


def test_reviews_of_products_are_by_readers() -> None:
    comment = b"<wp:comment_type></wp:comment_type>"
    assert comment in WXR
    (found,) = read_bytes(WXR.replace(comment, b"<wp:comment_type>review</wp:comment_type>"))
    assert found == READ["blog.wxr.xml"][0][0]


def test_a_bracket_that_nothing_closes_does_not_hang() -> None:
    content = WXR.replace(b"[sic]", b"[sic] [a " + b"= " * 200_000)
    (found,) = read_bytes(content)
    assert isinstance(found, Discussion)
    assert "[a = = =" in found.article.text


def test_lines_of_hyphens_that_a_reader_typed_end_nothing() -> None:
    lines = (EXPORTS / "typepad.txt").read_bytes()
    typed = lines.replace(b"Prima!\n", b"Prima!\n--------\nNachtrag:\n-----\nTeuer!\n")
    assert typed != lines
    (found,) = read_bytes(typed)
    assert isinstance(found, Discussion)
    assert [comment.text for comment in found.comments][1:] == [
        "Prima!\n--------\nNachtrag:\nTeuer!\nEndlich mal Gemüse."
    ]
    assert found.left_out == 1


def test_an_export_without_comments_is_its_articles() -> None:
    start, end = WXR.index(b"<item>"), WXR.rindex(b"<item>")
    (found,) = read_bytes(WXR[:start] + WXR[end:])
    article = Article(text="Verantwortlich ist niemand.")
    assert found == Discussion(source="", title="Impressum", article=article)


@pytest.mark.parametrize("break_", [b"\x00\x0b\x1f", "\ufffe".encode(), b"&#x1F;", b"&amp;#1;"])
def test_characters_that_xml_forbids_are_dropped(break_: bytes) -> None:
    content = DISQUS.replace(b"Freibad", b"Frei" + break_ + b"bad")
    (found, _) = read_bytes(b"\xef\xbb\xbf" + content)
    assert found == READ["disqus.xml"][0][0]


def test_broken_bytes_and_lone_ampersands_do_not_end_a_file() -> None:
    content = DISQUS.replace(
        b"Freibad &amp; Sauna", b"Fu\xc3\x9fbad & Sauna\xff &foo; &euro; &#150; &#0;"
    )
    (found, _) = read_bytes(content)
    assert isinstance(found, Discussion)
    assert found.title == "Fußbad & Sauna\ufffd &foo; € – \ufffd bleiben offen"
    assert found.comments == READ["disqus.xml"][0][0].comments


def test_utf_16_is_read_whatever_it_declares() -> None:
    content = b"\xff\xfe" + DISQUS.decode().encode("utf-16-le")
    assert read_bytes(content) == READ["disqus.xml"][0]


@pytest.mark.parametrize("shift", range(50))
def test_an_entity_or_mark_on_the_border_of_two_chunks_is_whole(shift: int) -> None:
    # The parser asks for 16 KiB at a time.
    start = "<a><b>"
    filling = "." * (16 * 1024 - len(start) - shift)
    rest = "&uuml; & &amp; <![CDATA[&uuml;]]> &Uuml;</b></a>"
    stream = io.BytesIO((start + filling + rest).encode())
    (text,) = (record.text for record in records(stream, "", 1))
    assert text == f"{filling}ü & & &uuml; Ü"


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE, OUTSIDE.replace("ENTITY a", "ENTITY % a")])
@pytest.mark.parametrize("declaration", ['<?xml version="1.0"?>', ""])
def test_entities_of_the_file_are_refused(declaration: str, doctype: str) -> None:
    content = f"{declaration}{doctype}<rss><channel><title>&a;</title></channel></rss>"
    with pytest.raises(InputError, match="defines entities"):
        read_bytes(content.encode())


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'<?xml version="1.0"?><rss/>', "no comment"),
        (b'<disqus xmlns="http://disqus.com"><thread/><post/></disqus>', "no comment"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Kommentare</title></feed>', "no comm"),
        (b"<rss><channel><title>A</title></rss>", "line 1: the XML is broken"),
        (
            b"<rss><channel><title>Kommentare</title><item><title>Brand</title>"
            b"<link>https://a.example/1#main</link><description>Es brannte.</description></item>"
            b"</channel></rss>",
            "holds articles, not comments",
        ),
        (
            b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><content>Es brannte.'
            b"</content></entry></feed>",
            "holds articles, not comments",
        ),
    ],
)
def test_what_holds_no_comments_is_refused(content: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read_bytes(content)


def test_an_xml_file_of_another_kind_is_refused_and_a_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<urlset/>", "utf-8")
    with pytest.raises(InputError, match="kind of XML"):
        list(readers.read(path))
    path.write_text("<html><body><p>Ein ganzer Satz über den Markt.</p></body></html>", "utf-8")
    (page,) = readers.read(path)
    assert isinstance(page, Discussion)


def test_what_comes_before_the_end_of_a_truncated_file_is_read() -> None:
    cut = WXR[: WXR.index(b"<title>Impressum")]
    found, error = all_read(readers.read_stream(io.BytesIO(cut), "a.xml"))
    assert [d.title for d in found] == ["Der Brunnen läuft wieder"]
    assert error is not None
    line = len(cut.splitlines())
    assert error.problem == f"line {line}: the file ends too early"
    cut = DISQUS[: DISQUS.index(b'<post dsq:id="32">')]
    found, error = all_read(readers.read_stream(io.BytesIO(cut), "a.xml"))
    assert [[c.id for c in d.comments] for d in found] == [["31"]]
    assert error is not None
    assert "ends too early" in error.problem


@pytest.mark.parametrize("name", [name for name in READ if name != "typepad.txt"])
def test_all_that_stands_before_a_break_is_read_then_the_break_is_named(name: str) -> None:
    content = (EXPORTS / name).read_bytes()
    texts = [comment.text for discussion in READ[name][0] for comment in discussion.comments]
    cuts = [*range(content.index(b"<", 200), len(content), 97), content.rindex(b"</")]
    for cut in cuts:
        found, error = all_read(readers.read_stream(io.BytesIO(content[:cut]), name))
        read = [comment.text for discussion in found for comment in discussion.comments]
        assert error is not None
        assert [text for text in texts if text in read] == read
    assert read == texts
    assert "the file ends too early" in str(error)


def big_wxr(count: int) -> Iterator[bytes]:
    """Yield an export of `count` articles, each with a kilobyte of article and ten comments."""
    start, end = WXR.index(b"<item>"), WXR.rindex(b"<item>")
    article = WXR[WXR.index(b"<item>", start + 1) : end]
    comment = article[article.index(b"<wp:comment>") : article.index(b"</wp:comment>") + 13]
    article = article.replace(comment, comment * 10)
    yield WXR[:start]
    for _ in range(count):
        yield article
    yield WXR[end:]


def test_a_large_export_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "big.xml"
    with path.open("wb") as file:
        file.writelines(big_wxr(600))
    assert path.stat().st_size > 6_000_000
    tracemalloc.start()
    try:
        count = sum(1 for _ in readers.read(path))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 600
    assert peak < 2_000_000


def test_a_packed_export_is_refused_once_it_is_too_large() -> None:
    packed = io.BytesIO(gzip.compress(b"".join(big_wxr(200))))
    found, error = all_read(
        read_wxr(unpacked(packed, "a.xml.gz", Allowance(limit=1_000_000)), "a.xml.gz")
    )
    assert 0 < len(found) < 100
    assert error is not None
    assert "unpacks to more than" in error.problem


@given(
    st.sampled_from(sorted(READ)),
    st.floats(0, 1),
    st.integers(0, 60),
    st.binary(max_size=4) | st.sampled_from([b"<", b"&", b"]]>", b"<![CDATA[", b"-----\n", b"\n"]),
    st.none() | st.floats(0, 1),
)
def test_damaged_exports_never_crash(
    name: str, place: float, gap: int, patch: bytes, cut: float | None
) -> None:
    content = (EXPORTS / name).read_bytes()
    at = int(place * len(content))
    content = content[:at] + patch + content[at + gap :]
    if cut is not None:
        content = content[: int(cut * len(content))]
    try:
        for document in read_bytes(content):
            assert isinstance(document, Discussion | PlainText)
    except SentimentError as error:
        assert "\n" not in str(error)  # noqa: PT017 - not raised for most damages
