"""The order in which fine-tuning reads its examples: mixed by corpus, batched by length."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from sentiment.opinion import LABELS
from sentiment.training.augmentation import respell, retarget, with_sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sentiment.training.multitask_data import Example

_POOL = 64  # batches among which examples of like length are sought


def draw(
    examples: Sequence[Example],
    count: int,
    *,
    temperature: float,
    seed: int,
    times: Mapping[str, int] | None = None,
) -> list[Example]:
    """Draw about `count` examples; a corpus of n rows gets a share in proportion to n^temperature.

    Each row of a corpus is drawn once before any is drawn again. `times` has the corpora whose
    share is so many times as large.
    """
    random = Random(seed)  # noqa: S311 - no secret
    corpora: dict[tuple[str, str], list[Example]] = defaultdict(list)
    for example in examples:
        corpora[example.task, example.corpus].append(example)
    sizes = {
        key: (times or {}).get(key[1], 1) * len(own) ** temperature for key, own in corpora.items()
    }
    total = sum(sizes.values())
    drawn = []
    for key, own in corpora.items():
        for at in range(max(1, round(count * sizes[key] / total))):
            if at % len(own) == 0:
                random.shuffle(own)
            drawn.append(own[at % len(own)])
    random.shuffle(drawn)
    return drawn


def batches(drawn: Sequence[Example], *, size: int, seed: int) -> Iterator[list[Example]]:
    """Yield batches of one task and of like length, each text spelt and asked in some other way.

    Whatever is random depends on the seed and the place alone, so that a resumed run goes on as
    it would have gone.
    """
    targets: dict[str, list[str]] = defaultdict(list)
    for example in drawn:
        if example.task == "stance":
            targets[example.corpus].append(example.question.target)
    for start in range(0, len(drawn), size * _POOL):
        random = Random(f"{seed} {start}")  # noqa: S311 - no secret
        tasks: dict[str, list[Example]] = defaultdict(list)
        for example in drawn[start : start + size * _POOL]:
            asked = retarget(example, targets, random) if example.task == "stance" else example
            text = respell(asked.question.text, random)
            if example.task in LABELS:
                text = with_sign(text, random)
            question = replace(asked.question, text=text)
            tasks[example.task].append(replace(asked, question=question))
        pool = []
        for own in tasks.values():
            own.sort(key=lambda e: len(e.question.text) + len(e.question.topic))
            pool += [own[at : at + size] for at in range(0, len(own), size)]
        random.shuffle(pool)
        yield from pool
