"""What a run did: counts and reasons for each connection, and the spend it delivered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from spokebridge.bridge.routes import Route
from spokebridge.bridge.spend import Spend
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


def problem(signature: str, reason: str, day: date | None, record: object) -> Problem:
    """A problem with what its record tells a person."""
    if not is_mapping(record):
        return Problem(signature, reason, day)
    reference, vendor, amount = (_text(record.get(name)) for name in ("invoiceNumber", "vendor", "amount"))
    shown = amount and " ".join(filter(None, (amount, _text(record.get("currency")))))
    return Problem(signature, reason, day, reference, vendor, shown)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
