"""HTTP as ASGI has it, for two addresses: one that takes deliveries, one that tells whether it does."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from spokebridge.errors import WebhookTooLarge
from spokebridge.webhooks.body import as_headers
from spokebridge.webhooks.verification.delivery import Delivery

Scope: TypeAlias = MutableMapping[str, Any]
ASGIReceive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
ASGISend: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]

BODY_SECONDS = 30.0
_RETRY_SECONDS = "10"
_log = logging.getLogger("spokebridge.webhooks")


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and a small JSON body."""

    status_code: int
    body: Mapping[str, str]
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def busy(cls) -> Answer:
        """Not now: the sender may try again in a while."""
        return cls(503, {"error": "busy"}, {"Retry-After": _RETRY_SECONDS})

    async def send(self, send: ASGISend) -> None:
        """As ASGI wants it."""
        content = json.dumps(self.body).encode()
        headers = {
            "Content-Type": "application/json",
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store",
            **self.headers,
        }
        pairs = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": self.status_code, "headers": pairs})
        await send({"type": "http.response.body", "body": content})


class Web:
    """Gives whole requests to `take` and sends its answers. What `take` raises is logged and answered with 503."""

    def __init__(
        self,
        take: Callable[[Delivery], Awaitable[Answer]],
        *,
        is_healthy: Callable[[], bool],
        health_path: str,
        max_bytes: int,
    ) -> None:
        self._take = take
        self._is_healthy = is_healthy
        self._health_path = health_path.strip("/")
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: ASGIReceive, send: ASGISend) -> None:
        """One connection."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        elif scope["type"] == "http":
            answer = await self._answer(scope, receive)
            if answer is not None:
                await answer.send(send)

    async def lifespan(self, app: AbstractAsyncContextManager[object], receive: ASGIReceive, send: ASGISend) -> None:
        """From the start of the server to its end."""
        await receive()
        async with app:
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Scope, receive: ASGIReceive) -> Answer | None:
        """None when the sender is gone before its request is complete."""
        path, method = _path(scope), scope["method"]
        if method in ("GET", "HEAD") and path.strip("/") == self._health_path:
            return Answer(200, {"status": "ok"}) if self._is_healthy() else Answer(503, {"status": "draining"})
        if method != "POST":
            return Answer(405, {"error": "send events with POST"}, {"Allow": "POST"})
        headers = as_headers(scope["headers"])
        try:
            body = await asyncio.wait_for(self._body(headers, receive), BODY_SECONDS)
        except WebhookTooLarge as error:
            return Answer(error.status_code, {"error": str(error)})
        except TimeoutError:
            return Answer(408, {"error": f"the body did not arrive within {BODY_SECONDS:g} seconds"})
        if body is None:
            return None
        peer = scope.get("client")
        try:
            return await self._take(Delivery(body, headers, path, peer[0] if peer else None))
        except Exception:
            _log.exception("a delivery could not be taken in")
            return Answer.busy()

    async def _body(self, headers: Mapping[str, str], receive: ASGIReceive) -> bytes | None:
        announced = headers.get("content-length", "")
        if announced.isascii() and announced.isdigit():
            self._limit(int(announced[:20]))
        body, more = bytearray(), True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            self._limit(len(body))
            more = message.get("more_body", False)
        return bytes(body)

    def _limit(self, size: int) -> None:
        if size > self._max_bytes:
            raise WebhookTooLarge(f"the body has more than {self._max_bytes} bytes")


def _path(scope: Scope) -> str:
    """What follows the address the app is mounted at. Some frameworks leave the whole path there, others cut it."""
    path: str = scope["path"]
    root: str = scope.get("root_path", "").rstrip("/")
    return path[len(root) :] if root and f"{path}/".startswith(f"{root}/") else path
