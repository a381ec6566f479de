"""What happens to an event between its arrival and its answer: claimed, mapped, handled, acted on, settled."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
import uuid
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from spokebridge.concurrency import aio
from spokebridge.drift import DriftEvent
from spokebridge.errors import ConfigurationError, SpokebridgeError
from spokebridge.plugins.contexts import Reply, RequestFailed
from spokebridge.plugins.hooks import Notice
from spokebridge.plugins.manager import Plugins
from spokebridge.webhooks.acting import Acting
from spokebridge.webhooks.events import Event, WebhookEvent
from spokebridge.webhooks.handlers import Handlers, StillRunning
from spokebridge.webhooks.stores.store import Claim, EventStore

ROUTE = "/"
_log = logging.getLogger("spokebridge.webhooks")
C = TypeVar("C")


class Outcome(Enum):
    """What became of a delivery, with the status that its sender is answered."""

    HANDLED = ("handled", 200)
    ACCEPTED = ("accepted", 202)
    RUNNING = ("running", 202)
    DUPLICATE = ("duplicate", 200)
    IGNORED = ("ignored", 200)
    DROPPED = ("dropped", 200)
    FAILED = ("failed", 500)

    def __init__(self, word: str, status_code: int) -> None:
        self.word = word
        self.status_code = status_code


@dataclass(frozen=True, slots=True)
class Job:
    """An event that is ours to handle."""

    event: Event
    key: str
    owner: str
    size: int
    started: float
    call: int


class Processing:
    """Handles each event at most once at a time, and never again once it is done."""

    def __init__(self, handlers: Handlers, acting: Acting, store: EventStore, plugins: Plugins, lease: float) -> None:
        self._handlers = handlers
        self._acting = acting
        self._store = store
        self._plugins = plugins
        self._lease = lease

    async def take(self, event: Event, size: int) -> Job | Outcome:
        """Claim the event; the outcome when another delivery has it or had it."""
        job = Job(event, _key(event), uuid.uuid4().hex, size, time.monotonic(), self._plugins.next_call())
        claim = await asyncio.to_thread(self._store.claim, job.key, job.owner, self._lease)
        match claim:
            case Claim.OURS:
                return job
            case Claim.RUNNING:
                return Outcome.RUNNING
            case Claim.DONE:
                return Outcome.DUPLICATE

    async def run(self, job: Job, turn: AbstractAsyncContextManager[object]) -> Outcome:
        """Handle it. Whatever goes wrong is logged and told to plugins, and the next delivery may try again."""
        try:
            async with turn:
                outcome = await self._handled(job)
            await asyncio.to_thread(self._settle(job, outcome))
        except StillRunning:
            _log.warning("a handler goes on in its thread; its event is free when the lease ends")
            raise
        except asyncio.CancelledError:
            self._store.release(job.key, job.owner)  # at once: nobody waits for a thread any more
            raise
        except Exception as error:
            await self._failed(job, error)
            return Outcome.FAILED
        await self._tell(job, outcome)
        return outcome

    def give_back(self, job: Job) -> None:
        """Nothing was done with it."""
        self._store.release(job.key, job.owner)

    async def _handled(self, job: Job) -> Outcome:
        event: object = job.event
        if self._plugins.map_incoming:
            event = await aio.drive(self._plugins.map_incoming(job.event, job.event.operation))
        if event is None:
            return Outcome.DROPPED
        if not isinstance(event, WebhookEvent):
            raise ConfigurationError(f"a plugin turned an event into a {type(event).__name__}; it has to stay an event")
        handler = self._handlers.of(type(event))
        if handler is None:
            _log.info("nothing handles %s", type(event).__name__)
            return Outcome.IGNORED
        actions = await self._handlers.run(handler, event)
        await self._acting.perform(actions, job.event.callback_token, job.key)
        return Outcome.HANDLED

    def _settle(self, job: Job, outcome: Outcome) -> Callable[[], None]:
        if outcome is Outcome.IGNORED:
            return lambda: self._store.release(job.key, job.owner)
        return lambda: self._store.finish(job.key)

    async def _failed(self, job: Job, error: Exception) -> None:
        _log.error(
            "handling %s failed; a delivery that comes again will try again",
            type(job.event).__name__,
            exc_info=error,
        )
        await self.refused(job.event.operation, error, job.started, job.call)
        try:
            await asyncio.to_thread(self._store.release, job.key, job.owner)
        except Exception:
            _log.exception("the store did not take the event back; it will be free when the lease ends")

    async def refused(self, operation: str, error: Exception, started: float, call: int = 0) -> None:
        """Tell plugins of a delivery that failed."""
        failed = RequestFailed(operation, "POST", ROUTE, error, time.monotonic() - started, 1, call)
        await _quietly(self._plugins.on_error, failed)

    async def mismatched(self, event: DriftEvent) -> None:
        """Tell plugins of a body that is not as described."""
        await _quietly(self._plugins.on_drift, event)

    async def _tell(self, job: Job, outcome: Outcome) -> None:
        seconds = time.monotonic() - job.started
        _log.info("%s: %s in %.3f s", type(job.event).__name__, outcome.word, seconds)
        status, run = outcome.status_code, _run_id(job.event)
        reply = Reply(job.event.operation, "POST", ROUTE, status, seconds, 1, run, job.size, job.call)
        await _quietly(self._plugins.after_response, reply)


async def _quietly(hook: Notice[C], context: C) -> None:
    if not hook:
        return
    try:
        await aio.drive(hook(context))
    except SpokebridgeError as error:  # a plugin's Abort, but what it would stop is over
        _log.warning("a plugin objected after the event was settled: %s", error)


def _run_id(event: Event) -> str | None:
    """What both sides can name the event by without its token."""
    run: object = getattr(getattr(event.metadata, "workflow", None), "run_id", None)
    return run if isinstance(run, str) else None


def _key(event: Event) -> str:
    """The same for every delivery of an event. Without a usable token, deliveries are told apart by their body."""
    token = getattr(event, "callback_token", None)  # of any type when the body is not as described
    what, text = ("token", token.encode()) if isinstance(token, str) and token else ("body", event.raw)
    return f"{what}:{hashlib.sha256(text).hexdigest()}"
