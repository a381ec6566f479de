"""What a transfer did, for people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.table import Table

from spokebridge.bridge.transfer import Transfer, sum_by_currency


@dataclass(frozen=True, slots=True)
class Account:
    """A transfer and what was seen around it. `received` is what the Productiv side has."""

    transfer: Transfer
    received: list[dict[str, Any]]
    requests: int
    token_refreshes: int
    retries: int
    seconds: float


def print_account(account: Account, console: Console | None = None) -> None:
    """A few short tables on standard output. Sums are computed from what was received, to the last digit."""
    console = console or Console()
    transfer, report = account.transfer, account.transfer.report
    credit_notes = sum(1 for record in account.received if record["amount"] < 0)
    rows = [
        ("bills read", f"{transfer.bills:,}"),
        ("  of them voided, not sent", f"{transfer.voided:,}"),
        ("vendors named through contacts", f"{transfer.contacts:,}"),
        ("  without a contact", f"{transfer.unnamed_vendors:,}"),
        ("records accepted", f"{report.accepted:,}"),
        ("  of them credits", f"{credit_notes:,}"),
        ("records rejected", f"{len(report.rejected):,}"),
        ("duplicates", f"{report.duplicates:,}"),
        ("records with Productiv", f"{len(account.received):,}"),
        ("requests", f"{account.requests:,}"),
        ("  of them with spend records", f"{report.requests:,}"),
        ("attempts repeated", f"{account.retries:,}"),
        ("access tokens fetched", f"{account.token_refreshes:,}"),
        ("seconds", f"{account.seconds:.1f}"),
    ]
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for name, value in rows:
        table.add_row(name, value)
    console.print(table)
    console.print()
    console.print(_sums(account.received))
    console.print()
    console.print(_largest(account.received))


def _sums(received: list[dict[str, Any]]) -> Table:
    table = Table("sum of records", box=None, pad_edge=False)
    table.add_column(justify="right")
    for currency, total in sum_by_currency(received).items():
        table.add_row(currency, f"{total:,.2f}")
    return table


def _largest(received: list[dict[str, Any]], count: int = 5) -> Table:
    totals: Counter[tuple[str, str]] = Counter()
    for record in received:
        totals[record["vendor"], record["currency"]] += record["amount"]
    table = Table("largest vendors", box=None, pad_edge=False)
    table.add_column(justify="right")
    for (vendor, currency), total in totals.most_common(count):
        table.add_row(vendor, f"{Decimal(total):,.2f} {currency}")
    return table
