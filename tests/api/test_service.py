"""The service as a real process: killed at any moment, stopped, kept waiting, lied to."""

from __future__ import annotations

import json
import random
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Event

import httpx
import pytest

from corpus import jobs
from corpus.store import Corpus
from corpus.verify import verify
from tests.api.serving import Service, done, serving
from tests.corpus.killed import text

pytestmark = pytest.mark.timeout(600)  # a busy machine takes a minute to start a service
IMPORTS = "/api/v1/imports"


def send(client: httpx.Client, number: int) -> httpx.Response:
    """Send a directive of its own."""
    return client.post(IMPORTS, files={"files": (f"n{number}.txt", text(number).encode())})


def upload(client: httpx.Client, number: int) -> str:
    """Send a directive of its own; where its import is told."""
    answer = send(client, number)
    assert answer.status_code == 202, answer.text
    return answer.headers["location"]


def keep_sending(service: Service, numbers: Iterator[int], stopped: Event) -> list[str]:
    """Send until the service is gone; the imports that it took. Those that it does not take,
    since too many wait, it has not accepted."""
    taken = []
    with service.client() as client, suppress(httpx.TransportError):
        while not stopped.is_set():
            answer = send(client, next(numbers))
            if answer.status_code == 202:
                taken.append(answer.headers["location"])
            else:
                assert answer.status_code == 429, answer.text
                stopped.wait(0.5)
    return taken


def killed_and_started_again(folder: Path, kills: int) -> None:
    """Uploads and imports are cut off so often; then everything that was taken is imported."""
    seed = random.Random(kills)
    numbers, taken = count(1), []
    for _ in range(kills):
        with serving(folder) as service, ThreadPoolExecutor(2) as pool:
            stopped = Event()
            senders = [pool.submit(keep_sending, service, numbers, stopped) for _ in range(2)]
            time.sleep(seed.uniform(0.05, 3))
            service.kill()
            stopped.set()
            taken += [location for sender in senders for location in sender.result()]
        with Corpus.open(folder) as corpus:
            assert list(verify(corpus)) == []
    assert taken
    with serving(folder) as service, service.client() as client:
        for location in taken:
            told = done(client, location, seconds=600)
            assert told["state"] == "done", told
    with Corpus.open(folder) as corpus:
        assert list(verify(corpus)) == []
        assert len(corpus.documents()) >= len(taken)


def test_nothing_taken_is_lost_when_the_service_is_killed(tmp_path: Path) -> None:
    killed_and_started_again(tmp_path, 3)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_nothing_taken_is_lost_in_fifty_kills(tmp_path: Path) -> None:
    killed_and_started_again(tmp_path, 50)


def test_events_go_on_where_they_broke_off_and_end_with_the_service(tmp_path: Path) -> None:
    with serving(tmp_path) as service, service.client() as client:
        location = upload(client, 1)
        first, _ = next(events(client, location))
        told = list(events(client, location, first))
        numbers = [first, *(number for number, _ in told)]
        assert numbers == sorted(set(numbers))
        assert told[-1][1] == "done"
        assert list(events(client, location, numbers[-1])) == []


def events(
    client: httpx.Client, location: str, after: int | None = None
) -> Iterator[tuple[int, str]]:
    """The id of each event, and the state that it tells."""
    headers = {} if after is None else {"Last-Event-ID": str(after)}
    with client.stream("GET", f"{location}/events", headers=headers) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        number = -1
        for line in stream.iter_lines():
            if line.startswith("id: "):
                number = int(line[4:])
            if line.startswith("data: "):
                yield number, json.loads(line[6:])["state"]


def test_stopped_it_puts_imports_back_and_ends_long_answers(tmp_path: Path) -> None:
    with serving(tmp_path) as service, service.client() as client:
        for number in range(1, 30):
            location = upload(client, number)
        with client.stream("GET", f"{location}/events") as stream:
            next(stream.iter_lines())
            start = time.monotonic()
            service.stop()
            assert time.monotonic() - start < 20
    with Corpus.open(tmp_path) as corpus:
        assert jobs.listed(corpus, ("running", "failed")) == ()
        assert all(job.attempts == 0 for job in jobs.listed(corpus, ("waiting",)))
        assert list(verify(corpus)) == []


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that waits a second for heads and bodies."""
    limits = {"DUTYMAP_HEAD_SECONDS": "1", "DUTYMAP_BODY_SECONDS": "1", "DUTYMAP_WORKERS": "0"}
    with serving(tmp_path_factory.mktemp("impatient"), **limits) as service:
        yield service


HEAD = b"POST /api/v1/imports HTTP/1.1\r\nHost: 127.0.0.1\r\n"
FORM = b"Content-Type: multipart/form-data; boundary=x\r\n"
GET = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        (b"", b""),
        (GET, b""),
        (GET + b"\r\n" + GET, b"HTTP/1.1 200"),
        (HEAD + FORM + b"Content-Length: 100\r\n\r\n--x\r\nConte", b"HTTP/1.1 408"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"HTTP/1.1 411"),
        (HEAD + b"Content-Length: 99999999999\r\n\r\n", b"HTTP/1.1 413"),
        (HEAD + b"Content-Length: -1\r\n\r\n", b"HTTP/1.1 400"),
        (HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n", b"HTTP/1.1 400"),
        (b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 400"),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"HTTP/1.1 400"),
        (b"\x16\x03\x01\x02\x00\x01", b"HTTP/1.1 400"),
    ],
)
def test_slow_and_lying_clients_are_not_waited_for(
    impatient: Service, sent: bytes, answered: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=15) as line:
        start = time.monotonic()
        line.sendall(sent)
        found = line.recv(65536)
        assert found.startswith(answered) and bool(found) == bool(answered)
        assert time.monotonic() - start < 12


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (b"\x16\x03\x01\x02\x00\x01", "Invalid HTTP request received."),
        (GET + b"X-Long: " + b"x" * 70_000, "The head of the request is too long."),
    ],
)
def test_what_is_no_request_is_refused_as_a_problem(
    impatient: Service, sent: bytes, why: str
) -> None:
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=15) as line:
        line.sendall(sent)
        head, _, body = line.recv(65536).partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head
    problem = {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": why}
    assert json.loads(body) == problem


def test_an_endless_head_is_cut_off(impatient: Service) -> None:
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=15) as line:
        line.sendall(GET)
        with pytest.raises(OSError):
            for _ in range(1000):
                line.sendall(b"X-Long: " + b"x" * 10_000 + b"\r\n")


def test_many_slow_clients_do_not_keep_others_waiting(impatient: Service) -> None:
    lines = [socket.create_connection(("127.0.0.1", impatient.port)) for _ in range(100)]
    for line in lines:
        line.sendall(GET[:20])
    with impatient.client() as client:
        assert client.get("/healthz").status_code == 200
    for line in lines:
        line.close()
