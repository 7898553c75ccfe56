"""A server that is killed at any moment: what it acknowledged is kept, what is tried again once."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from serving import Server

CORRECTIONS, KILLS, CLIENTS = 200, 3, 8


def test_corrections_of_many_clients_outlive_kills(start: Callable[[], Server]) -> None:
    server = start()
    recorded = 0
    counting = threading.Lock()

    def correct(number: int) -> None:
        """Send a correction until it is acknowledged, as the page does."""
        nonlocal recorded
        body = {
            "id": f"id-{number}",
            "task": ("sentiment", "stance")[number % 2],
            "text": f"Das ist Kommentar {number}.\n😀",
            "label": "neutral",
        }
        if number % 2:
            body["target"] = "Bad"
        while True:
            try:
                with httpx.Client(trust_env=False, timeout=10) as client:
                    answer = client.post(f"{server.address}/api/corrections", json=body)
            except httpx.TransportError:
                time.sleep(0.05)
                continue
            assert answer.status_code == 200, answer.text
            with counting:
                recorded += 1
            return

    draw = random.Random(0)
    with ThreadPoolExecutor(CLIENTS) as clients:
        done = clients.map(correct, range(CORRECTIONS))
        for kill in range(1, KILLS + 1):
            while recorded < kill * CORRECTIONS // (KILLS + 1):
                time.sleep(0.001)
            time.sleep(draw.random() * 0.02)
            server.kill()
            server.start()
        list(done)
    rows = server.rows()
    assert sorted(row["id"] for row in rows) == sorted(f"id-{n}" for n in range(CORRECTIONS))
    assert all(row["text"].endswith(".\n😀") for row in rows)
