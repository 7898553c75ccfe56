"""What was found about a comment: sentiment, stance, and the things it takes a side on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTIMENT_LABELS = ("negative", "neutral", "positive")
STANCE_LABELS = ("against", "neutral", "favor")
LABELS = {"sentiment": SENTIMENT_LABELS, "stance": STANCE_LABELS}
"""The labels of each task that a model must know, in the order of its answers."""

REPLY_LABELS = ("disagrees", "neutral", "agrees")
SIDES = ("against", "favor")
UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that moved a result: `start` and `end` are offsets into the comment's own text.

    `weight` says by how much the log-odds of the likeliest label, against all others, fall without
    them: above 0 they speak for the label, below 0 against it.
    """

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentiment:
    """The mood of a comment. `label` is `unsure` where no class is likely enough.

    `explanation` is empty unless it was asked for.
    """

    label: str
    probabilities: Mapping[str, float]
    explanation: tuple[Evidence, ...] = ()

    @property
    def score(self) -> float:
        """P(positive) - P(negative), from -1 to 1."""
        return self.probabilities["positive"] - self.probabilities["negative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """Whether a comment is for or against `target`. `label` may be `unsure`.

    `explanation` is empty unless it was asked for. `is_taken_over` tells that the comment says no
    more than "Genau": the stance is that of the comment which it answers, or comes of it.
    """

    target: str
    label: str
    probabilities: Mapping[str, float]
    explanation: tuple[Evidence, ...] = ()
    is_taken_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A thing that a comment names and takes a side on: `label` is against or favor.

    `probability` is that of the side, given that one is taken; `takes_side` that one is.
    `is_instead` tells whether it is taken in place of something else: "zurück zu ICQ".
    """

    target: str
    label: str
    probability: float
    takes_side: float = 1.0
    is_instead: bool = False

    @property
    def certainty(self) -> float:
        """The probability that the comment takes this side."""
        return self.probability * self.takes_side


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyStance:
    """Whether a reply agrees with the comment that it answers. `label` may be `unsure`."""

    label: str
    probabilities: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """All that was found about one comment.

    `stances` holds one entry for each target that was asked for, or one for the article's
    subject, or none where there is neither. `reply_stance` is None where the comment answers none.
    """

    sentiment: Sentiment
    stances: tuple[Stance, ...]
    mentions: tuple[Mention, ...]
    reply_stance: ReplyStance | None = None
