"""Fine-tuning of an encoder for all tasks at once; needs the extra ``[finetune]``."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.errors import InputError
from sentiment.training.metrics import measure
from sentiment.training.mixing import batches, draw
from sentiment.training.multitask_data import TASKS
from sentiment.training.network import OpinionNetwork

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from sentiment.training.multitask_data import Example, MultitaskData

_LOOKED_AT = 250  # dev rows of a corpus, for the log
_LOGGED = 100  # steps between two entries of losses
_NORM = 1.0  # gradients are cut to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to fine-tune; docs/model.md says why these values.

    Parameters
    ----------
    examples : int
        How many are read in all; each corpus gets a share.
    temperature : float
        A corpus of n rows gets a share in proportion to n^temperature.
    batch_size : int
        Examples a step.
    learning_rate, warm_up : float
        The highest rate, and the share of steps until it is reached; it falls linearly to 0.
    layer_decay : float
        Each layer learns at this many times the rate of the one above it.
    weight_decay, label_smoothing : float
        As in torch.
    average_over : int
        Steps that the moving average of the weights looks back on.
    most_tokens : int
        Longer inputs are cut.
    seed : int
        Decides the order, the variations, new heads and dropout.
    """

    examples: int = 90_000
    temperature: float = 0.5
    batch_size: int = 32
    learning_rate: float = 6e-5
    warm_up: float = 0.06
    layer_decay: float = 0.95
    weight_decay: float = 0.01
    label_smoothing: float = 0.05
    average_over: int = 200
    most_tokens: int = 96
    seed: int = 1


class Finetuning:
    """A network in training, kept on disk in `work`, and able to go on after a stop.

    Parameters
    ----------
    encoder : Path or str
        See `OpinionNetwork`.
    work : Path
        Folder of the checkpoint and the log; a checkpoint that lies there is gone on from.

    Raises
    ------
    MissingExtraError
        Where torch or transformers are not installed.
    InputError
        Where the encoder cannot be loaded, or the checkpoint is of another recipe.
    """

    def __init__(
        self, encoder: Path | str, data: MultitaskData, recipe: Recipe, work: Path
    ) -> None:
        tasks = sorted({example.task for example in data.train}, key=list(TASKS).index)
        self.network = OpinionNetwork(
            encoder, tasks, most_tokens=recipe.most_tokens, seed=recipe.seed
        )
        import torch

        self.recipe = recipe
        self.data = data
        self.work = work
        work.mkdir(parents=True, exist_ok=True)
        drawn = draw(data.train, recipe.examples, temperature=recipe.temperature, seed=recipe.seed)
        self.batches = list(batches(drawn, size=recipe.batch_size, seed=recipe.seed))
        self.optimiser = torch.optim.AdamW(self._groups(), fused=True)
        self.rates = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate)
        self.average = {name: weight.detach().clone() for name, weight in self._learnt()}
        self.step = 0
        self._resume()

    def run(
        self,
        *,
        on_step: Callable[[int, int], None] | None = None,
        looks: int = 3,
        minutes_between_checkpoints: float = 5,
    ) -> None:
        """Train to the end; the network then holds the averaged weights.

        Parameters
        ----------
        on_step : callable, optional
            Called with (steps done, steps in all).
        looks : int
            How often, evenly spread, the log gets figures on dev rows.
        minutes_between_checkpoints : float
            A stop loses no more.
        """
        steps = len(self.batches)
        looked = {round(steps * (n + 1) / looks) for n in range(looks)}
        saved = time.monotonic()
        losses: dict[str, list[float]] = {task: [] for task in self.network.heads}
        while self.step < steps:
            batch = self.batches[self.step]
            losses[batch[0].task].append(self._learn(batch))
            if on_step:
                on_step(self.step, steps)
            if self.step % _LOGGED == 0:
                means = {task: round(float(np.mean(own)), 4) for task, own in losses.items() if own}
                self._log({"step": self.step, "of": steps, "loss": means})
                losses = {task: [] for task in losses}
            if self.step in looked:
                self._look()
            if time.monotonic() - saved >= 60 * minutes_between_checkpoints:
                self._save()
                saved = time.monotonic()
        self._save()
        self._swap()
        self.network.save(self.work / "encoder")

    def dev_figures(self, *, most: int | None = None) -> dict[str, dict[str, float]]:
        """Return accuracy and macro-F1 on the first dev rows of each task and corpus."""
        found: dict[str, dict[str, float]] = {}
        heads = self.network.heads
        for task, corpus in dict.fromkeys((e.task, e.corpus) for e in self.data.dev):
            if task not in heads:
                continue
            own = [e for e in self.data.dev if (e.task, e.corpus) == (task, corpus)][:most]
            truth = [TASKS[task][e.label] for e in own]
            metrics = measure(truth, np.exp(self.network.log_proba(own)), TASKS[task])
            found[f"{task} {corpus}"] = {
                "n": metrics.n,
                "accuracy": round(metrics.accuracy, 4),
                "macro_f1": round(metrics.macro_f1, 4),
            }
        return found

    def _learn(self, batch: Sequence[Example]) -> float:
        """Take one step; return its loss."""
        import torch

        modules, device = self.network.modules, self.network.device
        modules.train()
        labels = torch.tensor([example.label for example in batch], device=device)
        weights = torch.tensor([example.weight for example in batch], device=device)
        with self.network.mixed_precision():
            losses = torch.nn.functional.cross_entropy(
                self.network.scores(batch).float(),
                labels,
                reduction="none",
                label_smoothing=self.recipe.label_smoothing,
            )
            loss = (losses * weights).mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(modules.parameters(), _NORM)
        self.optimiser.step()
        self.rates.step()
        self.optimiser.zero_grad()
        self.step += 1
        share = 1 / min(self.step, self.recipe.average_over)
        with torch.no_grad():
            for name, weight in self._learnt():
                self.average[name].lerp_(weight, share)
        return float(loss.detach())

    def _learnt(self) -> list[tuple[str, Any]]:
        named = self.network.modules.named_parameters()
        return [(name, weight) for name, weight in named if weight.requires_grad]

    def _groups(self) -> list[dict[str, Any]]:
        """Give each layer its own learning rate; biases and norms do not decay."""
        depth = self.network.bert.config.num_hidden_layers
        groups: dict[tuple[int, bool], list[Any]] = {}
        for name, weight in self._learnt():
            parts = name.split(".")
            if parts[0] == "heads":
                below = 0
            elif "layer" in parts:
                below = depth - 1 - int(parts[parts.index("layer") + 1])
            else:
                below = depth
            groups.setdefault((below, weight.ndim > 1), []).append(weight)
        return [
            {
                "params": weights,
                "lr": self.recipe.learning_rate * self.recipe.layer_decay**below,
                "weight_decay": self.recipe.weight_decay if decays else 0.0,
            }
            for (below, decays), weights in groups.items()
        ]

    def _rate(self, step: int) -> float:
        steps = len(self.batches)
        rise = max(1, round(self.recipe.warm_up * steps))
        return min((step + 1) / rise, max(0.0, (steps - step) / max(1, steps - rise)))

    def _swap(self) -> None:
        """Exchange the weights and their average."""
        import torch

        with torch.no_grad():
            for name, weight in self._learnt():
                own = weight.detach().clone()
                weight.copy_(self.average[name])
                self.average[name] = own

    def _look(self) -> None:
        """Log dev figures of the averaged weights."""
        self._swap()
        for corpus, figures in self.dev_figures(most=_LOOKED_AT).items():
            self._log({"step": self.step, "dev": corpus, **figures})
        self._swap()

    def _log(self, entry: Mapping[str, Any]) -> None:
        with (self.work / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({"time": round(time.time()), **entry}) + "\n")

    def _save(self) -> None:
        import torch

        state = {
            "recipe": repr(self.recipe),
            "step": self.step,
            "network": self.network.modules.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "rates": self.rates.state_dict(),
            "random": torch.get_rng_state(),
        }
        fresh = self.work / "checkpoint.new"
        torch.save(state, fresh)
        fresh.replace(self.work / "checkpoint.pt")

    def _resume(self) -> None:
        import torch

        path = self.work / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True, map_location=self.network.device)
        if state["recipe"] != repr(self.recipe):
            raise InputError(
                "holds a checkpoint of another recipe",
                where=str(path),
                remedy="delete it to start anew, or give the options that it was started with",
            )
        self.step = state["step"]
        self.network.modules.load_state_dict(state["network"])
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.rates.load_state_dict(state["rates"])
        torch.set_rng_state(state["random"].cpu())
