"""A run for people: tables on a terminal, a line in a log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from spokebridge.bridge.spend import Spend
from spokebridge.bridge.summary import ConnectionSummary, Problem, RunSummary
from spokebridge.cli.visible import visible

_SHOWN = 10


def print_run(run: RunSummary, console: Console) -> None:
    """What each connection gave, the sums, and what needs a person."""
    console.print(_connections(run))
    if run.spend.by_currency:
        console.print()
        console.print(sums(run.spend))
        console.print()
        console.print(largest(run.spend))
    print_attention(run, console)


def print_attention(run: RunSummary, console: Console) -> None:
    """Bills and connections that need a person."""
    for title, problems in (
        ("rejected", [(c, p) for c in run for p in c.rejected]),
        ("unknown", [(c, p) for c in run for p in c.unknown]),
        ("changed after delivery", [(c, p) for c in run for p in c.changed]),
    ):
        if problems:
            console.print()
            console.print(_problems(title, problems))
    for line in _messages(run):
        console.print(_text(line), style="yellow")


def log_lines(run: RunSummary) -> Iterator[str]:
    """One line for the run, and one for each connection and rejected bill that needs a person."""
    moment = (run.ended or run.started).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    done = sum(connection.ending == "done" for connection in run)
    counts = ", ".join(
        f"{run.count(name)} {name}"
        for name in ("read", "accepted", "known", "voided", "rejected", "unknown", "changed")
    )
    what = "dry run" if run.dry else "sync"
    yield f"{moment} {what}: {done} of {len(run.connections)} connections done; {counts}"
    for line in _messages(run):
        yield f"{moment} {visible(line)}"
    for connection in run:
        for problem in connection.rejected[:_SHOWN]:
            yield f"{moment} rejected {visible(problem.signature)}: {visible(problem.reason)}"


def _messages(run: RunSummary) -> Iterator[str]:
    for connection in run:
        if connection.ending == "failed":
            yield f"connection {connection.route.title} failed: {connection.message}"
        elif connection.ending == "stopped":
            yield f"connection {connection.route.title} was stopped; the next run goes on"
        for warning in connection.warnings:
            yield f"connection {connection.route.title}: {warning}"
    if not run.connections:
        yield "no connection has bills to move; a customer has to connect an app first"


def _connections(run: RunSummary) -> Table:
    names = ("read", "accepted", "known", "voided", "rejected", "unknown", "changed")
    table = Table("connection", box=None, pad_edge=False, header_style="bold")
    table.add_column("from")
    for name in names:
        table.add_column("to send" if run.dry and name == "accepted" else name, justify="right")
    table.add_column("checkpoint")
    for connection in run:
        table.add_row(
            _text(connection.route.name or connection.route.connection),
            "the first" if connection.start is None else connection.start.isoformat(),
            *(_count(connection, name) for name in names),
            "none" if connection.through is None else connection.through.isoformat(),
            style="red" if connection.ending == "failed" else None,
        )
    if len(run.connections) > 1:
        table.add_section()
        table.add_row("all", "", *(f"{run.count(name):,}" for name in names), "", style="bold")
    return table


def _count(connection: ConnectionSummary, name: str) -> str:
    value = getattr(connection, name)
    return f"{value if isinstance(value, int) else len(value):,}"


def sums(spend: Spend) -> Table:
    """The sum in each currency."""
    table = Table("sum of records", box=None, pad_edge=False, header_style="bold")
    table.add_column(justify="right")
    for currency in spend.currencies:
        table.add_row(currency, f"{spend.by_currency[currency].amount:,.2f}")
    return table


def largest(spend: Spend, count: int = 5) -> Table:
    """Who was paid most, in the currency with most records."""
    table = Table("largest vendors", box=None, pad_edge=False, header_style="bold")
    table.add_column(justify="right")
    for currency in spend.currencies[:1]:
        for vendor, found in spend.vendors(currency)[:count]:
            table.add_row(_text(vendor), f"{found.amount:,.2f} {currency}")
    return table


def _problems(title: str, problems: list[tuple[ConnectionSummary, Problem]]) -> Table:
    table = Table(title, "date", "vendor", box=None, pad_edge=False, header_style="bold")
    table.add_column("amount", justify="right")
    table.add_column("reason")
    for _, problem in problems[:_SHOWN]:
        day = "" if problem.day is None else problem.day.isoformat()
        table.add_row(
            *map(
                _text,
                (
                    problem.reference or problem.signature,
                    day,
                    problem.vendor or "",
                    problem.amount or "",
                    problem.reason,
                ),
            )
        )
    if len(problems) > _SHOWN:
        table.add_row(f"… and {len(problems) - _SHOWN:,} more: --json and --report show all of them")
    return table


def _text(words: str) -> str:
    """Words of others: neither markup nor control characters."""
    return escape(visible(words))
