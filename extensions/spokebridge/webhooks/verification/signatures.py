"""HMAC signatures as Standard Webhooks defines them: an id, a moment and the body, signed together."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets as random
import time
from collections.abc import Callable, Mapping
from typing import Protocol

from spokebridge.errors import ConfigurationError, WebhookRefused
from spokebridge.webhooks.stores import MemoryStore
from spokebridge.webhooks.verification.delivery import Delivery

TOLERANCE = 300.0
PREFIX = "webhook-"
_LABEL = "whsec_"
_SHORTEST = 24  # bytes, the least that Standard Webhooks allows
_SIGNATURES = 20


class Replays(Protocol):
    """Remembers what was seen: both stores of this package do."""

    def first_seen(self, key: str, seconds: float) -> bool:
        """Whether the key was not seen in the last so many seconds; from now on it was."""
        ...


class Signature:
    """The body has to be signed with one of the secrets, at most `tolerance` seconds ago or ahead, and come once.

    Productiv does not sign: this is for a relay between it and the receiver that does, such as Svix, Hookdeck or a
    gateway of your own. A secret is `whsec_` and base64 of 24 bytes or more, or these bytes. While a secret is changed,
    give both. `prefix` begins the names of the three headers: `webhook-`, or `svix-` for older senders. `replays`
    remembers signed messages for as long as they would be accepted; with several processes give a store they share. A
    relay signs each attempt anew, so its own retries pass.
    """

    def __init__(
        self,
        *secrets: str | bytes,
        tolerance: float = TOLERANCE,
        replays: Replays | None = None,
        prefix: str = PREFIX,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if not secrets:
            raise ConfigurationError("give at least one secret")
        if not tolerance > 0:
            raise ConfigurationError(f"tolerance is {tolerance!r}; give seconds greater than 0")
        self._keys = [_key(secret) for secret in secrets]
        self._tolerance = tolerance
        self._replays = MemoryStore() if replays is None else replays
        self._prefix = prefix.lower()
        self._clock = clock

    def verify(self, delivery: Delivery) -> None:
        """Raises WebhookRefused."""
        self.verify_headers(delivery.body, delivery.headers)

    def verify_headers(self, body: bytes, headers: Mapping[str, str]) -> None:
        """The same without a receiver. Header names may have any case. Raises WebhookRefused."""
        lower = {name.lower(): value for name, value in headers.items()}
        message, moment, given = (self._header(lower, name) for name in ("id", "timestamp", "signature"))
        away = self._clock() - _seconds(moment)
        if abs(away) > self._tolerance:
            side = "ago" if away > 0 else "ahead"
            raise WebhookRefused(
                f"it was signed {abs(away):.0f} seconds {side}, more than {self._tolerance:g}; check the clocks"
            )
        if not _is_signed(given, [_signature(key, message, moment, body) for key in self._keys]):
            raise WebhookRefused("no signature fits; check that both sides have the same secret")
        digest = hashlib.sha256(f"{message}.{moment}".encode("utf-8", "surrogatepass")).hexdigest()
        if not self._replays.first_seen(f"signed:{digest}", 2 * self._tolerance):
            raise WebhookRefused("the same signed message came before")

    def _header(self, headers: Mapping[str, str], name: str) -> str:
        value = headers.get(self._prefix + name)
        if not value:
            raise WebhookRefused(f"the header {self._prefix}{name} is missing")
        return value


def sign(
    body: bytes | str,
    secret: str | bytes,
    *,
    message_id: str | None = None,
    at: float | None = None,
    prefix: str = PREFIX,
) -> dict[str, str]:
    """The headers that prove a body, for tests and for relays. `at` is Unix time in seconds, now by default."""
    message = message_id or f"msg_{random.token_urlsafe(16)}"
    moment = str(int(time.time() if at is None else at))
    content = body.encode() if isinstance(body, str) else body
    signature = base64.b64encode(_signature(_key(secret), message, moment, content)).decode()
    return {f"{prefix}id": message, f"{prefix}timestamp": moment, f"{prefix}signature": f"v1,{signature}"}


def _signature(key: bytes, message: str, moment: str, body: bytes) -> bytes:
    signed = f"{message}.{moment}.".encode("utf-8", "surrogatepass") + body
    return hmac.digest(key, signed, "sha256")


def _is_signed(given: str, expected: list[bytes]) -> bool:
    found = False
    for item in given.split()[:_SIGNATURES]:
        version, _, text = item.partition(",")
        if version != "v1":
            continue
        try:
            signature = base64.b64decode(text.encode(), validate=True)
        except (binascii.Error, ValueError):
            continue
        for one in expected:
            found |= hmac.compare_digest(signature, one)
    return found


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise WebhookRefused("the signed moment is not Unix time in seconds")
    return int(text)


def _key(secret: str | bytes) -> bytes:
    key = secret if isinstance(secret, bytes) else _decoded(secret.removeprefix(_LABEL))
    if len(key) < _SHORTEST:
        raise ConfigurationError(
            f"a signing secret has {len(key)} bytes; use {_SHORTEST} or more, written as {_LABEL} and base64"
        )
    return key


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise ConfigurationError(f"a signing secret is not base64; it is written as {_LABEL} and base64") from None
