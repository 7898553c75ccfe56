"""All that the requests to one server share."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from anyio import CapacityLimiter, to_thread

from sentiment.web.cuts import Cuts
from sentiment.web.documents import Documents
from sentiment.web.labels import Labels
from sentiment.web.models import Models
from sentiment.web.queues import Queues
from sentiment.web.training import Training

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    from sentiment.bundle import Bundle

    Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Models, labels, and what lies open.

    What is kept lies beside the file of labels: corrected cuts in `NAME.pages`, retrained models in
    `NAME.models`.
    """

    models: Models
    labels: Labels
    cuts: Cuts
    documents: Documents
    queues: Queues
    training: Training
    # Classifying takes all of a core: more at once would only make each slower, and recording
    # labels, which has threads of its own, must never wait for it.
    _cores: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(os.cpu_count() or 1))

    @classmethod
    def beside(cls, path: Path, model: Bundle) -> Self:
        """Return the desk whose file of labels lies at `path`.

        Raises
        ------
        LabelsError
            Where the file holds something else than labels.
        OutputError
            Where it cannot be read and written.
        BundleError
            Where the model is damaged.
        """
        models = Models(model, path.with_suffix(".models"))
        labels = Labels(path)
        cuts = Cuts(path.with_suffix(".pages"))
        return cls(
            models=models,
            labels=labels,
            cuts=cuts,
            documents=Documents(cuts),
            queues=Queues(),
            training=Training(models, labels),
        )

    async def classifying(self, work: Callable[[], Found]) -> Found:
        """Do what takes a core for long, without holding up anything else."""
        return await to_thread.run_sync(work, limiter=self._cores)
