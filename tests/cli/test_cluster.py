"""The tool on a real cluster of Dask: worker processes of their own, one of which is killed."""

from __future__ import annotations

import asyncio
import gc
import json
import operator
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from small_parts import SAID, SMALL, parts_noted

from sentiment import cluster as cluster_module
from sentiment.errors import WorkerError

Client = pytest.importorskip("distributed").Client

Tool = Callable[..., subprocess.CompletedProcess[str]]

COMMENTS = 400
# In a process of its own, which ends with its standard input. A lost worker gets a successor.
CLUSTER = """
import json, sys
from distributed import LocalCluster
with LocalCluster(
    n_workers=2, threads_per_worker=2, processes=True, host="127.0.0.1", dashboard_address=None
) as cluster:
    pids = [worker.pid for worker in cluster.workers.values()]
    print(json.dumps({"address": cluster.scheduler_address, "workers": pids}), flush=True)
    sys.stdin.read()
"""


@contextmanager
def started() -> Iterator[tuple[subprocess.Popen[bytes], dict[str, Any]]]:
    with subprocess.Popen(
        [sys.executable, "-c", CLUSTER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout
        yield process, json.loads(process.stdout.readline())


@pytest.fixture(scope="module")
def cluster() -> Iterator[dict[str, Any]]:
    with started() as (_, told):
        yield told


def classify(table: Path, output: Path, *options: str, code: str = SMALL) -> list[str]:
    arguments = [str(table), "--format", "jsonl", "--output", str(output), *options]
    return [sys.executable, "-c", code, "classify", *arguments]


def test_a_lost_worker_changes_no_byte(cluster: dict[str, Any], tmp_path: Path) -> None:
    table, whole, output = (tmp_path / name for name in ("t.jsonl", "whole", "out"))
    rows = [
        {"id": n, "parent": n // 3 or None, "text": f"{SAID[n % 4]} {SAID[n % 3]} {n % 700}"}
        for n in range(1, COMMENTS + 1)
    ]
    table.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    subprocess.run(classify(table, whole), check=True, timeout=300)
    arguments = classify(table, output, "--cluster", cluster["address"])
    with subprocess.Popen(arguments, stderr=subprocess.PIPE) as process:
        while process.poll() is None and not parts_noted(tmp_path / "out.journal"):
            time.sleep(0.005)
        os.kill(cluster["workers"][0], signal.SIGKILL)
        assert process.poll() is None
        _, told = process.communicate(timeout=300)
    assert (process.returncode, told) == (0, b"")
    assert output.read_bytes() == whole.read_bytes()


def test_a_scheduler_that_goes_is_one_sentence_whatever_is_asked_of_it_then() -> None:
    def tasks(process: subprocess.Popen[bytes]) -> Iterator[int]:
        yield from range(2)
        process.communicate()
        yield 2

    with started() as (process, told):
        numbers = cluster_module.spread(
            operator.add, tasks(process), 40, name="number", address=told["address"]
        )
        with pytest.raises(WorkerError, match="the scheduler is gone; start it again"):
            list(numbers)


def test_a_notebook_whose_loop_runs_already_can_use_a_cluster(cluster: dict[str, Any]) -> None:
    async def cell() -> list[int]:
        address = cluster["address"]
        return list(cluster_module.spread(operator.add, range(2), 40, name="n", address=address))

    with ThreadPoolExecutor(1) as thread:  # in this one, a browser's loop may run
        assert thread.submit(lambda: asyncio.run(cell())).result() == [40, 41]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("tcp://127.0.0.1:1", "no scheduler of Dask answers there; start one with: dask scheduler"),
        ("10.0.0.1", "is no address of a scheduler; write it as tcp://HOST:8786"),
        ("tls://127.0.0.1:1", "no certificates for tls:// are in the settings of Dask"),
    ],
)
def test_no_cluster_is_one_sentence_and_no_output(
    tmp_path: Path, address: str, problem: str
) -> None:
    table = tmp_path / "t.csv"
    table.write_text("id,text\n1,Ja!\n", "utf-8")
    soon = f"import sentiment.cluster; sentiment.cluster._SECONDS = 1; {SMALL}"
    arguments = classify(table, tmp_path / "out", "--cluster", address, code=soon)
    done = subprocess.run(arguments, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (1, b"")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(f"{address}: {problem}")
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


@pytest.mark.parametrize("greeting", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", bytes(99)])
def test_a_server_of_another_kind_is_one_sentence(tmp_path: Path, greeting: bytes) -> None:
    """One that waits for words of its own, and two whose first bytes are read as lengths."""

    def welcome() -> None:
        with suppress(OSError):  # once the server is closed
            guests.append(server.accept()[0])
            guests[0].sendall(greeting)

    guests: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=welcome, daemon=True).start()
        address = "tcp://127.0.0.1:{1}".format(*server.getsockname())
        refused_at(address, tmp_path)
        guests[0].close()


def test_a_worker_is_no_scheduler(cluster: dict[str, Any], tmp_path: Path) -> None:
    with Client(cluster["address"], set_as_default=False) as client:
        worker = next(iter(client.scheduler_info()["workers"]))
    refused_at(worker, tmp_path)


def refused_at(address: str, folder: Path) -> None:
    table = folder / "t.csv"
    table.write_text("id,text\n1,Ja!\n", "utf-8")
    soon = f"import sentiment.cluster; sentiment.cluster._SECONDS = 3; {SMALL}"
    arguments = classify(table, folder / "out", "--cluster", address, code=soon)
    done = subprocess.run(arguments, capture_output=True, check=False, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (
        1,
        f"{address}: no scheduler of Dask answers there; start one with: dask scheduler.\n",
    )


def test_a_certificate_that_is_missing_is_no_fault_of_the_output(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,text\n1,Ja!\n", "utf-8")
    names = ("CA_FILE", "CLIENT__CERT", "CLIENT__KEY")
    certificates = {f"DASK_DISTRIBUTED__COMM__TLS__{name}": "none.pem" for name in names}
    address = "tls://127.0.0.1:1"
    done = subprocess.run(
        classify(tmp_path / "t.csv", tmp_path / "out", "--cluster", address),
        capture_output=True,
        check=False,
        env={**os.environ, **certificates},
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"{address}: the certificates that the settings of Dask name cannot be read; "
        "look at distributed.comm.tls there."
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


def test_what_the_loop_of_dask_leaves_unfinished_is_not_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loop = asyncio.new_event_loop()
    with cluster_module._quiet():
        left = loop.create_future()
        left.set_exception(TimeoutError("Timeout"))
        circle: list[object] = [left]
        circle.append(circle)
        loop.close()
        del left, circle
    gc.collect()
    assert not caplog.records


def test_a_worker_with_other_versions_refuses_to_work() -> None:
    versions = cluster_module._versions()
    cluster_module._check(versions)
    others = tuple((name, "1" if name == "numpy" else number) for name, number in versions)
    with pytest.raises(
        WorkerError, match=r"has numpy .+, and the main process 1; install the same"
    ):
        cluster_module._check(others)


def test_processes_of_this_machine_are_not_asked_for_beside_a_cluster(tool: Tool) -> None:
    done = tool("classify", "-", "--cluster", "tcp://127.0.0.1:1", "--jobs", "2", stdin=b"Ja!")
    assert done.returncode == 2
    assert "--cluster" in done.stderr
