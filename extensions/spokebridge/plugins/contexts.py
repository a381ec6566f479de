"""What hooks are given. All of it is immutable, and none of it holds a credential."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

_NOTHING: Mapping[str, str] = MappingProxyType({})
_RESERVED = frozenset({"authorization", "host", "content-length", "content-type"})


@dataclass(frozen=True, slots=True)
class RequestToSend:
    """A request before its credential is added. `route` is the path template, `path` the filled one."""

    operation: str
    method: str
    route: str
    path: str = field(repr=False)
    query: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    headers: Mapping[str, str] = field(default_factory=lambda: _NOTHING, repr=False)

    def __post_init__(self) -> None:
        if not self.path.startswith("/"):
            raise ValueError("the path of a request begins with a slash; the host is not a plugin's to choose")
        for name, value in self.headers.items():
            if name.lower() in _RESERVED:
                raise ValueError(f"a plugin cannot set {name}; it belongs to the client")
            if not (value.isascii() and value.isprintable()):
                raise ValueError(f"the value of {name} holds characters that no header may have")

    def with_headers(self, headers: Mapping[str, str]) -> RequestToSend:
        """A copy that sends these headers too. Raises ValueError for headers the SDK itself answers for."""
        return replace(self, headers=MappingProxyType({**self.headers, **headers}))

    def with_query(self, *pairs: tuple[str, str]) -> RequestToSend:
        """A copy with these query pairs added. 9Spokes data operations refuse names they do not know (Q54)."""
        return replace(self, query=(*self.query, *pairs))


@dataclass(frozen=True, slots=True)
class Reply:
    """A successful answer."""

    operation: str
    method: str
    route: str
    status_code: int
    seconds: float
    attempts: int
    correlation_id: str | None
    size: int


@dataclass(frozen=True, slots=True)
class RequestFailed:
    """A call that ends with an error, after all attempts."""

    operation: str
    method: str
    route: str
    error: Exception
    seconds: float
    attempts: int


@dataclass(frozen=True, slots=True)
class RetryPlanned:
    """An attempt failed and another follows after `wait` seconds."""

    operation: str
    attempt: int
    reason: str
    wait: float


@dataclass(frozen=True, slots=True)
class CredentialRefreshed:
    """A new access token was fetched. It is not here."""

    token_url: str
    scopes: tuple[str, ...]
    lifetime: float


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page of a list arrived."""

    operation: str
    number: int
    items: int
    total: int | None


@dataclass(frozen=True, slots=True)
class ChunkSent:
    """A chunk of records was decided: by the server, or by nobody (`unknown`)."""

    operation: str
    number: int
    records: int
    accepted: int
    rejected: int
    unknown: int = 0
    extra: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
