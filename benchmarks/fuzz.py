"""A coverage-guided search for bytes that any reader fails on: with a traceback, or by hanging.

``pip install '.[bench]'``, then ``python benchmarks/fuzz.py SUFFIX [-max_total_time=S]``, where
SUFFIX is one of `.html`, `.json`, `.jsonl`, `.csv`, `.xml`, `.atom`, `.txt`, or `-` for standard
input; further options are those of libFuzzer. It begins with the sample discussions and the test
files of that suffix, ends at once on anything but a `SentimentError`, and after 100 thousand runs
else.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["sentiment.readers"]):
    from sentiment import readers
    from sentiment.errors import SentimentError
    from sentiment.readers import html, json_platforms, own_json, tables  # noqa: F401

ROOT = Path(__file__).parent.parent
SEEDS = (ROOT / "samples" / "discussions", ROOT / "tests" / "readers")
LONGEST = 4096  # bytes of an input
SLOWEST = 20  # seconds for one


def main() -> None:
    """Search as the command line says."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    suffix = sys.argv.pop(1)
    folder = Path(tempfile.mkdtemp())
    target = folder / f"input{'' if suffix == '-' else suffix}"
    seeds = folder / "seeds"
    seeds.mkdir()
    for number, path in enumerate(p for where in SEEDS for p in where.rglob("*") if p.is_file()):
        if path.suffix == suffix or suffix == "-":
            (seeds / str(number)).write_bytes(path.read_bytes()[:LONGEST])

    def read(data: bytes) -> None:
        try:
            if suffix == "-":
                list(readers.read_stream(io.BytesIO(data)))
            else:
                target.write_bytes(data)
                list(readers.read(target))
        except SentimentError:
            pass

    bounds = [f"-max_len={LONGEST}", f"-timeout={SLOWEST}", "-runs=100000"]
    atheris.Setup([sys.argv[0], *bounds, *sys.argv[1:], str(seeds)], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
