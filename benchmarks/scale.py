"""Rates and memory of `sentiment classify` on large tables, beside fastText and TextBlob-de.

``pip install '.[bench,parquet]'``, then ``python benchmarks/scale.py`` for rates (``--comments
1000`` only shows that it runs), or ``python benchmarks/scale.py --rows 20000 2000000`` for the
memory that a table takes by its length. That takes more than half an hour for each format, and
less with ``--copies 10``, where each text stands ten times, as spam does. All comments are invented
here. The tool is run as a user would run it, so that its rates include the start, reading and
writing; fastText and TextBlob-de tell the mood alone, from a list in memory, and so does "mood
alone". Memory beside rates is the proportional set size of all processes together (Linux), at its
highest; by length it is the most that the one process had.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from peers import fast_text, text_blob

from sentiment.bundle import load_model
from sentiment.question import Question
from sentiment.training.german_lite import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROUNDS = 3
FORMATS = ("csv", "jsonl", "parquet")
OUTPUT = "out"
SAMPLES = Path(__file__).parent.parent / "samples" / "labelled"
COMMENTS = 100_000
# As many times fewer comments for who takes as many times longer, or more.
MODELS = ("german-lite", "german")
SLOWER = {"german-lite": 1, "german": 10, "TextBlob-de": 100}

THINGS = (
    "der Radweg", "das Freibad", "die Umgehungsstraße", "der Stadtrat", "die neue Buslinie",
    "das Tempolimit", "die Gesamtschule", "der Windpark", "die Parkgebühr", "das Stadtfest",
    "der Bürgermeister", "die Sperrung", "das Neubaugebiet", "die Feuerwehr", "der Wochenmarkt",
)  # fmt: skip
VERDICTS = (
    "ist ein Witz", "kommt zehn Jahre zu spät", "war längst überfällig", "bringt niemandem etwas",
    "gefällt mir richtig gut", "nervt nur noch", "hätte man sich sparen können",
    "ist das Beste, was dem Ort passieren konnte", "kostet nur unser Geld", "funktioniert ja doch",
    "ist mir ehrlich gesagt egal", "sollte man sofort abschaffen", "verdient mehr Respekt",
)  # fmt: skip
CLOSINGS = (
    "Oder sehe ich das falsch?", "Danke für den Artikel!", "Mehr sage ich dazu nicht.", "😂😂",
    "Aber auf uns hört ja keiner.", "Fragt doch mal die Anwohner!", "Nie wieder!", "Weiter so!",
    "Früher war das anders.", "Wer hat das eigentlich beschlossen?", "Lieber zu Fuß.", "",
)  # fmt: skip
CALL = (
    "Wir fordern alle auf, am Samstag um elf vor dem Rathaus gegen die Schließung zu protestieren"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a run took: seconds, and megabytes of all its processes at their highest."""

    seconds: float
    megabytes: float


def comments(count: int) -> Iterator[dict[str, str]]:
    """Yield invented comments; one of fifty has the words of another, one of 200 a campaign's."""
    chosen = random.Random(11)  # noqa: S311 - nothing is secret here
    for number in range(1, count + 1):
        kind = chosen.random()
        if kind < 0.005:
            text = f"{CALL}! {chosen.choice(CLOSINGS)}"
        elif kind < 0.025:
            text = f"{chosen.choice(THINGS)} {chosen.choice(VERDICTS)}."
        else:
            text = " ".join(sentence(chosen) for _ in range(chosen.randint(1, 5)))
            text += f" {chosen.choice(CLOSINGS)} ({number})"
        answers = number > 50 and chosen.random() < 0.3
        parent = str(chosen.randint(number - 50, number - 1)) if answers else ""
        yield {"id": str(number), "parent": parent, "text": text}


def sentence(chosen: random.Random) -> str:
    """Return one of some hundred thousand sentences."""
    first, second = chosen.sample(THINGS, 2)
    return (
        f"{first[0].upper()}{first[1:]} {chosen.choice(VERDICTS)}, und {second} "
        f"{chosen.choice(VERDICTS)}, sage ich seit {chosen.randint(2, 60)} Jahren."
    )


def copied(rows: Iterator[dict[str, str]], copies: int) -> Iterator[dict[str, str]]:
    """Yield each row so many times, one after the other; the copies have ids of their own."""
    for row in rows:
        yield row
        for number in range(1, copies):
            yield {**row, "id": f"{row['id']}-{number}"}


def write_table(path: Path, count: int, copies: int = 1) -> None:
    """Write comments, each of them `copies` times, `count` in all, as the suffix of `path` says."""
    rows = islice(copied(comments(count), copies), count)
    if path.suffix == ".parquet":
        import pyarrow as pa
        from pyarrow import parquet

        schema = pa.schema([(name, pa.string()) for name in ("id", "parent", "text")])
        with parquet.ParquetWriter(path, schema) as writer:
            while batch := [row for row, _ in zip(rows, range(100_000), strict=False)]:
                writer.write_table(pa.Table.from_pylist(batch, schema=schema))
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            table = csv.DictWriter(file, ["id", "parent", "text"])
            table.writeheader()
            table.writerows(rows)
        else:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def cost(path: Path, format_: str, model: str, jobs: int) -> Cost:
    """Run the tool on a table."""
    start = time.perf_counter()
    highest = 0.0
    with subprocess.Popen(command(path, format_, model, jobs)) as process:
        while process.poll() is None:
            highest = max(highest, megabytes(process.pid))
            time.sleep(0.2)
    if process.returncode:
        raise SystemExit(process.returncode)
    return Cost(seconds=time.perf_counter() - start, megabytes=highest)


def cost_of_one_process(path: Path, format_: str, model: str) -> Cost:
    """Run the tool on a table; the system tells its processor time and its memory.

    Both depend less on what else runs than seconds that pass and sizes that are proportional.
    """
    process = os.posix_spawn(sys.executable, command(path, format_, model, 1), os.environ)
    _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(os.waitstatus_to_exitcode(status))
    return Cost(seconds=usage.ru_utime + usage.ru_stime, megabytes=usage.ru_maxrss * 1024 / 1e6)


def command(path: Path, format_: str, model: str, jobs: int) -> list[str]:
    """Return the command that classifies a table; what it writes is the `OUTPUT` beside it."""
    return [
        sys.executable, "-m", "sentiment", "classify", str(path), "--format", format_, "--output",
        str(path.with_name(OUTPUT)), "--model", model, "--jobs", str(jobs),
    ]  # fmt: skip


def megabytes(pid: int) -> float:
    """Return the memory of a process and its children; what they share is counted once."""
    total = 0
    try:
        process = psutil.Process(pid)
        for one in (process, *process.children(recursive=True)):
            total += one.memory_full_info().pss
    except psutil.NoSuchProcess:
        pass  # gone between two looks
    return total / 1e6


def rates(folder: Path, count: int) -> None:
    """Print comments a second and memory by model and jobs, beside the peers."""
    costs: dict[tuple[str, int], list[Cost]] = {}
    counts = {model: count // SLOWER[model] for model in MODELS}
    for model, own_count in counts.items():
        write_table(folder / f"{model}.jsonl", own_count)
    peers = peers_of(folder)
    seconds: dict[str, list[float]] = {name: [] for name in peers}
    for number in range(ROUNDS):
        for model in MODELS:
            for jobs in (1, 2):
                found = cost(folder / f"{model}.jsonl", "csv", model, jobs)
                costs.setdefault((model, jobs), []).append(found)
        for name, (work, _) in peers.items():
            if name == "TextBlob-de" and number:
                continue  # one round says enough of a ratio of hundreds
            start = time.perf_counter()
            work()
            seconds[name].append(time.perf_counter() - start)
    print("| tool | jobs | comments | comments a second | speed-up | memory, MB |")
    print("|---|---|---|---|---|---|")
    for (model, jobs), own in costs.items():
        alone = statistics.median(one.seconds for one in costs[model, 1])
        median = statistics.median(one.seconds for one in own)
        highest = max(one.megabytes for one in own)
        rate = counts[model] / median
        print(
            f"| {model} | {jobs} | {counts[model]:,} | {rate:,.0f} | {alone / median:.2f} "
            f"| {highest:,.0f} |"
        )
    for name, (_, read) in peers.items():
        rate = read / statistics.median(seconds[name])
        print(f"| {name} | | {read:,} | {rate:,.0f} | | |")


def peers_of(folder: Path) -> dict[str, tuple[Callable[[], object], int]]:
    """Return what tells the mood alone, each with the number of comments that it is given."""
    labelled = [
        json.loads(line)
        for path in sorted(SAMPLES.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    rows = [
        Row(question=Question(row["text"]), label=row["sentiment"], corpus="")
        for row in labelled
        if "sentiment" in row
    ]
    lines = (folder / "german-lite.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    few = texts[: len(texts) // SLOWER["TextBlob-de"]]
    fast, blob, lite = fast_text(rows), text_blob(), load_model("german-lite").sentiment
    return {
        "german-lite, mood alone": (
            lambda: lite.predict_proba([Question(text) for text in texts]),
            len(texts),
        ),
        "fastText": (lambda: fast(texts), len(texts)),
        "TextBlob-de": (lambda: blob(few), len(few)),
    }


def memory(folder: Path, rows: list[int], copies: int, formats: list[str]) -> None:
    """Print seconds and memory by format and number of rows, with german-lite and one job.

    Workers hold a few thousand comments at most, however many there are: what grows with the table
    is in the one process that reads and writes.
    """
    print("| format, in and out | rows | texts | processor seconds | memory, MB |")
    print("|---|---|---|---|---|")
    for format_ in formats:
        for count in rows:
            path = folder / f"table.{format_}"
            write_table(path, count, copies)
            found = cost_of_one_process(path, format_, "german-lite")
            print(
                f"| {format_} | {count:,} | {-(-count // copies):,} | {found.seconds:,.0f} "
                f"| {found.megabytes:,.0f} |",
                flush=True,
            )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS)
    parser.add_argument("--comments", type=int, default=COMMENTS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if asked.rows:
            memory(Path(name), asked.rows, asked.copies, asked.formats)
        else:
            rates(Path(name), asked.comments)


if __name__ == "__main__":
    main()
