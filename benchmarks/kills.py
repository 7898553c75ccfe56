"""What becomes of a long run of `sentiment classify` that is killed, again and again.

``pip install '.[bench]'``, then ``python benchmarks/kills.py`` classifies a table of invented
comments with german-lite once in peace, from JSON lines to JSON lines. Then it does so again, and
kills all processes of the run (SIGKILL) at random moments; each time, the same command goes on with
``--resume``, and what was finished before its kill came is begun anew, until there were enough
kills. In the end every output must have the bytes of the first.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from scale import OUTPUT, command, write_table

# Each text stands there so many times: the reading, writing and noting of all rows is what kills
# may tear, and a text that was classified before costs a third of a new one.
COPIES = 20
LONGEST_LIFE = 0.5  # of what the run takes in peace; it is read anew in each life, in less


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """How many kills there were, how many left something to go on with, and the outputs."""

    kills: int
    with_journal: int
    digests: list[str]


def main() -> None:
    """Print what was found; fail if any output differs, or a run left anything beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, output = folder / "table.jsonl", folder / OUTPUT
        write_table(table, asked.rows, COPIES)
        run = command(table, "jsonl", "german-lite", asked.jobs)
        start = time.monotonic()
        subprocess.run(run, check=True)
        seconds = time.monotonic() - start
        in_peace = taken(output)
        found = kill_again_and_again(run, output, asked.kills, seconds * LONGEST_LIFE)
        left = sorted(path.name for path in folder.iterdir() if path != table)
    same = found.digests.count(in_peace)
    print(
        f"{asked.rows:,} rows, {-(-asked.rows // COPIES):,} texts, --jobs {asked.jobs}, "
        f"{seconds:.0f} s in peace: {found.kills} kills, {found.with_journal} of them with "
        f"something to go on with; {same} of {len(found.digests)} outputs byte-identical"
    )
    if same < len(found.digests) or left:
        sys.exit(f"left over: {', '.join(left)}" if left else 1)


def kill_again_and_again(run: list[str], output: Path, most: int, longest: float) -> Killed:
    """Run and kill, after `longest` seconds at most, until there were so many kills; then finish.

    A run that was done before is begun anew.
    """
    chance = random.Random(0)  # noqa: S311 - no secret
    journal = output.with_name(f"{output.name}.journal")
    kills = with_journal = 0
    digests = []
    while kills < most:
        if killed([*run, "--resume"], chance.uniform(0, longest)):
            kills += 1
            # The first line is its head, and says of no part that it is done.
            with_journal += journal.exists() and journal.read_bytes().count(b"\n") > 1
        else:
            digests.append(taken(output))
    subprocess.run([*run, "--resume"], check=True)
    digests.append(taken(output))
    return Killed(kills=kills, with_journal=with_journal, digests=digests)


def killed(run: list[str], seconds: float) -> bool:
    """Start a run, and kill it and its workers; return whether it was still running."""
    with subprocess.Popen(run, start_new_session=True) as process:
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            status = process.wait()
    if status not in {0, -signal.SIGKILL}:
        raise SystemExit(status)
    return status != 0


def taken(output: Path) -> str:
    """Return the checksum of an output, and make room for the next."""
    with output.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    output.unlink()
    return digest


if __name__ == "__main__":
    main()
