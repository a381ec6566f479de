"""What the shared runtime expects of a generated operation: the forms that both generated packages have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

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
