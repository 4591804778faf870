"""The service under mixed load on two cores: people ask while others export and scans are read.

    .venv/bin/python benchmarks/service.py [--seconds 60] [--jurisdictions 300] [--json]

16 askers (benchmarks/ask.py: no two questions alike), first alone, which is their idle, then
with 4 that export without a pause and 2 that send scans of one page, each as soon as the last
one is imported. All run on the same two cores as the service and its one worker. When the time
is over, every import that was accepted has to end as imported.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.ask import load
from benchmarks.synthetic import make, places
from mapping.reference import load_reference
from tests.api.serving import Service, done, serving
from tests.corpus.killed import text
from tests.scans import find_font, render_scan

EXPORTERS, UPLOADERS, SCANS = 4, 2, 40
FORMS = ("csv", "jsonl", "xlsx")
TARGETS = {"slower": 3.0, "server_errors": 0.0, "asks_failed": 0.0, "imports_lost": 0.0}


def export(service: Service, first: int, adcodes: list[str], stopped: Event) -> Counter[int]:
    """Export one place after the other, and now and then everything; how often each status."""
    found: Counter[int] = Counter()
    with service.client() as client:
        number = first
        while not stopped.is_set():
            asked = {} if number % 20 == 0 else {"in": adcodes[number % len(adcodes)]}
            form = FORMS[number % len(FORMS)] if asked else "csv"
            with client.stream("GET", f"/api/v1/exports/{form}", params=asked) as answer:
                for _ in answer.iter_bytes():
                    pass
            found[answer.status_code] += 1
            number += EXPORTERS
    return found


def send(service: Service, scans: list[Path], stopped: Event) -> tuple[Counter[int], list[str]]:
    """Send scans, the next when the last one is imported; the statuses, and where to look."""
    found: Counter[int] = Counter()
    taken = []
    with service.client() as client:
        for scan in scans:
            answer = client.post("/api/v1/imports", files={"files": (scan.name, scan.read_bytes())})
            found[answer.status_code] += 1
            if answer.status_code != 202:
                time.sleep(1)
                continue
            taken.append(answer.headers["location"])
            while not stopped.wait(0.5):
                told = client.get(taken[-1])
                found[told.status_code] += 1
                if told.json()["state"] != "running":
                    break
            if stopped.is_set():
                break
    return found, taken


def mixed(
    service: Service, scans: list[Path], jurisdictions: int, seconds: float
) -> tuple[dict[str, float], list[str]]:
    """Everything at once; figures, and the imports that were taken."""
    adcodes = [place.adcode for place in places(load_reference(), jurisdictions)]
    stopped = Event()
    with ThreadPoolExecutor(EXPORTERS + UPLOADERS) as pool:
        exports = [
            pool.submit(export, service, n, adcodes, stopped) for n in range(1, EXPORTERS + 1)
        ]
        uploads = [
            pool.submit(send, service, scans[n::UPLOADERS], stopped) for n in range(UPLOADERS)
        ]
        told = load(service.port, jurisdictions, seconds)
        stopped.set()
        statuses = sum((one.result() for one in exports), Counter[int]())
        sent = [one.result() for one in uploads]
    exported = statuses.total()
    for found, _ in sent:
        statuses += found
    figures = {
        "asks_per_s": told["requests_per_s"],
        "median_ms": told["service_median_ms"],
        "p95_ms": told["service_p95_ms"],
        "asks_failed": told["errors"],
        "exports": float(exported),
        "server_errors": float(sum(n for status, n in statuses.items() if status >= 500)),
    }
    return figures, [location for _, taken in sent for location in taken]


def measured(
    folder: Path, scans: list[Path], jurisdictions: int, seconds: float
) -> dict[str, float]:
    """Idle, then mixed, then the rest of the queue."""
    with serving(folder, DUTYMAP_RATE="1000000") as service, service.client() as client:
        load(service.port, jurisdictions, min(5.0, seconds))  # everything is loaded
        idle = load(service.port, jurisdictions, min(15.0, seconds))
        figures, taken = mixed(service, scans, jurisdictions, seconds)
        ended = [done(client, location, 600) for location in taken]
    imported = sum(1 for told in ended if _imported(told))
    return {
        "idle_median_ms": idle["service_median_ms"],
        "idle_asks_per_s": idle["requests_per_s"],
        **figures,
        "slower": figures["median_ms"] / idle["service_median_ms"],
        "imports": float(len(taken)),
        "imports_lost": float(len(taken) - imported),
    }


def _imported(told: dict[str, object]) -> bool:
    files = told["files"]
    assert isinstance(files, list)
    return all(file["status"] == "imported" for file in files)


def report(told: dict[str, float], as_json: bool, say: Callable[[str], None] = print) -> bool:
    """Print the figures with their targets; whether all are met."""
    missed = sorted(name for name, target in TARGETS.items() if told[name] > target)
    if as_json:
        say(json.dumps({**told, "missed": missed}))
        return not missed
    for name, value in told.items():
        target = f"  (target ≤ {TARGETS[name]:g})" if name in TARGETS else ""
        say(f"{name:20}{value:10.2f}{target}{'  MISSED' if name in missed else ''}")
    return not missed


def main() -> None:
    """The command line of this benchmark; status 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--jurisdictions", type=int, default=300)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    font = find_font()
    if font is None:
        sys.exit("fonts-noto-cjk is missing: the scans cannot be printed")
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:2]))
    with tempfile.TemporaryDirectory() as temporary:
        folder, scans = Path(temporary, "corpus"), []
        print("making a corpus and scans …", file=sys.stderr)
        make(folder, given.jurisdictions)
        for number in range(SCANS):
            scans.append(Path(temporary, f"scan{number}.pdf"))
            render_scan(text(1000 + number), scans[-1], font=font, seed=number)
        told = measured(folder, scans, given.jurisdictions, given.seconds)
    sys.exit(0 if report(told, given.json) else 1)


if __name__ == "__main__":
    main()
