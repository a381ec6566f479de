"""One call's attempts: send, judge, wait, send again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from spokebridge._async.transport import AsyncTransport
from spokebridge.concurrency import aio
from spokebridge.errors import TransportError
from spokebridge.options import RetryPolicy, Timeouts
from spokebridge.plugins.contexts import RetryPlanned
from spokebridge.plugins.manager import Plugins
from spokebridge.retry import Attempt, Failure, parse_retry_after, passes, wait_before_next
from spokebridge.wire import Deadline, Prepared, RawResponse


class Attempts:
    """Sends one call until it is answered for good. `number` is the count of attempts made so far."""

    def __init__(
        self,
        transport: AsyncTransport,
        plugins: Plugins,
        *,
        operation: str,
        repeatable: bool,
        timeouts: Timeouts,
        retry: RetryPolicy | None,
        deadline: Deadline,
    ) -> None:
        self.number = 0
        self._transport = transport
        self._plugins = plugins
        self._operation = operation
        self._repeatable = repeatable
        self._timeouts = timeouts
        self._retry = retry
        self._deadline = deadline

    async def run(self, prepare: Callable[[], Awaitable[Prepared]]) -> RawResponse:
        """Prepare and send, again if need be. Any status is an answer; raises TransportError when none came."""
        while True:
            self.number += 1
            prepared = await prepare()
            try:
                response = await self._transport.send(prepared, self._timeouts, self._deadline)
            except TransportError as error:
                error.attempts = self.number
                wait = self._wait(Failure.ANSWER_LOST if error.sent else Failure.NOT_SENT)
                if wait is None:
                    raise
                await self._pause(wait, type(error).__name__)
                continue
            if not passes(response.status_code):
                return response
            wait = self._wait(Failure.REFUSED, parse_retry_after(response.headers.get("retry-after")))
            if wait is None:
                return response
            await self._pause(wait, f"HTTP {response.status_code}")

    def _wait(self, failure: Failure, retry_after: float | None = None) -> float | None:
        attempt = Attempt(self.number, failure, self._deadline.elapsed, retry_after)
        return wait_before_next(self._retry, attempt, repeatable=self._repeatable, budget=self._deadline.left)

    async def _pause(self, wait: float, reason: str) -> None:
        self._plugins.on_retry(RetryPlanned(self._operation, self.number, reason, wait))
        await aio.sleep(wait)
