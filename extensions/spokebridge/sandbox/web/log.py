"""What was asked of the sandbox. Holds no header, no body and no query, hence no secret."""

import threading
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """`path` is the template of the operation (`/companies/{company}`), or the path itself when nothing serves it."""

    service: str
    operation: str | None
    method: str
    path: str
    status: int | None
    """`None`: the connection was cut."""
    fault: str | None = None


class RequestLog:
    """The last requests in order, and how many there were of each operation since the start."""

    def __init__(self, keep: int = 100_000) -> None:
        self._lock = threading.Lock()
        self._entries: deque[LoggedRequest] = deque(maxlen=keep)
        self._counts: Counter[str] = Counter()
        self._watchers: list[Callable[[LoggedRequest], object]] = []

    def add(self, entry: LoggedRequest) -> None:
        """Writes one entry."""
        with self._lock:
            self._entries.append(entry)
            if entry.operation is not None:
                self._counts[entry.operation] += 1
            watchers = list(self._watchers)
        for watcher in watchers:
            watcher(entry)

    def watch(self, watcher: Callable[[LoggedRequest], object]) -> None:
        """Calls somebody for each entry to come."""
        with self._lock:
            self._watchers.append(watcher)

    def entries(self) -> list[LoggedRequest]:
        """The last requests, oldest first."""
        with self._lock:
            return list(self._entries)

    def count(self, operation: str) -> int:
        """How often an operation was asked for."""
        with self._lock:
            return self._counts[operation]
