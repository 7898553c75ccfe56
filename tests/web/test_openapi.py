"""The API does what its OpenAPI document says, whatever it is sent."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sentiment.web.replies import Classified, Separated

if TYPE_CHECKING:
    from serving import Server


GOLDEN = Path(__file__).parent.parent / "golden"


def test_the_document_describes_all_that_json_may_hold() -> None:
    for name in ("analysis", "explained", "parts"):
        Classified.model_validate_json((GOLDEN / f"{name}.json").read_bytes())
    Separated.model_validate_json((GOLDEN / "discussion.json").read_bytes())


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
