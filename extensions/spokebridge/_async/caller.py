"""From a described call to a typed answer: hooks, credential, rate, attempts, errors, decoding, in that order."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from spokebridge._async.attempts import Attempts
from spokebridge._async.credentials import AsyncCredential
from spokebridge._async.transport import AsyncTransport
from spokebridge.concurrency import aio
from spokebridge.drift import DriftLog
from spokebridge.errors import SpokebridgeError, Timeout
from spokebridge.evidence import warn_if_unconfirmed
from spokebridge.limits import TokenBucket, bucket_for
from spokebridge.listening import heard
from spokebridge.options import CallOptions, RateLimit
from spokebridge.plugins.manager import Plugins
from spokebridge.plugins.signals import Abort
from spokebridge.reading import Refused, Reshape, Unreadable, read
from spokebridge.redaction import Secret, masked
from spokebridge.refusal import correlation_id, message_of, parsed, refusal, unreadable
from spokebridge.retry import Failure
from spokebridge.version import USER_AGENT
from spokebridge.wire import Answer, Deadline, Prepared, RawResponse, asked

if TYPE_CHECKING:
    from spokebridge.described import GeneratedRequest

T = TypeVar("T")


class AsyncCaller(Struct, frozen=True):
    """Makes calls to one host with one credential. Copies with other options share pool, credential and plugins.

    `aliases` remembers which operations answer under another path than the described one.
    """

    base_url: str
    transport: AsyncTransport
    credential: AsyncCredential
    options: CallOptions
    plugins: Plugins
    drift_log: DriftLog = field(default_factory=DriftLog)
    aliases: dict[str, str] = field(default_factory=dict[str, str])

    def with_options(self, options: CallOptions) -> AsyncCaller:
        """The same caller with other options."""
        return replace(self, options=options)

    async def value(self, request: GeneratedRequest[T], *, hidden: Sequence[Secret] = ()) -> T:
        """The typed value of a call."""
        return (await self.call(request, hidden=hidden)).value

    async def call(
        self, request: GeneratedRequest[T], reshape: Reshape[T] | None = None, *, hidden: Sequence[Secret] = ()
    ) -> Answer[T]:
        """Make the call. `hidden` are secrets in its body, masked like the credential where the server echoes them.

        Raises TransportError, AuthenticationError, ApiError or SchemaDrift.
        """
        warn_if_unconfirmed(request.operation)
        deadline = Deadline(self.options.timeouts.total)
        attempts = self._attempts(request, deadline)
        try:
            answer = await self._answered(request, reshape, attempts, deadline, [*hidden])
        except SpokebridgeError as error:
            if isinstance(error, Abort):
                error.in_doubt = error.in_doubt or attempts.in_doubt
            try:
                await self._tell_failure(request, error, attempts, deadline)
            except Abort as stopped:  # it takes the place of the error, but not of what happened
                stopped.in_doubt = error.in_doubt
                raise
            raise
        heard(self.transport, answer)
        try:
            await self._tell_reply(request, answer, attempts, deadline)
        except SpokebridgeError as error:  # a plugin stops the call, but what was asked is done
            error.in_doubt = True
            raise
        return answer

    def _attempts(self, request: GeneratedRequest[T], deadline: Deadline) -> Attempts:
        return Attempts(
            self.transport,
            self.plugins,
            operation=request.operation.id,
            repeatable=request.operation.retry.safety != "unsafe",
            timeouts=self.options.timeouts,
            retry=self.options.retry,
            deadline=deadline,
            call=self.plugins.next_call(),
        )

    async def _answered(
        self,
        request: GeneratedRequest[T],
        reshape: Reshape[T] | None,
        attempts: Attempts,
        deadline: Deadline,
        hidden: list[Secret],
    ) -> Answer[T]:
        """The answer to the call. A 401 is answered once with a renewed credential; a body that is no JSON is a lost
        answer. What the call was sent with joins `hidden`.
        """
        scopes = tuple(request.operation.scopes)
        planned = await self._planned(request, attempts)
        bucket = self._bucket(request)

        async def prepare() -> Prepared:
            await self._wait_for_turn(bucket, planned, deadline)
            secret = await self.credential.authorization(scopes, deadline)
            hidden.append(secret)
            return replace(planned, authorization=secret)

        renewed = False
        while True:
            response = await attempts.run(prepare)
            if response.status_code == 401 and not renewed and self.credential.rejected(scopes, hidden[-1]):
                renewed = True
                continue
            await aio.turn()
            try:
                return await self._decoded(request, response, reshape, attempts.number, hidden)
            except Refused:
                problem: SpokebridgeError = refusal(
                    request.operation, response, attempts.number, hidden=hidden, in_doubt=attempts.in_doubt
                )
            except Unreadable as error:
                if error.lost and await attempts.again(Failure.ANSWER_LOST, "an unreadable answer"):
                    continue
                problem = unreadable(request.operation, response, str(error), attempts.number, hidden=hidden)
            raise problem

    async def _planned(self, request: GeneratedRequest[T], attempts: Attempts) -> Prepared:
        """The request as the plugins want it, without its credential."""
        operation = request.operation
        headers = {"Accept": "application/json", "User-Agent": USER_AGENT}
        query = request.query
        if self.plugins.before_request:
            from spokebridge.plugins.request import RequestToSend  # a dataclass takes long to make

            wanted = RequestToSend(
                operation.id,
                operation.method,
                operation.path,
                request.path,
                request.query,
                base_url=self.base_url,
                call=attempts.call,
            )
            wanted = await aio.drive(self.plugins.before_request(wanted))
            headers |= wanted.headers
            query = wanted.query
            if wanted.timeout is not None:
                attempts.limit(wanted.timeout)
        if request.content_type is not None:
            headers["Content-Type"] = request.content_type
        return Prepared(
            operation=operation.id,
            method=operation.method,
            url=self.base_url + request.path,
            query=query,
            headers=MappingProxyType(headers),
            content=request.content,
            route=operation.path,
        )

    def _bucket(self, request: GeneratedRequest[T]) -> TokenBucket | None:
        limit = self.options.rate_limit
        documented = request.operation.rate_limit
        if limit == "documented":
            limit = None if documented is None else RateLimit(documented.requests, documented.seconds)
        if limit is None:
            return None
        return bucket_for(urlsplit(self.base_url).netloc, self.credential.id, limit)

    async def _wait_for_turn(self, bucket: TokenBucket | None, planned: Prepared, deadline: Deadline) -> None:
        if bucket is None:
            return
        wait = bucket.reserve()
        if deadline.left is not None and wait > deadline.left:
            bucket.give_back()
            raise Timeout(
                f"{planned.operation} ({planned.method} {planned.route}): not sent, "
                f"because the rate limit asks to wait {wait:.1f} s, longer than the call may take",
                operation=planned.operation,
                sent=False,
            )
        try:
            if wait > 0:
                await aio.sleep(wait)
        except BaseException:
            bucket.give_back()
            raise

    async def _decoded(
        self,
        request: GeneratedRequest[T],
        response: RawResponse,
        reshape: Reshape[T] | None,
        attempts: int,
        hidden: Sequence[Secret],
    ) -> Answer[T]:
        if not 200 <= response.status_code < 300:
            raise Refused
        sample = self.drift_log.is_sample(request.operation.id)
        reading = read(request, response, strict=self.options.strict, sample=sample, reshape=reshape)
        for found in reading.drift:
            event = replace(found, path=masked(found.path, hidden), got=masked(found.got, hidden))
            self.drift_log.tell(event)
            if self.plugins.on_drift:
                try:
                    await aio.drive(self.plugins.on_drift(event))
                except Abort as stopped:  # what was asked is done
                    stopped.in_doubt = True
                    raise
        failed = getattr(reading.value, "success", None) is False
        return Answer(
            reading.value,
            response.status_code,
            response.headers,
            response.content,
            correlation_id(reading.value, response.headers, hidden),
            attempts,
            request.operation.id,
            asked(request.operation),
            message_of(parsed(response.content), hidden) if failed else None,
        )

    async def _tell_reply(
        self, request: GeneratedRequest[T], answer: Answer[T], attempts: Attempts, deadline: Deadline
    ) -> None:
        if not self.plugins.after_response:
            return
        from spokebridge.plugins.contexts import Reply

        operation = request.operation
        reply = Reply(
            operation.id,
            operation.method,
            operation.path,
            answer.status_code,
            deadline.elapsed,
            answer.attempts,
            answer.correlation_id,
            len(answer.content),
            attempts.call,
        )
        await aio.drive(self.plugins.after_response(reply))

    async def _tell_failure(
        self, request: GeneratedRequest[T], error: SpokebridgeError, attempts: Attempts, deadline: Deadline
    ) -> None:
        if not self.plugins.on_error:
            return
        from spokebridge.plugins.contexts import RequestFailed

        operation = request.operation
        failed = RequestFailed(
            operation.id, operation.method, operation.path, error, deadline.elapsed, attempts.number, attempts.call
        )
        await aio.drive(self.plugins.on_error(failed))
