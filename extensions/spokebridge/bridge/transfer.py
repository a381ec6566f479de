"""All bills of one connection that are due, read page by page and published in batches."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime, timedelta

from ninespokes_client.models import Bill
from spokebridge.bridge import mapping
from spokebridge.bridge.options import OnProgress, Options, Services
from spokebridge.bridge.origin import Origin, bill_day
from spokebridge.bridge.outbox import Leaving, Outbox
from spokebridge.bridge.route_state import GIVEN_UP, RouteState
from spokebridge.bridge.spend import Spend
from spokebridge.bridge.stopping import Stop
from spokebridge.bridge.summary import ConnectionSummary, Problem
from spokebridge.bridge.vendors import Vendors
from spokebridge.bridge.watch import Sight
from spokebridge.bridge.window import first_day

CONTACTS_AGE = timedelta(days=1)
_SHOWN_EVERY = 100  # bills


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
        self._watch = services.watch
        self._state = state
        self._summary = summary
        self._options = options
        self._stop = stop
        self._on_progress = on_progress
        self._sight = Sight()
        self._origin = Origin(services.ninespokes, summary.route, options, summary.warnings)
        self._outbox = Outbox(services, state, summary, spend, self._sight)
        self._latest: date | None = None

    def run(self) -> None:
        """Deliver what is due, then move the checkpoint, unless 9Spokes has not got all bills yet.

        Raises Stopped, and what the two clients raise; repeating the whole is safe.
        """
        self._stop.check()
        summary, state = self._summary, self._state
        waiting = state.waiting()
        summary.through = state.through
        summary.start = first_day(
            summary.route,
            state.through,
            waiting,
            overlap=self._options.overlap,
            since=self._options.since,
            everything=self._options.everything,
        )
        complete = self._origin.is_extracted()
        self._move()
        if complete and self._latest is not None:
            state.advance(min(self._latest, datetime.now(UTC).date()))
        summary.through = state.through
        tried = {item.signature for item in (*summary.rejected, *summary.unknown)}
        state.forget(item.signature for item in waiting if self._was_due(item.day) and item.signature not in tried)

    def _was_due(self, day: date | None) -> bool:
        start = self._summary.start
        return start is None or (day is not None and day >= start)

    def _move(self) -> None:
        summary, state = self._summary, self._state
        vendors = Vendors(state.vendors(datetime.now(UTC) - CONTACTS_AGE), self._origin.contacts)
        try:
            with self._watch.on(self._sight):
                with closing(self._origin.bills(summary.start)) as bills:
                    for bill in bills:
                        self._stop.check()
                        self._take(bill, vendors)
                self._outbox.deliver()
        finally:
            summary.contacts, summary.unnamed_vendors = len(vendors), len(vendors.unnamed)
            if vendors.fresh:
                state.keep_vendors(vendors.names)

    def _take(self, bill: object, vendors: Vendors) -> None:
        summary, day = self._summary, bill_day(bill)
        summary.read += 1
        summary.total = self._sight.total
        if day is not None and (self._latest is None or day > self._latest):
            self._latest = day
        leaving = self._leaving(bill, day, vendors)
        if leaving is not None:
            self._outbox.add(leaving)
            if len(self._outbox) >= self._options.batch:
                self._outbox.deliver()
        if summary.read % _SHOWN_EVERY == 0:
            self._on_progress(summary)

    def _leaving(self, bill: object, day: date | None, vendors: Vendors) -> Leaving | None:
        """The bill as it will be sent, or None when it will not be."""
        connection = self._summary.route.connection
        if not isinstance(bill, Bill):  # an answer so far off that nothing could be typed; the check will say so
            untyped = Leaving(mapping.content_signature(bill, connection), "", day, bill)
            return None if self._is_settled(untyped.signature, untyped.content, day, None) else untyped
        signature, content = mapping.signature(bill, connection), mapping.content(bill)
        if self._is_settled(signature, content, day, bill.transaction_reference):
            return None
        if mapping.is_voided(bill):
            self._summary.voided += 1
            return None
        record = mapping.spend_record(bill, connection=connection, vendor=vendors.name(bill.party_identifier))
        return Leaving(signature, content, day, record)

    def _is_settled(self, signature: str, content: str, day: date | None, reference: object) -> bool:
        """Whether this signature was delivered before, in this run or another, or is about to be."""
        summary, about = self._summary, self._outbox.find(signature)
        if about is not None:
            if about.content == content:
                summary.repeated += 1
            else:
                summary.changed.append(_changed(signature, about.content, content, day, reference))
            return True
        before = self._state.delivered(signature)
        if before is None:
            return False
        if before.content == GIVEN_UP or content in (before.content, before.noted):
            summary.known += 1
        else:
            self._state.note(signature, content)
            summary.changed.append(_changed(signature, before.content, content, day, reference))
        return True


def _changed(signature: str, before: str, now: str, day: date | None, reference: object) -> Problem:
    reason = f"was {before}, now {now}; Productiv keeps the first record of a signatureId"
    return Problem(signature, reason, day, None if reference is None else str(reference))
