"""The public JSON API."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Body, Response

from sentiment.bundle import Bundle
from sentiment.discussion import Discussion
from sentiment.pipeline import Options, analyse
from sentiment.present import Format, render_analyses, render_discussions
from sentiment.web.desk import Desk
from sentiment.web.problems import Problem
from sentiment.web.reading import discussions_in
from sentiment.web.replies import Classified, Recorded, Separated
from sentiment.web.requests import (
    Classify,
    ClassifyDiscussion,
    ClassifyText,
    Correct,
    SeparateText,
)

_PROBLEMS = {
    400: "What was sent cannot be used.",
    403: "A page of another site made the browser ask.",
    413: "What was sent is too large.",
    421: "The server was called by a name that is not its own.",
    422: "What was sent has another shape than is described here.",
    503: "The file of labels holds something else; send it again once that is mended.",
    507: "The disk is full, or the file of labels cannot be written.",
}


def routes(desk: Desk) -> APIRouter:
    """Return the routes of the API."""
    router = APIRouter(
        prefix="/api",
        responses={
            status: {"model": Problem, "description": text} for status, text in _PROBLEMS.items()
        },
    )

    @router.post("/classify", responses={200: {"model": Classified}})
    async def classify(asked: Annotated[Classify, Body()]) -> Response:
        """Separate an article from its comments, and tell what each reader thinks.

        The answer is what `sentiment classify --format json` writes.
        """
        return await desk.classifying(lambda: _json(_classified(asked, desk.models.in_use)))

    @router.post("/separate", responses={200: {"model": Separated}})
    async def separate(asked: SeparateText) -> Response:
        """Separate an article from its comments.

        The answer is what `sentiment separate --format json` writes.
        """
        return await desk.classifying(lambda: _json(_separated(asked, desk.models.in_use)))

    @router.post("/corrections")
    def correct(correction: Annotated[Correct, Body()]) -> Recorded:
        """Append a label to the file of labelled samples.

        When the answer comes, the label is on the disk. Send it again, with the same `id`, for as
        long as no answer comes.
        """
        return desk.labels.record(correction)

    return router


def _json(content: str) -> Response:
    return Response(content, media_type="application/json")


def _classified(asked: ClassifyText | ClassifyDiscussion, model: Bundle) -> str:
    options = Options(
        targets=tuple(asked.targets), min_confidence=asked.min_confidence, explain=asked.explain
    )
    pieces = render_analyses(
        analyse(_discussions(asked, model), model, options),
        Format.JSON,
        model=model.name,
        unsure=asked.min_confidence > 0,
        explained=asked.explain,
    )
    return "".join(pieces)


def _separated(asked: SeparateText, model: Bundle) -> str:
    return "".join(render_discussions(_discussions(asked, model), Format.JSON))


def _discussions(asked: SeparateText | ClassifyDiscussion, model: Bundle) -> tuple[Discussion, ...]:
    if isinstance(asked, ClassifyDiscussion):
        # Read as the same JSON in a file would be, so that ids, dates and circles are dealt with.
        own = asked.discussion.model_dump(exclude_none=True)
        return discussions_in(json.dumps(own).encode(), asked.name, model, suffix=".json")
    return discussions_in(asked.text.encode(), asked.name, model)
