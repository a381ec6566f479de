"""A request and an answer as plain values."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct, field

from spokebridge.redaction import Secret

if TYPE_CHECKING:
    from spokebridge.described import OperationFacts

T = TypeVar("T")


def asked(operation: OperationFacts) -> str:
    """What was asked, as every error begins: operation, method and route template, never a value."""
    return f"{operation.id} ({operation.method} {operation.path})"


class Prepared(Struct, frozen=True):
    """An HTTP request, complete but for its secret header.

    `address` is the whole URL where the URL itself is a secret; `url` then only names scheme and host. `stream` makes
    the body anew for each attempt, block by block: an iterable, in the asynchronous half an asynchronous one.
    `connect_to` is the IP address to connect to in place of looking the host's name up. `sink` takes the body of a
    successful answer block by block; the answer then has none, nor has a refusal: its body is not read.
    """

    operation: str
    method: str
    url: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    authorization: Secret | None = None
    content: bytes | None = None
    address: Secret | None = None
    stream: Callable[[], Any] | None = None
    route: str = ""
    connect_to: str | None = None
    sink: Callable[[bytes], Any] | None = None

    def __repr__(self) -> str:
        return f"Prepared(operation={self.operation!r}, method={self.method!r}, route={self.route!r})"


class RawResponse(Struct, frozen=True):
    """An HTTP answer as it came. Header names are lower-case."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    def __repr__(self) -> str:
        return f"RawResponse(status_code={self.status_code}, {len(self.content)} bytes)"


class Answer(Struct, Generic[T], frozen=True):
    """A successful call: the typed value and everything around it.

    `content` is the body as received. `asked` is what errors call the call. `message` is the server's own text where
    the answer says `success: false`.
    """

    value: T
    status_code: int
    headers: Mapping[str, str]
    content: bytes
    correlation_id: str | None
    attempts: int
    operation: str = ""
    asked: str = ""
    message: str | None = None

    def __repr__(self) -> str:
        return f"Answer({self.asked}: HTTP {self.status_code}, {len(self.content)} bytes, value={self.value!r})"


class Deadline:
    """When a call has to be over."""

    def __init__(self, seconds: float | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._started = clock()
        self._seconds = seconds

    def limit(self, seconds: float) -> None:
        """It has to be over so many seconds after it began."""
        self._seconds = seconds

    @property
    def elapsed(self) -> float:
        """Seconds since the call began."""
        return self._clock() - self._started

    @property
    def left(self) -> float | None:
        """Seconds until it has to be over, never below 0; None for no limit."""
        return None if self._seconds is None else max(0.0, self._seconds - self.elapsed)
