# Derived from extensions/spokebridge/_async/credentials.py by `python -m codegen build`; edit that file instead.
"""What proves who is calling: a 9Spokes key as it is, or a Productiv token that is fetched and renewed."""

from __future__ import annotations

import base64
from typing import Protocol
from urllib.parse import quote_plus, urlencode

import msgspec
from spokebridge._sync.attempts import Attempts
from spokebridge._sync.transport import Transport
from spokebridge.concurrency import threads
from spokebridge.errors import AuthenticationError, SpokebridgeError, Timeout
from spokebridge.options import RetryPolicy, Timeouts
from spokebridge.plain import is_object
from spokebridge.plugins.contexts import CredentialRefreshed
from spokebridge.plugins.manager import Plugins
from spokebridge.redaction import Secret
from spokebridge.settings import OAuthClient
from spokebridge.tokens import Abandoned, Fetch, Token, TokenCache, Use, Wait, cache_for, digest
from spokebridge.wire import Deadline, Prepared, RawResponse

ASSUMED_LIFETIME = 300.0  # seconds, for an answer without expires_in; a 401 corrects the guess


class Credential(Protocol):
    """Gives the value of the Authorization header."""

    @property
    def id(self) -> str:
        """A name for the credential that does not give it away."""
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
        self.id = digest(key)

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

    def __init__(self, settings: OAuthClient, transport: Transport, plugins: Plugins) -> None:
        self._settings = settings
        self._transport = transport
        self._plugins = plugins
        self._caches: dict[tuple[str, ...], TokenCache] = {}
        self.id = digest(Secret(f"{settings.client_id}\n{settings.client_secret.reveal()}"))

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
                    try:
                        return threads.outcome(future, deadline.left)
                    except Abandoned:
                        continue
                    except TimeoutError:
                        raise Timeout("no access token before the deadline of the call", sent=False) from None

    def _fetch(self, cache: TokenCache, fetch: Fetch, scopes: tuple[str, ...], deadline: Deadline) -> Token:
        try:
            value, lifetime = self._request(scopes, deadline)
        except AuthenticationError as error:
            cache.refuse(fetch, error)
            if fetch.spare is not None:
                return fetch.spare
            raise
        except BaseException as error:
            cache.fail(fetch, error)
            if fetch.spare is not None and isinstance(error, SpokebridgeError):
                return fetch.spare
            raise
        token = cache.succeed(fetch, value, lifetime)
        self._plugins.on_token_refresh(CredentialRefreshed(self._settings.token_url, scopes, lifetime))
        return token

    def _request(self, scopes: tuple[str, ...], deadline: Deadline) -> tuple[str, float]:
        attempts = Attempts(
            self._transport,
            self._plugins,
            operation="getAccessToken",
            repeatable=True,
            timeouts=Timeouts(),
            retry=RetryPolicy(),
            deadline=deadline,
        )

        def prepare() -> Prepared:
            return _token_request(self._settings, scopes)

        return _read_token(attempts.run(prepare))


def _token_request(settings: OAuthClient, scopes: tuple[str, ...]) -> Prepared:
    form = {"grant_type": "client_credentials"}
    authorization = None
    if settings.client_authentication == "basic":
        pair = f"{quote_plus(settings.client_id)}:{quote_plus(settings.client_secret.reveal())}"
        authorization = Secret("Basic " + base64.b64encode(pair.encode()).decode())
    else:
        form |= {"client_id": settings.client_id, "client_secret": settings.client_secret.reveal()}
    if scopes:
        form["scope"] = " ".join(scopes)
    headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
    return Prepared(
        operation="getAccessToken",
        method="POST",
        url=settings.token_url,
        headers=headers,
        authorization=authorization,
        content=urlencode(form).encode("ascii"),
    )


def _read_token(response: RawResponse) -> tuple[str, float]:
    if response.status_code != 200:
        raise AuthenticationError(
            f"the token endpoint answered HTTP {response.status_code}{_reason(response)}; check client id, client secret and scopes"
        )
    try:
        body = msgspec.json.decode(response.content)
    except msgspec.DecodeError:
        raise AuthenticationError("the token endpoint answered 200 without JSON; check token_url") from None
    found = body if is_object(body) else {}
    token, lifetime = found.get("access_token"), found.get("expires_in")
    if not isinstance(token, str) or not token:
        raise AuthenticationError("the token endpoint's answer holds no access_token; check token_url")
    try:
        return token, float(lifetime) if lifetime is not None else ASSUMED_LIFETIME
    except (TypeError, ValueError):
        return token, ASSUMED_LIFETIME


def _reason(response: RawResponse) -> str:
    """The OAuth 2 error code (RFC 6749, 5.2); free text is left out, servers have echoed secrets there."""
    try:
        body = msgspec.json.decode(response.content)
    except msgspec.DecodeError:
        return ""
    code = body.get("error") if is_object(body) else None
    known = isinstance(code, str) and code.replace("_", "").isalpha() and len(code) < 40
    return f" ({code})" if known else ""
