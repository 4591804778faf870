"""What is counted for Prometheus: requests as they come, the corpus and its jobs when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from corpus.figures import Figures, figures
from corpus.jobs import STATES
from corpus.store import Corpus

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The counters of one running service."""

    def __init__(self, corpus: Callable[[], Corpus]) -> None:
        """`corpus` gives the corpus when it is asked for."""
        self._registry = CollectorRegistry()
        self._registry.register(_OfCorpus(corpus))
        self._requests = Counter(
            "dutymap_requests",
            "Requests by route and status",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "dutymap_request_seconds",
            "Seconds until an answer begins, by route; that of asking is /api/v1/ask",
            ("route",),
            buckets=_BUCKETS,
            registry=self._registry,
        )

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request. `route` is that of the service, never what a visitor wrote."""
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All of it in Prometheus's text format. Raises CorpusUnusable."""
        return generate_latest(self._registry)


class _OfCorpus(Collector):
    def __init__(self, corpus: Callable[[], Corpus]) -> None:
        self._corpus = corpus

    def describe(self) -> Iterator[Metric]:
        """Nothing beforehand: the corpus may not be there yet."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """What the corpus says now."""
        now = figures(self._corpus())
        yield GaugeMetricFamily("dutymap_documents", "Directives", now.documents)
        yield GaugeMetricFamily("dutymap_assignments", "Assignments", now.assignments)
        yield from _labelled(now)


def _labelled(now: Figures) -> Iterator[Metric]:
    queue = {state: now.jobs.get(state, 0) for state in STATES}
    for kind, name, about, label, values in (
        (GaugeMetricFamily, "dutymap_jobs", "Files to import, by state", "state", queue),
        (CounterMetricFamily, "dutymap_imports", "Files done", "status", now.imports),
        (CounterMetricFamily, "dutymap_pages", "Pages imported", "ocr", now.pages),
        (CounterMetricFamily, "dutymap_import_seconds", "Seconds of it", "ocr", now.seconds),
        (GaugeMetricFamily, "dutymap_problems", "Problems by code", "code", now.problems),
    ):
        family = kind(name, about, labels=[label])
        for value, number in values.items():
            family.add_metric([value], number)
        yield family
