"""What the page asks for where it retrains: start, progress, result, and which model to use."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header
from pydantic import BaseModel, ConfigDict

from sentiment.errors import SentimentError
from sentiment.labelling.retraining import FEWEST_HELD_BACK, Retrained, Retraining, split
from sentiment.opinion import LABELS
from sentiment.present.report.texts import Language
from sentiment.web.desk import Desk
from sentiment.web.language import language_of
from sentiment.web.problems import told


class UseModel(BaseModel):
    """A model to use."""

    model_config = ConfigDict(extra="forbid")

    name: str


def routes(desk: Desk) -> APIRouter:
    """Return the routes of retraining."""
    router = APIRouter(include_in_schema=False)

    @router.get("/page/training")
    def state(accept_language: Annotated[str, Header()] = "") -> dict[str, Any]:
        return _state(desk, language_of(accept_language))

    @router.post("/page/training", status_code=202)
    def start(accept_language: Annotated[str, Header()] = "") -> dict[str, Any]:
        desk.training.start()
        return _state(desk, language_of(accept_language))

    @router.post("/page/model")
    def use(asked: UseModel, accept_language: Annotated[str, Header()] = "") -> dict[str, Any]:
        desk.models.use(asked.name)
        return _state(desk, language_of(accept_language))

    return router


def _state(desk: Desk, language: Language) -> dict[str, Any]:
    state = desk.training.state
    error = state.error
    try:
        counts = [_counts(desk, task) for task in LABELS]
    except SentimentError as of_labels:  # the models are shown all the same
        counts, error = [], of_labels
    return {
        "is_running": state.is_running,
        "task": state.task,
        "done": state.done,
        "steps": state.steps,
        "error": error and told(error, language),
        "found": None if state.found is None else _found(state.found),
        "fewest_held_back": FEWEST_HELD_BACK,
        "counts": counts,
        "models": [
            {
                "name": name,
                "folder": str(desk.models.folder_of(name)),
                "is_in_use": name == desk.models.in_use.name,
            }
            for name in desk.models.names()
        ],
    }


def _counts(desk: Desk, task: str) -> dict[str, Any]:
    learnt, held_back = split(desk.labels.standing(task), str(desk.labels.path))
    return {"task": task, "learnt": len(learnt), "held": len(held_back)}


def _found(found: Retraining) -> dict[str, Any]:
    return {
        "tasks": [_retrained(task) for task in found.tasks],
        "left_out": [
            {"task": task, "learnt": why.learnt, "held": why.held_back}
            for task, why in found.left_out.items()
        ],
        "model": found.model.name if found.model else None,
    }


def _retrained(found: Retrained) -> dict[str, Any]:
    compared = found.comparison
    interval = compared.interval()
    return {
        "task": found.task,
        "learnt": found.learnt,
        "choice": found.choice,
        "n": compared.n,
        "before": compared.before,
        "after": compared.after,
        "gain": compared.gain,
        "low": interval.low,
        "high": interval.high,
    }
