"""A request and an answer as plain values, and what the shared runtime expects of a generated operation."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct, field

from spokebridge.redaction import Secret

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class OperationFacts(Protocol):
    """What both generated packages say about an operation; see their `types.Operation`."""

    @property
    def id(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def scopes(self) -> Sequence[str]: ...
    @property
    def success(self) -> Sequence[int]: ...
    @property
    def retry(self) -> RetryFacts: ...
    @property
    def rate_limit(self) -> RateLimitFacts | None: ...
    @property
    def record_limit(self) -> object | None: ...
    @property
    def evidence(self) -> EvidenceFacts: ...


def asked(operation: OperationFacts) -> str:
    """What was asked, as every error begins: operation, method and route template, never a value."""
    return f"{operation.id} ({operation.method} {operation.path})"


class EvidenceFacts(Protocol):
    """How sure the description is of an operation, and on what ground."""

    @property
    def level(self) -> str: ...
    @property
    def source(self) -> str: ...


class RetryFacts(Protocol):
    """Whether a request may be sent again when its answer was lost."""

    @property
    def safety(self) -> str: ...


class RateLimitFacts(Protocol):
    """At most `requests` in `seconds`."""

    @property
    def requests(self) -> int: ...
    @property
    def seconds(self) -> float: ...


class MismatchFacts(Protocol):
    """One place where an answer is not as described."""

    @property
    def path(self) -> str: ...
    @property
    def expected(self) -> str: ...
    @property
    def got(self) -> str: ...


class GeneratedRequest(Protocol[T_co]):
    """A call described by a generated operation module."""

    @property
    def operation(self) -> OperationFacts: ...
    @property
    def path(self) -> str: ...
    @property
    def query(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def content_type(self) -> str | None: ...
    @property
    def content(self) -> bytes | None: ...
    def decode(self, content: bytes, *, strict: bool = ..., on_drift: Callable[[Any], None] | None = ...) -> T_co: ...
    def undescribed(self, content: bytes, *, most: int | None = ...) -> Sequence[MismatchFacts]: ...


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
