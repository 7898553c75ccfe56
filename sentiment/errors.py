"""Every error that a user can cause, each with the one sentence that the user sees.

::

    SentimentError
    ├── InputError       a file that cannot be read, or that holds nothing to read
    │   └── DataError    texts, labels or a frame that a Python program cannot hand over like this
    ├── SampleError      a labelled row that cannot be used for training or evaluation
    │   └── LabelsError  a file of labels that nothing can be appended to until it is mended
    ├── BundleError      a model bundle that is missing, incomplete, tampered with or too new
    │   └── EncoderError an encoder that cannot be used, or not for what is asked
    ├── OutputError      a result that cannot be written
    ├── WorkerError      a worker that is gone or has other versions, or a scheduler that is gone
    ├── AddressError     an address at which no server can be started, or no scheduler answers
    └── MissingExtraError
                         packages that are installed only when asked for

The command line prints the message and exits with status 1; it never shows a traceback.
"""

from __future__ import annotations

from functools import partial


class SentimentError(Exception):
    """What is wrong, where, and what to do about it.

    Parameters
    ----------
    problem : str
        What is wrong, without a closing full stop. Never quotes a reader's comment.
    where : str
        The file or model, with line and column where they are known.
    remedy : str
        What the user can do next, as an imperative without a closing full stop.
    """

    def __init__(self, problem: str, *, where: str, remedy: str) -> None:
        super().__init__(problem, where, remedy)
        self.problem = problem
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}; {self.remedy}."

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions are pickled as calls without names of parameters; workers raise ours, too.
        again = partial(type(self), where=self.where, remedy=self.remedy)
        return again, (self.problem,)


class InputError(SentimentError):
    """An input cannot be read, or holds nothing to read."""


class DataError(InputError, ValueError):
    """What a Python program hands over cannot be used.

    It is a `ValueError`, too, since that is what scikit-learn expects.
    """


class SampleError(SentimentError):
    """A labelled sample cannot be used."""


class LabelsError(SampleError):
    """A row in a file of labels is none, so that nothing can be appended until it is mended."""


class BundleError(SentimentError):
    """A model bundle is missing, incomplete, tampered with or written by a newer version."""


class EncoderError(BundleError, ValueError):
    """An encoder cannot be used, or not for what is asked.

    It is a `ValueError`, too, since a bundle that tries its parts says where it lies.
    """


class OutputError(SentimentError):
    """A result cannot be written."""


class WorkerError(SentimentError):
    """A worker is gone, killed or out of memory, or has other versions; or a scheduler is gone."""


class AddressError(SentimentError):
    """No server can be started at an address, or no scheduler answers there."""


class MissingExtraError(SentimentError):
    """A command or a file needs packages that are installed only when asked for."""


def install_extra(extra: str, *, what: str = "it") -> str:
    """Return the remedy for a missing extra; the package index has another project of our name."""
    return f'install {what} with: pip install ".[{extra}]" in the folder of the project'
