"""How heavy and how quick the first page is."""

from __future__ import annotations

import statistics
import time

import httpx

from tests.web.conftest import Visit

MOST_BYTES = 150_000
MOST_SECONDS = 0.2


def test_the_first_page_is_light(visit: Visit) -> None:
    page = visit("/")
    sizes = page.evaluate(
        "['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))"
        ".map(entry => [entry.name, entry.decodedBodySize])"
    )
    assert sum(size for _, size in sizes) <= MOST_BYTES, sizes


def test_the_first_page_is_quick_on_loopback(address: str) -> None:
    with httpx.Client(base_url=address, trust_env=False) as client:
        client.get("/")
        taken = []
        for _ in range(9):
            began = time.perf_counter()
            assert client.get("/").status_code == 200
            taken.append(time.perf_counter() - began)
    assert statistics.median(taken) <= MOST_SECONDS, taken
