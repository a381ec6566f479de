"""What hooks are given. All of it is immutable, and none of it holds a credential.

`call` numbers the calls of this process: what belongs to one call has the same number. The token endpoint's own calls
have none (0).
"""

from __future__ import annotations

from msgspec import Struct


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
