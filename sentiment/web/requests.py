"""What the JSON API takes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, field_validator
from pydantic_core import PydanticCustomError

from sentiment.readers.threads import closing_a_circle, spellings

WORDS = r"\S"
Words = Annotated[str, Field(pattern=WORDS)]
"""A string of more than white space."""


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Comment(_Request):
    """A comment, of a reader or of the house."""

    text: Words = Field(description="What the reader wrote.")
    id: str | None = Field(
        None,
        description="Which no other comment here may have. Without one it gets a number, its place "
        "in the list where no other has that.",
    )
    parent: str | None = Field(
        None,
        description="The `id` of the comment that this one answers; one that no comment here has "
        "counts as none. No comment may answer itself, by way of others either.",
    )
    author: str | None = Field(None, description="The name that readers see.")
    date: str | None = Field(None, description="As it is printed, or in ISO 8601.")
    target: str | None = Field(None, description="What it is about, if not the article's subject.")
    is_host: bool = Field(
        False,
        description="Whether it is of the house: of who wrote the article or runs its page. Names "
        "such as `Redaktion` are of the house in any case.",
    )


class Discussion(_Request):
    """An article and its comments, where they are apart already."""

    title: str | None = Field(None, description="The headline of the article.")
    article: str = Field("", description="The body; empty where there are comments alone.")
    comments: list[Comment] = Field(description="Of readers and of the house, in any order.")

    @field_validator("comments")
    @classmethod
    def _form_a_thread(cls, comments: list[Comment]) -> list[Comment]:
        """Refuse what a file may hold: who calls knows comments by the ids that were sent."""
        own = [(comment.id or "").strip() for comment in comments]
        names = own if any(own) else [str(place) for place in range(1, len(own) + 1)]
        places: dict[str, int] = {}
        for place, name in enumerate(names, 1):
            if name and places.setdefault(name, place) != place:
                raise PydanticCustomError(
                    "same_id",
                    "{first} and {second} have the same id",
                    {"first": places[name] - 1, "second": place - 1},
                )
        parents = [spellings((comment.parent or "").strip()) for comment in comments]
        above = [0, *(next((places[id_] for id_ in own if id_ in places), 0) for own in parents)]
        if circles := closing_a_circle(above):
            raise PydanticCustomError(
                "circle",
                "{number} answers itself, or what answers it",
                {"number": min(circles) - 1},
            )
        return comments


class _Named(_Request):
    name: Words = Field(
        "text",
        max_length=200,
        description="The `source` in the answer. An ending such as `.csv` tells the format of a "
        "text, which is else found by its content.",
    )


class SeparateText(_Named):
    """A text in which article and comments are still one."""

    text: Words = Field(
        description="Plain text, or the content of any text file that `sentiment classify` reads: "
        "HTML, CSV, JSON, an export."
    )


class _Classify(_Named):
    targets: list[Words] = Field(
        [], max_length=20, description="Stance toward these instead of the subject that is found."
    )
    min_confidence: float = Field(0.0, ge=0, le=1, description="Below it a label is `unsure`.")
    explain: bool = Field(
        False, description="Add the words that moved each label; takes some eighty times as long."
    )


class ClassifyText(SeparateText, _Classify):
    """A text in which article and comments are still one, and how to classify it."""


class ClassifyDiscussion(_Classify):
    """A discussion, and how to classify it."""

    discussion: Discussion = Field(description="What is classified, in place of a `text`.")


TAGS = frozenset({"a text", "a discussion", "sentiment", "stance"})
"""What tells one kind of request from another; no part of a request has such a name."""


def _kind(asked: object) -> str:
    named = asked if isinstance(asked, dict) else getattr(asked, "model_fields_set", ())
    return "a discussion" if "discussion" in named else "a text"


Classify = Annotated[
    Annotated[ClassifyText, Tag("a text")] | Annotated[ClassifyDiscussion, Tag("a discussion")],
    Discriminator(_kind),
]


class _Correction(_Request):
    text: Words = Field(description="The whole comment.")
    id: str = Field(
        pattern=r"^[\w-]{1,64}$",
        description="Chosen by who asks: the same one is recorded once, however often it is sent.",
    )
    annotator: Words = Field(
        "editor",
        max_length=100,
        description="Who says so; their last label on the same text and target stands.",
    )
    chosen_by: Literal["queue", "random"] | None = Field(
        None, description="Why the comment was labelled, if it was not the annotator's choice."
    )
    model: str | None = Field(None, description="The model that made the `guess`.")


class CorrectMood(_Correction):
    """The mood of a comment."""

    task: Literal["sentiment"] = Field(description="Tells it from a stance.")
    label: Literal["negative", "neutral", "positive"] | None = Field(
        description="null takes an earlier label back."
    )
    guess: Literal["negative", "neutral", "positive"] | None = Field(
        None, description="What the model said."
    )


class CorrectStance(_Correction):
    """The stance of a comment toward a target."""

    task: Literal["stance"] = Field(description="Tells it from a mood.")
    target: Words = Field(description="What the stance is toward.")
    headline: str = Field(
        "", description="That of what the comment stands under, which the stance is asked with."
    )
    label: Literal["against", "neutral", "favor"] | None = Field(
        description="null takes an earlier label back."
    )
    guess: Literal["against", "neutral", "favor"] | None = Field(
        None, description="What the model said."
    )


Correct = Annotated[CorrectMood | CorrectStance, Discriminator("task")]
