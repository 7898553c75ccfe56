"""Large exports: how long reading takes, and how much memory, at 100 MB beside 1 MB.

``python benchmarks/exports.py [MEGABYTES]`` composes exports of invented comments in a temporary
folder and reads each in a process of its own. Megabytes are millions of bytes; seconds are those of
the processor; the memory is the most that the process held, the interpreter and its libraries
included.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SMALL, LARGE = 1, 100  # megabytes
COMMENTS_OF_AN_ARTICLE = 40
READERS = 5000
MEGABYTE = 1_000_000

OPENINGS = ("Ehrlich gesagt", "Na endlich", "Seit Jahren", "Am Ende", "Wie immer", "Vielleicht")
THINGS = (
    "wird am Kanal gebaut", "zahlen wir alle mit", "fährt kein Bus mehr", "fehlt ein Radweg",
    "bleibt das Freibad zu", "hört niemand zu", "geht es doch", "kostet das zu viel",
    "freuen sich die Kinder", "war das längst fällig",
)  # fmt: skip
SIGNS = (".", "!", " …", "?", " 🙂", " – leider.")

# Reads one file and prints the comments, the seconds, and the most kilobytes that were held.
READ = """
import resource, sys, time
from pathlib import Path
from sentiment import readers
start = time.process_time()
count = sum(len(found.comments) for found in readers.read(Path(sys.argv[1])))
print(count, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


class Words:
    """What readers write, invented, and the same in every run."""

    def __init__(self) -> None:
        self.random = random.Random(20)  # noqa: S311 - no secret

    def text(self) -> str:
        """Return one to eight sentences."""
        drawn = self.random
        return " ".join(
            f"{drawn.choice(OPENINGS)} {drawn.choice(THINGS)}{drawn.choice(SIGNS)}"
            for _ in range(drawn.randint(1, 8))
        )

    def reader(self) -> str:
        """Return a name."""
        return f"Leserin {self.random.randrange(READERS)}"

    def parent(self, number: int) -> int:
        """Return the number of an earlier comment, or of its own article."""
        return number - self.random.randint(1, number % COMMENTS_OF_AN_ARTICLE or 1)


def is_article(number: int) -> bool:
    """Tell whether the entry of this number is an article, with comments behind it."""
    return number % COMMENTS_OF_AN_ARTICLE == 0


def wxr() -> Iterator[str]:
    """Yield the pieces of an export of WordPress."""
    words = Words()
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:wp="http://wordpress.org/export/1.2/">\n<channel>\n<title>Blog</title>\n'
    )
    for number in count():
        if is_article(number):
            text = "".join(f"<p>{words.text()}</p>\n" for _ in range(10))
            yield (
                f"{'</item>' if number else ''}<item>\n<title>Artikel {number}</title>\n"
                f"<content:encoded><![CDATA[{text}]]></content:encoded>\n"
                f"<wp:post_id>{number}</wp:post_id>\n<wp:post_type>post</wp:post_type>\n"
            )
            continue
        parent = words.parent(number)
        yield (
            f"<wp:comment>\n<wp:comment_id>{number}</wp:comment_id>\n"
            f"<wp:comment_author><![CDATA[{words.reader()}]]></wp:comment_author>\n"
            "<wp:comment_author_email>leserin@post.example</wp:comment_author_email>\n"
            "<wp:comment_date>2024-05-03 12:12:00</wp:comment_date>\n"
            f"<wp:comment_content><![CDATA[{words.text()}]]></wp:comment_content>\n"
            "<wp:comment_approved>1</wp:comment_approved>\n<wp:comment_type></wp:comment_type>\n"
            f"<wp:comment_parent>{0 if is_article(parent) else parent}</wp:comment_parent>\n"
            "</wp:comment>\n"
        )


def disqus() -> Iterator[str]:
    """Yield the pieces of an export of Disqus; each thread stands just before its posts."""
    words = Words()
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<disqus xmlns="http://disqus.com"'
        ' xmlns:dsq="http://disqus.com/disqus-internals">\n'
    )
    for number in count():
        if is_article(number):
            yield (
                f'<thread dsq:id="{number}"><id/><title>Artikel {number}</title>'
                "<isDeleted>false</isDeleted></thread>\n"
            )
            continue
        parent = words.parent(number)
        answered = "" if is_article(parent) else f'<parent dsq:id="{parent}"/>'
        thread = number - number % COMMENTS_OF_AN_ARTICLE
        yield (
            f'<post dsq:id="{number}"><id/><message><![CDATA[<p>{words.text()}</p>]]></message>'
            "<createdAt>2024-05-03T10:12:00Z</createdAt><isDeleted>false</isDeleted>"
            f"<isSpam>false</isSpam><author><name>{escape(words.reader())}</name></author>"
            f'<thread dsq:id="{thread}"/>{answered}</post>\n'
        )


def telegram() -> Iterator[str]:
    """Yield the pieces of an export of one group, in which readers answer a channel's posts."""
    words = Words()
    yield (
        '{\n "name": "Stadtblatt Diskussion",\n "type": "public_supergroup",\n "id": 900,\n'
        ' "messages": ['
    )
    for number in count():
        text = words.text()
        message: dict[str, Any] = {
            "id": number + 1,
            "type": "message",
            "date": "2024-05-03T12:12:00",
            "date_unixtime": "1714731120",
            "from": "Stadtblatt",
            "from_id": "channel55",
        }
        if not is_article(number):
            reader = words.reader()
            message |= {"from": reader, "from_id": f"user{reader.split()[1]}"}
            message["reply_to_message_id"] = words.parent(number) + 1
        message |= {"text": text, "text_entities": [{"type": "plain", "text": text}]}
        yield f"{',' if number else ''}\n{json.dumps(message, ensure_ascii=False, indent=1)}"


def reddit() -> Iterator[str]:
    """Yield the lines of an archive of comments and submissions, with fields that nobody reads."""
    words = Words()
    unread: dict[str, Any] = {
        "score": 1, "gilded": 0, "edited": False, "distinguished": None, "stickied": False,
        "author_flair_text": None, "author_flair_css_class": None, "retrieved_on": 1714731999,
        "controversiality": 0, "all_awardings": [], "collapsed": False, "locked": False,
        "permalink": "/r/stadt/comments/x/artikel/x/", "subreddit_id": "t5_2qo9i",
        "subreddit_type": "public", "author_fullname": "t2_x", "is_submitter": False,
    }  # fmt: skip
    for number in count():
        row: dict[str, Any] = {
            "id": f"x{number}", "author": words.reader(), "created_utc": 1714731120,
            "subreddit": "stadt",
        }  # fmt: skip
        if is_article(number):
            row |= {"title": f"Artikel {number}", "selftext": words.text()}
        else:
            parent = words.parent(number)
            row |= {
                "link_id": f"t3_x{number - number % COMMENTS_OF_AN_ARTICLE}",
                "parent_id": f"t{3 if is_article(parent) else 1}_x{parent}",
                "body": words.text(),
            }
        yield json.dumps(row | unread) + "\n"


# The name of each kind of file, its pieces, and how it ends.
EXPORTS: dict[str, tuple[str, Callable[[], Iterator[str]], str]] = {
    "WordPress, WXR": ("blog.xml", wxr, "</item></channel></rss>\n"),
    "Disqus, XML": ("disqus.xml", disqus, "</disqus>\n"),
    "Telegram, JSON": ("result.json", telegram, "]}\n"),
    "Reddit, NDJSON": ("rows.ndjson", reddit, ""),
}


def compose(path: Path, pieces: Iterator[str], end: str, size: int) -> None:
    """Write an export of at least `size` bytes."""
    written = 0
    with path.open("wb") as file:
        while written < size:
            written += file.write(next(pieces).encode())
        file.write(end.encode())


def read(path: Path) -> tuple[int, float, float]:
    """Return the comments in a file, the seconds to read it, and the megabytes held at most."""
    command = [sys.executable, "-c", READ, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    comments, seconds, kilobytes = done.stdout.split()
    return int(comments), float(seconds), int(kilobytes) * 1024 / MEGABYTE


def main() -> None:
    """Print the table."""
    large = int(sys.argv[1]) if len(sys.argv) > 1 else LARGE
    print(
        f"| export | comments in {large} MB | seconds | MB a second | memory at {SMALL} MB ", end=""
    )
    print(f"| memory at {large} MB |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for kind, (name, pieces, end) in EXPORTS.items():
            path = Path(folder) / name
            compose(path, pieces(), end, SMALL * MEGABYTE)
            _, _, held = read(path)
            compose(path, pieces(), end, large * MEGABYTE)
            comments, seconds, held_by_large = read(path)
            print(
                f"| {kind} | {comments:,} | {seconds:.1f} | {large / seconds:.1f} "
                f"| {held:.0f} MB | {held_by_large:.0f} MB |"
            )


if __name__ == "__main__":
    main()
