"""The only module here that knows httpx: one prepared request out, one raw answer back."""

from __future__ import annotations

import httpx

from spokebridge.errors import ConfigurationError, ConnectionFailed, Timeout
from spokebridge.options import Timeouts
from spokebridge.wire import Deadline, Prepared, RawResponse

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class AsyncTransport:
    """A connection pool, made on first use: constructing a client costs no TLS context.

    Redirects are not followed: a credential must not travel to an address that nobody configured.
    """

    def __init__(self) -> None:
        self._client: httpx.AsyncClient | None = None
        self._closed = False

    async def send(self, prepared: Prepared, timeouts: Timeouts, deadline: Deadline) -> RawResponse:
        """Send once. Raises TransportError with `sent` telling whether the server may have seen the request."""
        try:
            response = await self._pool().send(self._request(prepared, timeouts, deadline), stream=True)
            try:
                content = await _read(response, prepared, deadline)
            finally:
                await response.aclose()
        except httpx.TimeoutException as error:
            raise Timeout(
                f"{_name(prepared)}: {_words(error)}", operation=prepared.operation, sent=not isinstance(error, _NEVER_SENT)
            ) from None
        except httpx.UnsupportedProtocol as error:
            raise ConfigurationError(f"{_name(prepared)}: {error}; check base_url") from None
        except (httpx.TransportError, httpx.StreamError) as error:
            raise ConnectionFailed(
                f"{_name(prepared)}: {_words(error)}", operation=prepared.operation, sent=not isinstance(error, _NEVER_SENT)
            ) from None
        headers = {name.lower(): value for name, value in response.headers.items()}
        return RawResponse(response.status_code, headers, content)

    async def aclose(self) -> None:
        """Close the pool; sending afterwards is an error."""
        self._closed = True
        if self._client is not None:
            await self._client.aclose()

    def _pool(self) -> httpx.AsyncClient:
        if self._closed:
            raise ConfigurationError("the client is closed; make a new one, or call inside its `with` block")
        if self._client is None:
            self._client = httpx.AsyncClient(follow_redirects=False)
        return self._client

    def _request(self, prepared: Prepared, timeouts: Timeouts, deadline: Deadline) -> httpx.Request:
        left = deadline.left
        if left == 0:
            raise Timeout(f"{_name(prepared)}: the deadline of the call passed", operation=prepared.operation, sent=False)

        def phase(seconds: float) -> float:
            return seconds if left is None else min(seconds, left)

        headers = dict(prepared.headers)
        if prepared.authorization is not None:
            headers["Authorization"] = prepared.authorization.reveal()
        return self._pool().build_request(
            prepared.method,
            prepared.url,
            params=prepared.query or None,
            headers=headers,
            content=prepared.content,
            timeout=httpx.Timeout(
                connect=phase(timeouts.connect),
                read=phase(timeouts.read),
                write=phase(timeouts.write),
                pool=phase(timeouts.pool),
            ),
        )


async def _read(response: httpx.Response, prepared: Prepared, deadline: Deadline) -> bytes:
    """The whole body; a server that trickles it cannot outlast the deadline."""
    parts: list[bytes] = []
    async for part in response.aiter_bytes():
        parts.append(part)
        if deadline.left == 0:
            raise Timeout(f"{_name(prepared)}: the deadline passed while the answer came in", operation=prepared.operation)
    return b"".join(parts)


def _name(prepared: Prepared) -> str:
    return f"{prepared.operation} ({prepared.method} {httpx.URL(prepared.url).host})"


def _words(error: Exception) -> str:
    kind = type(error).__name__
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in kind).strip()
    return f"{spaced}: {error}" if str(error) else spaced
