"""When keys were last used: noted in memory, written to the corpus at most once a minute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from threading import Lock

EVERY = 60.0  # seconds


class Uses:
    """The keys (by id) used since the last writing, and when."""

    def __init__(self) -> None:
        self._times: dict[str, str] = {}
        self._lock = Lock()

    def note(self, own_id: str) -> None:
        """The key is used now."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._lock:
            self._times[own_id] = now

    def write(self, keep: Callable[[Mapping[str, str]], None]) -> None:
        """Give what was noted to `keep` and forget it, unless `keep` raises."""
        with self._lock:
            times = dict(self._times)
        if times:
            keep(times)
            with self._lock:
                for own_id, at in times.items():
                    if self._times.get(own_id) == at:
                        del self._times[own_id]
