"""An answer that is not as described, as an event. Design section 4."""

from __future__ import annotations

import logging
import re
import threading
from collections import Counter

from msgspec import Struct
from msgspec.structs import replace

_log = logging.getLogger("spokebridge.drift")
SAMPLED = 100
"""Of so many answers to an operation one is searched for members that the description does not have."""
SAMPLED_ITEMS = 20
"""How far such a search goes into each array."""

_INDEX = r"\[\d+\]"
_MOST = 1000


class DriftEvent(Struct, frozen=True):
    """One mismatch: in which operation, where in the body (JSON path), what the description expects, what came."""

    operation: str
    path: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.operation} {self.where}"

    @property
    def where(self) -> str:
        """Everything but the operation."""
        return f"{self.path}: expected {self.expected}, got {self.got}"


class DriftLog:
    """Writes each kind of mismatch into the log once, whichever records it is met in."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told: set[DriftEvent] = set()
        self._answers: Counter[str] = Counter()

    def is_sample(self, operation: str) -> bool:
        """Whether to search this answer for undescribed members: the first of an operation, then one of many."""
        with self._lock:
            number = self._answers[operation]
            self._answers[operation] += 1
        return number % SAMPLED == 0

    def tell(self, event: DriftEvent) -> None:
        """Log it, unless the same was met before at another index."""
        kind = replace(event, path=re.sub(_INDEX, "[]", event.path))
        with self._lock:
            if kind in self._told or len(self._told) >= _MOST:
                return
            self._told.add(kind)
        _log.warning("%s", kind)
