"""Labelled files of several tasks, as fine-tuning reads them.

A file of JSON lines feeds each task whose column its rows have: `sentiment`; `stance` with `target`
and, where it is known, the `headline` above the text; `opinions` (a list of target and stance, as
in GermEval 2017), which feed stance. A row may be a whole page instead, see `samples/pages`: its
comments feed these two, and its lines `role`. Rows whose `split` is `dev` are kept to choose by.
Rows with a text and no such column are read where a teacher tells their mood.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sentiment.errors import SampleError
from sentiment.opinion import LABELS, STANCE_LABELS
from sentiment.question import Question
from sentiment.separation.lines import lines
from sentiment.separation.page_reader import line_questions
from sentiment.training.journal import overruled, whole_length
from sentiment.training.samples import content_of, decoded, headline_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sentiment.separation.lines import Line

LINE_ROLES = ("article", "first", "begin", "inside")
"""What a line of a page is, `first` being where the first comment begins; pages have no furniture,
which is known by its form."""

TASKS = {**LABELS, "role": LINE_ROLES}
"""What an encoder learns; that of lines only helps it to read pages, and no bundle has its head."""

UNLABELLED = -1
"""Stands for the index of a label that only teachers can tell."""

_SIDE_OF = {"negative": "against", "neutral": "neutral", "positive": "favor"}  # in GermEval 2017
_POOL = "unlabelled"  # texts of all sources, as one corpus
_LABEL_POWER = {"sentiment": 0.0, "stance": 0.2, "role": 0.3}  # 0: rows alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text, what it is asked, the index of the right label, and how much it counts."""

    task: str
    corpus: str
    question: Question
    label: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPage:
    """The lines of a page, and the number of those above its first comment."""

    lines: tuple[Line, ...]
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MultitaskData:
    """What is learnt from, what chooses, what only teachers can label, and whole pages.

    `times` has the corpora that count more than once.
    """

    train: tuple[Example, ...]
    dev: tuple[Example, ...]
    unlabelled: tuple[Example, ...] = ()
    pages: tuple[PlacedPage, ...] = ()
    times: Mapping[str, int] = field(default_factory=dict)


def read_multitask_data(paths: Sequence[Path]) -> MultitaskData:
    """Read corpora: files, plain or `.gz`, or folders of such files.

    A dev row whose text is learnt from, be it with another target, says nothing and is left out. A
    path that is given twice counts twice, but for texts without a label, which are one corpus. A
    corpus is called like its file or folder, and where two would be alike, with those above.

    Raises
    ------
    InputError
        Where a file cannot be read.
    SampleError
        Where a line is no JSON object, or has a label that is none, or where no row has a column
        of any task.
    """
    split: dict[bool, list[Example]] = {True: [], False: []}
    times: dict[str, int] = {}
    pages: list[PlacedPage] = []
    names = _named_apart(set(paths))
    for path, count in Counter(paths).items():
        corpus = names[path]
        times[corpus] = count
        for file in _files(path):
            for where, record in _standing(list(_records(file))):
                is_dev = record.get("split") == "dev"
                split[is_dev] += _examples(record, corpus, where)
                if "comments" in record and not is_dev:
                    pages.append(_placed_page(record))
    read, dev = split[False], [e for e in split[True] if e.label != UNLABELLED]
    train = [example for example in read if example.label != UNLABELLED]
    if not train:
        raise SampleError(
            "hold no row to learn from",
            where=", ".join(str(path) for path in paths),
            remedy="give JSON lines with text and sentiment, or with target, text and stance",
        )
    learnt = {(example.task, example.question.text) for example in train}
    held_back = [example for example in dev if (example.task, example.question.text) not in learnt]
    known = {example.question.text for example in (*train, *dev)}
    others = [e for e in read if e.label == UNLABELLED and e.question.text not in known]
    return MultitaskData(
        train=_weighted(_unique(train)),
        dev=_unique(held_back),
        unlabelled=_unique(others),
        pages=tuple(page for page in pages if page.lines),
        times={corpus: count for corpus, count in times.items() if count > 1},
    )


def check_tasks(data: MultitaskData) -> None:
    """Make sure that there is something to learn from and to choose by.

    Raises
    ------
    SampleError
        Where a task has no rows of either kind.
    """
    for task in LABELS:
        for rows, kind in ((data.train, "to learn from"), (data.dev, 'with "split": "dev"')):
            if not any(example.task == task for example in rows):
                raise SampleError(
                    f"hold no rows of {task} {kind}",
                    where="the corpora",
                    remedy="add a file that has some",
                )


def certain_sides(opinions: object, where: str) -> dict[str | None, str]:
    """Return the side toward each target, None for one that is not named, of GermEval's opinions.

    A target with two sides says nothing certain and is left out.
    """
    sides: dict[str | None, set[str]] = {}
    for opinion in opinions if isinstance(opinions, list) else [None]:
        side = _SIDE_OF.get(str(opinion.get("stance"))) if isinstance(opinion, dict) else None
        target = opinion.get("target") if isinstance(opinion, dict) else None
        if side is None or not isinstance(target, str | None):
            raise _no_label(
                "opinions", where, "a list of objects with target and stance: " + _one_of(_SIDE_OF)
            )
        sides.setdefault(None if target in ("", "NULL") else target, set()).add(side)
    return {target: found.pop() for target, found in sides.items() if len(found) == 1}


def _named_apart(paths: Collection[Path]) -> dict[Path, str]:
    names = {path: path.name.removesuffix(".gz").removesuffix(".jsonl") for path in paths}
    longest = 1
    while len(set(names.values())) < len(names):
        longest += 1
        uses = Counter(names.values())
        names = {
            path: name if uses[name] == 1 else "/".join(path.parts[-longest:])
            for path, name in names.items()
        }
    return names


def _files(path: Path) -> list[Path]:
    return sorted([*path.rglob("*.jsonl"), *path.rglob("*.jsonl.gz")]) if path.is_dir() else [path]


def _records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield where each record stands, and the record."""
    content = content_of(path)
    text = decoded(content[: whole_length(content)], path)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}: line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict) or not ("comments" in record or _has_text(record)):
            raise SampleError(
                "is not a JSON object with a text", where=where, remedy="correct or remove the line"
            )
        yield where, record


def _has_text(record: dict[str, Any]) -> bool:
    return isinstance(record.get("text"), str)


def _standing(
    placed: Sequence[tuple[str, dict[str, Any]]],
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield all records, without the labels that later rows of the same annotator replace."""
    gone = {task: overruled((record for _, record in placed), task) for task in LABELS}
    for number, (where, record) in enumerate(placed):
        yield where, {key: record[key] for key in record if number not in gone.get(key, ())}


def _examples(record: dict[str, Any], corpus: str, where: str) -> Iterator[Example]:
    if "comments" in record:
        yield from _of_page(record, corpus, where)
        return
    text = record["text"]
    if not any(record.get(column) is not None for column in (*LABELS, "opinions")):
        asked = Question(text)
        yield Example(task="sentiment", corpus=_POOL, question=asked, label=UNLABELLED)
    if record.get("sentiment") is not None:
        label = _label(record, "sentiment", where)
        yield Example(task="sentiment", corpus=corpus, question=Question(text), label=label)
    if record.get("stance") is not None:
        if not isinstance(record.get("target"), str):
            raise _no_label("target", where, "the thing that the stance is toward")
        asked = Question(text, record["target"], headline_of(record))
        yield _stance(corpus, asked, _label(record, "stance", where))
    for target, side in certain_sides(record.get("opinions") or [], where).items():
        if target:
            yield _stance(corpus, Question(text, target), STANCE_LABELS.index(side))


def _of_page(page: dict[str, Any], corpus: str, where: str) -> Iterator[Example]:
    """Yield the opinions of a page's comments, and what each of its lines is."""
    try:
        placed = _titled(page)
        if "subject" in page:
            shared = {"target": page["subject"], "headline": page.get("headline")}
            for comment in page["comments"]:
                row = {**comment, "text": "\n".join(comment["text"])}
                yield from _examples(row | shared, corpus, where)
        questions = line_questions([line for line, _ in placed])
    except (KeyError, TypeError, ValueError) as e:
        raise SampleError(
            "is no page", where=where, remedy="write it like those of samples/pages"
        ) from e
    labels = line_labels([role for _, role in placed])
    for label, question in zip(labels, questions, strict=True):
        yield Example(task="role", corpus=corpus, question=question, label=label)


def _titled(page: Mapping[str, Any]) -> list[tuple[str, str]]:
    headline = page.get("headline")
    titles = _texts([headline]) if headline else []
    return [*((title, "article") for title in titles), *placed_lines(page)]


def _placed_page(page: Mapping[str, Any]) -> PlacedPage:
    # What a page names a line may be several, or blank.
    placed = [(line, role) for text, role in _titled(page) for line in lines(text)]
    end = sum(role == "article" for _, role in placed)
    return PlacedPage(lines=tuple(line for line, _ in placed), end=end)


def placed_lines(page: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the lines of a page like those of `samples/pages`, each with its role.

    Raises
    ------
    KeyError, TypeError, ValueError
        Where it is another page, or a comment has no line.
    """
    placed = [(line, "article") for line in _texts(page["article"])]
    for comment in page["comments"]:
        first, *others = _texts(comment["text"])
        placed += [(first, "begin"), *((line, "inside") for line in others)]
    return placed


def _texts(value: object) -> list[str]:
    """Return a list of texts; one text would be read as a list of its letters."""
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise TypeError("no list of texts")
    return value


def line_labels(roles: Sequence[str]) -> list[int]:
    """Return indices into LINE_ROLES; what begins first is the `first`."""
    first = roles.index("begin") if "begin" in roles else None
    return [LINE_ROLES.index("first" if i == first else role) for i, role in enumerate(roles)]


def _label(record: dict[str, Any], task: str, where: str) -> int:
    """Return the index of a row's label."""
    labels = LABELS[task]
    if record[task] not in labels:
        raise _no_label(task, where, _one_of(labels))
    return labels.index(record[task])


def _no_label(column: str, where: str, instead: str) -> SampleError:
    return SampleError(f"{column} cannot be used", where=where, remedy=f"write {instead}")


def _one_of(labels: Iterable[str]) -> str:
    return " or ".join(labels)


def _stance(corpus: str, question: Question, label: int) -> Example:
    return Example(task="stance", corpus=corpus, question=question, label=label)


def _unique(examples: Sequence[Example]) -> tuple[Example, ...]:
    """Drop rows that say the same twice, as labelled comments with several targets do."""
    return tuple({(e.task, e.question): e for e in examples}.values())


def _weighted(examples: Sequence[Example]) -> tuple[Example, ...]:
    """Let rare labels of a corpus count more by `_LABEL_POWER`; the mean in it stays 1."""
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
        replace(
            e,
            weight=raw[e.task, e.corpus, e.label]
            * rows[e.task, e.corpus]
            / total[e.task, e.corpus],
        )
        for e in examples
    )
