# Derived from extensions/spokebridge/_async/publisher.py by `python -m codegen build`; edit that file instead.
"""Sends any number of records in chunks and accounts for each of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, TypeAlias

from spokebridge.concurrency import threads
from spokebridge.errors import (
    ApiError,
    BadRequest,
    ConfigurationError,
    RateLimited,
    ServerError,
    SpokebridgeError,
    TransportError,
)
from spokebridge.plugins.contexts import ChunkSent
from spokebridge.plugins.manager import Plugins
from spokebridge.publishing import BadRecord, Chunk, Chunker, Feed, Outgoing, SeenKeys
from spokebridge.report import Progress, PublishReport, Settled, Undelivered

SendBody: TypeAlias = Callable[[bytes], object]
OnProgress: TypeAlias = Callable[[Progress], object]


class Publisher:
    """One run of one feed. The input is read once; no more than `concurrency` chunks are open at a time."""

    def __init__(
        self,
        feed: Feed,
        send: SendBody,
        plugins: Plugins,
        *,
        concurrency: int,
        on_progress: OnProgress | None = None,
    ) -> None:
        if concurrency < 1:
            raise ConfigurationError(f"concurrency is {concurrency}; use 1 or more")
        self._feed = feed
        self._send = send
        self._plugins = plugins
        self._concurrency = concurrency
        self._on_progress = on_progress
        self._report = PublishReport()
        self._seen = SeenKeys()
        self._chunker = Chunker(feed.limit)
        self._next: Chunk | None = None
        self._open: deque[tuple[Chunk, threads.Job[Settled]]] = deque()

    def run(self, records: threads.Source[Any]) -> PublishReport:
        """Publish them all.

        An error that more records would meet as well (credential, scope, unknown app) stops the run: chunks under way are
        waited for, then it is raised with the report so far as its `report` attribute.
        """
        index = 0
        with threads.Workers(self._concurrency) as workers:
            for record in threads.each(records):
                outgoing = self._accept(index, record)
                index += 1
                if outgoing is not None:
                    self._start(workers, self._chunker.add(outgoing))
            self._start(workers, self._chunker.close())
            self._finish(0)
        self._sort()
        return self._report

    def _accept(self, index: int, record: Any) -> Outgoing | None:
        """A record that will be sent, or None when its outcome is already known."""
        feed = self._feed
        key: tuple[Any, ...] = ()
        try:
            wire = feed.to_wire(record)
            if self._plugins.maps_outgoing:
                mapped = self._plugins.map_outgoing(wire, feed.operation)
                if mapped is None:
                    self._report.dropped += 1
                    return None
                wire = mapped
            key = tuple(wire.get(name) for name in feed.identity)
            feed.check(wire)
            key = tuple(wire.get(name) for name in feed.identity)
            content = feed.encode(wire)
        except BadRecord as error:
            self._report.rejected.append(Undelivered(index, key, str(error)))
            return None
        if key and not self._seen.is_new(key):
            self._report.duplicates += 1
            return None
        return Outgoing(index, key, content)

    def _start(self, workers: threads.Workers, chunk: Chunk | None) -> None:
        """Send a chunk beside those that are under way, waiting for the oldest when there are too many."""
        if chunk is not None:
            self._next = chunk
            self._finish(self._concurrency - 1)
            self._open.append((chunk, workers.start(self._settle, chunk)))
            self._next = None

    def _finish(self, leave: int) -> None:
        """Wait for open chunks, oldest first, until only so many are left."""
        while len(self._open) > leave:
            chunk, job = self._open.popleft()
            settled = job.result()
            self._take_in(chunk, settled)
            if settled.fatal is not None:
                self._stop(settled.fatal)

    def _stop(self, error: SpokebridgeError) -> None:
        while self._open:
            chunk, job = self._open.popleft()
            self._take_in(chunk, job.result())
        for unsent in (self._next, self._chunker.close()):
            if unsent is not None:
                self._report.rejected += _not_sent(unsent)
        self._sort()
        error.report = self._report
        raise error

    def _take_in(self, chunk: Chunk, settled: Settled) -> None:
        self._report.add(settled)
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

    def _settle(self, chunk: Chunk) -> Settled:
        """The outcome of every record of a chunk. A refused chunk is halved until the bad records stand alone."""
        settled = Settled()
        halves = [chunk]
        while halves and settled.fatal is None:
            part = halves.pop()
            settled.requests += 1
            try:
                self._send(part.body(self._feed))
            except BadRequest as error:
                if len(part.records) > 1:
                    halves.extend(reversed(list(part.halves())))
                else:
                    settled.rejected += _undelivered(part, error)
            except (RateLimited, ServerError, TransportError) as error:
                # what a server may have taken in before it failed is not known; what never left or was turned away is
                gone = isinstance(error, RateLimited) or (isinstance(error, TransportError) and not error.sent)
                (settled.rejected if gone else settled.unknown).extend(_undelivered(part, error))
            except SpokebridgeError as error:
                settled.fatal = error
                settled.rejected += _undelivered(part, error)
            else:
                settled.accepted += len(part.records)
        for part in halves:
            settled.rejected += _not_sent(part)
        return settled

    def _sort(self) -> None:
        self._report.rejected.sort(key=lambda item: item.index)
        self._report.unknown.sort(key=lambda item: item.index)


def _undelivered(chunk: Chunk, error: SpokebridgeError) -> list[Undelivered]:
    if isinstance(error, ApiError):
        status, reason, correlation = error.status_code, error.message, error.correlation_id
    else:
        status, reason, correlation = None, str(error), None
    return [Undelivered(record.index, record.key, reason, status, correlation) for record in chunk.records]


def _not_sent(chunk: Chunk) -> list[Undelivered]:
    return [Undelivered(record.index, record.key, "not sent: the run was stopped") for record in chunk.records]
