"""What the fixture `spokebridge_sandbox` gives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import ExitStack
from functools import cached_property
from typing import Any, Protocol, TypeVar

import msgspec

from spokebridge import AsyncNineSpokes, AsyncProductiv, NineSpokes, Productiv, tokens
from spokebridge.sandbox import Sandbox
from spokebridge.testing.records import Records, datasource_of, wire


class _Closes(Protocol):
    async def aclose(self) -> None: ...


ClientT = TypeVar("ClientT", bound=_Closes)


class SpokebridgeSandbox(Sandbox):
    """A `Sandbox` with a client of each kind connected to it. What the clients hold is closed with the sandbox."""

    def __init__(self, **settings: Any) -> None:
        """`settings` are those of the Sandbox."""
        super().__init__(**settings)
        self.records = Records()
        """Makes valid records of every kind, typed."""
        self._closing = ExitStack()
        self._held: dict[tuple[asyncio.AbstractEventLoop, str], AsyncGenerator[Any]] = {}
        self._clients: dict[tuple[asyncio.AbstractEventLoop, str], Any] = {}

    def start(self) -> None:
        """Starts the sandbox; the tokens of one that had the same address before are forgotten."""
        tokens.forget_all()
        super().start()

    def stop(self) -> None:
        """Closes the clients, then the sandbox."""
        self._closing.close()
        super().stop()

    @cached_property
    def productiv_client(self) -> Productiv:
        """A Productiv client; `.with_options(retry=None)` makes one that does not retry."""
        return self._closing.enter_context(Productiv(**self.productiv))

    @cached_property
    def ninespokes_client(self) -> NineSpokes:
        """A 9Spokes client."""
        return self._closing.enter_context(NineSpokes(**self.ninespokes))

    @property
    def async_productiv_client(self) -> AsyncProductiv:
        """The running event loop's Productiv client; closed when the loop ends."""
        return self._of_this_loop("productiv", lambda: AsyncProductiv(**self.productiv))

    @property
    def async_ninespokes_client(self) -> AsyncNineSpokes:
        """The running event loop's 9Spokes client; closed when the loop ends."""
        return self._of_this_loop("ninespokes", lambda: AsyncNineSpokes(**self.ninespokes))

    def put(self, connection_id: str, *records: msgspec.Struct) -> None:
        """Stores typed 9Spokes records of any kinds under a connection, each with its datasource.

        Raises `TypeError` for a record of Productiv, `ValueError` for a connection that does not exist.
        """
        for record in records:
            self.ninespokes_store.add_records(connection_id, datasource_of(record), [wire(record)])

    def _of_this_loop(self, api: str, make: Callable[[], ClientT]) -> ClientT:
        try:
            key = (asyncio.get_running_loop(), api)
        except RuntimeError:
            raise RuntimeError(f"async_{api}_client belongs to an event loop; use it in a coroutine") from None
        if key not in self._clients:
            self._held[key], self._clients[key] = _held_open(make())
        client: ClientT = self._clients[key]
        return client


def _held_open(client: ClientT) -> tuple[AsyncGenerator[ClientT], ClientT]:
    """A client that closes in its own event loop, which no fixture could do: a loop that ends closes its asynchronous
    generators first, so one of them holds the client.
    """

    async def hold() -> AsyncGenerator[ClientT]:
        try:
            yield client
        finally:
            await client.aclose()

    holder = hold()
    try:
        holder.__anext__().send(None)
    except StopIteration:  # how a step that waits for nothing ends
        return holder, client
    raise AssertionError("a generator that waits for nothing before its first value")
