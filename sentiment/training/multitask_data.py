"""Labelled files of several tasks, as fine-tuning reads them.

A file of JSON lines feeds each task whose column its rows have: `sentiment`; `stance` with
`target`; `opinions` (a list of target and stance, as in GermEval 2017), which feed stance; and the
yes-or-no columns `supportive` and `toxic`. Rows whose `split` is `dev` are kept to choose by.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sentiment.classifiers import Question
from sentiment.errors import InputError, SampleError
from sentiment.opinion import SENTIMENT_LABELS, STANCE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

TASKS = {
    "sentiment": SENTIMENT_LABELS,
    "stance": STANCE_LABELS,
    "supportive": ("no", "yes"),
    "toxic": ("no", "yes"),
}
"""The labels of each task, in the order of its head's outputs."""

SIDE_OF = {"negative": "against", "neutral": "neutral", "positive": "favor"}
"""What GermEval 2017 calls a side."""

_LABEL_POWER = {"sentiment": 0.3, "stance": 0.5, "supportive": 0.5, "toxic": 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text, what it is asked, the index of the right label, and how much it counts."""

    task: str
    corpus: str
    question: Question
    label: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MultitaskData:
    """What is learnt from, and what chooses."""

    train: tuple[Example, ...]
    dev: tuple[Example, ...]


def read_multitask_data(paths: Sequence[Path], *, tasks: Iterable[str] = TASKS) -> MultitaskData:
    """Read corpora: files, plain or `.gz`, or folders of such files.

    Raises
    ------
    InputError
        Where a file cannot be read.
    SampleError
        Where a line is no JSON object, or where no row has a column of any task.
    """
    wanted = set(tasks)
    split: dict[bool, list[Example]] = {True: [], False: []}
    for path in paths:
        corpus = path.name.removesuffix(".gz").removesuffix(".jsonl")
        for file in _files(path):
            for record in _records(file):
                own = [e for e in _examples(record, corpus) if e.task in wanted]
                split[record.get("split") == "dev"] += own
    if not split[False]:
        raise SampleError(
            "hold no row to learn from",
            where=", ".join(str(path) for path in paths),
            remedy="give JSON lines with text and sentiment, or with target, text and stance",
        )
    return MultitaskData(train=_weighted(_unique(split[False])), dev=_unique(split[True]))


def check_tasks(data: MultitaskData, tasks: Iterable[str]) -> None:
    """Make sure that there is something to learn from and to choose by.

    Raises
    ------
    SampleError
        Where a task has no rows of either kind.
    """
    for task in tasks:
        for rows, kind in ((data.train, "to learn from"), (data.dev, 'with "split": "dev"')):
            if not any(example.task == task for example in rows):
                raise SampleError(
                    f"hold no rows of {task} {kind}",
                    where="the corpora",
                    remedy="add a file that has some",
                )


def _files(path: Path) -> list[Path]:
    return sorted([*path.rglob("*.jsonl"), *path.rglob("*.jsonl.gz")]) if path.is_dir() else [path]


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        content = path.read_bytes()
        text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as e:
        raise InputError(
            "cannot be read as UTF-8 text", where=str(path), remedy="check the name and the file"
        ) from e
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            raise SampleError(
                "is not a JSON object with a text",
                where=f"{path}: line {number}",
                remedy="correct or remove the line",
            )
        yield record


def _examples(record: dict[str, Any], corpus: str) -> Iterator[Example]:
    text = record["text"]
    if record.get("sentiment") in SENTIMENT_LABELS:
        label = SENTIMENT_LABELS.index(record["sentiment"])
        yield Example(task="sentiment", corpus=corpus, question=Question(text), label=label)
    if record.get("stance") in STANCE_LABELS and record.get("target"):
        yield _stance(corpus, text, record["target"], record["stance"])
    for target, side in _certain(record.get("opinions") or []):
        yield _stance(corpus, text, target, side)
    for task in ("supportive", "toxic"):
        if record.get(task) in (0, 1):
            yield Example(
                task=task, corpus=corpus, question=Question(text), label=int(record[task])
            )


def _stance(corpus: str, text: str, target: str, side: str) -> Example:
    return Example(
        task="stance",
        corpus=corpus,
        question=Question(text, target),
        label=STANCE_LABELS.index(side),
    )


def _certain(opinions: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield one side a target; a target with two sides says nothing certain."""
    sides: dict[str, set[str]] = {}
    for opinion in opinions:
        if opinion["target"] and opinion["target"] != "NULL":
            sides.setdefault(opinion["target"], set()).add(SIDE_OF[opinion["stance"]])
    for target, found in sides.items():
        if len(found) == 1:
            yield target, found.pop()


def _unique(examples: Sequence[Example]) -> tuple[Example, ...]:
    """Drop rows that say the same twice, as labelled comments with several targets do."""
    return tuple({(e.task, e.question): e for e in examples}.values())


def _weighted(examples: Sequence[Example]) -> tuple[Example, ...]:
    """Let rare labels of a corpus count more; the mean within a corpus and task stays 1."""
    rows = Counter((e.task, e.corpus) for e in examples)
    labels = Counter((e.task, e.corpus, e.label) for e in examples)
    raw = {
        key: (rows[key[:2]] / len(TASKS[key[0]]) / count) ** _LABEL_POWER[key[0]]
        for key, count in labels.items()
    }
    total: dict[tuple[str, str], float] = defaultdict(float)
    for key, count in labels.items():
        total[key[:2]] += raw[key] * count
    return tuple(
        Example(
            task=e.task,
            corpus=e.corpus,
            question=e.question,
            label=e.label,
            weight=raw[e.task, e.corpus, e.label]
            * rows[e.task, e.corpus]
            / total[e.task, e.corpus],
        )
        for e in examples
    )
