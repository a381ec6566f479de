# Derived from extensions/spokebridge/_async/publisher.py by `python -m codegen build`; edit that file instead.
"""Sends any number of records in chunks and accounts for each of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeAlias

from spokebridge._sync.errands import STOPPED, Errand, SendBody
from spokebridge.concurrency import threads
from spokebridge.deliveries.manifest import Remembered
from spokebridge.deliveries.plan import Deliveries, Target
from spokebridge.errors import ConfigurationError, SpokebridgeError
from spokebridge.identities import SeenKeys
from spokebridge.plugins.contexts import ChunkSent
from spokebridge.plugins.manager import Plugins
from spokebridge.publishing import BadRecord, Chunk, Chunker, Feed, Outgoing, WireRecord, require_records
from spokebridge.report import Progress, PublishReport, Settled, Undelivered

STRETCH = 250  # records that are looked at before requests under way, and whatever else waits, get their turn

Begin: TypeAlias = Callable[[], object]
OnProgress: TypeAlias = Callable[[Progress], object]


class Publisher:
    """One run of one feed. The input is read once; no more than `concurrency` chunks are open at a time.

    `deliveries` knows what earlier runs delivered and is told what this one does. `begin` is called once before the
    first chunk leaves, so never for an input without a good record; what it raises stops the run. `report` is the
    object to fill, for a feed whose report says more than usual.
    """

    def __init__(
        self,
        feed: Feed,
        send: SendBody,
        plugins: Plugins,
        deliveries: Deliveries | None = None,
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
        self._deliveries = deliveries or Remembered(feed, Target(feed.operation, "", ""))
        self._concurrency = concurrency
        self._on_progress = on_progress
        self._begin = begin
        self._report = PublishReport() if report is None else report
        self._report.manifest = self._deliveries.manifest
        self._report.asked = feed.asked
        self._seen = SeenKeys()
        self._chunker = Chunker(feed.limit, seen=self._seen if feed.identity else None)
        self._next: Chunk | None = None
        self._open: deque[tuple[Errand, threads.Job[Settled]]] = deque()

    def run(self, records: threads.Source[Any]) -> PublishReport:
        """Publish them all.

        An error that more records would meet as well (credential, scope, unknown app) stops the run, and so does an
        exception of the input, of `on_progress` or a plugin's Abort: chunks under way are waited for, what was read but
        not sent is rejected, and the exception goes on with the report so far as its attribute `report`. A cancellation
        does not wait: what was under way is `unknown`.
        """
        require_records(records, threads.SOURCES)
        try:
            with threads.Workers(self._concurrency) as workers:
                try:
                    self._read(workers, records)
                    self._start(workers, self._chunker.close())
                    self._finish(0)
                except Exception:
                    self._account()
                    raise
        except BaseException as error:
            self._give_up()
            vars(error)["report"] = self._report
            raise
        finally:
            self._seen.close()
            self._sort()
        return self._report

    def _read(self, workers: threads.Workers, records: threads.Source[Any]) -> None:
        index = 0
        plain = _never if self._plugins.map_outgoing else self._feed.plain
        with threads.closing(threads.each(records)) as source:
            for record in source:
                outgoing: Outgoing | None
                try:
                    if (seen := plain(record)) is not None:
                        outgoing = Outgoing(index, *seen)
                    else:
                        outgoing = self._accept(index, record)
                except BaseException:
                    self._report.rejected.append(Undelivered(index, (), STOPPED))
                    raise
                index += 1
                if outgoing is not None and (chunk := self._chunker.add(outgoing)) is not None:
                    self._start(workers, chunk)
                if index % STRETCH == 0:
                    threads.give_way()

    def _accept(self, index: int, record: Any) -> Outgoing | None:
        """A record that has to be looked at, as it will be sent, or None when its outcome is already known."""
        feed = self._feed
        wire: WireRecord = {}
        try:
            wire = feed.to_wire(record)
            if self._plugins.map_outgoing:
                mapped = threads.drive(self._plugins.map_outgoing(wire, feed.operation))
                if mapped is None:
                    self._report.dropped += 1
                    return None
                wire = mapped
            if (seen := feed.plain(wire)) is not None:
                return Outgoing(index, *seen)
            feed.check(wire)
            return Outgoing(index, feed.key(wire), feed.encode(wire))
        except SpokebridgeError:
            raise
        except Exception as error:  # one odd record does not stop a million good ones
            reason = str(error) if isinstance(error, BadRecord) else f"cannot be read ({type(error).__name__}: {error})"
            self._report.rejected.append(Undelivered(index, feed.key(wire) if wire else (), reason))
            return None

    def _start(self, workers: threads.Workers, chunk: Chunk | None) -> None:
        """Send a chunk beside those that are under way, waiting for the oldest when there are too many."""
        self._report.duplicates = self._chunker.duplicates
        if chunk is not None:
            self._next = chunk
            self._finish(self._concurrency - 1)
            self._open_run()
            errand = self._errand(chunk)
            self._open.append((errand, workers.start(errand.run)))
            self._next = None

    def _errand(self, chunk: Chunk) -> Errand:
        return Errand(chunk, self._feed, self._send, self._deliveries)

    def _open_run(self) -> None:
        if self._begin is not None:
            begin, self._begin = self._begin, None
            begin()

    def _finish(self, leave: int) -> None:
        """Wait for open chunks, oldest first, until only so many are left."""
        while len(self._open) > leave:
            errand, settled = self._oldest()
            self._tell(errand.chunk, settled)
            if settled.fatal is not None:
                raise settled.fatal

    def _account(self) -> None:
        """The run stops: wait for what is under way."""
        while self._open:
            errand, settled = self._oldest()
            with suppress(Exception):  # the one that stopped the run is on its way
                self._tell(errand.chunk, settled)

    def _oldest(self) -> tuple[Errand, Settled]:
        """The oldest open chunk when it is settled, its outcomes in the report."""
        errand, job = self._open[0]
        settled = job.result()
        self._open.popleft()
        self._report.add(settled)
        return errand, settled

    def _give_up(self) -> None:
        """The run is over: give every record that was read its outcome."""
        errands = [errand for errand, _ in self._open]
        errands += [self._errand(chunk) for chunk in (self._next, self._chunker.cut()) if chunk is not None]
        self._report.duplicates = self._chunker.duplicates
        for errand in errands:
            self._report.add(errand.give_up())

    def _tell(self, chunk: Chunk, settled: Settled) -> None:
        if self._plugins.on_chunk:
            sent = ChunkSent(
                self._feed.operation,
                chunk.number,
                len(chunk.records),
                settled.accepted,
                len(settled.rejected),
                len(settled.unknown),
            )
            threads.drive(self._plugins.on_chunk(sent))
        if self._on_progress is not None:
            threads.called(self._on_progress, Progress.of(self._report))

    def _sort(self) -> None:
        self._report.rejected.sort(key=lambda item: item.index)
        self._report.unknown.sort(key=lambda item: item.index)


def _never(_record: object) -> None:
    """A plugin may want to change any record."""
