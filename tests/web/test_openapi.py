"""The API does what its OpenAPI document says, whatever it is sent."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from serving import Server


def test_answers_keep_to_the_document(server: Server) -> None:
    done = subprocess.run(
        [
            Path(sys.executable).with_name("schemathesis"),
            "run",
            f"{server.address}/openapi.json",
            "--max-examples=30",
            "--generation-deterministic",
            # A text may be valid JSON and nothing that can be read, such as "%PDF": that is 400.
            "--exclude-checks=positive_data_acceptance",
        ],
        cwd=server.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
