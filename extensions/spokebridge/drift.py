"""An answer that is not as described, as an event. Design section 4."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DriftEvent:
    """One mismatch: in which operation, where in the body (JSON path), what the description expects, what came."""

    operation: str
    path: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.operation} {self.path}: expected {self.expected}, got {self.got}"
