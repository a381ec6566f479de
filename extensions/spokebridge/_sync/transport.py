# Derived from extensions/spokebridge/_async/transport.py by `python -m codegen build`; edit that file instead.
"""The only module here that knows httpx: one prepared request out, one raw answer back."""

from __future__ import annotations

import codecs
import re
import ssl
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx
from spokebridge.concurrency import threads
from spokebridge.errors import ConfigurationError, ConnectionFailed, SpokebridgeError, Timeout
from spokebridge.options import Timeouts
from spokebridge.redaction import terse_http_logs
from spokebridge.wire import Deadline, Prepared, RawResponse

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_URL = r"\S*://\S*"
_QUOTED = r"[:(]|\bb['\"]"  # from here on, protocol errors quote what was sent or received


class Transport:
    """A connection pool, made on first use: constructing a client costs no TLS context.

    Redirects are not followed: a credential must not travel to an address that nobody configured. `is_anonymous` is for
    files of strangers: no proxy, no cookie, no connection twice.
    """

    def __init__(self, *, is_anonymous: bool = False) -> None:
        self._new_pool = _new_anonymous_pool if is_anonymous else _new_pool
        self._pools: threads.Local[httpx.Client] = threads.Local()
        self._closed = False
        self._lock = threading.Lock()

    def send(self, prepared: Prepared, timeouts: Timeouts, deadline: Deadline) -> RawResponse:
        """Send once. Raises TransportError with `sent` telling whether the server may have seen the request."""
        problem: SpokebridgeError
        try:
            with terse_http_logs():
                with threads.limit(deadline.left):
                    return self._exchange(prepared, timeouts, deadline)
        except TimeoutError:
            problem = _too_late(prepared, sent=True)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            problem = _explained(error, prepared)
        raise problem  # outside the handler: errors of httpx hold the request with its secrets, and a context shows

    def close(self) -> None:
        """Close the pool; sending afterwards is an error."""
        self._closed = True
        pool = self._pools.take()
        if pool is not None:
            pool.close()

    def _exchange(self, prepared: Prepared, timeouts: Timeouts, deadline: Deadline) -> RawResponse:
        if deadline.left == 0:
            raise _too_late(prepared, sent=False)
        pool = self._pool()
        response = pool.send(_request(pool, prepared, timeouts, deadline), stream=True)
        parts: list[bytes] = []
        try:
            if prepared.sink is None:
                for part in response.iter_bytes():
                    parts.append(part)
                    _require_time(deadline)
            elif response.is_success:
                for part in response.iter_bytes():
                    prepared.sink(part)
                    _require_time(deadline)
        finally:
            response.close()
            response.stream = httpx.ByteStream(b"")  # they hold each other, and the request with its body
        headers = {name.lower(): value for name, value in response.headers.items()}
        return RawResponse(response.status_code, headers, b"".join(parts).removeprefix(codecs.BOM_UTF8))

    def _pool(self) -> httpx.Client:
        with self._lock:
            if self._closed:
                raise ConfigurationError("the client is closed; make a new one, or call inside its `with` block")
            return self._pools.get(self._new_pool)


def _new_pool() -> httpx.Client:
    """A pool with the proxies that the environment names, but for plain http: that is for this machine only, and a
    proxy would see the credential.
    """
    try:
        return httpx.Client(verify=_tls(), follow_redirects=False, mounts={"http://": None})
    except (ValueError, ImportError) as error:
        raise ConfigurationError(
            f"HTTPS_PROXY, ALL_PROXY or SSL_CERT_FILE cannot be used: {re.sub(_URL, '…', str(error))}"
        ) from None


def _new_anonymous_pool() -> httpx.Client:
    """A pool that tells nothing of one request to another. A connection is used once: it was made to a checked address
    under one host's name, and another host at that address has to show its own certificate.
    """
    return httpx.Client(
        verify=_tls(),
        follow_redirects=False,
        trust_env=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        limits=httpx.Limits(max_keepalive_connections=0),
    )


def _require_time(deadline: Deadline) -> None:
    if deadline.left == 0:
        raise TimeoutError


@cache
def _tls() -> ssl.SSLContext:
    """The trust store takes longer to read than many calls take, so all clients of the process share it."""
    return httpx.create_ssl_context()


class _Limits(Mapping[str, float]):
    """Seconds for each phase, looked up when the phase begins: none may last longer than what is left of the call by
    then.
    """

    def __init__(self, timeouts: Timeouts, deadline: Deadline) -> None:
        self._seconds = {phase: getattr(timeouts, phase) for phase in ("connect", "read", "write", "pool")}
        self._deadline = deadline

    def __getitem__(self, phase: str) -> float:
        left = self._deadline.left
        seconds: float = self._seconds[phase]
        return seconds if left is None else max(0.001, min(seconds, left))

    def __iter__(self) -> Iterator[str]:
        return iter(self._seconds)

    def __len__(self) -> int:
        return len(self._seconds)


def _request(pool: httpx.Client, prepared: Prepared, timeouts: Timeouts, deadline: Deadline) -> httpx.Request:
    url = prepared.url if prepared.address is None else prepared.address.reveal()
    if prepared.query:
        url = f"{url}?{urlencode(prepared.query, quote_via=quote)}"
    headers = dict(prepared.headers)
    if prepared.authorization is not None:
        headers["Authorization"] = prepared.authorization.reveal()
    extensions: dict[str, Any] = {"timeout": _Limits(timeouts, deadline)}
    target = httpx.URL(url)
    if prepared.connect_to is not None:  # the name still is what the certificate has to show
        headers["Host"] = target.netloc.decode("ascii")
        extensions["sni_hostname"] = target.raw_host.decode("ascii")
        target = target.copy_with(host=prepared.connect_to)
    return pool.build_request(
        prepared.method,
        target,
        headers=headers,
        content=prepared.content if prepared.stream is None else prepared.stream(),
        extensions=extensions,
    )


def _explained(error: Exception, prepared: Prepared) -> SpokebridgeError:
    name = _name(prepared)
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return ConfigurationError(
            f"{name}: this makes no URL; check base_url and the ids, and that a filter is not too long"
        )
    kind = Timeout if isinstance(error, httpx.TimeoutException) else ConnectionFailed
    return kind(f"{name}: {_words(error)}", operation=prepared.operation, sent=not isinstance(error, _NEVER_SENT))


def _too_late(prepared: Prepared, *, sent: bool) -> Timeout:
    return Timeout(f"{_name(prepared)}: the deadline of the call passed", operation=prepared.operation, sent=sent)


def _name(prepared: Prepared) -> str:
    where = f"{prepared.route} at " if prepared.route else ""
    return f"{prepared.operation} ({prepared.method} {where}{urlsplit(prepared.url).hostname})"


def _words(error: Exception) -> str:
    kind = type(error).__name__
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in kind).strip()
    text = str(error)
    if isinstance(error, httpx.ProtocolError):
        text = re.split(_QUOTED, text)[0].strip()
    return f"{spaced}: {text}" if text else spaced
