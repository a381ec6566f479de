"""Replies gone wrong on purpose."""

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Literal, get_args

from .messages import Refusal, Reply

FaultKind = Literal["status", "delay", "reset", "truncated", "html", "revoke_token"]

_PAGE = (
    "<!DOCTYPE html>\n<html><head><title>{0}</title></head><body><h1>{0}: the gateway is unwell</h1></body></html>\n"
)


@dataclass(slots=True, kw_only=True)
class Fault:
    """One scripted fault: `after` calls pass, the next `times` go wrong.

    | kind | what the caller sees |
    | --- | --- |
    | `status` | the service's error body with `status`, also 200, and `Retry-After` when `retry_after` is given |
    | `delay` | the right answer, after `delay` seconds |
    | `reset` | the connection is cut |
    | `truncated` | the first half of the right body, as a complete HTTP answer |
    | `html` | a web page from a gateway, with `status` |
    | `revoke_token` | the token or key that was sent is no longer valid, from this call on |

    `applied` lets the request take effect before its answer is lost (`status`, `reset` and `html`). `delay` may be
    added to any kind.
    """

    operation: str
    kind: FaultKind = "status"
    times: int = 1
    after: int = 0
    status: int = 503
    retry_after: float | str | None = None
    delay: float = 0.0
    applied: bool = False
    message: str = "a fault of the sandbox"
    fired: int = field(default=0, init=False)
    _seen: int = field(default=0, init=False, repr=False)

    def __post_init__(self) -> None:
        if self.kind not in get_args(FaultKind):
            raise ValueError(f"unknown kind of fault {self.kind!r}; there are {', '.join(get_args(FaultKind))}")
        if self.kind == "delay" and self.delay <= 0:
            raise ValueError("a fault of kind 'delay' needs delay=seconds")

    def is_due(self) -> bool:
        """Counts one call."""
        self._seen += 1
        return self._seen > self.after and self.fired < self.times

    def refusal(self) -> Refusal:
        """The service's answer that this fault stands for."""
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        return Refusal(self.status, self.message, code="sandbox_fault", headers=headers)


class FaultPlan:
    """All faults still to come."""

    def __init__(self, operations: Collection[str]) -> None:
        self._lock = threading.Lock()
        self._operations = operations
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Plans a fault; raises `ValueError` for an operation that does not exist."""
        if fault.operation not in self._operations:
            known = ", ".join(sorted(self._operations))
            raise ValueError(f"no operation is called {fault.operation!r}; there are {known}")
        with self._lock:
            self._faults.append(fault)

    def clear(self) -> None:
        """Drops every plan."""
        with self._lock:
            self._faults.clear()

    def next_for(self, operation: str) -> Fault | None:
        """The fault that this call meets, if any; the one planned first wins."""
        with self._lock:
            due = [fault for fault in self._faults if fault.operation == operation and fault.is_due()]
            if not due:
                return None
            due[0].fired += 1
            return due[0]


def spoil(
    fault: Fault, *, answer: Callable[[], Reply], refuse: Callable[[Refusal], Reply], revoke: Callable[[], None]
) -> Reply | None:
    """The reply as the fault leaves it; `None` is a cut connection."""
    match fault.kind:
        case "delay":
            return answer()
        case "revoke_token":
            revoke()
            return answer()
        case "truncated":
            whole = answer()
            return Reply(whole.body[: len(whole.body) // 2], whole.status, whole.media_type, whole.headers)
        case "status" | "html" | "reset":
            if fault.applied:
                answer()
            if fault.kind == "reset":
                return None
            refusal = fault.refusal()
            if fault.kind == "html":
                return Reply(_PAGE.format(refusal.status).encode(), refusal.status, "text/html", refusal.headers)
            return refuse(refusal)
