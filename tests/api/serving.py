"""The service as a real process, for those who kill it, load it or watch it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Service:
    """A running `dutymap serve`."""

    process: subprocess.Popen[bytes]
    address: str
    port: int

    def client(self, **headers: str) -> httpx.Client:
        return httpx.Client(base_url=self.address, timeout=60, headers=headers, trust_env=False)

    def kill(self) -> None:
        """SIGKILL; its workers end with it."""
        self.process.kill()
        self.process.wait(30)

    def stop(self) -> int:
        """SIGTERM; the status that it ends with."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


@contextmanager
def serving(corpus: Path, *options: str, **environment: str) -> Iterator[Service]:
    """`dutymap serve` over this corpus, ready, and killed at the end."""
    port = free_port()
    command = [sys.executable, "-m", "api.cli", "--corpus", str(corpus), "serve", *options]
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )
    service = Service(process, f"http://127.0.0.1:{port}", port)
    try:
        _wait_until_ready(service)
        yield service
    finally:
        if process.poll() is None:
            service.kill()


def _wait_until_ready(service: Service) -> None:
    until = time.monotonic() + 170
    with service.client() as client:
        while True:
            assert service.process.poll() is None, f"ended with {service.process.returncode}"
            try:
                if client.get("/healthz").status_code == 200:
                    return
            except httpx.TransportError:
                assert time.monotonic() < until, "not ready in 170 s"
            time.sleep(0.1)


def done(client: httpx.Client, location: str, seconds: float = 300) -> dict[str, object]:
    """The import at `location`, once it has ended."""
    until = time.monotonic() + seconds
    while True:
        told: dict[str, object] = client.get(location).raise_for_status().json()
        if told["state"] != "running":
            return told
        assert time.monotonic() < until, f"not done in {seconds} s: {told}"
        time.sleep(0.2)
