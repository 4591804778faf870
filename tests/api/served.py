"""The service as a process of its own, with keys."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import keys
from corpus.keys import ROLES, Role
from corpus.store import Corpus

LIMITS = {"DUTYMAP_RATE": "1000000", "DUTYMAP_QUEUE": "1000000"}


def add_keys(folder: Path) -> dict[Role, str]:
    """A key of each role, as it is printed once."""
    with Corpus.open(folder) as corpus:
        return {role: keys.add(corpus, f"test-{role}", role, "tester") for role in ROLES}


@contextmanager
def served(folder: Path, *options: str) -> Iterator[str]:
    """`dutymap serve` over the corpus in `folder`; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    arguments = ["--corpus", str(folder), "serve", "--port", str(port), *options]
    environment = {**os.environ, **LIMITS}
    server = subprocess.Popen([sys.executable, "-m", "api.cli", *arguments], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(server, address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(300):
        assert server.poll() is None, f"the server ended with status {server.returncode}"
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise AssertionError("the server was not ready in 60 s")
