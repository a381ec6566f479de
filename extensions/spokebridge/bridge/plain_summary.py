"""The summary of a run as JSON: `spokebridge sync --json`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from spokebridge.bridge.spend import Sum
from spokebridge.bridge.summary import ConnectionSummary, Problem, RunSummary


def as_json(run: RunSummary) -> dict[str, Any]:
    """A run in plain types. Amounts are text, so that no reader rounds them."""
    return {
        "started": _moment(run.started),
        "ended": None if run.ended is None else _moment(run.ended),
        "dryRun": run.dry,
        "connections": [_connection(connection) for connection in run],
        "spend": [
            {
                "currency": currency,
                "records": run.spend.by_currency[currency].records,
                "amount": str(run.spend.by_currency[currency].amount),
                "byVendor": [_sum("vendor", *item) for item in run.spend.vendors(currency)],
                "byMonth": [_sum("month", *item) for item in run.spend.months(currency)],
            }
            for currency in run.spend.currencies
        ],
    }


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
