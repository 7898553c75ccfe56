"""Cold start: `sentiment classify` on one page, as a ratio to importing scikit-learn.

Run with ``python benchmarks/startup.py``. Both commands start anew each time, in turn; the ratio is
of the medians.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 9
SAMPLES = Path(__file__).parent.parent / "samples" / "discussions"
PEER = [sys.executable, "-c", "import sklearn.linear_model"]
OURS = {
    "classify a text": ["classify", str(SAMPLES / "wechat.txt")],
    "classify a saved page": ["classify", str(SAMPLES / "kochblog.html")],
    "--help": ["--help"],
}


def seconds(command: list[str]) -> float:
    """Return how long a command takes, its start included."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    commands = {
        name: [sys.executable, "-m", "sentiment", *arguments] for name, arguments in OURS.items()
    }
    commands["import sklearn.linear_model"] = PEER
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            times[name].append(seconds(command))
    medians = {name: statistics.median(own) for name, own in times.items()}
    peer = medians["import sklearn.linear_model"]
    print("| command | median seconds | ratio |\n|---|---|---|")
    for name, median in medians.items():
        print(f"| {name} | {median:.2f} | {median / peer:.2f} |")


if __name__ == "__main__":
    main()
