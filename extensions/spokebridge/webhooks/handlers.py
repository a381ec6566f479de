"""Which function handles which event, and how it is run."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias, TypeVar

from spokebridge.errors import ConfigurationError
from spokebridge.webhooks.actions import Action, Result, as_actions
from spokebridge.webhooks.events import WebhookEvent

E = TypeVar("E", bound=WebhookEvent)

Function: TypeAlias = Callable[[E], Result | Awaitable[Result]]
Registering: TypeAlias = Callable[[Function[E]], Function[E]]


@dataclass(frozen=True, slots=True)
class Handler:
    """A function for events of one kind. `inline` says whether the sender waits until it is done."""

    function: Function[Any]
    inline: bool


class StillRunning(asyncio.CancelledError):
    """Nobody waits any more for a plain function that goes on in its thread."""


class Handlers:
    """Finds the handler of an event by its class, then by the classes above it. Runs plain functions in threads."""

    def __init__(self, threads: int) -> None:
        self._by_kind: dict[type[WebhookEvent], Handler] = {}
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="spokebridge-webhooks")

    def add(self, kinds: tuple[type[WebhookEvent], ...], handler: Handler) -> None:
        """Raises ConfigurationError when one of the kinds is none, or has a handler."""
        if not callable(handler.function):
            raise ConfigurationError(f"a handler is a function, not a {type(handler.function).__name__}")
        for kind in kinds:
            if kind in self._by_kind:
                name = getattr(self._by_kind[kind].function, "__name__", "another function")
                raise ConfigurationError(f"{kind.__name__} is handled by {name} already; call both from one handler")
            self._by_kind[kind] = handler

    def of(self, kind: type[WebhookEvent]) -> Handler | None:
        """The handler for events of this class."""
        return next((self._by_kind[base] for base in kind.__mro__ if base in self._by_kind), None)

    async def run(self, handler: Handler, event: WebhookEvent) -> list[Action]:
        """What the handler asks for. Raises StillRunning when it is cancelled too late."""
        if _is_async(handler.function):
            result: Any = handler.function(event)
        else:
            result = await self._in_thread(partial(handler.function, event))
        return as_actions(await result if inspect.isawaitable(result) else result)

    async def _in_thread(self, call: Callable[[], Any]) -> Any:
        job = self._threads.submit(copy_context().run, call)
        try:
            return await asyncio.wrap_future(job)
        except asyncio.CancelledError:
            if not job.cancelled():  # it had begun, and goes on
                raise StillRunning from None
            raise


def checked_kinds(kinds: tuple[Any, ...]) -> tuple[type[WebhookEvent], ...]:
    """The classes a handler is for. Raises ConfigurationError for what is no class of events."""
    for kind in kinds:
        if not (isinstance(kind, type) and issubclass(kind, WebhookEvent)):
            raise ConfigurationError(f"on() takes classes of events, such as on(AppRenewal), not {kind!r}")
    if not kinds:
        raise ConfigurationError("on() needs the class of event to handle: on(AppRenewal), or on(WebhookEvent) for all")
    return kinds


def _is_async(function: Callable[..., Any]) -> bool:
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(getattr(function, "__call__", None))  # noqa: B004
