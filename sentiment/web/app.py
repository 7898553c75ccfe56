"""The application: the API, the page, and the guard before them."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from sentiment.web import api, page, retraining_page
from sentiment.web.guard import Guard
from sentiment.web.problems import answer_problems
from sentiment.web.reference import reference

if TYPE_CHECKING:
    from sentiment.web.desk import Desk


def create_app(desk: Desk, *, host: str) -> Guard:
    """Return the application, to be served at the address `host`."""
    app = FastAPI(
        title="sentiment",
        version=version("sentiment"),
        description="Separates a German article from its readers' comments, and tells each "
        "comment's mood and stance.",
        docs_url=None,  # the pages that FastAPI brings load their scripts from elsewhere
        redoc_url=None,
    )
    answer_problems(app)
    app.include_router(api.routes(desk))
    app.include_router(page.routes(desk))
    app.include_router(retraining_page.routes(desk))

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(reference(app.openapi()))

    return Guard(app, host=host)
