"""All bills of one connection that are due, read page by page and published in batches."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol, TypeAlias

from ninespokes_client.models import Bill, ConnectionState, Datasource
from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge.bridge import mapping
from spokebridge.bridge.routes import Route
from spokebridge.bridge.state import GIVEN_UP, RouteState, Undelivered
from spokebridge.bridge.stopping import Stop
from spokebridge.bridge.summary import ConnectionSummary, Problem, Spend, problem
from spokebridge.bridge.vendors import Vendors
from spokebridge.bridge.watch import Sight, Watch, WireRecord
from spokebridge.bridge.window import first_day
from spokebridge.errors import NotFound, SpokebridgeError
from spokebridge.odata import F
from spokebridge.report import PublishReport

CONTACTS_AGE = timedelta(days=1)
_ORDER = (F.transaction_date, F.transaction_reference)  # days hold many bills; without the second, pages might overlap

OnProgress: TypeAlias = Callable[[ConnectionSummary], object]


class Publish(Protocol):
    """Where records go: `productiv.spend.publish`, or a rehearsal of it."""

    def __call__(self, app_id: str, records: Iterable[Any], /) -> PublishReport:
        """Publish records to an app."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run works. `since` and `everything` are about which bills: see `window`."""

    overlap: timedelta = timedelta(days=30)
    since: date | None = None
    everything: bool = False
    page_size: int = 500
    batch: int = 2000
    look_ahead: int = 2
    connections_at_once: int = 4


@dataclass(frozen=True, slots=True)
class Services:
    """What a transfer works with. `watch` is a plugin of both clients."""

    ninespokes: NineSpokes
    publish: Publish
    watch: Watch


@dataclass(slots=True)
class _Leaving:
    """A bill on its way: `content` is what would make it another bill of the same signature."""

    signature: str
    content: str
    day: date | None
    record: object


class Transfer:
    """One run of one connection. Memory holds vendor names, a batch and a few pages, however many bills there are."""

    def __init__(
        self,
        services: Services,
        state: RouteState,
        summary: ConnectionSummary,
        spend: Spend,
        options: Options,
        *,
        stop: Stop,
        on_progress: OnProgress,
    ) -> None:
        self._services = services
        self._route: Route = summary.route
        self._state = state
        self._summary = summary
        self._spend = spend
        self._options = options
        self._stop = stop
        self._on_progress = on_progress
        self._sight = Sight()
        self._batch: dict[str, _Leaving] = {}
        self._latest: date | None = None

    def run(self) -> None:
        """Deliver what is due, then move the checkpoint. Raises Stopped, and what the two clients raise; repeating the
        whole is safe.
        """
        self._stop.check()
        summary, state = self._summary, self._state
        waiting = state.waiting()
        summary.through = state.through
        summary.start = first_day(
            self._route,
            state.through,
            waiting,
            overlap=self._options.overlap,
            since=self._options.since,
            everything=self._options.everything,
        )
        complete = self._is_extracted()
        vendors = Vendors(state.vendors(datetime.now(UTC) - CONTACTS_AGE), self._contacts)
        try:
            with self._services.watch.on(self._sight):
                with closing(self._due()) as due:
                    for bill in due:
                        self._stop.check()
                        self._take(bill, vendors)
                self._deliver()
        finally:
            summary.contacts, summary.unnamed_vendors = len(vendors), len(vendors.unnamed)
            if vendors.fresh:
                state.keep_vendors(vendors.names)
        if complete and self._latest is not None:
            state.advance(min(self._latest, datetime.now(UTC).date()))
        summary.through = state.through
        tried = {item.signature for item in (*summary.rejected, *summary.unknown)}
        state.forget(item.signature for item in waiting if self._was_due(item.day) and item.signature not in tried)

    def _was_due(self, day: date | None) -> bool:
        start = self._summary.start
        return start is None or (day is not None and day >= start)

    def _is_extracted(self) -> bool:
        """Whether 9Spokes has all bills of the app. Until then older ones may still appear, in any order, so the
        checkpoint stays where it is (9Spokes facts 5.14).
        """
        company, connection, warnings = self._route.company, self._route.connection, self._summary.warnings
        connections = self._services.ninespokes.connections
        if connections.get(company, connection).status == ConnectionState.NOT_CONNECTED:
            warnings.append("no longer connected to its app: nothing new arrives until the customer connects it again")
        try:
            found = [item for item in connections.status(company, connection) if item.datasource == Datasource.BILLS]
        except NotFound:
            return True
        if all(item.completed >= item.total for item in found):
            return True
        warnings.append("9Spokes is still extracting bills: the checkpoint waits until it has all of them")
        return False

    def _contacts(self) -> Iterable[object]:
        return self._services.ninespokes.data.contacts(
            self._route.company, self._route.connection, page_size=self._options.page_size
        )

    def _due(self) -> Generator[object, None, None]:
        """The bills that a run reads, oldest first."""
        start = self._summary.start
        if start is None:
            yield from self._read()
            return
        met = False
        for bill in self._read(F.transaction_date >= start):
            met = True
            yield bill
        if not met and self._filter_misses(start):
            self._summary.warnings.append("9Spokes does not filter bills by date: all of them were read")
            for bill in self._read():
                day = _day(bill)
                if day is None or day >= start:
                    yield bill

    def _filter_misses(self, start: date) -> bool:
        """Whether there are bills that the filter should have found. Where dates are stored as text it finds none,
        without an error (9Spokes facts 4.2 and 8.10).
        """
        newest = next(iter(self._read(order=F.transaction_date.desc(), page_size=1)), None)
        day = _day(newest)
        return day is not None and day >= start

    def _read(self, condition: Any = None, *, order: Any = _ORDER, page_size: int | None = None) -> Iterable[object]:
        return self._services.ninespokes.data.bills(
            self._route.company,
            self._route.connection,
            filter=condition,
            order_by=order,
            page_size=page_size or self._options.page_size,
            concurrency=self._options.look_ahead if page_size is None else 1,
        )

    def _take(self, bill: object, vendors: Vendors) -> None:
        summary = self._summary
        summary.read += 1
        summary.total = self._sight.total
        day = _day(bill)
        if day is not None and (self._latest is None or day > self._latest):
            self._latest = day
        leaving = self._leaving(bill, day, vendors)
        if leaving is not None:
            self._batch[leaving.signature] = leaving
            if len(self._batch) >= self._options.batch:
                self._deliver()
        if summary.read % 100 == 0:
            self._on_progress(summary)

    def _leaving(self, bill: object, day: date | None, vendors: Vendors) -> _Leaving | None:
        """The bill as it will be sent, or None when it will not be."""
        connection = self._route.connection
        if not isinstance(bill, Bill):  # an answer so far off that nothing could be typed; the check will say so
            return _Leaving(mapping.content_signature(bill, connection), "", None, bill)
        signature, content = mapping.signature(bill, connection), mapping.content(bill)
        if self._is_settled(signature, content, day, bill.transaction_reference):
            return None
        if mapping.is_voided(bill):
            self._summary.voided += 1
            return None
        record = mapping.spend_record(bill, connection=connection, vendor=vendors.name(bill.party_identifier))
        return _Leaving(signature, content, day, record)

    def _is_settled(self, signature: str, content: str, day: date | None, reference: str | None) -> bool:
        """Whether this signature was delivered before, in this run or another, or is about to be."""
        summary, about = self._summary, self._batch.get(signature)
        if about is not None:
            if about.content == content:
                summary.repeated += 1
            else:
                summary.changed.append(Problem(signature, _changed(about.content, content), day, reference))
            return True
        before = self._state.delivered(signature)
        if before is None:
            return False
        if before.content == GIVEN_UP or content in (before.content, before.noted):
            summary.known += 1
        else:
            self._state.note(signature, content)
            summary.changed.append(Problem(signature, _changed(before.content, content), day, reference))
        return True

    def _deliver(self) -> None:
        """Publish the batch, then record what became of each bill."""
        batch, self._batch = list(self._batch.values()), {}
        if not batch:
            return
        self._sight.leaving.clear()
        try:
            report = self._services.publish(self._route.app_id, self._numbered(batch))
        except SpokebridgeError as error:
            if error.report is not None:
                self._settle(batch, error.report, broke_off=True)
            raise
        self._settle(batch, report, broke_off=False)
        self._on_progress(self._summary)

    def _numbered(self, batch: list[_Leaving]) -> Iterator[object]:
        for self._sight.index, leaving in enumerate(batch):
            yield leaving.record

    def _settle(self, batch: list[_Leaving], report: PublishReport, *, broke_off: bool) -> None:
        """Record the outcome of each bill. When the run broke off, what was not accepted is nobody's fault but the
        run's: it is left for the next one.
        """
        summary, seen = self._summary, self._sight.leaving
        refused = {item.index: item.reason for item in report.rejected}
        doubtful = {item.index: item.reason for item in report.unknown}
        sent: dict[object, bool] = {}  # whether it arrived, by signatureId: a plugin may give several bills the same
        delivered: dict[str, str] = {}
        undelivered: list[Undelivered] = []
        sums: list[WireRecord] = []
        for index, leaving in enumerate(batch):
            reason = refused.get(index) or doubtful.get(index)
            record = seen.get(index)
            if reason is not None:
                if record is not None:
                    sent.setdefault(record.get("signatureId"), False)
                if not broke_off:
                    found = problem(leaving.signature, reason, leaving.day, record or leaving.record)
                    (summary.rejected if index in refused else summary.unknown).append(found)
                    undelivered.append(Undelivered(leaving.signature, leaving.day, reason))
            elif record is not None:
                if record["signatureId"] not in sent:
                    sums.append(record)
                if sent.setdefault(record["signatureId"], True):
                    delivered[leaving.signature] = leaving.content
        self._state.settle(delivered, undelivered)
        summary.accepted += report.accepted
        summary.dropped += report.dropped
        summary.repeated += report.duplicates
        summary.requests += report.requests
        self._spend.add(sums)


def _changed(before: str, now: str) -> str:
    return f"was {before}, now {now}; Productiv keeps the first record of a signatureId"


def _day(bill: object) -> date | None:
    moment: object = bill.transaction_date if isinstance(bill, Bill) else None
    if not isinstance(moment, datetime):
        return None
    return (moment.astimezone(UTC) if moment.tzinfo is not None else moment).date()
