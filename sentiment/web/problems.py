"""Errors as JSON: one sentence, under the status that fits.

It is in German for whoever asks for that (`Accept-Language`), as the page does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from sentiment.errors import (
    DataError,
    InputError,
    LabelsError,
    OutputError,
    SampleError,
    SentimentError,
)
from sentiment.present.report.texts import Language
from sentiment.web.german_problems import in_german
from sentiment.web.language import language_of
from sentiment.web.requests import TAGS, WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from fastapi import FastAPI
    from starlette.requests import Request

_STATUS: Mapping[type[SentimentError], int] = {
    InputError: 400,
    SampleError: 400,
    DataError: 400,  # Python knows more kinds of white space than the pattern of a request
    LabelsError: 503,  # what was sent may be fine, and is taken once the file is mended
    OutputError: 507,
}
_FAULT = 500
_WORDLESS = {"pattern": WORDS}
_LINE = re.compile(r": line ([0-9]+)$")

_SENTENCES = {
    400: "What was sent is no JSON in UTF-8; /docs shows what is asked for.",
    404: "Nothing is at this address; /docs lists what there is.",
    405: "This address does not know that method; /docs lists what there is.",
}


class Problem(BaseModel):
    """What is wrong, where, and what to do about it."""

    model_config = ConfigDict(extra="forbid")

    error: str = Field(description="One sentence.")


class RefusedError(Exception):
    """A request that cannot be answered as things stand, with the sentence that says why."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def refusal(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return a sentence as an answer."""
    return JSONResponse(Problem(error=sentence).model_dump(), status, headers=dict(headers or {}))


def said(sentence: str, language: Language) -> str:
    """Return an English sentence in a language; in English where there is no other."""
    return (in_german(sentence) if language is Language.DE else None) or sentence


def told(error: Exception, language: Language) -> str:
    """Return the sentence of an error, on one line; in English where there is no other."""
    if language is Language.DE and isinstance(error, SentimentError):
        problem, remedy = in_german(error.problem), in_german(error.remedy)
        if problem and remedy:
            where = _LINE.sub(r": Zeile \1", error.where)
            return " ".join(f"{where}: {problem}; {remedy}.".split())
    return said(" ".join(str(error).split()), language)


def answer_problems(app: FastAPI) -> None:
    """Let an application answer each kind of error with one sentence."""
    for kind in (SentimentError, RefusedError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _answer)


def _answer(request: Request, error: Exception) -> JSONResponse:
    language = language_of(request.headers.get("accept-language", ""))
    match error:
        case SentimentError():
            return refusal(_STATUS.get(type(error), _FAULT), told(error, language))
        case RefusedError():
            return refusal(error.status, said(str(error), language))
        case RequestValidationError():
            return refusal(422, said(_sentence(error.errors()[0]), language))
        case HTTPException():
            sentence = _SENTENCES.get(error.status_code, error.detail)
            return refusal(error.status_code, said(sentence, language), error.headers)
        case _:
            name = type(error).__name__
            sentence = f"The server failed ({name}); its terminal says more."
            return refusal(_FAULT, said(sentence, language))


def _sentence(error: Mapping[str, Any]) -> str:
    """Return what is wrong with a request; never the words in it."""
    first, *parts = error["loc"]
    named = parts[1:] if parts and parts[0] in TAGS else parts
    place = ".".join(str(part) for part in (first, *named))
    context = error.get("ctx", {})
    match error["type"]:
        case "json_invalid":
            message = f"the JSON is broken at character {parts[0]}"
            place = str(first)
        case "model_attributes_type" | "dict_type" | "model_type":
            # A part of a body was read as JSON, whatever it was sent as.
            message = "must be a JSON object" + ", and be sent as application/json" * (not named)
        case "union_tag_not_found":
            message = f"{context['discriminator']} is missing"
        case "union_tag_invalid":
            message = f"{context['discriminator']} must be one of {context['expected_tags']}"
        case "string_pattern_mismatch" if context == _WORDLESS:
            message = "must not be empty"
        case _:
            message = error["msg"][:1].lower() + error["msg"][1:]
    return f"{place}: {message}; /docs shows what is asked for."
