"""Sleeping, waiting and working side by side in threads."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from contextvars import ContextVar, copy_context
from functools import partial
from inspect import isawaitable, iscoroutine
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeAlias, TypeVar, cast

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

__all__ = [
    "AWAITS",
    "SOURCES",
    "Job",
    "Local",
    "Source",
    "Workers",
    "blocking",
    "called",
    "closing",
    "drive",
    "each",
    "give_way",
    "limit",
    "outcome",
    "sleep",
    "turn",
]

T = TypeVar("T")
P = ParamSpec("P")

Source: TypeAlias = Iterable[T]
SOURCES = (Iterable,)


def each(source: Source[T]) -> Generator[T, None, None]:
    """The values of an iterable, one by one. A generator is closed when nobody wants more of it."""
    yield from source


def sleep(seconds: float) -> None:
    """Let others run for so long."""
    time.sleep(seconds)


def give_way() -> None:
    """Let other threads have the interpreter. Unasked, it is taken from who works with it after five milliseconds only,
    and a request takes it up several times on its way.
    """
    time.sleep(0)


def limit(seconds: float | None) -> AbstractContextManager[object]:
    """A block that may take so long. A thread cannot be interrupted: the limits of what is done inside hold."""
    return nullcontext(seconds)


def blocking(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The value of a call that may wait for a disk."""
    return function(*args, **kwargs)


def outcome(future: Future[T], seconds: float | None) -> T:
    """The result of a future that any thread may set. Raises TimeoutError; the future itself goes on."""
    return future.result(seconds)


AWAITS = False


def called(function: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
    """Call back a function of the caller. Raises TypeError for a coroutine function."""
    value = function(*args, **kwargs)
    if isawaitable(value):
        if iscoroutine(value):
            value.close()
        raise TypeError("the callback returned something to be awaited; a synchronous client cannot")


def drive(steps: Generator[Any, Any, T]) -> T:
    """The value that steps arrive at. A step that has to be awaited fails: nothing here can."""
    try:
        step = next(steps)
        while True:
            if isawaitable(step):
                if iscoroutine(step):
                    step.close()
                step = steps.throw(TypeError("it returned something to be awaited; a synchronous client cannot"))
            else:
                step = steps.send(step)
    except StopIteration as done:
        return cast(T, done.value)
    finally:
        steps.close()


class Local(Generic[T]):
    """One value for all threads of a process: two processes on one connection would read each other's answers."""

    def __init__(self) -> None:
        self._value: T | None = None
        self._process = 0

    def get(self, make: Callable[[], T]) -> T:
        """The value; made when there is none, and in a process that was forked since."""
        if self._value is None or self._process != os.getpid():
            self._value, self._process = make(), os.getpid()
        return self._value

    def take(self) -> T | None:
        """The value; there is none from now on."""
        value, self._value = self._value, None
        return value if self._process == os.getpid() else None


_before: ContextVar[Job[Any] | None] = ContextVar("spokebridge_before", default=None)


def turn() -> None:
    """In a call that follows another one: wait until that one is over. For what needs the processor: threads that
    share it all end late, and whoever wants the results in order waits for the first one longest.
    """
    before = _before.get()
    if before is not None:
        before.wait()


class Job(Generic[T]):
    """A call that is running."""

    def __init__(self, future: Future[T]) -> None:
        self._future = future

    def wait(self) -> None:
        """Wait until it is over, whatever became of it."""
        from concurrent.futures import CancelledError

        with suppress(CancelledError):
            self._future.exception()

    def result(self) -> T:
        """Wait for it; its value, or its exception."""
        return self._future.result()

    def drop(self) -> None:
        """Nobody wants the result any more."""
        self._future.cancel()


class Workers:
    """Runs calls side by side; leaving the block drops what has not begun and waits for what has.

    Only an interruption does not wait, as a cancellation does not: whoever presses Ctrl-C means now.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._pool: ThreadPoolExecutor | None = None

    def start(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Job[T]:
        """Begin a call. The caller keeps no more than `size` of them open."""
        return self.follow(None, function, *args, **kwargs)

    def follow(self, before: Job[Any] | None, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Job[T]:
        """Begin a call that waits at `turn` for the end of one that began earlier."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(self.size, thread_name_prefix="spokebridge")
        context = copy_context()
        context.run(_before.set, before)
        return Job(self._pool.submit(context.run, partial(function, *args, **kwargs)))

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is None:
            return
        interrupted = kind is not None and issubclass(kind, KeyboardInterrupt | SystemExit)
        self._pool.shutdown(wait=not interrupted, cancel_futures=True)
