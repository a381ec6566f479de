"""What is said at the end of a run: how many records ended how, which were refused first, and where all of them are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from productiv_client import codec
from spokebridge.cli.input.rows import RowFile
from spokebridge.cli.sending.refused import Refused, reasons_path
from spokebridge.cli.visible import visible
from spokebridge.report import PublishReport

EMPTY_SHOWN = 10


@dataclass(slots=True)
class Account:
    """One run. `empty` are the places of the first empty rows, `empty_rows` counts all of them."""

    source: RowFile
    sent: bool = True
    empty: list[int] = field(default_factory=list[int])
    empty_rows: int = 0
    unreadable: int = 0

    def lines(self, report: PublishReport) -> list[str]:
        """The counts, those that are not zero."""
        rejected = len(report.rejected) + self.unreadable
        counts = [
            (report.accepted, "accepted" if self.sent else "would be sent"),
            (report.resumed, "of them before, according to the journal"),
            (rejected, "rejected"),
            (len(report.unknown), "unknown: the answer was lost, so they may have been accepted"),
            (report.duplicates, "duplicates of records before them, sent once"),
            (report.dropped, "dropped by rules or plugins"),
        ]
        lines = [
            f"{number:>9,} {words}" for number, words in counts if number or words in ("accepted", "would be sent")
        ]
        if self.empty_rows:
            places = ", ".join(map(str, self.empty)) + (", …" if self.empty_rows > len(self.empty) else "")
            unit = self.source.unit if self.empty_rows == 1 else f"{self.source.unit}s"
            lines.append(f"{self.empty_rows:>9,} empty {unit} skipped ({unit} {places})")
        return lines

    def as_json(self, report: PublishReport, rejected: Path | None) -> str:
        """The same for programs."""
        return codec.encode(
            {
                "accepted": report.accepted,
                "resumed": report.resumed,
                "rejected": len(report.rejected) + self.unreadable,
                "unknown": len(report.unknown),
                "duplicates": report.duplicates,
                "dropped": report.dropped,
                "empty": self.empty_rows,
                "requests": report.requests,
                "rejected_file": None if rejected is None else str(rejected),
            }
        ).decode()


def tell_refused(source: RowFile, count: int, first: Sequence[Refused], path: Path) -> None:
    """The first refused rows with their reasons, and where all of them are."""
    for item in first:
        click.echo(f"{source.path.name}, {source.unit} {item.row.place}: {visible(item.reason)}", err=True)
    if count > len(first):
        click.echo(f"… and {count - len(first):,} more", err=True)
    click.echo(
        f"refused records are in {path}, why in {reasons_path(path).name}; correct the first, send it again", err=True
    )
