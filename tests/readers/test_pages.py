"""Saved web pages: what is read from the mark-up of each system, as one golden output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sentiment import readers
from sentiment.discussion import Discussion

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
