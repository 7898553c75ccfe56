"""The report as HTML: one page without a network, on which nothing of an input becomes mark-up.

Every text is escaped, by Jinja2, where it goes into a template. Should one ever slip through, the
page forbids all scripts and styles but its own, whose hashes it names, and everything else that
could be loaded or sent.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sentiment.present.report.texts import TEXTS
from sentiment.present.report.view import view
from sentiment.present.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Template

    from sentiment.pipeline import Analysis
    from sentiment.present.report.texts import Language, Texts
    from sentiment.present.report.timeline import Written

_FOLDER = Path(__file__).parent / "templates"


def page(analyses: Iterable[Analysis], *, model: str, language: Language) -> Iterator[str]:
    """Yield the page in pieces, a section for each discussion; nothing where there is none.

    Parameters
    ----------
    analyses : iterable of Analysis
        All of them are held at once, since an overview stands above the first.
    model : str
        The name of the model that classified.
    language : Language
        That of the page; comments stay in theirs.
    """
    texts = TEXTS[language]
    views = [view(analysis, texts, number=n) for n, analysis in enumerate(analyses, start=1)]
    if not views:
        return
    style, script = (_source(name) for name in ("style.css", "script.js"))
    yield from rendered(
        environment().get_template("page.html"),
        views=views,
        numbered=len(views) > 1,
        texts=texts,
        model=model,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=(
            f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
            "base-uri 'none'; form-action 'none'"
        ),
    )


def rendered(template: Template, **values: object) -> Iterator[str]:
    """Yield what a template makes of values, in pieces.

    They are plain strings: a piece of mark-up would escape what somebody appends it to.
    """
    yield from map(str, template.generate(values))


@lru_cache
def environment(folder: Path | None = None) -> Environment:
    """Return the templates of the report, and those of a folder.

    Parameters
    ----------
    folder : Path, optional
        More templates, of other pages. One that extends `discussion.html` may fill its block
        `actions`, which stands under each comment.
    """
    found = Environment(
        loader=FileSystemLoader([_FOLDER, *([folder] if folder else [])]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_visible,
    )
    found.filters.update(say=_say, date=_date)
    return found


def _say(text: str, **values: object) -> Markup:
    """Fill a text of ours with texts of others, each apart whatever its direction of writing."""
    inner = {
        name: Markup("<bdi>{}</bdi>").format(visible(value)) if isinstance(value, str) else value
        for name, value in values.items()
    }
    return escape(text).format(**inner)


def _date(written: Written, texts: Texts) -> str:
    return written.at.strftime(texts.date_and_time if written.has_time else texts.date)


def _visible(value: object) -> object:
    return visible(value) if isinstance(value, str) else value


def _source(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
