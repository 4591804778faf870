"""How often each visitor may ask: a bucket of tokens each, filled again at a steady rate."""

from __future__ import annotations

import time
from threading import Lock

_MOST = 10_000  # buckets; one forgotten is a full one


class Rates:
    """`rate` requests a minute of each visitor, half of them at once."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._most = max(1.0, rate / 2)
        self._buckets: dict[str, tuple[float, float]] = {}  # tokens, and when
        self._lock = Lock()

    def take(self, visitor: str) -> float:
        """Take a token; 0.0, or the seconds until there is one."""
        now = time.monotonic()
        each = self.rate / 60
        with self._lock:
            tokens, at = self._buckets.pop(visitor, (self._most, now))
            tokens = min(self._most, tokens + (now - at) * each)
            enough = tokens >= 1
            self._buckets[visitor] = (tokens - 1 if enough else tokens, now)
            if len(self._buckets) > _MOST:
                del self._buckets[next(iter(self._buckets))]  # the one not seen for longest
        return 0.0 if enough else (1 - tokens) / each
