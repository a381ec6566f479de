"""A token bucket per host and credential, shared by every client of this process, threads and tasks alike."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from spokebridge.options import RateLimit


class TokenBucket:
    """Hands out permission to send. It never sleeps: it says how long the caller has to."""

    def __init__(self, limit: RateLimit, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = max(1.0, limit.requests)
        self._rate = limit.requests / limit.seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens = self._burst
        self._updated = clock()

    def reserve(self) -> float:
        """Take one permission; the seconds to wait before using it. They are used in the order they are taken."""
        with self._lock:
            now = self._clock()
            self._tokens = min(self._burst, self._tokens + (now - self._updated) * self._rate)
            self._updated = now
            self._tokens -= 1
            return max(0.0, -self._tokens / self._rate)

    def give_back(self) -> None:
        """Return a permission that was not used."""
        with self._lock:
            self._tokens = min(self._burst, self._tokens + 1)


_lock = threading.Lock()
_buckets: dict[tuple[str, str, RateLimit], TokenBucket] = {}


def bucket_for(host: str, credential_id: str, limit: RateLimit) -> TokenBucket:
    """The bucket that all clients of this host and credential share. `credential_id` is a digest, never the secret."""
    with _lock:
        return _buckets.setdefault((host, credential_id, limit), TokenBucket(limit))
