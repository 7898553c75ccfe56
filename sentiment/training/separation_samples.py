"""Pages to learn separation from: real ones with gold, and composed ones in many layouts."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sentiment.errors import SampleError
from sentiment.separation.lines import lines
from sentiment.separation.listed import lines_as_cut
from sentiment.separation.roles import roles_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.separation.lines import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A plain text and the role of each of its lines."""

    text: str
    page: tuple[Line, ...]
    roles: tuple[str, ...]


def read_pages(paths: Sequence[Path]) -> list[Page]:
    """Read discussions in our JSON whose `source` is a text file beside them.

    Raises
    ------
    SampleError
        Where a file is no such JSON, its text is missing, or an offset does not fit.
    """
    from sentiment import readers
    from sentiment.discussion import PlainText

    pages = []
    for path in paths:
        for discussion in readers.read(path):
            if isinstance(discussion, PlainText):
                raise _refusal(path, "is no discussion JSON")
            names = (Path(discussion.source), Path(Path(discussion.source).name))
            files = [path.parent / name for name in names if _is_file(path.parent / name)]
            documents = list(readers.read(files[0])) if files else []
            if not documents or not isinstance(documents[0], PlainText):
                raise _refusal(path, f"{discussion.source!r} beside it is missing or no plain text")
            text = documents[0].text
            spans = [(comment.span, comment.text) for comment in discussion.comments]
            spans.append((discussion.article.span, discussion.article.text))
            if any(span is None or span.of(text) != part for span, part in spans):
                raise _refusal(path, f"its offsets do not fit {discussion.source!r}")
            page = tuple(lines_as_cut(text, discussion.comments))
            roles = tuple(roles_in(discussion, page))
            pages.append(Page(text=text, page=page, roles=roles))
    return pages


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # of a name that is too long
        return False


def _refusal(path: Path, problem: str) -> SampleError:
    return SampleError(
        problem,
        where=str(path),
        remedy="give the JSON of `sentiment separate`, corrected, beside the text it was made from",
    )


def read_page_files(folder: Path) -> dict[str, list[Page]]:
    """Read real pages: `gold/NAME.json`, `plain/NAME.txt` and `plain/NAME.A.txt`, by name."""
    pages: dict[str, list[Page]] = {}
    for gold in sorted((folder / "gold").glob("*.json")):
        record = json.loads(gold.read_text("utf-8"))
        comments = [comment["text"] for comment in record["comments"]]
        for plain in (f"{gold.stem}.txt", f"{gold.stem}.A.txt"):
            text = (folder / "plain" / plain).read_text("utf-8")
            pages.setdefault(gold.stem, []).append(_aligned(text, record["article"], comments))
    return pages


def _aligned(text: str, article: str, comments: Sequence[str]) -> Page:
    """Find the gold parts in the text, each after the one before."""
    page = tuple(lines(text))
    flat = [re.sub(r"\s+", "", line.span.of(text)) for line in page]
    wanted = [("article", article), *(("comment", comment) for comment in comments)]
    roles: list[str] = []
    at = 0
    for kind, part in wanted:
        body = re.sub(r"\s+", "", part)
        start = at
        while start < len(flat) and not body.startswith(flat[start]):
            start += 1
        if start == len(flat) or not body:
            continue
        roles += ["furniture"] * (start - at)
        first = True
        at = start
        while at < len(flat) and flat[at] and body.startswith(flat[at]):
            body = body[len(flat[at]) :]
            role = "article" if kind == "article" else "begin" if first else "inside"
            roles.append(role)
            first = False
            at += 1
            if not body:
                break
    roles += ["furniture"] * (len(flat) - len(roles))
    return Page(text=text, page=page, roles=tuple(roles))
