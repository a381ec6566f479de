"""The request that a hook may change."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

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
