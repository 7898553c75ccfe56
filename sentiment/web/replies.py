"""What the JSON API answers: the JSON of the command line, described for who calls it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

MoodLabel = Literal["negative", "neutral", "positive", "unsure"]
StanceLabel = Literal["against", "neutral", "favor", "unsure"]


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Offsets(_Reply):
    """A range of characters in the decoded text; null where the input was no plain text."""

    start: int | None
    end: int | None


class Article(Offsets):
    """The body of the article."""

    text: str


class Comment(Offsets):
    """One reader's comment."""

    id: str
    parent: str | None
    author: str | None
    date: str | None = Field(description="ISO 8601 where it is certain, else as it was printed.")
    text: str
    target: str | None = Field(None, description="Where the input names one for this comment.")
    is_host: bool = Field(False, description="Whether it is of the house.")


class Moods(_Reply):
    """Probabilities."""

    negative: float
    neutral: float
    positive: float


class Sides(_Reply):
    """Probabilities."""

    against: float
    neutral: float
    favor: float


class Agreement(_Reply):
    """Probabilities."""

    disagrees: float
    neutral: float
    agrees: float


class Evidence(_Reply):
    """Words that moved a label; the offsets are those of the comment's own text."""

    start: int
    end: int
    weight: float


class Sentiment(_Reply):
    """The mood of a comment."""

    label: MoodLabel
    score: float = Field(description="P(positive) - P(negative), from -1 to 1.")
    probabilities: Moods
    explanation: list[Evidence] = Field([], description="Where it was asked for.")


class Stance(_Reply):
    """Whether a comment is for or against the target."""

    target: str
    label: StanceLabel
    probabilities: Sides
    explanation: list[Evidence] = Field([], description="Where it was asked for.")


class Mention(_Reply):
    """A thing that a comment names and takes a side on."""

    target: str
    label: Literal["against", "favor"]
    probability: float = Field(description="Of this side, given that one is taken.")
    certainty: float = Field(description="The probability that the comment takes this side.")


class ReplyStance(_Reply):
    """Whether a comment agrees with the one that it answers."""

    label: Literal["disagrees", "neutral", "agrees", "unsure"]
    probabilities: Agreement


class ClassifiedComment(Comment):
    """A comment, and what was found about it."""

    sentiment: Sentiment
    stance: Stance | None = Field(description="Toward the first target.")
    stances: list[Stance] = Field([], description="Where there are several targets.")
    mentions: list[Mention]
    reply_stance: ReplyStance | None


class Count(_Reply):
    """How many comments there are."""

    comments: int


class MoodCounts(_Reply):
    """How many comments have which mood; `unsure` only with `min_confidence`."""

    negative: int
    neutral: int
    positive: int
    unsure: int = 0


class StanceCounts(_Reply):
    """How many comments take which side; `unsure` only with `min_confidence`."""

    against: int
    neutral: int
    favor: int
    unsure: int = 0


class StancesToward(StanceCounts):
    """How many comments take which side on one of several targets."""

    target: str


class SaidAgain(Count):
    """A group of comments that say the same, or nearly the same."""

    first: str = Field(description="The id of the first of them.")
    share: float


class Repeated(Count):
    """All groups of comments that say the same, or nearly the same."""

    groups: int
    share: float
    largest: list[SaidAgain]


class Share(_Reply):
    """A share and its 95 % interval, from 0 to 1."""

    share: float
    ci95: list[float] = Field(min_length=2, max_length=2, description="Its low and its high end.")


class MoodShares(_Reply):
    """The shares of all moods."""

    adjusted: bool = Field(description="Whether they allow for the errors of the model.")
    negative: Share
    neutral: Share
    positive: Share


class StanceShares(_Reply):
    """The shares of all stances toward one target."""

    adjusted: bool = Field(description="Whether they allow for the errors of the model.")
    against: Share
    neutral: Share
    favor: Share


class SharesOf(Count):
    """The shares among some comments."""

    sentiment: MoodShares
    stance: StanceShares | None = Field(
        description="Toward the first target; null where there is none, or comments differ in it."
    )


class SharesOfTarget(SharesOf):
    """The shares among the comments that were asked about a target, and toward it."""

    target: str


class SharesOfDay(SharesOf):
    """The shares among the comments of a day."""

    day: str


class SharesOfMention(SharesOf):
    """The shares among the comments that mention a thing."""

    mention: str


class Shares(SharesOf):
    """The shares among all comments, and in groups."""

    by_target: list[SharesOfTarget] = Field([], description="Where there are several targets.")
    by_day: list[SharesOfDay] = Field(description="Of two days and more.")
    by_mention: list[SharesOfMention] = Field(description="Of what three and more mention.")


class Summary(Count):
    """How many comments say what; those of the house are in `comments` and `by_host` alone."""

    by_host: int = Field(0, description="Comments of the house.")
    sentiment: MoodCounts
    stance: StanceCounts = Field(description="Toward the first target of each comment.")
    stances: list[StancesToward] = Field([], description="Where there are several targets.")
    duplicates: Repeated | None = Field(None, description="Where any have the very same text.")
    campaigns: Repeated | None = Field(None, description="Where many vary the same words.")
    shares: Shares | None = Field(None, description="Where there are comments.")


class Part(Count):
    """Which part of a large table this is; `comments` are those of the whole table."""

    number: int
    of: int


class _Discussion(_Reply):
    source: str
    title: str | None
    article: Article
    announced: int | None = Field(description="How many comments the input says that there are.")
    left_out: int = Field(description="Entries that are no comment to read.")
    part: Part | None = Field(None, description="Where it is a part of a large table.")


class SeparatedDiscussion(_Discussion):
    """An article and its comments."""

    comments: list[Comment]
    furniture: list[Offsets] = Field(description="What is neither article nor comment.")
    summary: Count


class ClassifiedDiscussion(_Discussion):
    """An article and its comments, and what was found about them."""

    subject: str | None
    comments: list[ClassifiedComment]
    summary: Summary
    total: Summary | None = Field(None, description="Of the whole table, in its last part.")


class _Document(_Reply):
    # `schema` is a method of pydantic's models.
    schema_: Literal[1] = Field(alias="schema")


class Separated(_Document):
    """What `sentiment separate --format json` writes."""

    discussions: list[SeparatedDiscussion]


class Classified(_Document):
    """What `sentiment classify --format json` writes."""

    model: str
    discussions: list[ClassifiedDiscussion]


class Recorded(_Reply):
    """A correction is on the disk."""

    new: bool = Field(description="False where the same `id` was there already.")
    begins_anew: bool = Field(
        description="True where the file held labels before and is gone or empty: somebody may "
        "have moved it, and this label is the first in a new one."
    )
