# Derived from extensions/spokebridge/_async/attempts.py by `python -m codegen build`; edit that file instead.
"""One call's attempts: send, judge, wait, send again."""

from __future__ import annotations

from collections.abc import Callable

from spokebridge._sync.transport import Transport
from spokebridge.concurrency import threads
from spokebridge.errors import SpokebridgeError, TransportError
from spokebridge.options import RetryPolicy, Timeouts
from spokebridge.plugins.manager import Plugins
from spokebridge.retry import Attempt, Failure, parse_retry_after, passes, wait_before_next
from spokebridge.wire import Deadline, Prepared, RawResponse


class Attempts:
    """Sends one call until it is answered for good.

    `number` is the count of attempts made so far, `call` the number by which plugins know the call. `in_doubt` says
    that one of the attempts may have taken effect without saying so.
    """

    def __init__(
        self,
        transport: Transport,
        plugins: Plugins,
        *,
        operation: str,
        repeatable: bool,
        timeouts: Timeouts,
        retry: RetryPolicy | None,
        deadline: Deadline,
        call: int = 0,
    ) -> None:
        self.number = 0
        self.call = call
        self.in_doubt = False
        self._transport = transport
        self._plugins = plugins
        self._operation = operation
        self._repeatable = repeatable
        self._timeouts = timeouts
        self._retry = retry
        self._deadline = deadline

    def limit(self, seconds: float) -> None:
        """The call may take so long, and each phase of an attempt no longer."""
        self._timeouts = Timeouts.of(seconds)
        self._deadline.limit(seconds)

    def run(self, prepare: Callable[[], Prepared]) -> RawResponse:
        """Prepare and send, again if need be. Any status is an answer; raises TransportError when none came."""
        try:
            return self._run(prepare)
        except SpokebridgeError as error:
            error.in_doubt = error.in_doubt or self.in_doubt
            if isinstance(error, TransportError):
                error.attempts = self.number
            raise

    def again(self, failure: Failure, reason: str, retry_after: float | None = None) -> bool:
        """Wait as long as it takes until the next attempt; False when there will be none."""
        self.in_doubt = self.in_doubt or failure is Failure.ANSWER_LOST
        attempt = Attempt(self.number, failure, self._deadline.elapsed, retry_after)
        wait = wait_before_next(self._retry, attempt, repeatable=self._repeatable, budget=self._deadline.left)
        if wait is None:
            return False
        if self._plugins.on_retry:
            from spokebridge.plugins.contexts import RetryPlanned  # what hooks are given: with plugins only

            planned = RetryPlanned(self._operation, self.number, reason, wait, self.call)
            threads.drive(self._plugins.on_retry(planned))
        threads.sleep(wait)
        return True

    def _run(self, prepare: Callable[[], Prepared]) -> RawResponse:
        while True:
            self.number += 1
            prepared = prepare()
            try:
                response = self._transport.send(prepared, self._timeouts, self._deadline)
            except TransportError as error:
                failure = Failure.ANSWER_LOST if error.sent else Failure.NOT_SENT
                if not self.again(failure, type(error).__name__):
                    raise
                continue
            status = response.status_code
            self.in_doubt = self.in_doubt or status >= 499  # 499: a gateway says that nobody waited for the answer
            wait = parse_retry_after(response.headers.get("retry-after"))
            if not (passes(status) and self.again(Failure.REFUSED, f"HTTP {status}", wait)):
                return response
