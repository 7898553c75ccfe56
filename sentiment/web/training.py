"""Retraining from the page: one at a time, in a thread of its own."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from threading import Lock, Thread
from typing import TYPE_CHECKING

from sentiment.errors import SentimentError
from sentiment.labelling.retraining import retrain
from sentiment.opinion import LABELS
from sentiment.web.problems import RefusedError

if TYPE_CHECKING:
    from sentiment.labelling.retraining import Retraining
    from sentiment.web.labels import Labels
    from sentiment.web.models import Models

_log = logging.getLogger("sentiment")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where retraining stands; `found` and `error` are those of the last one that ended."""

    is_running: bool = False
    task: str | None = None
    done: int = 0
    steps: int = 0
    found: Retraining | None = None
    error: Exception | None = None


class Training:
    """Retrains the model that the server was started with on all labels that stand."""

    def __init__(self, models: Models, labels: Labels) -> None:
        self._models = models
        self._labels = labels
        self._lock = Lock()
        self.state = State()

    def start(self) -> None:
        """Begin; the new model is in use as soon as it is found to be better.

        Raises
        ------
        RefusedError
            Where it is running already.
        """
        with self._lock:
            if self.state.is_running:
                raise RefusedError(409, "Retraining is running already; wait for its end.")
            self.state = State(is_running=True)
        # Nothing is lost with it: a model is saved whole or not at all.
        Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            found = retrain(
                {task: self._labels.standing(task) for task in LABELS},
                self._models.start,
                self._models.in_use,
                self._models.next_folder(),
                source=str(self._labels.path),
                on_step=self._tell,
            )
            if found.model:
                self._models.use(found.model.name)
        except SentimentError as error:
            # Its traceback would keep what was trained alive.
            self.state = State(error=error.with_traceback(None))
        except Exception as error:  # noqa: BLE001 - else the page would wait for ever
            _log.exception("retraining failed")
            sentence = f"Retraining failed ({type(error).__name__}); its terminal says more."
            self.state = State(error=RefusedError(500, sentence))
        else:
            self.state = State(found=found)

    def _tell(self, task: str, done: int, steps: int) -> None:
        self.state = replace(self.state, task=task, done=done, steps=steps)
