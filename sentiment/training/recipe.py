"""How to fine-tune: the numbers that were chosen, and the reasons in docs/model.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to fine-tune an encoder.

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
    dropout : float
        Of hidden values and of attention.
    weight_decay, label_smoothing : float
        As in torch.
    teachers_count : float
        How much of the cost is that of differing from the teachers, where there are some; the rest
        is that of the labels. A text without a label costs the first alone.
    steps_between_pages : int
        One step of so many also learns where the articles of some pages end.
    average_over : int
        Steps that the moving average of the weights looks back on.
    most_tokens : int
        Longer inputs are cut.
    seed : int
        Decides the order, the variations, new heads and dropout.
    """

    examples: int = 64_000
    temperature: float = 0.5
    batch_size: int = 32
    learning_rate: float = 8e-5
    warm_up: float = 0.06
    layer_decay: float = 0.95
    dropout: float = 0.1
    weight_decay: float = 0.01
    label_smoothing: float = 0.05
    teachers_count: float = 0.5
    steps_between_pages: int = 12
    average_over: int = 200
    most_tokens: int = 128
    seed: int = 1
