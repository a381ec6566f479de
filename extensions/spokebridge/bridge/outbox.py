"""Bills on their way to Productiv: a batch is published, then what became of each is written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spokebridge.bridge.options import Services
from spokebridge.bridge.route_state import RouteState, Undelivered
from spokebridge.bridge.spend import Spend
from spokebridge.bridge.summary import ConnectionSummary, problem
from spokebridge.bridge.watch import Sight, WireRecord
from spokebridge.errors import SpokebridgeError
from spokebridge.report import PublishReport


@dataclass(frozen=True, slots=True)
class Leaving:
    """A bill on its way: `content` is what would make it another bill of the same signature."""

    signature: str
    content: str
    day: date | None
    record: object


class Outbox:
    """Collects bills, each signature once, and delivers them when told to."""

    def __init__(
        self, services: Services, state: RouteState, summary: ConnectionSummary, spend: Spend, sight: Sight
    ) -> None:
        self._publish = services.publish
        self._state = state
        self._summary = summary
        self._spend = spend
        self._sight = sight
        self._batch: dict[str, Leaving] = {}

    def __len__(self) -> int:
        return len(self._batch)

    def add(self, leaving: Leaving) -> None:
        """Take in a bill whose signature is not here yet."""
        self._batch[leaving.signature] = leaving

    def find(self, signature: str) -> Leaving | None:
        """The bill with this signature, if it is here."""
        return self._batch.get(signature)

    def deliver(self) -> None:
        """Publish what is here, then record the outcomes. Raises what publishing raises; what was accepted until then
        is recorded all the same.
        """
        batch, self._batch = list(self._batch.values()), {}
        if not batch:
            return
        self._sight.leaving.clear()
        try:
            report = self._publish(self._summary.route.app_id, self._numbered(batch))
        except SpokebridgeError as error:
            if error.report is not None:
                self._settle(batch, error.report, broke_off=True)
            raise
        self._settle(batch, report, broke_off=False)

    def _numbered(self, batch: list[Leaving]) -> Iterator[object]:
        for self._sight.index, leaving in enumerate(batch):
            yield leaving.record

    def _settle(self, batch: list[Leaving], report: PublishReport, *, broke_off: bool) -> None:
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
