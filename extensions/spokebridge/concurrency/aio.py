"""Sleeping, waiting and working side by side on an asyncio event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
from concurrent.futures import Future
from typing import Generic, ParamSpec, TypeAlias, TypeVar

T = TypeVar("T")
P = ParamSpec("P")

Source: TypeAlias = Iterable[T] | AsyncIterable[T]


async def each(source: Source[T]) -> AsyncIterator[T]:
    """The values of an iterable of either kind, one by one."""
    if isinstance(source, AsyncIterable):
        async for value in source:
            yield value
    else:
        for value in source:
            yield value


async def sleep(seconds: float) -> None:
    """Let others run for so long."""
    await asyncio.sleep(seconds)


async def outcome(future: Future[T], seconds: float | None) -> T:
    """The result of a future that any thread may set. Raises TimeoutError; the future itself goes on."""
    return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(future)), seconds)


class Job(Generic[T]):
    """A call that is running."""

    def __init__(self, task: asyncio.Task[T]) -> None:
        self._task = task

    async def result(self) -> T:
        """Wait for it; its value, or its exception."""
        return await self._task


class Workers:
    """Runs calls side by side; leaving the block cancels what still runs."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._tasks: set[asyncio.Task[object]] = set()

    def start(self, function: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> Job[T]:
        """Begin a call. The caller keeps no more than `size` of them open."""

        async def run() -> T:
            return await function(*args, **kwargs)

        task = asyncio.create_task(run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return Job(task)

    async def __aenter__(self) -> Workers:
        return self

    async def __aexit__(self, *_: object) -> None:
        running = list(self._tasks)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
