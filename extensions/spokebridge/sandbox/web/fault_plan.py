"""Which call meets which fault."""

import difflib
import threading
from collections.abc import Collection

from .faults import Fault
from .storm import Storm


class FaultPlan:
    """All faults still to come: scripted ones first, then storms."""

    def __init__(self, operations: Collection[str]) -> None:
        self._lock = threading.Lock()
        self._operations = operations
        self._faults: list[Fault] = []
        self._storms: list[Storm] = []

    def add(self, fault: Fault) -> None:
        """Plans a fault; raises `ValueError` for an operation that does not exist."""
        self._check(fault.operation)
        with self._lock:
            self._faults.append(fault)

    def add_storm(self, storm: Storm) -> None:
        """Lets a storm begin; raises `ValueError` for an operation that does not exist."""
        for operation in storm.operations or ():
            self._check(operation)
        with self._lock:
            self._storms.append(storm)

    def clear(self) -> None:
        """Drops every plan, and ends every storm."""
        with self._lock:
            self._faults.clear()
            self._storms.clear()

    def next_for(self, operation: str) -> Fault | None:
        """The fault that this call meets, if any; the one planned first wins."""
        with self._lock:
            due = [fault for fault in self._faults if fault.operation == operation and fault.is_due()]
            if due:
                due[0].fired += 1
                return due[0]
            for storm in self._storms:
                fault = storm.next_for(operation)
                if fault is not None:
                    return fault
            return None

    def _check(self, operation: str) -> None:
        if operation in self._operations:
            return
        names = {name.lower(): name for name in self._operations}
        near = difflib.get_close_matches(operation.lower(), names, n=3)
        hint = f"did you mean {' or '.join(names[name] for name in near)}?" if near else ""
        known = hint or f"there are {', '.join(sorted(self._operations))}"
        raise ValueError(f"no operation is called {operation!r}; {known}")
