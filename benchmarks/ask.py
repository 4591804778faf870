"""How fast `ask` is at 100,000 assignments: in process, and as a service on two cores.

    .venv/bin/python benchmarks/ask.py [--corpus FOLDER] [--seconds 10] [--json]

The corpus is that of synthetic.py, made in a temporary folder unless FOLDER has one. The
questions are those of tests/data/questions.jsonl, every kind and the unanswerable ones
too, each put to another of the 3,000 places, so that no two are alike. The clients of the
service run in processes of their own, on the same two cores.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from api.ask import ask
from benchmarks.synthetic import EACH, JURISDICTIONS, make, places
from corpus.store import Corpus
from mapping.places import find_places
from mapping.reference import Reference, load_reference

QUESTIONS = Path(__file__).resolve().parents[1] / "tests" / "data" / "questions.jsonl"
CLIENTS, CLIENT_PROCESSES, IN_PROCESS = 16, 2, 2000
TARGETS = {
    "median_ms": 15.0,
    "p95_ms": 50.0,
    "requests_per_s": 150.0,
    "errors": 0.0,
    "start_s": 3.0,
    "resident_mb": 500.0,
}


def questions(reference: Reference, jurisdictions: int) -> Iterator[tuple[str, str]]:
    """(question, place) without end, each question with another place's name in it."""
    rows = [json.loads(line)["question"] for line in QUESTIONS.read_text("utf-8").splitlines()]
    everywhere = places(reference, jurisdictions)
    number = 0
    while True:
        text = rows[number % len(rows)]
        place = everywhere[number * 7919 % len(everywhere)]
        for mention in reversed(find_places(text, reference.divisions)):
            text = text[: mention.start] + place.name + text[mention.end :]
        yield text, place.adcode
        number += 1


def in_process(folder: Path, jurisdictions: int) -> dict[str, float]:
    """Seconds of 2,000 questions one after the other, the first 50 left out."""
    reference = load_reference()
    asked = questions(reference, jurisdictions)
    spent, answered = [], 0
    with Corpus.open(folder) as corpus:
        for number in range(IN_PROCESS):
            text, place = next(asked)
            start = time.perf_counter()
            answer = ask(text, corpus, reference, place=place)
            if number >= 50:
                spent.append(time.perf_counter() - start)
                answered += answer.status == "answered"
    cuts = statistics.quantiles(spent, n=100)
    return {
        "median_ms": statistics.median(spent) * 1000,
        "p95_ms": cuts[94] * 1000,
        "p99_ms": cuts[98] * 1000,
        "most_ms": max(spent) * 1000,
        "answered": answered / len(spent),
    }


def as_service(folder: Path, jurisdictions: int, seconds: float) -> dict[str, float]:
    """The service under 16 clients."""
    port = free_port()
    command = [sys.executable, "-m", "api.cli", "--corpus", str(folder), "serve"]
    start = time.perf_counter()
    server = subprocess.Popen(
        [*command, "--port", str(port)],
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:2])),
    )
    try:
        first_answer(port, start)
        started = time.perf_counter() - start
        told = load(port, jurisdictions, seconds)
        resident = resident_mb(server.pid)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(10)
    return {"start_s": started, **told, "resident_mb": resident}


def first_answer(port: int, start: float) -> None:
    query = urlencode({"q": "查询婚姻登记找谁", "in": "110101"})
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/ask?{query}") as answer:
                answer.read()
                return
        except OSError:
            if time.perf_counter() - start > 60:
                raise
            time.sleep(0.02)


def load(port: int, jurisdictions: int, seconds: float) -> dict[str, float]:
    """Clients in two processes of 8 each."""
    each = CLIENTS // CLIENT_PROCESSES
    command = [sys.executable, __file__, "--client", str(port), str(each), str(jurisdictions)]
    clients = [
        subprocess.Popen([*command, str(seconds), str(n)], stdout=subprocess.PIPE)
        for n in range(CLIENT_PROCESSES)
    ]
    said = [json.loads(client.communicate()[0]) for client in clients]
    spent = sorted(value for one in said for value in one["spent"])
    return {
        "requests_per_s": sum(len(one["spent"]) / one["seconds"] for one in said),
        "service_median_ms": spent[len(spent) // 2] * 1000,
        "service_p95_ms": spent[int(len(spent) * 0.95)] * 1000,
        "errors": float(sum(one["errors"] for one in said)),
    }


def client(port: int, threads: int, jurisdictions: int, seconds: float, first: int) -> None:
    """One process of clients: its threads ask until the time is over; a record on stdout."""
    asked = questions(load_reference(), jurisdictions)
    mine = [[next(asked) for _ in range(300)] for _ in range(threads * (first + 1))][-threads:]
    start = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        said = list(pool.map(lambda questions: _ask_on(port, questions, start + seconds), mine))
    record = {
        "spent": [value for spent, _ in said for value in spent],
        "errors": sum(errors for _, errors in said),
        "seconds": time.perf_counter() - start,
    }
    print(json.dumps(record))


def _ask_on(port: int, asked: Sequence[tuple[str, str]], until: float) -> tuple[list[float], int]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    spent: list[float] = []
    errors = number = 0
    while (now := time.perf_counter()) < until:
        text, place = asked[number % len(asked)]
        number += 1
        try:
            connection.request("GET", "/api/v1/ask?" + urlencode({"q": text, "in": place}))
            answer = connection.getresponse()
            answer.read()
            errors += answer.status != 200
        except (OSError, HTTPException):
            errors += 1
            connection.close()
        spent.append(time.perf_counter() - now)
    return spent, errors


def resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line) / 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def report(told: dict[str, float], as_json: bool) -> bool:
    """Print the figures with their targets; whether all are met."""
    low = {name for name in TARGETS if name != "requests_per_s"}
    missed = {
        name
        for name, target in TARGETS.items()
        if (told[name] > target if name in low else told[name] < target)
    }
    if as_json:
        print(json.dumps({**told, "missed": sorted(missed)}))
        return not missed
    for name, value in told.items():
        sign = "≤" if name in low else "≥"
        target = f"  (target {sign} {TARGETS[name]:g})" if name in TARGETS else ""
        print(f"{name:20}{value:10.2f}{target}{'  MISSED' if name in missed else ''}")
    return not missed


def main() -> None:
    """The command line of this benchmark; status 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpus", type=Path, help="of synthetic.py; made there if missing")
    parser.add_argument("--jurisdictions", type=int, default=JURISDICTIONS)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--client", nargs=5, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.client:
        port, threads, jurisdictions, seconds, first = given.client
        client(int(port), int(threads), int(jurisdictions), float(seconds), int(first))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.corpus or Path(temporary)
        if not (folder / "corpus.sqlite").exists():
            print(f"making {given.jurisdictions * EACH} assignments …", file=sys.stderr)
            make(folder, given.jurisdictions)
        told = in_process(folder, given.jurisdictions)
        told |= as_service(folder, given.jurisdictions, given.seconds)
    sys.exit(0 if report(told, given.json) else 1)


if __name__ == "__main__":
    main()
