"""What the page itself asks for: its files, the views of discussions, and questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from sentiment.bundle import Bundle
from sentiment.discussion import Discussion
from sentiment.labelling.correction import BY_LOT
from sentiment.opinion import LABELS
from sentiment.pipeline import Options, analyse
from sentiment.present.report import rendering
from sentiment.present.report.texts import TEXTS as REPORT_TEXTS
from sentiment.present.report.texts import Language
from sentiment.present.report.view import view
from sentiment.separation.listed import lines_as_cut
from sentiment.separation.roles import roles_in
from sentiment.web.desk import Desk
from sentiment.web.documents import Document
from sentiment.web.language import language_of
from sentiment.web.problems import RefusedError, told
from sentiment.web.questions import correctable
from sentiment.web.queues import Batch, QueueKey
from sentiment.web.texts import TEXTS

TEMPLATES = Path(__file__).parent / "templates"
_STATIC = Path(__file__).parent / "static"
_REPORT = Path(rendering.__file__).parent / "templates"
_FILES = {"report.css": _REPORT / "style.css", "report.js": _REPORT / "script.js"} | {
    path.name: path for path in _STATIC.iterdir()
}
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript"}
_MOST_SHOWN = 300  # characters of a line that is shown to say what it is
_MOST_LINES = 5000  # of a text that is shown line by line
_LONGEST_NAME = 200

Task = Literal["sentiment", "stance"]
Name = Annotated[str, Field(pattern=r"\S", max_length=100)]


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Recut(_Message):
    """Lines, and what they are."""

    first: int = Field(ge=0)
    last: int = Field(ge=0)
    role: Literal["article", "begin", "inside", "furniture"]


class OpenDocument(_Message):
    """A document, and for each of its discussions the target to ask for, if not the one found."""

    id: str
    targets: list[str | None]


class NextQuestions(_Message):
    """Who is asked, about what, and how many questions are wanted."""

    session: Name
    task: Task
    annotator: Name
    documents: list[OpenDocument] = Field(max_length=50)
    count: int = Field(ge=0, le=20)


class Shown(_Message):
    """How a discussion is shown; `section` is its number on the page."""

    section: int = Field(ge=1)
    annotator: Name
    lang: Language
    target: str = ""
    explain: bool = False


def routes(desk: Desk) -> APIRouter:
    """Return the routes of the page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def page(
        lang: Language | None = None,
        accept_language: Annotated[str, Header()] = "",
    ) -> HTMLResponse:
        return HTMLResponse(_page(desk, lang or language_of(accept_language)))

    @router.get("/static/{name}")
    def static(name: str) -> Response:
        path = _FILES.get(name)
        if path is None:
            raise RefusedError(404, "No file has that name.")
        return Response(path.read_text("utf-8"), media_type=_MEDIA_TYPES[path.suffix])

    @router.post("/page/documents")
    async def open_(
        request: Request,
        name: Annotated[str, Query(min_length=1, max_length=_LONGEST_NAME)],
        accept_language: Annotated[str, Header()] = "",
    ) -> dict[str, Any]:
        # A form on another site can send plain text, but not this type.
        if request.headers.get("content-type") != "application/octet-stream":
            raise RefusedError(415, "A file is sent as application/octet-stream.")
        content = await request.body()
        document = await desk.classifying(
            lambda: desk.documents.open(content, name, desk.models.in_use)
        )
        language = language_of(accept_language)
        return _opened(document) | {"problems": [told(e, language) for e in document.failures]}

    @router.get("/page/documents/{id_}")
    def reopened(id_: str) -> dict[str, Any]:
        return _opened(desk.documents.get(id_))

    @router.get("/page/documents/{id_}/{number}")
    async def shown(id_: str, number: int, how: Annotated[Shown, Query()]) -> HTMLResponse:
        discussion = desk.documents.discussion(id_, number)
        return HTMLResponse(await desk.classifying(lambda: _shown(desk, discussion, how)))

    @router.post("/page/documents/{id_}/{number}/roles", status_code=204)
    def recut(id_: str, number: int, lines_: Recut) -> None:
        desk.documents.recut(id_, number, lines_.first, lines_.last, lines_.role)

    @router.post("/page/questions")
    async def questions(asked: NextQuestions) -> dict[str, Any]:
        return await desk.classifying(lambda: _questions(desk, asked))

    return router


def _page(desk: Desk, language: Language) -> str:
    texts, report = TEXTS[language], REPORT_TEXTS[language]
    names = {"sentiment": report.mood_labels, "stance": report.stance_labels}
    # Pairs, since their order is that of the keys 1, 2 and 3.
    labels = {task: [(label, names[task][label]) for label in LABELS[task]] for task in LABELS}
    return (
        rendering.environment(TEMPLATES)
        .get_template("app.html")
        .render(
            page=texts,
            language=language,
            other=Language.EN if language is Language.DE else Language.DE,
            labels=str(desk.labels.path),
            script={**texts.script, "labels": labels},
        )
    )


def _opened(document: Document) -> dict[str, Any]:
    return {"id": document.id, "discussions": len(document.discussions)}


def _shown(desk: Desk, discussion: Discussion, how: Shown) -> str:
    model = desk.models.in_use
    target = how.target.strip()
    options = Options(targets=(target,) if target else (), explain=how.explain)
    (analysis,) = analyse([discussion], model, options)
    texts = REPORT_TEXTS[how.lang]
    seen = view(analysis, texts, number=how.section)
    standing = desk.labels.of(how.annotator)
    return (
        rendering.environment(TEMPLATES)
        .get_template("document.html")
        .render(
            view=seen,
            texts=texts,
            page=TEXTS[how.lang],
            numbered=False,
            target=target or analysis.subject or "",
            model=model.version,
            headline=json.dumps(discussion.title or ""),
            correctable={
                comment.place: correctable(comment, standing) for comment in seen.comments
            },
            # What HTML makes of a text is not always the text: line ends, signs that it forbids.
            exact={comment.place: json.dumps(comment.comment.text) for comment in seen.comments},
            stances=LABELS["stance"],
            names={"sentiment": texts.mood_labels, "stance": texts.stance_labels},
            lines=_lines(discussion),
        )
    )


def _lines(discussion: Discussion) -> list[tuple[str, str]]:
    """Return (role, text) of each line of a plain text, or none where it cannot be cut by hand."""
    if discussion.plain is None:
        return []
    page = lines_as_cut(discussion.plain, discussion.comments)
    if len(page) > _MOST_LINES:
        return []
    roles = roles_in(discussion, page)
    return [
        (role, line.span.of(discussion.plain)[:_MOST_SHOWN])
        for role, line in zip(roles, page, strict=True)
    ]


def _questions(desk: Desk, asked: NextQuestions) -> dict[str, Any]:
    model = desk.models.in_use
    key = QueueKey(asked.session, asked.task, asked.annotator, model.version)
    found = desk.queues.next(
        key, asked.count, lambda: _asked_about(desk, asked.documents), model, desk.labels
    )
    return _as_json(found, model)


def _asked_about(desk: Desk, documents: list[OpenDocument]) -> list[tuple[Discussion, str | None]]:
    return [
        (discussion, target)
        for document in documents
        for discussion, target in zip(
            desk.documents.get(document.id).discussions, document.targets, strict=False
        )
    ]


def _as_json(found: Batch, model: Bundle) -> dict[str, Any]:
    interval = found.estimate.interval()
    return {
        "asks": [
            {
                "text": ask.question.text,
                "target": ask.question.target or None,
                "title": item.title,
                "answers": item.answers,
                "chosen_by": ask.chosen_by,
                "by_lot": ask.chosen_by == BY_LOT,
                "guess": ask.guess,
                "probability": ask.probabilities[ask.guess],
                "model": model.version,
            }
            for item, ask in found.asks
        ],
        "labelled": found.labelled,
        "left": found.left,
        "without_target": found.without_target,
        "estimate": {
            "n": found.estimate.n,
            "right": found.estimate.right,
            "accuracy": found.estimate.accuracy,
            "low": interval.low,
            "high": interval.high,
        },
        "contradictions": [
            {
                "text": conflict[0].question.text,
                "labels": [correction.label for correction in conflict],
            }
            for conflict in found.contradictions
        ],
    }
