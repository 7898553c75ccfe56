"""What builders that add a part to a bundle are told on their command line."""

from __future__ import annotations

import argparse
from pathlib import Path


def arguments(description: str | None) -> argparse.Namespace:
    """Read `corpora`, `samples` and `output`, folders, and `model`, a name or a folder."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--samples", type=Path, default=Path("samples"))
    parser.add_argument("--model", required=True, help="name or folder of the bundle")
    parser.add_argument("--output", type=Path, required=True, help="folder of the new bundle")
    return parser.parse_args()
