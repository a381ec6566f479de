"""Work that goes on after the answer, and its end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

_log = logging.getLogger("spokebridge.webhooks")


class Background:
    """Runs jobs beside the server. What fails in one is the job's own to report.

    `turns` lets a few of them work at a time; a job takes one of them itself, so that it learns of its end also while
    it waits.
    """

    def __init__(self, concurrency: int) -> None:
        self.turns = asyncio.Semaphore(concurrency)
        self._tasks: set[asyncio.Task[object]] = set()

    def __len__(self) -> int:
        return len(self._tasks)

    def start(self, job: Coroutine[Any, Any, object]) -> None:
        """Begin a job."""
        task = asyncio.create_task(job)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def idle(self) -> None:
        """Wait until nothing runs."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def drain(self, seconds: float) -> None:
        """Wait for what runs; cancel what takes longer, so that it can give its event back."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        if late:
            _log.warning("%d webhook handlers were cancelled after %g seconds of waiting", len(late), seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()
