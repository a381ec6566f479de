"""An answer that is not as described, as an event. Design section 4."""

from __future__ import annotations

import logging
import re
import threading
from dataclasses import dataclass, replace

_log = logging.getLogger("spokebridge.drift")
_INDEX = re.compile(r"\[\d+\]")
_MOST = 1000


@dataclass(frozen=True, slots=True)
class DriftEvent:
    """One mismatch: in which operation, where in the body (JSON path), what the description expects, what came."""

    operation: str
    path: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.operation} {self.path}: expected {self.expected}, got {self.got}"


class DriftLog:
    """Writes each kind of mismatch into the log once, whichever records it is met in."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told: set[DriftEvent] = set()

    def tell(self, event: DriftEvent) -> None:
        """Log it, unless the same was met before at another index."""
        kind = replace(event, path=_INDEX.sub("[]", event.path))
        with self._lock:
            if kind in self._told or len(self._told) >= _MOST:
                return
            self._told.add(kind)
        _log.warning("%s", kind)
