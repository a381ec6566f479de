"""What hooks are given. All of it is immutable, and none of it holds a credential.

`call` numbers the calls of this process: what belongs to one call has the same number. The token endpoint's own calls
have none (0).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from msgspec import Struct

_NOTHING: Mapping[str, str] = MappingProxyType({})
_RESERVED = frozenset(
    {
        *("authorization", "proxy-authorization", "cookie", "host", "connection", "transfer-encoding"),
        *("content-length", "content-type"),
    }
)


@dataclass(frozen=True, slots=True)
class RequestToSend:
    """A request before its credential is added. `route` is the path template, `path` the filled one.

    `base_url` says where it goes; that is the client's to choose. `timeout` is None for what the client was given.
    """

    operation: str
    method: str
    route: str
    path: str = field(repr=False)
    query: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    headers: Mapping[str, str] = field(default_factory=lambda: _NOTHING, repr=False)
    timeout: float | None = None
    base_url: str = ""
    call: int = 0

    def __post_init__(self) -> None:
        if not self.path.startswith("/"):
            raise ValueError("the path of a request begins with a slash; the host is not a plugin's to choose")
        for name, value in self.headers.items():
            if name.lower() in _RESERVED:
                raise ValueError(f"a plugin cannot set {name}; it belongs to the client")
            if not name.isascii() or not name.replace("-", "").replace("_", "").isalnum():
                raise ValueError(f"{name!r} is no name that a header may have")
            if not (value.isascii() and value.isprintable()):
                raise ValueError(f"the value of {name} holds characters that no header may have")
        if not (self.timeout is None or (self.timeout > 0 and math.isfinite(self.timeout))):
            raise ValueError(f"timeout is {self.timeout}; give seconds greater than 0")

    def with_headers(self, headers: Mapping[str, str]) -> RequestToSend:
        """A copy that sends these headers too. Raises ValueError for headers the SDK itself answers for."""
        return replace(self, headers=MappingProxyType({**self.headers, **headers}))

    def with_query(self, *pairs: tuple[str, str]) -> RequestToSend:
        """A copy with these query pairs added. 9Spokes data operations refuse names they do not know (Q54)."""
        return replace(self, query=(*self.query, *pairs))

    def with_timeout(self, seconds: float) -> RequestToSend:
        """A copy that may take so long, with all its attempts and waits; each phase of an attempt no longer either."""
        return replace(self, timeout=seconds)


class Reply(Struct, frozen=True):
    """A successful answer. `seconds` count from the beginning of the call, waits included; `size` is bytes."""

    operation: str
    method: str
    route: str
    status_code: int
    seconds: float
    attempts: int
    correlation_id: str | None
    size: int
    call: int = 0


class RequestFailed(Struct, frozen=True):
    """A call that ends with an error, after all attempts."""

    operation: str
    method: str
    route: str
    error: Exception
    seconds: float
    attempts: int
    call: int = 0

    @property
    def status_code(self) -> int | None:
        """The status of the answer, where the server gave one."""
        status = getattr(self.error, "status_code", None)
        return status if isinstance(status, int) else None

    @property
    def correlation_id(self) -> str | None:
        """What the vendor's support asks for, where the server gave one."""
        found = getattr(self.error, "correlation_id", None)
        return found if isinstance(found, str) else None


class RetryPlanned(Struct, frozen=True):
    """An attempt failed and another follows after `wait` seconds. `attempt` is the number of the failed one."""

    operation: str
    attempt: int
    reason: str
    wait: float
    call: int = 0


class CredentialRefreshed(Struct, frozen=True):
    """A new access token was fetched. It is not here. `lifetime` is in seconds."""

    token_url: str
    scopes: tuple[str, ...]
    lifetime: float


class PageRead(Struct, frozen=True):
    """A page of a list arrived. Pages count from 1; `total` is what the server says of the whole list."""

    operation: str
    number: int
    items: int
    total: int | None


class ChunkSent(Struct, frozen=True):
    """A chunk of records was decided: by the server, or by nobody (`unknown`). Chunks count from 1."""

    operation: str
    number: int
    records: int
    accepted: int
    rejected: int
    unknown: int = 0
