"""The HTML report of a run: one file that needs no network and no script."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from spokebridge.bridge.summary import RunSummary
from spokebridge.cli.replacing import replacing
from spokebridge.cli.report.charts import month_chart, vendor_chart

_CURRENCIES = 6  # with charts of their own; the table of sums names all


def write_report(run: RunSummary, path: Path) -> None:
    """Write the report, or leave what is there when that fails. Raises OSError."""
    content = render(run)
    with replacing(path) as file:
        file.write(content.encode())


def render(run: RunSummary) -> str:
    """The page as text."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("spokebridge.cli.report", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"moment": _moment, "money": _money, "count": _count}
    charts = [
        {
            "currency": currency,
            "total": run.spend.by_currency[currency],
            "vendors": vendor_chart(run.spend.vendors(currency)),
            "months": month_chart(run.spend.months(currency)),
        }
        for currency in run.spend.currencies[:_CURRENCIES]
    ]
    problems = {
        kind: [(connection, problem) for connection in run for problem in getattr(connection, kind)]
        for kind in ("rejected", "unknown", "changed")
    }
    return environment.get_template("page.html.jinja").render(
        run=run, charts=charts, problems=problems, reasons=_reasons(problems["rejected"]), verdict=_verdict(run)
    )


def _reasons(rejected: list[tuple[Any, Any]]) -> list[tuple[str, int]]:
    """How often each reason was given, most frequent first."""
    counts: dict[str, int] = {}
    for _, problem in rejected:
        counts[problem.reason] = counts.get(problem.reason, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _verdict(run: RunSummary) -> tuple[str, str]:
    """A class for the style sheet, and the words."""
    if run.dry:
        return "warn", "dry run: nothing was sent"
    if run.stopped:
        return "warn", "stopped before the end"
    if run.failed:
        return "bad", f"{len(run.failed)} of {len(run.connections)} connections failed"
    if run.incomplete:
        return "warn", "done, with bills that need attention"
    return "good", "done"


def _moment(value: datetime) -> str:
    return f"{value:%Y-%m-%d %H:%M:%S} UTC"


def _money(value: Any) -> str:
    return f"{value:,.2f}"


def _count(value: Any) -> str:
    return f"{value:,}"
