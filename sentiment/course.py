"""The course of a run: which input each analysis is of, and from where it can go on."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING

from sentiment.inputs import read
from sentiment.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sentiment.bundle import Bundle
    from sentiment.discussion import Discussion
    from sentiment.errors import SentimentError
    from sentiment.pipeline import Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How far a run has come.

    `analyses` were written, all of the first `files` inputs and the first `discussions` of the one
    after them. `so_far` is what the parts add up to of the table that was written last. `failures`
    are the errors of these first inputs.
    """

    analyses: int = 0
    files: int = 0
    discussions: int = 0
    so_far: Tally = field(default_factory=Tally)
    failures: tuple[SentimentError, ...] = ()


class Course:
    """Reads the inputs of a run from where an earlier one stopped, and follows their analyses.

    Parameters
    ----------
    paths : sequence of str or Path
        The inputs, in order.
    model : Bundle
        Cuts plain text.
    done : Done, optional
        Where to go on; from the start without it. The failures in it are told again.
    on_error : callable
        Takes the error of an input that cannot be read.

    Attributes
    ----------
    done : Done
        How far the run has come: after what `follow` has yielded last.
    """

    def __init__(
        self,
        paths: Sequence[str | Path],
        model: Bundle,
        *,
        done: Done | None = None,
        on_error: Callable[[SentimentError], None],
    ) -> None:
        self.done = done or Done()
        self._paths = paths
        self._model = model
        self._on_error = on_error
        self._failures: deque[tuple[int, SentimentError]] = deque()  # of inputs that are not done
        self._ahead: deque[tuple[int, Discussion]] = deque()  # read, and not yet analysed
        self._sizes = [_size(path) for path in paths]
        self._before = list(accumulate(self._sizes, initial=0))
        self._comments = 0  # of all analyses of this run

    def discussions(self) -> Iterator[Discussion]:
        """Yield the discussions that are still to do."""
        start = self.done
        for error in start.failures:
            self._on_error(error)
        for number, path in islice(enumerate(self._paths), start.files, None):
            found = read([path], self._model, on_error=partial(self._fail, number))
            skipped = start.discussions if number == start.files else 0
            for discussion in islice(found, skipped, None):
                self._ahead.append((number, discussion))
                yield discussion

    def follow(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Yield the analyses of `discussions`, and keep `done` up to date."""
        for analysis in analyses:
            number, _ = self._ahead.popleft()
            before = self.done
            failures = before.failures
            while self._failures and self._failures[0][0] < number:
                failures = (*failures, self._failures.popleft()[1])
            self.done = Done(
                analyses=before.analyses + 1,
                files=number,
                discussions=before.discussions + 1 if number == before.files else 1,
                so_far=analysis.so_far or Tally(),
                failures=failures,
            )
            self._comments += len(analysis.opinions)
            yield analysis
            del analysis  # not to be kept while the next is made

    def share(self, comments: int) -> float:
        """Return how much of all inputs, by their bytes, is done with so many comments."""
        if not self._ahead or not self._before[-1]:
            return 0.0
        number, discussion = self._ahead[0]
        done = float(self._before[number])
        if part := discussion.part:
            here = (part.number - 1) / part.of + (comments - self._comments) / part.comments
            done += self._sizes[number] * here
        return done / self._before[-1]

    def _fail(self, number: int, error: SentimentError) -> None:
        self._failures.append((number, error))
        self._on_error(error)


def _size(path: str | Path) -> int:
    """Return the bytes of a file; a pipe has none that are known."""
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0
