"""`WebhookReceiver`: an ASGI app that takes events in, to be run alone or mounted in another app."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager, nullcontext
from typing import Any, Self, TypeVar, overload

from spokebridge.drift import DriftEvent
from spokebridge.errors import WebhookError, WebhookRefused
from spokebridge.plugins.manager import loaded_plugins
from spokebridge.webhooks.acting import Acting, Client
from spokebridge.webhooks.background import Background
from spokebridge.webhooks.body import MAX_BYTES, MAX_DEPTH
from spokebridge.webhooks.events import Event, WebhookEvent
from spokebridge.webhooks.handlers import Function, Handler, Handlers, Registering, checked_kinds
from spokebridge.webhooks.limits import Limits
from spokebridge.webhooks.parsing import parse
from spokebridge.webhooks.processing import Outcome, Processing
from spokebridge.webhooks.stores import EventStore, MemoryStore
from spokebridge.webhooks.verification.delivery import Delivery, Verifier, checked_verifiers
from spokebridge.webhooks.web import Answer, ASGIReceive, ASGISend, Scope, Web

A = TypeVar("A", bound=WebhookEvent)
B = TypeVar("B", bound=WebhookEvent)
C = TypeVar("C", bound=WebhookEvent)

_OPERATION = "receiveWebhook"
_log = logging.getLogger("spokebridge.webhooks")


class WebhookReceiver:
    """Takes events of custom integration steps in, hands each to its handler once, and sends what the handler wants.

    `client` (Productiv or AsyncProductiv) sends what handlers return; the receiver does not close it. `verify` are the
    verifiers that every request has to pass, before anything in it is read. `store` remembers events; the default
    forgets them when the process ends. `plugins` are those of the client unless given. `inline` is for handlers that do
    not say it themselves, see `on`. `strict` refuses events that are not as described. `max_bytes` and `max_depth`
    limit bodies, `max_pending` the events that wait for background work, `concurrency` those that are worked on at a
    time. A claim that is older than `lease` seconds belongs to a process that died: choose it longer than the slowest
    handler takes. `drain_seconds` is how long a shutdown waits for background work.

    An ASGI app: run it with uvicorn, or mount it. Where a framework runs no lifespan for mounted apps (Starlette,
    FastAPI), pass `receiver.lifespan` to the outer app, so that a shutdown waits for background work. GET on
    `health_path` answers 200, and 503 while it drains. Raises ConfigurationError for settings that cannot work.
    """

    def __init__(
        self,
        client: Client | None = None,
        *,
        verify: Verifier | Iterable[Verifier] = (),
        store: EventStore | None = None,
        plugins: Iterable[object] | None = None,
        inline: bool = False,
        strict: bool = False,
        health_path: str = "/health",
        max_bytes: int = MAX_BYTES,
        max_depth: int = MAX_DEPTH,
        max_pending: int = 1000,
        concurrency: int = 8,
        lease: float = 3600.0,
        drain_seconds: float = 30.0,
    ) -> None:
        self._limits = Limits(max_bytes, max_depth, max_pending, concurrency, lease, drain_seconds)
        self._verifiers = checked_verifiers(verify)
        if not self._verifiers:
            _log.warning("this receiver takes events from anybody; pass verify=PathSecret(…) or another verifier")
        if client is not None and plugins is None:
            loaded = client.plugins
        else:
            loaded = loaded_plugins(plugins, None, None, awaits=True)
        self._inline = inline
        self._strict = strict
        self._draining = False
        self._handlers = Handlers(concurrency)
        self._background = Background(concurrency)
        kept = MemoryStore() if store is None else store
        self._processing = Processing(self._handlers, Acting(client, kept), kept, loaded, lease)
        self._web = Web(
            self._receive, is_healthy=lambda: not self._draining, health_path=health_path, max_bytes=max_bytes
        )

    @overload
    def on(self, kind: type[A], /, *, inline: bool | None = ...) -> Registering[A]: ...
    @overload
    def on(self, kind: type[A], other: type[B], /, *, inline: bool | None = ...) -> Registering[A | B]: ...
    @overload
    def on(self, a: type[A], b: type[B], c: type[C], /, *, inline: bool | None = ...) -> Registering[A | B | C]: ...
    @overload
    def on(self, *kinds: type[WebhookEvent], inline: bool | None = ...) -> Registering[Any]: ...

    def on(self, *kinds: type[WebhookEvent], inline: bool | None = None) -> Registering[Any]:
        """Decorates the handler for events of these classes: `@receiver.on(AppRenewal)`; WebhookEvent stands for all
        that have no handler of their own.

        The handler takes the event and returns None, `Resume()`, `Comment(…)` or a list of them. It may be `async def`;
        a plain function runs in a thread. With `inline=True` the sender is answered when it is done, 500 when it
        failed; otherwise at once, with 202.
        """
        checked = checked_kinds(kinds)

        def register(function: Function[Any]) -> Function[Any]:
            self._handlers.add(checked, Handler(function, self._inline if inline is None else inline))
            return function

        return register

    @property
    def pending(self) -> int:
        """How many events wait for background work, or are in it."""
        return len(self._background)

    async def idle(self) -> None:
        """Wait until no background work is left, as tests do."""
        await self._background.idle()

    async def drain(self) -> None:
        """Take nothing in any more, and wait `drain_seconds` for background work.

        What takes longer is cancelled, and free for the next delivery. A plain function in a thread cannot be
        cancelled: it goes on until it ends, and so may the process; its event is free when the lease ends.
        """
        self._draining = True
        await self._background.drain(self._limits.drain_seconds)

    @asynccontextmanager
    async def lifespan(self, app: object = None) -> AsyncGenerator[None]:  # noqa: ARG002 - what frameworks pass
        """For an outer app: `Starlette(lifespan=receiver.lifespan)`, `FastAPI(lifespan=receiver.lifespan)`."""
        async with self:
            yield

    async def __aenter__(self) -> Self:
        self._draining = False
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.drain()

    async def __call__(self, scope: Scope, receive: ASGIReceive, send: ASGISend) -> None:
        """The ASGI app."""
        if scope["type"] == "lifespan":
            await self._web.lifespan(self, receive, send)
        else:
            await self._web(scope, receive, send)

    async def _receive(self, delivery: Delivery) -> Answer:
        """One request. Nothing in it is read before all verifiers are content."""
        started = time.monotonic()
        drift: list[DriftEvent] = []
        try:
            for verifier in self._verifiers:
                await asyncio.to_thread(verifier.verify, delivery)
            event = parse(
                delivery.body,
                headers=delivery.headers,
                strict=self._strict,
                on_drift=drift.append,
                max_bytes=self._limits.max_bytes,
                max_depth=self._limits.max_depth,
            )
        except WebhookError as error:
            _log.warning("a delivery was refused: %s", error)
            await self._processing.refused(_OPERATION, error, started)
            reason = "refused" if isinstance(error, WebhookRefused) else str(error)
            return Answer(error.status_code, {"error": reason})
        finally:
            for mismatch in drift:
                await self._processing.mismatched(mismatch)
        return await self._process(event, len(delivery.body))

    async def _process(self, event: Event, size: int) -> Answer:
        handler = self._handlers.of(type(event))
        inline = handler is None or handler.inline
        if self._draining or (not inline and self.pending >= self._limits.max_pending):
            return Answer.busy()
        taken = await self._processing.take(event, size)
        if isinstance(taken, Outcome):
            return _answer(taken)
        if self._draining:
            await asyncio.to_thread(self._processing.give_back, taken)
            return Answer.busy()
        if inline:
            return _answer(await self._processing.run(taken, nullcontext()))
        self._background.start(self._processing.run(taken, self._background.turns))
        return _answer(Outcome.ACCEPTED)


def _answer(outcome: Outcome) -> Answer:
    return Answer(outcome.status_code, {"status": outcome.word})
