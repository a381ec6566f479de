"""Sends any number of records in chunks and accounts for each of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeAlias

from spokebridge.concurrency import aio
from spokebridge.errors import (
    ApiError,
    BadRequest,
    ConfigurationError,
    RateLimited,
    SchemaDrift,
    ServerError,
    SpokebridgeError,
    TransportError,
)
from spokebridge.plain import is_object
from spokebridge.plugins.contexts import ChunkSent
from spokebridge.plugins.manager import Plugins
from spokebridge.publishing import BadRecord, Chunk, Chunker, Feed, Outgoing, SeenKeys
from spokebridge.report import Progress, PublishReport, Settled, Undelivered

SendBody: TypeAlias = Callable[[bytes], Awaitable[object]]
Begin: TypeAlias = Callable[[], Awaitable[object]]
OnProgress: TypeAlias = Callable[[Progress], object]

_STOPPED = "not sent: the run was stopped"


class AsyncPublisher:
    """One run of one feed. The input is read once; no more than `concurrency` chunks are open at a time.

    `begin` is called once before the first chunk leaves, so never for an input without a good record; what it raises
    stops the run. `report` is the object to fill, for a feed whose report says more than usual.
    """

    def __init__(
        self,
        feed: Feed,
        send: SendBody,
        plugins: Plugins,
        *,
        concurrency: int,
        on_progress: OnProgress | None = None,
        begin: Begin | None = None,
        report: PublishReport | None = None,
    ) -> None:
        if concurrency < 1:
            raise ConfigurationError(f"concurrency is {concurrency}; use 1 or more")
        self._feed = feed
        self._send = send
        self._plugins = plugins
        self._concurrency = concurrency
        self._on_progress = on_progress
        self._begin = begin
        self._report = PublishReport() if report is None else report
        self._seen = SeenKeys()
        self._chunker = Chunker(feed.limit)
        self._next: Chunk | None = None
        self._open: deque[tuple[Chunk, aio.Job[Settled]]] = deque()

    async def run(self, records: aio.Source[Any]) -> PublishReport:
        """Publish them all.

        An error that more records would meet as well (credential, scope, unknown app) stops the run, and so does an
        exception of the input, of `on_progress` or a plugin's Abort: chunks under way are waited for, what was read but
        not sent is rejected, and the exception goes on with the report so far as its attribute `report`. Only a
        cancellation does not wait.
        """
        async with aio.Workers(self._concurrency) as workers:
            try:
                await self._read(workers, records)
                await self._start(workers, self._chunker.close())
                await self._finish(0)
            except Exception as error:
                await self._account()
                vars(error)["report"] = self._report
                raise
        self._sort()
        return self._report

    async def _read(self, workers: aio.Workers, records: aio.Source[Any]) -> None:
        index = 0
        async with aio.closing(aio.each(records)) as source:
            async for record in source:
                try:
                    outgoing = self._accept(index, record)
                except SpokebridgeError:
                    self._report.rejected.append(Undelivered(index, (), _STOPPED))
                    raise
                index += 1
                if outgoing is not None:
                    await self._start(workers, self._chunker.add(outgoing))

    def _accept(self, index: int, record: Any) -> Outgoing | None:
        """A record that will be sent, or None when its outcome is already known."""
        feed = self._feed
        names = feed.identity or feed.label
        key: tuple[Any, ...] = ()
        try:
            wire = feed.to_wire(record)
            if self._plugins.maps_outgoing:
                mapped = self._plugins.map_outgoing(wire, feed.operation)
                if mapped is None:
                    self._report.dropped += 1
                    return None
                if not is_object(mapped):
                    raise BadRecord(
                        f"a plugin made a {type(mapped).__name__} of it; map_outgoing gives a record or None"
                    )
                wire = mapped
            key = tuple(wire.get(name) for name in names)
            feed.check(wire)
            key = tuple(wire.get(name) for name in names)
            content = feed.encode(wire)
        except SpokebridgeError:
            raise
        except Exception as error:  # one odd record does not stop a million good ones
            reason = str(error) if isinstance(error, BadRecord) else f"cannot be read ({type(error).__name__}: {error})"
            self._report.rejected.append(Undelivered(index, key, reason))
            return None
        if feed.identity and not self._seen.is_new(key):
            self._report.duplicates += 1
            return None
        return Outgoing(index, key, content)

    async def _start(self, workers: aio.Workers, chunk: Chunk | None) -> None:
        """Send a chunk beside those that are under way, waiting for the oldest when there are too many."""
        if chunk is not None:
            self._next = chunk
            await self._finish(self._concurrency - 1)
            await self._open_run()
            self._open.append((chunk, workers.start(self._settle, chunk)))
            self._next = None

    async def _open_run(self) -> None:
        if self._begin is not None:
            begin, self._begin = self._begin, None
            await begin()

    async def _finish(self, leave: int) -> None:
        """Wait for open chunks, oldest first, until only so many are left."""
        while len(self._open) > leave:
            chunk, job = self._open.popleft()
            settled = await job.result()
            self._report.add(settled)
            self._tell(chunk, settled)
            if settled.fatal is not None:
                raise settled.fatal

    async def _account(self) -> None:
        """The run stops: give every record that was read its outcome."""
        while self._open:
            chunk, job = self._open.popleft()
            settled = await job.result()
            self._report.add(settled)
            with suppress(Exception):  # the one that stopped the run is on its way
                self._tell(chunk, settled)
        for unsent in (self._next, self._chunker.close()):
            if unsent is not None:
                self._report.rejected += _not_sent(unsent)
        self._sort()

    def _tell(self, chunk: Chunk, settled: Settled) -> None:
        self._plugins.on_chunk(
            ChunkSent(
                self._feed.operation,
                chunk.number,
                len(chunk.records),
                settled.accepted,
                len(settled.rejected),
                len(settled.unknown),
            )
        )
        if self._on_progress is not None:
            self._on_progress(Progress.of(self._report))

    async def _settle(self, chunk: Chunk) -> Settled:
        """The outcome of every record of a chunk. A refused chunk is halved until the bad records stand alone."""
        settled = Settled()
        halves = [chunk]
        while halves and settled.fatal is None:
            part = halves.pop()
            settled.requests += 1
            try:
                answer = await self._send(part.body(self._feed))
                verdict = self._feed.judge(answer, part.records)
            except BadRequest as error:
                if len(part.records) > 1:
                    halves.extend(reversed(list(part.halves())))
                else:
                    settled.rejected += _undelivered(part, error)
            except SpokebridgeError as error:
                (settled.unknown if error.in_doubt else settled.rejected).extend(_undelivered(part, error))
                settled.fatal = None if _may_pass(error) else error
            except Exception as error:  # a defect, of a plugin or here; what became of the request is not known
                settled.unknown += _undelivered(part, error)
                settled.fatal = error
            else:
                settled.rejected += verdict.rejected
                settled.unknown += verdict.unknown
                settled.accepted += len(part.records) - len(verdict.rejected) - len(verdict.unknown)
        for part in halves:
            settled.rejected += _not_sent(part)
        return settled

    def _sort(self) -> None:
        self._report.rejected.sort(key=lambda item: item.index)
        self._report.unknown.sort(key=lambda item: item.index)


def _may_pass(error: SpokebridgeError) -> bool:
    """Whether the next chunk may fare better. A status without a class of its own says something about one request
    only.
    """
    if type(error) is ApiError:
        return error.status_code >= 400
    return isinstance(error, RateLimited | ServerError | TransportError | SchemaDrift)


def _undelivered(chunk: Chunk, error: Exception) -> list[Undelivered]:
    if isinstance(error, ApiError):
        status, reason, correlation = error.status_code, error.message, error.correlation_id
    else:
        status, reason, correlation = None, str(error), None
    return [Undelivered(record.index, record.key, reason, status, correlation) for record in chunk.records]


def _not_sent(chunk: Chunk) -> list[Undelivered]:
    return [Undelivered(record.index, record.key, _STOPPED) for record in chunk.records]
