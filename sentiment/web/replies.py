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

    start: int | None = Field(description="Of its first character, counted from 0.")
    end: int | None = Field(description="Behind its last character.")


class Article(Offsets):
    """The body of the article."""

    text: str = Field(description="Empty where there are comments alone.")


class Comment(Offsets):
    """A comment, of a reader or of the house."""

    id: str = Field(description="As it was given, or the number that the comment got here.")
    parent: str | None = Field(
        description="The `id` of the comment that this one answers; null where it answers none "
        "that is here."
    )
    author: str | None = Field(description="The name that readers see, without addresses.")
    date: str | None = Field(description="ISO 8601 where it is certain, else as it was printed.")
    text: str = Field(description="The words of the reader.")
    target: str | None = Field(None, description="Where the input names one for this comment.")
    is_host: bool = Field(
        False,
        description="Whether it is of the house: of who wrote the article or runs its page. In a "
        "summary it is in `comments` and `by_host` alone.",
    )


class Moods(_Reply):
    """Probabilities of the moods; they add up to 1."""

    negative: float = Field(description="From 0 to 1.")
    neutral: float = Field(description="Of neither, or of both alike.")
    positive: float = Field(description="From 0 to 1.")


class Sides(_Reply):
    """Probabilities of the stances; they add up to 1."""

    against: float = Field(description="From 0 to 1.")
    neutral: float = Field(description="Of neither, or that it says nothing of the target.")
    favor: float = Field(description="From 0 to 1.")


class Agreement(_Reply):
    """Probabilities of what a reply does; they add up to 1."""

    disagrees: float = Field(description="From 0 to 1.")
    neutral: float = Field(description="Of neither.")
    agrees: float = Field(description="From 0 to 1.")


class Evidence(_Reply):
    """Words that moved a label; the offsets are those of the comment's own text."""

    start: int = Field(description="Of the first character, counted from 0.")
    end: int = Field(description="Behind the last character.")
    weight: float = Field(
        description="By how much the log-odds of the likeliest label fall without them; below 0 "
        "they speak against it."
    )


class Sentiment(_Reply):
    """The mood of a comment."""

    label: MoodLabel = Field(description="The likeliest, or `unsure` below `min_confidence`.")
    score: float = Field(description="P(positive) - P(negative), from -1 to 1.")
    probabilities: Moods = Field(description="Of each label.")
    explanation: list[Evidence] = Field([], description="Where it was asked for.")


class Stance(_Reply):
    """Whether a comment is for or against the target."""

    target: str = Field(description="What the stance is toward.")
    label: StanceLabel = Field(description="The likeliest, or `unsure` below `min_confidence`.")
    probabilities: Sides = Field(description="Of each label.")
    explanation: list[Evidence] = Field([], description="Where it was asked for.")


class Mention(_Reply):
    """A thing that a comment names and takes a side on."""

    target: str = Field(description="The thing, as this comment calls it.")
    label: Literal["against", "favor"] = Field(description="Which side.")
    probability: float = Field(description="Of this side, given that one is taken.")
    certainty: float = Field(description="The probability that the comment takes this side.")


class ReplyStance(_Reply):
    """Whether a comment agrees with the one that it answers."""

    label: Literal["disagrees", "neutral", "agrees", "unsure"] = Field(
        description="The likeliest, or `unsure` below `min_confidence`."
    )
    probabilities: Agreement = Field(description="Of each label.")


class ClassifiedComment(Comment):
    """A comment, and what was found about it."""

    sentiment: Sentiment = Field(description="Its mood.")
    stance: Stance | None = Field(
        description="Toward the first target; null where there is nothing to ask for."
    )
    stances: list[Stance] = Field([], description="Where there are several targets.")
    mentions: list[Mention] = Field(description="What else it takes a side on.")
    reply_stance: ReplyStance | None = Field(
        description="Whether it agrees with its parent; null where it has none."
    )


class Count(_Reply):
    """How many comments there are."""

    comments: int = Field(description="Their number.")


class MoodCounts(_Reply):
    """How many comments have which mood; `unsure` only with `min_confidence`."""

    negative: int = Field(description="Comments in a negative mood.")
    neutral: int = Field(description="Comments in a neutral one.")
    positive: int = Field(description="Comments in a positive one.")
    unsure: int = Field(0, description="Comments whose mood is below `min_confidence`.")


class StanceCounts(_Reply):
    """How many comments take which side; `unsure` only with `min_confidence`."""

    against: int = Field(description="Comments that are against it.")
    neutral: int = Field(description="Comments that take no side, or say nothing of it.")
    favor: int = Field(description="Comments that are for it.")
    unsure: int = Field(0, description="Comments whose stance is below `min_confidence`.")


class StancesToward(StanceCounts):
    """How many comments take which side on one of several targets."""

    target: str = Field(description="What the stances are toward.")


class SaidAgain(Count):
    """A group of readers' comments that say the same, or nearly the same."""

    first: str = Field(description="The id of the first of them.")
    share: float = Field(description="Of the comments of readers, from 0 to 1.")


class Repeated(Count):
    """All groups of readers' comments that say the same, or nearly the same."""

    groups: int = Field(description="Their number.")
    share: float = Field(
        description="Of the comments of readers, how many are in any group, from 0 to 1."
    )
    largest: list[SaidAgain] = Field(description="The largest groups, the largest first.")


class Share(_Reply):
    """A share and its 95 % interval, from 0 to 1."""

    share: float = Field(description="From 0 to 1.")
    ci95: list[float] = Field(min_length=2, max_length=2, description="Its low and its high end.")


class MoodShares(_Reply):
    """The shares of all moods."""

    adjusted: bool = Field(description="Whether they allow for the errors of the model.")
    negative: Share = Field(description="Of comments in a negative mood.")
    neutral: Share = Field(description="Of comments in a neutral one.")
    positive: Share = Field(description="Of comments in a positive one.")


class StanceShares(_Reply):
    """The shares of all stances toward one target."""

    adjusted: bool = Field(description="Whether they allow for the errors of the model.")
    against: Share = Field(description="Of comments that are against it.")
    neutral: Share = Field(description="Of comments that take no side, or say nothing of it.")
    favor: Share = Field(description="Of comments that are for it.")


class SharesOf(Count):
    """The shares among some comments of readers."""

    sentiment: MoodShares = Field(description="The shares of the moods.")
    stance: StanceShares | None = Field(
        description="Toward the first target; null where there is none, or comments differ in it."
    )


class SharesOfTarget(SharesOf):
    """The shares among the comments that were asked about a target, and toward it."""

    target: str = Field(description="What they were asked about.")


class SharesOfDay(SharesOf):
    """The shares among the comments of a day."""

    day: str = Field(description="In ISO 8601.")


class SharesOfMention(SharesOf):
    """The shares among the comments that mention a thing."""

    mention: str = Field(description="The thing, under its usual name.")


class Shares(SharesOf):
    """The shares among the comments of readers, and in groups."""

    by_target: list[SharesOfTarget] = Field([], description="Where there are several targets.")
    by_day: list[SharesOfDay] = Field(description="Of two days and more.")
    by_mention: list[SharesOfMention] = Field(description="Of what three and more mention.")


class Summary(Count):
    """How many comments say what; those of the house are in `comments` and `by_host` alone."""

    by_host: int = Field(0, description="Comments of the house.")
    sentiment: MoodCounts = Field(description="How many have which mood.")
    stance: StanceCounts = Field(description="Toward the first target of each comment.")
    stances: list[StancesToward] = Field([], description="Where there are several targets.")
    duplicates: Repeated | None = Field(None, description="Where any have the very same text.")
    campaigns: Repeated | None = Field(None, description="Where many vary the same words.")
    shares: Shares | None = Field(None, description="Where there are comments.")


class Part(Count):
    """Which part of a large table this is; `comments` are those of the whole table."""

    number: int = Field(description="Which part, from 1.")
    of: int = Field(description="How many parts there are.")


class _Discussion(_Reply):
    source: str = Field(description="The `name` in the request.")
    title: str | None = Field(description="The headline, where one is known.")
    article: Article = Field(description="What the readers comment on.")
    announced: int | None = Field(description="How many comments the input says that there are.")
    left_out: int = Field(description="Entries that are no comment to read.")
    part: Part | None = Field(None, description="Where it is a part of a large table.")


class SeparatedDiscussion(_Discussion):
    """An article and its comments."""

    comments: list[Comment] = Field(description="All of them, in the order of the input.")
    furniture: list[Offsets] = Field(description="What is neither article nor comment.")
    summary: Count = Field(description="How many there are.")


class ClassifiedDiscussion(_Discussion):
    """An article and its comments, and what was found about them."""

    subject: str | None = Field(
        description="What the stances are toward where no `targets` are given; null where none "
        "is found."
    )
    comments: list[ClassifiedComment] = Field(description="All of them, in the order of the input.")
    summary: Summary = Field(description="How many say what.")
    total: Summary | None = Field(None, description="Of the whole table, in its last part.")


class _Document(_Reply):
    # `schema` is a method of pydantic's models.
    schema_: Literal[1] = Field(alias="schema", description="The version of this form.")


class Separated(_Document):
    """What `sentiment separate --format json` writes."""

    discussions: list[SeparatedDiscussion] = Field(description="One for each in the input.")


class Classified(_Document):
    """What `sentiment classify --format json` writes."""

    model: str = Field(description="The name of the model that was asked.")
    discussions: list[ClassifiedDiscussion] = Field(description="One for each in the input.")


class Recorded(_Reply):
    """A correction is on the disk."""

    new: bool = Field(description="False where the same `id` was there already.")
    begins_anew: bool = Field(
        description="True where the file held labels before and is gone or empty: somebody may "
        "have moved it, and this label is the first in a new one."
    )
