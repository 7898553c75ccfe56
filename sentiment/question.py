"""What classifiers are asked."""

from __future__ import annotations

from dataclasses import dataclass

from sentiment.language.as_seen import as_seen

_ANSWERED = 300  # characters of the comment that a reply answers


@dataclass(frozen=True, slots=True)
class Question:
    """What a classifier is asked: the mood of `text`, or its stance toward `target`.

    `headline` is that of what the text stands under, where it is known: readers seldom name what
    all of them speak of.
    """

    text: str
    target: str = ""
    headline: str = ""

    @property
    def topic(self) -> str:
        """What an encoder reads before the text; empty where the mood is asked."""
        return f"{self.target}: {self.headline}" if self.headline else self.target

    def as_seen(self) -> Question:
        """Return the question as it is classified: text and headline as a reader sees them."""
        return Question(as_seen(self.text), self.target, as_seen(self.headline))


def question_of_reply(text: str, answered: str) -> Question:
    """Return what a reply is asked: its stance toward the comment that it answers, as a claim."""
    return Question(text, answered[:_ANSWERED])
