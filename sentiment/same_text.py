"""Questions that were asked before: each is answered once, as long as there is room."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from sentiment.opinion import Opinion

_MOST = 10_000  # questions; with their answers some thirty megabytes


class Answer:
    """The place of an opinion that is still to come."""

    __slots__ = ("opinion",)

    opinion: Opinion


class Remembered:
    """The answers to the questions that were asked last."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()

    def answer(self, question: Hashable | None) -> tuple[Answer, bool]:
        """Return the answer to a question, and whether it is new, so that somebody must find it.

        Answers come in the order of their questions: whoever waits for an older one to be filled
        finds it so when the new ones are. None is a question that is asked by itself.
        """
        known = None if question is None else self._answers.get(question)
        if known is not None:
            self._answers.move_to_end(question)
            return known, False
        answer = Answer()
        if question is not None:
            self._answers[question] = answer
            if len(self._answers) > _MOST:
                self._answers.popitem(last=False)
        return answer, True
