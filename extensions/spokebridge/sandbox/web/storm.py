"""Faults that come by chance, the same ones for the same seed."""

import random
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from .faults import Fault, fault_of

WEATHER: Sequence[str] = ("500", "503", "429", "reset", "html", "truncated", "delay")
"""What a storm brings unless it is told otherwise: all of it passes, so that a client that tries again gets through."""

_DELAY = 0.02
_GATEWAY = 504


@dataclass(slots=True)
class Storm:
    """Spoils a share `rate` of the calls to `operations`, all of them if `None`, with faults of `kinds`.

    After `burst` spoiled calls of an operation in a row the next one passes. What a call meets depends on the seed, its
    operation and how often that was called before, not on other operations: so it is the same however threads
    interleave. `fired` counts by operation.
    """

    seed: int
    rate: float
    kinds: Sequence[str] = WEATHER
    operations: Collection[str] | None = None
    burst: int = 2
    fired: Counter[str] = field(default_factory=Counter[str], init=False)
    _seen: Counter[str] = field(default_factory=Counter[str], init=False, repr=False)
    _in_a_row: Counter[str] = field(default_factory=Counter[str], init=False, repr=False)

    def __post_init__(self) -> None:
        if not 0 < self.rate <= 1:
            raise ValueError(f"the rate of a storm is {self.rate}; it must be above 0 and at most 1")
        if self.burst < 1:
            raise ValueError(f"the burst of a storm is {self.burst}; it must be 1 or more")
        if not self.kinds:
            raise ValueError("a storm needs at least one kind of fault")
        for kind in self.kinds:
            fault_of("any operation", kind, delay=_DELAY)

    def next_for(self, operation: str) -> Fault | None:
        """The fault that the next call of an operation meets, if any."""
        if self.operations is not None and operation not in self.operations:
            return None
        self._seen[operation] += 1
        chance = random.Random(f"{self.seed}/{operation}/{self._seen[operation]}")
        if chance.random() >= self.rate or self._in_a_row[operation] >= self.burst:
            self._in_a_row[operation] = 0
            return None
        self._in_a_row[operation] += 1
        self.fired[operation] += 1
        return self._fault(operation, chance)

    def _fault(self, operation: str, chance: random.Random) -> Fault:
        """An answer that got lost on its way leaves open whether the request took effect, so both happen."""
        kind = chance.choice(self.kinds)
        fault = fault_of(operation, kind, delay=_DELAY if kind == "delay" else 0.0, message="a storm of the sandbox")
        if fault.kind == "html":
            fault.status = _GATEWAY
        if fault.kind in ("reset", "html"):
            fault.applied = chance.random() < 0.5
        if fault.kind == "status" and fault.status == 429 and chance.random() < 0.5:
            fault.retry_after = 0
        return fault
