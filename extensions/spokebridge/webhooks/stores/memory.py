"""A store for one process, until it ends."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable

from spokebridge.webhooks.stores.store import Claim

KEPT = 100_000


class MemoryStore:
    """Forgets everything when the process ends, and the oldest of more than `kept` handled events."""

    def __init__(self, *, kept: int = KEPT, clock: Callable[[], float] = time.monotonic) -> None:
        self._kept = kept
        self._clock = clock
        self._lock = threading.Lock()
        self._running: dict[str, tuple[str, float]] = {}
        self._done: OrderedDict[str, None] = OrderedDict()
        self._begun: defaultdict[str, set[str]] = defaultdict(set)
        self._seen: OrderedDict[str, float] = OrderedDict()

    def claim(self, key: str, owner: str, lease: float) -> Claim:
        """See EventStore."""
        with self._lock:
            if key in self._done:
                return Claim.DONE
            now = self._clock()
            if key in self._running and self._running[key][1] > now:
                return Claim.RUNNING
            self._running[key] = owner, now + lease
            return Claim.OURS

    def finish(self, key: str) -> None:
        """See EventStore."""
        with self._lock:
            self._running.pop(key, None)
            self._begun.pop(key, None)
            self._done[key] = None
            while len(self._done) > self._kept:
                self._done.popitem(last=False)

    def release(self, key: str, owner: str) -> None:
        """See EventStore."""
        with self._lock:
            if self._running.get(key, ("", 0.0))[0] == owner:
                del self._running[key]

    def begin(self, key: str, action: str) -> bool:
        """See EventStore."""
        with self._lock:
            new = action not in self._begun[key]
            self._begun[key].add(action)
            return new

    def undo(self, key: str, action: str) -> None:
        """See EventStore."""
        with self._lock:
            self._begun[key].discard(action)

    def first_seen(self, key: str, seconds: float) -> bool:
        """Whether the key was not seen in the last so many seconds; from now on it was."""
        with self._lock:
            now = self._clock()
            while self._seen and (next(iter(self._seen.values())) <= now or len(self._seen) >= self._kept):
                self._seen.popitem(last=False)
            if self._seen.get(key, now) > now:
                return False
            self._seen[key] = now + seconds
            self._seen.move_to_end(key)
            return True
