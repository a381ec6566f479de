"""One chunk on its way: sent, halved when it is refused, until each of its records has its outcome."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TypeAlias

from spokebridge.concurrency import aio
from spokebridge.deliveries.plan import Deliveries, Plan
from spokebridge.errors import (
    ApiError,
    BadRequest,
    PublishError,
    RateLimited,
    SchemaDrift,
    ServerError,
    SpokebridgeError,
    TransportError,
)
from spokebridge.publishing import Chunk, Feed, Outgoing, Verdict
from spokebridge.report import Settled, Undelivered

SendBody: TypeAlias = Callable[[bytes], Awaitable[object]]

STOPPED = "not sent: the run was stopped"
_CANCELLED = "the run was cancelled before the answer came"
_NEVER_HEARD = "an earlier run sent it and never heard the answer; sent again it might count twice"


class AsyncErrand:
    """Takes one chunk to the server. What an earlier run delivered stays at home."""

    def __init__(self, chunk: Chunk, feed: Feed, send: SendBody, deliveries: Deliveries) -> None:
        self.chunk = chunk
        self._feed = feed
        self._send = send
        self._deliveries = deliveries
        self._settled = Settled()
        self._planned = False
        self._waiting = [chunk]  # the next one last
        self._under_way: Chunk | None = None

    async def run(self) -> Settled:
        """The outcome of every record. What has to stop the whole run is in `fatal`; nothing is raised."""
        try:
            self._follow(await aio.blocking(self._deliveries.plan, self.chunk))
        except Exception as error:
            self._settled.fatal = error
        while self._waiting and self._settled.fatal is None:
            if await self._noted(self._deliveries.sending, self._waiting[-1]):
                part = self._waiting.pop()
                await self._decide(part, await self._answer(part))
        return self.give_up()

    def give_up(self) -> Settled:
        """The outcome of every record when nothing more is sent."""
        if self._under_way is not None:
            self._settled.unknown += _undelivered(self._under_way.records, _CANCELLED)
            self._under_way = None
        if not self._planned:
            with suppress(SpokebridgeError):  # without the account of deliveries it is as if there was none
                self._follow(self._deliveries.plan(self.chunk))
        while self._waiting:
            self._reject(self._waiting.pop().records, STOPPED)
        return self._settled

    def _follow(self, plan: Plan) -> None:
        self._settled.accepted = self._settled.resumed = plan.delivered
        self._settled.unknown += _undelivered(plan.in_doubt, _NEVER_HEARD)
        self._waiting = list(reversed(plan.parts))
        self._planned = True

    async def _answer(self, part: Chunk) -> Verdict | Exception:
        self._settled.requests += 1
        self._under_way = part
        try:
            answer = await self._send(part.body(self._feed))
            found: Verdict | Exception = self._feed.judge(answer, part.records)
        except Exception as error:
            found = error
        self._under_way = None
        return found

    async def _decide(self, part: Chunk, answer: Verdict | Exception) -> None:
        """Give the records of a part their outcomes, at once, and note them for later runs."""
        settled = self._settled
        if isinstance(answer, Verdict):
            await self._judge(part, answer)
        elif isinstance(answer, BadRequest):
            if len(part.records) > 1:
                self._waiting.extend(reversed(list(part.halves())))
                await self._note_of(self._deliveries.refused, part, _untried(part))
            else:
                settled.rejected += _undelivered(part.records, answer)
                await self._noted(self._deliveries.refused, part)
        elif isinstance(answer, SpokebridgeError) and not answer.in_doubt:
            settled.fatal = None if _may_pass(answer) else answer
            self._reject(part.records, answer)
            await self._note_of(self._deliveries.refused, part, _untried(part))
        else:  # also for a defect, of a plugin or here
            settled.fatal = None if _may_pass(answer) else answer
            settled.unknown += _undelivered(part.records, answer)

    async def _judge(self, part: Chunk, verdict: Verdict) -> None:
        self._settled.rejected += verdict.rejected
        self._settled.unknown += verdict.unknown
        if not (verdict.rejected or verdict.unknown):
            self._settled.accepted += len(part.records)
            await self._noted(self._deliveries.delivered, part)
            return
        refused = {item.index for item in verdict.rejected}
        accepted = {item.index for item in part.records} - refused - {item.index for item in verdict.unknown}
        self._settled.accepted += len(accepted)
        for note, chosen in ((self._deliveries.delivered, accepted), (self._deliveries.refused, refused)):
            await self._note_of(note, part, [item for item in part.records if item.index in chosen])

    def _reject(self, records: Sequence[Outgoing], why: Exception | str) -> None:
        """The server does not have them from this run; of those that an earlier one may have sent, nobody knows."""
        self._settled.unknown += _undelivered([record for record in records if record.tried], why)
        self._settled.rejected += _undelivered([record for record in records if not record.tried], why)

    async def _note_of(self, note: Callable[[Chunk], None], part: Chunk, records: Sequence[Outgoing]) -> None:
        if records:
            await self._noted(note, replace(part, records=records))

    async def _noted(self, note: Callable[[Chunk], None], part: Chunk) -> bool:
        """Whether the account of deliveries could be kept; without it the run does not go on."""
        try:
            await aio.blocking(note, part)
        except Exception as error:
            self._settled.fatal = self._settled.fatal or error
            return False
        return True


def _undelivered(records: Sequence[Outgoing], why: Exception | str) -> list[Undelivered]:
    """Records with the reason why the server does not have them, or may not have them."""
    if isinstance(why, ApiError):
        status, reason, correlation = why.status_code, why.message, why.correlation_id
    else:
        status, reason, correlation = None, str(why), None
    attempts = why.attempts if isinstance(why, ApiError | TransportError | SchemaDrift) else None
    return [Undelivered(record.index, record.key, reason, status, correlation, attempts) for record in records]


def _untried(part: Chunk) -> list[Outgoing]:
    """What no earlier run may have brought, so that a refusal says all of it."""
    return [record for record in part.records if not record.tried]


def _may_pass(error: Exception) -> bool:
    """Whether the next chunk may fare better. A status without a class of its own says something about one request
    only.
    """
    if type(error) is ApiError:
        return error.status_code >= 400
    return isinstance(error, RateLimited | ServerError | TransportError | SchemaDrift | PublishError)
