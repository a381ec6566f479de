"""What a run did: counts and reasons for each connection, and the spend it delivered."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal

from spokebridge.bridge.routes import Route
from spokebridge.plain import is_mapping

Ending = Literal["running", "done", "failed", "stopped"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A bill that needs a person: which, what is wrong, what it was about as far as that could be read. `reference` is
    its number at the app.
    """

    signature: str
    reason: str
    day: date | None = None
    reference: str | None = None
    vendor: str | None = None
    amount: str | None = None


@dataclass(slots=True)
class ConnectionSummary:
    """One connection in one run.

    Every bill read is in exactly one of `voided`, `known` (delivered by an earlier run), `repeated` (came twice in this
    one), `changed`, `accepted`, `rejected`, `unknown` (sent, but the answer was lost), `dropped` (by a plugin) and
    `unsettled` (read before the run broke off, not sent). `total` is what the server says is to be read. `start` is the
    first day asked for; None means all bills. `through` is the checkpoint afterwards.
    """

    route: Route
    ending: Ending = "running"
    error: Exception | None = None
    start: date | None = None
    through: date | None = None
    total: int | None = None
    read: int = 0
    voided: int = 0
    known: int = 0
    repeated: int = 0
    accepted: int = 0
    dropped: int = 0
    requests: int = 0
    changed: list[Problem] = field(default_factory=list[Problem])
    rejected: list[Problem] = field(default_factory=list[Problem])
    unknown: list[Problem] = field(default_factory=list[Problem])
    warnings: list[str] = field(default_factory=list[str])
    contacts: int = 0
    unnamed_vendors: int = 0
    seconds: float = 0.0

    @property
    def message(self) -> str | None:
        """What the error says, with what we know of it."""
        if self.error is None:
            return None
        return " ".join((str(self.error), *getattr(self.error, "__notes__", ()))).strip() or type(self.error).__name__

    @property
    def unsettled(self) -> int:
        """Bills that were read and then not dealt with, because the run broke off."""
        settled = self.voided + self.known + self.repeated + self.accepted + self.dropped
        return self.read - settled - len(self.changed) - len(self.rejected) - len(self.unknown)


@dataclass(slots=True)
class Sum:
    """How many records, and their exact sum."""

    records: int = 0
    amount: Decimal = Decimal(0)

    def add(self, amount: Decimal) -> None:
        """Take in one record."""
        self.records += 1
        self.amount += amount


class Spend:
    """Sums of what was delivered, by vendor and by month, for each currency. Threads may add to it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.by_currency: dict[str, Sum] = {}
        self.by_vendor: dict[tuple[str, str], Sum] = {}
        self.by_month: dict[tuple[str, str], Sum] = {}
        self.credits = 0

    def add(self, records: Iterable[dict[str, Any]]) -> None:
        """Take in records in wire form, as they were accepted."""
        with self._lock:
            for record in records:
                amount, currency = Decimal(record["amount"]), record["currency"]
                month = datetime.fromtimestamp(record["created"] / 1000, UTC).strftime("%Y-%m")
                self.by_currency.setdefault(currency, Sum()).add(amount)
                self.by_vendor.setdefault((currency, record["vendor"]), Sum()).add(amount)
                self.by_month.setdefault((currency, month), Sum()).add(amount)
                self.credits += amount < 0

    @property
    def currencies(self) -> list[str]:
        """The one with most records first."""
        return sorted(self.by_currency, key=lambda name: (-self.by_currency[name].records, name))

    def vendors(self, currency: str) -> list[tuple[str, Sum]]:
        """Vendors of a currency, largest first."""
        found = [(vendor, total) for (code, vendor), total in self.by_vendor.items() if code == currency]
        return sorted(found, key=lambda item: (-item[1].amount, item[0]))

    def months(self, currency: str) -> list[tuple[str, Sum]]:
        """Months of a currency, in order."""
        return sorted(
            ((month, total) for (code, month), total in self.by_month.items() if code == currency),
            key=lambda item: item[0],
        )


@dataclass(slots=True)
class RunSummary:
    """One run over all connections."""

    started: datetime
    connections: list[ConnectionSummary] = field(default_factory=list[ConnectionSummary])
    spend: Spend = field(default_factory=Spend)
    ended: datetime | None = None
    dry: bool = False

    @property
    def failed(self) -> list[ConnectionSummary]:
        """Connections that ended with an error."""
        return [connection for connection in self.connections if connection.ending == "failed"]

    @property
    def stopped(self) -> bool:
        """Whether the run was asked to end before its work was done."""
        return any(connection.ending == "stopped" for connection in self.connections)

    @property
    def incomplete(self) -> bool:
        """Whether something was left undone that should have been done."""
        return any(connection.ending != "done" or connection.rejected or connection.unknown for connection in self)

    def __iter__(self) -> Iterator[ConnectionSummary]:
        return iter(self.connections)

    def count(self, name: str) -> int:
        """A count over all connections: the name of a field that is a number or a list."""
        values = (getattr(connection, name) for connection in self.connections)
        return sum(value if isinstance(value, int) else len(value) for value in values)

    def as_json(self) -> dict[str, Any]:
        """The same in plain types. Amounts are text, so that no reader rounds them."""
        return {
            "started": _moment(self.started),
            "ended": None if self.ended is None else _moment(self.ended),
            "dryRun": self.dry,
            "connections": [_connection(connection) for connection in self.connections],
            "spend": [
                {
                    "currency": currency,
                    "records": self.spend.by_currency[currency].records,
                    "amount": str(self.spend.by_currency[currency].amount),
                    "byVendor": [_sum("vendor", *item) for item in self.spend.vendors(currency)],
                    "byMonth": [_sum("month", *item) for item in self.spend.months(currency)],
                }
                for currency in self.spend.currencies
            ],
        }


def problem(signature: str, reason: str, day: date | None, record: object) -> Problem:
    """A problem with what its record tells a person."""
    if not is_mapping(record):
        return Problem(signature, reason, day)
    reference, vendor, amount = (_text(record.get(name)) for name in ("invoiceNumber", "vendor", "amount"))
    shown = amount and " ".join(filter(None, (amount, _text(record.get("currency")))))
    return Problem(signature, reason, day, reference, vendor, shown)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _connection(summary: ConnectionSummary) -> dict[str, Any]:
    return {
        "company": summary.route.company,
        "connection": summary.route.connection,
        "appId": summary.route.app_id,
        "name": summary.route.name,
        "ending": summary.ending,
        "error": summary.message,
        "start": _day(summary.start),
        "checkpoint": _day(summary.through),
        "read": summary.read,
        "voided": summary.voided,
        "known": summary.known,
        "repeated": summary.repeated,
        "accepted": summary.accepted,
        "dropped": summary.dropped,
        "changed": [_problem(item) for item in summary.changed],
        "rejected": [_problem(item) for item in summary.rejected],
        "unknown": [_problem(item) for item in summary.unknown],
        "unsettled": summary.unsettled,
        "contacts": summary.contacts,
        "unnamedVendors": summary.unnamed_vendors,
        "warnings": summary.warnings,
        "seconds": round(summary.seconds, 3),
    }


def _problem(item: Problem) -> dict[str, Any]:
    return {
        "signatureId": item.signature,
        "reason": item.reason,
        "date": _day(item.day),
        "reference": item.reference,
        "vendor": item.vendor,
        "amount": item.amount,
    }


def _sum(kind: str, name: str, total: Sum) -> dict[str, Any]:
    return {kind: name, "records": total.records, "amount": str(total.amount)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
