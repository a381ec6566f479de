"""Access tokens in memory: who fetches the next, and what the others do meanwhile. The cached token is …

- fresh: it is used.
- in the advisory window: one asker fetches the next one first, and goes on with this one if that fails; all others use
  it, and so does everybody for a moment after a fetch that failed.
- in the mandatory window, expired, or missing: one asker fetches, the others wait for it.
- missing, and the credential was refused a moment ago: the same error again, and nobody is asked.

One cache serves every client of a credential in this process, whether it lives in a thread or an event loop: the
waiters share a `concurrent.futures.Future`. No lock is held while a request is on the wire. Token lifetime is not
documented (Productiv facts 2.1), so the windows are shares of whatever lifetime the server names.
"""

from __future__ import annotations

import copy
import hashlib
import os
import threading
import time
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from spokebridge.errors import AuthenticationError, SpokebridgeError
from spokebridge.redaction import Secret

if TYPE_CHECKING:
    from concurrent.futures import Future

ADVISORY_SHARE, ADVISORY_SECONDS = 0.2, 300.0
MANDATORY_SHARE, MANDATORY_SECONDS = 0.05, 30.0
REFUSAL_SECONDS = 30.0


class Token(Struct, frozen=True):
    """A bearer token and when (Unix seconds) each window of its life begins."""

    value: Secret
    refresh_at: float
    replace_at: float

    @classmethod
    def lasting(cls, value: str, seconds: float, now: float) -> Token:
        """A token that the server says lives so many seconds from now."""
        expires = now + seconds
        return cls(
            Secret(value),
            expires - min(ADVISORY_SECONDS, seconds * ADVISORY_SHARE),
            expires - min(MANDATORY_SECONDS, seconds * MANDATORY_SHARE),
        )


class Abandoned(Exception):
    """The fetch ended without a verdict (its task was cancelled, say); whoever waited asks again."""


def _nobody_knows_yet() -> Future[Token]:
    from concurrent.futures import Future  # a client with an API key never needs it

    return Future()


class Use(Struct, frozen=True):
    """Send with this token."""

    token: Token


class Fetch(Struct, frozen=True, eq=False):
    """Fetch a token and tell the cache how it went. `spare` may be used when the fetch fails."""

    future: Future[Token] = field(default_factory=_nobody_knows_yet)
    spare: Token | None = None
    process: int = field(default_factory=os.getpid)


class Wait(Struct, frozen=True):
    """Somebody else is fetching; the future gives what they get."""

    future: Future[Token]


Step: TypeAlias = Use | Fetch | Wait


class TokenCache:
    """The token of one credential and set of scopes. Safe to use from any thread."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._token: Token | None = None
        self._fetch: Fetch | None = None
        self._refusal: AuthenticationError | None = None
        self._rests_until = 0.0
        self._rejected: Secret | None = None

    def next_step(self) -> Step:
        """What the asker has to do now. Raises the AuthenticationError of a refusal that is still fresh."""
        with self._lock:
            now = self._clock()
            token = self._token
            if token is not None and now < token.refresh_at:
                return Use(token)
            usable = token is not None and now < token.replace_at
            if self._fetch is not None and self._fetch.process == os.getpid():  # a fork leaves the fetcher behind
                return Use(token) if usable and token is not None else Wait(self._fetch.future)
            if now < self._rests_until:
                if usable and token is not None:
                    return Use(token)
                if self._refusal is not None:
                    raise copy.copy(self._refusal)
            self._fetch = Fetch(spare=token if usable else None)
            return self._fetch

    def succeed(self, fetch: Fetch, value: str, seconds: float) -> Token:
        """The fetch brought a token: everybody has it."""
        token = Token.lasting(value, seconds, self._clock())
        with self._lock:
            self._token, self._refusal, self._rests_until = token, None, 0.0
            self._release(fetch)
        fetch.future.set_result(token)
        return token

    def refuse(self, fetch: Fetch, error: AuthenticationError) -> None:
        """The server does not accept the credential: nobody asks again for a while."""
        error = copy.copy(error)  # without the frames it came through
        with self._lock:
            self._refusal, self._rests_until = error, self._clock() + REFUSAL_SECONDS
            self._release(fetch)
        fetch.future.set_exception(error)

    def fail(self, fetch: Fetch, error: SpokebridgeError) -> None:
        """The fetch failed for a reason that says nothing about the credential. While there is a spare token, nobody
        asks again for a while; without one the next asker does.
        """
        with self._lock:
            self._refusal, self._rests_until = None, self._clock() + REFUSAL_SECONDS
            self._release(fetch)
        fetch.future.set_exception(error)

    def abandon(self, fetch: Fetch) -> None:
        """The fetch ended for a reason of the asker's own: one of those who wait takes over."""
        with self._lock:
            self._release(fetch)
        fetch.future.set_exception(Abandoned())

    def reject(self, value: Secret) -> None:
        """A call was answered 401 with this token. A newer token than that stays."""
        with self._lock:
            if self._token is not None and self._token.value == value:
                self._token = None
            self._rejected = value

    def seconds_left(self, value: Secret, issued: float, lifetime: float) -> float | None:
        """How long a token from a store may still be used; None when it is of no use: known here already, rejected, or
        in its mandatory window.
        """
        with self._lock:
            now = self._clock()
            known = self._token is not None and self._token.value == value
            if known or value == self._rejected or now >= Token.lasting(value.reveal(), lifetime, issued).replace_at:
                return None
            return issued + lifetime - now

    def _release(self, fetch: Fetch) -> None:
        if self._fetch is fetch:
            self._fetch = None


_lock = threading.Lock()
_caches: weakref.WeakValueDictionary[tuple[str, ...], TokenCache] = weakref.WeakValueDictionary()


def cache_for(token_url: str, client_id: str, client_secret: Secret, scopes: tuple[str, ...]) -> TokenCache:
    """The cache shared by all clients with this credential and these scopes."""
    key = (token_url, client_id, digest(client_secret), *scopes)
    with _lock:
        cache = _caches.get(key)
        if cache is None:
            cache = _caches[key] = TokenCache()
        return cache


def forget_all() -> None:
    """No token is known any more. For tests: the server of the next one may have the address of an earlier one."""
    with _lock:
        _caches.clear()


def digest(secret: Secret) -> str:
    """A name for a secret that tells two apart and gives neither away."""
    return hashlib.sha256(secret.reveal().encode()).hexdigest()
