"""How fast the graph and its rules are, and how they grow, on the synthetic corpus.

    .venv/bin/python benchmarks/graph_speed.py [--jurisdictions 100,300,1000,3000] [--plot] [--json]

Each size is measured in a process of its own: reading the corpus, the graph, all rules, the
same once more after one more directive has been imported, and a comparison of 100 places.
Seconds are of the process's own time (CPU), so that other work on the machine counts less.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.synthetic import enter, make, readings
from corpus.connection import connect
from corpus.store import Corpus
from graph.compare import compare
from graph.load import load
from graph.places import jurisdictions
from mapping.reference import load_reference

SIZES, EACH = (100, 300, 1000, 3000), 120
ON, BASELINE = date(2024, 6, 1), "zhongbanfa-2016-64"
PLOT = Path(__file__).resolve().parents[1] / "docs" / "images" / "graph-growth.png"
TARGETS = {"rules_s": 20.0, "memory_mb": 2000.0, "after_import_s": 1.0, "compare_s": 1.0}
Result = TypeVar("Result")


def timed(told: dict[str, float], name: str, call: Callable[[], Result]) -> Result:
    """What a call gives; its CPU seconds and seconds by the clock go to `told`."""
    cpu, clock = time.process_time(), time.perf_counter()
    result = call()
    told[f"{name}_s"] = round(time.process_time() - cpu, 3)
    told[f"{name}_clock_s"] = round(time.perf_counter() - clock, 3)
    return result


def measure(folder: Path, places: int) -> dict[str, float]:
    """All figures of the corpus in `folder`, which has one directive of each of `places`."""
    told: dict[str, float] = {"jurisdictions": places, "each": EACH}
    reference = load_reference()
    with Corpus.open(folder) as corpus:
        view = timed(told, "read", lambda: load(corpus, reference))
        told["assignments"] = len(view.assignments)
        found = timed(told, "rules", lambda: view.findings(ON, BASELINE))
        told["findings"] = len(found)
        told["memory_of_rules_mb"] = _memory()
        graph = timed(told, "graph", lambda: view.graph)
        told["nodes"], told["edges"] = graph.number_of_nodes(), graph.number_of_edges()
        scopes = jurisdictions(view.documents)[:100]
        timed(told, "compare", lambda: compare(view.assignments, scopes, reference))
        database = connect(folder / "corpus.sqlite")
        enter(database, islice(readings(reference, places + 1, EACH), places, None))

        def again() -> int:
            now = load(corpus, reference)
            return len(now.graph) + len(now.findings(ON, BASELINE))

        timed(told, "after_import", again)
        told["memory_mb"] = _memory()
    return told


def _memory() -> float:
    """The most memory that this process has had, MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def run(sizes: list[int]) -> list[dict[str, float]]:
    """The figures of every size, each from a fresh process on a fresh corpus."""
    every = []
    for places in sizes:
        with tempfile.TemporaryDirectory() as folder:
            print(f"making {places * EACH} assignments …", file=sys.stderr)
            make(Path(folder), places, EACH, vectors=False)
            command = [sys.executable, __file__, "--measure", folder, str(places)]
            said = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
            every.append(json.loads(said.stdout))
            print(said.stdout.strip(), file=sys.stderr)
    return every


def plot(every: list[dict[str, float]], path: Path) -> None:
    """Seconds and memory by the number of places, beside a line of plain proportion."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 4), layout="constrained")
    seconds, memory = figure.subplots(1, 2)
    sizes = [told["jurisdictions"] for told in every]
    for name in ("read", "rules", "graph", "after_import", "compare"):
        seconds.plot(sizes, [told[f"{name}_s"] for told in every], "o-", label=name)
    last = every[-1]["rules_s"]
    seconds.plot(sizes, [last * n / sizes[-1] for n in sizes], "k:", label="proportional")
    memory.plot(sizes, [told["memory_mb"] for told in every], "o-")
    seconds.set(xlabel=f"jurisdictions ({EACH} measures each)", ylabel="CPU seconds")
    memory.set(xlabel="jurisdictions", ylabel="most memory, MB", ylim=(0, None))
    seconds.legend()
    figure.savefig(path, dpi=110)


def report(last: dict[str, Any]) -> bool:
    """Print the figures of the largest size with their targets; whether all are met."""
    missed = {name for name, most in TARGETS.items() if last[name] > most}
    for name, value in last.items():
        target = f"  (target ≤ {TARGETS[name]:g})" if name in TARGETS else ""
        print(f"{name:22}{value:12.2f}{target}{'  MISSED' if name in missed else ''}")
    return not missed


def main() -> None:
    """The command line of this benchmark; status 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--jurisdictions", default=",".join(map(str, SIZES)))
    parser.add_argument("--plot", action="store_true", help=f"write {PLOT.name} to docs/images")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(Path(given.measure[0]), int(given.measure[1]))))
        return
    every = run([int(size) for size in given.jurisdictions.split(",")])
    if given.plot:
        plot(every, PLOT)
    if given.json:
        print(json.dumps(every))
        return
    sys.exit(0 if report(every[-1]) else 1)


if __name__ == "__main__":
    main()
