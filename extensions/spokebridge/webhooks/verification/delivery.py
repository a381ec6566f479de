"""What a verifier looks at, and what a verifier is."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from spokebridge.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Delivery:
    """A request before anything in it is believed.

    `body` is as it came, still packed if it was. `headers` have lower-case names. `path` is what follows the address
    that the receiver is mounted at. `peer` is the address at the other end of the connection, None when there is none.
    """

    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    path: str = field(default="", repr=False)
    peer: str | None = None


class Verifier(Protocol):
    """Says nothing when the sender proved who it is. Any object with this method can be one."""

    def verify(self, delivery: Delivery) -> None:
        """Raises WebhookRefused."""
        ...


def checked_verifiers(verify: Verifier | Iterable[Verifier]) -> tuple[Verifier, ...]:
    """Raises ConfigurationError for what is no verifier."""
    found: tuple[Any, ...] = tuple(verify) if isinstance(verify, Iterable) else (verify,)
    for verifier in found:
        if isinstance(verifier, type) or not callable(getattr(verifier, "verify", None)):
            name = verifier.__name__ if isinstance(verifier, type) else type(verifier).__name__
            raise ConfigurationError(f"verify has {name}; pass verifiers such as PathSecret(…)")
    return found


def is_one_of(given: str, secrets: Iterable[bytes]) -> bool:
    """Whether a secret was given, in a time that tells nothing about any of them, not even its length."""
    digest = hashlib.sha256(given.encode("utf-8", "surrogatepass")).digest()
    found = False
    for secret in secrets:
        found |= hmac.compare_digest(digest, hashlib.sha256(secret).digest())
    return found
