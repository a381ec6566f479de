# Derived from extensions/spokebridge/_async/credentials.py by `python -m codegen build`; edit that file instead.
"""What proves who is calling: a 9Spokes key as it is, or a Productiv token that is fetched and renewed."""

from __future__ import annotations

import base64
import copy
import math
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote_plus, urlencode, urlsplit

from spokebridge._sync.attempts import Attempts
from spokebridge._sync.transport import Transport
from spokebridge.arguments import shown
from spokebridge.concurrency import threads
from spokebridge.errors import AuthenticationError, SpokebridgeError, Timeout, TransportError
from spokebridge.options import RetryPolicy, Timeouts
from spokebridge.plain import is_object
from spokebridge.plugins.manager import Plugins
from spokebridge.redaction import Secret, masked
from spokebridge.refusal import correlation_id, describe, parsed
from spokebridge.retry import Failure, parse_retry_after
from spokebridge.settings import OAuthClient
from spokebridge.tokens import Abandoned, Fetch, Token, TokenCache, Use, Wait, cache_for, digest
from spokebridge.wire import Deadline, Prepared, RawResponse

if TYPE_CHECKING:
    from concurrent.futures import Future

    from spokebridge.token_stores import TokenStore

OPERATION = "getAccessToken"
ASSUMED_LIFETIME = 300.0  # seconds, for an answer without expires_in; a 401 corrects the guess
STORE_POLL_SECONDS = 0.05
SPARE_SECONDS = 5.0  # how long a call is held up by renewing a token while the old one still works
_REFUSALS = (400, 401, 403)
_REFUSAL_CODES = frozenset(
    {
        *("invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type"),
        *("invalid_scope", "access_denied"),
    }
)
_FAILURE_CODES = frozenset({"server_error", "temporarily_unavailable"})


class Credential(Protocol):
    """Gives the value of the Authorization header."""

    @property
    def id(self) -> str:
        """A name for the credential that does not give it away."""
        ...

    @property
    def account(self) -> str:
        """Whose credential it is, not given away either; a new secret leaves it as it is."""
        ...

    def authorization(self, scopes: tuple[str, ...], deadline: Deadline) -> Secret:
        """The header's value for an operation with these scopes. Raises AuthenticationError."""
        ...

    def rejected(self, scopes: tuple[str, ...], authorization: Secret) -> bool:
        """The server answered 401 to this value; whether asking for another one makes sense."""
        ...


class ApiKey:
    """The key verbatim, without a scheme word (9Spokes facts 2)."""

    def __init__(self, key: Secret) -> None:
        self._key = key
        self.id = self.account = digest(key)

    def authorization(self, scopes: tuple[str, ...], deadline: Deadline) -> Secret:
        """The key."""
        return self._key

    def rejected(self, scopes: tuple[str, ...], authorization: Secret) -> bool:
        """A key does not renew itself."""
        return False


class ClientCredentials:
    """OAuth 2 client credentials (Productiv facts 2.1). Tokens are shared by all clients with the same credential.

    Without scopes of its own it asks for the scopes of the operation at hand, so a credential that was granted few
    scopes works for the operations they cover.
    """

    def __init__(
        self, settings: OAuthClient, transport: Transport, plugins: Plugins, store: TokenStore | None = None
    ) -> None:
        self._settings = settings
        self._store = store
        self._transport = transport
        self._plugins = plugins
        self._caches: dict[tuple[str, ...], TokenCache] = {}
        self.id = digest(Secret(f"{settings.client_id}\n{settings.client_secret.reveal()}"))
        self.account = digest(Secret(settings.client_id))

    def authorization(self, scopes: tuple[str, ...], deadline: Deadline) -> Secret:
        """`Bearer` and a token that is not about to expire."""
        token = self._token(self._settings.scopes or scopes, deadline)
        return Secret(f"Bearer {token.value.reveal()}")

    def rejected(self, scopes: tuple[str, ...], authorization: Secret) -> bool:
        """Forget the token, unless it was replaced meanwhile."""
        self._cache(self._settings.scopes or scopes).reject(Secret(authorization.reveal().removeprefix("Bearer ")))
        return True

    def _cache(self, scopes: tuple[str, ...]) -> TokenCache:
        if scopes not in self._caches:
            settings = self._settings
            self._caches[scopes] = cache_for(settings.token_url, settings.client_id, settings.client_secret, scopes)
        return self._caches[scopes]

    def _token(self, scopes: tuple[str, ...], deadline: Deadline) -> Token:
        cache = self._cache(scopes)
        while True:
            match cache.next_step():
                case Use(token):
                    return token
                case Fetch() as fetch:
                    return self._fetch(cache, fetch, scopes, deadline)
                case Wait(future):
                    theirs = _theirs(future, deadline)
                    if theirs is not None:
                        return theirs

    def _fetch(self, cache: TokenCache, fetch: Fetch, scopes: tuple[str, ...], deadline: Deadline) -> Token:
        """A new token, told to everybody who waits for it; the spare one, if there is one and the new one cannot be
        had.
        """
        problem: SpokebridgeError
        try:
            value, lifetime = self._obtain(cache, scopes, deadline, hurried=fetch.spare is not None)
        except AuthenticationError as error:
            (cache.refuse if error.refused else cache.fail)(fetch, error)
            problem = error
        except TransportError as error:
            if deadline.left == 0:
                cache.abandon(fetch)  # those who wait may have more time
            else:
                cache.fail(fetch, error)
            problem = error
        except BaseException:
            cache.abandon(fetch)
            raise
        else:
            return cache.succeed(fetch, value, lifetime)
        if fetch.spare is not None:
            return fetch.spare
        raise copy.copy(problem)

    def _obtain(
        self, cache: TokenCache, scopes: tuple[str, ...], deadline: Deadline, *, hurried: bool
    ) -> tuple[str, float]:
        """A token and its seconds to live: the one another process left in the store, else a new one, left there in
        turn.
        """
        store = self._store
        if store is None:
            return self._request(scopes, deadline, hurried=hurried)
        from spokebridge.token_stores import StoredToken

        key = digest(Secret("\n".join((self._settings.token_url, self.id, *scopes))))
        with _right_to_fetch(store, key, deadline):
            kept = threads.blocking(store.load, key)
            if kept is not None and (left := cache.seconds_left(kept.value, kept.issued, kept.lifetime)) is not None:
                return kept.value.reveal(), left
            value, lifetime = self._request(scopes, deadline, hurried=hurried)
            threads.blocking(store.save, key, StoredToken(Secret(value), time.time(), lifetime))
            return value, lifetime

    def _request(self, scopes: tuple[str, ...], deadline: Deadline, *, hurried: bool) -> tuple[str, float]:
        if hurried:
            left = deadline.left
            deadline = Deadline(SPARE_SECONDS if left is None else min(SPARE_SECONDS, left / 2))
        attempts = Attempts(
            self._transport,
            self._plugins,
            operation=OPERATION,
            repeatable=True,
            timeouts=Timeouts(),
            retry=None if hurried else RetryPolicy(),
            deadline=deadline,
        )

        def prepare() -> Prepared:
            return _token_request(self._settings, scopes)

        while True:
            response = attempts.run(prepare)
            found = parsed(response.content)
            unreadable = 200 <= response.status_code < 300 and found is None
            if unreadable and attempts.again(Failure.ANSWER_LOST, "an unreadable answer"):
                continue
            value, lifetime = _read_token(self._settings, response, found, attempts.number)
            if self._plugins.on_token_refresh:
                from spokebridge.plugins.contexts import CredentialRefreshed

                refreshed = CredentialRefreshed(self._settings.token_url, scopes, lifetime)
                threads.drive(self._plugins.on_token_refresh(refreshed))
            return value, lifetime


def _right_to_fetch(store: TokenStore, key: str, deadline: Deadline) -> AbstractContextManager[object]:
    """The store's lock; while another process holds it, a fetch is under way there."""
    while (lock := threads.blocking(store.try_lock, key)) is None:
        if deadline.left == 0:
            raise Timeout(
                "another process holds the token store and was not done before the deadline of the call",
                operation=OPERATION,
                sent=False,
            )
        threads.sleep(STORE_POLL_SECONDS)
    return lock


def _theirs(future: Future[Token], deadline: Deadline) -> Token | None:
    """The token that another one fetches; None when they gave up for a reason of their own."""
    problem: SpokebridgeError
    try:
        return threads.outcome(future, deadline.left)
    except Abandoned:
        return None
    except TimeoutError:
        problem = Timeout("no access token before the deadline of the call", operation=OPERATION, sent=False)
    except SpokebridgeError as error:
        problem = copy.copy(error)  # each waiter raises its own
    raise problem


def _token_request(settings: OAuthClient, scopes: tuple[str, ...]) -> Prepared:
    form = {"grant_type": "client_credentials"}
    authorization = None
    if settings.client_authentication == "basic":
        authorization = Secret("Basic " + base64.b64encode(_pair(settings).reveal().encode()).decode())
    else:
        form |= {"client_id": settings.client_id, "client_secret": settings.client_secret.reveal()}
    if scopes:
        form["scope"] = " ".join(scopes)
    headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
    return Prepared(
        operation=OPERATION,
        method="POST",
        url=settings.token_url,
        headers=headers,
        authorization=authorization,
        content=urlencode(form).encode("ascii"),
        route=urlsplit(settings.token_url).path,
    )


def _pair(settings: OAuthClient) -> Secret:
    return Secret(f"{quote_plus(settings.client_id)}:{quote_plus(settings.client_secret.reveal())}")


def _read_token(settings: OAuthClient, response: RawResponse, body: Any, attempts: int) -> tuple[str, float]:
    """The token of an answer and its seconds to live. Raises AuthenticationError for an answer that holds none."""
    status = response.status_code
    secrets = (settings.client_secret, _pair(settings))
    found = body if is_object(body) else {}
    code = _code(found)
    token = found.get("access_token")
    if body is None or not 200 <= status < 300:
        problem = code or masked(describe(response), secrets)
    elif code or not isinstance(token, str) or not token:
        problem = code or "an answer that holds no access_token"
    elif not (token.isascii() and token.isprintable()) or " " in token:
        problem = "an access_token of characters that no token has"
    elif not _is_bearer(kind := found.get("token_type")):
        problem = masked(f"token_type is {shown(kind)}, and only Bearer tokens can be sent", (*secrets, Secret(token)))
    else:
        return token, _seconds(found.get("expires_in"))
    parts = urlsplit(settings.token_url)
    raise AuthenticationError(
        f"{OPERATION} (POST {parts.path} at {parts.hostname}): HTTP {status}, {problem}",
        refused=status in _REFUSALS or (status < 500 and code in _REFUSAL_CODES),
        status_code=status,
        correlation_id=correlation_id(body, response.headers, secrets),
        attempts=attempts,
        retry_after=parse_retry_after(response.headers.get("retry-after")),
    )


def _is_bearer(kind: object) -> bool:
    """Whether a token may be sent as `Bearer` (RFC 6749, 7.1). An answer that does not say is taken to mean that."""
    said = kind.strip().lower() if isinstance(kind, str) else ""
    return not said or said.startswith("bearer")  # some gateways say BearerToken


def _seconds(lifetime: object) -> float:
    try:
        seconds = float(lifetime) if isinstance(lifetime, int | float | str) else math.nan
    except (ValueError, OverflowError):
        seconds = math.nan
    return seconds if math.isfinite(seconds) and seconds >= 0 else ASSUMED_LIFETIME


def _code(body: Mapping[str, Any]) -> str:
    """The OAuth 2 error code (RFC 6749, 5.2); free text is left out, servers have echoed secrets there."""
    code = body.get("error")
    return code if isinstance(code, str) and code in (*_REFUSAL_CODES, *_FAILURE_CODES) else ""
