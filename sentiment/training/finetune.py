"""Fine-tuning of an encoder for all tasks at once; needs the extra ``[finetune]``."""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import contextmanager
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.errors import InputError, OutputError
from sentiment.opinion import LABELS
from sentiment.training.by_corpus import first_of_each, metrics_by_corpus
from sentiment.training.mixing import batches, draw
from sentiment.training.multitask_data import TASKS, UNLABELLED
from sentiment.training.network import OpinionNetwork
from sentiment.training.page_pointer import draw_pages, pointer, pointing_loss

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sentiment.training.multitask_data import Example, MultitaskData
    from sentiment.training.recipe import Recipe

_LOOKS = 3  # at dev rows, evenly spread, for the log
_LOOKED_AT = 250  # dev rows of a corpus
_LOGGED = 100  # steps between two entries of losses
_POINTING_COUNTS = 0.5  # beside the cost of a batch
_POINTER_RATE = 2e-3  # it learns from nothing, in few steps
_NORM = 1.0  # gradients are cut to it


class Finetuning:
    """A network in training, kept on disk in `work`, and able to go on after a stop.

    Parameters
    ----------
    encoder : Path or str
        See `OpinionNetwork`.
    work : Path
        Folder of the checkpoint and the log; a checkpoint that lies there is gone on from.
    teachers : sequence of Path or str
        Encoders with heads, whose mean probabilities are learnt beside the labels (distillation:
        Hinton, Vinyals and Dean, 2015), and alone where `data` has no label.

    Raises
    ------
    MissingExtraError
        Where torch or transformers are not installed.
    InputError
        Where the encoder or a teacher cannot be loaded, or a teacher has no heads; or where the
        checkpoint is damaged, or of another training.
    OutputError
        Where the folder cannot be written.
    """

    def __init__(
        self,
        encoder: Path | str,
        data: MultitaskData,
        recipe: Recipe,
        work: Path,
        *,
        teachers: Sequence[Path | str] = (),
    ) -> None:
        common = {"most_tokens": recipe.most_tokens, "seed": recipe.seed}
        self.teachers = [OpinionNetwork(teacher, LABELS, **common) for teacher in teachers]
        for name, teacher in zip(teachers, self.teachers, strict=True):
            if not teacher.has_known_heads:
                raise InputError(
                    "cannot teach without heads for sentiment and stance",
                    where=str(name),
                    remedy="name a model that was fine-tuned for both",
                )
            teacher.modules.eval()
        self.network = OpinionNetwork(encoder, TASKS, **common, dropout=recipe.dropout)
        import torch

        self.pointer = pointer(self.network.bert.config.hidden_size).to(self.network.device)
        self.modules = torch.nn.ModuleDict({**self.network.modules, "pointer": self.pointer})
        self.encoder = str(encoder)
        self.recipe = recipe
        self.data = data
        self.work = work
        with self._writing():
            work.mkdir(parents=True, exist_ok=True)
        drawn = draw(
            data.train + (data.unlabelled if teachers else ()),
            recipe.examples,
            temperature=recipe.temperature,
            seed=recipe.seed,
            times=data.times,
        )
        self.batches = list(batches(drawn, size=recipe.batch_size, seed=recipe.seed))
        # Of all that a checkpoint must have in common with this training.
        weights = [_digest(network.modules) for network in (self.network, *self.teachers)]
        known = repr((self.encoder, *map(str, teachers), weights, recipe, self.batches, data.pages))
        self.digest = hashlib.sha256(known.encode(errors="replace")).hexdigest()
        self.optimiser = torch.optim.AdamW(self._groups(), fused=True)
        self.rates = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate)
        self.average = {name: weight.detach().clone() for name, weight in self._learnt()}
        self.step = 0
        self._resume()

    def run(
        self,
        *,
        on_step: Callable[[int, int], None] | None = None,
        minutes_between_checkpoints: float = 5,
    ) -> None:
        """Train to the end; the network then holds the averaged weights.

        Parameters
        ----------
        on_step : callable, optional
            Called with (steps done, steps in all).
        minutes_between_checkpoints : float
            A stop loses no more.
        """
        steps = len(self.batches)
        looked = {round(steps * (n + 1) / _LOOKS) for n in range(_LOOKS)}
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
        with self._writing():
            self.network.save(self.work / "encoder")

    def _learn(self, batch: Sequence[Example]) -> float:
        """Take one step; return its loss."""
        import torch

        self.modules.train()
        loss = self._loss(batch)
        loss.backward()
        if self.data.pages and self.step % self.recipe.steps_between_pages == 0:
            self._point().backward()
        torch.nn.utils.clip_grad_norm_(self.modules.parameters(), _NORM)
        self.optimiser.step()
        self.rates.step()
        self.optimiser.zero_grad()
        self.step += 1
        share = 1 / min(self.step, self.recipe.average_over)
        with torch.no_grad():
            for name, weight in self._learnt():
                self.average[name].lerp_(weight, share)
        return float(loss.detach())

    def _loss(self, batch: Sequence[Example]) -> Any:
        import torch

        device = self.network.device
        labels = torch.tensor([example.label for example in batch], device=device)
        weights = torch.tensor([example.weight for example in batch], device=device)
        with self.network.mixed_precision():
            scores = self.network.scores(batch).float()
            losses = weights * torch.nn.functional.cross_entropy(
                scores,
                labels.clamp(min=0),
                reduction="none",
                label_smoothing=self.recipe.label_smoothing,
            )
            if self.teachers and batch[0].task in LABELS:
                count = torch.where(labels == UNLABELLED, 1.0, self.recipe.teachers_count)
                of_teachers = -(self._taught(batch) * scores.log_softmax(-1)).sum(-1)
                losses = torch.lerp(losses, of_teachers, count)
            return losses.mean()

    def _point(self) -> Any:
        """Return the cost of what the pointer says about some pages."""
        random = Random(f"{self.recipe.seed} {self.step}")  # noqa: S311 - no secret
        pages = draw_pages(self.data.pages, random)
        with self.network.mixed_precision():
            return _POINTING_COUNTS * pointing_loss(self.network, self.pointer, pages)

    def _taught(self, batch: Sequence[Example]) -> Any:
        """Return the teachers' mean probabilities."""
        import torch

        with torch.no_grad():
            told = [teacher.scores(batch).float().softmax(-1) for teacher in self.teachers]
            return torch.stack(told).mean(0)

    def _learnt(self) -> list[tuple[str, Any]]:
        named = self.modules.named_parameters()
        return [(name, weight) for name, weight in named if weight.requires_grad]

    def _groups(self) -> list[dict[str, Any]]:
        """Give each layer its own learning rate; biases and norms do not decay."""
        groups: dict[tuple[float, bool], list[Any]] = {}
        for name, weight in self._learnt():
            groups.setdefault((self._highest_rate(name), weight.ndim > 1), []).append(weight)
        return [
            {
                "params": weights,
                "lr": rate,
                "weight_decay": self.recipe.weight_decay if decays else 0.0,
            }
            for (rate, decays), weights in groups.items()
        ]

    def _highest_rate(self, name: str) -> float:
        """Return the learning rate of the weight of that name where all rates are highest."""
        parts = name.split(".")
        if parts[0] == "pointer":
            return _POINTER_RATE
        depth = self.network.bert.config.num_hidden_layers
        if parts[0] == "heads":
            below = 0
        elif "layer" in parts:
            below = depth - 1 - int(parts[parts.index("layer") + 1])
        else:
            below = depth
        return self.recipe.learning_rate * self.recipe.layer_decay**below

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
        for task in TASKS:
            own = [example for example in self.data.dev if example.task == task]
            rows = first_of_each(own, _LOOKED_AT)
            if not rows:
                continue
            for name, metrics in metrics_by_corpus(self.network.log_proba(rows), rows).items():
                self._log({"step": self.step, "dev": f"{task} {name}", **metrics.summary()})
        self._swap()

    def _log(self, entry: Mapping[str, Any]) -> None:
        with self._writing(), (self.work / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({"time": round(time.time()), **entry}) + "\n")

    def _save(self) -> None:
        import torch

        state = {
            "training": self.digest,
            "step": self.step,
            "network": self.modules.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "rates": self.rates.state_dict(),
            "random": [torch.get_rng_state(), *torch.cuda.get_rng_state_all()],
            "in_half": self.network.in_half,
        }
        fresh = self.work / "checkpoint.new"
        with self._writing():
            with fresh.open("wb") as file:
                torch.save(state, file)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.work / "checkpoint.pt")

    def _resume(self) -> None:
        import torch

        path = self.work / "checkpoint.pt"
        if not path.exists():
            return
        try:
            state = torch.load(path, weights_only=True, map_location=self.network.device)
        except Exception as e:  # torch raises classes of many modules
            raise InputError(
                "is no checkpoint, or a damaged one",
                where=str(path),
                remedy="delete it to start anew",
            ) from e
        if state.get("training") != self.digest:
            raise InputError(
                "holds a checkpoint of another recipe, encoder or corpora",
                where=str(path),
                remedy="delete it to start anew, or give what it was started with",
            )
        self.step = state["step"]
        self.modules.load_state_dict(state["network"])
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.rates.load_state_dict(state["rates"])
        random, *of_devices = (own.cpu() for own in state["random"])
        torch.set_rng_state(random)
        torch.cuda.set_rng_state_all(of_devices)
        self.network.in_half = state["in_half"]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Turn what goes wrong with the folder into one clear error."""
        try:
            yield
        except (OSError, RuntimeError) as e:  # torch and safetensors raise the second
            raise OutputError(
                f"cannot be written ({e})", where=str(self.work), remedy="name another output"
            ) from e


def _digest(modules: Any) -> str:
    """Return what tells weights apart: by now, others may lie under the same name."""
    digest = hashlib.sha256()
    for name, weight in modules.state_dict().items():
        digest.update(name.encode())
        digest.update(weight.cpu().numpy())
    return digest.hexdigest()
