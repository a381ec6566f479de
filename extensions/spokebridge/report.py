"""What became of every record that was handed to `publish`. Design section 6."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from spokebridge.errors import PublishError

if TYPE_CHECKING:
    from spokebridge.deliveries.manifest import Manifest


_CORRECT = "put right what report.rejected says, then publish those records again"
_LOOK = "look whether the server has the records in report.unknown before you publish them again"


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A record that the server does not have, or (in `unknown`) may not have.

    `index` counts the input from 0; `key` is the record's identity; `status` is None when it was refused before
    sending; `attempts` is how often the request that decided was sent, None when it was not.
    """

    index: int
    key: tuple[Any, ...]
    reason: str
    status: int | None = None
    correlation_id: str | None = None
    attempts: int | None = None


@dataclass(slots=True)
class Settled:
    """The outcome of every record of one chunk."""

    accepted: int = 0
    resumed: int = 0
    rejected: list[Undelivered] = field(default_factory=list["Undelivered"])
    unknown: list[Undelivered] = field(default_factory=list["Undelivered"])
    requests: int = 0
    fatal: Exception | None = None


@dataclass(slots=True)
class PublishReport:
    """Every input record is in exactly one of: accepted, rejected, duplicates, dropped, unknown.

    `accepted`, `duplicates` and `dropped` are counts. `rejected` and `unknown` say which and why. `requests` counts
    chunks sent, halves of refused ones included; repeats of a failed attempt are not counted.

    A run that went on after an earlier one reports on its whole input: `resumed` is the part of `accepted` that earlier
    runs delivered. `manifest` is what a later run can go on from, None when a journal file holds it. `asked` is what
    errors call the requests: operation, method and route.
    """

    accepted: int = 0
    rejected: list[Undelivered] = field(default_factory=list["Undelivered"])
    duplicates: int = 0
    dropped: int = 0
    unknown: list[Undelivered] = field(default_factory=list["Undelivered"])
    requests: int = 0
    resumed: int = 0
    manifest: Manifest | None = field(default=None, repr=False, compare=False)
    asked: str = field(default="", repr=False, compare=False)

    @property
    def total(self) -> int:
        """How many records were read from the input."""
        return self.accepted + len(self.rejected) + self.duplicates + self.dropped + len(self.unknown)

    def add(self, settled: Settled) -> None:
        """Take in the outcome of a chunk."""
        self.accepted += settled.accepted
        self.resumed += settled.resumed
        self.rejected += settled.rejected
        self.unknown += settled.unknown
        self.requests += settled.requests

    def raise_for_rejected(self) -> PublishReport:
        """Raises PublishError when a record was rejected or its fate is unknown; otherwise the report itself."""
        first = next(iter([*self.rejected, *self.unknown]), None)
        if first is None:
            return self
        status = "" if first.status is None else f"HTTP {first.status}, "
        begin = f"{self.asked}: " if self.asked else ""
        error = PublishError(
            f"{begin}{len(self.rejected)} of {self.total} records rejected, {len(self.unknown)} unknown; "
            f"first: record {first.index} {first.key}: {status}{first.reason}",
            status_code=first.status,
            correlation_id=first.correlation_id,
            attempts=first.attempts,
            advice="; ".join([*[_CORRECT] * bool(self.rejected), *[_LOOK] * bool(self.unknown)]),
        )
        error.report = self
        raise error


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts so far, given to `on_progress` after each chunk."""

    read: int
    accepted: int
    rejected: int
    duplicates: int
    unknown: int
    requests: int
    dropped: int = 0
    resumed: int = 0

    @classmethod
    def of(cls, report: PublishReport) -> Progress:
        """The counts of a report as they stand."""
        return cls(
            read=report.total,
            accepted=report.accepted,
            rejected=len(report.rejected),
            duplicates=report.duplicates,
            unknown=len(report.unknown),
            requests=report.requests,
            dropped=report.dropped,
            resumed=report.resumed,
        )
