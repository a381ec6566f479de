# Derived from extensions/spokebridge/_async/caller.py by `python -m codegen build`; edit that file instead.
"""From a described call to a typed answer: hooks, credential, rate, attempts, errors, decoding, in that order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import urlsplit

from spokebridge._sync.attempts import Attempts
from spokebridge._sync.credentials import Credential
from spokebridge._sync.transport import Transport
from spokebridge.concurrency import threads
from spokebridge.drift import DriftEvent
from spokebridge.errors import SchemaDrift, SpokebridgeError, Timeout
from spokebridge.limits import TokenBucket, bucket_for
from spokebridge.options import CallOptions, RateLimit
from spokebridge.plugins.contexts import Reply, RequestFailed, RequestToSend
from spokebridge.plugins.manager import Plugins
from spokebridge.redaction import Secret
from spokebridge.refusal import correlation_id, refusal
from spokebridge.version import USER_AGENT
from spokebridge.wire import Answer, Deadline, GeneratedRequest, MismatchFacts, Prepared, RawResponse

T = TypeVar("T")


@dataclass(frozen=True)
class Caller:
    """Makes calls to one host with one credential. Copies with other options share pool, credential and plugins."""

    base_url: str
    transport: Transport
    credential: Credential
    options: CallOptions
    plugins: Plugins

    def with_options(self, options: CallOptions) -> Caller:
        """The same caller with other options."""
        return replace(self, options=options)

    def value(self, request: GeneratedRequest[T]) -> T:
        """The typed value of a call."""
        return (self.call(request)).value

    def call(self, request: GeneratedRequest[T]) -> Answer[T]:
        """Make the call. Raises TransportError, AuthenticationError, ApiError or SchemaDrift."""
        deadline = Deadline(self.options.timeouts.total)
        attempts = self._attempts(request, deadline)
        try:
            response = self._answered(request, attempts, deadline)
            answer = self._decoded(request, response, attempts.number)
        except SpokebridgeError as error:
            operation = request.operation
            self.plugins.on_error(
                RequestFailed(operation.id, operation.method, operation.path, error, deadline.elapsed, attempts.number)
            )
            raise
        self._tell_reply(request, answer, deadline)
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
        )

    def _answered(self, request: GeneratedRequest[T], attempts: Attempts, deadline: Deadline) -> RawResponse:
        """The answer to the call; a 401 is answered once with a renewed credential."""
        scopes = tuple(request.operation.scopes)
        planned = self._planned(request)
        bucket = self._bucket(request)
        used: list[Secret] = []

        def prepare() -> Prepared:
            self._wait_for_turn(bucket, planned, deadline)
            secret = self.credential.authorization(scopes, deadline)
            used.append(secret)
            return replace(planned, authorization=secret)

        response = attempts.run(prepare)
        if response.status_code == 401 and self.credential.rejected(scopes, used[-1]):
            response = attempts.run(prepare)
        if response.status_code not in request.operation.success:
            raise refusal(request.operation, response, attempts.number)
        return response

    def _planned(self, request: GeneratedRequest[T]) -> Prepared:
        """The request as the plugins want it, without its credential."""
        operation = request.operation
        wanted = RequestToSend(operation.id, operation.method, operation.path, request.path, request.query)
        if self.plugins:
            wanted = self.plugins.before_request(wanted)
        headers = {"Accept": "application/json", "User-Agent": USER_AGENT, **wanted.headers}
        if request.content_type is not None:
            headers["Content-Type"] = request.content_type
        return Prepared(
            operation=operation.id,
            method=operation.method,
            url=self.base_url + wanted.path,
            query=wanted.query,
            headers=MappingProxyType(headers),
            content=request.content,
        )

    def _bucket(self, request: GeneratedRequest[T]) -> TokenBucket | None:
        limit = self.options.rate_limit
        documented = request.operation.rate_limit
        if limit == "documented":
            limit = None if documented is None else RateLimit(documented.requests, documented.seconds)
        if limit is None:
            return None
        return bucket_for(urlsplit(self.base_url).netloc, self.credential.id, limit)

    def _wait_for_turn(self, bucket: TokenBucket | None, planned: Prepared, deadline: Deadline) -> None:
        if bucket is None:
            return
        wait = bucket.reserve()
        if deadline.left is not None and wait > deadline.left:
            bucket.give_back()
            raise Timeout(
                f"{planned.operation}: the rate limit asks to wait {wait:.1f} s, longer than the call may take; raise the deadline or the rate",
                operation=planned.operation,
                sent=False,
            )
        if wait > 0:
            threads.sleep(wait)

    def _decoded(self, request: GeneratedRequest[T], response: RawResponse, attempts: int) -> Answer[T]:
        operation = request.operation

        def drifted(mismatch: MismatchFacts) -> None:
            self.plugins.on_drift(DriftEvent(operation.id, mismatch.path, mismatch.expected, mismatch.got))

        try:
            value = request.decode(response.content, strict=self.options.strict, on_drift=drifted)
        except ValueError as error:
            raise SchemaDrift(
                f"{operation.id} ({operation.method} {operation.path}): HTTP {response.status_code}, {error}",
                operation=operation.id,
                correlation_id=correlation_id(None, response.headers),
            ) from None
        if getattr(value, "status", None) == "err":
            raise refusal(operation, response, attempts)
        found = correlation_id(value, response.headers)
        return Answer(value, response.status_code, response.headers, response.content, found, attempts)

    def _tell_reply(self, request: GeneratedRequest[T], answer: Answer[T], deadline: Deadline) -> None:
        operation = request.operation
        self.plugins.after_response(
            Reply(
                operation.id,
                operation.method,
                operation.path,
                answer.status_code,
                deadline.elapsed,
                answer.attempts,
                answer.correlation_id,
                len(answer.content),
            )
        )
