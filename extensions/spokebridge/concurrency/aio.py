"""Sleeping, waiting and working side by side on an asyncio event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Generator, Iterable
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, aclosing
from inspect import isawaitable
from typing import Any, Generic, ParamSpec, TypeAlias, TypeVar, cast

T = TypeVar("T")
P = ParamSpec("P")

Source: TypeAlias = Iterable[T] | AsyncIterable[T]
SOURCES = (Iterable, AsyncIterable)

_GRACE = 0.05  # seconds

closing = aclosing


async def each(source: Source[T]) -> AsyncGenerator[T, None]:
    """The values of an iterable of either kind, one by one. A generator is closed when nobody wants more of it."""
    if isinstance(source, AsyncIterable):
        try:
            async for value in source:
                yield value
        finally:
            if isinstance(source, AsyncGenerator):
                await source.aclose()
    else:
        try:
            for value in source:
                yield value
        finally:
            if isinstance(source, Generator):
                source.close()


async def sleep(seconds: float) -> None:
    """Let others run for so long."""
    await asyncio.sleep(seconds)


async def give_way() -> None:
    """Let what else waits on this event loop go on."""
    await asyncio.sleep(0)


def limit(seconds: float | None) -> AbstractAsyncContextManager[object]:
    """A block that may take so long, whatever it waits for. Raises TimeoutError.

    The limits of what is done inside come first: they know better what went wrong.
    """
    return asyncio.timeout(None if seconds is None else seconds + _GRACE)


async def blocking(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The value of a call that may wait for a disk, made where it holds nobody up."""
    return await asyncio.to_thread(function, *args, **kwargs)


async def outcome(future: Future[T], seconds: float | None) -> T:
    """The result of a future that any thread may set. Raises TimeoutError; the future itself goes on."""
    return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(future)), seconds)


AWAITS = True


async def called(function: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
    """Call back a function of the caller, which may be a coroutine function."""
    value = function(*args, **kwargs)
    if isawaitable(value):
        await value


async def drive(steps: Generator[Any, Any, T]) -> T:
    """The value that steps arrive at. Each step that can be awaited is, and what comes of it goes to the next."""
    try:
        step = next(steps)
        while True:
            if isawaitable(step):
                try:
                    value = await step
                except BaseException as error:
                    step = steps.throw(error)
                    continue
                step = steps.send(value)
            else:
                step = steps.send(step)
    except StopIteration as done:
        return cast(T, done.value)
    finally:
        steps.close()


class Local(Generic[T]):
    """One value for each event loop: a connection cannot leave the loop it was made on, but a client may."""

    def __init__(self) -> None:
        self._values: dict[asyncio.AbstractEventLoop, T] = {}

    def get(self, make: Callable[[], T]) -> T:
        """The value of the running loop; made when there is none. Those of closed loops are forgotten."""
        loop = asyncio.get_running_loop()
        if loop not in self._values:
            self._values = {known: value for known, value in self._values.items() if not known.is_closed()}
            self._values[loop] = make()
        return self._values[loop]

    def take(self) -> T | None:
        """The value of the running loop, which is without one from now on."""
        return self._values.pop(asyncio.get_running_loop(), None)


async def turn() -> None:
    """Nothing to wait for: what needs the processor is done at one go here, in the order in which it came."""


class Job(Generic[T]):
    """A call that is running."""

    def __init__(self, task: asyncio.Task[T]) -> None:
        self._task = task

    async def result(self) -> T:
        """Wait for it; its value, or its exception."""
        return await self._task

    def drop(self) -> None:
        """Nobody wants the result any more."""
        self._task.cancel()


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
        task.add_done_callback(self._ended)
        return Job(task)

    def follow(
        self, _before: Job[Any] | None, function: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> Job[T]:
        """Begin a call. Only threads have to wait for one that began earlier, see `turn`."""
        return self.start(function, *args, **kwargs)

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # the error of a job that was dropped is nobody's; asyncio would log it

    async def __aenter__(self) -> Workers:
        return self

    async def __aexit__(self, *_: object) -> None:
        running = list(self._tasks)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
