"""What becomes of corrections when the program that records them is killed, again and again.

``python benchmarks/crashes.py --corrections 10000`` starts a process that records one correction
after the other and says of each that it is recorded. It is killed (SIGKILL) at random moments and
started anew; as a browser would, it then tries again with what it had not been told of. In the end
every correction that was acknowledged must be in the file once.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sentiment.labelling.correction import Correction
from sentiment.labelling.store import Store
from sentiment.question import Question
from sentiment.training.samples import json_object, read_samples

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

TASK = "sentiment"
LONGEST_LIFE = 0.1  # seconds from the first acknowledgement to the kill
TEXT = "So ein Käse, das Bad gehört allen! 😀 " * 120  # more than a page of memory a row


def main() -> None:
    """Kill and restart until all is acknowledged; print what was found, fail if any is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corrections", type=int, required=True)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labels.jsonl"
        kills = kill_until_done(path, asked.corrections)
        ids = Counter(json_object(line).get("id") for line in path.read_bytes().splitlines())
        lost = sum(name(number) not in ids for number in range(asked.corrections))
        double = sum(count > 1 for count in ids.values())
        learnt = len(read_samples([path], TASK).rows)
    print(
        f"{asked.corrections} corrections acknowledged, {kills} kills, "
        f"{lost} lost, {double} double, {learnt} rows to train on"
    )
    if lost or double or learnt != asked.corrections:
        sys.exit(1)


def kill_until_done(path: Path, total: int) -> int:
    """Start and kill the program until all corrections are acknowledged; return how often."""
    chance = random.Random(0)  # noqa: S311 - no secret
    forked = multiprocessing.get_context("fork")  # a new interpreter would take most of the time
    kills = acknowledged = 0
    while acknowledged < total:
        hears, says = forked.Pipe(duplex=False)
        program = forked.Process(target=record, args=(path, acknowledged, total, says))
        program.start()
        says.close()
        try:
            acknowledged = hears.recv() + 1
            time.sleep(chance.random() * LONGEST_LIFE)
            program.kill()
            while True:
                acknowledged = hears.recv() + 1
        except (EOFError, OSError):  # nothing more, or the half of an acknowledgement
            program.join()
        hears.close()
        kills += program.exitcode == -signal.SIGKILL
    return kills


def record(path: Path, first: int, total: int, says: Connection) -> None:
    """Record the corrections from `first` on, and say of each that it is recorded."""
    store = Store.open(path, TASK)
    for number in range(first, total):
        correction = Correction(
            question=Question(f"{number}: {TEXT}"),
            label="negative",
            id=name(number),
            annotator="Anna",
        )
        store.record(correction)
        says.send(number)


def name(number: int) -> str:
    """Return the id of a correction."""
    return f"correction-{number}"


if __name__ == "__main__":
    main()
