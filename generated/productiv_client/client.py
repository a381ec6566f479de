"""The HTTP side of this package, and its only user of httpx.

These clients send one request for one call. Token refresh, retries, limits and paging are not here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import httpx

from .errors import ApiError
from .types import Request, Response

T = TypeVar("T")

DEFAULT_BASE_URL = "https://public-api.productiv.com"


class _Settings:
    """What both clients share. The credential is asked for on every call, so a replaced one is used at once."""

    def __init__(
        self,
        base_url: str,
        credential: str | Callable[[], str] | None,
        headers: Mapping[str, str] | None,
        timeout: float | None,
        servers: Mapping[str, str] | None,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.servers = dict(servers or {})
        self.timeout = timeout
        self._headers = httpx.Headers(headers)
        self._credential = credential

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_url!r})"

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise TypeError(
            "a client holds a credential and a connection pool; make it anew instead of copying or pickling it"
        )

    def _url(self, request: Request[Any]) -> str:
        server = request.operation.server
        base = self.base_url if server is None else self.servers.get(server, server)
        return base.rstrip("/") + request.path

    def _merged(self, headers: Mapping[str, str]) -> httpx.Headers:
        merged = self._headers.copy()
        merged.update(headers)
        return merged

    def _request_headers(self, request: Request[Any]) -> httpx.Headers:
        headers = httpx.Headers({"Accept": "application/json"})
        headers.update(self._headers)
        if request.content_type is not None:
            headers["Content-Type"] = request.content_type
        if request.operation.security is not None and self._credential is not None:
            secret = self._credential if isinstance(self._credential, str) else self._credential()
            headers["Authorization"] = "Bearer " + secret
        return headers


def _read(request: Request[T], response: httpx.Response) -> Response[T]:
    if response.status_code not in request.operation.success:
        raise ApiError(request.operation.id, response.status_code, response.headers, response.content)
    parsed = request.decode(response.content)
    return Response(response.status_code, dict(response.headers), response.content, parsed)


class Client(_Settings):
    """Calls operations synchronously. A context manager; `close()` closes the pool it opened itself.

    `credential` is the access token (without the word Bearer), or a function that gives it. It never appears in a repr.
    `servers` replaces the servers that single operations name for themselves (documented URL → URL to use).
    """

    def __init__(
        self,
        base_url: str = DEFAULT_BASE_URL,
        *,
        credential: str | Callable[[], str] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = 30.0,
        servers: Mapping[str, str] | None = None,
        http_client: httpx.Client | None = None,
    ) -> None:
        super().__init__(base_url, credential, headers, timeout, servers)
        self._http = http_client
        self._owned = http_client is None

    def with_headers(self, headers: Mapping[str, str]) -> Client:
        """A copy that sends these headers too and shares the connection pool; this client stays as it is."""
        return Client(
            self.base_url,
            credential=self._credential,
            headers=self._merged(headers),
            timeout=self.timeout,
            servers=self.servers,
            http_client=self._pool(),
        )

    def call(self, request: Request[T]) -> Response[T]:
        """Send one request. Raises ApiError, DecodeError, or what httpx raises when nothing came back."""
        return _read(
            request,
            self._pool().request(
                request.operation.method,
                self._url(request),
                params=request.query or None,
                content=request.content,
                headers=self._request_headers(request),
                timeout=self.timeout,
            ),
        )

    def close(self) -> None:
        """Close the pool, unless it was handed in."""
        if self._owned and self._http is not None:
            self._http.close()
            self._http = None

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _pool(self) -> httpx.Client:
        if self._http is None:
            self._http = httpx.Client()
        return self._http


class AsyncClient(_Settings):
    """Calls operations asynchronously. An async context manager; `close()` closes the pool it opened itself.

    `credential` is the access token (without the word Bearer), or a function that gives it. It never appears in a repr.
    `servers` replaces the servers that single operations name for themselves (documented URL → URL to use).
    """

    def __init__(
        self,
        base_url: str = DEFAULT_BASE_URL,
        *,
        credential: str | Callable[[], str] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = 30.0,
        servers: Mapping[str, str] | None = None,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        super().__init__(base_url, credential, headers, timeout, servers)
        self._http = http_client
        self._owned = http_client is None

    def with_headers(self, headers: Mapping[str, str]) -> AsyncClient:
        """A copy that sends these headers too and shares the connection pool; this client stays as it is."""
        return AsyncClient(
            self.base_url,
            credential=self._credential,
            headers=self._merged(headers),
            timeout=self.timeout,
            servers=self.servers,
            http_client=self._pool(),
        )

    async def call(self, request: Request[T]) -> Response[T]:
        """Send one request. Raises ApiError, DecodeError, or what httpx raises when nothing came back."""
        return _read(
            request,
            await self._pool().request(
                request.operation.method,
                self._url(request),
                params=request.query or None,
                content=request.content,
                headers=self._request_headers(request),
                timeout=self.timeout,
            ),
        )

    async def close(self) -> None:
        """Close the pool, unless it was handed in."""
        if self._owned and self._http is not None:
            await self._http.aclose()
            self._http = None

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def _pool(self) -> httpx.AsyncClient:
        if self._http is None:
            self._http = httpx.AsyncClient()
        return self._http
