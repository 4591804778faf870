"""A benchmark is run as a script, and its folder is then searched first."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_no_benchmark_hides_a_package() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages >= {"ingest", "mapping", "corpus", "graph", "api"}
    assert not packages & {path.stem for path in (ROOT / "benchmarks").glob("*.py")}
