"""What the demo did, and what came of it on the other side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from spokebridge.bridge.spend import Spend
from spokebridge.bridge.summary import RunSummary
from spokebridge.cli.syncing.telling import largest, print_attention, sums


@dataclass(frozen=True, slots=True)
class Account:
    """A run and what was seen around it. `received` is what the Productiv side has."""

    run: RunSummary
    received: list[dict[str, Any]]
    requests: int
    token_refreshes: int
    retries: int
    seconds: float


def print_account(account: Account, console: Console | None = None) -> None:
    """A few short tables on standard output. Sums are computed from what was received, to the last digit."""
    console = console or Console()
    run, received = account.run, Spend()
    received.add(account.received)
    rows = [
        ("bills read", run.count("read")),
        ("  of them voided, not sent", run.count("voided")),
        ("vendors named through contacts", run.count("contacts")),
        ("  without a contact", run.count("unnamed_vendors")),
        ("records accepted", run.count("accepted")),
        ("  of them credits", received.credits),
        ("records rejected", run.count("rejected")),
        ("duplicates", run.count("repeated")),
        ("records with Productiv", len(account.received)),
        ("requests", account.requests),
        ("  of them with spend records", run.count("requests")),
        ("attempts repeated", account.retries),
        ("access tokens fetched", account.token_refreshes),
    ]
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for name, value in rows:
        table.add_row(name, f"{value:,}")
    table.add_row("seconds", f"{account.seconds:.1f}")
    console.print(table)
    console.print()
    console.print(sums(received))
    console.print()
    console.print(largest(received))
    print_attention(run, console)
